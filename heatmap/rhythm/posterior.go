package rhythm

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
)

// Zone is a clock that the actor may live by.
type Zone struct {
	// Name is the IANA zone, the one with the most people where several share the
	// clock.
	Name string
	// Others are further candidates that showed the same time at every instant
	// observed, so that no time stamp can tell them apart.
	Others []string
	// Offset is what the clock was ahead of UTC, in hours, as a mean over the
	// events: with clock changes it lies between its values.
	Offset float64
	// Usual is the offset that was in force at most of the events, in seconds.
	Usual int
	// Probability is its part of the posterior, 0 to 1.
	Probability float64

	clock clock
	ahead []int64 // what the clock was ahead of UTC in each span, in seconds
	prior float64 // ln of the prior, not normalised
	// What each channel adds, in nats. Season is that of the clock changes.
	activity, weekend, season, lunch, recorded, dual, holidays float64
	// The hours' likelihood with Saturday and Sunday off and with Friday and Saturday;
	// and how usual the latter is there.
	saturdays, fridays, fridayPrior float64
	days                            []Holidays
}

// located is a candidate with its rules loaded.
type located struct {
	candidate
	loc *time.Location
}

// fridayPart is the part of people there for whom Friday is off.
func (c candidate) fridayPart() float64 {
	if c.fridays() {
		return fridaysAmong
	}
	return fridaysElsewhere
}

// atlas loads the rules of all candidates when first needed: a few milliseconds.
var atlas = sync.OnceValue(func() []located {
	var all []located
	for _, c := range candidates() {
		loc, err := time.LoadLocation(c.name)
		if err != nil {
			panic("rhythm: " + err.Error()) // package timelog embeds the zones
		}
		all = append(all, located{c, loc})
	}
	return all
})

// zonesOver groups the candidates by what their clocks showed from first to last.
func zonesOver(first, last int64) []*Zone {
	var zones []*Zone
	index := map[string]int{}
	weights := []float64{}
	for _, place := range atlas() {
		c := clockOf(place.loc, first, last)
		key := c.key()
		i, known := index[key]
		if !known {
			i = len(zones)
			index[key] = i
			zones = append(zones, &Zone{Name: place.name, clock: c})
			weights = append(weights, place.weight)
			zones[i].prior, zones[i].fridayPrior = place.weight, place.weight*place.fridayPart()
			continue
		}
		z := zones[i]
		if place.weight > weights[i] {
			weights[i] = place.weight
			z.Name, z.Others = place.name, append(z.Others, z.Name)
		} else {
			z.Others = append(z.Others, place.name)
		}
		z.prior += place.weight
		z.fridayPrior += place.weight * place.fridayPart()
	}
	for _, z := range zones {
		z.fridayPrior /= z.prior
		z.prior = priorPower * math.Log(z.prior)
	}
	return zones
}

const (
	// priorPower is how much of the prior of where people live counts. People who leave
	// stamps crowd a little more than its weights say: those learnt from are foretold
	// best by 1.1 to 1.3.
	priorPower = 1.1
	// fridaysAmong is the part of people for whom Friday is off where that is usual.
	fridaysAmong = 0.7
	// fridaysElsewhere is the same for other places.
	fridaysElsewhere = 0.005
)

// weigh is the channel of the hours themselves, the log likelihood of presence on
// the zone's clock, less what any clock with the same changes would reach: that is
// the business of the clock changes' own channel. part is how much of it counts, 0
// to 1, and how much of the dips in it.
func (z *Zone) weigh(m *model, spans []span, part, dips float64) {
	w := foldSpans(spans, z.ahead)
	saturdays := m.evidence(w.counts(weekends[0]), m.temper*part)
	fridays := m.evidence(w.counts(weekends[1]), m.temper*part)
	z.activity = logSum([]float64{saturdays, fridays}) - math.Ln2
	// Which two days are off, and how usual that is there.
	z.saturdays, z.fridays = saturdays, fridays
	z.weekend = logSum([]float64{saturdays + math.Log(1-z.fridayPrior), fridays + math.Log(z.fridayPrior)}) - z.activity
	z.lunch = w.lunch(z.off(), dips)
}

// off are the days off: Saturday and Sunday, or Friday and Saturday if these fit better.
func (z *Zone) off() [7]bool {
	if z.fridays > z.saturdays {
		return weekends[1]
	}
	return weekends[0]
}

// hours is what the hours alone say for a zone, beside the prior.
func (z *Zone) hours() float64 { return z.activity + z.weekend + z.lunch + z.season }

// settle turns the channels of all zones into probabilities, the best first.
func settle(zones []*Zone) {
	logs := make([]float64, len(zones))
	for i, z := range zones {
		logs[i] = z.prior + z.hours() + z.recorded + z.dual + z.holidays
	}
	total := logSum(logs)
	for i, z := range zones {
		z.Probability = math.Exp(logs[i] - total)
	}
	slices.SortStableFunc(zones, func(a, b *Zone) int {
		return cmp.Or(cmp.Compare(b.Probability, a.Probability), strings.Compare(a.Name, b.Name))
	})
}
