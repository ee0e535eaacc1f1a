package rhythm

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// team draws n instants of people who take turns, a tenth of which fall anywhere.
func team(zone string, n int, r *rand.Rand, members ...worker) []int64 {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	var all []int64
	for _, w := range members {
		all = append(all, w.atWork(loc, n/len(members), 0.1, r)...)
	}
	slices.Sort(all)
	return all
}

// shift is eight hours from start on five days.
func shift(start float64) worker {
	return worker{start: start, length: 8, off: [7]bool{5: true, 6: true}}
}

// TestTeams: shifts that relieve each other are seen when there is enough of them,
// and so is where one hands over to the next.
func TestTeams(t *testing.T) {
	for _, c := range []struct {
		name     string
		members  []worker
		handOver float64 // the hour, 0 for none to speak of
	}{
		{"early and late", []worker{shift(6), shift(14)}, 14},
		{"day and evening", []worker{shift(8), shift(16)}, 16},
		{"day and night", []worker{shift(8), shift(20)}, 0},
		{"on two continents", []worker{shift(9), shift(18)}, 0},
		{"round the clock", []worker{shift(6), shift(14), shift(22)}, 0},
	} {
		seen, near := 0, 0
		const cases = 10
		for i := range cases {
			f := judged(t, team("Europe/Moscow", 6000, rand.New(rand.NewPCG(uint64(i), 77)), c.members...))
			if f.Operators.Shifts == 2 {
				seen++
			}
			// On the best zone's clock, which may be an hour or two from the team's.
			away := math.Round(f.Zones[0].Offset - 3)
			if slices.ContainsFunc(f.Operators.HandOver, func(at string) bool {
				clock, err := time.Parse("15:04", at)
				hour := float64(clock.Hour()) + float64(clock.Minute())/60
				return err == nil && math.Abs(math.Remainder(hour-away-c.handOver, 24)) <= 2
			}) {
				near++
			}
			if f.Verdict != Human {
				t.Errorf("%s: %s %v", c.name, f.Verdict, f.Automation.Why)
			}
		}
		t.Logf("%s: %d of %d seen, %d hand-overs within two hours", c.name, seen, cases, near)
		if seen < cases*8/10 || c.handOver > 0 && near < cases*8/10 {
			t.Errorf("%s: %d of %d seen, %d hand-overs near", c.name, seen, cases, near)
		}
	}
}

// TestOnePerson: how often one person is taken for a team. Made-up people with one
// block of hours never are; of real ones a tenth, who work by day and by night.
func TestOnePerson(t *testing.T) {
	alarms, cases := 0, 0
	for name, w := range groupsOfWorkers() {
		for i := range 10 {
			zone, r := forty()[i*7%40], rand.New(rand.NewPCG(uint64(i), 78))
			w.start += r.NormFloat64()
			cases++
			if f := judged(t, team(zone, []int{200, 2000}[i%2], r, w)); f.Operators.Shifts > 1 {
				alarms++
				t.Logf("%s in %s: %s", name, zone, f.Operators.Says)
			}
		}
	}
	if float64(alarms) > 0.03*float64(cases) {
		t.Errorf("%d of %d made-up people are taken for a team", alarms, cases)
	}
	real, all := 0, people(t)
	for _, p := range all {
		if f := judgeBy(standard(), p.Events); f.Operators.Shifts > 1 {
			real++
		}
	}
	t.Logf("taken for a team: %d of %d made-up people, %d of %d real ones", alarms, cases, real, len(all))
	if float64(real) > 0.12*float64(len(all)) {
		t.Errorf("%d of %d people are taken for a team", real, len(all))
	}
}
