package lake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// newScan makes a scan of the time column, the columns of the filter and more, and
// finds out from the first file what the times are.
func (db *DB) newScan(ctx context.Context, a *asked, from *Provenance, asking *asking, more ...string) (*scan, column, error) {
	s := &scan{ctx: ctx, db: db, a: a, from: from, asking: asking, columns: []string{a.Time}}
	for _, c := range append(columnsOf(a.where), more...) {
		if c != "" && !slices.Contains(s.columns, c) {
			s.columns = append(s.columns, c)
		}
	}
	c := column{name: a.Time, zoneFrom: "stated"}
	paths, err := db.folder.files()
	if err != nil {
		return nil, c, err
	}
	p, err := openPart(paths[0])
	if err != nil {
		return nil, c, err
	}
	defer p.os.Close()
	f, err := p.field(a.Time)
	if err != nil {
		return nil, c, err
	}
	if f.leaf == nil {
		return nil, c, fmt.Errorf("%s: there is no column %q; columns: %s", paths[0], a.Time, p.names())
	}
	s.clock.form = f.stamp
	if f.stamp.day {
		return nil, c, fmt.Errorf("%s: the column %q holds days without a time of day: there are no hours to count", paths[0], a.Time)
	}
	if f.stamp.per == 0 {
		if err := s.learn(p, f, &c); err != nil {
			return nil, c, err
		}
	}
	if f.stamp.per > 0 && !f.stamp.utc {
		c.zoneFrom = zoneKnown(a)
	}
	if c.zoneFrom == "flag" && f.stamp.per == 0 {
		s.clock.parser.SourceZone = a.sourceZone
	}
	return s, c, nil
}

// zoneKnown is how the zone of times without one is known.
func zoneKnown(a *asked) string {
	if a.sourceZone != nil {
		return "flag"
	}
	return "assumed"
}

// learn looks at the first values of numbers and texts.
func (s *scan) learn(p *part, f field, c *column) error {
	if s.a.unit != "" {
		s.clock.unit = s.a.unit
		return nil
	}
	var numbers []float64
	var texts []string
	for _, g := range p.file.RowGroups()[:min(1, len(p.file.RowGroups()))] {
		r := &columnReader{pages: g.ColumnChunks()[f.leaf.Index()].Pages()}
		values := make([]parquet.Value, min(sampleRows, g.NumRows()))
		err := r.fill(values)
		for i := range values {
			switch v := &values[i]; {
			case err != nil || v.IsNull():
			case v.Kind() == parquet.ByteArray:
				texts = append(texts, string(v.ByteArray()))
			default:
				n, _, _ := valueOf(v.String())
				numbers = append(numbers, n)
			}
		}
		r.pages.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
	}
	var err error
	if len(texts) > 0 {
		s.a.table = name{p.path}
		if c.zoneFrom, err = checkTexts(s.a, texts); c.zoneFrom == "" {
			c.zoneFrom = zoneKnown(s.a)
		}
		return err
	}
	if len(numbers) > 0 {
		s.clock.unit, err = unitOf(numbers)
	}
	if err != nil {
		err = fmt.Errorf("%s: the time column %q: %w", p.path, s.a.Time, err)
	}
	return err
}

// countFolder counts the files of a folder.
func (c *counting) countFolder(ctx context.Context) error {
	c.from.Engine, c.from.Version = "Parquet", ""
	var top map[string]bool
	if c.a.By != "" {
		values, err := c.db.topOfFolder(ctx, c.a, c.a.By, c.a.Top)
		if err != nil {
			return err
		}
		top = map[string]bool{}
		for _, v := range values {
			top[v.Value] = true
		}
	}
	s, column, err := c.db.newScan(ctx, c.a, &c.from, c.asking, c.a.By, c.a.Weight)
	if err != nil {
		return err
	}
	c.column = column
	workers := workersFor()
	parts := make([]*found, workers)
	clocks := make([]clockReader, workers)
	for i := range parts {
		parts[i], clocks[i] = c.newFound(), s.clock
	}
	err = s.run(workers, func(w int, b *batch) error { return c.takeBatch(parts[w], &clocks[w], b, top) })
	if err != nil {
		return err
	}
	c.found = parts[0]
	for _, p := range parts[1:] {
		c.found.merge(p)
	}
	c.found.answered = int64(len(c.found.groups)) // for the record: cells are made here
	c.from.RowsScanned, _ = c.asking.scanned()
	return nil
}

// takeBatch adds up the rows of a batch.
func (c *counting) takeBatch(f *found, clock *clockReader, b *batch, top map[string]bool) error {
	by, weight := -1, -1
	if c.a.By != "" {
		by = b.column(c.a.By)
	}
	if c.a.Weight != "" {
		weight = b.column(c.a.Weight)
	}
	bounded := !c.a.Since.IsZero() || !c.a.Until.IsZero()
	for i := range b.n {
		if !b.keep[i] {
			continue
		}
		events := int64(1)
		if weight >= 0 {
			n, _, whole := valueOf(b.values[weight][i].String())
			if !whole {
				return fmt.Errorf("the column %q holds %s, which is no whole number to add up", c.a.Weight, b.values[weight][i].String())
			}
			events = int64(n)
		}
		v := &b.values[0][i]
		sec, micros, ok := int64(0), int64(0), false
		if !v.IsNull() {
			sec, micros, ok = clock.read(v)
		}
		if !ok {
			if !bounded {
				f.missing += events
			}
			continue
		}
		reading := sec
		if c.column.zoneFrom == "flag" && clock.form.per > 0 {
			sec = f.instant(reading, events, c.a.sourceZone)
		}
		if bounded && c.outside(sec, micros) {
			continue
		}
		f.span(sec*1e6+micros, sec*1e6+micros)
		f.all.Add(sec, events)
		if by >= 0 {
			c.takeGroup(f, &b.values[by][i], sec, events, top)
		}
	}
	return nil
}

func (c *counting) takeGroup(f *found, v *parquet.Value, sec, events int64, top map[string]bool) {
	label := ""
	if !v.IsNull() {
		if label = textOf(v); !top[label] {
			f.others += events
			return
		}
	}
	h := f.groups[label]
	if h == nil {
		h = new(timelog.Histogram)
		f.groups[strings.Clone(label)] = h
	}
	h.Add(sec, events)
}

func (c *counting) outside(sec, micros int64) bool {
	return !c.a.Since.IsZero() && before(sec, micros, c.a.Since.Unix(), int64(c.a.Since.Nanosecond())) ||
		!c.a.Until.IsZero() && !before(sec, micros, c.a.Until.Unix(), int64(c.a.Until.Nanosecond()))
}

// before compares a time in seconds and microseconds with one in seconds and
// nanoseconds.
func before(sec, micros, otherSec, otherNanos int64) bool {
	return sec < otherSec || sec == otherSec && micros*1000 < otherNanos
}

// merge adds what another goroutine found.
func (f *found) merge(o *found) {
	f.all.Merge(o.all)
	for label, h := range o.groups {
		if f.groups[label] == nil {
			f.groups[label] = new(timelog.Histogram)
		}
		f.groups[label].Merge(h)
	}
	if o.any {
		f.span(o.first, o.last)
	}
	f.missing, f.others = f.missing+o.missing, f.others+o.others
	f.skipped, f.doubly = f.skipped+o.skipped, f.doubly+o.doubly
}

// topOfFolder counts the values of a column.
func (db *DB) topOfFolder(ctx context.Context, a *asked, by string, n int) ([]Value, error) {
	c := &counting{db: db, a: a, asking: &asking{}}
	s, column, err := db.newScan(ctx, a, &Provenance{}, c.asking, by)
	if err != nil {
		return nil, err
	}
	c.column = column
	workers := workersFor()
	counts := make([]map[string]int64, workers)
	clocks := make([]clockReader, workers)
	for i := range counts {
		counts[i], clocks[i] = map[string]int64{}, s.clock
	}
	bounded := !a.Since.IsZero() || !a.Until.IsZero()
	err = s.run(workers, func(w int, b *batch) error {
		at := b.column(by)
		for i := range b.n {
			v := &b.values[at][i]
			if !b.keep[i] || v.IsNull() {
				continue
			}
			if bounded {
				if sec, micros, ok := clocks[w].read(&b.values[0][i]); b.values[0][i].IsNull() || !ok || c.outside(sec, micros) {
					continue
				}
			}
			counts[w][textOf(v)]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var values []Value
	for _, m := range counts[1:] {
		for v, k := range m {
			counts[0][v] += k
		}
	}
	for v, k := range counts[0] {
		values = append(values, Value{v, k})
	}
	sortValues(values)
	return values[:min(n, len(values))], nil
}

// fromFolder gives the rows behind cells of a folder, keeping no more than twice
// the limit at any time.
func (l *listing) fromFolder(ctx context.Context) error {
	c := &counting{db: l.db, a: l.a, asking: &asking{}}
	s, column, err := l.db.newScan(ctx, l.a, &Provenance{}, c.asking, l.s.Columns...)
	if err != nil {
		return err
	}
	var kept []Event
	earliest := func() {
		slices.SortStableFunc(kept, func(a, b Event) int { return a.Time.Compare(b.Time) })
		kept = kept[:min(len(kept), l.s.Limit)]
	}
	err = s.run(1, func(_ int, b *batch) error {
		for i := range b.n {
			v := &b.values[0][i]
			if !b.keep[i] || v.IsNull() {
				continue
			}
			sec, micros, ok := s.clock.read(v)
			if column.zoneFrom == "flag" && s.clock.form.per > 0 {
				sec, _ = unwall(sec, l.a.sourceZone)
			}
			if !ok || c.outside(sec, micros) {
				continue
			}
			at := time.Unix(sec, micros*1000).In(l.a.zone)
			day, hour := heatmap.CellOf(at)
			if len(l.s.Cells) > 0 && !slices.Contains(l.s.Cells, Cell{day, hour}) {
				continue
			}
			e := Event{Time: at, Values: make([]string, len(l.s.Columns)), Missing: make([]bool, len(l.s.Columns))}
			for j, name := range l.s.Columns {
				if v := &b.values[b.column(name)][i]; v.IsNull() {
					e.Missing[j] = true
				} else {
					e.Values[j] = strings.Clone(textOf(v))
				}
			}
			if kept = append(kept, e); len(kept) >= 2*l.s.Limit {
				earliest()
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	earliest()
	for _, e := range kept {
		l.given++
		if err := l.each(e); err != nil {
			return err
		}
	}
	return nil
}
