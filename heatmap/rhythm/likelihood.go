package rhythm

import "math"

const (
	kindHours = 24            // bins a kind of day
	bins      = 2 * kindHours // working days, then days off
	fine      = 48            // half hours a day: how finely a habit is shifted
)

// habit is the shape of somebody's presence: over the half hours of a working
// day, then of a day off. It sums to 1.
type habit [2 * fine]float64

// counts is presence by hour of a working day, then of a day off.
type counts [bins]float64

// off names the days off of each kind of weekend, Monday 0.
var weekends = [][7]bool{
	{5: true, 6: true},
	{4: true, 5: true},
}

// fold sums a week into counts.
func (w *week) counts(off [7]bool) *counts {
	var c counts
	for i, v := range w {
		bin := i % 96 / 4
		if off[i/96] {
			bin += kindHours
		}
		c[bin] += v
	}
	return &c
}

// shifted is the habit by hour, of somebody who does everything s half hours later.
func (h *habit) shifted(s int) *counts {
	var c counts
	for kind := range 2 {
		for i := range fine {
			to := ((i+s)%fine + fine) % fine
			c[kind*kindHours+to/2] += h[kind*fine+i]
		}
	}
	return &c
}

// basis is a habit at a shift, with what the likelihood needs of it.
type basis struct {
	prior [bins]float64 // α·q
	lg    [bins]float64 // ln Γ(α·q)
	log   float64       // ln of its weight
}

// timeless is the log likelihood of counts if every hour of the day were alike to the
// actor's habit: how sharp the day is, wherever it lies.
func timeless(c *counts, alpha float64) float64 {
	table := gammaTable()
	each, none := alpha/kindHours, lgamma(table, alpha/kindHours)
	sum, total := 0.0, 0.0
	for i := range kindHours {
		n := c[i] + c[kindHours+i]
		total += n
		sum += lgamma(table, each+n) - none
	}
	return sum - (lgamma(table, alpha+total) - lgamma(table, alpha))
}

// marginal is the log likelihood of counts under a Dirichlet-multinomial whose
// mean is the habit: a person has the habit but for deviations of their own,
// which the data teach as they grow. So phase evidence saturates, while the
// evidence of a clock change, which blurs the person's own habit under a wrong
// clock, does not.
func (b *basis) marginal(c *counts, alpha float64) float64 {
	table := gammaTable()
	sum, total := b.log, 0.0
	for i, n := range c {
		if n > 0 {
			total += n
			sum += lgamma(table, b.prior[i]+n) - b.lg[i]
		}
	}
	return sum - (lgamma(table, alpha+total) - lgamma(table, alpha))
}

// logSum is ln Σ exp(x).
func logSum(x []float64) float64 {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, v)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}
