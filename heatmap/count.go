package heatmap

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// CountOptions says what Count reads and in which zone it counts. The zero value
// counts every event in UTC.
type CountOptions struct {
	// Zone is the IANA zone to count in; empty means UTC.
	Zone string
	// Read selects and interprets the rows; Read.By also makes one Grid a value
	// of that column.
	Read ReadOptions
	// Span is the time in which events could have been seen; its zero value means
	// from the first event to the last.
	Span Span
}

// A Tally is what Count found: the week, and the account of every row.
type Tally struct {
	// Grid is the week of all events.
	Grid *Grid
	// Groups has one Grid a value of ReadOptions.By, the largest first; nil
	// without it. All share the observed hours of Grid. Of more than MostGroups values
	// it has those with most events; WriteJSON writes all of them.
	Groups []*Grid
	// Sources has one entry a file. Rows are events, duplicates, collapsed,
	// outside the range or skipped, and their sum closes.
	Sources []timelog.Source
	// Warnings are doubts about the result, one sentence each.
	Warnings []string

	all *timelog.Groups // if they are more than Groups has
}

// MostGroups is how many Grids Count makes of the values of a column. Each takes about
// 3 kB, and nobody looks at so many pictures.
const MostGroups = 10_000

// Count counts the events of files, folders and globs by weekday and hour. It
// streams and builds no DataFrame, so its memory does not grow with the input: what does
// not fit goes to a temporary file.
// When some files fail, it returns the Tally of the others and an error that names
// each of them.
func Count(opt CountOptions, patterns ...string) (*Tally, error) {
	return CountContext(context.Background(), opt, patterns...)
}

// CountContext is Count that stops with the context's error when ctx ends.
func CountContext(ctx context.Context, opt CountOptions, patterns ...string) (*Tally, error) {
	if _, err := timelog.LoadZone(opt.Zone); err != nil {
		return nil, fmt.Errorf("heatmap: %w", err)
	}
	events, failure := timelog.Count(ctx, opt.Read, patterns...)
	if events == nil {
		return nil, fmt.Errorf("heatmap: %w", failure)
	}
	tally, err := fold(ctx, events, opt)
	if failure != nil {
		failure = fmt.Errorf("heatmap: %w", failure)
	}
	return tally, errors.Join(failure, err)
}

// FoldTally turns events counted by UTC quarter hour, in files or in a database,
// into grids in opt.Zone. Of opt.Read nothing is used: the counting is done. An
// unknown zone is an error.
func FoldTally(events *timelog.Tally, opt CountOptions) (*Tally, error) {
	return fold(context.Background(), events, opt)
}

// fold turns the histograms into grids.
func fold(ctx context.Context, events *timelog.Tally, opt CountOptions) (*Tally, error) {
	span := opt.Span
	if span.First.IsZero() {
		span.First = events.First
	}
	if span.Last.IsZero() {
		span.Last = events.Last
	}
	g, err := Fold(events.All, opt.Zone, span)
	if err != nil {
		return nil, err
	}
	g.spanExactly(events.First, events.Last)
	g.ZoneFrom, g.Notes = zoneFromOfSources(events.Sources), notesOf(events.Sources)
	tally := &Tally{Grid: g, Sources: events.Sources, Warnings: events.Warnings}
	return tally, tally.group(ctx, events.Groups, span)
}

// zoneFromOfSources is how the zones of the stamps are known, the weakest of all files.
func zoneFromOfSources(sources []timelog.Source) string {
	found := map[string]bool{}
	for _, s := range sources {
		if s.Events > 0 {
			found[s.ZoneFrom] = true
		}
	}
	for _, weakest := range zoneKnowledge {
		if found[weakest] {
			return weakest
		}
	}
	return ""
}

// notesOf says, for the caption, what was left out or mended.
func notesOf(sources []timelog.Source) []string {
	var recovered, skipped, duplicates, collapsed int64
	for _, s := range sources {
		recovered += s.Recovered
		duplicates += s.Duplicates
		collapsed += s.Collapsed
		skipped += skippedRows(s)
	}
	var notes []string
	for _, note := range []struct {
		n    int64
		noun string
		what string
	}{
		{duplicates, "duplicate", "removed"},
		{collapsed, "event", "collapsed into bursts"},
		{recovered, "event", "recovered from damaged records"},
		{skipped, "row", "skipped"},
	} {
		if note.n > 0 {
			notes = append(notes, plural(note.n, note.noun)+" "+note.what)
		}
	}
	return notes
}

// stampOrNothing writes an instant in RFC 3339, or nothing for the zero time.
func stampOrNothing(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

// String is the account in words: totals, and each file in which something was
// recovered or skipped, then the warnings.
func (t *Tally) String() string {
	var out strings.Builder
	account(&out, t.Sources)
	for _, warning := range t.Warnings {
		fmt.Fprintf(&out, "warning: %s\n", warning)
	}
	return out.String()
}
