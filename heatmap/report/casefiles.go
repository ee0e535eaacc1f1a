package report

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// CaseOptions says how NewCase reads and what it hides. The zero value counts
// every event in UTC and hides nothing.
type CaseOptions struct {
	// Count selects and interprets the rows, as for heatmap.Count; the SHA-256 of
	// every input is taken whatever it says.
	Count heatmap.CountOptions
	// Pseudonymise names columns whose values are replaced everywhere in the
	// write-up, with Key, of 16 bytes or more.
	Pseudonymise []string
	Key          []byte
}

// rowsAtHand is up to how many bytes of inputs the rows themselves are read, for
// key events and the precision of the stamps; the counts have no such bound.
const rowsAtHand = 64 << 20

// NewCase reads files, folders and globs into a Case: counts, accounting, time
// basis, and as key events the first and the last and those around the longest
// silences. The author adds to it what only the author knows, and writes it with
// WriteCase. When some inputs fail, it returns the Case of the others and an error
// that names each of them.
func NewCase(ctx context.Context, opt CaseOptions, patterns ...string) (*Case, error) {
	opt.Count.Read.Hash = true
	names, err := pseudonymsOf(ctx, opt, patterns)
	if err != nil {
		return nil, err
	}
	tally, failure := heatmap.CountContext(ctx, opt.Count, patterns...)
	if tally == nil {
		return nil, fmt.Errorf("report: %w", failure)
	}
	c := &Case{
		Grid: tally.Grid, Groups: tally.Groups, By: opt.Count.Read.By, Sources: tally.Sources, Warnings: tally.Warnings,
		Basis: basisOf(tally.Warnings), Pseudonyms: names,
	}
	if failure != nil {
		failure = fmt.Errorf("report: %w", failure)
	}
	if !small(tally.Sources) || slices.Contains(patterns, "-") {
		c.Basis.Precision = "not looked at: the inputs are too large or a stream"
		return c, failure
	}
	if err := c.look(opt.Count, patterns); err != nil && failure == nil {
		return c, err
	}
	return c, failure
}

// small tells whether the rows may be kept in memory.
func small(sources []timelog.Source) bool {
	var bytes int64
	for _, s := range sources {
		bytes += s.Bytes
	}
	return bytes <= rowsAtHand
}

// basisOf picks out of the warnings what belongs to the time basis.
func basisOf(warnings []string) Basis {
	b := Basis{ZoneData: timelog.ZoneData()}
	var orders []string
	for _, w := range warnings {
		if _, rest, ok := strings.Cut(w, "times taken from "); ok {
			_, others, _ := strings.Cut(rest, "; ")
			others, _, _ = strings.Cut(others, " hold") // "hold" or "holds times too"
			others, _, _ = strings.Cut(others, " holds times too")
			if !slices.Contains(b.OtherColumns, others) {
				b.OtherColumns = append(b.OtherColumns, others)
			}
		}
		if i := strings.Index(w, "dates in "); i >= 0 {
			orders = append(orders, w[i:])
		}
	}
	b.Orders = strings.Join(orders, "; ")
	return b
}

// pseudonymsOf prepares the names for the values of the columns to be hidden.
func pseudonymsOf(ctx context.Context, opt CaseOptions, patterns []string) (*Pseudonyms, error) {
	if len(opt.Pseudonymise) == 0 {
		return nil, nil
	}
	if slices.Contains(patterns, "-") {
		return nil, fmt.Errorf("report: standard input cannot be read twice: pseudonyms need a file")
	}
	handles := map[string]bool{}
	for _, column := range opt.Pseudonymise {
		read := opt.Count.Read
		// Every row counts here, also those that a range, or the removal of
		// duplicates, sets aside: their handles may stand in other texts.
		read.By, read.Dedupe, read.Burst, read.Progress, read.Hash = column, nil, 0, nil, false
		read.Since, read.Until = time.Time{}, time.Time{}
		tally, err := heatmap.CountContext(ctx, heatmap.CountOptions{Read: read}, patterns...)
		if tally == nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		found := false
		for _, g := range tally.Groups {
			found = found || g.Label != ""
			handles[g.Label] = true
		}
		if !found {
			return nil, fmt.Errorf("report: no column %q whose values could be replaced", column)
		}
	}
	return NewPseudonyms(opt.Key, slices.Sorted(maps.Keys(handles)))
}
