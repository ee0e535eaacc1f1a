package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// shareRow is a zone's line in the table of shares.
type shareRow struct {
	Zone  string
	Cells []string
}

// shareHeads are the columns of the table.
func (s *story) shareHeads() []string {
	return []string{"Weekdays, Mon–Fri", "Working week, " + s.Week, "Nights, 22–06 h", "Weekends, Sat–Sun"}
}

// everyDay lists all weekdays.
func everyDay() []int { return []int{0, 1, 2, 3, 4, 5, 6} }

// parts are the parts of the week that shares are given of.
func (s *story) parts() []heatmap.Week {
	return []heatmap.Week{
		{From: 0, To: 24}, s.c.Week,
		{Days: everyDay(), From: 22, To: 6}, {Days: []int{5, 6}, From: 0, To: 24},
	}
}

// share fills the table: each part of the week in each zone, and what it would be
// if events fell evenly on all hours observed.
func (s *story) share() {
	s.Week = weekText(s.c.Week)
	for _, g := range s.zones {
		row := shareRow{Zone: zoneOfGrid(g)}
		for _, part := range s.parts() {
			row.Cells = append(row.Cells, intervalText(g.IntervalIn(part)))
		}
		s.Shares = append(s.Shares, row)
	}
	s.Even = shareRow{Zone: "if spread evenly over the hours observed"}
	for _, part := range s.parts() {
		s.Even.Cells = append(s.Even.Cells, percentText(evenShare(s.zones[0], part)))
	}
}

// evenShare is the part of the hours observed that lies in a part of the week.
func evenShare(g *heatmap.Grid, w heatmap.Week) float64 {
	in, all := 0.0, 0.0
	for d, row := range g.Hours {
		for h, hours := range row {
			all += hours
			if w.Holds(d, h) {
				in += hours
			}
		}
	}
	return in / all // NaN if nothing was observed
}

// intervalText writes a share with its interval: "83.1 % (81.0–85.0), 845 of 1,017".
func intervalText(in heatmap.Interval) string {
	if in.Total == 0 {
		return "no events"
	}
	return fmt.Sprintf("%s (%.1f–%.1f), %s of %s", percentText(in.Share), 100*in.Low, 100*in.High, thousands(in.Count), thousands(in.Total))
}

func percentText(share float64) string {
	if math.IsNaN(share) {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*share)
}

// weekText names a working week: "Mon–Fri 9–18 h".
func weekText(w heatmap.Week) string {
	from, to := w.From, w.To
	if from == 0 && to == 0 {
		from, to = 9, 18
	}
	days := "Mon–Fri"
	if len(w.Days) > 0 {
		var names []string
		for d := range heatmap.Days {
			if (heatmap.Week{Days: w.Days, To: 24}).Holds(d, 0) {
				names = append(names, heatmap.DayNames[d])
			}
		}
		days = strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s %d–%d h", days, from, to)
}
