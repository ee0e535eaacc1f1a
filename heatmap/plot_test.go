package heatmap

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// twoEvents is a grid filled by hand.
func twoEvents() *Grid {
	g := &Grid{Zone: "Europe/Moscow", Label: "frost", Events: 3}
	g.Counts[0][9], g.Counts[4][17] = 2, 1
	return g
}

func ExamplePlot() {
	p, err := Plot(twoEvents(), PlotOptions{Measure: Shares, Palette: "viridis"})
	if err != nil {
		panic(err)
	}
	w, err := p.WriterTo(7*vg.Inch, 4.5*vg.Inch, "png") // or p.Save with a file's name
	if err != nil {
		panic(err)
	}
	var png bytes.Buffer
	n, err := w.WriteTo(&png)
	fmt.Println(n > 10_000, err)
	// Output: true <nil>
}

func ExampleDraw() {
	figure, err := Draw(twoEvents(), PlotOptions{HoursDown: true, Scale: Log})
	if err != nil {
		panic(err)
	}
	fmt.Println(figure)
	fmt.Println(figure.Description)
	// Output:
	// frost (5.5 by 6.5 inches)
	// Heat map, seven weekdays by twenty-four hours. Busiest: Mon 09 to 10 o'clock with 2 events. Europe/Moscow. 3 events.
}

func ExampleFacet() {
	day, night := twoEvents(), twoEvents()
	night.Label = "night owl"
	figure, err := Facet([]*Grid{day, night}, FacetOptions{PlotOptions: PlotOptions{Title: "Two people"}})
	if err != nil {
		panic(err)
	}
	fmt.Println(figure.Title, len(figure.PNG()) > 0)
	// Output: Two people true
}

func TestWrongOptionsAreErrors(t *testing.T) {
	g := twoEvents()
	for want, opt := range map[string]PlotOptions{
		"count, rate or share": {Measure: "sum"}, "dusk, viridis": {Palette: "jet"}, "linear, log or quantile": {Scale: "sqrt"},
		"both, hours, days or none": {Margins: "left"}, "is empty": {Min: 5, Max: 2}, "inches": {Width: 1e6}, "no meaning": {Scale: Quantile, Max: 3},
	} {
		_, err := Plot(g, opt)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Plot with %+v: error %v, want it to say %q", opt, err, want)
		}
		if _, err := Draw(g, opt); err == nil {
			t.Errorf("Draw with %+v is no error", opt)
		}
		if _, err := Facet([]*Grid{g, g}, FacetOptions{PlotOptions: opt}); err == nil {
			t.Errorf("Facet with %+v is no error", opt)
		}
	}
	if _, err := Facet(nil, FacetOptions{}); err == nil {
		t.Error("Facet of nothing is no error")
	}
	if _, err := Facet([]*Grid{g}, FacetOptions{Columns: -1}); err == nil {
		t.Error("Facet in -1 columns is no error")
	}
}

// textsOf returns the lines of text of a picture.
func textsOf(t *testing.T, f *Figure) string {
	t.Helper()
	var lines []string
	for _, s := range svgShapes(t, f.SVG()) {
		if s.name == "text" {
			lines = append(lines, s.text)
		}
	}
	return strings.Join(lines, "\n")
}

func TestThePictureSaysWhatItShows(t *testing.T) {
	g := office(t, "Europe/Moscow")
	utc := office(t, "UTC")
	labelled := *g
	labelled.Label = "frost"
	cases := []struct {
		name  string
		g     *Grid
		opt   PlotOptions
		wants []string
	}{
		{"zone", g, PlotOptions{}, []string{"Events by weekday and hour in Europe/Moscow\n", "Stamps assumed to be in UTC", "hour of day, Europe/Moscow", "10,058 events, 2021-01-04 to 2022-01-02.", "read as UTC (assumed)", "412 duplicates left out."}},
		{"assumed", utc, PlotOptions{}, []string{"Events by weekday and hour in UTC (assumed)\n", "hour of day, UTC (assumed)"}},
		{"label", &labelled, PlotOptions{}, []string{"frost\n", "Events by weekday and hour in Europe/Moscow, stamps assumed to be in UTC"}},
		{"title", g, PlotOptions{Title: "Mine"}, []string{"Mine\n", "Events by weekday and hour in Europe/Moscow"}},
		{"rate", g, PlotOptions{Measure: Rates}, []string{"Event rate by", "events per observed hour"}},
		{"share", g, PlotOptions{Measure: Shares}, []string{"Share of events by", "share of events\n", "\n2 %\n"}},
		{"band", g, PlotOptions{Band: &Week{From: 10, To: 19}}, []string{"Outlined: Mon to Fri, 10 to 19 o'clock, with 91.5 % of", "the events."}},
		{"log", g, PlotOptions{Scale: Log}, []string{"\n0\n", "\n100\n"}},
	}
	for _, c := range cases {
		texts := textsOf(t, mustDraw(t, c.g, c.opt))
		for _, want := range c.wants {
			if !strings.Contains(texts, want) {
				t.Errorf("%s: %q is missing from\n%s", c.name, want, texts)
			}
		}
	}
	if got := textsOf(t, mustDraw(t, mustEmpty(t), PlotOptions{})); !strings.Contains(got, "No events.") {
		t.Errorf("the empty week says\n%s", got)
	}
}

func mustEmpty(t *testing.T) *Grid {
	t.Helper()
	g, err := Empty("UTC")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestFixedRangeMakesPicturesCompare(t *testing.T) {
	big, little := office(t, "UTC"), people(office(t, "UTC"))[1]
	opt := PlotOptions{Min: 0, Max: 300}
	a, b := cellsOf(t, mustDraw(t, big, opt).SVG()), cellsOf(t, mustDraw(t, little, opt).SVG())
	day, hour := big.busiest()
	name := fmt.Sprintf("%s %02d–%02d h", DayNames[day], hour, hour+1)
	r, _ := findRamp("")
	for cells, n := range map[*map[string]svgShape]int64{&a: big.Counts[day][hour], &b: little.Counts[day][hour]} {
		if got, want := (*cells)[name].attr["fill"], hexColor(r.table().at(float64(n)/300)); got != want {
			t.Errorf("%d events are %s, want %s", n, got, want)
		}
	}
}

func TestFacetSharesItsScale(t *testing.T) {
	grids := people(office(t, "UTC"))
	shared := textsOf(t, mustFacet(t, grids, FacetOptions{}))
	own := textsOf(t, mustFacet(t, grids, FacetOptions{OwnScales: true}))
	if strings.Contains(shared, "max ") || !strings.Contains(shared, "\nevents\n") {
		t.Errorf("one scale for all needs one key:\n%s", shared)
	}
	if !strings.Contains(own, "max 274") || !strings.Contains(own, "max 137") || strings.Contains(own, "\nevents\n") {
		t.Errorf("own scales need each panel's largest value and no key:\n%s", own)
	}
	for _, want := range []string{"frost", "mango", "n = 10,058", "hour of day, UTC (assumed)"} {
		if !strings.Contains(shared, want) {
			t.Errorf("%q is missing from\n%s", want, shared)
		}
	}
}

func TestFacetOfZonesCountsEventsOnce(t *testing.T) {
	g := office(t, "UTC")
	texts := textsOf(t, mustFacet(t, zonesOf(t, g), FacetOptions{}))
	for _, want := range []string{"in 4 zones", "UTC (assumed)", "America/New_York", "10,058 events"} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q is missing from\n%s", want, texts)
		}
	}
}

func TestBarsAtTheSides(t *testing.T) {
	g := office(t, "UTC")
	bars := func(opt PlotOptions) int {
		return strings.Count(mustDraw(t, g, opt).SVG(), fmt.Sprintf(`fill="%s"`, hexColor(lightTheme.bar)))
	}
	hours := 0 // an hour without events has no bar
	for _, n := range g.ByHour() {
		if n > 0 {
			hours++
		}
	}
	for margins, want := range map[string]int{"": hours + 7, "both": hours + 7, "hours": hours, "days": 7, "none": 0} {
		for _, down := range []bool{false, true} {
			if got := bars(PlotOptions{Margins: margins, HoursDown: down}); got != want {
				t.Errorf("margins %q, hours down %v: %d bars, want %d", margins, down, got, want)
			}
		}
	}
}

// The bar of a rate is the rate of its whole row, not the sum of the rates.
func TestRateBars(t *testing.T) {
	g := &Grid{Events: 8}
	g.Counts[0][0], g.Hours[0][0] = 6, 2
	g.Counts[0][1], g.Hours[0][1] = 2, 6
	bars := g.weekdayBars(Rates)
	if bars[0] != 1 || !math.IsNaN(bars[1]) { // 8 events in 8 hours
		t.Errorf("bars are %v", bars)
	}
}
