package rhythm

import (
	"math"
	"sync"
)

// The table of ln Γ holds 256 steps an octave from 2^-20 to 2^20. Straight
// lines between them are off by less than 2e-6·x, far below what one hour of
// presence says.
const (
	gammaLow   = -20
	gammaHigh  = 20
	gammaSteps = 256
)

// gammaTable is made when first needed: a quarter of a millisecond.
var gammaTable = sync.OnceValue(func() []float64 {
	table := make([]float64, (gammaHigh-gammaLow)*gammaSteps+1)
	for i := range table {
		octave, step := i/gammaSteps, i%gammaSteps
		x := math.Ldexp(1+float64(step)/gammaSteps, gammaLow+octave)
		table[i], _ = math.Lgamma(x)
	}
	return table
})

// lgamma is ln Γ(x), from the table where x lies within.
func lgamma(table []float64, x float64) float64 {
	bits := math.Float64bits(x)
	place := int64(bits>>44) - (1023+gammaLow)*gammaSteps
	if place < 0 || place >= int64(len(table)-1) {
		v, _ := math.Lgamma(x)
		return v
	}
	part := float64(bits&(1<<44-1)) * (1.0 / (1 << 44))
	return table[place] + part*(table[place+1]-table[place])
}
