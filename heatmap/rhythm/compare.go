package rhythm

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// Actor is somebody, or a period of somebody's, to be compared.
type Actor struct {
	// Label names the actor in what is said.
	Label string
	// Events of the actor.
	Events *timelog.Histogram
}

// CompareOptions of Compare and Rank. The zero value is ready.
type CompareOptions struct {
	// Zone on whose clock hours and weekdays are told. Empty: UTC.
	Zone string
	// Permutations is how often days are dealt out anew. Zero: 999.
	Permutations int
	// Seed makes the permutations; the same seed gives the same result.
	Seed uint64
}

// Comparison says whether two actors keep the same hours.
type Comparison struct {
	// A and B are the labels; DaysA and DaysB their days with events.
	A, B         string
	DaysA, DaysB int
	// Distance in hours: how far presence must move to make one of the other.
	Distance float64
	// Chance of that distance or more if the days of both came from one actor, by
	// dealing the days out anew: small means different, large means only that no
	// difference shows.
	Chance float64
	// Cells are those that differ beyond chance, the clearest first.
	Cells []Cell
}

// Cell is an hour that one of two actors keeps more.
type Cell struct {
	// Days is "Mon–Fri" or "Sat–Sun", Hour 0 to 23.
	Days string
	Hour int
	// A and B are the parts of the days of that kind on which each was there.
	A, B float64
	// Chance of so large a difference anywhere, if there were none.
	Chance float64
}

// fewestDays is the number of days below which nothing is compared.
const fewestDays = 5

// Compare tests by permuting days whether two actors, or one actor in two periods,
// keep the same hours. Days and not events are dealt out, because the events of a
// day follow from each other.
func Compare(a, b Actor, opt CompareOptions) (*Comparison, error) {
	sets, opt, err := daysOfAll([]Actor{a, b}, opt)
	if err != nil {
		return nil, err
	}
	x, y := sets[0], sets[1]
	c := &Comparison{A: a.Label, B: b.Label, DaysA: len(x), DaysB: len(y), Distance: apart(profile(x), profile(y))}
	pool := slices.Concat(x, y)
	r := rand.New(rand.NewPCG(opt.Seed, 1))
	beyond := 0
	largest := make([]float64, 0, opt.Permutations)
	for range opt.Permutations {
		r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
		p, q := pool[:len(x)], pool[len(x):]
		if apart(profile(p), profile(q)) >= c.Distance {
			beyond++
		}
		most := 0.0
		for _, cell := range differences(p, q) {
			most = max(most, cell.score)
		}
		largest = append(largest, most)
	}
	c.Chance = float64(beyond+1) / float64(opt.Permutations+1)
	c.Cells = clearest(differences(x, y), largest)
	return c, nil
}

// daysOfAll checks and reads the actors.
func daysOfAll(actors []Actor, opt CompareOptions) ([][]day, CompareOptions, error) {
	if opt.Permutations == 0 {
		opt.Permutations = 999
	}
	if opt.Permutations < 19 {
		return nil, opt, fmt.Errorf("rhythm: %d permutations cannot show a chance of 5 %%: use 19 or more", opt.Permutations)
	}
	loc, err := timelog.LoadZone(opt.Zone)
	if err != nil {
		return nil, opt, fmt.Errorf("rhythm: %w", err)
	}
	var sets [][]day
	for _, actor := range actors {
		if actor.Events == nil {
			return nil, opt, fmt.Errorf("rhythm: %q has no events", actor.Label)
		}
		days := daysIn(actor.Events, loc)
		if len(days) < fewestDays {
			return nil, opt, fmt.Errorf("rhythm: %q has events on %d days: at least %d are needed to compare hours", actor.Label, len(days), fewestDays)
		}
		sets = append(sets, days)
	}
	return sets, opt, nil
}

// scored is a cell with its standardised difference.
type scored struct {
	Cell
	score float64
}

// differences are all 48 cells of two sets of days.
func differences(x, y []day) []scored {
	a, b := profile(x), profile(y)
	var daysA, daysB [2]float64
	for _, set := range []struct {
		days []day
		n    *[2]float64
	}{{x, &daysA}, {y, &daysB}} {
		for _, d := range set.days {
			set.n[kindOfDate(d.date)]++
		}
	}
	var out []scored
	for i := range bins {
		kind := i / kindHours
		n, m := daysA[kind], daysB[kind]
		if n == 0 || m == 0 {
			continue
		}
		p, q := a[i]/n, b[i]/m
		both := (a[i] + b[i] + 1) / (n + m + 2)
		score := math.Abs(p-q) / math.Sqrt(both*(1-both)*(1/n+1/m))
		out = append(out, scored{Cell{Days: [...]string{"Mon–Fri", "Sat–Sun"}[kind], Hour: i % kindHours, A: p, B: q}, score})
	}
	return out
}

// kindOfDate is 1 at the weekend.
func kindOfDate(date int64) int {
	if floorMod(date+3, 7) >= 5 {
		return 1
	}
	return 0
}

// clearest keeps the cells whose difference is rarely reached anywhere by chance.
func clearest(cells []scored, largest []float64) []Cell {
	slices.SortStableFunc(cells, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var out []Cell
	for _, c := range cells {
		beyond := 0
		for _, most := range largest {
			if most >= c.score {
				beyond++
			}
		}
		if c.Chance = float64(beyond+1) / float64(len(largest)+1); c.Chance <= 0.05 {
			out = append(out, c.Cell)
		}
	}
	return out
}

// String says it in a few lines.
func (c *Comparison) String() string {
	var b strings.Builder
	says := "no difference shows"
	if c.Chance <= 0.05 {
		says = "they keep different hours"
	}
	fmt.Fprintf(&b, "%s (%d days) and %s (%d days): %.1f hours apart, chance %.3g if they were one: %s.\n",
		c.A, c.DaysA, c.B, c.DaysB, c.Distance, c.Chance, says)
	for i, cell := range c.Cells {
		if i == 6 {
			fmt.Fprintf(&b, "  and %d more hours\n", len(c.Cells)-i)
			break
		}
		fmt.Fprintf(&b, "  %s %02d:00: on %.0f %% of the days of %s, on %.0f %% of those of %s\n",
			cell.Days, cell.Hour, 100*cell.A, c.A, 100*cell.B, c.B)
	}
	return b.String()
}
