package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// caseFolder is a folder with a copy of the case notebook and of the workbook that
// it reads, of which one byte was changed; at −1 none is.
func caseFolder(t *testing.T, at int) (notebook string) {
	t.Helper()
	root := t.TempDir()
	notebook = filepath.Join(root, "notebooks", "03_incident_response.ipynb")
	for from, to := range map[string]string{
		"../../notebooks/03_incident_response.ipynb": notebook,
		timeline: filepath.Join(root, "example_data", "incident", "timeline.xlsx"),
	} {
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if at >= 0 && from == timeline {
			data = bytes.Clone(data)
			data[at] ^= 1
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return notebook
}

// run --check on a case notebook: holds with the input as it was; with one byte of
// it changed it says so and fails, whether the workbook can still be read (the byte
// is one of a time of day in the archive's first header) or not (it is one of the
// packed rows).
func TestRunCheckSaysStale(t *testing.T) {
	if got := call(t, "run", "--check", caseFolder(t, -1)); got.status != exitOK || got.out != "" {
		t.Fatalf("nothing changed: status %d, %s\n%s", got.status, got.out, got.err)
	}
	for at, broken := range map[int]bool{10: false, 200_000: true} {
		path := caseFolder(t, at)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := call(t, "run", "--check", path)
		if got.status != exitFailure || !strings.Contains(got.out, "+ stale: SHA-256 differs: ../example_data/incident/timeline.xlsx is no longer what was read") {
			t.Errorf("byte %d changed: status %d, %s\n%s", at, got.status, got.out, got.err)
		}
		if failed := strings.Contains(got.err, "checksum"); failed != broken {
			t.Errorf("byte %d changed: the workbook's own checksum is said to differ: %v, want %v\n%s", at, failed, broken, got.err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("the check has changed the notebook: %v", err)
		}
	}
}
