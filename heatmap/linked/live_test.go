package linked

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// pick makes one random selection in one view, by the function that the view's own
// pointer and keyboard handlers call. Dice are numbers from 0 to 1.
const pick = `(view, dice, adding) => {
	const { views, app } = window.hourprint, at = (list, d) => list[Math.floor(d * list.length)];
	if (view === "week") {
		const a = Math.floor(dice[0] * 168), b = Math.floor(dice[1] * 168), v = views.week;
		const cells = [];
		for (let c = Math.min(a, b); c <= Math.max(a, b); c += 1 + Math.floor(dice[2] * 9)) cells.push(c);
		return v.choose(cells, adding ? v.chosen : []);
	}
	if (view === "time") {
		const v = views.time, [from, to] = [dice[0], dice[1]].sort((x, y) => x - y);
		if (dice[2] < 0.3) v.zoom(0.2, v.timeAt(dice[3] * v.surface.width));
		return v.window(v.snap(v.timeAt(from * v.surface.width)), v.snap(v.timeAt(to * v.surface.width), true));
	}
	if (view === "bars") {
		const panel = at(views.bars.panels, dice[0]).panel;
		if (panel.edges) {
			const [a, b] = [dice[1], dice[2]].map((d) => Math.floor(d * panel.bins)).sort((x, y) => x - y);
			return panel.choose(a, b, app.filters.get(panel.key)?.spans || [], adding, true);
		}
		return panel.choose(at(panel.coded.values, dice[1]), adding);
	}
	return views[view].pick(dice, adding);
}`

// One hundred random selections in random views: the rows that the page selects are
// those that its predicate, evaluated on the frame in Go, selects.
func TestSelectionsEqualGo(t *testing.T) {
	df := flows(t, 3000, 5)
	o := newOracle(t, df)
	b := newTab(t, 1280, 200) // a low window: what is out of sight is not painted
	b.open(page(t, df, Options{Zones: []string{"UTC", "Asia/Kathmandu", "America/New_York"}}), "?canvas")
	views := eval[[]string](b, `window.hourprint.app.data.views.filter((v) => v !== "rows")`)
	random := rand.New(rand.NewPCG(77, 1))
	seen := map[string]int{}
	for i := range 100 {
		clear, turn := random.IntN(3) == 0, -1
		if random.IntN(5) == 0 {
			turn = random.IntN(4)
		}
		view := views[random.IntN(len(views))]
		seen[view]++
		page := eval[picked](b, fmt.Sprintf(`(() => {
			const { app, predicate, rows } = window.hourprint;
			app.waiting = true; // what is chosen is drawn once, by sums
			if (%v) app.clear();
			if (%d >= 0) app.turn(%[2]d);
			(%s)(%q, [%v, %v, %v, %v, %v], %v);
			return { predicate: predicate(), rows: rows(), count: app.engine.count, sums: (%s)() };
		})()`, clear, turn, pick, view, random.Float64(), random.Float64(), random.Float64(), random.Float64(), random.Float64(), random.IntN(2) == 0, sums))
		if want := o.rows(page.Predicate); !slices.Equal(page.Rows, want) {
			t.Fatalf("selection %d in %s:\n%s\nselects %d rows in the page and %d in Go", i, view, page.Predicate, len(page.Rows), len(want))
		}
		if page.Count != len(page.Rows) {
			t.Fatalf("%d rows are selected and %d counted", len(page.Rows), page.Count)
		}
		page.Sums.are(t, page.Count)
	}
	for _, view := range views {
		if seen[view] == 0 {
			t.Errorf("no selection was made in %s", view)
		}
	}
}

// picked is what the page says of a selection.
type picked struct {
	Predicate string
	Rows      []int
	Count     int
	Sums      viewSums
}

// viewSums are the selected rows that each view accounts for.
type viewSums map[string]int

const sums = `() => {
	const { views, app } = window.hourprint, sum = (g) => g.selected.reduce((a, b) => a + b, 0), out = {};
	for (const [name, view] of Object.entries(views)) if (view.group) out[name] = sum(view.group);
	for (const { panel } of views.bars?.panels || []) out["bars of " + panel.column.name] = sum(panel.group);
	for (const [i, pair] of (views.axes?.pairs || []).entries()) out["gap " + i + " of the axes"] = sum(pair);
	app.draw();
	out.rows = views.rows.list.length;
	return out;
}`

func (s viewSums) are(t testing.TB, want int) {
	t.Helper()
	for name, got := range s {
		if got != want {
			t.Errorf("%s shows %d rows, %d are selected", name, got, want)
		}
	}
}

// sums checks that every view accounts for the same number of selected rows.
func (b *tab) sums(want int) {
	b.T.Helper()
	eval[viewSums](b, "("+sums+")()").are(b.T, want)
}

// An empty window shows zero everywhere, not the last picture.
func TestEmptyWindow(t *testing.T) {
	b := newTab(t, 1280, 800)
	b.open(page(t, flows(t, 500, 2), Options{}), "")
	n := eval[int](b, `window.hourprint.select({ time: { from: 1e15, to: 1e15 + 1e6 } })`)
	b.sums(0)
	if n != 0 || !strings.HasPrefix(b.Text("#sentence"), "0 of 500 rows") {
		t.Errorf("an empty window selects %d rows and says %q", n, b.Text("#sentence"))
	}
	if got := b.Text("#told-week"); !strings.HasPrefix(got, "0 of 499") {
		t.Errorf("the week says %q", got)
	}
	if got := b.Text("#told-rows"); got != "0 of 500 rows" {
		t.Errorf("the table says %q", got)
	}
	if eval[int](b, `document.querySelectorAll(".rows tbody tr:not(.space)").length`) != 0 {
		t.Error("the table still has lines")
	}
	n = eval[int](b, `window.hourprint.select({})`)
	if n != 500 {
		t.Errorf("without filters %d rows are selected", n)
	}
	b.sums(500)
}

// From disk, with everything on it, the page asks for nothing else.
func TestPageLoadsNothing(t *testing.T) {
	b := newTab(t, 1280, 800)
	address := b.open(page(t, flows(t, 300, 3), Options{Title: "Flows"}), "")
	b.Choose("zone", "UTC")
	b.Click("#theme")
	b.Click(".bar")
	b.Click("#clear")
	b.Quiet(address)
}
