package linked

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/hourprint/hourprint/heatmap"
)

func TestSameBytes(t *testing.T) {
	df := flows(t, 400, 1)
	opt := Options{Title: "Flows", Graph: GraphOptions{Seed: 9}}
	first := page(t, df, opt)
	for range 3 {
		if !bytes.Equal(page(t, df, opt).page, first.page) {
			t.Fatal("the same frame, options and seed gave different bytes")
		}
	}
}

func TestRefusals(t *testing.T) {
	df := flows(t, 50, 1)
	for want, opt := range map[string]Options{
		`no column "nothing"`:            {Bars: []string{"nothing"}},
		`unknown view "pie"`:             {Views: []string{"pie"}},
		`unknown time zone "Mars/Rim"`:   {Zone: "Mars/Rim"},
		`named twice`:                    {Columns: []string{"src", "src"}},
		`makes the view "map"`:           {Views: []string{"map"}, Columns: []string{"src", "dst"}},
		`needs a column of text "bytes"`: {Graph: GraphOptions{From: "bytes", To: "dst"}},
		`column of numbers "src"`:        {Map: MapOptions{Lat: "src", Lon: "lon"}},
		`database of places /no.mmdb`:    {Map: MapOptions{Address: "dst", Database: "/no.mmdb"}},
		`have no places by themselves`:   {Map: MapOptions{Address: "dst"}},
	} {
		if _, err := Page(df, opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
	raw, err := heatmap.Read(filepath.Join("..", "..", "example_data", "laptop"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Page(raw.Drop("time"), Options{}); err == nil || !strings.Contains(err.Error(), "WithTime") {
		t.Errorf("a frame without times gives %v", err)
	}
}

// The policy names every script and style of the page by its hash and nothing else.
func TestPageIsClosed(t *testing.T) {
	text := string(page(t, flows(t, 200, 1), Options{Title: `"><img src=x onerror=alert(1)>`}).page)
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(text)
	if policy == nil || !strings.HasPrefix(policy[1], "default-src &#39;none&#39;") || strings.Contains(policy[1], "unsafe") {
		t.Fatalf("the policy is %q", policy)
	}
	for _, element := range regexp.MustCompile(`(?s)<(script|style)>(.*?)</(script|style)>`).FindAllStringSubmatch(text, -1) {
		hash := strings.NewReplacer("'", "&#39;", "+", "&#43;").Replace(hashSource(element[2]))
		if !strings.Contains(policy[1], hash) {
			t.Errorf("the policy does not admit the page's own %s", element[1])
		}
	}
	if strings.Contains(text, "<img src=x") || strings.Contains(text, "<b>x") {
		t.Error("a text became part of the page")
	}
	if out := regexp.MustCompile(`(src|href|srcset|action)="(?:[^"d]|d[^"a])[^"]*"`).FindString(text); out != "" {
		t.Errorf("the page points out: %s", out)
	}
}

// Texts of a log that try to become part of the page stay text, with scripts on.
func TestHostileTextsStayText(t *testing.T) {
	attacks := []string{`<script>window.__x=1</script>`, `"><img src=x onerror=window.__x=1>`, `</script><script>window.__x=1</script>`, `javascript:window.__x=1`, `<!--`, `{{.Title}}`, `'; window.__x=1; //`, `__proto__`, `constructor`}
	var rows strings.Builder
	w := csv.NewWriter(&rows)
	_ = w.Write([]string{"ts", "src", "dst", `<img src=x onerror=window.__x=1>`, "lat", "lon"})
	for i := range 60 {
		_ = w.Write([]string{fmt.Sprintf("2024-05-01T%02d:00:00Z", i%24), attacks[i%len(attacks)], attacks[(i*7+1)%len(attacks)], attacks[i%3], fmt.Sprint(i), fmt.Sprint(2 * i)})
	}
	w.Flush()
	path := t.TempDir() + "/hostile.csv"
	if err := os.WriteFile(path, []byte(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	df, err := heatmap.Read(path)
	if err == nil {
		df, err = heatmap.WithTime(df, "ts", "UTC")
	}
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t, 1280, 2400)
	address := b.open(page(t, df, Options{Title: attacks[0], Subtitle: attacks[1], Notes: attacks}), "?canvas")
	for _, attack := range attacks {
		eval[int](b, fmt.Sprintf(`window.hourprint.select({ "col:src": { values: [%q] }, node: { names: [%q] } })`, attack, attack))
	}
	b.Exec(`window.hourprint.views.graph.go = 0, window.hourprint.views.map.go(0)`)
	if eval[bool](b, `window.__x !== undefined`) {
		t.Error("a text ran")
	}
	if n := eval[int](b, `document.querySelectorAll("main img, [onerror], main script").length`); n > 0 {
		t.Errorf("%d foreign elements", n)
	}
	b.Quiet(address)
}

// A spreadsheet takes no field of the saved table for a formula, and the table holds
// what is selected.
func TestCSV(t *testing.T) {
	b := newTab(t, 1280, 1200)
	b.open(page(t, flows(t, 200, 4), Options{}), "?canvas")
	n := eval[int](b, `window.hourprint.select({ "col:note": { values: ["=1+1", "plain"] } })`)
	records, err := csv.NewReader(strings.NewReader(eval[string](b, `window.hourprint.views.rows.csv()`))).ReadAll()
	if err != nil || len(records) != n+1 {
		t.Fatalf("%d records of %d rows: %v", len(records), n, err)
	}
	for _, record := range records[1:] {
		if note := record[len(record)-1]; note != "'=1+1" && note != "plain" {
			t.Errorf("a note was saved as %q", note)
		}
	}
	if got := fmt.Sprint(records[0]); got != "[time src dst proto dport bytes lat lon note]" {
		t.Errorf("the head is %s", got)
	}
}

// The selection travels in the address.
func TestAddress(t *testing.T) {
	l := page(t, flows(t, 500, 4), Options{})
	b := newTab(t, 1280, 1200)
	b.open(l, "?canvas")
	want := eval[int](b, `window.hourprint.select({ week: { cells: [30, 31, 32, 50] }, "col:proto": { values: ["O'Brien's", "tcp"] } })`)
	fragment := eval[string](b, `window.hourprint.app.fragment()`)
	other := newTab(t, 1280, 1200)
	other.open(l, "?canvas"+fragment)
	if got := eval[int](other, `window.hourprint.app.engine.count`); got != want || got == 0 {
		t.Errorf("the address selects %d rows, %d were selected", got, want)
	}
	broken := newTab(t, 1280, 1200)
	broken.open(l, `?canvas#%7B%22filters%22:%7B%22week%22:%7B%22cells%22:[999]%7D,%22col:gone%22:%7B%7D%7D%7D`)
	if got := eval[int](broken, `window.hourprint.app.engine.count`); got != 500 {
		t.Errorf("an address that makes no sense selects %d rows", got)
	}
}

// Pointer and keyboard select in the week.
func TestWeekByHand(t *testing.T) {
	b := newTab(t, 1280, 2400)
	b.open(page(t, flows(t, 800, 4), Options{}), "?canvas")
	chosen := `(window.hourprint.app.filters.get("week")?.cells || []).join()`
	at := func(cell int) (x, y float64) {
		p := eval[[]float64](b, fmt.Sprintf(`(({ x, y, width, height }) => [x + width / 2, y + height / 2])(document.querySelector('[data-cell="%d"]').getBoundingClientRect())`, cell))
		return p[0], p[1]
	}
	x0, y0 := at(33)
	x1, y1 := at(59)
	b.Run(chromedp.MouseEvent("mousePressed", x0, y0, chromedp.ButtonLeft), chromedp.MouseEvent("mouseMoved", x1, y1, chromedp.ButtonLeft), chromedp.MouseEvent("mouseReleased", x1, y1, chromedp.ButtonLeft))
	if got := eval[string](b, chosen); got != "33,34,35,57,58,59" { // Tuesday and Wednesday, 9 to 12
		t.Errorf("a drag selects %q", got)
	}
	b.Exec(`window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))`)
	if got := eval[string](b, chosen); got != "" {
		t.Errorf("after Esc %q is selected", got)
	}
	b.Exec(`document.querySelector('[data-cell="0"]').focus()`)
	for _, key := range []string{"ArrowDown", "ArrowRight", " "} {
		b.Exec(fmt.Sprintf(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: %q, bubbles: true }))`, key))
	}
	if got := eval[string](b, chosen); got != "25" { // Tuesday 1:00
		t.Errorf("keys select %q", got)
	}
	b.Click(".week-head button[aria-label='Sun: all of Sunday']")
	if got := eval[int](b, `window.hourprint.app.filters.get("week").cells.length`); got != 24 {
		t.Errorf("a day's head selects %d cells", got)
	}
}

// In a notebook the page runs in a frame, and a PNG stands beside it.
func TestInANotebook(t *testing.T) {
	l := page(t, flows(t, 300, 4), Options{Title: `Flows "of" <a> day`})
	if _, err := png.Decode(bytes.NewReader(l.PNG())); err != nil {
		t.Error(err)
	}
	frame := l.HTML()
	if !strings.HasPrefix(frame, "<iframe ") || strings.Contains(frame, "<script") || !strings.Contains(frame, html.EscapeString("<script>")) {
		t.Errorf("the frame begins with %.200s", frame)
	}
	after := frame[strings.Index(frame, "</iframe>"):]
	picture := regexp.MustCompile(`<img alt="[^"]*" src="data:image/png;base64,([^"]*)">`).FindStringSubmatch(after)
	if picture == nil || !strings.Contains(after, "300 rows") || strings.Contains(after, "<a>") {
		t.Errorf("for readers without frames there is %.300s", after)
	} else if data, err := base64.StdEncoding.DecodeString(picture[1]); err != nil || !bytes.Equal(data, l.PNG()) {
		t.Errorf("the picture below the frame is not the PNG (%v)", err)
	}
	b := newTab(t, 1280, 1200)
	path := filepath.Join(t.TempDir(), "notebook.html")
	if err := os.WriteFile(path, []byte("<!DOCTYPE html><meta charset=utf-8><body>"+frame), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Run(chromedp.Navigate("file://"+filepath.ToSlash(path)), chromedp.WaitReady(chromedp.CSS("iframe")))
	if err := l.Save(filepath.Join(t.TempDir(), "missing", "x.html")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing folder gives %v", err)
	}
}

// Without scripts the page shows pictures.
func TestWithoutScripts(t *testing.T) {
	b := newTab(t, 1280, 1600)
	b.Scripts(false)
	path := filepath.Join(t.TempDir(), "linked.html")
	if err := page(t, flows(t, 300, 4), Options{}).Save(path); err != nil {
		t.Fatal(err)
	}
	b.Run(chromedp.Navigate("file://"+filepath.ToSlash(path)), chromedp.WaitVisible(chromedp.CSS(".still img")))
	b.Scripts(true)
	if n := eval[int](b, `[...document.querySelectorAll(".still img")].filter((i) => i.naturalWidth > 0 && i.getClientRects().length > 0).length`); n != 6 {
		t.Errorf("%d pictures are seen, want week, time, map, graph, axes and bars", n) // an SVG that does not parse has no width
	}
}
