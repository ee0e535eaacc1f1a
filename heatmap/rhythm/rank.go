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
	// Score is how much better the known actor's hours foretell the unknown's than
	// those of people in general do, in nats; negative for worse.
	Score float64
	// Fit is how often weeks of the known actor score as low against the others of
	// the same actor as the unknown does: about even between 0 and 1 for the same
	// actor, near 0 for another.
	Fit float64
}

// Ranking says which of several known actors an unknown one resembles.
type Ranking struct {
	// Unknown is its label, Days its days with events.
	Unknown string
	Days    int
	// Known are all of them, the likeliest first.
	Known []Likeness
	// None tells that the unknown is none of these: even the best fits worse than 19
	// of 20 samples of its own do. Of actors that are among the known, one in twenty is
	// told so, however many are known.
	None bool
	// Chance that somebody who is none of the known scores as high as the unknown does
	// against the best of so many: each of the known is put to the others for that, and
	// made-up people with hours about theirs. At 0.05 or less the unknown is told to be
	// the first of Known; of actors who are none of them, one in twenty is told so.
	// Where None is false and Chance higher, the hours do not tell.
	Chance float64
	// Power is how much these known can be told apart by as many days as the unknown
	// has: the part of them that would be told from strangers. Strangers is the part of
	// strangers that would be told none of these.
	Power, Strangers float64
}

const (
	// noneBelow is the fit below which the best is not good enough.
	noneBelow = 0.05
	// strangerBelow is the chance of a stranger from which one of the known is named.
	strangerBelow = 0.05
)

// Told is the answer in a word: "one of these", "none of these" or "not told".
func (r *Ranking) Told() string {
	switch {
	case r.None:
		return "none of these"
	case r.Chance <= strangerBelow:
		return "one of these"
	}
	return "not told"
}

// Rank compares an unknown actor with known ones. It names one of them, or none, only
// as far as the hours tell people like them apart; that several fit is usual,
// and among fifty a stranger nearly always looks like somebody (TestNoneOfThese).
func Rank(unknown Actor, known []Actor, opt CompareOptions) (*Ranking, error) {
	sets, opt, err := daysOfAll(append([]Actor{unknown}, known...), opt)
	if err != nil {
		return nil, err
	}
	ranking := &Ranking{Unknown: unknown.Label, Days: len(sets[0]), None: true, Chance: 1}
	if len(known) == 0 {
		return ranking, nil
	}
	k := newKin(sets[1:], ranking.Days, opt)
	whole := follow(sets[0])
	put := newAsked(&whole, k.levels(), rand.New(rand.NewPCG(opt.Seed, 1)))
	for i, one := range k {
		like := Likeness{Label: known[i].Label, Distance: apart(&whole.whole, &one.whole)}
		like.Score, like.Fit = one.likeness(put)
		ranking.Known = append(ranking.Known, like)
	}
	others := strangersTo(k, sets[0], opt)
	high, none := k.standing(put, -1)
	ranking.None, ranking.Chance = none, others.chance(high)
	ranking.Power, ranking.Strangers = k.power(others), others.none
	slices.SortStableFunc(ranking.Known, func(a, b Likeness) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Distance, b.Distance))
	})
	return ranking, nil
}

// String says what is told, and lists the five likeliest.
func (r *Ranking) String() string {
	var b strings.Builder
	switch r.Told() {
	case "none of these":
		fmt.Fprintf(&b, "%s is none of these %d: even the best fits worse than 19 of 20 samples of its own.\n", r.Unknown, len(r.Known))
	case "one of these":
		fmt.Fprintf(&b, "%s keeps the hours of %s: somebody else would score as high with a chance of %.2g.\n", r.Unknown, r.Known[0].Label, r.Chance)
	default:
		fmt.Fprintf(&b, "%s could be one of these %d, or somebody else: a stranger would score as high with a chance of %.2g.\n", r.Unknown, len(r.Known), r.Chance)
	}
	for i, k := range r.Known {
		if i == 5 {
			break
		}
		fmt.Fprintf(&b, "  %-24s score %+6.1f, fit %.3f, %4.1f hours apart\n", k.Label, k.Score, k.Fit, k.Distance)
	}
	if len(r.Known) > 0 {
		fmt.Fprintf(&b, "  On %d days, %.0f %% of these would be told from strangers, and %.0f %% of strangers would be told none of these.\n",
			r.Days, 100*r.Power, 100*r.Strangers)
	}
	return b.String()
}
