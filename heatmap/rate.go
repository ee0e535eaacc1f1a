package heatmap

import (
	"fmt"
	"math"
)

// A Measure says which number of a cell is meant. The empty Measure is Counts.
type Measure string

// The measures of a cell.
const (
	Counts Measure = "count" // events
	Rates  Measure = "rate"  // events an observed hour
	Shares Measure = "share" // part of all events, 0 to 1
)

// Unit is the measure's unit for an axis or a colour bar.
func (m Measure) Unit() string {
	switch m {
	case Rates:
		return "events per observed hour"
	case Shares:
		return "share of events"
	default:
		return "events"
	}
}

// check tells whether the measure is one of the three.
func (m Measure) check() error {
	switch m {
	case "", Counts, Rates, Shares:
		return nil
	}
	return fmt.Errorf("heatmap: unknown measure %q: use count, rate or share", string(m))
}

// observed tells whether the cell was observed at all.
func (g *Grid) observed(day, hour int) bool {
	return g.Hours[day][hour] > 0 || g.Counts[day][hour] > 0
}

// Value returns a cell's measure: weekday 0 (Monday) to 6, hour 0 to 23. A cell
// that was never observed is NaN, which is not the same as 0. In a grid filled
// by hand, without observed hours, a rate is NaN everywhere.
func (g *Grid) Value(m Measure, day, hour int) float64 {
	switch {
	case m == Rates:
		if g.Hours[day][hour] == 0 {
			return math.NaN()
		}
		return float64(g.Counts[day][hour]) / g.Hours[day][hour]
	case !g.observed(day, hour) && !g.byHand():
		return math.NaN()
	case m == Shares:
		if g.Events == 0 {
			return math.NaN()
		}
		return float64(g.Counts[day][hour]) / float64(g.Events)
	default:
		return float64(g.Counts[day][hour])
	}
}

// byHand tells whether somebody filled Counts without events behind it: then
// every cell counts as observed.
func (g *Grid) byHand() bool { return g.source == nil && g.Events > 0 }

// Rate returns the events an observed hour of the cell; NaN when it was never observed.
func (g *Grid) Rate(day, hour int) float64 { return g.Value(Rates, day, hour) }

// Share returns the cell's part of all events, 0 to 1; NaN when the cell was
// never observed or there are no events.
func (g *Grid) Share(day, hour int) float64 { return g.Value(Shares, day, hour) }

// Matrix returns a measure of all cells: 7 rows, Monday first, of 24 hours, NaN
// where nothing was observed.
func (g *Grid) Matrix(m Measure) [Days][Hours]float64 {
	var out [Days][Hours]float64
	for d := range out {
		for h := range out[d] {
			out[d][h] = g.Value(m, d, h)
		}
	}
	return out
}

// ByWeekday returns the events of each weekday, Monday first: the row totals.
func (g *Grid) ByWeekday() [Days]int64 {
	var sum [Days]int64
	for d, row := range g.Counts {
		for _, n := range row {
			sum[d] += n
		}
	}
	return sum
}

// ByHour returns the events of each hour of the day, 0 to 23: the column totals.
func (g *Grid) ByHour() [Hours]int64 {
	var sum [Hours]int64
	for _, row := range g.Counts {
		for h, n := range row {
			sum[h] += n
		}
	}
	return sum
}

// HoursByWeekday returns the real hours observed on each weekday, Monday first.
func (g *Grid) HoursByWeekday() [Days]float64 {
	var sum [Days]float64
	for d, row := range g.Hours {
		for _, n := range row {
			sum[d] += n
		}
	}
	return sum
}

// HoursByHour returns the real hours observed at each hour of the day.
func (g *Grid) HoursByHour() [Hours]float64 {
	var sum [Hours]float64
	for _, row := range g.Hours {
		for h, n := range row {
			sum[h] += n
		}
	}
	return sum
}

// A Week says which cells somebody works: weekdays From to To of the days
// listed. The zero Week is Monday to Friday, 9 to 18 o'clock.
type Week struct {
	// Days are the working days, Monday 0 to Sunday 6; empty means Monday to Friday.
	Days []int
	// From and To bound the working hours [From, To); both 0 means 9 to 18.
	From, To int
}

// Holds tells whether a cell lies inside the working week. A night shift, with
// From after To, wraps around midnight and keeps the weekday of each hour.
func (w Week) Holds(day, hour int) bool {
	from, to := w.hours()
	inHours := from <= hour && hour < to
	if from > to {
		inHours = hour >= from || hour < to
	}
	if !inHours {
		return false
	}
	if len(w.Days) == 0 {
		return day < 5
	}
	for _, d := range w.Days {
		if d == day {
			return true
		}
	}
	return false
}

// hours returns the bounds with the default filled in.
func (w Week) hours() (from, to int) {
	if w.From == 0 && w.To == 0 {
		return 9, 18
	}
	return w.From, w.To
}

// ShareIn returns the part of the events that falls inside the working week,
// 0 to 1; NaN without events.
func (g *Grid) ShareIn(w Week) float64 {
	if g.Events == 0 {
		return math.NaN()
	}
	var n int64
	for d, row := range g.Counts {
		for h, c := range row {
			if w.Holds(d, h) {
				n += c
			}
		}
	}
	return float64(n) / float64(g.Events)
}
