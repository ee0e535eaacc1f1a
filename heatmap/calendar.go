package heatmap

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gonum.org/v1/plot/vg"
)

// mostDates is how many dates a calendar shows: more would be narrower than a line.
const mostDates = 1500

// Calendar draws every date of the observed span as a column of 24 hours, so that
// one sees what the week hides: single busy days, gaps, holidays, a change of hours.
// A date on which nothing happened has a mark above it, and those from Monday to
// Friday are named in the caption. Measure, Margins, Band, HoursDown and Numbers
// have no meaning here and are ignored; the colours show events. A grid filled by
// hand has no dates, and a span of more than 1500 dates has too many: errors both.
func Calendar(g *Grid, opt PlotOptions) (*Figure, error) {
	opt.Measure, opt.Margins, opt.Band = Counts, "none", nil
	if err := opt.check(); err != nil {
		return nil, err
	}
	if g == nil || g.source == nil {
		return nil, fmt.Errorf("heatmap: a calendar needs a grid with events behind it, not one filled by hand")
	}
	c := &calendar{rows: g.dayRows()}
	if len(c.rows) > mostDates {
		return nil, fmt.Errorf("heatmap: the span has %d dates, more than the %d that a calendar shows: cut it with Since and Until", len(c.rows), mostDates)
	}
	if len(c.rows) > 0 {
		c.first = dateOnly(g.from.In(g.location()))
	}
	key, err := c.dress(opt)
	if err != nil {
		return nil, err
	}
	c.axis = "hour of day, " + g.zoneName()
	title, subtitle := cleanText(opt.Title), cleanText(opt.Subtitle)
	if title == "" {
		title = "Events by date and hour in " + g.zoneName()
	}
	if label := cleanText(g.Label); subtitle == "" && label != "" {
		subtitle = label
	}
	s := &sheet{theme: themeOf(opt.Dark), title: title, subtitle: subtitle, caption: sentences(c.remarks(g, opt.Scale)), key: key, body: c}
	width, height := opt.size(7, 4.2)
	if opt.Height == 0 {
		height += s.extraCaption(width)
	}
	return &Figure{Plot: s.plot(), Width: width, Height: height, Title: title, Description: "Calendar of dates by twenty-four hours. " + s.caption}, nil
}

// calendar is the body of the picture: dates across, hours down.
type calendar struct {
	rows   []dayRow
	first  time.Time // the first date, midnight UTC
	scale  colorScale
	colors colorTable
	axis   string
}

// dateOnly is midnight UTC of the date that a clock shows.
func dateOnly(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// dress fits the colours to the busiest hour.
func (c *calendar) dress(opt PlotOptions) (*colorKey, error) {
	r, err := findRamp(opt.Palette)
	if err != nil {
		return nil, err
	}
	var values []float64
	gaps := false
	for _, row := range c.rows {
		for h := range Hours {
			if row.hours[h] == 0 {
				gaps = true
				continue
			}
			values = append(values, row.counts[h])
		}
	}
	c.scale, err = newScale(opt.Scale, r.diverging, [2]float64{opt.Min, opt.Max}, values)
	c.colors = r.tableOn(opt.Dark)
	return &colorKey{scale: c.scale, colors: c.colors, measure: Counts, gaps: gaps}, err
}

// silent tells whether nothing happened on a date that was watched for half a
// day or more.
func (r *dayRow) silent() bool {
	events, hours := 0.0, 0.0
	for h := range Hours {
		events += r.counts[h]
		hours += r.hours[h]
	}
	return events == 0 && hours >= 12
}

// mostNamed is how many silent weekdays the caption names.
const mostNamed = 12

// remarks say what is shown, and how, and name the silent weekdays.
func (c *calendar) remarks(g *Grid, scale string) []string {
	if scale == "" {
		scale = Linear
	}
	remarks := []string{upperFirst(g.countAndSpan()), fmt.Sprintf("%s observed; colour scale %s", g.hoursText(), scale)}
	if g.assumed() {
		remarks = append(remarks, "Stamps carry no zone: read as UTC (assumed)")
	}
	var named []string
	silent, weekdays := 0, 0
	for i := range c.rows {
		if c.rows[i].silent() {
			silent++
			if c.rows[i].weekday < 5 {
				weekdays++
				named = append(named, c.first.AddDate(0, 0, i).Format("Mon 2006-01-02"))
			}
		}
	}
	text := fmt.Sprintf("%s without an event, marked above", plural(int64(silent), "date"))
	switch {
	case silent == 0:
		text = "No date without an event"
	case weekdays == 0:
		text += "; none from Monday to Friday"
	case weekdays > mostNamed:
		text += fmt.Sprintf("; %d of them from Monday to Friday", weekdays)
	default:
		text += "; of these from Monday to Friday: " + strings.Join(named, ", ")
	}
	return append(append(remarks, text), g.Notes...)
}

// place is where the cells are.
func (c *calendar) place(p pen, room vg.Rectangle) (vg.Rectangle, vg.Length, vg.Length) {
	left := p.pt(28)
	inner := box(snap(room.Min.X+left), snap(room.Min.Y+p.colLabelHeight()), room.Max.X, room.Max.Y-p.pt(9))
	cw := inner.Size().X / vg.Length(max(1, len(c.rows)))
	if cw > 2 {
		cw = snapDown(cw)
	}
	cw = min(cw, p.pt(16))
	ch := max(1, snapDown(inner.Size().Y/Hours))
	inner.Min.Y = inner.Max.Y - ch*Hours
	inner.Max.X = inner.Min.X + cw*vg.Length(max(1, len(c.rows)))
	return inner, cw, ch
}

// keyRoom lets the key stand under the cells.
func (c *calendar) keyRoom(p pen, room vg.Rectangle) (left, right vg.Length) {
	inner, _, _ := c.place(p, room)
	return inner.Min.X, room.Max.X
}

func (c *calendar) draw(p pen, room vg.Rectangle) {
	inner, cw, ch := c.place(p, room)
	for i := range c.rows {
		c.drawDate(p, inner, i, cw, ch)
	}
	c.drawDates(p, inner, cw)
	face := p.face(8)
	for h := 0; h < Hours; h += 3 {
		y := inner.Max.Y - vg.Length(h)*ch - ch/2
		p.write(hourNames[h], face, p.theme.text, inner.Min.X-p.pt(labelGap), middle(face, y), atEnd)
	}
	axis := p.face(8.5)
	p.writeUp(shorten(axis, c.axis, inner.Size().Y), axis, p.theme.soft, room.Min.X+p.pt(5), (inner.Min.Y+inner.Max.Y)/2)
}

// drawDate draws the column of a date and, if it is silent, its mark. Hours of
// one colour below each other are one rectangle.
func (c *calendar) drawDate(p pen, inner vg.Rectangle, i int, cw, ch vg.Length) {
	row := &c.rows[i]
	x := inner.Min.X + vg.Length(i)*cw
	right := x + cw
	if cw >= 4 {
		right -= 0.5
	}
	value := func(h int) float64 {
		if row.hours[h] == 0 && row.counts[h] == 0 {
			return math.NaN()
		}
		return row.counts[h]
	}
	for h := 0; h < Hours; {
		v, end := value(h), h+1
		for end < Hours && (value(end) == v || math.IsNaN(v) && math.IsNaN(value(end))) {
			end++
		}
		r := box(x, inner.Max.Y-vg.Length(end)*ch, right, inner.Max.Y-vg.Length(h)*ch)
		if math.IsNaN(v) {
			p.fill(r, p.theme.blank)
			p.hatch(r)
		} else {
			p.fill(r, c.colors.at(c.scale.at(v)))
		}
		h = end
	}
	if row.silent() {
		p.fill(box(x, inner.Max.Y+p.pt(3), right, inner.Max.Y+p.pt(6)), p.theme.band)
	}
}

// drawDates writes the date under Mondays, as many as there is room for, and a
// line before each week.
func (c *calendar) drawDates(p pen, inner vg.Rectangle, cw vg.Length) {
	face := p.face(7.5)
	free := inner.Min.X - p.pt(20)
	for i := range c.rows {
		if c.rows[i].weekday != 0 {
			continue
		}
		x := inner.Min.X + vg.Length(i)*cw
		if cw*7 >= 12 {
			p.lines(0.5, p.theme.soft, vg.Point{X: x, Y: inner.Min.Y}, vg.Point{X: x, Y: inner.Min.Y - p.pt(3)})
		}
		text := c.first.AddDate(0, 0, i).Format("2 Jan")
		if i == 0 || c.first.AddDate(0, 0, i).Year() != c.first.AddDate(0, 0, i-7).Year() {
			text = c.first.AddDate(0, 0, i).Format("2 Jan 2006")
		}
		width := textWidth(face, text)
		if x < free || x+width > inner.Max.X+p.pt(12) {
			continue
		}
		p.write(text, face, p.theme.text, x, inner.Min.Y-p.pt(4)-capHeight(face), atStart)
		free = x + width + p.pt(8)
	}
}
