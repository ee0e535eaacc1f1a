package rhythm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// leftOut is how well people are placed by what the others teach.
type leftOut struct {
	cases                          float64
	within1, within2, sum, covered float64
	mode1, mode2, modeSum, modeIn  float64
	width                          float64
	verdicts                       map[Verdict]int
}

// truths are the true offset in hours: the mean over the events that lie within
// an hour of the most frequent offset, and that offset itself.
func truths(events [][2]int64) (mean, mode float64) {
	counts := map[int64]int{}
	for _, e := range events {
		counts[e[1]]++
	}
	most, best := 0, int64(0)
	for offset, n := range counts {
		if n > most || n == most && offset < best {
			most, best = n, offset
		}
	}
	n := 0
	for offset, c := range counts {
		if offset-best <= 60 && best-offset <= 60 {
			mean += float64(offset) / 60 * float64(c)
			n += c
		}
	}
	return mean / float64(n), float64(best) / 60
}

// drawn are n of the events in the order of time: at random, or in a row.
func drawn(p person, n int, row bool, r *rand.Rand) [][2]int64 {
	if n == 0 || n >= len(p.Events) {
		return p.Events
	}
	if row {
		from := r.IntN(len(p.Events) - n + 1)
		return p.Events[from : from+n]
	}
	picked := r.Perm(len(p.Events))[:n]
	slices.Sort(picked)
	var out [][2]int64
	for _, i := range picked {
		out = append(out, p.Events[i])
	}
	return out
}

// judgeBy places events with a model, as Judge does with the standard one.
func judgeBy(m *model, events [][2]int64) *Finding {
	var h timelog.Histogram
	marks := []timelog.Mark{}
	for _, e := range events {
		h.Add(e[0], 1)
		marks = append(marks, timelog.Mark{Unix: e[0], Clock: -1})
	}
	f := &Finding{Events: h.Total()}
	f.judge(Events{Histogram: &h, Marks: marks}, Options{Level: 0.8}, m)
	return f
}

func (l *leftOut) add(f *Finding, events [][2]int64) {
	mean, mode := truths(events)
	count := func(sum *float64, yes bool) {
		if yes {
			*sum++
		}
	}
	o := f.Offset
	wrong, wrongMode := math.Abs(o.Best-mean), math.Abs(o.Best-mode)
	l.cases++
	count(&l.within1, wrong <= 1)
	count(&l.within2, wrong <= 2)
	count(&l.covered, o.Low <= mean && mean <= o.High)
	count(&l.mode1, wrongMode <= 1)
	count(&l.mode2, wrongMode <= 2)
	count(&l.modeIn, o.Low <= mode && mode <= o.High)
	l.sum += wrong
	l.modeSum += wrongMode
	l.width += o.High - o.Low
	if l.verdicts == nil {
		l.verdicts = map[Verdict]int{}
	}
	l.verdicts[f.Verdict]++
}

func (l *leftOut) String() string {
	part := func(v float64) float64 { return 100 * v / l.cases }
	return fmt.Sprintf("≤1 h %3.0f %%  ≤2 h %3.0f %%  mean %.2f h  covered %3.0f %% | most frequent offset as truth: %3.0f %% %3.0f %% %.2f h %3.0f %% | width %.1f h %v",
		part(l.within1), part(l.within2), l.sum/l.cases, part(l.covered),
		part(l.mode1), part(l.mode2), l.modeSum/l.cases, part(l.modeIn), l.width/l.cases, l.verdicts)
}

// setting is a number of events, 0 for all, and how they are drawn.
type setting struct {
	n   int
	row bool
}

func (s setting) String() string {
	switch {
	case s.n == 0:
		return "all events"
	case s.row:
		return fmt.Sprintf("%d in a row", s.n)
	}
	return fmt.Sprintf("%d at random", s.n)
}

// habitsOf are the habits as the table holds them.
func habitsOf(all []person) []habit {
	habits := make([]habit, len(all))
	for i, p := range all {
		habits[i] = habitOf(p).quantised()
		habits[i].even()
	}
	return habits
}

// modelOf learns from those people who are not left out.
func modelOf(habits []habit, out func(i int) bool) *model {
	var kept []habit
	for i, h := range habits {
		if !out(i) {
			kept = append(kept, h)
		}
	}
	return newModel(kept)
}

// crossValidate judges each person by the others whom beside does not name with them.
func crossValidate(t *testing.T, settings []setting, draws int, beside func(i, j int) bool) map[setting]*leftOut {
	all := people(t)
	habits := habitsOf(all)
	results := map[setting]*leftOut{}
	for _, s := range settings {
		results[s] = &leftOut{}
	}
	var lock sync.Mutex
	eachOf(len(all), func(i int) {
		m := modelOf(habits, func(j int) bool { return i == j || beside(i, j) })
		for k, s := range settings {
			r := rand.New(rand.NewPCG(uint64(i), uint64(k)))
			times := draws
			if s.n == 0 {
				times = 1
			}
			for range times {
				events := drawn(all[i], s.n, s.row, r)
				f := judgeBy(m, events)
				lock.Lock()
				results[s].add(f, events)
				if mean, _ := truths(events); os.Getenv("HOURPRINT_EACH") != "" {
					t.Logf("%s %v: true %.2f best %.2f [%.1f %.1f] %s %.2f %s", all[i].Person, s, mean, f.Offset.Best, f.Offset.Low, f.Offset.High, f.Zones[0].Name, f.Zones[0].Probability, f.Verdict)
				}
				lock.Unlock()
			}
		}
	})
	return results
}

// eachOf calls f for 0 to n−1 on every processor.
func eachOf(n int, f func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wait.Wait()
}

// TestLeftOut reports the figures of the package's overview and holds the ones
// that the method promises.
func TestLeftOut(t *testing.T) {
	settings := []setting{{50, false}, {100, false}, {200, false}, {200, true}, {500, false}, {0, false}}
	results := crossValidate(t, settings, 3, nobody)
	var report strings.Builder
	for _, s := range settings {
		fmt.Fprintf(&report, "\n%-14v %v", s, results[s])
	}
	t.Log(report.String())
	for _, s := range []setting{{200, false}, {0, false}} {
		r := results[s]
		if r.within1/r.cases < 0.65 || r.within2/r.cases < 0.84 || r.sum/r.cases > 1.15 {
			t.Errorf("%v: less than promised: %v", s, r)
		}
	}
	for _, s := range settings {
		for asked, covered := range map[string]float64{"mean": results[s].covered, "most frequent": results[s].modeIn} {
			if part := covered / results[s].cases; part < 0.75 || part > 0.90 {
				t.Errorf("%v: an interval of 80 %% covers the %s offset of %.0f %%", s, asked, 100*part)
			}
		}
	}
}

func nobody(int, int) bool { return false }

// TestRegionLeftOut judges each person by people of other parts of the world only:
// habits that go with a place cannot help.
func TestRegionLeftOut(t *testing.T) {
	all := people(t)
	region := func(i int) int {
		switch _, mode := truths(all[i].Events); {
		case mode < -2.5:
			return 0
		case mode < 4:
			return 1
		}
		return 2
	}
	settings := []setting{{200, false}, {0, false}}
	results := crossValidate(t, settings, 1, func(i, j int) bool { return region(i) == region(j) })
	for _, s := range settings {
		t.Logf("%-14v %v", s, results[s])
		if r := results[s]; r.within2/r.cases < 0.75 || r.sum/r.cases > 1.3 || r.covered/r.cases < 0.75 {
			t.Errorf("%v: habits do not travel: %v", s, r)
		}
	}
}

// TestNested chooses the numbers of the model anew for every sixth of the people,
// by leaving out in turn each of the others, and judges that sixth by what was
// chosen: an estimate that no choice has seen.
func TestNested(t *testing.T) {
	const folds = 6
	grid := []tuning{
		{temper: temper, season: 1, fixed: 1}, {temper: 0.12, season: 1, fixed: 1},
		{temper: 0.3, season: 1, fixed: 1}, {temper: temper, season: 0.6, fixed: 1},
	}
	all := people(t)
	habits := habitsOf(all)
	drawnOf := func(i, k int) [][2]int64 {
		return drawn(all[i], 200, false, rand.New(rand.NewPCG(uint64(i), uint64(100+k))))
	}
	var wrong [folds][4]float64 // by fold and choice, over the people outside the fold
	var lock sync.Mutex
	eachOf(folds*len(all), func(job int) {
		fold, i := job/len(all), job%len(all)
		if i%folds == fold {
			return
		}
		m := modelOf(habits, func(j int) bool { return j == i || j%folds == fold })
		events := drawnOf(i, 0)
		mean, _ := truths(events)
		for g, choice := range grid {
			m.tuning = choice
			away := math.Abs(judgeBy(m, events).Offset.Best - mean)
			lock.Lock()
			wrong[fold][g] += min(away, 4) // a miss by nine hours is no worse a choice than one by five
			lock.Unlock()
		}
	})
	var outer leftOut
	chosen := map[tuning]int{}
	for fold := range folds {
		best := 0
		for g := range grid {
			if wrong[fold][g] < wrong[fold][best] {
				best = g
			}
		}
		chosen[grid[best]]++
		for i := fold; i < len(all); i += folds {
			m := modelOf(habits, func(j int) bool { return j%folds == fold })
			m.tuning = grid[best]
			for k := range 3 {
				events := drawnOf(i, 1+k)
				outer.add(judgeBy(m, events), events)
			}
		}
	}
	t.Logf("200 at random  %v\nchosen %v", &outer, chosen)
	if outer.within1/outer.cases < 0.65 || outer.within2/outer.cases < 0.84 || outer.sum/outer.cases > 1.15 {
		t.Errorf("less than promised: %v", &outer)
	}
}
