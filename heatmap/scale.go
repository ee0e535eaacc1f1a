package heatmap

import (
	"fmt"
	"math"
	"sort"
)

// The colour scales: how a cell's value becomes a place on the palette.
const (
	Linear   = "linear"   // in proportion to the value
	Log      = "log"      // by powers; 0 keeps the lowest colour for itself
	Quantile = "quantile" // classes that hold about equally many cells; 0 is a class of its own
)

// quantileClasses is how many classes the cells above zero are cut into at most.
const quantileClasses = 7

// logFloor is where on the palette the smallest positive value of a log scale
// lies: clear of the lowest colour, which means zero.
const logFloor = 0.1

// A colorScale turns values into places 0 to 1 on a palette.
type colorScale struct {
	kind      string
	lo, hi    float64   // of linear and log; lo is positive on a log scale
	bounds    []float64 // of quantile: class i holds bounds[i] <= v < bounds[i+1], the last class its upper bound too
	zero      bool      // log, quantile: the values hold zeros, which have a colour of their own
	above     bool      // a value lies above a fixed Max
	below     bool      // a value lies below a fixed Min
	empty     bool      // there is no value at all
	diverging bool      // the middle of the palette is zero
}

func checkScale(kind string) error {
	switch kind {
	case "", Linear, Log, Quantile:
		return nil
	}
	return fmt.Errorf("heatmap: unknown scale %q: use %s, %s or %s", kind, Linear, Log, Quantile)
}

// newScale fits a scale to the values; NaN is skipped. fixed holds Min and Max,
// both 0 for "from the values".
func newScale(kind string, diverging bool, fixed [2]float64, values []float64) (colorScale, error) {
	if kind == "" {
		kind = Linear
	}
	s := colorScale{kind: kind, diverging: diverging}
	seen := finite(values)
	sort.Float64s(seen)
	s.empty = len(seen) == 0 && fixed == [2]float64{}
	if err := checkFixed(kind, fixed); err != nil {
		return s, err
	}
	if len(seen) > 0 && seen[0] < 0 && kind != Linear {
		return s, fmt.Errorf("heatmap: a %s scale has no place for %v: values below zero need the linear scale", kind, seen[0])
	}
	switch kind {
	case Quantile:
		s.cut(seen)
	case Log:
		s.fitLog(seen, fixed)
	default:
		s.fitLinear(seen, fixed)
	}
	return s, nil
}

func checkFixed(kind string, fixed [2]float64) error {
	lo, hi := fixed[0], fixed[1]
	switch {
	case lo == 0 && hi == 0:
		return nil
	case math.IsNaN(lo) || math.IsInf(lo, 0) || math.IsNaN(hi) || math.IsInf(hi, 0) || lo >= hi:
		return fmt.Errorf("heatmap: the colour range from Min %v to Max %v is empty", lo, hi)
	case kind == Quantile:
		return fmt.Errorf("heatmap: a quantile scale takes its bounds from the cells: Min and Max have no meaning for it")
	case kind == Log && lo < 0:
		return fmt.Errorf("heatmap: a log scale cannot start at Min %v: start at 0 or above", lo)
	}
	return nil
}

// finite returns the values that are numbers, in a slice of their own.
func finite(values []float64) []float64 {
	var out []float64
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			out = append(out, v)
		}
	}
	return out
}

// fitLinear starts at zero, so that the colours keep their proportions; a
// diverging palette reaches equally far to both sides of it.
func (s *colorScale) fitLinear(seen []float64, fixed [2]float64) {
	if len(seen) > 0 {
		s.lo, s.hi = math.Min(0, seen[0]), math.Max(0, seen[len(seen)-1])
	}
	if s.diverging {
		s.hi = math.Max(s.hi, -s.lo)
		s.lo = -s.hi
	}
	s.fix(seen, fixed)
	if s.hi <= s.lo {
		s.hi = s.lo + 1
	}
}

// fitLog runs from the smallest value above zero to the largest.
func (s *colorScale) fitLog(seen []float64, fixed [2]float64) {
	s.lo, s.hi = 1, 1
	positive := sort.Search(len(seen), func(i int) bool { return seen[i] > 0 })
	s.zero = positive > 0
	if positive < len(seen) {
		s.lo, s.hi = seen[positive], seen[len(seen)-1]
	}
	if fixed[0] == 0 && fixed[1] > 0 {
		fixed[0] = math.Min(s.lo, fixed[1]/10)
	}
	s.fix(seen[positive:], fixed)
	if s.hi <= s.lo {
		s.hi = s.lo * 10
	}
}

// fix replaces the bounds by the ones asked for and notes what lies outside.
func (s *colorScale) fix(seen []float64, fixed [2]float64) {
	if fixed == [2]float64{} {
		return
	}
	s.lo, s.hi = fixed[0], fixed[1]
	if len(seen) > 0 {
		s.below, s.above = seen[0] < s.lo, seen[len(seen)-1] > s.hi
	}
}

// cut finds the class bounds: quantiles of the values above zero, without repeats.
func (s *colorScale) cut(seen []float64) {
	positive := sort.Search(len(seen), func(i int) bool { return seen[i] > 0 })
	s.zero = positive > 0
	seen = seen[positive:]
	if len(seen) == 0 {
		return
	}
	for i := 0; i <= quantileClasses; i++ {
		at := seen[i*(len(seen)-1)/quantileClasses]
		if len(s.bounds) == 0 || at > s.bounds[len(s.bounds)-1] {
			s.bounds = append(s.bounds, at)
		}
	}
	if len(s.bounds) == 1 {
		s.bounds = append(s.bounds, s.bounds[0])
	}
}

// at returns the place of a value on the palette, 0 to 1; NaN for NaN.
func (s colorScale) at(v float64) float64 {
	switch {
	case math.IsNaN(v):
		return v
	case s.kind == Quantile:
		return s.class(v)
	case s.kind == Log && v <= 0:
		return 0
	case s.kind == Log:
		t := math.Log(v/s.lo) / math.Log(s.hi/s.lo)
		return logFloor + (1-logFloor)*math.Min(1, math.Max(0, t))
	default:
		return math.Min(1, math.Max(0, (v-s.lo)/(s.hi-s.lo)))
	}
}

// classes is the number of classes above zero of a quantile scale.
func (s colorScale) classes() int { return max(0, len(s.bounds)-1) }

// class returns the place of a value's class: zero at 0, the classes above it
// in equal steps up to 1.
func (s colorScale) class(v float64) float64 {
	n := s.classes()
	if v <= 0 || n == 0 {
		return 0
	}
	i := sort.SearchFloat64s(s.bounds[1:n], v) // first inner bound >= v
	if i < n-1 && s.bounds[i+1] == v {
		i++
	}
	return float64(i+1) / float64(n)
}
