package rhythm

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Likeness is how well an unknown actor's hours are those of a known one.
type Likeness struct {
	// Label of the known actor.
	Label string
	// Distance in hours, see Comparison.
	Distance float64
	// Fit is how often weeks of the known actor are as far from the others of the
	// same actor as the unknown is: about even between 0 and 1 for the same actor,
	// near 0 for another.
	Fit float64
}

// Ranking says which of several known actors an unknown one resembles.
type Ranking struct {
	// Unknown is its label.
	Unknown string
	// Known are all of them, the likeliest first.
	Known []Likeness
	// None tells that the unknown is none of these: even the best fits worse than 19
	// of 20 samples of its own do.
	None bool
}

// noneBelow is the fit below which the best is not good enough.
const noneBelow = 0.05

// Rank compares an unknown actor with known ones. That several fit is usual:
// people share hours.
func Rank(unknown Actor, known []Actor, opt CompareOptions) (*Ranking, error) {
	sets, opt, err := daysOfAll(append([]Actor{unknown}, known...), opt)
	if err != nil {
		return nil, err
	}
	ranking := &Ranking{Unknown: unknown.Label, None: true}
	for i, days := range sets[1:] {
		r := rand.New(rand.NewPCG(opt.Seed, uint64(i)+2))
		like := likeness(sets[0], days, opt.Permutations, r)
		like.Label = known[i].Label
		ranking.None = ranking.None && like.Fit <= noneBelow
		ranking.Known = append(ranking.Known, like)
	}
	slices.SortStableFunc(ranking.Known, func(a, b Likeness) int {
		return cmp.Or(cmp.Compare(b.Fit, a.Fit), cmp.Compare(a.Distance, b.Distance))
	})
	return ranking, nil
}

// likeness draws whole weeks of the known actor, as many days as the unknown has or
// half of what there is, and measures how far they lie from the rest. Weeks,
// because the days of one resemble each other more than those of a year.
func likeness(unknown, known []day, times int, r *rand.Rand) Likeness {
	weeks := weeksOf(known)
	like := Likeness{Distance: apart(profile(unknown), profile(known))}
	size := min(len(unknown), len(known)/2)
	beyond := 0
	for range times {
		r.Shuffle(len(weeks), func(i, j int) { weeks[i], weeks[j] = weeks[j], weeks[i] })
		var sample, rest []day
		for _, w := range weeks {
			if len(sample) < size {
				sample = append(sample, w...)
			} else {
				rest = append(rest, w...)
			}
		}
		if len(rest) == 0 {
			sample, rest = known[:size], known[size:]
		}
		other := unknown
		if len(unknown) > len(sample) { // as many of the unknown's, or its larger sample would seem nearer
			from := r.IntN(len(unknown) - len(sample) + 1)
			other = unknown[from : from+len(sample)]
		}
		against := profile(rest)
		if apart(profile(sample), against) >= apart(profile(other), against) {
			beyond++
		}
	}
	like.Fit = float64(beyond+1) / float64(times+1)
	return like
}

// weeksOf parts days by calendar week.
func weeksOf(days []day) [][]day {
	var weeks [][]day
	for i := 0; i < len(days); {
		week, from := floorDiv(days[i].date+3, 7), i
		for i < len(days) && floorDiv(days[i].date+3, 7) == week {
			i++
		}
		weeks = append(weeks, days[from:i])
	}
	return weeks
}

// String lists the five likeliest.
func (r *Ranking) String() string {
	var b strings.Builder
	if r.None {
		fmt.Fprintf(&b, "%s is none of these: even the best fits worse than 19 of 20 samples of its own.\n", r.Unknown)
	} else {
		fmt.Fprintf(&b, "%s could be:\n", r.Unknown)
	}
	for i, k := range r.Known {
		if i == 5 {
			break
		}
		fmt.Fprintf(&b, "  %-24s %4.1f hours apart, fit %.3f\n", k.Label, k.Distance, k.Fit)
	}
	return b.String()
}
