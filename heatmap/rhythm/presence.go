package rhythm

import (
	"math"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

const (
	quarterSeconds = 900
	hourSeconds    = 3600
	daySeconds     = 24 * hourSeconds
	weekSeconds    = 7 * daySeconds
	// 1970-01-01, Unix time zero, was a Thursday: three days after a Monday.
	epochDay = 3 * daySeconds
)

// mark is a quarter of an hour in which the actor was there.
type mark struct {
	at     int64   // Unix seconds of its start
	weight float64 // its part of the hour's presence, damped by the day's
	events float64 // in it
}

// presence is when the actor was there, whatever the number of events: a hundred
// messages within one hour say no more about somebody's clock than one. An hour
// counts once, shared among its quarters that hold events; and a day with h such
// hours counts h^damp in all, because its hours follow from each other.
//
// That is right for a person. In the log of a crowd nearly every hour holds somebody,
// so that only the number of events still has a shape: there they count, to the same sum.
func presence(events *timelog.Histogram) (marks []mark, crowd bool) {
	events.Each(func(unix, events int64) {
		quarter := unix - floorMod(unix, quarterSeconds)
		if n := len(marks); n > 0 && marks[n-1].at == quarter {
			marks[n-1].weight += float64(events) // before 1972 events are kept by the second
			marks[n-1].events += float64(events)
			return
		}
		marks = append(marks, mark{quarter, float64(events), float64(events)})
	})
	crowd = crowded(marks)
	before := append([]mark(nil), marks...)
	share(marks)
	dampen(marks)
	if crowd {
		scale(before, total(marks)/total(before))
		return before, true
	}
	return marks, false
}

// crowdedFrom is the number of hours with events, on a mean day that has any, from
// which a log is more than one person's: of the people learnt from the busiest
// keeps four.
const crowdedFrom = 5.5

func crowded(marks []mark) bool {
	hours, days := 0, 0
	eachRun(marks, hourSeconds, func([]mark) { hours++ })
	eachRun(marks, daySeconds, func([]mark) { days++ })
	return float64(hours) > crowdedFrom*float64(days)
}

func total(marks []mark) float64 {
	sum := 0.0
	for _, m := range marks {
		sum += m.weight
	}
	return sum
}

func scale(marks []mark, factor float64) {
	for i := range marks {
		marks[i].weight *= factor
	}
}

// share gives each quarter its part of the hour.
func share(marks []mark) {
	eachRun(marks, hourSeconds, func(hour []mark) {
		for i := range hour {
			hour[i].weight = 1 / float64(len(hour))
		}
	})
}

// dampen lowers the weight of busy days.
func dampen(marks []mark) {
	eachRun(marks, daySeconds, func(day []mark) {
		hours := 0.0
		for _, m := range day {
			hours += m.weight
		}
		factor := math.Pow(hours, damp-1)
		for i := range day {
			day[i].weight *= factor
		}
	})
}

// eachRun calls f for the marks of each period of the given length, aligned to UTC.
func eachRun(marks []mark, seconds int64, f func([]mark)) {
	for len(marks) > 0 {
		period, n := floorDiv(marks[0].at, seconds), 1
		for n < len(marks) && floorDiv(marks[n].at, seconds) == period {
			n++
		}
		f(marks[:n])
		marks = marks[n:]
	}
}

func floorDiv(a, b int64) int64 {
	return (a - floorMod(a, b)) / b
}

func floorMod(a, b int64) int64 {
	if m := a % b; m < 0 {
		return m + b
	} else {
		return m
	}
}
