package rhythm

import (
	"fmt"
	"math"
	"math/rand/v2"
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

// rates count what Rank told, of unknowns who are among the known and who are not.
type rates struct{ cases, missed, named, right, accepted, none, power, strangers float64 }

// ask puts one of the known, seen again, and a stranger to them.
func (r *rates) ask(t *testing.T, lock *sync.Mutex, member, stranger Actor, known []Actor) {
	opt := CompareOptions{Permutations: 39, Zone: "Europe/Moscow"}
	there, err := Rank(member, known, opt)
	if err != nil {
		t.Error(err)
		return
	}
	away, err := Rank(stranger, known, opt)
	if err != nil {
		t.Error(err)
		return
	}
	lock.Lock()
	defer lock.Unlock()
	count := func(sum *float64, yes bool) {
		if yes {
			*sum++
		}
	}
	r.cases++
	count(&r.missed, there.Told() == "none of these")
	count(&r.named, there.Told() == "one of these")
	count(&r.right, there.Known[0].Label == known[0].Label)
	count(&r.accepted, away.Told() == "one of these")
	count(&r.none, away.Told() == "none of these")
	r.power += there.Power
	r.strangers += away.Strangers
}

// TestNoneOfThese: among 5, 20 and 50 known actors, real people and made-up ones, one who is
// there is told "none of these" one time in twenty, one who is not there is taken for
// one of them as often, and how often either is told apart is said truly.
func TestNoneOfThese(t *testing.T) {
	all := people(t)
	var halfA, halfB []Actor
	for i, p := range all {
		a, b := halves(p, uint64(i))
		halfA, halfB = append(halfA, a), append(halfB, b)
	}
	for _, c := range []struct {
		n, cases int
		real     bool
	}{{5, 40, true}, {20, 24, true}, {5, 40, false}, {20, 16, false}, {50, 12, false}} {
		var lock sync.Mutex
		var r rates
		eachOf(c.cases, func(i int) {
			if !c.real {
				known, again := madeUp(c.n+1, uint64(100*c.n+i))
				r.ask(t, &lock, again[0], again[c.n], known[:c.n])
				return
			}
			chosen := rand.New(rand.NewPCG(uint64(i), uint64(c.n))).Perm(len(all))
			var known []Actor
			for _, j := range chosen[:c.n] {
				known = append(known, halfA[j])
			}
			r.ask(t, &lock, halfB[chosen[0]], halfB[chosen[c.n]], known)
		})
		part := func(v float64) float64 { return 100 * v / r.cases }
		says := fmt.Sprintf("%d known, real %v, %.0f cases: who is there is told none %.0f %%, is named %.0f %% (%.0f %% expected), is first %.0f %%; who is not there is named %.0f %%, is told none %.0f %% (%.0f %% expected)",
			c.n, c.real, r.cases, part(r.missed), part(r.named), part(r.power), part(r.right), part(r.accepted), part(r.none), part(r.strangers))
		t.Log(says)
		// Of n cases at 5 %, three standard deviations more.
		most := 5 + 300*math.Sqrt(0.05*0.95/r.cases)
		if part(r.missed) > most || part(r.accepted) > most || math.Abs(part(r.none)-part(r.strangers)) > 35 {
			t.Error(says)
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
