package report

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/heatmap"
)

var update = flag.Bool("update", false, "rewrite the write-ups in testdata")

// jabberCase is the first walk-through's data, each message once.
func jabberCase(t testing.TB) Case {
	t.Helper()
	opt := CaseOptions{Count: heatmap.CountOptions{Zone: "Europe/Moscow", Read: heatmap.ReadOptions{By: "from", Dedupe: []string{"from", "to", "body"}}}}
	c, err := NewCase(context.Background(), opt, jabberFolder)
	if err != nil {
		t.Fatal(err)
	}
	c.Title, c.TLP, c.Week = "When do they write?", "clear", heatmap.Week{From: 10, To: 19}
	c.Zones, c.Basis.ZoneData = []string{"Europe/London", "UTC"}, "version of the test"
	return *c
}

// The write-ups of both walk-throughs are as they were: the text and the matrix in
// full, the page and the drawings by their SHA-256. The images are left to the
// drawings, because their compression is Go's.
func TestCaseGolden(t *testing.T) {
	for name, c := range map[string]Case{"incident": incidentCase(t), "jabber": jabberCase(t)} {
		files, err := c.Files()
		if err != nil {
			t.Fatal(err)
		}
		var sums strings.Builder
		dir := filepath.Join("testdata", "case_"+name)
		for _, f := range files {
			if !strings.HasSuffix(f.Name, ".png") && f.Name != caseProvenance { // which holds the sums of the images
				fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(f.Data), f.Name)
			}
			if f.Name == caseText || f.Name == caseMatrix {
				golden(t, filepath.Join(dir, f.Name), f.Data)
			}
		}
		golden(t, filepath.Join(dir, "SHA256SUMS"), []byte(sums.String()))
	}
}

// golden holds a result to a file, or rewrites the file with -update.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Errorf("%s differs (go test -update rewrites it; look at it then):\n%.2000s", path, got)
	}
}
