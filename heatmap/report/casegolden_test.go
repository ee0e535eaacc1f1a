package report

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/internal/picturetest"
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

// longGolden is how many bytes a text may have to be held in full; longer ones are
// held by their SHA-256.
const longGolden = 100_000

// The write-ups of both walk-throughs are as they were: the texts, the tables and
// the provenance in full, the page and the drawings by their SHA-256, the images by
// their size and, together and made smaller, in figures.png: their bytes are those of
// one processor's rounding and of Go's compression.
func TestCaseGolden(t *testing.T) {
	for name, c := range map[string]Case{"incident": incidentCase(t), "jabber": jabberCase(t)} {
		files, err := c.Files()
		if err != nil {
			t.Fatal(err)
		}
		var sums strings.Builder
		var images []image.Image
		dir := filepath.Join("testdata", "case_"+name)
		for _, f := range files {
			if strings.HasSuffix(f.Name, ".png") {
				img := picturetest.Decode(t, f.Data)
				fmt.Fprintf(&sums, "%d×%d  %s\n", img.Bounds().Dx(), img.Bounds().Dy(), f.Name)
				images = append(images, img)
				continue
			}
			if f.Name == caseProvenance {
				f.Data = withoutImages(t, f.Data)
			}
			fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(f.Data), f.Name)
			if len(f.Data) <= longGolden && !strings.HasSuffix(f.Name, ".svg") {
				golden(t, filepath.Join(dir, f.Name), f.Data)
			}
		}
		golden(t, filepath.Join(dir, "SHA256SUMS"), []byte(sums.String()))
		goldenSheet(t, filepath.Join(dir, "figures.png"), sheetOf(images))
	}
}

// withoutImages is provenance.json without the sums of the images.
func withoutImages(t *testing.T, data []byte) []byte {
	t.Helper()
	var p Provenance
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	for i, f := range p.Files {
		if strings.HasSuffix(f.Name, ".png") {
			p.Files[i].Bytes, p.Files[i].SHA256 = 0, ""
		}
	}
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
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
