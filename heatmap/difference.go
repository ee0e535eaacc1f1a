package heatmap

import (
	"fmt"
	"math"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// DifferenceOptions says how two grids are compared. The zero value compares
// rates at a level of 5 %.
type DifferenceOptions struct {
	// Measure is what is compared: Rates (the default), events an observed hour,
	// which also sees that somebody works more; or Shares, parts of all events,
	// which sees only that somebody works at other hours.
	Measure Measure
	// Level is the part of comparisons of like with like that may show a
	// difference, 0 to 1; 0 means 0.05.
	Level float64
	// Correction for testing many cells: BenjaminiHochberg (the default), Holm, or
	// NoCorrection, with which one cell in twenty is flagged by chance.
	Correction string
	// Permutations is how often the days are shuffled for the test of the whole
	// week; 0 means 1999.
	Permutations int
	// Seed chooses the shuffles; the same seed gives the same result.
	Seed uint64
}

// The corrections for testing many cells at once.
const (
	BenjaminiHochberg = "bh"   // false discovery rate: Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
	Holm              = "holm" // family-wise error rate: Holm 1979, Scand. J. Statist. 6:65-70
	NoCorrection      = "none"
)

// A Difference is the comparison of two grids, cell by cell and as a whole.
//
// Cell by cell: given that a cell holds a + b events in s + t hours, a is
// binomial with chance s/(s+t) if the rates are equal; P is the exact two-sided
// p of that (Przyborowski and Wilenski 1940, doi:10.1093/biomet/31.3-4.313), and
// Adjusted is corrected for the number of cells. This takes events for
// independent, which people's are not: they come in bursts.
//
// As a whole: Whole is the p of the hypothesis that days of the same weekday are
// alike before and after, by shuffling whole days between the sides. It needs no
// independence inside a day. A cell is therefore Flagged only if both its own p
// and that of the whole are at most Level: without any difference the map stays
// clean in at least 1 − Level of all cases, bursts or not.
type Difference struct {
	Before, After *Grid
	Measure       Measure
	// Change is after minus before, in events an hour or in shares; NaN where one
	// of the two was not observed.
	Change [Days][Hours]float64
	// P and Adjusted are 1 where there is nothing to test.
	P, Adjusted [Days][Hours]float64
	Flagged     [Days][Hours]bool
	// Flags is the number of flagged cells, Tests that of the cells observed on
	// both sides.
	Flags, Tests int
	// Whole is the p of the whole week, 1/(permutations+1) at least; Days are the
	// dates shuffled, before and after.
	Whole      float64
	Days       [2]int
	Level      float64
	Correction string

	options DifferenceOptions
}

// Compare tests where in the week two periods differ. Both grids must have events
// behind them (not be filled by hand); the second is counted in the zone of the
// first. Set the Span of each to the whole period that was watched, or a silence
// at its edge goes unseen.
func Compare(before, after *Grid, opt DifferenceOptions) (*Difference, error) {
	opt, err := opt.filled()
	if err != nil {
		return nil, err
	}
	if before == nil || after == nil || before.source == nil || after.source == nil {
		return nil, fmt.Errorf("heatmap: a comparison needs two grids with events behind them, not filled by hand")
	}
	if before.zoneName() != after.zoneName() {
		moved, err := after.In(before.Zone)
		if err != nil {
			return nil, err
		}
		after = moved
	}
	d := &Difference{Before: before, After: after, Measure: opt.Measure, Level: opt.Level, Correction: opt.Correction, Whole: 1, options: opt}
	d.testCells()
	d.adjust()
	d.testWhole(opt)
	d.flag()
	return d, nil
}

// In is the same comparison on the clock of another zone, with the same options.
// Its cells hold other hours and its days begin at another time, so that both are
// tested again.
func (d *Difference) In(zone string) (*Difference, error) {
	if d.Before == nil || d.After == nil {
		return nil, fmt.Errorf("heatmap: this difference was filled by hand: it has nothing to compare again")
	}
	before, err := d.Before.In(zone)
	if err != nil {
		return nil, err
	}
	return Compare(before, d.After, d.options)
}

// filled fills in the defaults and finds mistakes.
func (opt DifferenceOptions) filled() (DifferenceOptions, error) {
	if opt.Measure == "" {
		opt.Measure = Rates
	}
	if opt.Level == 0 {
		opt.Level = 0.05
	}
	if opt.Correction == "" {
		opt.Correction = BenjaminiHochberg
	}
	if opt.Permutations == 0 {
		opt.Permutations = 1999
	}
	switch {
	case opt.Measure != Rates && opt.Measure != Shares:
		return opt, fmt.Errorf("heatmap: measure %q cannot be compared: use rate or share", string(opt.Measure))
	case opt.Level < 0 || opt.Level >= 1 || math.IsNaN(opt.Level):
		return opt, fmt.Errorf("heatmap: level %v: give a part between 0 and 1, such as 0.05", opt.Level)
	case opt.Correction != BenjaminiHochberg && opt.Correction != Holm && opt.Correction != NoCorrection:
		return opt, fmt.Errorf("heatmap: unknown correction %q: use bh, holm or none", opt.Correction)
	case opt.Permutations < 1:
		return opt, fmt.Errorf("heatmap: %d permutations: give 1 or more", opt.Permutations)
	}
	return opt, nil
}

// testCells fills Change and P.
func (d *Difference) testCells() {
	for day := range Days {
		for hour := range Hours {
			d.P[day][hour], d.Adjusted[day][hour] = 1, 1
			d.Change[day][hour] = d.After.Value(d.Measure, day, hour) - d.Before.Value(d.Measure, day, hour)
			s, t := d.exposure(day, hour)
			if d.Before.Hours[day][hour] == 0 || d.After.Hours[day][hour] == 0 {
				d.Change[day][hour] = math.NaN()
				continue
			}
			d.Tests++
			a, b := d.Before.Counts[day][hour], d.After.Counts[day][hour]
			d.P[day][hour] = binomialP(a, a+b, s/(s+t))
		}
	}
}

// exposure is what the events of a cell are in proportion to if nothing changed:
// the hours observed, or for shares these times the events of each side an hour.
func (d *Difference) exposure(day, hour int) (s, t float64) {
	s, t = d.Before.Hours[day][hour], d.After.Hours[day][hour]
	if d.Measure == Shares {
		s *= float64(d.Before.Events) / total(d.Before.Hours)
		t *= float64(d.After.Events) / total(d.After.Hours)
	}
	return s, t
}

func total(cells [Days][Hours]float64) float64 {
	sum := 0.0
	for _, row := range cells {
		for _, v := range row {
			sum += v
		}
	}
	return sum
}

// flag marks the cells that differ, if the whole does.
func (d *Difference) flag() {
	for day := range Days {
		for hour := range Hours {
			if d.Whole <= d.Level && d.Adjusted[day][hour] <= d.Level {
				d.Flagged[day][hour] = true
				d.Flags++
			}
		}
	}
}

// Split cuts the events of a grid in two at an instant: what lies before it, and
// the rest. The observed span is cut there too. A grid filled by hand cannot be
// split, and an instant outside the observed span splits nothing: both are errors.
func (g *Grid) Split(at time.Time) (before, after *Grid, err error) {
	if g.source == nil {
		return nil, nil, fmt.Errorf("heatmap: this grid was filled by hand: it has no events to split")
	}
	if !at.After(g.from) || at.After(g.to) {
		return nil, nil, fmt.Errorf("heatmap: %s is not inside the observed span from %s to %s", at.Format(time.RFC3339), g.from.Format(time.RFC3339), g.to.Format(time.RFC3339))
	}
	if at.Unix()%quarterSeconds != 0 {
		return nil, nil, fmt.Errorf("heatmap: events are kept by the quarter hour: split at a full one, not at %s", at.Format(time.RFC3339))
	}
	var halves [2]timelog.Histogram
	g.source.Each(func(unix, n int64) {
		side := 0
		if unix >= at.Unix() {
			side = 1
		}
		halves[side].Add(unix, n)
	})
	// A span's last instant is included: the first half ends just before the cut.
	before, err = Fold(&halves[0], g.Zone, Span{First: g.from, Last: at.Add(-time.Nanosecond)})
	if err != nil {
		return nil, nil, err
	}
	after, err = Fold(&halves[1], g.Zone, Span{First: at, Last: g.to})
	if err != nil {
		return nil, nil, err
	}
	before.ZoneFrom, after.ZoneFrom = g.ZoneFrom, g.ZoneFrom
	cut := withOffset(at.In(g.location()))
	before.Label, after.Label = "before "+cut, "from "+cut
	return before, after, nil
}

// withOffset writes a time with how far its clock is from UTC: "2023-04-05 18:00
// UTC+3". A label with it stays true when its grid is moved to another zone.
func withOffset(t time.Time) string {
	_, offset := t.Zone()
	text := t.Format("2006-01-02 15:04 UTC")
	switch {
	case offset == 0:
		return text
	case offset%3600 == 0:
		return fmt.Sprintf("%s%+d", text, offset/3600)
	}
	return text + t.Format("-07:00")
}
