package linked

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// middle is the middle of the first element of a selector, in the window.
func (b *tab) middle(selector string) (x, y float64) {
	b.T.Helper()
	box := b.box(selector)
	return box[0] + box[2]/2, box[1] + box[3]/2
}

// box is the left, top, width and height of the first element of a selector.
func (b *tab) box(selector string) []float64 {
	b.T.Helper()
	return eval[[]float64](b, fmt.Sprintf(`(({ x, y, width, height }) => [x, y, width, height])(document.querySelector(%q).getBoundingClientRect())`, selector))
}

// drag presses the left button at the first of some places, moves to the others and
// lets go; modifiers are held all the while.
func (b *tab) drag(places [][2]float64, modifiers ...chromedp.Modifier) {
	b.T.Helper()
	held := chromedp.ButtonModifiers(modifiers...)
	last := places[len(places)-1]
	b.Run(chromedp.MouseEvent("mousePressed", places[0][0], places[0][1], chromedp.ButtonLeft, chromedp.ClickCount(1), held))
	for _, p := range places[1:] {
		b.Run(chromedp.MouseEvent("mouseMoved", p[0], p[1], chromedp.ButtonLeft, held))
	}
	b.Run(chromedp.MouseEvent("mouseReleased", last[0], last[1], chromedp.ButtonLeft, chromedp.ClickCount(1), held))
}

// cell is the middle of a cell of the week.
func (b *tab) cell(cell int) [2]float64 {
	x, y := b.middle(fmt.Sprintf(`[data-cell="%d"]`, cell))
	return [2]float64{x, y}
}

// set chooses an option by its value in the select that holds the option, within a view.
func (b *tab) set(view, value string) {
	b.T.Helper()
	if !eval[bool](b, fmt.Sprintf(`(() => {
		const select = [...document.querySelectorAll("#view-%s select")].find((s) => [...s.options].some((o) => o.value === %q));
		if (!select) return false;
		select.value = %[2]q;
		select.dispatchEvent(new Event("change", { bubbles: true }));
		return true;
	})()`, view, value)) {
		b.T.Fatalf("%s has no choice %q", view, value)
	}
}

const chosenCells = `(window.hourprint.app.filters.get("week")?.cells || []).join()`

// span is the window of time in minutes from the first row on, [0 0] without one.
func (b *tab) span() [2]float64 {
	b.T.Helper()
	return [2]float64(eval[[]float64](b, `((f, first) => (f ? [Math.round((f.from - first) / 6e7), Math.round((f.to - first) / 6e7)] : [0, 0]))(window.hourprint.app.filters.get("time"), window.hourprint.views.time.first)`))
}

// A drag that ends outside the week keeps the cells it went over and is over when the
// button is let go; heads take whole rows and columns; Ctrl adds; Esc clears.
func TestWeekDragsAndHeads(t *testing.T) {
	b := newTab(t, 1280, 1400)
	b.open(page(t, flows(t, 300, 4), Options{Views: []string{"week", "rows"}}), "?canvas")
	b.drag([][2]float64{b.cell(23), b.cell(47), {1275, 5}})
	if got := eval[string](b, chosenCells); got != "23,47" {
		t.Errorf("a drag out of the week selects %q", got)
	}
	at := b.cell(80)
	b.Run(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
	if got := eval[string](b, chosenCells); got != "23,47" {
		t.Errorf("after the button was let go a move selects %q", got)
	}
	b.drag([][2]float64{b.cell(0)}, chromedp.ModifierCtrl)
	if got := eval[string](b, chosenCells); got != "0,23,47" {
		t.Errorf("Ctrl adds to %q", got)
	}
	b.drag([][2]float64{b.cell(23)}, chromedp.ModifierCtrl)
	if got := eval[string](b, chosenCells); got != "0,47" {
		t.Errorf("Ctrl on a selected cell leaves %q", got)
	}
	b.Run(chromedp.KeyEvent("\x1b"))
	if got := eval[string](b, chosenCells); got != "" {
		t.Errorf("Esc leaves %q", got)
	}
	hour, day := `.week-head button[aria-label="05:00 of every day"]`, `.week-head button[aria-label="Wed: all of Wednesday"]`
	x, y := b.middle(hour)
	b.drag([][2]float64{{x, y}})
	if got := eval[string](b, chosenCells); got != "5,29,53,77,101,125,149" {
		t.Errorf("the head of an hour selects %q", got)
	}
	x, y = b.middle(day)
	b.drag([][2]float64{{x, y}}, chromedp.ModifierCtrl)
	if got := eval[string](b, `window.hourprint.predicate()`); got != `((weekday("time", 'Europe/Berlin') IN (0, 1, 3, 4, 5, 6) AND hour("time", 'Europe/Berlin') IN (5)) OR weekday("time", 'Europe/Berlin') IN (2))` {
		t.Errorf("an hour and, with Ctrl, a day are %s", got)
	}
	b.drag([][2]float64{{x, y}}, chromedp.ModifierCtrl)
	if got := eval[int](b, `window.hourprint.app.filters.get("week").cells.length`); got != 6 { // Wednesday's fifth hour goes with its day
		t.Errorf("the head of a selected day leaves %d cells", got)
	}
}

// In the time bar a drag selects, a drag inside the window moves it, its ends stretch
// it, what goes beyond the bar ends with it, and a click takes the window back.
func TestTimeByHand(t *testing.T) {
	b := newTab(t, 1280, 900)
	b.open(page(t, flows(t, 300, 4), Options{Views: []string{"time", "rows"}}), "?canvas")
	box := b.box(".timebar canvas")
	at := func(part float64) [2]float64 { return [2]float64{box[0] + part*box[2], box[1] + 40} }
	b.drag([][2]float64{at(0.2), at(0.3), at(0.4)})
	first := b.span()
	if width := first[1] - first[0]; width < 2800 || width > 3000 { // a fifth of ten days is 2,880 minutes
		t.Errorf("a fifth of the bar is %v minutes", width)
	}
	b.drag([][2]float64{at(0.3), at(0.4), at(0.5)})
	if moved := b.span(); moved[1]-moved[0] != first[1]-first[0] || moved[0]-first[0] < 2800 || moved[0]-first[0] > 3000 {
		t.Errorf("the window %v was moved to %v", first, moved)
	}
	b.drag([][2]float64{at(0.5), at(0.8), {1279, 300}})
	if beyond := b.span(); beyond[1]-beyond[0] != first[1]-first[0] {
		t.Errorf("moved beyond the end the window is %v", beyond)
	}
	b.Run(chromedp.KeyEvent("\x1b"))
	b.drag([][2]float64{at(0.7), {1279, 880}})
	if out := b.span(); out[1] < 14380 || out[1] > 14460 { // the rows end ten days, 14,400 minutes, after the first
		t.Errorf("a drag out of the bar ends at %v minutes", out[1])
	}
	x, y := b.middle(`.handle[aria-label="Start of the window of time"]`)
	b.drag([][2]float64{{x, y}, at(0.9)})
	if from := b.span()[0]; from < 12800 || from > 13100 { // nine tenths are 12,960 minutes
		t.Errorf("the start was drawn to %v minutes", from)
	}
	b.drag([][2]float64{at(0.1)})
	if none := b.span(); none != [2]float64{} {
		t.Errorf("a click leaves %v", none)
	}
}

// Play moves the window on by the step, as often as the speed says, and stops at the end.
func TestPlay(t *testing.T) {
	b := newTab(t, 1280, 900)
	b.open(page(t, flows(t, 300, 4), Options{Views: []string{"time", "rows"}}), "?canvas")
	press := func(label string) {
		b.Click(`#view-time button[aria-label="` + label + `"]`)
	}
	press("A step on")
	first := b.span()
	press("A step on")
	second := b.span()
	if second[0] != first[1] {
		t.Errorf("a step of a window leads from %v to %v", first, second)
	}
	for step, minutes := range map[string]float64{"hour": 60, "day": 1440, "week": 10080} {
		b.set("time", step)
		before := b.span()
		press("A step on")
		if after := b.span(); after[0]-before[0] != minutes && before[0]+minutes < 14400 {
			t.Errorf("a step of a %s leads from %v to %v", step, before, after)
		}
		press("A step back")
		b.Exec(fmt.Sprintf(`window.hourprint.app.filter("time", { from: window.hourprint.views.time.first + %v * 6e7, to: window.hourprint.views.time.first + %v * 6e7 })`, second[0], second[1]))
	}
	b.set("time", "window")
	b.set("time", "16")
	b.Exec(`window.timers = [], window.setInterval_ = window.setInterval, window.setInterval = (f, ms) => (window.timers.push([f, ms]), 1)`)
	press("Play")
	if got := eval[[]float64](b, `window.timers.map((t) => t[1])`); len(got) != 1 || got[0] != 1000.0/16 {
		t.Fatalf("16 a second wait %v ms", got)
	}
	b.set("time", "2")
	if got := eval[[]float64](b, `window.timers.map((t) => t[1])`); len(got) != 2 || got[1] != 500 {
		t.Errorf("2 a second wait %v ms", got)
	}
	before := b.span()
	b.Exec(`window.timers[1][0](), window.timers[1][0]()`)
	if after := b.span(); after[0]-before[0] != 2*(before[1]-before[0]) {
		t.Errorf("two ticks lead from %v to %v", before, after)
	}
	b.Exec(`(() => { for (let i = 0; i < 99; i++) window.timers[1][0](); })()`)
	if got := eval[string](b, `window.hourprint.views.time.player.toggle.title`); got != "Play" {
		t.Errorf("at the end of time the button still says %q", got)
	}
	if last := b.span(); last[0] >= 14400 || last[1] < 13000 {
		t.Errorf("it stopped at %v minutes", last)
	}
}

// The wheel zooms what is under the pointer: the place there stays where it is.
func TestWheelZooms(t *testing.T) {
	b := newTab(t, 1280, 1600)
	b.open(page(t, flows(t, 300, 4), Options{Views: []string{"time", "map", "graph"}}), "?canvas")
	wheel := func(selector string, delta int) {
		b.Exec(fmt.Sprintf(`(() => {
			const canvas = document.querySelector(%q), box = canvas.getBoundingClientRect();
			window.off = Math.round(box.left + 100) - box.left; // events know whole units alone
			canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: %d, clientX: Math.round(box.left + 100), clientY: box.top + 50, cancelable: true }));
		})()`, selector, delta))
	}
	for _, c := range []struct{ canvas, there, zoom string }{
		{".timebar canvas", `views.time.timeAt(off) / 6e7`, `1e12 / (views.time.to - views.time.from)`},
		{".map canvas", `off / views.map.scale + views.map.x0`, `views.map.scale`},
		{".graph .over", `(off - views.graph.cx) / views.graph.scale`, `views.graph.scale`},
	} {
		read := func(expression string) float64 {
			return eval[float64](b, "(({ views }) => "+expression+")(window.hourprint)")
		}
		wheel(c.canvas, 0)
		there, zoom := read(c.there), read(c.zoom)
		wheel(c.canvas, -400)
		if now := read(c.there); now-there > 1e-3 || there-now > 1e-3 {
			t.Errorf("%s: %v came to lie where %v was", c.canvas, now, there)
		}
		if now := read(c.zoom); now < 1.5*zoom {
			t.Errorf("%s: zoomed in from %v to %v", c.canvas, zoom, now)
		}
		wheel(c.canvas, 400)
		if now := read(c.zoom); now < 0.99*zoom || now > 1.01*zoom {
			t.Errorf("%s: zoomed in and out from %v to %v", c.canvas, zoom, now)
		}
	}
	if got := eval[int](b, `window.hourprint.app.filters.size`); got != 0 {
		t.Errorf("zooming selects: %d filters", got)
	}
}

// Every axis can be brushed, Ctrl adds a second brush, a click takes it back, and an
// axis is moved by dragging its name.
func TestAxesByHand(t *testing.T) {
	df := flows(t, 300, 4)
	o := newOracle(t, df)
	b := newTab(t, 1280, 1000)
	b.open(page(t, df, Options{Views: []string{"axes", "rows"}, Axes: []string{"src", "proto", "dport", "bytes", "lat"}}), "?canvas")
	order := func() string {
		return eval[string](b, `window.hourprint.views.axes.axes.map((a) => a.column.name).join()`)
	}
	on := func(i int, part float64) [2]float64 { // a place on an axis, 0 at its lower end
		p := eval[[]float64](b, fmt.Sprintf(`((v, box) => [box.left + v.x(%d), box.top + 12 + v.tall * (1 - %v)])(window.hourprint.views.axes, document.querySelector(".axes canvas").getBoundingClientRect())`, i, part))
		return [2]float64{p[0], p[1]}
	}
	for i, name := range strings.Split(order(), ",") {
		b.drag([][2]float64{on(i, 0.3), on(i, 0.5), on(i, 0.7)})
		predicate := eval[string](b, `window.hourprint.predicate()`)
		if !strings.HasPrefix(predicate, `("`+name+`" >= `) {
			t.Errorf("a brush on %s is %s", name, predicate)
		}
		once := eval[int](b, `window.hourprint.app.engine.count`)
		b.drag([][2]float64{on(i, 0.1), on(i, 0.2)}, chromedp.ModifierCtrl)
		predicate = eval[string](b, `window.hourprint.predicate()`)
		if got, want := eval[int](b, `window.hourprint.app.engine.count`), len(o.rows(predicate)); got != want || got < once || strings.Count(predicate, " OR ") != 1 {
			t.Errorf("two brushes on %s: %s selects %d rows, in Go %d, one alone %d", name, predicate, got, want, once)
		}
		b.drag([][2]float64{on(i, 0.9)})
		if got := eval[int](b, `window.hourprint.app.engine.count`); got != 300 {
			t.Errorf("a click on %s leaves %d rows", name, got)
		}
	}
	x, y := b.middle(".axis-head button")
	to, _ := b.middle(".axis-head:nth-child(4) button")
	b.drag([][2]float64{{x, y}, {(x + to) / 2, y + 3}, {to + 5, y}})
	if got := order(); got != "proto,dport,bytes,src,lat" {
		t.Errorf("dragging the first axis to the fourth gives %s", got)
	}
	x, y = b.middle(".axis-head:nth-child(5) button")
	b.drag([][2]float64{{x, y}, {2, y}}) // out of the view
	if got := order(); got != "lat,proto,dport,bytes,src" {
		t.Errorf("dragging the last axis out to the left gives %s", got)
	}
	b.Exec(`document.querySelector(".axis-head button").focus()`)
	b.Run(chromedp.KeyEvent("\u0303")) // arrow right, in chromedp's kb
	if got := order(); got != "proto,lat,dport,bytes,src" {
		t.Errorf("an arrow key gives %s", got)
	}
}

// On the map a click selects the places of a disc, Shift drags a box, arcs appear when
// asked for, and rows without a place are counted and can be selected.
func TestMapByHand(t *testing.T) {
	df := flows(t, 300, 4)
	o := newOracle(t, df)
	b := newTab(t, 1280, 900)
	b.open(page(t, df, Options{Views: []string{"map", "rows"}, Map: MapOptions{Lat: "lat", Lon: "lon", FromLat: "lon", FromLon: "lat"}}), "?canvas")
	holds := func(what string) int {
		t.Helper()
		predicate := eval[string](b, `window.hourprint.predicate()`)
		got := eval[int](b, `(window.hourprint.app.draw(), window.hourprint.app.engine.count)`)
		if want := len(o.rows(predicate)); got != want || got == 0 || got == 300 {
			t.Errorf("%s: %s selects %d rows, in Go %d", what, predicate, got, want)
		}
		return got
	}
	disc := eval[[]float64](b, `((v, box) => [box.left + v.x(v.clusters[0].lon), box.top + v.yAt(v.clusters[0].y), v.clusters[0].total])(window.hourprint.views.map, document.querySelector(".map canvas").getBoundingClientRect())`)
	b.drag([][2]float64{{disc[0], disc[1]}})
	if got := holds("a disc"); float64(got) < disc[2] {
		t.Errorf("a disc of %v rows selects %d", disc[2], got)
	}
	box := b.box(".map canvas")
	b.drag([][2]float64{{box[0] + 30, box[1] + 30}, {box[0] + box[2]/2, box[1] + box[3] + 200}}, chromedp.ModifierShift)
	holds("a box that ends outside")
	b.Run(chromedp.KeyEvent("\x1b"))
	b.Click(`#view-map .readout button`)
	unplaced := holds("without a place")
	if got := b.Text("#told-map"); got != fmt.Sprintf("0 mapped + %d without a place = %[1]d of 300 rows", unplaced) {
		t.Errorf("the map says %q", got)
	}
	b.Run(chromedp.KeyEvent("\x1b"))
	ink := func() int {
		return eval[int](b, `(() => {
			window.hourprint.app.draw();
			const canvas = document.querySelector(".map canvas"), pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
			let sum = 0;
			for (const v of pixels) sum += v;
			return sum;
		})()`)
	}
	without := ink()
	b.Exec(`[...document.querySelectorAll("#view-map button")].find((b) => b.textContent === "Arcs").click()`)
	if ink() == without {
		t.Error("no arcs were drawn")
	}
	if got := eval[int](b, `window.hourprint.views.map.arcGroup.selected.reduce((a, b) => a + b, 0)`); got != 300 {
		t.Errorf("arcs account for %d rows", got)
	}
	before := eval[float64](b, `window.hourprint.views.map.x0`)
	b.drag([][2]float64{{box[0] + 30, box[1] + 30}, {box[0] + 90, box[1] + 30}})
	if now := eval[float64](b, `window.hourprint.views.map.x0`); now >= before {
		t.Errorf("a drag to the right moved the left edge from %v to %v", before, now)
	}
}
