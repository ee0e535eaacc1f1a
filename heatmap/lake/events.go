package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// A Cell is an hour of the week: weekday 0 (Monday) to 6, hour 0 to 23.
type Cell struct {
	Day, Hour int
}

// A Selection says which rows behind a Grid are wanted. Its zero value is the first
// thousand in order of time.
type Selection struct {
	// Cells are the hours of the week wanted, in Query.Zone; empty means all.
	Cells []Cell
	// Columns are wanted besides the time; empty means the column of Query.By, if
	// there is one.
	Columns []string
	// Limit is the most rows to give; zero means 1000.
	Limit int
}

// An Event is one row behind a Grid.
type Event struct {
	// Time is the instant, in Query.Zone, to the microsecond.
	Time time.Time
	// Values are those of Selection.Columns as texts; a missing one is "" and set in
	// Missing.
	Values  []string
	Missing []bool
}

const defaultLimit = 1000

// check fills in the defaults of a selection.
func (s Selection) check(q Query) (Selection, error) {
	if len(s.Columns) == 0 && q.By != "" {
		s.Columns = []string{q.By}
	}
	if s.Limit == 0 {
		s.Limit = defaultLimit
	}
	if s.Limit < 0 {
		return s, fmt.Errorf("the limit is %d rows: give a positive number", s.Limit)
	}
	for _, c := range s.Cells {
		if c.Day < 0 || c.Day >= heatmap.Days || c.Hour < 0 || c.Hour >= heatmap.Hours {
			return s, fmt.Errorf("there is no cell of weekday %d, hour %d: weekdays are 0 (Monday) to 6, hours 0 to 23", c.Day, c.Hour)
		}
	}
	return s, nil
}

// Events gives the rows behind selected cells to each, one by one in order of
// time and at most Selection.Limit of them, and returns how many. The cells are by
// our rules for the zone, not by the engine's, so the rows are those of the Grid. An
// error of each ends it and is returned.
func Events(ctx context.Context, db *DB, q Query, s Selection, each func(Event) error) (int, error) {
	a, err := q.check(db.folder != nil)
	if err == nil {
		s, err = s.check(q)
	}
	if err != nil {
		return 0, fmt.Errorf("lake: %w", err)
	}
	if q.Timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, q.Timeout)
		defer stop()
	}
	l := &listing{db: db, a: a, s: s, each: each}
	if db.folder != nil {
		err = l.fromFolder(ctx)
	} else {
		err = l.fromDatabase(ctx)
	}
	if err != nil {
		return l.given, fmt.Errorf("lake: %w", err)
	}
	return l.given, nil
}

// Rows returns the rows behind selected cells as a table: a column for the time, in
// RFC 3339, and those of Selection.Columns. Sources says in a warning if there are
// more than Selection.Limit.
func Rows(ctx context.Context, db *DB, q Query, s Selection) (*timelog.Table, error) {
	s, err := s.check(q)
	if err != nil {
		return nil, fmt.Errorf("lake: %w", err)
	}
	limit := s.Limit
	s.Limit++
	t := &timelog.Table{Columns: []timelog.Column{{Name: q.Time}}}
	for _, c := range s.Columns {
		t.Columns = append(t.Columns, timelog.Column{Name: c, Missing: []bool{}})
	}
	_, err = Events(ctx, db, q, s, func(e Event) error {
		if t.Rows++; t.Rows > limit {
			return nil
		}
		t.Columns[0].Values = append(t.Columns[0].Values, e.Time.Format(time.RFC3339Nano))
		for i, v := range e.Values {
			t.Columns[i+1].Values = append(t.Columns[i+1].Values, v)
			t.Columns[i+1].Missing = append(t.Columns[i+1].Missing, e.Missing[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if t.Rows > limit {
		t.Rows = limit
		t.Warnings = append(t.Warnings, fmt.Sprintf("there are more rows than the %d shown", limit))
	}
	t.File, t.Line = make([]int32, t.Rows), make([]int64, t.Rows)
	t.Sources = []timelog.Source{{Path: db.label, TimeColumn: q.Time, Rows: int64(t.Rows), Events: int64(t.Rows), Skipped: []timelog.Skip{}}}
	return t, nil
}

// listing is an Events on its way.
type listing struct {
	db    *DB
	a     *asked
	s     Selection
	each  func(Event) error
	given int
}

// errEach wraps the caller's own error, which must not be taken for the source's.
type errEach struct{ error }

func (l *listing) fromDatabase(ctx context.Context) error {
	c, err := l.db.timeColumn(ctx, l.a, false)
	if err != nil {
		return err
	}
	b := &builder{d: &l.db.dialect, a: l.a, column: c}
	if len(l.s.Cells) > 0 && len(l.s.Cells) < heatmap.Days*heatmap.Hours {
		if err := l.findSpan(ctx, b); err != nil {
			return err
		}
	}
	err = l.db.askOnce(ctx, &asking{}, b.listRows(l.s), func(rows *sql.Rows) error { return l.read(rows, c) })
	var own errEach
	if errors.As(err, &own) {
		return own.error
	}
	return l.db.fault(ctx, err)
}

// findSpan bounds an unbounded query by its first and last event, because cells
// are written as stretches between clock changes.
func (l *listing) findSpan(ctx context.Context, b *builder) error {
	if !l.a.Since.IsZero() && !l.a.Until.IsZero() {
		return nil
	}
	var first, last sql.NullInt64
	err := l.db.ask(ctx, &asking{}, b.ends(), func(rows *sql.Rows) error {
		if !rows.Next() {
			return rows.Err()
		}
		return rows.Scan(&first, &last)
	})
	if err != nil {
		return err
	}
	if l.a.Since.IsZero() {
		l.a.Since = time.UnixMicro(first.Int64).UTC().Add(-48 * time.Hour)
	}
	if l.a.Until.IsZero() {
		l.a.Until = time.UnixMicro(last.Int64).UTC().Add(48 * time.Hour)
	}
	return nil
}

func (l *listing) read(rows *sql.Rows, c column) error {
	values := make([]sql.NullString, len(l.s.Columns))
	var micros int64
	into := []any{&micros}
	for i := range values {
		into = append(into, &values[i])
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		at := time.UnixMicro(micros).UTC()
		if c.zoneFrom == "flag" {
			unix, _ := unwall(at.Unix(), l.a.sourceZone)
			at = time.Unix(unix, int64(at.Nanosecond()))
		}
		e := Event{Time: at.In(l.a.zone), Values: make([]string, len(values)), Missing: make([]bool, len(values))}
		for i, v := range values {
			e.Values[i], e.Missing[i] = v.String, !v.Valid
		}
		l.given++
		if err := l.each(e); err != nil {
			return errEach{err}
		}
	}
	return nil
}
