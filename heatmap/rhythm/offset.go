package rhythm

import (
	"cmp"
	"math"
	"slices"
)

// Offset says how far ahead of UTC the actor's clock is, in hours, as a mean
// over the events where it changes with the seasons.
type Offset struct {
	// Best is the offset around which most of the posterior lies.
	Best float64
	// Low and High bound the interval.
	Low, High float64
	// Level is how often an interval so made holds the truth, 0.8 unless asked
	// otherwise.
	Level float64
}

const (
	// The offset is sought between those of Baker Island and of Kiritimati.
	leastOffset, mostOffset = -12.0, 14.0
	// offsetStep is the resolution of the answer, in hours.
	offsetStep = 0.05
	// blur is how far truth may lie from a zone's mean offset: people travel.
	blur = 0.4
	// strictness relates the posterior mass of an interval to how often it holds
	// the truth: with the people left out, mass 0.58 holds it 80 to 87 times of 100, in
	// small samples and large.
	strictness = 0.72
	// doubt is the part of what an interval leaves out that it still leaves out for
	// fixed hours, which are taken for more than they say.
	doubt = 0.35
)

// offsetOf decides on an offset and an interval; fixed is how far the hours are those
// of a fixed block.
func offsetOf(zones []*Zone, level, fixed float64) Offset {
	best := bestOffset(zones)
	mass := (1-fixed)*level*strictness + fixed*(1-doubt*(1-level))
	low, high := shortest(zones, mass)
	return Offset{Best: best, Low: min(low, best), High: max(high, best), Level: level}
}

// bestOffset maximises what an answer is worth, on average over the posterior.
func bestOffset(zones []*Zone) float64 {
	best, most := 0.0, math.Inf(-1)
	for i := range int((mostOffset-leastOffset)/offsetStep) + 1 {
		at, worth := leastOffset+float64(i)*offsetStep, 0.0
		for _, z := range zones {
			if z.Probability > 1e-4 {
				worth += z.Probability * worthOf(math.Abs(z.Offset-at))
			}
		}
		if worth > most+1e-12 {
			best, most = at, worth
		}
	}
	return math.Round(best*100) / 100
}

// worthOf is what an answer that is wrong by so many hours is worth: most of it
// within an hour, some within two, a little more for being exact, and a penalty
// for every hour.
func worthOf(wrong float64) float64 {
	within := func(hours float64) float64 { return 1 / (1 + math.Exp((wrong-hours-0.25)*6)) }
	return within(1) + 0.7*within(2) + 0.3*math.Exp(-8*wrong*wrong) - 0.1*wrong
}

// shortest is the shortest interval of offsets that holds the given mass.
func shortest(zones []*Zone, mass float64) (low, high float64) {
	type piece struct{ at, mass float64 }
	var pieces []piece
	for _, z := range zones {
		usual := float64(z.Usual) / hourSeconds
		for _, at := range []float64{z.Offset - blur, z.Offset, z.Offset + blur, usual, usual} {
			pieces = append(pieces, piece{at, z.Probability / 5})
		}
	}
	slices.SortFunc(pieces, func(a, b piece) int { return cmp.Compare(a.at, b.at) })
	low, high = leastOffset, mostOffset
	within, next := 0.0, 0
	for _, p := range pieces {
		for next < len(pieces) && within < mass {
			within += pieces[next].mass
			next++
		}
		if within < mass {
			break
		}
		if width := pieces[next-1].at - p.at; width < high-low {
			low, high = p.at, pieces[next-1].at
		}
		within -= p.mass
	}
	return math.Round(low*20) / 20, math.Round(high*20) / 20
}
