package rhythm

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// Work is a working day as the hours show it, on one zone's clock.
type Work struct {
	// Zone is the clock it is told on.
	Zone string
	// Days are the short English names of the days worked, Monday first.
	Days []string
	// From and To bound the hours in which the actor is there more often than on
	// average, on the working days: "10:00", "19:00". To is before From if the day
	// passes midnight.
	From, To string
	// Share is the part of all presence that lies within, 0 to 1.
	Share float64
	// Break is a dip within, "13:00–14:00", empty if there is none to speak of.
	Break string
	// Quiet is the emptiest six hours of the day, "01:00–07:00".
	Quiet string
	// Kind says what day it would be: "day", "evening", "night" or "early".
	Kind string

	from, to int // half hours of the day; to may pass 48
}

// String is the working day in a line.
func (w Work) String() string {
	if len(w.Days) == 0 {
		return "no working day"
	}
	text := fmt.Sprintf("%s, %s–%s", dayRange(w.Days), w.From, w.To)
	if w.Break != "" {
		text += ", break about " + w.Break
	}
	return fmt.Sprintf("%s (%.0f %% inside; quiet %s)", text, 100*w.Share, w.Quiet)
}

// dayRange writes days in a row as "Mon–Fri".
func dayRange(days []string) string {
	if len(days) < 3 {
		return strings.Join(days, ", ")
	}
	from := slices.Index(heatmap.DayNames[:], days[0])
	for i, d := range days {
		if from+i >= heatmap.Days || heatmap.DayNames[from+i] != d {
			return strings.Join(days, ", ")
		}
	}
	return days[0] + "–" + days[len(days)-1]
}

// dayOff is the part of the busiest days' presence below which a day is off.
const dayOff = 0.45

// workOf reads the working day off the presence on a zone's clock.
func workOf(z *Zone, marks []mark) Work {
	w := z.clock.fold(marks)
	on := workedDays(w)
	var halves [fine]float64
	total := 0.0
	for i, v := range w {
		total += v
		if on[i/96] {
			halves[i%96/2] += v
		}
	}
	out := Work{Zone: z.Name}
	for d, worked := range on {
		if worked {
			out.Days = append(out.Days, heatmap.DayNames[d])
		}
	}
	smooth := smoothed(halves)
	out.from, out.to = busiest(smooth)
	inside := 0.0
	for i := out.from; i < out.to; i++ {
		inside += halves[i%fine]
	}
	if total > 0 {
		out.Share = math.Round(1000*inside/total) / 1000
	}
	out.From, out.To = clockText(out.from), clockText(out.to)
	out.Break = breakOf(smooth, out.from, out.to)
	quiet := emptiest(smooth)
	out.Quiet = clockText(quiet) + "–" + clockText(quiet+12)
	out.Kind = kindOf(out.from, out.to)
	return out
}

// workedDays are the days with at least a good part of the presence that the
// third busiest has: one wild day does not turn the others into weekends.
func workedDays(w *week) [7]bool {
	var sums [7]float64
	for i, v := range w {
		sums[i/96] += v
	}
	sorted := slices.Sorted(slices.Values(sums[:]))
	var on [7]bool
	for d, v := range sums {
		on[d] = v > 0 && v >= dayOff*sorted[4]
	}
	return on
}

// smoothed blends each half hour with its neighbours.
func smoothed(h [fine]float64) [fine]float64 {
	for range 2 {
		var s [fine]float64
		for i := range h {
			s[i] = h[(i+fine-1)%fine]/4 + h[i]/2 + h[(i+1)%fine]/4
		}
		h = s
	}
	return h
}

// busiest is the circular stretch that exceeds the day's mean by most in sum.
func busiest(h [fine]float64) (from, to int) {
	mean := 0.0
	for _, v := range h {
		mean += v / fine
	}
	most := 0.0
	for start := range fine {
		sum := 0.0
		for n := 1; n < fine; n++ {
			sum += h[(start+n-1)%fine] - mean
			if sum > most+1e-12 {
				most, from, to = sum, start, start+n
			}
		}
	}
	return from, to
}

// emptiest is where the six hours with least presence begin.
func emptiest(h [fine]float64) int {
	best, least := 0, math.Inf(1)
	for start := range fine {
		sum := 0.0
		for n := range 12 {
			sum += h[(start+n)%fine]
		}
		if sum < least-1e-12 {
			best, least = start, sum
		}
	}
	return best
}

// breakOf finds a dip of a tenth at least below both the hours before and after,
// in the middle part of the working day.
func breakOf(h [fine]float64, from, to int) string {
	best, deepest := -1, 0.9
	for i := from + 4; i < to-4; i++ {
		before, after := 0.0, 0.0
		for d := 2; d <= 4; d++ {
			before = max(before, h[(i-d+fine)%fine])
			after = max(after, h[(i+d)%fine])
		}
		if ratio := h[i%fine] / min(before, after); ratio < deepest {
			best, deepest = i, ratio
		}
	}
	if best < 0 {
		return ""
	}
	first := best - 1
	if h[(best+1)%fine] <= h[(best-1+fine)%fine] {
		first = best
	}
	return clockText(first) + "–" + clockText(first+2)
}

// kindOf names the working day by where its middle lies.
func kindOf(from, to int) string {
	switch middle := (from + to) / 2 % fine; {
	case middle >= 22 && middle < 34: // 11:00 to 17:00
		return "day"
	case middle >= 34 && middle < 42:
		return "evening"
	case middle >= 12 && middle < 22:
		return "early"
	default:
		return "night"
	}
}

// clockText writes a half hour of the day as "09:30".
func clockText(half int) string {
	half = (half%fine + fine) % fine
	return fmt.Sprintf("%02d:%02d", half/2, half%2*30)
}

// rivals are the working days on the next best clocks that differ by an hour or more.
func rivals(zones []*Zone, marks []mark) []Work {
	var out []Work
	told := []float64{zones[0].Offset}
	for _, z := range zones[1:] {
		near := func(offset float64) bool { return math.Abs(offset-z.Offset) < 0.75 }
		if len(out) == 3 || z.Probability < 0.01 {
			break
		}
		if !slices.ContainsFunc(told, near) {
			told = append(told, z.Offset)
			out = append(out, workOf(z, marks))
		}
	}
	return out
}
