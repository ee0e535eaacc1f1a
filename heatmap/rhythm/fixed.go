package rhythm

import "math"

// Somebody with fixed hours keeps a block: what begins at nine here could be an
// evening shift further west. Nothing in the hours tells the two apart. The answer
// goes by when people work; the interval allows for the same hours kept at any time of
// the day. Clock changes, weekends, holidays and recorded clocks go on telling zones
// apart.
const (
	// fixedTemper and fixedEnough are how much of presence counts in telling a block
	// from the hours of somebody who comes and goes.
	fixedTemper, fixedEnough = 0.4, 200
	// fixedFrom and fixedFull are the log odds at which hours begin to count as fixed,
	// and do: of the people learnt from one in six passes the first with 200 events.
	fixedFrom, fixedFull = -3.5, 0.0
	// fixedElse is the part of people with fixed hours for whom the interval allows
	// any time of the day, fixedPrior how much of the prior it then trusts.
	fixedElse, fixedPrior = 0.8, 0.4
	// strayPart is the part of all people who live at another time of the day than any
	// of those learnt from.
	strayPart = 0.03
)

// fixedness is 1 for hours that a block with steep edges explains better than people's
// habits do, whenever it begins and whenever they rise; 0 for those of somebody who
// comes and goes.
func (m *model) fixedness(z *Zone, marks []mark) float64 {
	c := z.clock.fold(marks).counts(z.off())
	part := fixedTemper / (1 + fixedTemper*total(marks)/fixedEnough)
	var habits, blocks []float64
	for hours := 0; hours < kindHours; hours += 3 {
		turned := c.turned(hours, part)
		for _, b := range m.bases[:m.blocks] {
			habits = append(habits, b.marginal(turned, steadiness)-b.log)
		}
		if hours == 0 {
			for _, b := range m.bases[m.blocks:] {
				blocks = append(blocks, b.marginal(turned, steadiness)-b.log)
			}
		}
	}
	odds := logMean(blocks) - logMean(habits)
	return min(1, max(0, (odds-fixedFrom)/(fixedFull-fixedFrom)))
}

// turned is part of the counts, so many hours later.
func (c *counts) turned(hours int, part float64) *counts {
	var t counts
	for i, v := range c {
		kind, hour := i/kindHours*kindHours, i%kindHours
		t[kind+(hour+hours)%kindHours] = part * v
	}
	return &t
}

func logMean(x []float64) float64 { return logSum(x) - math.Log(float64(len(x))) }

// anytime is what the hours say of each zone if the given part of people may keep them
// at any time of the day.
func anytime(zones []*Zone, part float64) []float64 {
	var by [kindHours][]float64
	for _, z := range zones {
		hour := floorMod(int64(math.Round(z.Offset)), kindHours)
		by[hour] = append(by[hour], z.activity)
	}
	var hours []float64
	for _, activities := range by {
		if activities != nil {
			hours = append(hours, logMean(activities))
		}
	}
	out, lnHere, lnElse := make([]float64, len(zones)), math.Log(1-part), math.Log(part)
	elsewhere := logMean(hours) + lnElse
	for i, z := range zones {
		out[i] = logSum([]float64{z.activity + lnHere, elsewhere})
	}
	return out
}
