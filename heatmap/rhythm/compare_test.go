package rhythm

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

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

// madeUp are n actors of one office, each with hours of their own, seen on some 150
// days; again draws others of their days.
func madeUp(n int, seed uint64) (known, again []Actor) {
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		panic(err)
	}
	r := rand.New(rand.NewPCG(seed, 21))
	for i := range n {
		w := worker{start: 7 + 6*r.Float64(), length: 6 + 5*r.Float64(), lunch: r.IntN(2) == 0}
		if r.IntN(3) > 0 {
			w.off = [7]bool{5: true, 6: true}
		}
		name := fmt.Sprint("actor ", i)
		known = append(known, Actor{name, asEvents(w.atWork(moscow, 300, 0.03, r)).Histogram})
		again = append(again, Actor{name, asEvents(w.atWork(moscow, 300, 0.03, r)).Histogram})
	}
	return known, again
}

// TestNoneOfThese: among 5, 20 or 50 known actors, one who is there is seldom told to
// be none of them and mostly ranks near the top, and for one who is not there the
// number of strangers that fit is what it is said to be.
func TestNoneOfThese(t *testing.T) {
	opt := CompareOptions{Permutations: 39, Zone: "Europe/Moscow"}
	for _, n := range []int{5, 20, 50} {
		var lock sync.Mutex
		const cases = 12
		missed, top, none, fits, said := 0, 0, 0, 0, 0.0
		eachOf(cases, func(i int) {
			known, again := madeUp(n+1, uint64(100*n+i))
			there, err := Rank(again[0], known[:n], opt)
			if err != nil {
				t.Error(err)
				return
			}
			away, err := Rank(again[n], known[:n], opt)
			if err != nil {
				t.Error(err)
				return
			}
			place := slices.IndexFunc(there.Known, func(l Likeness) bool { return l.Label == known[0].Label })
			lock.Lock()
			defer lock.Unlock()
			if there.None {
				missed++
			}
			if place < 3 {
				top++
			}
			if away.None {
				none++
			}
			for _, l := range away.Known {
				if l.Fit > noneBelow {
					fits++
				}
			}
			said += away.Strangers
		})
		t.Logf("%d known: %d of %d who are there are told none, %d rank in the first three; %d who are not there are told none; %.1f strangers fit, %.1f were expected",
			n, missed, cases, top, none, float64(fits)/cases, said/cases)
		if missed > cases/6 {
			t.Errorf("%d known: %d of %d who are there are told none of these", n, missed, cases)
		}
		if f, s := float64(fits)/cases, said/cases; f > 2*s+0.5 || s > 2*f+0.5 {
			t.Errorf("%d known: %.2f strangers fit, %.2f were expected", n, f, s)
		}
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
