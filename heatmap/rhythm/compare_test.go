package rhythm

import (
	"math/rand/v2"
	"testing"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// halves deals a person's weeks into two actors.
func halves(p person, seed uint64) (a, b Actor) {
	a, b = Actor{p.Person + " a", new(timelog.Histogram)}, Actor{p.Person + " b", new(timelog.Histogram)}
	r := rand.New(rand.NewPCG(seed, 8))
	side := map[int64]bool{}
	for _, e := range p.Events {
		week := floorDiv(e[0]+epochDay, weekSeconds)
		if _, known := side[week]; !known {
			side[week] = r.IntN(2) == 0
		}
		if side[week] {
			a.Events.Add(e[0], 1)
		} else {
			b.Events.Add(e[0], 1)
		}
	}
	return a, b
}

// TestCompare: halves of one person seldom differ at 5 %, two people on clocks far
// apart always do.
func TestCompare(t *testing.T) {
	all := people(t)
	opt := CompareOptions{Permutations: 99}
	alarms, cases := 0, 0
	for i, p := range all {
		if len(p.Events) > 600 {
			continue // enough days make any drift of a habit show
		}
		a, b := halves(p, uint64(i))
		c, err := Compare(a, b, opt)
		if err != nil {
			t.Fatal(err)
		}
		cases++
		if c.Chance <= 0.05 {
			alarms++
		}
	}
	t.Logf("%d of %d people differ from themselves at 5 %%", alarms, cases)
	if float64(alarms) > 0.2*float64(cases) {
		t.Errorf("%d of %d people differ from themselves", alarms, cases)
	}
	east, _ := halves(all[len(all)-1], 1)
	for _, p := range all {
		mean, _ := truths(p.Events)
		other, _ := truths(all[len(all)-1].Events)
		if d := mean - other; d > 7 || d < -7 {
			b, _ := halves(p, 1)
			if c, err := Compare(east, b, opt); err != nil || c.Chance > 0.1 {
				t.Errorf("%s: %v %v", p.Person, c, err)
			}
		}
	}
}

// TestRank: the other half of a person's weeks fits, those of people on far clocks mostly do not.
func TestRank(t *testing.T) {
	all := people(t)
	var known []Actor
	var unknown []Actor
	for i, p := range all {
		a, b := halves(p, uint64(i))
		known, unknown = append(known, a), append(unknown, b)
	}
	opt := CompareOptions{Permutations: 39}
	fits, asked, rejected, strangers := 0, 0, 0, 0
	for i := 0; i < len(all); i += 3 {
		asked++
		ranking, err := Rank(unknown[i], known, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range ranking.Known {
			if k.Label == known[i].Label && k.Fit > noneBelow {
				fits++
			}
		}
		far := []Actor{}
		mean, _ := truths(all[i].Events)
		for j := range all {
			if other, _ := truths(all[j].Events); other-mean > 7 || mean-other > 7 {
				far = append(far, known[j])
			}
		}
		if ranking, err = Rank(unknown[i], far, opt); err != nil {
			t.Fatal(err)
		}
		for _, k := range ranking.Known {
			strangers++
			if k.Fit <= noneBelow {
				rejected++
			}
		}
	}
	t.Logf("%d of %d fit their own other half; of %d strangers from far away %d are rejected", fits, asked, strangers, rejected)
	if float64(fits) < 0.8*float64(asked) || float64(rejected) < 0.5*float64(strangers) {
		t.Errorf("%d of %d fit their own other half; of %d strangers from far away %d are rejected", fits, asked, strangers, rejected)
	}
}

func TestCompareRefuses(t *testing.T) {
	few := new(timelog.Histogram)
	few.Add(1700000000, 3)
	for name, actors := range map[string][2]Actor{
		"one day":   {{"a", few}, {"b", few}},
		"no events": {{"a", nil}, {"b", few}},
	} {
		if c, err := Compare(actors[0], actors[1], CompareOptions{}); err == nil {
			t.Errorf("%s: compared: %v", name, c)
		}
	}
}
