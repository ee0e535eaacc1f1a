package report

import (
	"fmt"
	"slices"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// zoneRules is what the page needs of a zone: its offsets over the time of the
// events. Offset[i] holds before Change[i], and the last one after all of them.
type zoneRules struct {
	Name string `json:"name"`
	// Label is the name with the offsets in force during the events: "Europe/Berlin (UTC+1, +2)".
	Label string `json:"label"`
	// Change are the clock changes, in Unix seconds, ascending.
	Change []int64 `json:"change"`
	// Offset are seconds east of UTC, one more than changes.
	Offset []int64 `json:"offset"`
}

// zoneNames lists the zones the page offers, the grid's own first, without repeats.
func (p *Page) zoneNames(first *heatmap.Grid) ([]string, error) {
	names := []string{first.Zone}
	if first.Zone == "" {
		names[0] = "UTC"
	}
	wanted := p.Zones
	if movable := first.Histogram() != nil; wanted == nil && movable {
		wanted = DefaultZones()
	} else if len(wanted) > 0 && !movable {
		return nil, fmt.Errorf("report: a grid filled by hand has no events to count again: leave Zones empty")
	}
	for _, name := range wanted {
		loc, err := timelog.LoadZone(name)
		if err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		if !slices.Contains(names, loc.String()) {
			names = append(names, loc.String())
		}
	}
	return names, nil
}

// rulesOf finds a zone's clock changes between two instants.
func rulesOf(name string, from, to time.Time) (zoneRules, error) {
	loc, err := timelog.LoadZone(name)
	if err != nil {
		return zoneRules{}, fmt.Errorf("report: %w", err)
	}
	at := from.In(loc)
	_, offset := at.Zone()
	rules := zoneRules{Name: name, Change: []int64{}, Offset: []int64{int64(offset)}}
	for {
		_, end := at.ZoneBounds()
		if end.IsZero() || !end.After(at) || end.After(to) {
			break
		}
		at = end
		_, next := at.Zone()
		if next != offset { // some changes are of the name alone
			rules.Change = append(rules.Change, end.Unix())
			rules.Offset = append(rules.Offset, int64(next))
			offset = next
		}
	}
	rules.Label = zoneLabel(name, rules.Offset)
	return rules, nil
}

// zoneLabel names a zone together with its offsets, the smallest first.
func zoneLabel(name string, offsets []int64) string {
	seen := slices.Clone(offsets)
	slices.Sort(seen)
	seen = slices.Compact(seen)
	if name == "UTC" && len(seen) == 1 {
		return "UTC"
	}
	label := name + " (UTC"
	for i, o := range seen {
		if i > 0 {
			label += ", "
		}
		label += offsetText(o)
	}
	return label + ")"
}

// offsetText writes seconds east of UTC as people do: "+3", "−4", "+5:45".
func offsetText(seconds int64) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	text := fmt.Sprintf("%s%d", sign, seconds/3600)
	if rest := seconds % 3600; rest != 0 {
		text += fmt.Sprintf(":%02d", rest/60)
		if rest%60 != 0 {
			text += fmt.Sprintf(":%02d", rest%60)
		}
	}
	return text
}
