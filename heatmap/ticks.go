package heatmap

import (
	"math"
	"sort"
)

// A tick is a label under the colour bar. At is its place along the bar, 0 to 1.
type tick struct {
	at    float64
	value float64
	label string
}

// ticks returns about n labelled places on the scale, ascending.
func (s colorScale) ticks(m Measure, n int) []tick {
	var out []tick
	switch s.kind {
	case Quantile:
		for i, v := range s.bounds {
			out = append(out, tick{at: float64(i) / float64(s.classes()), value: v})
		}
	case Log:
		for _, v := range logTicks(s.lo, s.hi, n) {
			out = append(out, tick{at: math.Log(v/s.lo) / math.Log(s.hi/s.lo), value: v})
		}
	default:
		for _, v := range linearTicks(s.lo, s.hi, n, m == Counts || m == "") {
			out = append(out, tick{at: (v - s.lo) / (s.hi - s.lo), value: v})
		}
	}
	for i := range out {
		out[i].label = s.tickLabel(m, out[i].value)
	}
	return out
}

// tickLabel marks the ends of a fixed range beyond which values lie.
func (s colorScale) tickLabel(m Measure, v float64) string {
	label := exact(v)
	if m == Shares {
		label = exact(v*100) + " %"
	}
	switch {
	case s.above && v == s.hi:
		return "≥ " + label
	case s.below && v == s.lo:
		return "≤ " + label
	}
	return label
}

// linearTicks returns about n round values from lo to hi, ends included: a
// range whose end is not round gets it as its last tick. Counts are whole.
func linearTicks(lo, hi float64, n int, counts bool) []float64 {
	step := roundStep((hi - lo) / float64(max(1, n-1)))
	if counts {
		step = math.Max(1, step)
	}
	ticks := []float64{}
	for i := math.Ceil(lo/step - 1e-9); i*step <= hi+step*1e-9; i++ {
		ticks = append(ticks, i*step)
	}
	return withEnd(withStart(ticks, lo, step), hi, step)
}

// withStart puts the start of the range before the ticks, instead of one that is near it.
func withStart(ticks []float64, lo, step float64) []float64 {
	if len(ticks) > 0 && math.Abs(ticks[0]-lo) < step*1e-6 {
		return ticks
	}
	if len(ticks) > 0 && ticks[0]-lo < step/2 && ticks[0] != 0 {
		ticks = ticks[1:]
	}
	return append([]float64{lo}, ticks...)
}

// withEnd puts the end of the range after the ticks, instead of one that is near it.
func withEnd(ticks []float64, hi, step float64) []float64 {
	last := ticks[len(ticks)-1]
	if math.Abs(hi-last) < step*1e-6 {
		return ticks
	}
	if hi-last < step*0.35 && len(ticks) > 1 {
		ticks = ticks[:len(ticks)-1]
	}
	return append(ticks, hi)
}

// roundStep rounds a step to 1, 2, 2.5 or 5 times a power of ten.
func roundStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	switch f := step / power; {
	case f < 1.4:
		return power
	case f < 2.2 || f < 3.5 && power == 1: // no tick at 2.5 events
		return 2 * power
	case f < 3.5:
		return 2.5 * power
	case f < 7.5:
		return 5 * power
	}
	return 10 * power
}

// logTicks returns the ends and, between them, powers of ten, thinned to about
// n; within a decade or two also their multiples by 2 and 5, or by 3.
func logTicks(lo, hi float64, n int) []float64 {
	decades := math.Log10(hi / lo)
	factors := []float64{1}
	switch {
	case decades < 1.5:
		factors = []float64{1, 2, 5}
	case decades < 2.5:
		factors = []float64{1, 3}
	}
	every := max(1, int(math.Ceil(decades/float64(n))))
	ticks := []float64{lo, hi}
	for p := math.Floor(math.Log10(lo)); p <= math.Log10(hi); p++ {
		for _, f := range factors {
			v := f * math.Pow(10, p)
			if int(p)%every == 0 && clearOfEnds(v, lo, hi, decades) {
				ticks = append(ticks, v)
			}
		}
	}
	sort.Float64s(ticks)
	return ticks
}

// clearOfEnds tells whether a tick lies between the ends and far enough from both for
// its label.
func clearOfEnds(v, lo, hi, decades float64) bool {
	gap := math.Pow(10, decades*0.1)
	return v > lo*gap && v < hi/gap
}
