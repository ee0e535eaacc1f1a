package lake

import (
	"errors"
	"fmt"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// A Query says which events to count. Table and Time are needed, but for a folder
// of Parquet files, which is one table; the zero value of everything else works.
type Query struct {
	// Table is the table or view, "table" or "schema.table"; a part that holds a
	// dot stands in double quotation marks.
	Table string
	// Time is the column of times, by its exact name.
	Time string
	// Unit is what a column of numbers counts: "s", "ms", "us", "ns" since 1970,
	// "webkit" (microseconds since 1601), "filetime" (100 ns since 1601), "cocoa"
	// (seconds since 2001), "cocoa-ns", "ticks" (100 ns since year 1). Empty: told
	// from the first values; when two units fit, an error says so.
	Unit string
	// Zone is the IANA zone to count in; empty means UTC.
	Zone string
	// SourceZone is the zone of times that carry none. Empty: UTC, and the result
	// says "assumed".
	SourceZone string
	// Where keeps the rows that meet a condition in SQL's notation, such as
	// user = 'alice' and bytes > 1000 and host not in ('a', 'b'): comparisons with
	// =, <>, <, <=, >, >=, in, between, like, is null, joined by and, or, not and
	// parentheses. It is read by this package and sent with values bound, so it is
	// the same for every engine and no way in for another statement.
	Where string
	// By names a column: each of its values gets a Grid of its own, up to Top.
	By string
	// Top is how many values of By get a Grid, those with the most events; the
	// events of the others are in the total only. Zero means 100.
	Top int
	// Weight names a column of whole numbers to add up instead of counting rows: how
	// a table of quarter hours rolled up before is counted (see GROWTH.md). Empty:
	// each row is one event.
	Weight string
	// Since and Until keep events of the half-open span [Since, Until). The zero
	// time means unbounded. Rows outside are left to the engine and not counted.
	Since, Until time.Time
	// Span is the time in which events could have been seen; its zero value means
	// from the first event to the last.
	Span heatmap.Span
	// Partial accepts an answer without the shards that do not answer, marked as
	// partial. Without it that is an error.
	Partial bool
	// Timeout ends the query in the engine after this long; zero means never.
	Timeout time.Duration
	// Progress, if set, is told the rows scanned so far and how many there are, 0
	// when unknown. It is never called concurrently.
	Progress func(rows, total int64)
	// Now is the clock by which Provenance.Seconds is taken, such as time.Now. Nil:
	// it stays 0.
	Now func() time.Time
}

// defaultTop is how many values of By get a grid unless Query.Top says so.
const defaultTop = 100

// asked is a query that has been read and found sound.
type asked struct {
	Query
	table      name
	where      filter
	zone       *time.Location
	sourceZone *time.Location // nil when none was named
	unit       Kind
}

// check reads a query.
func (q Query) check(folder bool) (*asked, error) {
	a := &asked{Query: q, unit: Kind(q.Unit)}
	var err error
	if a.zone, err = timelog.LoadZone(q.Zone); err != nil {
		return nil, fmt.Errorf("Zone: %w", err)
	}
	if q.SourceZone != "" {
		if a.sourceZone, err = timelog.LoadZone(q.SourceZone); err != nil {
			return nil, fmt.Errorf("SourceZone: %w", err)
		}
	}
	if a.where, err = parseFilter(q.Where); err != nil {
		return nil, err
	}
	if q.Time == "" {
		return nil, errors.New("no time column is named: set Query.Time (--time COLUMN)")
	}
	if !folder {
		if q.Table == "" {
			return nil, errors.New("no table is named: set Query.Table (--table NAME)")
		}
		if a.table, err = parseName(q.Table); err != nil {
			return nil, err
		}
	}
	if _, known := units[a.unit]; a.unit != "" && !known {
		return nil, fmt.Errorf("the unit %q is unknown: use s, ms, us, ns, webkit, filetime, cocoa, cocoa-ns or ticks", q.Unit)
	}
	if q.Top < 0 {
		return nil, fmt.Errorf("Top is %d: give how many values of %s are wanted", q.Top, q.By)
	}
	if a.Top == 0 {
		a.Top = defaultTop
	}
	if !q.Since.IsZero() && !q.Until.IsZero() && !q.Since.Before(q.Until) {
		return nil, fmt.Errorf("Since %s is not before Until %s", q.Since.Format(time.RFC3339), q.Until.Format(time.RFC3339))
	}
	return a, nil
}
