package rhythm

import (
	"math"
	"slices"
)

// Spread describes the times between successive events.
type Spread struct {
	// Times is the number of gaps that are not zero.
	Times int
	// Median, in seconds, and the middle half's bounds.
	Median, Low, High float64
	// Burstiness is (σ−μ)/(σ+μ) corrected for finite samples: −1 periodic, 0
	// Poisson, above 0.3 as people are (Goh and Barabási 2008,
	// doi:10.1209/0295-5075/81/48002; the correction is Kim and Jo 2016,
	// doi:10.1103/PhysRevE.94.032311).
	Burstiness float64
	// Regularity is RITA's time score: half the symmetry of the gaps (1 − |Bowley|)
	// and half how close they stay to their median (1 − MAD/median), 0 to 1.
	Regularity float64
}

// spreadOf measures the gaps between sorted instants, in seconds.
func spreadOf(instants []int64) Spread {
	s := Spread{}
	var sum, squares float64
	eachGap(instants, func(gap float64) {
		s.Times++
		sum += gap
		squares += gap * gap
	})
	if s.Times < 4 {
		return s
	}
	mean := sum / float64(s.Times)
	s.Burstiness = burstiness(s.Times, mean, math.Sqrt(max(0, squares/float64(s.Times)-mean*mean)))
	gaps := someOf(instants, s.Times)
	slices.Sort(gaps)
	s.Low, s.Median, s.High = quantile(gaps, 0.25), quantile(gaps, 0.5), quantile(gaps, 0.75)
	s.Regularity = (1-math.Abs(bowley(s)))/2 + max(0, 1-deviation(gaps, s.Median)/s.Median)/2
	return s
}

// eachGap calls f for the gaps between instants that are not at once.
func eachGap(instants []int64, f func(gap float64)) {
	for i := 1; i < len(instants); i++ {
		if gap := instants[i] - instants[i-1]; gap > 0 {
			f(float64(gap))
		}
	}
}

// gapSample is how many gaps quartiles are taken of: more do not sharpen them.
const gapSample = 100_000

// someOf takes every so-many-th of the gaps, of which there are so many. The step is
// odd, so that rhythms of two or four gaps are not seen by one of them only.
func someOf(instants []int64, times int) []float64 {
	step, i := times/gapSample|1, 0
	some := make([]float64, 0, times/step+1)
	eachGap(instants, func(gap float64) {
		if i%step == 0 {
			some = append(some, gap)
		}
		i++
	})
	return some
}

// bowley is the skewness of the quartiles; 0 where RITA sets it to 0, because the
// middle half is narrower than ten seconds or the median is one of its bounds.
func bowley(s Spread) float64 {
	if s.High-s.Low < 10 || s.Median == s.Low || s.Median == s.High {
		return 0
	}
	return (s.High + s.Low - 2*s.Median) / (s.High - s.Low)
}

// deviation is the median absolute deviation from the median.
func deviation(sorted []float64, median float64) float64 {
	away := make([]float64, len(sorted))
	for i, v := range sorted {
		away[i] = math.Abs(v - median)
	}
	slices.Sort(away)
	return quantile(away, 0.5)
}

// quantile interpolates in a sorted slice that is not empty.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// burstiness is −1 for even gaps, 0 for chance and towards 1 for bursts (Goh and
// Barabási 2008, doi:10.1209/0295-5075/81/48002), corrected for short series (Kim and Jo
// 2016, doi:10.1103/PhysRevE.94.032311).
func burstiness(gaps int, mean, deviation float64) float64 {
	n, r := float64(gaps), deviation/mean
	return (math.Sqrt(n+1)*r - math.Sqrt(n-1)) / ((math.Sqrt(n+1)-2)*r + math.Sqrt(n-1))
}

// ritaStyle is a score of regularity between 0 and 1 after RITA v5
// (github.com/activecm/rita), from its published formulas and without the part
// that needs sizes: the mean of regular gaps, of duration and of an even histogram.
func ritaStyle(s Spread, hours []int64, by [24]float64) float64 {
	return (s.Regularity + duration(hours) + evenness(by)) / 3
}

// duration is the larger of the part of hours covered and the longest run of
// hours in twelve, if six hours at least were seen.
func duration(hours []int64) float64 {
	if len(hours) < 6 {
		return 0
	}
	run, longest := 1, 1
	for i := 1; i < len(hours); i++ {
		if hours[i] == hours[i-1]+1 {
			run++
		} else {
			run = 1
		}
		longest = max(longest, run)
	}
	covered := float64(len(hours)) / float64(hours[len(hours)-1]-hours[0]+1)
	return min(1, max(covered, float64(longest)/12))
}

// evenness is 1 less the coefficient of variation over the 24 hours, at least 0.
func evenness(by [24]float64) float64 {
	mean, variance := 0.0, 0.0
	for _, v := range by {
		mean += v / 24
	}
	if mean == 0 {
		return 0
	}
	for _, v := range by {
		variance += (v - mean) * (v - mean) / 24
	}
	return max(0, 1-math.Sqrt(variance)/mean)
}
