package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const timeline = "../../example_data/incident/timeline.xlsx"

// incidentArgs is the write-up of the second walk-through.
func incidentArgs(dir string, more ...string) []string {
	args := []string{"report", "--sheet", "Timeline", "--date-order-by", "Analyst", "--zone", "Europe/Bucharest",
		"--zones", "America/Chicago", "--tlp", "green", "-o", dir}
	return append(append(args, more...), timeline)
}

// folderText is every file of a folder, one after another.
func folderText(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The same command gives the same bytes in another folder; the time of making
// comes from SOURCE_DATE_EPOCH, or from the flag, or is left out.
func TestReportIsReproducible(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "")
	first, second := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	for _, dir := range []string{first, second} {
		if got := call(t, incidentArgs(dir)...); got.status != exitOK || got.out != "" {
			t.Fatalf("status %d, output %q, %s", got.status, got.out, got.err)
		}
	}
	a, b := folderText(t, first), folderText(t, second)
	for name, data := range a {
		if b[name] != data {
			t.Errorf("%s differs between two runs", name)
		}
	}
	if len(a) < 8 || strings.Contains(a["report.md"], "Made:") {
		t.Errorf("%d files, and the text says when it was made", len(a))
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000") // 2023-11-14 22:13:20 UTC
	call(t, incidentArgs(first)...)
	if text := folderText(t, first)["report.md"]; !strings.Contains(text, "Made: 2023-11-14T22:13:20Z") {
		t.Error("SOURCE_DATE_EPOCH is not honoured")
	}
	call(t, incidentArgs(first, "--made", "yesterday")...)
	if text := folderText(t, first)["report.md"]; !strings.Contains(text, "Made: yesterday") {
		t.Error("--made is not honoured")
	}
	t.Setenv("SOURCE_DATE_EPOCH", "soon")
	if got := call(t, incidentArgs(first)...); got.status != exitFailure || !strings.Contains(got.err, "seconds since 1970") {
		t.Errorf("SOURCE_DATE_EPOCH=soon: status %d, %s", got.status, got.err)
	}
}

// --check says of a write-up that one byte of its input has changed.
func TestReportCheck(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "")
	folder := t.TempDir()
	log, dir := filepath.Join(folder, "log.csv"), filepath.Join(folder, "case")
	if err := os.WriteFile(log, []byte("time,user\n2023-03-06T09:00:00Z,ann\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "report", "-o", dir, log); got.status != exitOK {
		t.Fatal(got.err)
	}
	if got := call(t, "report", "--check", dir); got.status != exitOK || got.out != "" {
		t.Errorf("nothing changed: status %d, %q, %s", got.status, got.out, got.err)
	}
	if err := os.WriteFile(log, []byte("time,user\n2023-03-06T09:00:00Z,anm\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "report", "--check", dir); got.status != exitFailure || !strings.Contains(got.out, "stale: SHA-256 differs") {
		t.Errorf("one byte changed: status %d, %q", got.status, got.out)
	}
	if got := call(t, "report", "-o", dir, log); got.status != exitOK || !strings.Contains(got.err, "stale: SHA-256 differs") {
		t.Errorf("made again after a change: status %d, %s", got.status, got.err)
	}
}

// A key is made once and then used again, so that the same handle keeps its name.
func TestReportPseudonymises(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "")
	dir := filepath.Join(t.TempDir(), "case")
	args := []string{"report", "--by", "from", "--pseudonymise", "from,to", "-o", dir, jabberLogs + "/198.51.100.17-20210129.json"}
	if got := call(t, args...); got.status != exitOK {
		t.Fatal(got.err)
	}
	first := folderText(t, dir)
	call(t, args...)
	second := folderText(t, dir)
	if first["matrix.csv"] != second["matrix.csv"] || !strings.Contains(first["matrix.csv"], "p-") || strings.Contains(first["report.md"], "pebble") {
		t.Errorf("names are not kept, or handles are:\n%s", first["matrix.csv"])
	}
	if info, err := os.Stat(dir + ".key"); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the key: %v, %v", info, err)
	}
}

func TestReportUsage(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
		says   string
	}{
		{"report " + timeline, exitUsage, "-o DIR"},
		{"report -o x --tlp purple " + timeline, exitUsage, "--tlp"},
		{"report -o x --zones Mars/Base " + timeline, exitUsage, "--zones"},
		{"report -o x --week nine " + timeline, exitUsage, "--week"},
		{"report -o x no/such/file", exitFailure, "no/such/file"},
		{"report --check no/such/folder", exitFailure, "provenance.json"},
	} {
		got := call(t, strings.Fields(c.args)...)
		if got.status != c.status || !strings.Contains(got.err, c.says) {
			t.Errorf("%s: status %d, want %d; %s", c.args, got.status, c.status, got.err)
		}
	}
}

// The command that a write-up records can be typed again.
func TestForTheRecord(t *testing.T) {
	got := commandLine{"report", "-o", "/x/y", "--key-file=/k", "--title", "it's here", "--by", "from", "-oz", "a b.csv", "$HOME"}.forTheRecord()
	if want := `hourprint report -o DIR --key-file=KEY --title 'it'\''s here' --by from -oDIR 'a b.csv' '$HOME'`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
