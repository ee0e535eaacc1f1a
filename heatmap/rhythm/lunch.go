package rhythm

import (
	"fmt"
	"math"
)

// Many people's working day has a dip when they eat, about one, and again about seven.
// The habits learnt from are too smooth to show it, so that it is a channel of its own.
// It is a weak one, for many eat at the desk: the best offset heeds it, the interval does
// not. Somebody who works at night has a break, too.
const (
	// lunchAt and lunchSpread are when people eat at midday, in hours, as mean and standard
	// deviation; supperAt and supperSpread when they do in the evening, which supperPart
	// of the dips are.
	lunchAt, lunchSpread   = 13.0, 0.5
	supperAt, supperSpread = 19.0, 1.0
	supperPart             = 0.35
	// lunchDepth is what is left of presence in the hour of a dip, shoulderDepth in the
	// half hours beside it.
	lunchDepth, shoulderDepth = 0.7, 0.8
	// lunchTemper is how much presence counts, which is damped already, lunchers the part
	// of people whose dips are those of meals.
	lunchTemper, lunchers = 1.2, 0.75
	// lunchTold is the logarithm of the odds from which a dip is spoken of.
	lunchTold = 0.5
)

// mealtimes are how likely a dip's middle is at each half hour of the day, 00:30 first.
var mealtimes = func() (m [fine]float64) {
	var lunch, supper [fine]float64
	noon, evening := 0.0, 0.0
	for i := range m {
		at := float64(i+1) / 2
		lunch[i] = math.Exp(-math.Pow((at-lunchAt)/lunchSpread, 2) / 2)
		supper[i] = math.Exp(-math.Pow((at-supperAt)/supperSpread, 2) / 2)
		noon, evening = noon+lunch[i], evening+supper[i]
	}
	for i := range m {
		m[i] = (1-supperPart)*lunch[i]/noon + supperPart*supper[i]/evening
	}
	return m
}()

// lunch is the channel: how much likelier the dips of a working day are if people's meals
// make them than if they lie anywhere, as a logarithm; of presence only the given part counts.
func (w *week) lunch(off [7]bool, part float64) float64 {
	dips := w.dips(off, part)
	meals, anywhere := make([]float64, fine), make([]float64, fine)
	for i, d := range dips {
		meals[i], anywhere[i] = d+math.Log(mealtimes[i]), d-math.Log(fine)
	}
	return math.Log(1 - lunchers + lunchers*math.Exp(logSum(meals)-logSum(anywhere)))
}

// dips are how well the four hours about each half hour of the working day, 00:30
// first, are told by a dip in their middle, against a straight line from their first
// hour to their last, as log likelihood ratios.
func (w *week) dips(off [7]bool, part float64) (dips [fine]float64) {
	var by [fine]float64
	for i, v := range w {
		if !off[i/96] {
			by[i%96/2] += v
		}
	}
	shape := [...]float64{1, 1, shoulderDepth, lunchDepth, lunchDepth, shoulderDepth, 1, 1}
	for i := range dips {
		var seen [len(shape)]float64
		for k := range seen {
			seen[k] = by[(i+k-3+fine)%fine]
		}
		before, after := (seen[0]+seen[1]+0.5)/2, (seen[6]+seen[7]+0.5)/2
		straight, dipping, all := 0.0, 0.0, 0.0
		for k, depth := range shape {
			line := before + (after-before)*float64(k)/float64(len(shape)-1)
			straight, dipping = straight+line, dipping+line*depth
			dips[i] += seen[k] * math.Log(depth)
			all += seen[k]
		}
		dips[i] = lunchTemper * part * (dips[i] - all*math.Log(dipping/straight))
		less, more := min(seen[0]+seen[1], seen[6]+seen[7]), max(seen[0]+seen[1], seen[6]+seen[7])
		if seen[3]+seen[4] >= less || less < more/4 { // an edge of the day
			dips[i] = min(0, dips[i])
		}
	}
	return dips
}

func lunchOf(z *Zone) float64 { return z.lunch }

// deciding is the clear dip that has most to do with what lunch says: one at a mealtime
// if it speaks for the zone, the clearest if not; −1 if there is none.
func deciding(dips [fine]float64, weight float64) int {
	at, most := -1, lunchTold
	for i, d := range dips {
		if d >= most && (weight <= 0 || mealAt(i) != noMeal) {
			at, most = i, d
		}
	}
	return at
}

// lunchSays tells of the dip that decides.
func lunchSays(f *Finding) Evidence {
	best := f.Zones[0]
	e := Evidence{Channel: "lunch", Offset: favourite(f.Zones, lunchOf).Offset, Weight: over(f.Zones, lunchOf)}
	at := deciding(best.clock.fold(f.marks).dips(best.off(), f.trust()), e.Weight)
	if at < 0 {
		e.Says = "No clear dip in the working day tells when a meal is eaten."
		return e
	}
	e.Says = fmt.Sprintf("On %s time the working day dips about %s–%s, %s.", best.Name, clockText(at), clockText(at+2), mealAt(at))
	for _, z := range f.Zones {
		if z.lunch > best.lunch+lunchTold {
			e.Says += fmt.Sprintf(" Meals fit %s time better.", z.Name)
			break
		}
	}
	return e
}

// noMeal says that people do not eat at a dip.
const noMeal = "when few people eat"

// mealAt says whether people eat at a dip.
func mealAt(at int) string {
	switch hour := float64(at+1) / 2; {
	case math.Abs(hour-lunchAt) <= 2*lunchSpread:
		return "when people have lunch"
	case math.Abs(hour-supperAt) <= 1.5*supperSpread:
		return "when people have supper"
	}
	return noMeal
}
