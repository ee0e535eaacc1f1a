package heatmap

import (
	"fmt"
	"math"
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
