package rhythm

import (
	"math"
	"slices"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// day is one local date of an actor: in which of its hours there was something.
type day struct {
	date  int64 // days since 1970
	hours uint32
}

// daysIn are the dates with events on a zone's clock, in order, those of damaged
// stamps left out.
func daysIn(events *timelog.Histogram, loc *time.Location) []day {
	marks, _ := presence(Events{Histogram: events}.sensible().Histogram)
	if len(marks) == 0 {
		return nil
	}
	c := clockOf(loc, marks[0].at, marks[len(marks)-1].at)
	var days []day
	for _, m := range marks {
		local := m.at + c.at(m.at)
		date, bit := floorDiv(local, daySeconds), uint32(1)<<(floorMod(local, daySeconds)/hourSeconds)
		if n := len(days); n == 0 || days[n-1].date != date {
			days = append(days, day{date: date})
		}
		days[len(days)-1].hours |= bit
	}
	return days
}

// profile sums days: hours of working days, then of days off.
func profile(days []day) *counts {
	var c counts
	for _, d := range days {
		first := 0
		if floorMod(d.date+3, 7) >= 5 {
			first = kindHours
		}
		for h := range kindHours {
			if d.hours>>h&1 == 1 {
				c[first+h]++
			}
		}
	}
	return &c
}

// apart is the distance of two profiles in hours: how far presence must be moved
// round the clock to make one of the other, by kind of day (circular earth mover's
// distance, Rabin, Delon and Gousseau 2009, doi:10.1007/s10851-008-0130-5), and
// twelve hours for what must move between working days and days off.
func apart(a, b *counts) float64 {
	massA, massB := a.sum(0)+a.sum(1), b.sum(0)+b.sum(1)
	if massA == 0 || massB == 0 {
		return 12
	}
	distance := 12 * math.Abs(a.sum(1)/massA-b.sum(1)/massB)
	for kind := range 2 {
		sumA, sumB := a.sum(kind), b.sum(kind)
		if sumA == 0 || sumB == 0 {
			continue
		}
		distance += (sumA/massA + sumB/massB) / 2 * moved(a[kind*kindHours:], b[kind*kindHours:], sumA, sumB)
	}
	return distance
}

// sum is the presence on one kind of day.
func (c *counts) sum(kind int) float64 {
	sum := 0.0
	for _, v := range c[kind*kindHours : (kind+1)*kindHours] {
		sum += v
	}
	return sum
}

// moved is the circular earth mover's distance over 24 hours.
func moved(a, b []float64, sumA, sumB float64) float64 {
	var d [kindHours]float64
	run := 0.0
	for h := range d {
		run += a[h]/sumA - b[h]/sumB
		d[h] = run
	}
	sorted := d
	slices.Sort(sorted[:])
	median := (sorted[kindHours/2-1] + sorted[kindHours/2]) / 2
	sum := 0.0
	for _, v := range d {
		sum += math.Abs(v - median)
	}
	return sum
}
