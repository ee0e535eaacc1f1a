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
	// of 20 samples of its own do. Of actors that are among the known, one in twenty is
	// told so, however many are known.
	None bool
	// Strangers is how many of the known would fit an actor who is none of them, as a
	// mean: as often as they fit each other. Near 0 a fit means much, at 1 or more
	// little. −1, unknown, for fewer than three.
	Strangers float64
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
	ranking.Strangers = strangers(sets[1:], opt)
	slices.SortStableFunc(ranking.Known, func(a, b Likeness) int {
		return cmp.Or(cmp.Compare(b.Fit, a.Fit), cmp.Compare(a.Distance, b.Distance))
	})
	return ranking, nil
}

// strangerPairs is how many pairs of the known are compared to learn how often
// strangers fit.
const strangerPairs = 200

// strangers is how many of the known fit a stranger, learnt by putting them to each
// other.
func strangers(known [][]day, opt CompareOptions) float64 {
	n := len(known)
	if n < 3 {
		return -1
	}
	r := rand.New(rand.NewPCG(opt.Seed, 1<<32))
	pairs := min(strangerPairs, n*(n-1))
	fits := 0
	for range pairs {
		i := r.IntN(n)
		j := (i + 1 + r.IntN(n-1)) % n
		if likeness(known[i], known[j], min(opt.Permutations, 99), r).Fit > noneBelow {
			fits++
		}
	}
	return float64(fits) / float64(pairs) * float64(n)
}

// likeness draws whole weeks of the known actor, as many days as the unknown has or
// half of what there is, and measures how far they lie from the rest. Weeks,
// because the days of one resemble each other more than those of a year.
func likeness(unknown, known []day, times int, r *rand.Rand) Likeness {
	weeks := tallied(weeksOf(known))
	all, sums := profile(known), runningSums(unknown)
	like := Likeness{Distance: apart(&sums[len(unknown)], all)}
	size := min(len(unknown), len(known)/2)
	beyond := 0
	for range times {
		r.Shuffle(len(weeks), func(i, j int) { weeks[i], weeks[j] = weeks[j], weeks[i] })
		var sample counts
		days := 0
		for i := 0; i < len(weeks) && days < size; i++ {
			sample.add(&weeks[i].counts, 1)
			days += weeks[i].days
		}
		if days == len(known) { // a single week
			sample, days = *profile(known[:size]), size
		}
		rest, other := *all, sums[len(unknown)]
		rest.add(&sample, -1)
		if len(unknown) > days { // as many of the unknown's, or its larger sample would seem nearer
			from := r.IntN(len(unknown) - days + 1)
			other = sums[from+days]
			other.add(&sums[from], -1)
		}
		if apart(&sample, &rest) >= apart(&other, &rest) {
			beyond++
		}
	}
	like.Fit = float64(beyond+1) / float64(times+1)
	return like
}

// add adds the counts of others so many times.
func (c *counts) add(o *counts, times float64) {
	for i, v := range o {
		c[i] += times * v
	}
}

// weekTally is a week's profile and its number of days.
type weekTally struct {
	counts counts
	days   int
}

func tallied(weeks [][]day) []weekTally {
	all := make([]weekTally, len(weeks))
	for i, w := range weeks {
		all[i] = weekTally{*profile(w), len(w)}
	}
	return all
}

// runningSums are the profiles of the first 0, 1, 2 … days.
func runningSums(days []day) []counts {
	sums := make([]counts, len(days)+1)
	for i := range days {
		sums[i+1] = sums[i]
		sums[i+1].add(profile(days[i:i+1]), 1)
	}
	return sums
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
	if !r.None && r.Strangers >= 0 {
		fmt.Fprintf(&b, "  (of these %d, %.1f would fit somebody who is none of them)\n", len(r.Known), r.Strangers)
	}
	for i, k := range r.Known {
		if i == 5 {
			break
		}
		fmt.Fprintf(&b, "  %-24s %4.1f hours apart, fit %.3f\n", k.Label, k.Distance, k.Fit)
	}
	return b.String()
}
