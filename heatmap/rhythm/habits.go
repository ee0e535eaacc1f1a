package rhythm

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// The numbers of the model, chosen on the people it learns from by leaving each
// of them out in turn (TestLeftOut shows what they give). None is sharp: half or
// double of each changes the figures by a few points.
const (
	// steadiness is how closely a person keeps to a habit: the pseudo-count of the
	// Dirichlet distribution around it.
	steadiness = 120
	// damp is the power of a day's hours that count, see presence.
	damp = 0.6
	// temper is the part of an hour's presence that counts as independent of the
	// others: somebody's late evening is followed by more late evenings.
	temper = 0.2
	// shiftSpread is by how many hours people live earlier or later than the
	// person whose habit it is, as a standard deviation.
	shiftSpread = 0.7
	// shiftMost is the largest such shift, in half hours.
	shiftMost = 4
	// mist is the part of a habit that is spread evenly over all hours.
	mist = 0.05
	// crowdPart is the part of a crowd's presence that counts: its members differ.
	crowdPart = 0.3
	// enough is the presence, after temper, at which further presence counts half.
	enough = 50
)

// learned has one line a person: presence by half hour of the working day and of
// the day off, in parts of 100,000.
//
//go:generate env HOURPRINT_PEOPLE=testdata/people.jsonl.gz go test -run TestHabits -update .
//go:embed habits.csv
var learned string

// model is what the likelihood needs: each habit at each shift.
type model struct {
	bases  []*basis
	blocks int // the first of the bases that is a block of fixed hours
	tuning
}

// tuning are the numbers that TestNested chooses anew without the people it asks about.
type tuning struct {
	temper float64 // see the constant
	season float64 // the part of the clock changes' evidence that counts
	fixed  float64 // how far fixed hours are mistrusted, 1 as in fixed.go
}

// tuned is what the package uses.
func tuned() tuning { return tuning{temper: temper, season: 1, fixed: 1} }

// standard is the model of the people it was learnt from.
var standard = sync.OnceValue(func() *model { return newModel(readHabits(learned)) })

// readHabits reads the committed table.
func readHabits(text string) []habit {
	var all []habit
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var h habit
		i := 0
		for field := range strings.SplitSeq(strings.TrimSpace(line), ",") {
			v, err := strconv.Atoi(field)
			if err != nil || i == len(h) {
				panic("rhythm: habits.csv is damaged")
			}
			h[i] = float64(v)
			i++
		}
		h.even()
		all = append(all, h)
	}
	return all
}

// even makes the habit sum to 1, the mist included.
func (h *habit) even() {
	sum := 0.0
	for _, v := range h {
		sum += v
	}
	for i := range h {
		h[i] = h[i]/sum*(1-mist) + mist/float64(len(h))
	}
}

// newModel shifts every habit and weighs the shifts.
func newModel(habits []habit) *model {
	m := &model{tuning: tuned()}
	weight := func(s int) float64 {
		hours := float64(s) / 2
		return math.Exp(-hours * hours / (2 * shiftSpread * shiftSpread))
	}
	sum := 0.0
	for s := -shiftMost; s <= shiftMost; s += 2 {
		sum += weight(s)
	}
	for i := range habits {
		for s := -shiftMost; s <= shiftMost; s += 2 {
			m.bases = append(m.bases, newBasis(habits[i].shifted(s), (1-blockPart)*weight(s)/sum/float64(len(habits))))
		}
	}
	m.blocks = len(m.bases)
	blocks, weights := blockHabits()
	for i := range blocks {
		m.bases = append(m.bases, newBasis(blocks[i].shifted(0), weights[i]))
	}
	return m
}

func newBasis(mean *counts, weight float64) *basis {
	b := &basis{log: math.Log(weight)}
	table := gammaTable()
	for i, q := range mean {
		b.prior[i] = steadiness * q
		b.lg[i] = lgamma(table, b.prior[i])
	}
	return b
}

// evidence is the log likelihood ratio of a local week's presence, of which only the
// given part counts: under people's habits against hours of no habit.
func (m *model) evidence(c *counts, part float64) float64 {
	for i := range c {
		c[i] *= part
	}
	sums := make([]float64, len(m.bases))
	for i, b := range m.bases {
		sums[i] = b.marginal(c, steadiness)
	}
	return logSum(sums) - timeless(c, steadiness)
}
