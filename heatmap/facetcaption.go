package heatmap

import "fmt"

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
