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
	// blur is how far truth lies from a zone's mean offset, as a standard deviation in
	// hours: people travel, and may be asked about by their most frequent offset.
	blur = 0.35
	// caution is the part of the evidence and of the prior that intervals are made of:
	// people unlike those learnt from are to be expected.
	caution = 0.6
	// openMass and fixedMass are the parts of the posterior so doubted that hold the
	// truth 80 times of 100 and a few more, for people who come and go and for fixed hours.
	openMass, fixedMass = 0.42, 0.82
)

// offsetOf decides on an offset and an interval; fixed is how far the hours are those
// of a fixed block.
func offsetOf(zones []*Zone, level, fixed float64) Offset {
	best := bestOffset(zones)
	low, high := shortest(zones, doubted(zones, fixed), massOf(level, fixed))
	return Offset{Best: best, Low: min(low, best), High: max(high, best), Level: level}
}

// massOf is the part of the doubted posterior that an interval of a level holds.
func massOf(level, fixed float64) float64 {
	outside := (1-fixed)*(1-openMass) + fixed*(1-fixedMass) // at the level of 0.8
	return 1 - math.Pow(outside, math.Log(1-level)/math.Log(0.2))
}

// doubted is the posterior that the interval is made of: people unlike those learnt
// from are to be expected, so that everything counts only in part, and when they eat and
// which days they have off not at all; and fixed hours may be kept at any time of the day.
func doubted(zones []*Zone, fixed float64) []float64 {
	open, block := make([]float64, len(zones)), make([]float64, len(zones))
	any := anytime(zones, fixedElse)
	for i, z := range zones {
		told := z.recorded + z.dual + z.holidays
		open[i] = caution*(z.prior+z.activity+z.season+z.holidays) + z.recorded + z.dual
		block[i] = fixedPrior*z.prior + any[i] + z.season + told
	}
	sumOpen, sumBlock := logSum(open), logSum(block)
	for i := range zones {
		open[i] = (1-fixed)*math.Exp(open[i]-sumOpen) + fixed*math.Exp(block[i]-sumBlock)
	}
	return open
}

const (
	// usualPart is the part of answers that will be asked about the most frequent
	// offset and not the mean one, nearby how far from a zone's mean offset somebody's
	// may lie who travels, in hours.
	usualPart, nearby = 0.25, 0.1
	// An answer within an hour is worth 1, within two secondBest more; each hour that it
	// is off costs a little, and being exact is worth a little.
	secondBest, eachHour, exact = 0.7, 0.1, 0.1
)

// truth is an offset that may be right.
type truth struct{ at, mass float64 }

// bestOffset maximises what an answer is worth, on average over the posterior: between
// zones about equally likely, an answer that is within an hour of both.
func bestOffset(zones []*Zone) float64 {
	var truths []truth
	for _, z := range zones {
		if z.Probability < 1e-4 {
			continue
		}
		for _, away := range []float64{-1.5, -0.5, 0.5, 1.5} {
			truths = append(truths, truth{z.Offset + away*nearby, z.Probability * (1 - usualPart) / 4})
		}
		truths = append(truths, truth{float64(z.Usual) / hourSeconds, z.Probability * usualPart})
	}
	best, most := 0.0, math.Inf(-1)
	for i := range int((mostOffset-leastOffset)/offsetStep) + 1 {
		at, worth := leastOffset+float64(i)*offsetStep, 0.0
		for _, t := range truths {
			worth += t.mass * worthOf(math.Abs(t.at-at))
		}
		if worth > most+1e-12 {
			best, most = at, worth
		}
	}
	return math.Round(best*100) / 100
}

// worthOf is what an answer that is wrong by so many hours is worth.
func worthOf(wrong float64) float64 {
	worth := -eachHour * wrong
	if wrong < 2+1e-9 {
		worth += secondBest + exact*math.Exp(-8*wrong*wrong)
		if wrong < 1+1e-9 {
			worth++
		}
	}
	return worth
}

// evenNormal are points that a standard normal distribution makes equally likely.
var evenNormal = func() (points [25]float64) {
	for i := range points {
		points[i] = math.Sqrt2 * math.Erfinv((2*float64(i)+1)/float64(len(points))-1)
	}
	return points
}()

// shortest is the shortest interval of offsets that holds the given mass of what
// is likely of each zone.
func shortest(zones []*Zone, likely []float64, mass float64) (low, high float64) {
	type piece struct{ at, mass float64 }
	var pieces []piece
	for i, z := range zones {
		for _, away := range evenNormal {
			pieces = append(pieces, piece{z.Offset + away*blur, likely[i] / float64(len(evenNormal))})
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
