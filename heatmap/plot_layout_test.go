package heatmap

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// An svgShape is an element of a drawn SVG.
type svgShape struct {
	name, text, tip string
	attr            map[string]string
}

func (s svgShape) num(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s.attr[name], 64)
	if err != nil {
		t.Fatalf("%s of %v: %v", name, s, err)
	}
	return v
}

// svgShapes parses an SVG, which must be sound XML.
func svgShapes(t *testing.T, svg string) []svgShape {
	t.Helper()
	var shapes []svgShape
	open := []int{}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return shapes
		}
		if err != nil {
			t.Fatalf("the SVG is not sound XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			s := svgShape{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				s.attr[a.Name.Local] = a.Value
			}
			open = append(open, len(shapes))
			shapes = append(shapes, s)
		case xml.CharData:
			if len(open) > 0 {
				shapes[open[len(open)-1]].text += string(token)
			}
		case xml.EndElement:
			if s := shapes[open[len(open)-1]]; s.name == "title" && len(open) > 1 {
				shapes[open[len(open)-2]].tip = s.text
			}
			open = open[:len(open)-1]
		}
	}
}

// extent is the box of a text as drawn, from its baseline to its capitals.
func (s svgShape) extent(t *testing.T) vg.Rectangle {
	t.Helper()
	size := vg.Length(s.num(t, "font-size"))
	face := lettering(size, s.attr["font-weight"] == "bold")
	w, h := textWidth(face, s.text), capHeight(face)
	if m, turned := s.attr["transform"]; turned { // reads upwards
		var a, b, c, d, x, y float64
		if _, err := fmt.Sscanf(m, "matrix(%f %f %f %f %f %f)", &a, &b, &c, &d, &x, &y); err != nil {
			t.Fatal(err)
		}
		return box(vg.Length(x)-h, vg.Length(y)-w, vg.Length(x), vg.Length(y))
	}
	x, y := vg.Length(s.num(t, "x")), vg.Length(s.num(t, "y"))
	return box(x, y-h, x+w, y)
}

// checkLayout finds text that is cut or that overlaps other text.
func checkLayout(t *testing.T, svg string) {
	t.Helper()
	shapes := svgShapes(t, svg)
	var width, height float64
	if _, err := fmt.Sscanf(shapes[0].attr["viewBox"], "0 0 %f %f", &width, &height); err != nil {
		t.Fatal(err)
	}
	var texts []svgShape
	var boxes []vg.Rectangle
	for _, s := range shapes {
		if s.name != "text" {
			continue
		}
		b := s.extent(t)
		if b.Min.X < 0 || b.Min.Y < 0 || b.Max.X > vg.Length(width) || b.Max.Y > vg.Length(height) {
			t.Errorf("%q is cut: %v of %v by %v", s.text, b, width, height)
		}
		for i, other := range boxes {
			if b.Min.X < other.Max.X && other.Min.X < b.Max.X && b.Min.Y < other.Max.Y && other.Min.Y < b.Max.Y {
				t.Errorf("%q overlaps %q", s.text, texts[i].text)
			}
		}
		texts, boxes = append(texts, s), append(boxes, b)
	}
	if len(texts) < 10 {
		t.Errorf("only %d texts: the picture is not labelled", len(texts))
	}
}

// cellsOf returns the elements of the 168 cells, which name themselves.
func cellsOf(t *testing.T, svg string) map[string]svgShape {
	t.Helper()
	cells := map[string]svgShape{}
	for _, s := range svgShapes(t, svg) {
		if when, _, ok := strings.Cut(s.tip, ":"); ok && s.name == "rect" {
			cells[when] = s
		}
	}
	if len(cells) != Days*Hours {
		t.Fatalf("%d cells are drawn, not 168", len(cells))
	}
	return cells
}

// strangeGrids are the grids at the edges of what can be drawn.
func strangeGrids(t *testing.T) map[string]*Grid {
	t.Helper()
	empty, err := Empty("Asia/Kathmandu")
	if err != nil {
		t.Fatal(err)
	}
	constant, huge, single, quiet := &Grid{}, &Grid{Zone: "America/Argentina/ComodRivadavia"}, &Grid{}, &Grid{}
	for d := range Days {
		for h := range Hours {
			constant.Counts[d][h], constant.Hours[d][h] = 5, 3
			huge.Counts[d][h], huge.Hours[d][h] = int64(1e9)+int64(d*h)*1e7, 1
			quiet.Hours[d][h] = 2
		}
	}
	single.Counts[3][23], single.Hours[3][23], single.Events = 1, 1, 1
	constant.Events, huge.Events = 5*Days*Hours, 168e9
	odd := office(t, "Australia/Lord_Howe")
	odd.Label = strings.Repeat("a handle without end ", 20)
	odd.Notes = []string{strings.Repeat("Something long was left out. ", 12), strings.Repeat("W", 300)}
	return map[string]*Grid{
		"office": office(t, "Europe/Moscow"), "empty": empty, "constant": constant, "huge": huge,
		"single": single, "quiet": quiet, "odd": odd, "zero": {},
	}
}

func TestNothingOverlapsAndNothingIsCut(t *testing.T) {
	sizes := [][2]float64{{0, 0}, {5, 3}, {7, 4.5}, {12, 6}, {4, 6}}
	for name, g := range strangeGrids(t) {
		for i, size := range sizes {
			for _, down := range []bool{false, true} {
				for j, scale := range []string{Linear, Log, Quantile} {
					measure := []Measure{Counts, Rates, Shares}[(i+j)%3]
					opt := PlotOptions{Width: size[0], Height: size[1], HoursDown: down, Scale: scale, Measure: measure, Numbers: i%2 == 1, Band: &Week{}}
					t.Run(fmt.Sprintf("%s %v down=%v %s %s", name, size, down, scale, measure), func(t *testing.T) {
						svg := mustDraw(t, g, opt).SVG()
						checkLayout(t, svg)
						cellsOf(t, svg)
					})
				}
			}
		}
	}
}

func TestFacetLayout(t *testing.T) {
	g := office(t, "Europe/Moscow")
	sets := map[string][]*Grid{"zones": zonesOf(t, g), "people": people(g), "one": {g}, "many": {}}
	for range 10 {
		sets["many"] = append(sets["many"], people(g)...)
	}
	for _, strange := range strangeGrids(t) {
		sets["strange"] = append(sets["strange"], strange)
	}
	for name, grids := range sets {
		for _, down := range []bool{false, true} {
			for _, margins := range []string{"", "both"} {
				for _, own := range []bool{false, true} {
					opt := FacetOptions{OwnScales: own, PlotOptions: PlotOptions{HoursDown: down, Margins: margins}}
					t.Run(fmt.Sprintf("%s down=%v %s own=%v", name, down, margins, own), func(t *testing.T) {
						checkLayout(t, mustFacet(t, grids, opt).SVG())
					})
				}
			}
		}
	}
}

// gonum's own heat map draws nothing when all values are equal, and panics when
// none is a number.
func TestConstantAndUnobservedGrids(t *testing.T) {
	grids := strangeGrids(t)
	table, _ := findRamp("")
	top, bottom := hexColor(table.table().at(1)), hexColor(table.table().at(0))
	for name, want := range map[string]string{"constant": top, "quiet": bottom, "empty": hexColor(lightTheme.blank)} {
		for when, cell := range cellsOf(t, mustDraw(t, grids[name], PlotOptions{}).SVG()) {
			if cell.attr["fill"] != want {
				t.Fatalf("%s: cell %s is %s, want %s", name, when, cell.attr["fill"], want)
			}
		}
	}
}

func TestNoDataDiffersFromZero(t *testing.T) {
	g := office(t, "UTC")
	g.Counts[2][3], g.Hours[2][3] = 0, 0
	for _, dark := range []bool{false, true} {
		for _, palette := range Palettes() {
			svg := mustDraw(t, g, PlotOptions{Palette: palette, Dark: dark}).SVG()
			cells := cellsOf(t, svg)
			blank, zero := cells["Wed 03–04 h"], cells["Wed 02–03 h"]
			if blank.attr["fill"] == zero.attr["fill"] {
				t.Errorf("%s, dark %v: no data is drawn as zero, %s", palette, dark, zero.attr["fill"])
			}
			if !strings.Contains(blank.tip, "no data") || !strings.Contains(zero.tip, "0 events") {
				t.Errorf("tips: %q, %q", blank.tip, zero.tip)
			}
			hatch := fmt.Sprintf(`stroke="%s"`, hexColor(themeOf(dark).hatch))
			if n := strings.Count(svg, hatch); n != 2 { // the cell and its patch in the key
				t.Errorf("%s: %d hatched patches, want 2", palette, n)
			}
		}
	}
	if svg := mustDraw(t, office(t, "UTC"), PlotOptions{}).SVG(); strings.Contains(svg, ">no data<") {
		t.Error("the key explains no data although every cell has some")
	}
}

func TestCellsAreWhereTheyBelong(t *testing.T) {
	g := office(t, "UTC")
	across := cellsOf(t, mustDraw(t, g, PlotOptions{}).SVG())
	down := cellsOf(t, mustDraw(t, g, PlotOptions{HoursDown: true}).SVG())
	x := func(cells map[string]svgShape, name string) float64 { return cells[name].num(t, "x") }
	y := func(cells map[string]svgShape, name string) float64 { return cells[name].num(t, "y") }
	if x(across, "Mon 00–01 h") >= x(across, "Mon 23–24 h") || y(across, "Mon 00–01 h") >= y(across, "Sun 00–01 h") {
		t.Error("hours across: Monday is not at the top or midnight not at the left")
	}
	if y(down, "Mon 00–01 h") >= y(down, "Mon 23–24 h") || x(down, "Mon 00–01 h") >= x(down, "Sun 00–01 h") {
		t.Error("hours down: midnight is not at the top or Monday not at the left")
	}
	// The busiest cell has the highest colour: 12 o'clock in Moscow is 9 UTC.
	day, hour := g.busiest()
	ramp, _ := findRamp("")
	if hour != 9 {
		t.Fatalf("the busiest hour is %d", hour)
	}
	cell := across[fmt.Sprintf("%s %02d–%02d h", DayNames[day], hour, hour+1)]
	if want := hexColor(ramp.table().at(1)); cell.attr["fill"] != want {
		t.Errorf("the busiest cell is %s, want %s", cell.attr["fill"], want)
	}
}

func TestNumbersFitTheirCells(t *testing.T) {
	for name, g := range strangeGrids(t) {
		svg := mustDraw(t, g, PlotOptions{Numbers: true, Width: 5, Height: 3, Margins: "none"}).SVG()
		var cells []vg.Rectangle
		for _, c := range cellsOf(t, svg) {
			x, y := vg.Length(c.num(t, "x")), vg.Length(c.num(t, "y"))
			cells = append(cells, box(x-0.6, y-0.6, x+vg.Length(c.num(t, "width"))+0.6, y+vg.Length(c.num(t, "height"))+0.6))
		}
		for _, s := range svgShapes(t, svg) {
			if s.name != "text" {
				continue
			}
			b, in, touches := s.extent(t), false, false
			for _, c := range cells {
				in = in || (b.Min.X >= c.Min.X && b.Max.X <= c.Max.X && b.Min.Y >= c.Min.Y && b.Max.Y <= c.Max.Y)
				touches = touches || (b.Min.X < c.Max.X-2 && c.Min.X+2 < b.Max.X && b.Min.Y < c.Max.Y-2 && c.Min.Y+2 < b.Max.Y)
			}
			if touches && !in {
				t.Errorf("%s: %q sticks out of its cell", name, s.text)
			}
		}
	}
}

func TestBandOutlinesItsCells(t *testing.T) {
	g := office(t, "UTC")
	m := newMatrix(g, Counts)
	m.band = &Week{From: 22, To: 6, Days: []int{0, 2}} // nights of Monday and Wednesday
	pl := newPlate(&m, box(0, 0, 240, 70))
	edges := bandEdges(&m, pl)
	// Each row has two stretches, 0–6 and 22–24, each a rectangle of four sides.
	if got := len(edges) / 2; got != 16 {
		t.Errorf("%d edges, want 16", got)
	}
	for _, pt := range edges {
		if math.IsNaN(float64(pt.X)) || pt.X < -2 || pt.X > 242 || pt.Y < -2 || pt.Y > 72 {
			t.Errorf("edge at %v lies outside", pt)
		}
	}
}
