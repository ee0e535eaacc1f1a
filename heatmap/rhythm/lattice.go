package rhythm

import (
	"math"
	"slices"
)

// Lattice is a rhythm of the clock: events that come at the same place of every
// period, such as 0 to 6 seconds after each quarter of an hour.
type Lattice struct {
	// Period in seconds.
	Period int64
	// Phase and Width are where in the period the events lie, in seconds:
	// [Phase, Phase+Width), round the end of the period if need be.
	Phase, Width int64
	// Events that lie there beyond what chance would put there.
	Events int
	// From and To are the first and the last instant it was seen, in Unix seconds.
	From, To int64
}

// periods are what schedulers are set to, in seconds, longest first: an hourly
// job lies on the lattice of a minute too, and the longest period names it best.
var periods = [...]int64{86400, 43200, 21600, 14400, 10800, 7200, 3600, 1800, 1200, 900, 720, 600, 300, 240, 180, 120, 60, 30}

const (
	leastPlaces  = 24   // places of a period, or a peak has no surroundings
	latticeMost  = 6    // lattices taken from one series
	latticePart  = 0.04 // of the events that a lattice must hold
	latticeLeast = 12   // events that it must hold
	latticeSigma = 7    // standard deviations beyond chance: many places are tried
)

// latticesOf finds the lattices in sorted instants and returns the events that
// lie on none.
func latticesOf(instants []int64) (found []Lattice, rest []int64) {
	rest = instants
	sample, grain := thinned(instants), grainOf(instants)
	each := float64(len(instants)) / float64(max(1, len(sample)))
	for len(found) < latticeMost {
		best := Lattice{}
		for _, period := range append(ownPeriods(rest), periods[:]...) {
			if period < leastPlaces*grain {
				continue
			}
			if l := latticeAt(sample, period, grain); better(l, best) {
				best = l
			}
		}
		if best.Events == 0 {
			return found, rest
		}
		sample, rest = best.without(sample), best.without(rest)
		best.Events = int(float64(best.Events) * each)
		found = append(found, best)
	}
	return found, rest
}

// latticeSample is how many instants are searched for lattices: where a lattice lies
// shows in any part of it.
const latticeSample = 100_000

// thinned takes every so-many-th instant of long series.
func thinned(instants []int64) []int64 {
	step := (len(instants) + latticeSample - 1) / latticeSample
	if step <= 1 {
		return instants
	}
	out := make([]int64, 0, len(instants)/step+1)
	for i := 0; i < len(instants); i += step {
		out = append(out, instants[i])
	}
	return out
}

// better prefers the lattice with clearly more events, and of about equals the
// one with the longer period.
func better(l, than Lattice) bool {
	a, b := float64(l.Events), float64(than.Events)
	if l.Period > than.Period {
		return a > 0 && a >= 0.9*b
	}
	return a > 1.12*b
}

// grainOf is the finest step in which the instants were written: 60 if all are
// whole minutes, 900 for quarters of an hour, else 1.
func grainOf(instants []int64) int64 {
	for _, grain := range []int64{daySeconds, hourSeconds, 1800, quarterSeconds, 600, 300, 60, 30, 10} {
		whole := func(t int64) bool { return floorMod(t, grain) != floorMod(instants[0], grain) }
		if len(instants) > 0 && !slices.ContainsFunc(instants, whole) {
			return grain
		}
	}
	return 1
}

// ownPeriods are gaps that the series itself repeats: the most frequent ones.
func ownPeriods(instants []int64) []int64 {
	times := map[int64]int{}
	for i := 1; i < len(instants); i++ {
		if gap := instants[i] - instants[i-1]; gap >= 30 && gap <= 7*daySeconds {
			times[gap]++
		}
	}
	best, most := int64(0), 0
	for gap, n := range times {
		if n > most || n == most && gap < best {
			best, most = gap, n
		}
	}
	if most < latticeLeast || slices.Contains(periods[:], best) {
		return nil
	}
	return []int64{best}
}

// latticeAt looks for a narrow place of the period with far more events than its
// surroundings have.
func latticeAt(instants []int64, period, grain int64) Lattice {
	width := max(grain, min(period/60, 10))
	n := int(period / width)
	places, latest, all := make([]int, n), int64(-1), 0
	for _, t := range instants {
		// What comes together, once: thirty commits in ten seconds are no rhythm.
		if moment := floorDiv(t, width); moment != latest {
			places[min(int(floorMod(t, period)/width), n-1)]++
			latest = moment
			all++
		}
	}
	peak := 0
	for i, c := range places {
		if c > places[peak] {
			peak = i
		}
	}
	expected := surroundings(places, peak)
	limit := expected + latticeSigma*math.Sqrt(expected) + latticePart*float64(all)
	if c := float64(places[peak]); c < limit/3 || c < latticeLeast/3 {
		return Lattice{}
	}
	first, last := grown(places, peak, expected)
	inside := 0
	for i := first; i <= last; i++ {
		inside += places[(i+n)%n]
	}
	chance := expected * float64(last-first+1)
	excess := float64(inside) - chance
	if excess < latticeLeast || excess < latticePart*float64(all) || excess < latticeSigma*math.Sqrt(chance+1) {
		return Lattice{}
	}
	l := Lattice{Period: period, Phase: floorMod(int64(first)*width, period), Width: int64(last-first+1) * width, Events: int(excess)}
	return l.over(instants)
}

// surroundings is the mean of the places around the peak, within a sixth of the
// period to each side and without its neighbours: people have peaks too, but wide ones.
func surroundings(places []int, peak int) float64 {
	n, sum, seen := len(places), 0, 0
	reach := max(6, n/6)
	for d := 3; d <= reach && 2*d < n; d++ {
		sum += places[(peak+d)%n] + places[(peak-d+n)%n]
		seen += 2
	}
	return float64(sum) / float64(max(1, seen))
}

// grown widens the peak to its neighbours while they hold clearly more than the
// surroundings, two at most to each side.
func grown(places []int, peak int, expected float64) (first, last int) {
	n := len(places)
	floor := max(2*expected+3*math.Sqrt(expected), 0.1*float64(places[peak]))
	first, last = peak, peak
	for first > peak-2 && float64(places[(first-1+n)%n]) > floor {
		first--
	}
	for last < peak+2 && float64(places[(last+1)%n]) > floor {
		last++
	}
	return first, last
}

// holds tells whether an instant lies on the lattice.
func (l Lattice) holds(unix int64) bool {
	return floorMod(unix-l.Phase, l.Period) < l.Width
}

// over finds from when to when the lattice was seen, from the densest stretch:
// where its places were filled more often than one time in five hundred.
func (l Lattice) over(instants []int64) Lattice {
	var on []int64
	for _, t := range instants {
		if l.holds(t) {
			on = append(on, t)
		}
	}
	lone := max(40*l.Period, 2*daySeconds) // a wider gap than this parts strays from the run
	from, best := 0, 0
	for i := 1; i <= len(on); i++ {
		if i < len(on) && on[i]-on[i-1] <= lone {
			continue
		}
		if n := i - from; n > best {
			best, l.From, l.To = n, on[from], on[i-1]
		}
		from = i
	}
	if l.To-l.From < latticeLeast/2*l.Period {
		return Lattice{}
	}
	return l
}

// without is the instants that are not on the lattice while it ran.
func (l Lattice) without(instants []int64) []int64 {
	rest := make([]int64, 0, len(instants))
	for _, t := range instants {
		if t < l.From || t > l.To || !l.holds(t) {
			rest = append(rest, t)
		}
	}
	return rest
}
