package rhythm

import (
	"math"
)

// Verdict says who keeps the hours.
type Verdict string

// The verdicts.
const (
	Human     Verdict = "human"      // the hours of somebody, or of people who keep the same
	Mixed     Verdict = "mixed"      // part of the events comes from a machine
	Automated Verdict = "automated"  // no hours of people are left, or never were
	NotEnough Verdict = "not enough" // too little to say
)

const (
	// Fewer hours of presence or days than these say nothing of anybody's habits.
	leastHours = 30
	leastDays  = 10
	// automatedFrom and mixedFrom are the parts of the events on lattices from
	// which a series counts as automated, or as mixed.
	automatedFrom = 0.85
	mixedFrom     = 0.08
)

// Automation is what the timing says about machines.
type Automation struct {
	// Verdict as in Finding.
	Verdict Verdict
	// Part of the events that lies on lattices, 0 to 1.
	Part float64
	// Lattices are the rhythms found, the one with most events first.
	Lattices []Lattice
	// Spread describes the gaps.
	Spread Spread
	// RITAStyle is a score of regularity, 0 to 1, as beacon hunters use it.
	RITAStyle float64
	// Quietest is the part of presence in the quietest six hours of the day: 0.25
	// for a flat series, a few hundredths for people who sleep.
	Quietest float64
	// Rest is the part of days, among those that hold at least three hours of
	// presence, on which a gap of four hours was seen.
	Rest float64
	// Seconds and Minutes are the chances that second of the minute and minute of
	// the hour are as uneven as this, or more, if any were alike (χ², 59 degrees of
	// freedom); NaN where there are too few events or no seconds.
	Seconds, Minutes float64
	// Why lists what decided, one sentence each.
	Why []string

	rest   []int64 // the instants on no lattice
	weekly bool    // the week has two quiet days, and the day no quiet hours
}

// automationOf judges sorted instants.
func automationOf(instants []int64) *Automation {
	a := &Automation{Seconds: math.NaN(), Minutes: math.NaN(), rest: instants}
	if len(instants) == 0 {
		a.Verdict = NotEnough
		return a
	}
	a.Spread = spreadOf(instants)
	a.Lattices, a.rest = latticesOf(instants)
	a.Part = 1 - float64(len(a.rest))/float64(len(instants))
	hours, by := presenceHours(instants)
	a.RITAStyle = ritaStyle(a.Spread, hours, by)
	a.Quietest, a.Rest = quietest(by), restOf(hours)
	a.weekly = a.flat(len(hours)) && quietDays(hours) < quietDaysMost
	grain := grainOf(instants)
	if grain < 60 {
		a.Seconds = evenChance(instants, 60, 1)
	}
	if grain < hourSeconds {
		a.Minutes = evenChance(instants, hourSeconds, 60)
	}
	a.decide(len(hours))
	return a
}

// decide comes to a verdict and says why.
func (a *Automation) decide(hours int) {
	flat := a.flat(hours)
	switch {
	case a.Part >= automatedFrom:
		a.Verdict = Automated
	case flat && !a.weekly && (a.Spread.Burstiness < 0.25 || a.Spread.Regularity > 0.65):
		a.Verdict = Automated
	case a.beacon(hours):
		a.Verdict = Automated
	case a.Part >= mixedFrom || flat && !a.weekly:
		a.Verdict = Mixed
	default:
		a.Verdict = Human
	}
	a.explain(flat)
}

// flat tells whether no part of the day is quiet, beyond chance.
func (a *Automation) flat(hours int) bool {
	chance := math.Sqrt(0.25 * 0.75 / math.Max(1, float64(hours)))
	return hours >= leastHours && a.Quietest > 0.25-0.04-1.5*chance
}

// beacon tells whether the gaps are those of a timer with jitter: nearly all of
// about the same length, far steadier than people are.
func (a *Automation) beacon(hours int) bool {
	s := a.Spread
	if s.Times < 20 || s.Regularity < 0.8 || s.Burstiness > 0.3 {
		return false
	}
	if s.Median > 12*hourSeconds { // somebody who comes once a day is that steady, to some hours
		return s.High < 1.06*s.Low
	}
	return s.High < 2*s.Low && (a.Quietest > 0.1 || hours < 24)
}

// quietDaysMost is the part of presence in the emptiest two days of the week below
// which these are days off: two sevenths is what machines leave there.
const quietDaysMost = 0.14

// quietDays is the part of presence in the emptiest 48 hours in a row of the week; 1
// for less than three weeks.
func quietDays(hours []int64) float64 {
	if len(hours) < 100 || hours[len(hours)-1]-hours[0] < 3*7*24 {
		return 1
	}
	var by [7 * 24]float64
	for _, h := range hours {
		by[floorMod(h, 7*24)]++
	}
	inside := 0.0
	for _, v := range by[:48] {
		inside += v
	}
	least := inside
	for i := range by {
		inside += by[(i+48)%len(by)] - by[i]
		least = min(least, inside)
	}
	return least / float64(len(hours))
}

// presenceHours lists the hours with events, in hours since 1970, and sums them by
// hour of the UTC day.
func presenceHours(instants []int64) (hours []int64, by [24]float64) {
	for _, t := range instants {
		h := floorDiv(t, hourSeconds)
		if n := len(hours); n > 0 && hours[n-1] == h {
			continue
		}
		hours = append(hours, h)
		by[floorMod(h, 24)]++
	}
	return hours, by
}

// quietest is the part of the emptiest six hours in a row.
func quietest(by [24]float64) float64 {
	total, least := 0.0, math.Inf(1)
	for _, v := range by {
		total += v
	}
	for from := range 24 {
		sum := 0.0
		for i := range 6 {
			sum += by[(from+i)%24]
		}
		least = min(least, sum)
	}
	return least / math.Max(total, 1)
}

// restOf is the part of busy days, from one UTC noon to the next and to the one
// after, that hold a gap of four hours or more.
func restOf(hours []int64) float64 {
	days, rested := 0, 0
	for i := 0; i < len(hours); {
		day, n, rest := floorDiv(hours[i], 24), 0, false
		last := day*24 - 1
		for ; i < len(hours) && floorDiv(hours[i], 24) == day; i++ {
			rest = rest || hours[i]-last > 4
			last = hours[i]
			n++
		}
		rest = rest || day*24+24-last > 4
		if n >= 3 {
			days++
			if rest {
				rested++
			}
		}
	}
	if days == 0 {
		return 1
	}
	return float64(rested) / float64(days)
}

// evenChance is the chance of χ² over 60 places of a period, by Wilson and
// Hilferty's approximation; NaN with fewer than five events a place.
func evenChance(instants []int64, period, width int64) float64 {
	const places = 60
	if len(instants) < 5*places {
		return math.NaN()
	}
	var counts [places]float64
	for _, t := range instants {
		counts[floorMod(t, period)/width]++
	}
	mean, chi := float64(len(instants))/places, 0.0
	for _, c := range counts {
		chi += (c - mean) * (c - mean) / mean
	}
	const df = places - 1
	z := (math.Cbrt(chi/df) - (1 - 2.0/(9*df))) / math.Sqrt(2.0/(9*df))
	return math.Erfc(z/math.Sqrt2) / 2
}
