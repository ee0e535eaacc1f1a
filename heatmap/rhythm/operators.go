package rhythm

import (
	"fmt"
	"math"
)

// Operators says whether one person could keep these hours. It never counts
// heads: three people in one office look like one.
type Operators struct {
	// Shifts is 1 for hours that one person can keep, 2 for two or more shifts, 0
	// when there is too little to say or no person at all.
	Shifts int
	// HandOver is where one shift ends and the next begins, "16:00", on the best
	// zone's clock; empty with one.
	HandOver []string
	// Says it in a sentence.
	Says string
}

// operators judges how many there may be, on the best clock.
func (f *Finding) operators(c clock) Operators {
	if f.Automation.weekly && f.Verdict == Human {
		return Operators{Shifts: 2, Says: "Consistent with two or more shifts: on working days no part of the day is quiet."}
	}
	return operatorsOf(f.marks, c, f.Verdict)
}

// operatorsOf judges from presence on the best clock.
func operatorsOf(marks []mark, c clock, verdict Verdict) Operators {
	if verdict == Automated || verdict == NotEnough {
		return Operators{Says: "Too little, or no person, to judge how many."}
	}
	busy, sleepless := sleeplessDays(marks, c)
	blocks := blocksOf(marks, c)
	switch {
	case busy >= 5 && sleepless >= 3 && float64(sleepless) >= 0.25*float64(busy):
		return Operators{Shifts: 2, HandOver: blocks.edges(), Says: fmt.Sprintf(
			"Consistent with two or more shifts: on %d of %d busy days no stretch of six hours is free.", sleepless, busy)}
	case blocks.apart >= 6 && blocks.gain > 10:
		return Operators{Shifts: 2, HandOver: blocks.edges(), Says: fmt.Sprintf(
			"Consistent with two or more shifts, or with one person who works twice a day: two blocks %.0f hours apart.", blocks.apart)}
	}
	if busy == 0 {
		return Operators{Shifts: 1, Says: "Consistent with one person. A team that keeps the same hours looks alike."}
	}
	return Operators{Shifts: 1, Says: fmt.Sprintf("Consistent with one person: a stretch of six hours is free on %d of %d busy days. A team that keeps the same hours looks alike.", busy-sleepless, busy)}
}

// sleeplessDays counts the local days, from noon to noon, with at least eight
// hours of presence, and those of them on which no six hours in a row are free.
func sleeplessDays(marks []mark, c clock) (busy, sleepless int) {
	day, hours, longest, last := int64(math.MinInt64), 0, int64(0), int64(0)
	close := func() {
		longest = max(longest, (day+1)*24+12-last-1)
		if hours >= 8 {
			busy++
			if longest < 6 {
				sleepless++
			}
		}
	}
	i := 0
	for _, m := range marks {
		for i < len(c)-1 && m.at >= c[i].until {
			i++
		}
		hour := floorDiv(m.at+c[i].offset, hourSeconds)
		noon := floorDiv(hour-12, 24)
		if noon != day {
			if hours > 0 {
				close()
			}
			day, hours, longest, last = noon, 0, 0, noon*24+11
		}
		if hour != last {
			hours++
			longest = max(longest, hour-last-1)
			last = hour
		}
	}
	if hours > 0 {
		close()
	}
	return busy, sleepless
}

// blocks are two von Mises components fitted to the hours of the working days.
type blocks struct {
	mean, kappa, weight [2]float64
	apart               float64 // hours between their centres, on the circle
	gain                float64 // how much BIC prefers two to one
}

// blocksOf fits one and two components by EM to presence by quarter hour.
func blocksOf(marks []mark, c clock) blocks {
	w := c.fold(marks)
	on := workedDays(w)
	var quarters [96]float64
	n := 0.0
	for i, v := range w {
		if on[i/96] {
			quarters[i%96] += v
			n += v
		}
	}
	one := fitBlocks(&quarters, 1)
	two := fitBlocks(&quarters, 2)
	// Hours of a day hang together: only their tempered number counts.
	gain := 2*temper*(two.gain-one.gain) - 3*math.Log(math.Max(2, temper*n))
	two.gain = gain
	d := math.Abs(two.mean[0]-two.mean[1]) * 12 / math.Pi
	two.apart = min(d, 24-d)
	if min(two.weight[0], two.weight[1]) < 0.25 || min(two.kappa[0], two.kappa[1]) < 1.2 {
		two.gain = 0
	}
	return two
}

// fitBlocks runs EM; gain is the log likelihood.
func fitBlocks(quarters *[96]float64, k int) blocks {
	b := blocks{mean: [2]float64{2.4, 5.2}, kappa: [2]float64{2, 2}, weight: [2]float64{0.5, 0.5}}
	if k == 1 {
		b.weight = [2]float64{1, 0}
	}
	for range 60 {
		var mass, cos, sin [2]float64
		b.gain = 0
		for i, n := range quarters {
			if n == 0 {
				continue
			}
			angle := 2 * math.Pi * (float64(i) + 0.5) / 96
			var density [2]float64
			for j := range k {
				density[j] = b.weight[j] * vonMises(angle-b.mean[j], b.kappa[j])
			}
			sum := density[0] + density[1] + 1e-12
			b.gain += n * math.Log(sum)
			for j := range k {
				r := n * density[j] / sum
				mass[j] += r
				cos[j] += r * math.Cos(angle)
				sin[j] += r * math.Sin(angle)
			}
		}
		total := mass[0] + mass[1]
		for j := range k {
			if mass[j] < 1e-9 || total == 0 {
				continue
			}
			b.weight[j] = mass[j] / total
			b.mean[j] = math.Atan2(sin[j], cos[j])
			b.kappa[j] = concentration(math.Hypot(sin[j], cos[j]) / mass[j])
		}
	}
	return b
}

// concentration is κ of a mean resultant length, by Banerjee et al. 2005 (JMLR 6).
func concentration(r float64) float64 {
	r = min(r, 0.99)
	return math.Max(0.05, r*(2-r*r)/(1-r*r))
}

// vonMises is the density at an angle from the mean; I₀ by its series.
func vonMises(angle, kappa float64) float64 {
	term, bessel := 1.0, 1.0
	for i := 1; i < 120 && term > 1e-12*bessel; i++ {
		half := kappa / 2 / float64(i)
		term *= half * half
		bessel += term
	}
	return math.Exp(kappa*math.Cos(angle)) / (2 * math.Pi * bessel)
}

// edges are the two half hours at which the blocks are equally dense.
func (b blocks) edges() []string {
	var out []string
	heavier := func(i int) bool {
		angle := 2 * math.Pi * float64(i) / fine
		return b.weight[0]*vonMises(angle-b.mean[0], b.kappa[0]) > b.weight[1]*vonMises(angle-b.mean[1], b.kappa[1])
	}
	for i := range fine {
		if heavier(i) != heavier(i+1) {
			out = append(out, clockText(i+1))
		}
	}
	return out
}
