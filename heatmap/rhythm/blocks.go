package rhythm

import "math"

// The people learnt from write software, mostly in their own time. Somebody with
// fixed hours looks different: a block with steep edges. Such habits are made here,
// because steep edges would otherwise be taken for more than they say: a block names
// its zone only as well as one knows when it begins.
const (
	// blockPart is how much of the model's weight fixed hours have.
	blockPart = 0.15
	// blockStart and blockSpread are when a day at work begins, in hours, as mean
	// and standard deviation.
	blockStart  = 10.0
	blockSpread = 2.0
	// blockShifts is the part of people with fixed hours who work at any other
	// time of the day.
	blockShifts = 0.4
	// blockLong is how many days of eleven hours there are for one of eight.
	blockLong = 0.2
	// blockMist is the part of their presence that may fall anywhere.
	blockMist = 0.12
)

// blockHabits are fixed hours of eight to eleven hours, beginning at every hour.
func blockHabits() (habits []habit, weights []float64) {
	sum := 0.0
	for start := 0.0; start < 24; start++ {
		away := (start - blockStart) / blockSpread
		day := math.Exp(-away*away/2) / (blockSpread * math.Sqrt(2*math.Pi))
		for _, lasts := range []struct{ hours, part float64 }{{8, 1}, {9.5, 1}, {11, blockLong}} {
			for _, off := range []float64{0.02, 0.15} {
				weight := lasts.part * ((1-blockShifts)*day + blockShifts/24)
				habits = append(habits, blockHabit(start, lasts.hours, off))
				weights = append(weights, weight)
				sum += weight
			}
		}
	}
	for i := range weights {
		weights[i] *= blockPart / sum
	}
	return habits, weights
}

// blockHabit is presence from start for length hours with edges of half an hour, a
// dip at half time, and the given part of it on days off.
func blockHabit(start, length, off float64) habit {
	var h habit
	sum := 0.0
	for i := range fine {
		at := math.Mod(float64(i)/2+0.25-start+36, 24) - 12 // hours since the start, −12 to 12
		if at < -4 {
			at += 24
		}
		height := 1/(1+math.Exp(-at/0.35)) - 1/(1+math.Exp(-(at-length)/0.35))
		dip := (at - length/2 + 0.3) / 0.5
		height *= 1 - 0.4*math.Exp(-dip*dip/2)
		h[i], h[fine+i] = height, height
		sum += height
	}
	for i := range fine {
		h[i] = (1-blockMist)*(1-off)*h[i]/sum + blockMist/float64(len(h))
		h[fine+i] = (1-blockMist)*off*h[fine+i]/sum + blockMist/float64(len(h))
	}
	return h
}
