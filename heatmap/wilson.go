package heatmap

import "math"

// An Interval is a share with its uncertainty: Count of Total events, and the
// bounds between which the share behind them lies with the stated confidence. The
// zero Interval says nothing: 0 of 0.
type Interval struct {
	Count, Total int64
	// Share is Count/Total, 0 to 1; NaN without events.
	Share float64
	// Low and High bound the share; 0 and 1 without events.
	Low, High float64
}

// normal95 is the 97.5 % point of the standard normal distribution, for
// intervals of 95 %.
const normal95 = 1.959963984540054

// Wilson returns the share count/total with its 95 % score interval, which
// unlike the textbook's p ± 1.96 √(p(1−p)/n) stays inside 0 to 1 and holds its
// level for small numbers too (Wilson 1927, doi:10.1080/01621459.1927.10502953;
// Brown, Cai and DasGupta 2001, doi:10.1214/ss/1009213286).
//
// It takes the events for independent. People work in bursts, so that the true
// interval is wider: read it as the least uncertainty there is. A count outside
// 0 to total is a programmer's mistake and gives NaN.
func Wilson(count, total int64) Interval {
	in := Interval{Count: count, Total: total, Share: math.NaN(), High: 1}
	if total <= 0 {
		return in
	}
	if count < 0 || count > total {
		in.Low, in.High = math.NaN(), math.NaN()
		return in
	}
	n, p, z := float64(total), float64(count)/float64(total), normal95
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	in.Share, in.Low, in.High = p, math.Max(0, middle-half), math.Min(1, middle+half)
	if count == 0 {
		in.Low = 0 // exactly, without the rounding of the square root
	}
	if count == total {
		in.High = 1
	}
	return in
}

// IntervalIn returns the part of the events that falls inside the working week,
// with its Wilson interval.
func (g *Grid) IntervalIn(w Week) Interval {
	var n int64
	for d, row := range g.Counts {
		for h, c := range row {
			if w.Holds(d, h) {
				n += c
			}
		}
	}
	return Wilson(n, g.Events)
}
