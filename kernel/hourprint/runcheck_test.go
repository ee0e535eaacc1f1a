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

// run --allow-errors goes on after a cell that fails, and keeps its error.
func TestRunAllowErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "failing.ipynb")
	const cells = `{"cell_type":"code","id":"a","execution_count":null,"metadata":{},"outputs":[],"source":"panic(\"boom\")"},` +
		`{"cell_type":"code","id":"b","execution_count":null,"metadata":{},"outputs":[],"source":"6*7"}`
	if err := os.WriteFile(path, []byte(`{"cells":[`+cells+`],"metadata":{"kernelspec":{"name":"hourprint","language":"go","display_name":"Go"}},"nbformat":4,"nbformat_minor":5}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "run", "-o", t.TempDir(), path); got.status != exitFailure {
		t.Errorf("without the flag: status %d", got.status)
	}
	out := t.TempDir()
	if got := call(t, "run", "--allow-errors", "-o", out, path); got.status != exitOK {
		t.Fatalf("status %d\n%s", got.status, got.err)
	}
	ran, err := os.ReadFile(filepath.Join(out, "failing.ipynb"))
	if err != nil || !bytes.Contains(ran, []byte(`"boom"`)) || !bytes.Contains(ran, []byte(`"42"`)) {
		t.Errorf("%v\n%s", err, ran)
	}
}
