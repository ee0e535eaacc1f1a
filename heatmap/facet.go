package heatmap

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
)

// FacetOptions says how several grids are drawn side by side. The options of the
// pictures hold for every panel; Title and Subtitle head the whole, and Margins
// is "none" unless it is set. The zero value is the publishable default.
type FacetOptions struct {
	PlotOptions
	// Columns is how many panels stand in a row; 0 chooses by their number.
	Columns int
	// OwnScales gives each panel colours of its own, with the largest value in
	// its heading, instead of one scale for all.
	OwnScales bool
}

// Facet draws small multiples: the same events in several zones, or one grid a
// person. The panels share one scale and one key to the colours, so that they
// compare, unless the options say otherwise. Each is headed by what makes it
// different, the label or the zone, and by its number of events. No grid at all,
// or an unknown option, is an error.
func Facet(grids []*Grid, opt FacetOptions) (*Figure, error) {
	if len(grids) == 0 {
		return nil, fmt.Errorf("heatmap: small multiples need at least one grid")
	}
	if err := opt.check(); err != nil {
		return nil, err
	}
	if opt.Columns < 0 {
		return nil, fmt.Errorf("heatmap: small multiples cannot stand in %d columns", opt.Columns)
	}
	if opt.Margins == "" {
		opt.Margins = "none"
	}
	f, err := newFacets(grids, opt)
	if err != nil {
		return nil, err
	}
	s := f.sheet(grids, opt)
	width, height := opt.size(7, f.height())
	if opt.Height == 0 {
		height += s.extraCaption(width)
	}
	return &Figure{Plot: s.plot(), Width: width, Height: height, Title: s.title, Description: describeAll(grids, s)}, nil
}

// facets are panels in rows and columns.
type facets struct {
	panels  []panel
	columns int
	rows    int
	axis    string // title of the hour axis of all
}

// A panel is one small heat map under its heading.
type panel struct {
	single
	name string // what makes it different
	note string // its number of events
}

func newFacets(grids []*Grid, opt FacetOptions) (*facets, error) {
	f := &facets{columns: opt.Columns}
	if f.columns == 0 {
		f.columns = columnsFor(len(grids), opt.HoursDown)
	}
	f.columns = min(f.columns, len(grids))
	f.rows = (len(grids) + f.columns - 1) / f.columns
	labels, zones := differ(grids)
	f.axis = "hour of day"
	if !zones {
		f.axis += ", " + grids[0].zoneName()
	}
	var all []float64
	for _, g := range grids {
		m := newMatrix(g, opt.Measure)
		m.tips = nil // they would double the size of a page with many panels
		all = append(all, m.all()...)
		f.panels = append(f.panels, panel{
			single: *opt.frame(m, ""), name: panelName(g, labels, zones), note: "n = " + thousands(g.Events),
		})
	}
	for i := range f.panels {
		m := &f.panels[i].matrix
		values := all
		if opt.OwnScales {
			values = m.all()
			f.panels[i].note += largestNote(opt.Measure, values)
		}
		if err := m.dress(opt.PlotOptions, values); err != nil {
			return nil, err
		}
		f.panels[i].single = *opt.frame(*m, "")
	}
	return f, nil
}

// columnsFor chooses how many panels stand in a row.
func columnsFor(n int, down bool) int {
	switch {
	case down:
		return min(n, 4)
	case n == 1:
		return 1
	case n == 2 || n == 4:
		return 2
	default:
		return 3
	}
}

// largestNote is the end of a panel's own scale.
func largestNote(m Measure, values []float64) string {
	top := math.Inf(-1)
	for _, v := range finite(values) {
		top = math.Max(top, v)
	}
	if math.IsInf(top, 0) {
		return ""
	}
	return ", max " + barText(m, top)
}

// differ tells whether the labels and the zones of the grids differ.
func differ(grids []*Grid) (labels, zones bool) {
	for _, g := range grids {
		labels = labels || g.Label != grids[0].Label
		zones = zones || g.zoneName() != grids[0].zoneName()
	}
	return labels, zones
}

// panelName is what makes a panel different from its neighbours.
func panelName(g *Grid, labels, zones bool) string {
	label := cleanText(g.Label)
	switch {
	case zones && labels && label != "":
		return label + ", " + g.zoneName()
	case zones || label == "":
		return g.zoneName()
	default:
		return label
	}
}

// height is the natural height in inches for a width of seven.
func (f *facets) height() float64 {
	each := 3.3 / float64(f.columns)
	if f.panels[0].matrix.down {
		each = 3
	}
	return math.Min(120, 1.15+float64(f.rows)*(math.Max(1, each)+0.3))
}

// sheet puts head, key and caption around the panels.
func (f *facets) sheet(grids []*Grid, opt FacetOptions) *sheet {
	labels, zones := differ(grids)
	zone, assumption, label := grids[0].zoneName(), grids[0].assumption(), ""
	if !labels {
		label = cleanText(grids[0].Label)
	}
	if zones {
		zone, assumption = fmt.Sprintf("%d zones", len(grids)), ""
	}
	title, subtitle := opt.heading(label, zone, assumption)
	s := &sheet{theme: themeOf(opt.Dark), title: title, subtitle: subtitle, body: f, caption: f.caption(grids, opt)}
	if !opt.OwnScales {
		gaps := false
		for i := range f.panels {
			gaps = gaps || f.panels[i].matrix.gaps()
		}
		s.key = f.panels[0].matrix.key(gaps)
	}
	return s
}

// caption says what holds for all panels.
func (f *facets) caption(grids []*Grid, opt FacetOptions) string {
	labels, _ := differ(grids)
	whole := Grid{Zone: grids[0].Zone}
	assumed := false
	notes, seen := []string{}, map[string]bool{}
	for i, g := range grids {
		if labels || i == 0 {
			whole.Events += g.Events
		}
		if !g.First.IsZero() && (whole.First.IsZero() || g.First.Before(whole.First)) {
			whole.First = g.First
		}
		if g.Last.After(whole.Last) {
			whole.Last = g.Last
		}
		assumed = assumed || g.assumed()
		for _, note := range g.Notes {
			if !seen[note] {
				notes, seen[note] = append(notes, note), true
			}
		}
	}
	remarks := []string{upperFirst(whole.countAndSpan())}
	if assumed {
		remarks = append(remarks, "Stamps carry no zone: read as UTC (assumed)")
	}
	if opt.Band != nil {
		from, to := opt.Band.hours()
		remarks = append(remarks, fmt.Sprintf("Outlined: %s, %d to %d o'clock", opt.Band.dayText(), from, to))
	}
	if opt.OwnScales {
		remarks = append(remarks, "Each panel has colours of its own, from 0 to its max")
	}
	return sentences(append(remarks, notes...))
}

// describeAll tells the picture to somebody who does not see it.
func describeAll(grids []*Grid, s *sheet) string {
	text := fmt.Sprintf("%d heat maps, seven weekdays by twenty-four hours each. ", len(grids))
	for _, g := range grids {
		if g.Events == 0 {
			continue
		}
		day, hour := g.busiest()
		text += fmt.Sprintf("%s: busiest %s %02d to %02d o'clock. ", panelName(g, true, true), DayNames[day], hour, hour+1)
	}
	return text + s.caption
}

// keyRoom lets the key stand under the first panel's cells.
func (f *facets) keyRoom(p pen, room vg.Rectangle) (left, right vg.Length) {
	return f.place(p, room, 0).Min.X, room.Max.X
}

// place is the room of a panel's cells and bars, below its heading; the panels
// divide the whole evenly. Row labels stand at the left of the first
// column only, column labels under the lowest panel of a column only.
func (f *facets) place(p pen, room vg.Rectangle, i int) vg.Rectangle {
	const gap = 10
	head, left, foot := p.pt(13), p.rowLabelWidth(&f.panels[0].matrix), p.colLabelHeight()+p.pt(3)
	if f.panels[0].matrix.down {
		left += p.pt(12)
	} else {
		foot += p.pt(11)
	}
	w := (room.Size().X - left - p.pt(gap)*vg.Length(f.columns-1)) / vg.Length(f.columns)
	h := (room.Size().Y - foot - p.pt(6)*vg.Length(f.rows-1)) / vg.Length(f.rows)
	col, row := vg.Length(i%f.columns), vg.Length(i/f.columns)
	if !f.headingsFit(p, w) {
		head += p.pt(9)
	}
	x, y := room.Min.X+left+col*(w+p.pt(gap)), room.Max.Y-row*(h+p.pt(6))
	return box(x, y-h, x+w, y-head)
}

func (f *facets) draw(p pen, room vg.Rectangle) {
	for i := range f.panels {
		f.drawPanel(p, f.place(p, room, i), i)
	}
	face := p.face(8.5)
	first, last := f.place(p, room, 0), f.place(p, room, f.columns-1)
	if f.panels[0].matrix.down {
		text := shorten(face, f.axis, room.Size().Y)
		p.writeUp(text, face, p.theme.soft, room.Min.X+p.pt(4), (room.Min.Y+room.Max.Y)/2)
		return
	}
	text := shorten(face, f.axis, last.Max.X-first.Min.X)
	p.write(text, face, p.theme.soft, (first.Min.X+last.Max.X)/2, room.Min.Y+p.pt(3), atMiddle)
}

func (f *facets) drawPanel(p pen, room vg.Rectangle, i int) {
	pn := &f.panels[i]
	cells := room
	if pn.topBars {
		cells.Max.Y -= cells.Size().Y * 0.22
	}
	if pn.endBars {
		cells.Max.X -= cells.Size().X * 0.14
	}
	pl := newPlate(&pn.matrix, cells)
	p.drawCells(&pn.matrix, pl)
	if pn.topBars {
		p.drawTopBars(&pn.matrix, pl, room.Max.Y)
	}
	if pn.endBars {
		p.drawRightBars(&pn.matrix, pl, room.Max.X)
	}
	if i%f.columns == 0 {
		p.drawRowLabels(&pn.matrix, pl)
	}
	if i+f.columns >= len(f.panels) {
		p.drawColLabels(&pn.matrix, pl)
	}
	top := pl.Max.Y + p.pt(3)
	if pn.topBars {
		top = room.Max.Y + p.pt(3)
	}
	f.drawHeading(p, pn, pl.Min.X, top, room.Size().X)
}

// headingsFit tells whether name and number stand side by side in every panel.
func (f *facets) headingsFit(p pen, width vg.Length) bool {
	for _, pn := range f.panels {
		if textWidth(p.bold(8), pn.name)+p.pt(5)+textWidth(p.face(7), pn.note) > width {
			return false
		}
	}
	return true
}

// drawHeading writes the name and, in soft lettering behind or below it, the
// number of events.
func (f *facets) drawHeading(p pen, pn *panel, x, y, width vg.Length) {
	name, note := p.bold(8), p.face(7)
	text := shorten(name, pn.name, width)
	if f.headingsFit(p, width) {
		p.write(pn.note, note, p.theme.soft, x+textWidth(name, text)+p.pt(5), y, atStart)
	} else {
		p.write(shorten(note, pn.note, width), note, p.theme.soft, x, y, atStart)
		y += p.pt(9)
	}
	p.write(text, name, p.theme.text, x, y, atStart)
}
