package rhythm

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// noChanges is the calendar of clocks that never change.
const noChanges = "no changes"

// calendars are the clock changes that are told apart in words, each with zones that
// keep them.
func calendars() []struct{ name, zones string } {
	return []struct{ name, zones string }{
		{"Europe's", "Europe/Berlin Europe/London Europe/Helsinki"},
		{"North America's", "America/New_York America/Chicago America/Los_Angeles America/Denver"},
		{"the southern half's", "Australia/Sydney Pacific/Auckland America/Santiago America/Sao_Paulo"},
		{noChanges, "Asia/Tokyo Asia/Shanghai Asia/Kolkata Africa/Johannesburg Africa/Lagos"},
	}
}

// followed is how likely a calendar makes the hours, as a logarithm, and the zone it
// was taken from; nil if none of its zones is likely enough to be a candidate.
func followed(zones []*Zone, names string) *Zone {
	var best *Zone
	for _, z := range zones {
		for name := range strings.SplitSeq(names, " ") {
			if (z.Name == name || slices.Contains(z.Others, name)) && (best == nil || z.season > best.season) {
				best = z
			}
		}
	}
	return best
}

// reading is how well a calendar explains the weeks, as a logarithm.
type reading struct {
	name  string
	score float64
}

// excludedFrom is the logarithm of the odds from which a calendar counts as excluded
// in words: two to one.
const excludedFrom = 0.7

// readings are those of the calendars, the best first, and none first of about equals:
// a clock that never changes asks for least.
func readings(zones []*Zone) []reading {
	var all []reading
	for _, c := range calendars() {
		if z := followed(zones, c.zones); z != nil {
			all = append(all, reading{c.name, z.season})
		}
	}
	slices.SortStableFunc(all, func(a, b reading) int { return cmp.Compare(b.score, a.score) })
	for i, r := range all {
		if r.name == noChanges && r.score > all[0].score-excludedFrom {
			copy(all[1:i+1], all[:i])
			all[0] = r
		}
	}
	return all
}

// dstSays is the channel of the clock changes: with whose the day moves.
func dstSays(f *Finding) Evidence {
	season := func(z *Zone) float64 { return z.season }
	e := Evidence{Channel: "dst", Offset: favourite(f.Zones, season).Offset, Weight: over(f.Zones, season)}
	all := readings(f.Zones)
	var than, besides []string
	for _, r := range all[min(1, len(all)):] {
		if lead := all[0].score - r.score; lead > excludedFrom {
			than = append(than, fmt.Sprintf("%s against %s", oddsText(lead), r.name))
		} else {
			besides = append(besides, r.name)
		}
	}
	if len(than) == 0 {
		e.Says = "Clock changes hardly tell: the events span too few that some of the likely zones make and others do not."
		return e
	}
	e.Says = fmt.Sprintf("The day %s (%s", moves(all[0].name), strings.Join(than, ", "))
	if len(besides) > 0 {
		e.Says += fmt.Sprintf("; not excluded: %s", strings.Join(besides, ", "))
	}
	e.Says += ")."
	if best := f.Zones[0]; best.season < all[0].score-excludedFrom {
		e.Says += fmt.Sprintf(" %s follows %s, which speaks against it.", best.Name, seasons(best.clock))
	}
	return e
}

// moves says what the day does under a calendar.
func moves(name string) string {
	if name == noChanges {
		return "stays where it is all year"
	}
	return "moves with " + name + " clock changes"
}

// oddsText writes a log likelihood ratio as "30 : 1".
func oddsText(nats float64) string {
	switch odds := math.Exp(nats); {
	case odds >= 1000:
		return "over 1000 : 1"
	case odds >= 10:
		return fmt.Sprintf("%.0f : 1", odds)
	default:
		return fmt.Sprintf("%.1f : 1", odds)
	}
}

// seasons names the calendar by which a clock changes.
func seasons(c clock) string {
	changes := 0
	north := 0
	var days []int
	for i := 0; i+1 < len(c); i++ {
		t := time.Unix(c[i].until, 0).UTC()
		changes++
		if (c[i+1].offset > c[i].offset) == (t.Month() < time.July) {
			north++
		}
		if t.Month() == time.March {
			days = append(days, t.Day())
		}
	}
	switch {
	case changes == 0:
		return "no clock changes"
	case 2*north < changes:
		return "the clock changes of the southern half of the world"
	case len(days) > 0 && slices.Min(days) >= 24:
		return "Europe's clock changes"
	case len(days) > 0 && slices.Max(days) <= 14 && slices.Min(days) >= 8:
		return "North America's clock changes"
	}
	return "its country's clock changes"
}
