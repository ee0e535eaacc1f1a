package rhythm

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// strangers are how people who are none of the known stand against these.
type strangers struct {
	by    [][]float64 // standings, sorted, of samples of each of them
	nones []float64   // the part of each one's samples that none of the known fits
	own   int         // how many of them are known actors put to the others; made-up ones follow
	none  float64     // the part of samples that none of the known fits
}

const (
	// strangerSamples is how many samples are drawn of each.
	strangerSamples = 10
	// madeUpStrangers is how many are made up of the habits learnt.
	madeUpStrangers = 42
	// strangerSpread is how far the day of one made up lies from that of one known, as
	// a standard deviation in hours.
	strangerSpread = 1.5
)

// strangersTo puts each of the known to the others, and made-up people to all, as many
// days as the unknown has.
func strangersTo(k kin, unknown []day, opt CompareOptions) *strangers {
	s, levels := new(strangers), k.levels()
	r := rand.New(rand.NewPCG(opt.Seed, 1<<32))
	if len(k) > 1 {
		for i, one := range k {
			s.put(k, i, func() asked {
				sample := one.sample(min(len(unknown), one.days), r)
				return newAsked(&sample, levels, r)
			})
		}
		s.own = len(k)
	}
	habits := readHabits(learned)
	for i := range madeUpStrangers {
		near := k[r.IntN(len(k))].whole
		habit := &habits[i%len(habits)]
		shift := near.middle() - habit.shifted(0).middle() + strangerSpread*r.NormFloat64()
		mean := habit.shifted(int(math.Round(2 * shift)))
		s.put(k, -1, func() asked {
			kept := follow(mean.keptOn(unknown, r))
			return newAsked(&kept, levels, r)
		})
	}
	// Those of the same kind as the known tell best how often none of these is told.
	of := len(s.nones)
	if s.own > 0 {
		of = s.own
	}
	for _, none := range s.nones[:of] {
		s.none += none / float64(of)
	}
	return s
}

// put draws samples of a stranger and puts them to the known but the one of index without.
func (s *strangers) put(k kin, without int, draw func() asked) {
	var by []float64
	none := 0.0
	for range strangerSamples {
		high, no := k.standing(draw(), without)
		by = append(by, high)
		if no {
			none += 1.0 / strangerSamples
		}
	}
	slices.Sort(by)
	s.by, s.nones = append(s.by, by), append(s.nones, none)
}

// middle is the circular mean of the hours.
func (c *counts) middle() float64 {
	sin, cos := 0.0, 0.0
	for i, n := range c {
		angle := 2 * math.Pi * float64(i%kindHours) / kindHours
		sin, cos = sin+n*math.Sin(angle), cos+n*math.Cos(angle)
	}
	return math.Atan2(sin, cos) * kindHours / (2 * math.Pi)
}

// keptOn draws as many hours on each of the days as these have, of somebody with the
// habit.
func (c *counts) keptOn(days []day, r *rand.Rand) []day {
	out := slices.Clone(days)
	for i, d := range days {
		kind := kindOfDate(d.date) * kindHours
		weights := slices.Clone(c[kind : kind+kindHours])
		out[i].hours = 0
		for range bits.OnesCount32(d.hours) {
			sum := 0.0
			for _, w := range weights {
				sum += w
			}
			at, hour := r.Float64()*sum, 0
			for hour < kindHours-1 && at >= weights[hour] {
				at -= weights[hour]
				hour++
			}
			out[i].hours |= 1 << hour
			weights[hour] = 0
		}
	}
	return out
}

// chance is how likely a stranger stands as high: among those known and made up, by
// rank, and among the known by Student's distribution, whichever is higher. The first
// holds whatever the shape of the standings, if strangers are like those asked; the
// second is for few known, whose own kind may be more alike than people in general are.
func (s *strangers) chance(high float64) float64 {
	beyond := 1.0
	for _, by := range s.by {
		at, _ := slices.BinarySearch(by, high)
		beyond += float64(len(by)-at) / float64(len(by))
	}
	return min(1, max(beyond/float64(len(s.by)+1), s.amongKnown(high)))
}

// amongKnown is Student's chance that one more of the known stands as high against the
// others, on a scale that draws far values together.
func (s *strangers) amongKnown(high float64) float64 {
	if s.own < 3 {
		return 0
	}
	scale := func(v float64) float64 { return math.Asinh(v / 2) }
	n, sum, squares := 0.0, 0.0, 0.0
	for _, by := range s.by[:s.own] {
		for _, v := range by {
			n, sum, squares = n+1, sum+scale(v), squares+scale(v)*scale(v)
		}
	}
	mean := sum / n
	spread := math.Sqrt(max(1e-9, squares/n-mean*mean) * float64(s.own) / float64(s.own-1))
	return studentBeyond((scale(high)-mean)/(spread*math.Sqrt(1+1/float64(s.own))), float64(s.own-1))
}

// studentBeyond is the chance that Student's t with so many degrees of freedom exceeds t.
func studentBeyond(t, freedom float64) float64 {
	// With t = √freedom·tan θ the density is that of cos^(freedom−1) θ.
	const steps = 2000
	from := math.Atan(t / math.Sqrt(freedom))
	above, all := 0.0, 0.0
	for i := range steps {
		angle := -math.Pi/2 + math.Pi*(float64(i)+0.5)/steps
		weight := math.Pow(math.Cos(angle), freedom-1)
		all += weight
		if angle >= from {
			above += weight
		}
	}
	return above / all
}
