package heatmap

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
)

// PlotOptions says how a Grid is drawn. The zero value is a picture fit to
// publish: events counted, the default palette on white, bars at the sides,
// hours from left to right.
type PlotOptions struct {
	// Measure is what the colours mean: Counts (the default), Rates or Shares.
	Measure Measure
	// Palette is one of Palettes(); empty means DefaultPalette.
	Palette string
	// Scale is Linear (the default), Log or Quantile.
	Scale string
	// Min and Max fix the range of the colours in units of the measure, so that
	// several pictures compare; both 0 means from the data. Values outside it
	// take the colour of the nearer end, and the key says so.
	Min, Max float64
	// Title is the heading; empty means the grid's label, or what is counted.
	Title string
	// Subtitle is the line below; empty means what is counted and in which zone.
	Subtitle string
	// Numbers writes each cell's value into it.
	Numbers bool
	// Margins says which bars stand at the sides: "both" (the default), "hours", "days" or "none".
	Margins string
	// Band outlines the cells of a working week and gives its share in the
	// caption; nil for none.
	Band *Week
	// HoursDown puts the weekdays across and the hours down, as a calendar does.
	HoursDown bool
	// Dark draws on a dark background.
	Dark bool
	// Width and Height are the size of a Figure in inches; 0 means 7 by 4.5, or
	// 5.5 by 6.5 with the hours down, and higher for a long caption.
	Width, Height float64
}

// Plot draws a grid as a gonum plot that holds everything: cells, labels, bars,
// the key to the colours and a caption with the number of events, their span and
// the grid's notes. Save it with its own Save method, or use Draw for an SVG
// that browsers scale and screen readers read.
//
// A cell that was never observed is hatched, which differs from zero. An unknown
// measure, palette, scale or margin, or an empty range, is an error.
func Plot(g *Grid, opt PlotOptions) (*plot.Plot, error) {
	s, err := singleSheet(g, opt)
	if err != nil {
		return nil, err
	}
	return s.plot(), nil
}

// Draw draws a grid as Plot does, as a Figure that shows itself in a notebook
// and saves itself as PNG, SVG, PDF or HTML.
func Draw(g *Grid, opt PlotOptions) (*Figure, error) {
	s, err := singleSheet(g, opt)
	if err != nil {
		return nil, err
	}
	width, height := opt.size(7, 4.5)
	if opt.HoursDown {
		width, height = opt.size(5.5, 6.5)
	}
	if opt.Height == 0 {
		height += s.extraCaption(width)
	}
	return &Figure{Plot: s.plot(), Width: width, Height: height, Title: s.title, Description: g.describe(s)}, nil
}

// size returns the size asked for, or the given one.
func (opt PlotOptions) size(width, height float64) (w, h float64) {
	if opt.Width > 0 {
		width = opt.Width
	}
	if opt.Height > 0 {
		height = opt.Height
	}
	return width, height
}

// check finds what is wrong in the options.
func (opt PlotOptions) check() error {
	if err := opt.Measure.check(); err != nil {
		return err
	}
	if _, err := findRamp(opt.Palette); err != nil {
		return err
	}
	if err := checkScale(opt.Scale); err != nil {
		return err
	}
	switch opt.Margins {
	case "", "both", "hours", "days", "none":
	default:
		return fmt.Errorf("heatmap: unknown margins %q: use both, hours, days or none", opt.Margins)
	}
	for _, side := range []float64{opt.Width, opt.Height} {
		if side < 0 || side > 200 || math.IsNaN(side) {
			return fmt.Errorf("heatmap: a picture cannot be %v inches wide or high: use up to 200", side)
		}
	}
	return nil
}

// singleSheet is the picture of one grid.
func singleSheet(g *Grid, opt PlotOptions) (*sheet, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	m := newMatrix(g, opt.Measure)
	if err := m.dress(opt, m.all()); err != nil {
		return nil, err
	}
	title, subtitle := opt.heading(cleanText(g.Label), g.zoneName(), g.assumption())
	return &sheet{
		theme: themeOf(opt.Dark), title: title, subtitle: subtitle,
		caption: sentences(g.caption(opt)),
		key:     m.key(m.gaps()), body: opt.frame(m, "hour of day, "+g.zoneName()),
	}, nil
}

// dress gives the matrix its colours, on a scale that fits the values.
func (m *matrix) dress(opt PlotOptions, values []float64) error {
	r, err := findRamp(opt.Palette)
	if err != nil {
		return err
	}
	m.scale, err = newScale(opt.Scale, r.diverging, [2]float64{opt.Min, opt.Max}, values)
	m.colors, m.down, m.numbers, m.band = r.tableOn(opt.Dark), opt.HoursDown, opt.Numbers, opt.Band
	return err
}

// key explains the colours of the matrix.
func (m *matrix) key(gaps bool) *colorKey {
	return &colorKey{scale: m.scale, colors: m.colors, measure: m.measure, gaps: gaps}
}

// frame puts axes and bars around a matrix.
func (opt PlotOptions) frame(m matrix, hourAxis string) *single {
	s := &single{matrix: m, across: hourAxis}
	hours := opt.Margins != "days" && opt.Margins != "none" && len(finite(m.byHour[:])) > 0
	days := opt.Margins != "hours" && opt.Margins != "none" && len(finite(m.byDay[:])) > 0
	s.topBars, s.endBars = hours, days
	if m.down {
		s.across, s.upright = "", hourAxis
		s.topBars, s.endBars = days, hours
	}
	return s
}

// heading fills in title and subtitle, so that what is counted, the zone and what
// was assumed of it are always said.
func (opt PlotOptions) heading(label, zone, assumption string) (title, subtitle string) {
	title, subtitle = cleanText(opt.Title), cleanText(opt.Subtitle)
	what := opt.Measure.subject() + " by weekday and hour in " + zone
	if title == "" {
		title = label
	}
	switch {
	case title == "" && subtitle == "":
		return what, upperFirst(assumption)
	case title == "":
		return what, subtitle
	case subtitle == "" && assumption != "":
		subtitle = what + ", " + assumption
	case subtitle == "":
		subtitle = what
	}
	return title, subtitle
}

func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
