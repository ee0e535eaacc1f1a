package heatmap

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
)

// Draw draws the difference map: blue where less happens after, orange where
// more, white where nothing changed, and the flagged cells outlined. Options that
// have no meaning for a difference are ignored: Scale, Margins, Band and Measure.
func (d *Difference) Draw(opt PlotOptions) (*Figure, error) {
	opt.Scale, opt.Margins, opt.Band, opt.Measure = Linear, "none", nil, d.Measure
	if opt.Palette == "" {
		opt.Palette = "diverging"
	}
	if err := opt.check(); err != nil {
		return nil, err
	}
	m := matrix{values: d.Change, measure: d.Measure, tips: d.tips()}
	for i := range m.byDay {
		m.byDay[i] = math.NaN()
	}
	for i := range m.byHour {
		m.byHour[i] = math.NaN()
	}
	if err := m.dress(opt, m.all()); err != nil {
		return nil, err
	}
	title, subtitle := cleanText(opt.Title), cleanText(opt.Subtitle)
	if title == "" {
		title = "What changed, by weekday and hour in " + d.Before.zoneName()
	}
	if subtitle == "" {
		subtitle = upperFirst(d.sides())
	}
	remarks := append(d.Remarks(), fmt.Sprintf("%s to %s; %s observed before, %s after; colour scale linear",
		d.Before.First.Format("2006-01-02"), d.After.Last.Format("2006-01-02"), d.Before.hoursText(), d.After.hoursText()))
	if opt.Subtitle != "" {
		remarks = append([]string{upperFirst(d.sides())}, remarks...)
	}
	key := m.key(m.gaps())
	key.name = "change in events an hour"
	if d.Measure == Shares {
		key.name = "change of the share"
	}
	s := &sheet{
		theme: themeOf(opt.Dark), title: title, subtitle: subtitle, caption: sentences(remarks), key: key,
		body: &flaggedWeek{single: *opt.frame(m, "hour of day, "+d.Before.zoneName()), flagged: d.Flagged},
	}
	width, height := opt.size(7, 4)
	if opt.HoursDown {
		width, height = opt.size(5.5, 6.5)
	}
	if opt.Height == 0 {
		height += s.extraCaption(width)
	}
	text := "Map of differences, seven weekdays by twenty-four hours. " + s.caption
	return &Figure{Plot: s.plot(), Width: width, Height: height, Title: title, Description: text}, nil
}

// flaggedWeek is a heat map with some cells outlined.
type flaggedWeek struct {
	single
	flagged [Days][Hours]bool
}

func (f *flaggedWeek) draw(p pen, room vg.Rectangle) {
	f.single.draw(p, room)
	pl := f.plate(p, room)
	edges := edgesOf(pl, func(row, col int) bool {
		day, hour := f.matrix.cell(row, col)
		return f.flagged[day][hour]
	})
	p.lines(p.pt(3), p.theme.halo, edges...)
	p.lines(p.pt(1.5), p.theme.text, edges...)
}

// SVG returns the difference map as an SVG document.
func (d *Difference) SVG() string { return d.figure().SVG() }

// PNG returns the difference map as a PNG image.
func (d *Difference) PNG() []byte { return d.figure().PNG() }

// figure is the picture without options, which hold no mistake then.
func (d *Difference) figure() *Figure {
	f, err := d.Draw(PlotOptions{})
	if err != nil {
		panic("heatmap: the difference map cannot be drawn: " + err.Error())
	}
	return f
}

// sides names what is compared.
func (d *Difference) sides() string {
	name := func(g *Grid, otherwise string) string {
		if label := cleanText(g.Label); label != "" {
			return label
		}
		return otherwise
	}
	return fmt.Sprintf("%s (%s in %s) against %s (%s in %s)",
		name(d.After, "after"), plural(d.After.Events, "event"), plural(int64(d.Days[1]), "day"),
		name(d.Before, "before"), plural(d.Before.Events, "event"), plural(int64(d.Days[0]), "day"))
}

// Remarks say in three sentences, without full stops, what the test of the whole
// week found, what those of the cells, and in which zone the hours are.
func (d *Difference) Remarks() []string {
	verdict := fmt.Sprintf("Whole week: p = %s by shuffling days of the same weekday", pText(d.Whole))
	if d.Whole > d.Level {
		verdict += fmt.Sprintf(", above the level of %s: no cell is flagged", percent(d.Level))
	}
	cells := fmt.Sprintf("%s of %d flagged (outlined) at %s, %s", plural(int64(d.Flags), "cell"), d.Tests, percent(d.Level), correctionName(d.Correction))
	return []string{verdict, upperFirst(cells), "Times in " + d.Before.zoneName()}
}

func correctionName(name string) string {
	switch name {
	case BenjaminiHochberg:
		return "corrected by Benjamini and Hochberg"
	case Holm:
		return "corrected by Holm"
	}
	return "not corrected for the number of cells"
}

// pText writes a p with as many digits as mean something.
func pText(p float64) string {
	switch {
	case p < 0.0001:
		return "0.0001 or less"
	case p < 0.001:
		return fmt.Sprintf("%.4f", p)
	case p < 0.1:
		return fmt.Sprintf("%.3f", p)
	}
	return fmt.Sprintf("%.2f", p)
}

// tips says of each cell what it was and is.
func (d *Difference) tips() *[Days][Hours]string {
	var tips [Days][Hours]string
	for day := range Days {
		for h := range Hours {
			text := "not observed on both sides"
			if !math.IsNaN(d.Change[day][h]) {
				text = fmt.Sprintf("%s in %s h before, %s in %s h after, p = %s, corrected %s",
					thousands(d.Before.Counts[day][h]), short(d.Before.Hours[day][h]),
					thousands(d.After.Counts[day][h]), short(d.After.Hours[day][h]), pText(d.P[day][h]), pText(d.Adjusted[day][h]))
			}
			tips[day][h] = fmt.Sprintf("%s %02d–%02d h: %s", DayNames[day], h, h+1, text)
		}
	}
	return &tips
}

// A Stretch is hours of a weekday, one after the other, that are flagged for a
// change in the same direction. Before and After are their events.
type Stretch struct {
	Day           int // 0 is Monday
	From, To      int // hours, From is in it and To is not
	Before, After int64
	More          bool // more happens after than before, in what the Measure is
}

// String writes a stretch as "Mon 11–12 h: fewer, 23 events before, 0 after".
func (s Stretch) String() string {
	word := "fewer"
	if s.More {
		word = "more"
	}
	return fmt.Sprintf("%s %02d–%02d h: %s, %s before, %s after", DayNames[s.Day], s.From, s.To, word, plural(s.Before, "event"), thousands(s.After))
}

// Stretches are the flagged cells, neighbours on the same day together, from
// Monday on; none if no cell is flagged.
func (d *Difference) Stretches() []Stretch {
	var all []Stretch
	for day := range Days {
		for h := 0; h < Hours; h++ {
			if !d.Flagged[day][h] {
				continue
			}
			s := Stretch{Day: day, From: h, More: d.Change[day][h] > 0}
			for ; h < Hours && d.Flagged[day][h] && (d.Change[day][h] > 0) == s.More; h++ {
				s.Before += d.Before.Counts[day][h]
				s.After += d.After.Counts[day][h]
			}
			s.To = h
			all = append(all, s)
			h--
		}
	}
	return all
}

// String says what the tests found: the whole week, then each stretch of flagged
// hours with its events before and after.
func (d *Difference) String() string {
	var b strings.Builder
	for _, remark := range append([]string{upperFirst(d.sides())}, d.Remarks()...) {
		fmt.Fprintf(&b, "%s.\n", remark)
	}
	for _, s := range d.Stretches() {
		fmt.Fprintf(&b, "  %s\n", s)
	}
	return b.String()
}
