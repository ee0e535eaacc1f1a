package rhythm

import (
	"math"
	"sync"
)

// everybody foretells hours as people in general keep them: the habits learnt, at
// whatever time of the day, in steps of two hours.
type everybody struct{ logs []counts }

// peopleInGeneral is made when first needed.
var peopleInGeneral = sync.OnceValue(func() *everybody {
	e := new(everybody)
	for _, h := range readHabits(learned) {
		for s := 0; s < fine; s += 4 {
			c := h.shifted(s)
			for i, v := range c {
				c[i] = math.Log(v)
			}
			e.logs = append(e.logs, *c)
		}
	}
	return e
})

// evidence is the log likelihood of counts, each counting in part.
func (e *everybody) evidence(c *counts) float64 {
	var at [bins]int
	var by [bins]float64
	n := 0
	for i, v := range c {
		if v > 0 {
			at[n], by[n] = i, kinTemper*v
			n++
		}
	}
	sums := make([]float64, len(e.logs))
	for m := range e.logs {
		log, sum := &e.logs[m], 0.0
		for k := range n {
			sum += by[k] * log[at[k]]
		}
		sums[m] = sum
	}
	return logSum(sums) - math.Log(float64(len(sums)))
}
