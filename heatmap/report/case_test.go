package report

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap"
)

const (
	incidentBook = "../../example_data/incident/timeline.xlsx"
	jabberFolder = "../../example_data/jabber_logs"
)

// incidentCase is the second walk-through's data as the command reads it, once for
// all tests: they may change the Case, and not what it points to.
func incidentCase(t testing.TB) Case {
	t.Helper()
	c, err := readIncident()
	if err != nil {
		t.Fatal(err)
	}
	return withChange(t, *c)
}

var readIncident = sync.OnceValues(func() (*Case, error) {
	opt := CaseOptions{Count: heatmap.CountOptions{Zone: "Europe/Bucharest", Read: heatmap.ReadOptions{Sheet: "Timeline", OrderBy: "Analyst", By: "Tactic"}}}
	c, err := NewCase(context.Background(), opt, incidentBook)
	if err != nil {
		return nil, err
	}
	c.Title, c.ID, c.Author, c.TLP = "Northgate Parts: the intruder's hours", "2023-041", "S. Osei", "amber"
	c.Zones, c.Basis.ZoneData = []string{"America/Chicago", "UTC"}, "version of the test"
	c.Commands = []string{"hourprint report -o DIR timeline.xlsx"}
	return c, nil
})

// containment is when the fictional company reset its passwords.
var containment = time.Date(2023, 4, 5, 15, 0, 0, 0, time.UTC)

// withChange compares the time before the containment with that after it.
func withChange(t testing.TB, c Case) Case {
	t.Helper()
	before, after, err := c.Grid.Split(containment)
	if err != nil {
		t.Fatal(err)
	}
	if c.Change, err = heatmap.Compare(before, after, heatmap.DifferenceOptions{}); err != nil {
		t.Fatal(err)
	}
	return c
}

// filesOf are the files of a case by their names.
func filesOf(t testing.TB, c Case) map[string]string {
	t.Helper()
	files, err := c.Files()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files {
		all[f.Name] = string(f.Data)
	}
	return all
}

// The nine parts come in their order, on the page and in the text.
func TestCaseHasItsParts(t *testing.T) {
	files := filesOf(t, incidentCase(t))
	want := []string{"1. Bottom line", "2. Provenance", "3. Time basis", "4. Figures", "5. Shares", "6. Findings", "7. Methods", "8. Limits", "9. Appendix"}
	for _, name := range []string{casePage, caseText} {
		text, at := files[name], 0
		for _, part := range want {
			i := strings.Index(text[at:], part)
			if i < 0 {
				t.Errorf("%s: no %q after the part before it", name, part)
				continue
			}
			at += i
		}
	}
	for _, name := range []string{caseMatrix, caseProvenance, "figures/week-europe-bucharest.svg", "figures/week-utc.png", "figures/groups-utc.svg"} {
		if files[name] == "" {
			t.Errorf("no %s", name)
		}
	}
}

// Figures say zone, n, span, hours observed and scale themselves.
func TestCaseFiguresSpeakForThemselves(t *testing.T) {
	svg := filesOf(t, incidentCase(t))["figures/week-europe-bucharest.svg"]
	plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(svg, " ")
	plain = strings.Join(strings.Fields(plain), " ")
	for _, part := range []string{"in Europe/Bucharest", "hour of day, Europe/Bucharest", "1,344 events, 2023-03-06 to 2023-04-21", "hours observed", "colour scale linear"} {
		if !strings.Contains(plain, part) {
			t.Errorf("the figure does not say %q", part)
		}
	}
}

func TestCaseSameBytes(t *testing.T) {
	first := filesOf(t, incidentCase(t))
	second := filesOf(t, incidentCase(t))
	for name, data := range first {
		if second[name] != data {
			t.Errorf("%s: the same inputs gave other bytes", name)
		}
	}
}

func TestCaseRefuses(t *testing.T) {
	good := incidentCase(t)
	for want, change := range map[string]func(*Case){
		"filled by hand":          func(c *Case) { c.Grid = &heatmap.Grid{} },
		"needs a Grid":            func(c *Case) { c.Grid = nil },
		"unknown handling mark":   func(c *Case) { c.TLP = "purple" },
		"2 sentences":             func(c *Case) { c.BottomLine = []string{"One.", "Two."} },
		"Europe/Bukarest":         func(c *Case) { c.Zones = []string{"Europe/Bukarest"} },
		"figure 1 has no picture": func(c *Case) { c.Figures = []CaseFigure{{Name: "x"}} },
		"heatmap.Compare":         func(c *Case) { c.Change = &heatmap.Difference{} },
		"group 1 is nil":          func(c *Case) { c.Groups = []*heatmap.Grid{nil} },
	} {
		c := good
		change(&c)
		if _, err := c.Files(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

// One byte changed in an input, or in a file of the write-up, makes it stale.
func TestReopen(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "log.csv")
	if err := os.WriteFile(log, []byte("time,user\n2023-03-06T09:00:00Z,ann\n2023-03-07T10:00:00Z,bob\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := NewCase(context.Background(), CaseOptions{}, log)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "case")
	if err := WriteCase(out, *c); err != nil {
		t.Fatal(err)
	}
	if stale, err := Reopen(out); err != nil || len(stale) != 0 {
		t.Fatalf("nothing changed: %q, %v", stale, err)
	}
	if err := os.WriteFile(log, []byte("time,user\n2023-03-06T09:00:00Z,ann\n2023-03-07T10:00:00Z,bot\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	stale, err := Reopen(out)
	if err != nil || len(stale) != 1 || !strings.HasPrefix(stale[0], "stale: SHA-256 differs: "+log) {
		t.Errorf("one byte of the input changed: %q, %v", stale, err)
	}
	if err := os.WriteFile(filepath.Join(out, caseMatrix), []byte("of,zone\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if stale, err := Reopen(out); err != nil || len(stale) != 2 {
		t.Errorf("matrix.csv changed too: %q, %v", stale, err)
	}
	if err := os.Remove(log); err != nil {
		t.Fatal(err)
	}
	if stale, err := Reopen(out); err != nil || !strings.HasPrefix(stale[0], "stale: ") {
		t.Errorf("the input is gone: %q, %v", stale, err)
	}
	if _, err := Reopen(dir); err == nil {
		t.Error("a folder that is no write-up was opened")
	}
}

// A write-up made over an earlier one takes away the figures that it no longer has,
// and nothing that is not its own.
func TestWriteCaseReplaces(t *testing.T) {
	dir := t.TempDir()
	c := incidentCase(t)
	if err := WriteCase(dir, c); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(dir, "figures", "mine.svg")
	if err := os.WriteFile(mine, []byte("<svg/>"), 0o644); err != nil {
		t.Fatal(err)
	}
	c.Groups, c.Zones = nil, []string{"UTC"}
	if err := WriteCase(dir, c); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{mine: true, filepath.Join(dir, "figures", "week-utc.svg"): true, filepath.Join(dir, "figures", "groups-utc.svg"): false} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if stale, err := Reopen(dir); err != nil || len(stale) != 0 {
		t.Errorf("%q, %v", stale, err)
	}
}

// A handle is replaced wherever it stands, whatever its case, and by the same name
// everywhere; who has another key gets other names.
func TestPseudonyms(t *testing.T) {
	key := []byte("sixteen bytes, ok")
	p, err := NewPseudonyms(key, []string{"walnut@chat.example.onion", "tea", "teasel", ""})
	if err != nil {
		t.Fatal(err)
	}
	w, tea, teasel := p.Text("walnut"), p.Text("tea"), p.Text("teasel")
	for in, want := range map[string]string{
		"Walnut wrote to teasel, not to tea.": w + " wrote to " + teasel + ", not to " + tea + ".",
		"walnut@chat.example.onion":           w,
		"steam, teas, teatime, tea_1":         "steam, teas, teatime, tea_1",
		"<tea>\x00tea":                        "<" + tea + ">\x00" + tea,
		"":                                    "",
	} {
		if got := p.Text(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	other, err := NewPseudonyms([]byte("another key of 16"), []string{"tea"})
	if err != nil || other.Text("tea") == tea || !regexp.MustCompile(`^p-[0-9a-f]{10}$`).MatchString(tea) {
		t.Errorf("%q and %q, %v", tea, other.Text("tea"), err)
	}
	two, err := NewPseudonyms(key, []string{"info@a.example", "info@b.example"})
	if err != nil || two.Text("info@a.example") == two.Text("info@b.example") || two.Text("info") == two.Text("info@a.example") || two.Text("info") == "info" {
		t.Errorf("two addresses with one name before the @: %q, %q and %q, %v", two.Text("info@a.example"), two.Text("info@b.example"), two.Text("info"), err)
	}
	if _, err := NewPseudonyms([]byte("short"), nil); err == nil {
		t.Error("a key of five bytes was taken")
	}
}

// No handle of the chat log is left anywhere in the write-up, pictures included.
func TestCaseHidesHandles(t *testing.T) {
	opt := CaseOptions{Count: heatmap.CountOptions{Zone: "Europe/Moscow", Read: heatmap.ReadOptions{By: "from"}}, Pseudonymise: []string{"from", "to"}, Key: []byte("0123456789abcdef")}
	c, err := NewCase(context.Background(), opt, jabberFolder)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range filesOf(t, *c) {
		for _, handle := range []string{"teasel", "walnut", "watchdog", "pebble", "quill"} {
			if strings.HasSuffix(name, ".png") {
				continue
			}
			if i := strings.Index(data, handle); i >= 0 {
				t.Errorf("%s names %s: …%s…", name, handle, data[max(0, i-60):min(len(data), i+40)])
			}
		}
	}
}

// Paths of inputs stay as they are, and the write-up says so without saying the name.
func TestCaseWarnsOfHandlesInPaths(t *testing.T) {
	log := filepath.Join(t.TempDir(), "chat-walnut.csv")
	if err := os.WriteFile(log, []byte("time,from\n2023-03-06T09:00:00Z,walnut\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := NewCase(context.Background(), CaseOptions{Pseudonymise: []string{"from"}, Key: []byte("0123456789abcdef")}, log)
	if err != nil {
		t.Fatal(err)
	}
	if text := filesOf(t, *c)[caseText]; !strings.Contains(text, "replaced everywhere else stand in 1 path of inputs") || strings.Count(text, "walnut") != strings.Count(text, "chat-walnut.csv") {
		t.Errorf("no warning, or the name stands somewhere else than in the path:\n%s", text)
	}
}

func TestDefang(t *testing.T) {
	for in, want := range map[string]string{
		"http://cdn.example.net/u/check?id=1": "hxxp://cdn[.]example[.]net/u/check?id=1",
		"203.0.113.77":                        "203[.]0[.]113[.]77",
		"invoices@example.net":                "invoices[@]example[.]net",
		"updchk.exe at 10:15:02":              "updchk.exe at 10:15:02",
		"version 1.2.3, 12.5 MB":              "version 1.2.3, 12.5 MB",
		"2001:db8::1":                         "2001[:]db8[:][:]1",
		"HTTPS://EVIL.EXAMPLE":                "HXXPS://EVIL[.]EXAMPLE",
		"пример.испытание":                    "пример[.]испытание",
		"":                                    "",
	} {
		if got := Defang(in); got != want {
			t.Errorf("Defang(%q) = %q, want %q", in, got, want)
		}
	}
}

// provenance.json can be read back and lists every other file with its hash.
func TestProvenanceListsAll(t *testing.T) {
	files := filesOf(t, incidentCase(t))
	var p Provenance
	if err := json.Unmarshal([]byte(files[caseProvenance]), &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Files) != len(files)-1 || len(p.Inputs) != 1 || len(p.Inputs[0].SHA256) != 64 || p.Events != 1344 {
		t.Errorf("%d of %d files, %d inputs, %d events", len(p.Files), len(files)-1, len(p.Inputs), p.Events)
	}
}
