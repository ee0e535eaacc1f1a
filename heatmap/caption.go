package heatmap

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
)

// subject names the measure in a title.
func (m Measure) subject() string {
	switch m {
	case Rates:
		return "Event rate"
	case Shares:
		return "Share of events"
	default:
		return "Events"
	}
}

// assumed tells whether nobody said in which zone the stamps are.
func (g *Grid) assumed() bool { return g.ZoneFrom == "assumed" }

// zoneName is the zone for an axis; UTC that nobody stated is marked.
func (g *Grid) zoneName() string {
	switch {
	case g.Zone != "" && g.Zone != "UTC":
		return cleanText(g.Zone)
	case g.assumed():
		return "UTC (assumed)"
	default:
		return "UTC"
	}
}

// assumption says what was assumed of the stamps where the zone's name does not.
func (g *Grid) assumption() string {
	if g.assumed() && g.zoneName() != "UTC (assumed)" {
		return "stamps assumed to be in UTC"
	}
	return ""
}

// countAndSpan says how many events there are and from which day to which.
func (g *Grid) countAndSpan() string {
	if g.Events == 0 {
		return "no events"
	}
	text := plural(g.Events, "event")
	if g.First.IsZero() || g.Last.IsZero() {
		return text
	}
	first, last := g.First.Format("2006-01-02"), g.Last.Format("2006-01-02")
	if first == last {
		return text + ", " + first
	}
	return text + ", " + first + " to " + last
}

// caption is what stands under the picture.
func (g *Grid) caption(opt PlotOptions) []string {
	remarks := []string{upperFirst(g.countAndSpan())}
	if g.assumed() {
		remarks = append(remarks, "Stamps carry no zone: read as UTC (assumed)")
	}
	if opt.Numbers && opt.Measure == Shares {
		remarks = append(remarks, "Numbers are percent")
	}
	if opt.Band != nil {
		remarks = append(remarks, g.bandRemark(*opt.Band))
	}
	return append(remarks, g.Notes...)
}

// bandRemark says what the outline means and how much it holds.
func (g *Grid) bandRemark(w Week) string {
	from, to := w.hours()
	text := fmt.Sprintf("Outlined: %s, %d to %d o'clock", w.dayText(), from, to)
	if share := g.ShareIn(w); !math.IsNaN(share) {
		text += ", with " + percent(share) + " of the events"
	}
	return text
}

// dayText names the working days: a run of days by its ends, other days one by one.
func (w Week) dayText() string {
	var days []int
	for d := range Days {
		if (Week{Days: w.Days, From: 0, To: Hours}).Holds(d, 0) {
			days = append(days, d)
		}
	}
	if n := len(days); n > 2 && days[n-1]-days[0] == n-1 {
		return DayNames[days[0]] + " to " + DayNames[days[n-1]]
	}
	text := ""
	for i, d := range days {
		if i > 0 {
			text += ", "
		}
		text += DayNames[d]
	}
	return text
}

// describe tells the picture to somebody who does not see it.
func (g *Grid) describe(s *sheet) string {
	text := "Heat map, seven weekdays by twenty-four hours. "
	if g.Events > 0 {
		day, hour := g.busiest()
		text += fmt.Sprintf("Busiest: %s %02d to %02d o'clock with %s. ", DayNames[day], hour, hour+1, plural(g.Counts[day][hour], "event"))
	}
	return text + upperFirst(g.zoneName()) + ". " + s.caption
}

// busiest is the first cell with the most events.
func (g *Grid) busiest() (day, hour int) {
	for d, row := range g.Counts {
		for h, n := range row {
			if n > g.Counts[day][hour] {
				day, hour = d, h
			}
		}
	}
	return day, hour
}

// extraCaption is how many inches a caption of more than two lines needs.
func (s *sheet) extraCaption(width float64) float64 {
	p := pen{size: math.Min(1.3, math.Max(0.8, width/7))}
	face := p.face(7.5)
	lines := wrap(face, s.caption, vg.Length(width*72)-2*p.pt(9), 60)
	return math.Max(0, float64(len(lines)-2)) * float64(face.Font.Size) * 1.25 / 72
}

// hoursText is how long the grid was watched, in whole hours: "1,115 hours".
func (g *Grid) hoursText() string { return plural(int64(math.Round(total(g.Hours))), "hour") }
