package rhythm

import "math"

// Somebody with fixed hours keeps a block: what begins at nine here could be an
// evening shift further west. Nothing in the hours tells the two apart, so that for
// such a block the likelihood is mixed with that of work at other times of the day,
// and the interval is widened. Clock changes, weekends, holidays and recorded clocks
// go on telling zones apart.
const (
	// fixedFrom and fixedFull are the parts of presence in the busiest twelve hours of
	// the day at which hours begin to count as fixed, and do.
	fixedFrom, fixedFull = 0.85, 0.90
	// fixedElse is the part of people with fixed hours who may keep them at another
	// time of the day than others do, fixedSpread how far from it, as a standard
	// deviation in hours.
	fixedElse, fixedSpread = 0.5, 7.0
)

// fixedness is 1 for hours that lie within half of the day, 0 for those of somebody
// who comes and goes.
func fixedness(marks []mark) float64 {
	var by [fine]float64
	sum := 0.0
	for _, m := range marks {
		by[floorMod(m.at, daySeconds)/1800] += m.weight
		sum += m.weight
	}
	inside := 0.0
	for i := range fine / 2 {
		inside += by[i]
	}
	most := inside
	for i := range fine {
		inside += by[(i+fine/2)%fine] - by[i]
		most = max(most, inside)
	}
	if sum == 0 {
		return 0
	}
	return min(1, max(0, (most/sum-fixedFrom)/(fixedFull-fixedFrom)))
}

// allowShifts mixes each zone's likelihood with those of the same hours kept earlier
// or later: what a clock further east or west says of them.
func allowShifts(zones []*Zone, fixed float64) {
	if fixed == 0 {
		return
	}
	top := math.Inf(-1)
	for _, z := range zones {
		top = max(top, z.activity)
	}
	var by, n [24]float64
	for _, z := range zones {
		hour := floorMod(int64(math.Round(z.Offset)), 24)
		by[hour] += math.Exp(z.activity - top)
		n[hour]++
	}
	for i := range by {
		by[i] /= max(1, n[i])
	}
	var kernel [24]float64
	sum := 0.0
	for i := range kernel {
		hours := float64(min(i, 24-i)) / fixedSpread
		kernel[i] = math.Exp(-hours * hours / 2)
		sum += kernel[i]
	}
	for _, z := range zones {
		hour, elsewhere := floorMod(int64(math.Round(z.Offset)), 24), 0.0
		for i, k := range kernel {
			elsewhere += k / sum * by[(int(hour)+i)%24]
		}
		z.activity = top + math.Log((1-fixed*fixedElse)*math.Exp(z.activity-top)+fixed*fixedElse*elsewhere)
	}
}
