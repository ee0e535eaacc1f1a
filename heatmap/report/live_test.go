package report

import (
	"bytes"
	"encoding/csv"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// Issue: from disk, with everything on it, the page asks for nothing else.
func TestPageLoadsNothing(t *testing.T) {
	b := newTab(t, 1280, 1600)
	address := b.open(officePage(t))
	b.Choose("zone", "UTC")
	b.Choose("group", "дрозд")
	b.Choose("palette", "viridis")
	for _, click := range []string{"[value=rate]", "[value=log]", "[value=share]", "[value=quantile]", "#numbers", "#theme", ".multiple"} {
		b.Click(click)
	}
	b.Quiet(address)
}

// Text of a log that tries to become part of the page stays text, with scripts on.
func TestHostileTextStaysText(t *testing.T) {
	attacks := []string{`<script>window.__x=1</script>`, `"><img src=x onerror=window.__x=1>`, `</script><script>window.__x=1</script>`,
		`javascript:window.__x=1`, `<!--`, `{{.Title}}`, "a\u202egpj.exe\x00\u2066", `'; window.__x=1; //`}
	p := officePage(t)
	p.Groups, p.Sample.Rows = nil, nil
	for i, a := range attacks {
		g := fold(t, office(50, uint64(i)), "Europe/Moscow")
		g.Label, g.Notes = a, []string{a}
		p.Groups = append(p.Groups, g)
		p.Sample.Rows = append(p.Sample.Rows, []string{a, a, a})
		p.Warnings = append(p.Warnings, a)
		p.Sections = append(p.Sections, Section{Heading: a, Text: a + "\n\n" + a, Caption: a, Figure: `<svg xmlns="http://www.w3.org/2000/svg" onload="window.__x=1"><script>window.__x=1</script></svg>`})
		p.Sources = append(p.Sources, timelog.Source{Path: a, Format: a, TimeColumn: a, Zone: a, SHA256: a, Skipped: []timelog.Skip{{Reason: a, Example: a}}})
	}
	p.Title, p.Subtitle, p.Lead, p.Made = attacks[0], attacks[1], strings.Join(attacks, "\n\n"), attacks[2]
	p.Sample.Columns, p.Sample.Note = attacks[:3], attacks[0]
	p.Grid.Label, p.Grid.Notes = attacks[1], attacks

	b := newTab(t, 1280, 1600)
	address := b.open(p)
	for i := range attacks {
		eval[bool](b, `(document.getElementById("group").value = "`+strconv.Itoa(i+1)+`", document.getElementById("group").dispatchEvent(new Event("change")))`)
		if eval[bool](b, `window.__x !== undefined`) {
			t.Fatalf("the text of group %q ran", attacks[i])
		}
	}
	b.Quiet(address)
	scripts := eval[int](b, `document.scripts.length`)
	images := eval[int](b, `document.querySelectorAll("img:not([src^='data:']), [onerror], [onload]").length`)
	if scripts != 3 || images != 0 { // ours: early, data, page
		t.Errorf("%d scripts and %d foreign elements, want 3 and 0", scripts, images)
	}
	if got := b.Text(".texts tbody tr td"); got != attacks[0] {
		t.Errorf("the sample shows %q, want %q", got, attacks[0])
	}
	if got := b.Text(".multiples li:nth-child(7) .name"); got != "a⟨U+202E⟩gpj.exe␀⟨U+2066⟩" {
		t.Errorf("a handle with hidden marks is shown as %q", got)
	}
}

// shownCells is what the page says of its 168 cells, in its map and its tables.
type shownCells struct {
	Counts      [heatmap.Days][heatmap.Hours]int64
	Hours       [heatmap.Days][heatmap.Hours]float64
	TableCounts [heatmap.Days][heatmap.Hours]string
	TableHours  [heatmap.Days][heatmap.Hours]string
}

const readCells = `(() => {
	const rows = [...document.querySelectorAll("#map .row")].slice(1);
	const of = (key) => rows.map((r) => [...r.querySelectorAll(".cell")].map((c) => Number(c.dataset[key])));
	const table = (id) => rows.map((_, d) => [...document.querySelectorAll("#" + id + " tbody tr")].slice(0, 24).map((r) => r.cells[d + 1].textContent));
	return { Counts: of("count"), Hours: of("hours"), TableCounts: table("counts"), TableHours: table("hours") };
})()`

// want is what Go says of the same cells.
func want(g *heatmap.Grid) shownCells {
	c := shownCells{Counts: g.Counts, Hours: g.Hours}
	counts, hours := countTable(g), hourTable(g)
	for d := range heatmap.Days {
		for h := range heatmap.Hours {
			c.TableCounts[d][h], c.TableHours[d][h] = counts[h].Cells[d], hours[h].Cells[d]
		}
	}
	return c
}

// The zone switch in the browser counts as Grid.In does, cell by cell.
func TestZoneSwitchEqualsGo(t *testing.T) {
	zones := []string{"UTC", "Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe",
		"Africa/Casablanca", "America/St_Johns", "Africa/Monrovia", "+05:45"}
	single := &timelog.Histogram{}
	single.Add(time.Date(2021, 4, 3, 15, 7, 0, 0, time.UTC).Unix(), 3) // Lord Howe turns its clock back half an hour at 15:00 UTC
	early := &timelog.Histogram{}
	early.Add(-100000001, 2)                // by the second: before 1972 Liberia is at -00:44:30
	early.Add(time.Hour.Nanoseconds()/1, 0) // no event: must leave no bin
	early.Add(1600000000, 5)
	spring := &timelog.Histogram{}
	for i := range int64(400) { // hourly through New York's change of 2021-03-14 and Casablanca's around Ramadan
		spring.Add(1615000000+i*3600*5, 1+i%4)
	}
	wide := heatmap.Span{First: time.Date(2019, 12, 31, 23, 59, 59, 7, time.UTC), Last: time.Date(2022, 2, 1, 0, 30, 0, 0, time.UTC)}
	cases := []struct {
		name string
		h    *timelog.Histogram
		span heatmap.Span
	}{
		{"office", office(5000, 3), heatmap.Span{}}, {"one instant", single, heatmap.Span{}}, {"before 1972", early, heatmap.Span{}},
		{"clock changes", spring, heatmap.Span{}}, {"a wider span", single, wide}, {"no events", &timelog.Histogram{}, heatmap.Span{}}, {"quiet but observed", &timelog.Histogram{}, wide},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g, err := heatmap.Fold(c.h, "Europe/Moscow", c.span)
			if err != nil {
				t.Fatal(err)
			}
			b := newTab(t, 1280, 1600)
			address := b.open(Page{Grid: g, Zones: zones})
			for _, zone := range zones {
				b.Choose("zone", zone)
				moved, err := g.In(zone)
				if err != nil {
					t.Fatal(err)
				}
				got := eval[shownCells](b, readCells)
				if diff := cmp.Diff(want(moved), got); diff != "" {
					t.Errorf("%s: Go (-) and page (+) differ:\n%s", zone, diff)
				}
				from, to := spanOfEvents(moved)
				if got := eval[string](b, `[...document.querySelectorAll("figcaption time")].map((t) => t.innerText).join()`); got != strings.TrimSuffix(from+","+to, ",") {
					t.Errorf("%s: the events are said to be from %q, want %q and %q", zone, got, from, to)
				}
				if name := b.Text("#zone-name"); !strings.HasPrefix(name, zone) {
					t.Errorf("the map says %q, want %q", name, zone)
				}
			}
			b.Quiet(address)
		})
	}
}

// smallPage has three events on two Mondays at 10 o'clock in Moscow (UTC+3), over
// two weeks and an hour: 2020-06-01 and 2020-06-15 are Mondays.
func smallPage(t *testing.T) Page {
	h := &timelog.Histogram{}
	h.Add(time.Date(2020, 6, 1, 7, 5, 0, 0, time.UTC).Unix(), 1)
	h.Add(time.Date(2020, 6, 15, 7, 59, 0, 0, time.UTC).Unix(), 2)
	return Page{Title: "Two Mondays", Grid: fold(t, h, "Europe/Moscow")}
}

func TestReadout(t *testing.T) {
	b := newTab(t, 1280, 900)
	b.open(smallPage(t))
	const cell = `#map [aria-label^="Monday 10:00"].cell`
	// three weeks less two hours: 10 o'clock on Mondays was observed three times
	const says = "Monday 10:00–11:00 · 3 events · 1 per observed hour · 100 % of all · 3 hours observed"
	at := eval[struct{ X, Y float64 }](b, "(({x, y}) => ({X: x + 9, Y: y + 9}))(document.querySelector('"+cell+"').getBoundingClientRect())")
	b.Run(chromedp.MouseEvent("mouseMoved", at.X, at.Y))
	if got := b.Text("#readout"); got != says {
		t.Errorf("pointing at the cell says %q, want %q", got, says)
	}
	b.Run(chromedp.MouseEvent("mouseMoved", 2, 2))
	if got := b.Text("#readout"); !strings.HasPrefix(got, "Busiest: Monday 10:00–11:00 · 3 events") {
		t.Errorf("pointing nowhere says %q", got)
	}
	b.Run(chromedp.Focus(chromedp.CSS("#map .cell")))
	for range 10 {
		b.Run(chromedp.KeyEvent(kb.ArrowRight))
	}
	if got := b.Text("#readout"); got != says {
		t.Errorf("ten steps right say %q, want %q", got, says)
	}
	b.Run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.End))
	if got := b.Text("#readout"); !strings.HasPrefix(got, "Tuesday 23:00–24:00 · 0 events") {
		t.Errorf("a step down and End say %q", got)
	}
	if live := eval[string](b, `document.getElementById("readout").getAttribute("aria-live")`); live != "polite" {
		t.Errorf("the readout is not announced: aria-live is %q", live)
	}
}

// On a narrow screen the hours run down, and the arrow keys go where they point.
func TestArrowsOnNarrowScreens(t *testing.T) {
	b := newTab(t, 390, 844)
	b.open(smallPage(t))
	b.Run(chromedp.Focus(chromedp.CSS("#map .cell")), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowRight))
	if got := b.Text("#readout"); !strings.HasPrefix(got, "Tuesday 02:00–03:00 ·") {
		t.Errorf("two down, one right say %q", got)
	}
	type box struct{ X, Y float64 }
	at := eval[[]box](b, `[[0, 0], [0, 1], [1, 0]].map(([d, h]) => document.querySelector('.cell[data-d="' + d + '"][data-h="' + h + '"]').getBoundingClientRect()).map(({x, y}) => ({X: x, Y: y}))`)
	if at[1].X != at[0].X || at[1].Y <= at[0].Y || at[2].Y != at[0].Y || at[2].X <= at[0].X {
		t.Errorf("Monday 0, Monday 1 and Tuesday 0 are at %+v", at)
	}
}

// What is chosen is kept in the address and found again.
func TestAddressKeepsTheChoice(t *testing.T) {
	b := newTab(t, 1280, 900)
	p := officePage(t)
	address := b.open(p)
	b.Choose("zone", "Asia/Kathmandu")
	b.Choose("group", "дрозд")
	b.Click("[value=rate]")
	b.Click("[value=log]")
	b.Click("#theme")
	kept := eval[string](b, "location.href")
	before := eval[shownCells](b, readCells)
	if !strings.HasPrefix(kept, address+"#") {
		t.Fatalf("the address became %q", kept)
	}
	b.Run(chromedp.Navigate("about:blank"), chromedp.Navigate(kept), chromedp.WaitReady(chromedp.CSS("footer")))
	if diff := cmp.Diff(before, eval[shownCells](b, readCells)); diff != "" {
		t.Errorf("the page came back otherwise:\n%s", diff)
	}
	if zone, theme := b.Text("#zone-name"), eval[string](b, "document.documentElement.dataset.theme"); !strings.HasPrefix(zone, "Asia/Kathmandu") || theme != "dark" {
		t.Errorf("it came back with %q in %q", zone, theme)
	}
	b.Run(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"#zone=Nowhere&grid=99&measure=x&scale=y&palette=z&theme=q"), chromedp.WaitReady(chromedp.CSS("footer")))
	if zone := b.Text("#zone-name"); !strings.HasPrefix(zone, "Europe/Moscow") {
		t.Errorf("an address that makes no sense shows %q", zone)
	}
}

// Paper is light, whatever the screen is.
func TestPrintIsLight(t *testing.T) {
	b := newTab(t, 1280, 900)
	b.Prefer("dark")
	b.open(smallPage(t))
	const theme = "document.documentElement.dataset.theme"
	screen := eval[string](b, theme)
	paper := eval[string](b, `(dispatchEvent(new Event("beforeprint")), `+theme+`)`)
	after := eval[string](b, `(dispatchEvent(new Event("afterprint")), `+theme+`)`)
	if screen != "dark" || paper != "light" || after != "dark" {
		t.Errorf("the themes are %q, on paper %q, and then %q", screen, paper, after)
	}
}

// A group, a measure: the saved matrix is what is shown; the picture is a picture.
func TestSaving(t *testing.T) {
	p := officePage(t)
	b := newTab(t, 1280, 1600)
	dir := t.TempDir()
	b.open(p)
	done := make(chan struct{}, 8)
	err := chromedp.ListenBrowser(b.Context, func(event any) {
		if e, ok := event.(*browser.EventDownloadProgress); ok && e.State == browser.DownloadProgressStateCompleted {
			done <- struct{}{}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	events := true
	allow := browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, EventsEnabled: &events}
	if _, err := cdp.Call(b.Context, chromedp.FromContext(b.Context).Browser, browser.SetDownloadBehavior, allow); err != nil {
		t.Fatal(err)
	}
	fetch := func(button string) []byte {
		t.Helper()
		b.Click(button)
		select {
		case <-done:
		case <-b.Context.Done():
			t.Fatalf("%s: no file came", button)
		}
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: files %q, %v", button, files, err)
		}
		content, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s gave %s, %d bytes", button, filepath.Base(files[0]), len(content))
		os.Remove(files[0])
		return content
	}
	for _, measure := range []heatmap.Measure{heatmap.Counts, heatmap.Rates, heatmap.Shares} {
		b.Choose("zone", "America/New_York")
		b.Choose("group", "heron")
		b.Click("[value=" + string(measure) + "]")
		moved, err := p.Groups[2].In("America/New_York")
		if err != nil {
			t.Fatal(err)
		}
		checkMatrix(t, fetch("#save-csv"), moved, measure)
	}
	picture, err := png.Decode(bytes.NewReader(fetch("#save-png")))
	if err != nil {
		t.Fatal(err)
	}
	colors := map[[3]uint32]bool{}
	for x := range picture.Bounds().Dx() {
		r, g, b, _ := picture.At(x, picture.Bounds().Dy()/2).RGBA()
		colors[[3]uint32{r, g, b}] = true
	}
	if len(colors) < 10 { // the middle row of pixels crosses 24 cells of many counts
		t.Errorf("the picture has %d colours in its middle", len(colors))
	}
}

// checkMatrix compares a CSV with a measure of a grid: names, order and every number.
func checkMatrix(t *testing.T, content []byte, g *heatmap.Grid, m heatmap.Measure) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(rows) != 8 || len(rows[0]) != 25 || rows[0][0] != "weekday" || rows[0][24] != "23" {
		t.Fatalf("%s: not a matrix (%v): %q", m, err, rows)
	}
	for d, row := range rows[1:] {
		if row[0] != heatmap.DayNames[d] {
			t.Errorf("%s: row %d is %q", m, d, row[0])
		}
		for h, text := range row[1:] {
			got, err := strconv.ParseFloat(text, 64)
			if err != nil || got != g.Value(m, d, h) {
				t.Errorf("%s: %s %d is %q, want %v", m, row[0], h, text, g.Value(m, d, h))
			}
		}
	}
}

// Without scripts the picture and the tables are there, on every screen, and the
// controls are not.
func TestWithoutScripts(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		for _, scheme := range []string{"light", "dark"} {
			b := newTab(t, width, 1600)
			b.Scripts(false)
			b.Prefer(scheme)
			address := b.open(officePage(t))
			const visible = `(s) => [...document.querySelectorAll(s)].filter((e) => e.getClientRects().length > 0).length`
			stills, controls := eval[int](b, "("+visible+")('.still img')"), eval[int](b, "("+visible+")('.live')")
			natural := eval[struct{ Width, Height int }](b, "(({naturalWidth, naturalHeight}) => ({Width: naturalWidth, Height: naturalHeight}))(document.querySelector('.still img'))")
			if stills != 1 || controls != 0 {
				t.Errorf("%d px, %s: %d pictures and %d controls are visible, want 1 and 0", width, scheme, stills, controls)
			}
			if across := natural.Width > natural.Height; natural.Width < 100 || across != (width > 720) {
				t.Errorf("%d px, %s: the picture is %+v", width, scheme, natural)
			}
			if cells := eval[int](b, `document.querySelectorAll("#counts tbody td:not(.sum)").length`); cells != 175 { // 168 cells and 7 totals
				t.Errorf("the table has %d cells", cells)
			}
			b.Quiet(address)
		}
	}
}

// On a telephone nothing is wider than the screen, with scripts and without.
func TestNarrow(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		b := newTab(t, 390, 844)
		b.Scripts(scripts)
		p := officePage(t)
		p.Title = strings.Repeat("unbreakable", 20)
		p.Sources[0].Path = strings.Repeat("a", 400)
		b.open(p)
		if width := eval[int](b, `document.documentElement.scrollWidth`); width > 390 {
			t.Errorf("scripts %v: the page is %d px wide, want at most 390", scripts, width)
		}
	}
}
