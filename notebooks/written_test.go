package notebooks

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/heatmap/timelog"
	"github.com/hourprint/hourprint/kernel/notebook"
)

var update = flag.Bool("update", false, "rewrite testdata/written.txt")

// TestWrittenFiles runs both walk-throughs and holds what they write beside their
// outputs – the page of the first, the write-ups of both – to testdata/written.txt: a
// line a file. The pictures' pixels are held where they are drawn, in heatmap/report.
func TestWrittenFiles(t *testing.T) {
	t.Setenv("HOURPRINT_DATA", "")
	t.Setenv("SOURCE_DATE_EPOCH", "")
	for _, path := range []string{"01_contileaks.ipynb", "03_incident_response.ipynb"} {
		nb, err := notebook.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		fresh(t, nb)
	}
	var got strings.Builder
	for _, name := range []string{"conti_report.html", "conti_case", "incident_report"} {
		err := filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil {
				fmt.Fprintf(&got, "%s  %s\n", essence(t, path, data), filepath.ToSlash(path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	const golden = "testdata/written.txt"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("written was (go test -update rewrites %s; look at the files first):\n%s\nwant\n%s", golden, got.String(), want)
	}
}

// essence is what of a file is the same on every machine: the size of a picture; the
// SHA-256 of a text without the version of the machine's zone rules, and of
// provenance.json without the sums of the other files, which hold that version.
func essence(t *testing.T, path string, data []byte) string {
	t.Helper()
	if filepath.Ext(path) == ".png" {
		config, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return fmt.Sprintf("%d×%d", config.Width, config.Height)
	}
	data = bytes.ReplaceAll(data, []byte(timelog.ZoneData()), []byte("zone rules"))
	if filepath.Base(path) == "provenance.json" {
		data, _, _ = bytes.Cut(data, []byte(`"files": [`))
	}
	return fmt.Sprintf("%x", sha256.Sum256(data))
}
