package rhythm

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// ReadOptions says which events of files are judged, as heatmap.ReadOptions does,
// and how.
type ReadOptions struct {
	// Read selects and interprets the rows; with Read.By each value of that column
	// is judged by itself too.
	Read heatmap.ReadOptions
	// Judge says how.
	Judge Options
	// Top is how many values of Read.By are judged, those with most events. Zero: all.
	Top int
}

// Answer is what Whose found.
type Answer struct {
	// All judges every event together.
	All *Finding
	// Groups judges each value of Read.By, those with most events first; nil
	// without it.
	Groups []*Group
	// Sources is the account of every row.
	Sources []timelog.Source
}

// Group is one value's finding.
type Group struct {
	// Label is the value.
	Label string
	// Finding is about its events only.
	Finding *Finding
}

// marksMost is how many events of a file are looked at one by one; all count by the
// hour. A million would take longer to keep than everything else takes.
const marksMost = 1 << 18

// Whose reads files, folders and globs, and judges whose hours they hold. When
// some files fail, it returns the Answer about the others and an error that names
// each of them.
func Whose(opt ReadOptions, patterns ...string) (*Answer, error) {
	return WhoseContext(context.Background(), opt, patterns...)
}

// WhoseContext is Whose that stops with the context's error when ctx ends.
func WhoseContext(ctx context.Context, opt ReadOptions, patterns ...string) (*Answer, error) {
	if opt.Read.Marks == 0 {
		opt.Read.Marks = marksMost
	}
	tally, failure := timelog.Count(ctx, opt.Read, patterns...)
	if tally == nil {
		return nil, fmt.Errorf("rhythm: %w", failure)
	}
	answer := &Answer{Sources: tally.Sources}
	all, err := Judge(Events{Histogram: tally.All, Marks: tally.Marks, Warnings: tally.Warnings}, opt.Judge)
	if err != nil {
		return nil, err
	}
	answer.All = all
	if err := answer.group(tally, opt); err != nil {
		return nil, err
	}
	if failure != nil {
		failure = fmt.Errorf("rhythm: %w", failure)
	}
	return answer, errors.Join(failure)
}

// group judges each value by itself, those with most events first.
func (a *Answer) group(tally *timelog.Tally, opt ReadOptions) error {
	if tally.Groups == nil {
		return nil
	}
	marks := map[string][]timelog.Mark{}
	for _, m := range tally.Marks {
		marks[m.Group] = append(marks[m.Group], m)
	}
	groups, err := largest(tally.Groups, opt.Top)
	if err != nil {
		return fmt.Errorf("rhythm: %w", err)
	}
	for _, g := range groups {
		finding, err := Judge(Events{Histogram: g.events, Marks: marks[g.label]}, opt.Judge)
		if err != nil {
			return err
		}
		a.Groups = append(a.Groups, &Group{g.label, finding})
	}
	return nil
}

// labelled are the events of a value.
type labelled struct {
	label  string
	events *timelog.Histogram
}

// largest are the values with most events, at most top of them; 0 means all.
func largest(all *timelog.Groups, top int) (groups []labelled, err error) {
	cut := func() {
		slices.SortFunc(groups, func(x, y labelled) int {
			return cmp.Or(cmp.Compare(y.events.Total(), x.events.Total()), strings.Compare(x.label, y.label))
		})
		if top > 0 && len(groups) > top {
			clear(groups[top:])
			groups = groups[:top]
		}
	}
	err = all.Each(func(label string, events *timelog.Histogram) error {
		if groups = append(groups, labelled{label, events}); top > 0 && len(groups) >= 2*top+1000 {
			cut()
		}
		return nil
	})
	cut()
	return groups, err
}

// MarshalJSON writes the finding about all events, and with Read.By one more field,
// "groups", an object of findings by value.
func (a *Answer) MarshalJSON() ([]byte, error) {
	whole, err := json.Marshal(a.All)
	if err != nil || a.Groups == nil {
		return whole, err
	}
	groups := map[string]*Finding{}
	for _, g := range a.Groups {
		groups[g.Label] = g.Finding
	}
	parts, err := json.Marshal(groups)
	if err != nil {
		return nil, err
	}
	whole = append(whole[:len(whole)-1], `,"groups":`...)
	return append(append(whole, parts...), '}'), nil
}

// String is the half page about all events, or with Read.By one for each value.
func (a *Answer) String() string {
	if a.Groups == nil {
		return a.All.String()
	}
	var b strings.Builder
	for i, g := range a.Groups {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "── %s ──\n%s", g.Label, g.Finding)
	}
	return b.String()
}
