package report

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

func render(t *testing.T, p Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSameBytes(t *testing.T) {
	first := render(t, officePage(t))
	for range 3 {
		if render(t, officePage(t)) != first {
			t.Fatal("the same page gave different bytes")
		}
	}
	if strings.Contains(render(t, Page{}), "Made 2") {
		t.Error("a page without a date has one")
	}
}

// Every part of a page may be missing.
func TestPartsMayBeMissing(t *testing.T) {
	grid := fold(t, &timelog.Histogram{}, "UTC")
	byHand := &heatmap.Grid{Zone: "Europe/Moscow", Label: "by hand", Events: 2}
	byHand.Counts[0][9] = 2
	for name, p := range map[string]Page{
		"nothing": {}, "no events": {Grid: grid}, "groups alone": {Groups: []*heatmap.Grid{grid, grid}}, "by hand": {Grid: byHand},
		"the zero grid": {Grid: &heatmap.Grid{}}, "an empty sample": {Sample: &Sample{}}, "an empty section": {Sections: []Section{{}}}, "a source": {Sources: []timelog.Source{{}}},
	} {
		if page := render(t, p); !strings.HasSuffix(page, "</html>\n") {
			t.Errorf("%s: the page has no end", name)
		}
	}
}

func TestRefusals(t *testing.T) {
	grid := fold(t, office(10, 1), "UTC")
	byHand := &heatmap.Grid{Zone: "Europe/Moscow", Label: "by hand"}
	for want, p := range map[string]Page{
		`unknown time zone "Europe/Moskow"`: {Grid: grid, Zones: []string{"Europe/Moskow"}},
		"filled by hand":                    {Grid: byHand, Zones: []string{"UTC"}},
		`group "by hand"`:                   {Grid: grid, Groups: []*heatmap.Grid{byHand}},
		"group 2 is nil":                    {Grid: grid, Groups: []*heatmap.Grid{grid, nil}},
	} {
		if err := Render(&bytes.Buffer{}, p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

// Groups counted in other zones are brought into the zone of the map.
func TestGroupsShareTheZone(t *testing.T) {
	h := &timelog.Histogram{}
	h.Add(time.Date(2020, 6, 1, 23, 0, 0, 0, time.UTC).Unix(), 1) // Monday 23:00 UTC is Tuesday 02:00 in Moscow
	p := Page{Grid: fold(t, h, "Europe/Moscow"), Groups: []*heatmap.Grid{fold(t, h, "UTC")}}
	v, err := newView(p)
	if err != nil {
		t.Fatal(err)
	}
	full := v.Groups.Multiples[0].Cells
	if len(full) != 2 || full[1].Path != "M20 10h9v9h-9z" { // column 2, row 1; all others are blank
		t.Errorf("the small picture is %+v", full)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.html")
	for _, title := range []string{"first", "second"} { // the second replaces the first
		if err := Write(path, Page{Title: title}); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if err != nil || string(content) != render(t, Page{Title: title}) {
			t.Errorf("the file is not what Render gives (%v)", err)
		}
	}
	if err := Write(path, Page{Groups: []*heatmap.Grid{nil}}); err == nil {
		t.Error("a page that cannot be rendered was written")
	}
	if err := Write(filepath.Join(dir, "missing", "x.html"), Page{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing folder gives %v", err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}

// The policy names every script and style of the page by its hash and nothing else,
// and nothing in the page points out of it.
func TestPageIsClosed(t *testing.T) {
	page := render(t, officePage(t))
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)
	if policy == nil || !strings.HasPrefix(policy[1], "default-src &#39;none&#39;") || strings.Contains(policy[1], "unsafe") {
		t.Fatalf("the policy is %q", policy)
	}
	for _, element := range regexp.MustCompile(`(?s)<(script|style)>(.*?)</(script|style)>`).FindAllStringSubmatch(page, -1) {
		hash := strings.NewReplacer("'", "&#39;", "+", "&#43;").Replace(hashSource(element[2]))
		if !strings.Contains(policy[1], hash) {
			t.Errorf("the policy does not admit the page's own %s", element[1])
		}
	}
	if out := regexp.MustCompile(`(src|href|srcset|action)="(?:[^"d]|d[^"a])[^"]*"`).FindString(page); out != "" {
		t.Errorf("the page points out: %s", out)
	}
	if inline := regexp.MustCompile(`<[^>]* (style|on[a-z]+)=`).FindString(page[:strings.Index(page, `id="data"`)]); inline != "" {
		t.Errorf("inline code that the policy refuses: %s", inline)
	}
}

// No text can end the element that holds the data.
func TestDataStaysInside(t *testing.T) {
	g := fold(t, office(5, 1), "UTC")
	g.Label = `</script><!--<script>` + "\u2028"
	page := render(t, Page{Grid: g})
	start := strings.Index(page, `id="data">`) + len(`id="data">`)
	data := page[start : start+strings.Index(page[start:], "</script>")]
	var got pageData
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		t.Fatal(err)
	}
	if got.Grids[0].Label != `</script><!--<script>⟨U+2028⟩` || strings.Contains(data, "<") {
		t.Errorf("the label came out as %q", got.Grids[0].Label)
	}
}

// unpack is the slow obvious reader of a packed histogram.
func unpack(t rapid.TB, p packed) map[int64]int64 {
	bytes, err := base64.StdEncoding.DecodeString(p.Bins)
	if err != nil {
		t.Fatal(err)
	}
	bins := map[int64]int64{}
	at := p.Start
	for len(bytes) > 0 {
		head, n := binary.Uvarint(bytes)
		bytes = bytes[n:]
		at += int64(head / 2)
		count := uint64(1)
		if head%2 == 1 {
			count, n = binary.Uvarint(bytes)
			bytes = bytes[n:]
		}
		bins[at*p.Unit] = int64(count)
	}
	return bins
}

func TestPackRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := &timelog.Histogram{}
		for _, at := range rapid.SliceOf(rapid.Int64Range(-3e9, 5e9)).Draw(t, "instants") { // 1874 to 2128
			h.Add(at, rapid.Int64Range(1, 1<<40).Draw(t, "events"))
		}
		want := map[int64]int64{}
		h.Each(func(unix, n int64) { want[unix] = n })
		got := unpack(t, pack(h))
		if len(got) != len(want) {
			t.Fatalf("%d bins became %d", len(want), len(got))
		}
		for unix, n := range want {
			if got[unix] != n {
				t.Fatalf("%d events at %d became %d", n, unix, got[unix])
			}
		}
	})
}

// The rules of a zone, applied to any instant of the span, are Go's own.
func TestZoneRules(t *testing.T) {
	from, to := time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range append(DefaultZones(), "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Africa/Monrovia", "+05:45") {
		rules, err := rulesOf(name, from, to)
		if err != nil {
			t.Fatal(err)
		}
		loc, err := timelog.LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		next := 0
		for at := from.Unix(); at < to.Unix(); at += 1800 {
			for next < len(rules.Change) && rules.Change[next] <= at {
				next++
			}
			if _, want := time.Unix(at, 0).In(loc).Zone(); rules.Offset[next] != int64(want) {
				t.Fatalf("%s at %v: offset %d, want %d", name, time.Unix(at, 0).UTC(), rules.Offset[next], want)
			}
		}
	}
}

func TestZoneLabel(t *testing.T) {
	for want, c := range map[string]struct {
		name    string
		offsets []int64
	}{
		"UTC":                               {"UTC", []int64{0}},
		"Europe/London (UTC+0, +1)":         {"Europe/London", []int64{0, 3600, 0}},
		"America/New_York (UTC−5, −4)":      {"America/New_York", []int64{-14400, -18000}},
		"Asia/Kathmandu (UTC+5:45)":         {"Asia/Kathmandu", []int64{20700}},
		"Africa/Monrovia (UTC−0:44:30, +0)": {"Africa/Monrovia", []int64{-2670, 0}},
	} {
		if got := zoneLabel(c.name, c.offsets); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAccounts(t *testing.T) {
	a := newAccounts([]timelog.Source{
		{Path: "a.json", Format: "json", Zone: "UTC", ZoneFrom: "assumed", Rows: 10, Events: 6, Duplicates: 1, Collapsed: 1, OutsideRange: 1,
			Skipped: []timelog.Skip{{Reason: "no time", Rows: 1, FirstLine: 1204, Example: "{}"}}},
		{Path: "b.csv", Format: "csv", Zone: "UTC", ZoneFrom: "assumed", Rows: 5, Events: 3, Skipped: []timelog.Skip{{Reason: "no time", Rows: 1, FirstLine: 2}}},
	})
	if a.Files[0].Missing() != 0 || a.Files[1].Missing() != 1 || a.Total.Missing() != 1 { // 5 = 3 + 1 skipped + 1 nobody knows of
		t.Errorf("missing: %d, %d and %d in all", a.Files[0].Missing(), a.Files[1].Missing(), a.Total.Missing())
	}
	if want := (skip{Reason: "no time", Where: "a.json, line 1,204", Example: "{}", Rows: 2, Files: 2}); len(a.Skips) != 1 || a.Skips[0] != want {
		t.Errorf("skips: %+v, want %+v", a.Skips, want)
	}
	if !a.Own.Format || a.Own.Zone || len(a.Shared) != 1 || a.Shared[0] != [2]string{"Zone of the stamps", "UTC, assumed: nothing states it"} {
		t.Errorf("own %+v, shared %q", a.Own, a.Shared)
	}
	page := render(t, Page{Sources: []timelog.Source{{Path: "x", Rows: 2, Events: 1}}})
	if !strings.Contains(page, "does not close: 1 row is missing") {
		t.Error("an account that does not close is not marked")
	}
}

func TestSample(t *testing.T) {
	v := newSample(&Sample{Columns: []string{"a", "b"}, Rows: [][]string{{"1"}, {"1", "2", "3"}, {"x", strings.Repeat("y", 1<<20)}, {}}, Most: 3})
	if v.Left != 1 || len(v.Rows) != 3 || len(v.Rows[0]) != 2 || len(v.Rows[1]) != 2 || len(v.Rows[2][1]) > 600 {
		t.Errorf("the sample became %d rows, %d left out", len(v.Rows), v.Left)
	}
}

// What is left out of a page is counted on it.
func TestLeftOut(t *testing.T) {
	p := Page{Sample: &Sample{Columns: []string{"a"}, Rows: make([][]string, 1021)}}
	g := fold(t, office(3, 1), "UTC")
	for range mostMultiples + 2 {
		p.Groups = append(p.Groups, g)
	}
	page := render(t, p)
	if !strings.Contains(page, "1,001 more rows are not shown") || !strings.Contains(page, "2 more are in the list above") {
		t.Error("the page does not say what it leaves out")
	}
	if n := strings.Count(page, `class="multiple"`); n != mostMultiples {
		t.Errorf("%d small pictures, want %d", n, mostMultiples)
	}
}
