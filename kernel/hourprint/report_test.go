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

// A key is made once and then used again, so that the same handle keeps its name; it
// is never written into the write-up, nor said.
func TestReportPseudonymises(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "")
	dir := filepath.Join(t.TempDir(), "case")
	args := []string{"report", "--by", "from", "--pseudonymise", "from,to", "-o", dir, jabberLogs + "/198.51.100.17-20210129.json"}
	got := call(t, args...)
	if got.status != exitOK {
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
	key, err := os.ReadFile(dir + ".key")
	if err != nil || len(key) < 64 {
		t.Fatalf("the key has %d bytes, %v", len(key), err)
	}
	first["what was said"] = got.out + got.err
	for name, text := range first {
		if strings.Contains(text, strings.TrimSpace(string(key))[:16]) || strings.Contains(text, ".key") {
			t.Errorf("%s holds the key, or says where it is", name)
		}
	}
}

// pseudonymsIn are the labels of the groups of a write-up.
func pseudonymsIn(t *testing.T, dir string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for line := range strings.Lines(folderText(t, dir)["matrix.csv"]) {
		if name, _, _ := strings.Cut(line, ","); strings.HasPrefix(name, "p-") {
			found[name] = true
		}
	}
	return found
}

// With one key the same handle has the same name in every input; with another key
// it has another.
func TestPseudonymsAcrossInputs(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	names := func(input, key string) map[string]bool {
		dir := filepath.Join(folder, filepath.Base(input)+filepath.Base(key))
		if got := call(t, "report", "--by", "from", "--pseudonymise", "from", "--key-file", key, "-o", dir, input); got.status != exitOK {
			t.Fatal(got.err)
		}
		if text := folderText(t, dir)["provenance.json"]; !strings.Contains(text, "--key-file KEY") || strings.Contains(text, key) {
			t.Errorf("the command recorded names the key's file:\n%s", text)
		}
		return pseudonymsIn(t, dir)
	}
	chat := write("chat.csv", "time,from\n2023-03-06T09:00:00Z,walnut\n2023-03-06T10:00:00Z,teasel\n")
	mail := write("mail.csv", "when,from\n2023-05-06T09:00:00Z,WALNUT\n2023-05-06T10:00:00Z,quill\n")
	one, other := write("one.key", "0123456789abcdef"), write("other.key", "fedcba9876543210")
	a, b, c := names(chat, one), names(mail, one), names(chat, other)
	common, changed := 0, 0
	for name := range a {
		if b[name] {
			common++
		}
		if !c[name] {
			changed++
		}
	}
	if len(a) != 2 || common != 1 || changed != 2 {
		t.Errorf("names with one key %v and %v, with another %v", a, b, c)
	}
	short := write("short.key", "too short")
	if got := call(t, "report", "--pseudonymise", "from", "--key-file", short, "-o", filepath.Join(folder, "x"), chat); got.status != exitFailure || !strings.Contains(got.err, "9 bytes") {
		t.Errorf("a key of nine bytes: status %d, %s", got.status, got.err)
	}
}

// --compare-at adds the difference map in both zones, its table and its finding; draw
// draws the map or says it.
func TestCompareAt(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "")
	dir := filepath.Join(t.TempDir(), "case")
	if got := call(t, incidentArgs(dir, "--compare-at", "2023-04-05T15:00Z")...); got.status != exitOK {
		t.Fatal(got.err)
	}
	files := folderText(t, dir)
	for _, name := range []string{"difference.csv", "figures/change-europe-bucharest.svg", "figures/change-europe-bucharest.png", "figures/change-utc.svg"} {
		if files[name] == "" {
			t.Errorf("no %s", name)
		}
	}
	for _, part := range []string{"### The hours from 2023-04-05 18:00 UTC+3 differ from those before.", "--compare-at 2023-04-05T15:00Z"} {
		if !strings.Contains(files["report.md"], part) {
			t.Errorf("report.md does not say %q", part)
		}
	}
	draw := []string{"draw", "--sheet", "Timeline", "--date-order-by", "Analyst", "--zone", "Europe/Bucharest", "--compare-at", "2023-04-05T18:00", timeline}
	if got := call(t, draw...); got.status != exitOK || !strings.Contains(got.out, "Whole week: p = ") || !strings.Contains(got.out, "Fri 10–13 h: fewer, 57 events before, 0 after") {
		t.Errorf("status %d\n%s\n%s", got.status, got.out, got.err)
	}
	picture := filepath.Join(t.TempDir(), "change.svg")
	if got := call(t, append(draw, "-o", picture)...); got.status != exitOK {
		t.Fatal(got.err)
	}
	if svg, err := os.ReadFile(picture); err != nil || !strings.Contains(string(svg), "What changed, by weekday and hour in Europe/Bucharest") {
		t.Errorf("%v: %.200s", err, svg)
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
		{"report -o x --sheet Timeline --date-order-by Analyst --compare-at 2023-04-05T15:01Z " + timeline, exitUsage, "quarter hour"},
		{"report -o x --sheet Timeline --date-order-by Analyst --compare-at 2024-04-05 " + timeline, exitUsage, "observed span"},
		{"report -o x --sheet Timeline --date-order-by Analyst --compare-at soon " + timeline, exitUsage, "--compare-at"},
		{"draw --by Tactic --compare-at 2023-04-05 " + timeline, exitUsage, "--compare-at"},
		{"draw -o x.html --compare-at 2023-04-05 " + timeline, exitUsage, "--compare-at"},
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
