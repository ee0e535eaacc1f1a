package heatmap

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// GroupOptions says how Group counts. The zero value counts the time column in
// the zone that WithTime wrote it in.
type GroupOptions struct {
	// Zone is the IANA zone to count in; empty means the zone of the time column.
	Zone string
	// Time is the column of instants; empty means TimeColumn.
	Time string
	// Span is the time in which events could have been seen; its zero value means
	// from the first event to the last.
	Span Span
	// Notes are printed under the picture.
	Notes []string
}

// Group counts the rows of a frame by weekday and hour. The frame must have been
// through WithTime; rows without a time are left out, and their number is noted
// on the Grid. A missing column and an unknown zone are errors; a frame without
// any rows gives an empty week.
func Group(df dataframe.DataFrame, opt GroupOptions) (*Grid, error) {
	column, err := timesOf(df, &opt)
	if err != nil {
		return nil, err
	}
	all := times{}
	for row := range column.Len() {
		if _, err := all.add(column.Elem(row), row); err != nil {
			return nil, err
		}
	}
	return all.grid(opt, zoneFromOf(df))
}

// GroupBy counts the rows of a frame by weekday and hour for each value of a
// column, such as a sender. It returns one Grid a value, labelled with it, the one
// with the most events first (equal numbers in the order of their labels). All of
// them share the observed span of the whole frame: a handle that was silent for a
// month was observed, and quiet. Rows in which the column is missing are counted
// under the label ""; a value none of whose rows has a time has no Grid.
func GroupBy(df dataframe.DataFrame, column string, opt GroupOptions) ([]*Grid, error) {
	by, err := columnOf(df, column)
	if err != nil {
		return nil, err
	}
	stamps, err := timesOf(df, &opt)
	if err != nil {
		return nil, err
	}
	all, groups := times{}, map[string]*times{}
	for row := range stamps.Len() {
		label := ""
		if !by.Elem(row).IsNA() {
			label = by.Elem(row).String()
		}
		group := groups[label]
		if group == nil {
			group = &times{}
			groups[label] = group
		}
		at, err := group.add(stamps.Elem(row), row)
		if err != nil {
			return nil, err
		}
		all.span(at)
	}
	opt.Span = all.observed(opt.Span)
	return grids(groups, zoneFromOf(df), opt)
}

// grids makes the Grid of each group, the largest first.
func grids(groups map[string]*times, zoneFrom string, opt GroupOptions) ([]*Grid, error) {
	out := make([]*Grid, 0, len(groups))
	for label, group := range groups {
		if group.first.IsZero() {
			continue // not one row of it has a readable time
		}
		g, err := group.grid(opt, zoneFrom)
		if err != nil {
			return nil, err
		}
		g.Label = label
		out = append(out, g)
	}
	sortGrids(out)
	return out, nil
}

// sortGrids puts the grid with the most events first; labels decide between equals.
func sortGrids(grids []*Grid) {
	slices.SortFunc(grids, func(a, b *Grid) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Label, b.Label))
	})
}

// timesOf returns the column of instants and settles the zone.
func timesOf(df dataframe.DataFrame, opt *GroupOptions) (series.Series, error) {
	name := opt.Time
	if name == "" {
		name = TimeColumn
		if df.Err == nil && !slices.Contains(df.Names(), TimeColumn) {
			return series.Series{}, fmt.Errorf("heatmap: the DataFrame has no column %q: call WithTime first (it has %q)", TimeColumn, df.Names())
		}
	}
	column, err := columnOf(df, name)
	if err != nil {
		return column, err
	}
	for row := 0; opt.Zone == "" && row < column.Len(); row++ {
		if !column.Elem(row).IsNA() {
			opt.Zone = zoneOfStamp(column.Elem(row).String())
			break
		}
	}
	return column, nil
}

// times are the instants of one group on their way into a Grid.
type times struct {
	histogram   timelog.Histogram
	first, last time.Time
	missing     int64
}

// stampParser reads what WithTime wrote.
var stampParser = timelog.StampParser{}

// add counts one instant and returns it; a missing one is only noted, and zero.
func (t *times) add(e series.Element, row int) (time.Time, error) {
	if e.IsNA() {
		t.missing++
		return time.Time{}, nil
	}
	at, _, err := stampParser.Parse(bareStamp(e.String()))
	if err != nil {
		return at, fmt.Errorf("heatmap: row %d of the time column: %w; call WithTime first", row, err)
	}
	t.histogram.Add(at.Unix(), 1)
	t.span(at)
	return at, nil
}

// span widens the first and the last instant.
func (t *times) span(at time.Time) {
	if at.IsZero() {
		return
	}
	if t.first.IsZero() || at.Before(t.first) {
		t.first = at
	}
	if t.last.IsZero() || at.After(t.last) {
		t.last = at
	}
}

// observed is the span given, filled up with what was seen.
func (t *times) observed(given Span) Span {
	if given.First.IsZero() {
		given.First = t.first
	}
	if given.Last.IsZero() {
		given.Last = t.last
	}
	return given
}

// zoneFromOf is how the zones of a frame's stamps are known; when rows differ, the
// weakest: one assumed stamp makes the picture an assumption.
func zoneFromOf(df dataframe.DataFrame) string {
	if !slices.Contains(df.Names(), ZoneFromColumn) {
		return ""
	}
	column, found := df.Col(ZoneFromColumn), map[string]bool{}
	for row := range column.Len() {
		if !column.Elem(row).IsNA() {
			found[column.Elem(row).String()] = true
		}
	}
	for _, weakest := range zoneKnowledge {
		if found[weakest] {
			return weakest
		}
	}
	return ""
}

// zoneKnowledge lists how a zone can be known, the weakest first.
var zoneKnowledge = []string{"assumed", "flag", "header", "stated", "stamp"}

// grid folds the instants and notes what was left out.
func (t *times) grid(opt GroupOptions, zoneFrom string) (*Grid, error) {
	g, err := Fold(&t.histogram, opt.Zone, t.observed(opt.Span))
	if err != nil {
		return nil, err
	}
	g.ZoneFrom, g.Notes = zoneFrom, slices.Clone(opt.Notes)
	g.spanExactly(t.first, t.last)
	if t.missing > 0 {
		g.Notes = append(g.Notes, plural(t.missing, "row")+" without a readable time left out")
	}
	return g, nil
}
