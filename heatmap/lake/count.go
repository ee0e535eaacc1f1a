package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// Count counts the events of a query by weekday and hour, inside the engine that
// holds them. What comes back is a row a quarter hour (and a value of Query.By),
// whatever the number of events, so Grid.In and everything that works on a Grid
// need not ask again.
//
// When ctx ends the query is cancelled in the engine too, and the error is the
// context's. A connection that drops is tried once more.
func Count(ctx context.Context, db *DB, q Query) (*Answer, error) {
	a, err := q.check(db.folder != nil)
	if err != nil {
		return nil, fmt.Errorf("lake: %w", err)
	}
	if q.Timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, q.Timeout)
		defer stop()
	}
	c := &counting{db: db, a: a, asking: &asking{tell: q.Progress}}
	c.took(q.Now, func() {
		if db.folder != nil {
			err = c.countFolder(ctx)
		} else {
			err = c.count(ctx)
		}
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("lake: %w", err)
	}
	return c.answer()
}

// counting is a Count on its way.
type counting struct {
	db      *DB
	a       *asked
	asking  *asking
	column  column
	from    Provenance
	check   *ZoneCheck
	found   *found
	partial bool
	notes   []string // warnings
}

// found is what an engine answered, started anew when a query is.
type found struct {
	all             *timelog.Histogram
	groups          map[string]*timelog.Histogram
	first, last     int64 // microseconds
	any             bool
	answered        int64 // rows that came back
	missing         int64 // rows without a time
	others          int64 // events of values of By without a grid of their own
	skipped, doubly int64 // events at clock readings that never were, or were twice
	check           *ZoneCheck
}

// took runs f and notes how long it took.
func (c *counting) took(now func() time.Time, f func()) {
	if now == nil {
		f()
		return
	}
	start := now()
	f()
	c.from.Seconds = now().Sub(start).Seconds()
}

// count asks a database.
func (c *counting) count(ctx context.Context) error {
	err := c.attempt(ctx)
	var told *sourceError
	if errors.As(err, &told) && told.lost && ctx.Err() == nil {
		return c.withoutLost(ctx, err)
	}
	if err == nil && c.db.dialect.shards != nil {
		if all, _, err := c.db.dialect.shards(ctx, c.db, c.a.table); err == nil {
			c.from.Shards, c.from.ShardsAnswered = all, all
		}
	}
	return err
}

// meet learns what the engine is and what the time column holds.
func (c *counting) meet(ctx context.Context) error {
	d := &c.db.dialect
	c.from.Engine = d.Name
	if d.Version != "" {
		if err := c.db.one(ctx, d.Version, &c.from.Version); err != nil {
			return err
		}
	}
	if d.ZoneData != "" {
		if err := c.db.one(ctx, d.ZoneData, &c.from.ZoneData); err != nil && ctx.Err() == nil {
			c.from.ZoneData = "" // a version of the engine that has no such table
		}
	}
	var now int64
	if d.Clock != "" && c.db.one(ctx, d.Clock, &now) == nil && now > 0 {
		c.from.AskedAt = time.Unix(now, 0).UTC()
	}
	var err error
	if c.column, err = c.db.timeColumn(ctx, c.a, c.asking.skipLost); err != nil {
		return err
	}
	return c.meetZone(ctx)
}

// meetZone finds out whether the engine can place quarter hours in the zone. A
// fixed offset needs no check, nor does a zone that the engine has to guess at
// because the column's own is not UTC.
func (c *counting) meetZone(ctx context.Context) error {
	d := &c.db.dialect
	if d.Weekday == "" || c.column.zoneFrom == "flag" || c.a.zone.String() != "UTC" && fixed(c.a.zone) {
		return nil
	}
	c.check = &ZoneCheck{loc: c.a.zone}
	var weekday int64
	probe := "SELECT " + fill(d.Weekday, "q", "1000000800", "zone", d.text(c.a.zone.String()))
	if err := c.db.one(ctx, probe, &weekday); err != nil {
		if ctx.Err() != nil {
			return err
		}
		c.check.Unknown = true
	}
	return nil
}

// fixed tells a bare offset, named such as "+03:00", from a zone.
func fixed(loc *time.Location) bool {
	name := loc.String()
	return name != "" && (name[0] == '+' || name[0] == '-')
}

// attempt asks for the values of By, and then for the counts.
func (c *counting) attempt(ctx context.Context) error {
	if err := c.meet(ctx); err != nil {
		return err
	}
	b := &builder{d: &c.db.dialect, a: c.a, column: c.column, sum: c.check != nil && !c.check.Unknown}
	var values []string
	c.from.Statements = nil
	if c.a.By != "" {
		top, err := c.db.topValues(ctx, c.asking, b, c.a.By, c.a.Top)
		if err != nil {
			return err
		}
		c.from.Statements = append(c.from.Statements, b.top(c.a.By, c.a.Top))
		for _, v := range top {
			values = append(values, v.Value)
		}
	}
	s := b.count(values)
	c.from.Statements = append(c.from.Statements, s)
	return c.db.ask(ctx, c.asking, s, func(rows *sql.Rows) error {
		c.found = c.newFound()
		return c.read(rows, b.sum)
	})
}

func (c *counting) newFound() *found {
	f := &found{all: new(timelog.Histogram)}
	if c.a.By != "" {
		f.groups = map[string]*timelog.Histogram{}
	}
	if c.check != nil {
		check := *c.check
		f.check = &check
	}
	return f
}

// read takes the rows of the statement that builder.count writes.
func (c *counting) read(rows *sql.Rows, cells bool) error {
	var quarter, first, last, cell, missing sql.NullInt64
	var events sql.NullInt64
	var value sql.NullString
	into := []any{&quarter, &events, &first, &last}
	if c.a.By != "" {
		into = append(into, &value, &missing)
	}
	if cells {
		into = append(into, &cell)
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("an answer that is not understood: %w", err)
		}
		f := c.found
		f.answered++
		if !quarter.Valid {
			f.missing += events.Int64
			continue
		}
		f.span(first.Int64, last.Int64)
		if cells {
			f.check.add(quarter.Int64, events.Int64, cell.Int64)
		}
		at := quarter.Int64
		if c.column.zoneFrom == "flag" {
			at = f.instant(at, events.Int64, c.a.sourceZone)
		}
		f.all.Add(at, events.Int64)
		if c.a.By != "" {
			f.group(at, events.Int64, value, missing.Int64 == 1)
		}
	}
	return nil
}

// instant is the instant of a quarter hour of the source's clock.
func (f *found) instant(reading, events int64, loc *time.Location) int64 {
	at, ok := unwall(reading, loc)
	switch _, offset := time.Unix(at, 0).In(loc).Zone(); {
	case ok:
	case at+int64(offset) != reading:
		f.skipped += events
	default:
		f.doubly += events
	}
	return at
}

// group counts events of one value; those whose value is missing are under "".
func (f *found) group(at, events int64, value sql.NullString, missing bool) {
	if !value.Valid && !missing {
		f.others += events
		return
	}
	h := f.groups[value.String]
	if h == nil {
		h = new(timelog.Histogram)
		f.groups[value.String] = h
	}
	h.Add(at, events)
}

func (f *found) span(first, last int64) {
	if !f.any || first < f.first {
		f.first = first
	}
	if !f.any || last > f.last {
		f.last = last
	}
	f.any = true
}

// values are the groups, nil if none were asked for.
func (f *found) values() *timelog.Groups {
	if f.groups == nil {
		return nil
	}
	return timelog.NewGroups(f.groups)
}

// answer folds what was found.
func (c *counting) answer() (*Answer, error) {
	f := c.found
	c.check = f.check
	c.from.Source, c.from.Filter, c.from.OurZoneData = c.db.source(c.a.table), c.a.Where, ourZoneData()
	c.from.RowsScanned, c.from.BytesScanned = c.asking.scanned()
	c.from.RowsAnswered, c.from.Retried = f.answered, c.asking.retried
	c.from.stale(c.a)
	events := &timelog.Tally{All: f.all, Groups: f.values(), Sources: []timelog.Source{c.source()}, Warnings: c.warnings()}
	if f.any {
		events.First, events.Last = c.moment(f.first), c.moment(f.last)
	}
	tally, err := heatmap.FoldTally(events, heatmap.CountOptions{Zone: c.a.Zone, Span: c.a.Span})
	if err != nil {
		return nil, fmt.Errorf("lake: %w", err)
	}
	if c.partial {
		tally.Grid.Notes = append(tally.Grid.Notes, fmt.Sprintf("PARTIAL: %d of %d shards did not answer", c.from.Shards-c.from.ShardsAnswered, c.from.Shards))
		for _, g := range tally.Groups {
			g.Notes = tally.Grid.Notes
		}
	}
	return &Answer{Tally: tally, Asked: c.from, Check: c.check, Partial: c.partial}, nil
}

// moment is a time from microseconds, the clock's zone undone.
func (c *counting) moment(micros int64) time.Time {
	at := time.UnixMicro(micros).UTC()
	if c.column.zoneFrom != "flag" || c.db.folder != nil { // of a folder they are instants
		return at
	}
	unix, _ := unwall(at.Unix(), c.a.sourceZone)
	return time.Unix(unix, int64(at.Nanosecond())).UTC()
}

// source is the account of the rows that were asked for.
func (c *counting) source() timelog.Source {
	f := c.found
	s := timelog.Source{
		Path: c.from.Source, Format: strings.ToLower(c.from.Engine), TimeColumn: c.a.Time, Bytes: c.from.BytesScanned,
		Zone: "UTC", ZoneFrom: c.column.zoneFrom, Rows: f.all.Total() + f.missing, Events: f.all.Total(), Skipped: []timelog.Skip{},
	}
	if c.column.zoneFrom == "flag" {
		s.Zone = c.a.sourceZone.String()
	}
	if f.missing > 0 {
		s.Skipped = append(s.Skipped, timelog.Skip{Reason: "no time in the record", Rows: f.missing, FirstLine: 0, Example: c.a.Time + " is null"})
	}
	return s
}

// warnings are the doubts about the answer.
func (c *counting) warnings() []string {
	f, notes := c.found, c.notes
	if c.column.zoneFrom == "assumed" {
		notes = append(notes, fmt.Sprintf("the times of %s carry no zone: they were read as UTC, which is an assumption (SourceZone, --source-zone settles it)", c.a.Time))
	}
	if w := c.check.warning(c.from.Engine, c.from.ZoneData); w != "" {
		notes = append(notes, w)
	}
	if f.others > 0 {
		notes = append(notes, fmt.Sprintf("%s has more than %d values: %s events of the rarer ones are in the total only (Top, --top)", c.a.By, c.a.Top, grouped(f.others)))
	}
	if f.skipped > 0 {
		notes = append(notes, fmt.Sprintf("%s events are at times that never were in %s, because the clocks went forward", grouped(f.skipped), c.a.sourceZone))
	}
	if f.doubly > 0 {
		notes = append(notes, fmt.Sprintf("%s events are at times that were twice in %s, because the clocks went back; the first was taken", grouped(f.doubly), c.a.sourceZone))
	}
	return notes
}
