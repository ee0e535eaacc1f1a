package linked

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/hourprint/hourprint/heatmap"
)

// The bytes of a page do not depend on how many processors made it.
func TestSameBytesOnAnyProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	df := flows(t, 1500, 1)
	opt := Options{Title: "Flows", Graph: GraphOptions{Seed: 9}}
	one := page(t, df, opt).page
	for _, n := range []int{2, 7} {
		runtime.GOMAXPROCS(n)
		if !bytes.Equal(page(t, df, opt).page, one) {
			t.Errorf("%d processors make other bytes than one", n)
		}
	}
}

// Another zone counts the week again, as Group counts it in Go; the selected cells of
// the week keep their places on the clock and select other rows.
func TestZoneSwitch(t *testing.T) {
	df := flows(t, 800, 6)
	o := newOracle(t, df)
	b := newTab(t, 1280, 1400)
	b.open(page(t, df, Options{Views: []string{"time", "week", "rows"}, Zones: []string{"UTC", "Asia/Kathmandu", "America/New_York"}}), "?canvas")
	b.Exec(`window.hourprint.select({ week: { cells: [9, 33, 57, 81, 105] } })`)
	selected := map[int]bool{}
	for _, zone := range []string{"Europe/Berlin", "UTC", "Asia/Kathmandu", "America/New_York"} {
		b.Choose("zone", zone)
		b.Exec(`window.hourprint.app.draw()`)
		grid, err := heatmap.Group(df, heatmap.GroupOptions{Zone: zone})
		if err != nil {
			t.Fatal(err)
		}
		want := make([]int, 0, 168)
		for _, day := range grid.Counts {
			for _, n := range day {
				want = append(want, int(n))
			}
		}
		if got := eval[[]int](b, `[...window.hourprint.views.week.group.total.subarray(0, 168)]`); !slices.Equal(got, want) {
			t.Errorf("in %s the page counts %v, Go %v", zone, got, want)
		}
		got := eval[[]int](b, `window.hourprint.rows()`)
		if want := o.rows(eval[string](b, `window.hourprint.predicate()`)); !slices.Equal(got, want) {
			t.Errorf("in %s the same cells select %d rows, in Go %d", zone, len(got), len(want))
		}
		selected[len(got)] = true
		for _, place := range []string{"#sentence", "#told-week", "#told-time", "#view-rows th"} {
			if said := b.Text(place); !strings.Contains(said, zone) {
				t.Errorf("%s does not say the zone %s: %q", place, zone, said)
			}
		}
	}
	if len(selected) < 2 {
		t.Error("all zones select as many rows: the test shows nothing")
	}
}

// A fresh tab shows what the address of another one says, with its zone.
func TestAddressOfAFreshTab(t *testing.T) {
	l := page(t, flows(t, 500, 4), Options{})
	b := newTab(t, 1280, 1200)
	b.open(l, "?canvas")
	b.Choose("zone", "Asia/Kolkata")
	x, y := b.middle(`[data-cell="30"]`)
	b.drag([][2]float64{{x, y}, b.cell(59)})
	b.Click("#view-bars .bar")
	fragment := ""
	for range 100 { // the address follows a fifth of a second after the hand
		if fragment = eval[string](b, `location.hash`); strings.Contains(fragment, "col%3A") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	fresh := newTab(t, 1280, 1200)
	fresh.open(l, "?canvas"+fragment)
	for _, said := range []string{`window.hourprint.predicate()`, `window.hourprint.sentence()`, `String(window.hourprint.app.engine.count)`, `window.hourprint.app.zone.name`} {
		if before, after := eval[string](b, said), eval[string](fresh, said); before != after || !strings.Contains(eval[string](fresh, `window.hourprint.predicate()`), "Asia/Kolkata") {
			t.Errorf("%s was %q and is %q after %q", said, before, after, fragment)
		}
	}
}

// The saved table holds the selected rows in their order: times with the offset of the
// zone, numbers and texts as in the frame.
func TestSavedRowsEqualTheFrame(t *testing.T) {
	df := flows(t, 300, 9)
	o := newOracle(t, df)
	b := newTab(t, 1280, 1000)
	b.open(page(t, df, Options{Views: []string{"rows"}}), "?canvas")
	b.Exec(`window.hourprint.select({ "col:proto": { values: ["udp", "O'Brien's"] } })`)
	records, err := csv.NewReader(strings.NewReader(eval[string](b, `window.hourprint.views.rows.csv()`))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := o.rows(`"proto" IN ('udp', 'O''Brien''s')`)
	if len(records) != len(rows)+1 {
		t.Fatalf("%d records of %d rows", len(records), len(rows))
	}
	for i, row := range rows {
		row = o.order[row]
		got := records[i+1]
		if at, err := time.Parse(time.RFC3339Nano, got[0]); o.at[row].IsZero() != (got[0] == "") || err == nil && !at.Equal(o.at[row]) {
			t.Errorf("row %d: %q is not %v", i, got[0], o.at[row])
		}
		number := ""
		if !o.cols["bytes"].IsMissing(row) {
			number = fmt.Sprint(int64(o.cols["bytes"].Numbers[row]))
		}
		if want := []string{o.cols["src"].Texts[row], o.cols["dst"].Texts[row], number}; !slices.Equal([]string{got[1], got[2], got[5]}, want) {
			t.Errorf("row %d has %q, want %q", i, got, want)
		}
	}
}

// Every control can be reached with the Tab key; cells, heads and places within a view
// are reached from its one stop by arrow keys.
func TestEveryControlIsReached(t *testing.T) {
	b := newTab(t, 1280, 1200)
	b.open(page(t, flows(t, 300, 4), Options{}), "?canvas")
	b.Exec(`window.hourprint.select({ week: { cells: [30, 31] } })`) // nothing stays disabled for want of a selection
	controls := eval[int](b, `(() => {
		document.querySelector("details").open = true;
		const all = [...document.querySelectorAll("button, select, input, summary, [role=slider], [role=application], .rows, .cell, .bar")];
		window.wanted = all.filter((e) => !e.disabled && e.getClientRects().length && !e.matches(".cell:not([tabindex='0'])") && !e.closest(".week-head"));
		window.reached = new Set();
		document.addEventListener("focusin", (e) => window.reached.add(e.target));
		return window.wanted.length;
	})()`)
	if controls < 60 {
		t.Fatalf("only %d controls: the test shows nothing", controls)
	}
	for range controls + 20 {
		b.Run(chromedp.KeyEvent("\t"))
	}
	if missed := eval[[]string](b, `window.wanted.filter((e) => !window.reached.has(e)).map((e) => e.outerHTML.slice(0, 120))`); len(missed) > 0 {
		t.Errorf("Tab does not reach %d of %d: %s", len(missed), controls, strings.Join(missed, "\n"))
	}
	if bare := eval[[]string](b, `window.wanted.filter((e) => !(e.getAttribute("aria-label") || e.innerText || e.title || e.labels?.length)).map((e) => e.outerHTML.slice(0, 120))`); len(bare) > 0 {
		t.Errorf("these have no name: %s", strings.Join(bare, "\n"))
	}
}

// From 1280 to 2560 pixels nothing sticks out of the page, no control is cut, and the
// pictures of a row of views are as high as their frames.
func TestWidths(t *testing.T) {
	l := page(t, flows(t, 300, 4), Options{Title: "Flows of an invented network with a title that is rather long for its place"})
	for _, width := range []int64{1280, 1600, 1920, 2560} {
		b := newTab(t, width, 1400)
		b.open(l, "?canvas")
		for _, fault := range eval[[]string](b, `(() => {
			const out = [], says = (e) => e.outerHTML.slice(0, 100);
			if (document.documentElement.scrollWidth > innerWidth) out.push("the page is wider than the window");
			for (const e of document.querySelectorAll(".view button:not(.bar), .view select, .view h2, .view .told")) {
				if (!e.getClientRects().length) continue;
				const box = e.getBoundingClientRect(), view = e.closest(".view").getBoundingClientRect();
				if (!e.closest(".rows") && (box.left < view.left - 1 || box.right > view.right + 1)) out.push("sticks out: " + says(e));
				if (e.matches("button") && !e.closest(".rows") && e.scrollWidth > e.clientWidth + 1) out.push("is cut: " + says(e));
			}
			for (const frame of document.querySelectorAll(".fill")) {
				for (const canvas of frame.querySelectorAll("canvas")) {
					if (!canvas.hidden && Math.abs(canvas.getBoundingClientRect().height - frame.clientHeight) > 1) out.push("does not fill its frame: " + says(canvas));
				}
			}
			const heads = [...document.querySelectorAll(".axis-head")].map((e) => e.getBoundingClientRect()).sort((a, b) => a.left - b.left);
			heads.forEach((head, i) => i && head.left < heads[i - 1].right && out.push("heads of axes cover each other"));
			return out;
		})()`) {
			t.Errorf("at %d pixels: %s", width, fault)
		}
	}
}

// hostile are texts that try to become part of the page, to run, or to hide.
func hostile() []string {
	return []string{`<script>window.__x=1</script>`, `"><img src=x onerror=window.__x=1>`, `</script><script>window.__x=1</script>`, `javascript:window.__x=1`,
		`<!--`, `{{.Title}}`, `'; window.__x=1; //`, `__proto__`, `constructor`, "a\u202egpj.exe", "\u0000\u200b", "]]>", strings.Repeat("W", 300)}
}

// Hostile labels are shown as text in every view: names of columns, values, places,
// hosts, kinds, and what is said of a selection of them.
func TestHostileLabelsInEachView(t *testing.T) {
	attacks := hostile()
	var rows bytes.Buffer
	w := csv.NewWriter(&rows)
	column := `<img src=x onerror=window.__x=1>`
	_ = w.Write([]string{"ts", "src", "dst", "proto", "place", "lat", "lon", column})
	for i := range 130 {
		n := len(attacks)
		_ = w.Write([]string{fmt.Sprintf("2024-05-01T%02d:%02d:00Z", i%24, i%60), attacks[i%n], attacks[(i*7+1)%n], attacks[i*3%n], attacks[i%n], fmt.Sprint(i%13*10 - 60), fmt.Sprint(i%13*20 - 120), attacks[i%5]})
	}
	w.Flush()
	path := t.TempDir() + "/hostile.csv"
	if err := os.WriteFile(path, rows.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	df, err := heatmap.Read(path)
	if err == nil {
		df, err = heatmap.WithTime(df, "ts", "UTC")
	}
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t, 1600, 1400)
	address := b.open(page(t, df, Options{Title: attacks[0], Subtitle: attacks[1], Notes: attacks, Bars: []string{"src", "place", column}, Axes: []string{"src", column, "lat"}}), "?canvas")
	if got := eval[string](b, `window.hourprint.app.data.views.join()`); got != "time,week,map,graph,axes,bars,rows" {
		t.Fatalf("the page has %s", got)
	}
	shown := eval[string](b, `(() => {
		const { views, app } = window.hourprint, out = [], at = { clientX: 40, clientY: 40 }, said = () => out.push(document.getElementById("tip").innerHTML);
		views.map.clusters.forEach((c, i) => { views.map.go(i); tipOf(views.map.lines(c)); });
		views.graph.names.forEach((name, i) => { views.graph.at = i; views.graph.labels(); tipOf(views.graph.lines(i)); views.graph.chooseNode(i, false); app.draw(); out.push(document.getElementById("sentence").innerHTML); app.clear(); });
		for (const kind of views.graph.kinds) if (!kind.other) { views.graph.chooseKind(kind.value, true); app.draw(); }
		app.clear();
		for (const { panel } of views.bars.panels) if (panel.coded) for (const value of panel.coded.values) { panel.choose(value, false); app.draw(); out.push(document.getElementById("sentence").innerHTML, document.getElementById("predicate").innerHTML); }
		app.clear();
		views.axes.axes.forEach((axis) => { views.axes.choose(axis, [0.1, 0.9], null); app.draw(); out.push(axis.bar.getAttribute("aria-valuetext")); });
		app.clear();
		app.draw();
		out.push(document.querySelector("main").innerText);
		return out.join("\n");
		function tipOf(lines) { out.push(lines.join("\n")); }
	})()`)
	if eval[bool](b, `window.__x !== undefined || Object.prototype.x_ !== undefined`) {
		t.Error("a text ran")
	}
	if n := eval[int](b, `document.querySelectorAll("main img, [onerror], main script, .selection img, .selection script").length`); n > 0 {
		t.Errorf("%d foreign elements", n)
	}
	if hidden := regexp.MustCompile("[\u202e\u200b\x00]").FindString(shown); hidden != "" {
		t.Errorf("a character that hides is shown as itself: %U", []rune(hidden))
	}
	if !strings.Contains(shown, "⟨U+202E⟩") {
		t.Error("the hidden character is not shown by name: the test shows nothing")
	}
	b.Quiet(address)
}

// In an empty window each view says zero of its whole.
func TestEmptyWindowInWords(t *testing.T) {
	b := newTab(t, 1280, 1400)
	b.open(page(t, flows(t, 500, 2), Options{}), "?canvas")
	b.Exec(`window.hourprint.select({ time: { from: 1e15, to: 1e15 + 1e6 } })`)
	for view, want := range map[string]string{
		"time": "0 rows selected", "week": "0 of 499 rows", "map": "0 mapped + 0 without a place = 0 of 500 rows",
		"graph": "0 of 100 nodes shown, with 0 of 0 selected rows", "axes": "0 of 500 rows", "bars": "0 of 500 rows", "rows": "0 of 500 rows",
	} {
		if got := b.Text("#told-" + view); !strings.HasPrefix(got, want) {
			t.Errorf("%s says %q, want %q", view, got, want)
		}
	}
	if got := eval[int](b, `[...document.querySelectorAll(".sel")].filter((e) => !["", "0%"].includes(e.style.width) || !["", "0%"].includes(e.style.height)).length`); got > 0 {
		t.Errorf("%d bars still show a part", got)
	}
}
