package heatmap

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// The first three are R 4.3's binom.test(k, n, p)$p.value.
func TestBinomialP(t *testing.T) {
	for _, c := range []struct {
		k, n int64
		p    float64
		want float64
	}{
		{2, 10, 0.5, 0.109375}, // 2 · (1 + 10 + 45)/1024
		{11, 11, 0.5, 2.0 / 2048},
		{0, 0, 0.5, 1},
		{5, 10, 0.5, 1},
		{0, 5, 0.25, 0.3408203125}, // P(0) = 0.2373, and P(3), P(4), P(5) = 0.1035 are less likely; P(1), P(2) are not
	} {
		if got := binomialP(c.k, c.n, c.p); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%d of %d at %v: p = %v, want %v", c.k, c.n, c.p, got, c.want)
		}
	}
}

// The slow obvious way: all outcomes, in exact fractions.
func TestBinomialPIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 60).Draw(t, "n")
		k := rapid.Int64Range(0, n).Draw(t, "k")
		parts := rapid.Int64Range(1, 19).Draw(t, "twentieths")
		p, q := big.NewRat(parts, 20), big.NewRat(20-parts, 20)
		chance := func(i int64) *big.Rat {
			r := new(big.Rat).SetInt(new(big.Int).Binomial(n, i))
			for range i {
				r.Mul(r, p)
			}
			for range n - i {
				r.Mul(r, q)
			}
			return r
		}
		sum, at := new(big.Rat), chance(k)
		for i := range n + 1 {
			if c := chance(i); c.Cmp(at) <= 0 {
				sum.Add(sum, c)
			}
		}
		want, _ := sum.Float64()
		if got := binomialP(k, n, float64(parts)/20); math.Abs(got-want) > 1e-6 { // the tolerance for ties is 1e-7 of each
			t.Fatalf("%d of %d at %d/20: %v, want %v", k, n, parts, got, want)
		}
	})
}

// A campaign simulates weeks of office work: events fall on working days between
// from and from+8 o'clock UTC. A burst of more than 1 puts that many within ten
// minutes of each other.
type campaign struct {
	weeks, events, from, burst int
}

func (c campaign) grid(t testing.TB, start time.Time, random *rand.Rand) *Grid {
	h := &timelog.Histogram{}
	for h.Total() < int64(c.events) {
		day := random.IntN(c.weeks * 7)
		if day%7 >= 5 && random.IntN(20) > 0 {
			continue
		}
		second := c.from*3600 + random.IntN(8*3600)
		if random.IntN(12) == 0 {
			second = random.IntN(86400)
		}
		for range max(1, c.burst) {
			h.Add(start.AddDate(0, 0, day).Unix()+int64(second+random.IntN(600)), 1)
		}
	}
	g, err := Fold(h, "UTC", Span{First: start, Last: start.AddDate(0, 0, c.weeks*7).Add(-time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var monday = time.Date(2023, 3, 6, 0, 0, 0, 0, time.UTC)

// flaggedRuns is how many of n simulated comparisons flag a cell.
func flaggedRuns(t *testing.T, n int, a, b campaign, opt DifferenceOptions) int {
	flagged := 0
	for i := range n {
		random := rand.New(rand.NewPCG(uint64(i), 17))
		before := a.grid(t, monday, random)
		after := b.grid(t, monday.AddDate(0, 0, 7*a.weeks), random)
		opt.Seed, opt.Permutations = uint64(i), 199
		d, err := Compare(before, after, opt)
		if err != nil {
			t.Fatal(err)
		}
		if d.Flags > 0 {
			flagged++
		}
	}
	return flagged
}

// Without a difference at most 5 % of the runs show one, with independent events
// and with events in bursts of five, for which the tests of the cells alone would
// cry wolf. 240 runs at exactly 5 % would flag 12 ± 3.4: the bound is the stated level.
func TestDifferenceFalseAlarms(t *testing.T) {
	const runs = 240
	for name, c := range map[string]campaign{
		"independent":    {weeks: 4, events: 500, from: 8},
		"bursts of five": {weeks: 4, events: 500, from: 8, burst: 5},
	} {
		for _, measure := range []Measure{Rates, Shares} {
			n := flaggedRuns(t, runs, c, c, DifferenceOptions{Measure: measure})
			t.Logf("%s, %s: %d of %d runs flag a cell", name, measure, n, runs)
			if n > runs/20 {
				t.Errorf("%s, %s: %d of %d runs without a difference flag a cell, at most %d", name, measure, n, runs, runs/20)
			}
		}
	}
	alone := 0 // that the gate is needed: bursts, cells alone
	for i := range 100 {
		random := rand.New(rand.NewPCG(uint64(i), 17))
		c := campaign{weeks: 4, events: 500, from: 8, burst: 5}
		d, err := Compare(c.grid(t, monday, random), c.grid(t, monday.AddDate(0, 0, 28), random), DifferenceOptions{Permutations: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range d.Adjusted {
			for _, p := range row {
				if p <= d.Level {
					alone++
				}
			}
		}
	}
	if alone == 0 {
		t.Error("bursts do not mislead the tests of the cells: the simulation is too tame to show what the test of the whole is for")
	}
}

// A shift of 3 hours with 500 events a side is found in at least 95 % of the runs.
func TestDifferencePower(t *testing.T) {
	const runs = 100
	for _, measure := range []Measure{Rates, Shares} {
		n := flaggedRuns(t, runs, campaign{weeks: 4, events: 500, from: 8}, campaign{weeks: 3, events: 500, from: 11}, DifferenceOptions{Measure: measure})
		t.Logf("%s: found in %d of %d runs", measure, n, runs)
		if n < runs*95/100 {
			t.Errorf("%s: a shift of 3 h is found in %d of %d runs, want %d", measure, n, runs, runs*95/100)
		}
	}
}

// Twice the work at the same hours is a difference of rates and none of shares.
func TestDifferenceOfSharesIgnoresVolume(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	before := campaign{weeks: 4, events: 600, from: 8}.grid(t, monday, random)
	after := campaign{weeks: 4, events: 1800, from: 8}.grid(t, monday.AddDate(0, 0, 28), random)
	rates, err := Compare(before, after, DifferenceOptions{})
	if err != nil {
		t.Fatal(err)
	}
	shares, err := Compare(before, after, DifferenceOptions{Measure: Shares})
	if err != nil {
		t.Fatal(err)
	}
	if rates.Flags == 0 || shares.Flags != 0 {
		t.Errorf("rates flag %d cells, shares %d: want some and none", rates.Flags, shares.Flags)
	}
}

// Holm never flags what Benjamini and Hochberg do not, and both agree with the
// definitions on four p: 0.01, 0.02, 0.03, 0.4 (worked by hand).
func TestAdjust(t *testing.T) {
	for correction, want := range map[string][4]float64{
		BenjaminiHochberg: {0.04, 0.04, 0.04, 0.4},
		Holm:              {0.04, 0.06, 0.06, 0.4},
		NoCorrection:      {0.01, 0.02, 0.03, 0.4},
	} {
		d := &Difference{Correction: correction}
		for day := range Days {
			for h := range Hours {
				d.Change[day][h], d.P[day][h], d.Adjusted[day][h] = math.NaN(), 1, 1
			}
		}
		for i, p := range []float64{0.03, 0.01, 0.4, 0.02} {
			d.Change[0][i], d.P[0][i] = 0, p
		}
		d.adjust()
		got := [4]float64{d.Adjusted[0][1], d.Adjusted[0][3], d.Adjusted[0][0], d.Adjusted[0][2]}
		for i := range got {
			if math.Abs(got[i]-want[i]) > 1e-12 {
				t.Errorf("%s: %v, want %v", correction, got, want)
			}
		}
	}
}

// The days of a grid hold its events and its hours, no more and no less.
func TestDayRowsClose(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Bucharest", "America/Chicago", "Asia/Kathmandu"} {
		g := campaign{weeks: 7, events: 300, from: 8}.grid(t, monday, rand.New(rand.NewPCG(1, 1)))
		moved, err := g.In(zone)
		if err != nil {
			t.Fatal(err)
		}
		var events, hours float64
		for _, r := range moved.dayRows() {
			for h := range Hours {
				events += r.counts[h]
				hours += r.hours[h]
			}
		}
		if events != float64(g.Events) || hours != 7*168 { // seven whole weeks, clock changes or not
			t.Errorf("%s: %v events of %d in %v hours", zone, events, g.Events, hours)
		}
	}
}

func TestCompareRefuses(t *testing.T) {
	g := campaign{weeks: 1, events: 10, from: 8}.grid(t, monday, rand.New(rand.NewPCG(1, 1)))
	for want, try := range map[string]func() error{
		"filled by hand": func() error { _, err := Compare(g, &Grid{}, DifferenceOptions{}); return err },
		"cannot be compared": func() error {
			_, err := Compare(g, g, DifferenceOptions{Measure: Counts})
			return err
		},
		"level 2":       func() error { _, err := Compare(g, g, DifferenceOptions{Level: 2}); return err },
		"correction":    func() error { _, err := Compare(g, g, DifferenceOptions{Correction: "sidak"}); return err },
		"quarter hour":  func() error { _, _, err := g.Split(monday.Add(61 * time.Minute)); return err },
		"observed span": func() error { _, _, err := g.Split(monday.AddDate(1, 0, 0)); return err },
	} {
		if err := try(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

// A split keeps every event and every hour.
func TestSplit(t *testing.T) {
	g := campaign{weeks: 4, events: 300, from: 8}.grid(t, monday, rand.New(rand.NewPCG(1, 1)))
	before, after, err := g.Split(monday.AddDate(0, 0, 14).Add(13 * time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for d := range Days {
		for h := range Hours {
			if before.Counts[d][h]+after.Counts[d][h] != g.Counts[d][h] || before.Hours[d][h]+after.Hours[d][h] != g.Hours[d][h] {
				t.Fatalf("%s %d h: %d + %d of %d events, %v + %v of %v hours", DayNames[d], h,
					before.Counts[d][h], after.Counts[d][h], g.Counts[d][h], before.Hours[d][h], after.Hours[d][h], g.Hours[d][h])
			}
		}
	}
}

// The first two are worked in Brown, Cai and DasGupta's formula by hand; at 0 of n
// the upper bound is z²/(n + z²).
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int64
		low, high float64
	}{
		{50, 100, 0.403832, 0.596168},
		{0, 10, 0, 0.277533},
		{10, 10, 0.722467, 1},
		{0, 0, 0, 1},
	} {
		in := Wilson(c.k, c.n)
		if math.Abs(in.Low-c.low) > 1e-6 || math.Abs(in.High-c.high) > 1e-6 {
			t.Errorf("%d of %d: %v to %v, want %v to %v", c.k, c.n, in.Low, in.High, c.low, c.high)
		}
	}
	if in := Wilson(3, 2); !math.IsNaN(in.Low) {
		t.Errorf("3 of 2: %+v", in)
	}
}
