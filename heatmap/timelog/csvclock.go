package timelog

import (
	"bytes"
	"strings"
)

// clockPair is a table's column of dates and its column of times of day, which
// are read together as one more column. The zero value says that there is none.
type clockPair struct {
	date, clock string
	joined      string // the name of the column that they make: "Date + Time"
}

// findClocks looks for a column of dates next to a column of times of day in the
// first records.
func findClocks(d *dialect, text []byte) clockPair {
	names := d.csv.names
	rows := 0
	days, clocks := make([]int, len(names)), make([]int, len(names))
	var buf []byte
	newCSVScanner(d.csv, nil).scan(text[:min(len(text), 1<<15)], true, func(r *record) {
		if rows++; rows > sampleRows {
			return
		}
		for i, c := range r.cells {
			v := bytes.TrimSpace(c.text(&buf))
			days[i] += boolInt(isDay(v))
			clocks[i] += boolInt(isClock(v))
		}
	})
	rows = min(rows, sampleRows)
	for _, step := range []int{1, -1, 2, -2} { // nearest first
		for i := range names {
			k := i + step
			if k < 0 || k >= len(names) || isSpan(names[k]) || 5*days[i] < 4*rows || 5*clocks[k] < 4*rows || rows == 0 {
				continue
			}
			return clockPair{names[i], names[k], names[min(i, k)] + " + " + names[max(i, k)]}
		}
	}
	return clockPair{}
}

// isSpan reports whether a column is named for how long something took.
func isSpan(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "dur") || strings.Contains(name, "elapsed") || strings.Contains(name, "taken") || strings.Contains(name, "uptime")
}

// isDay reports whether a value is a date without a time of day.
func isDay(v []byte) bool {
	if len(v) < 6 || len(v) > 12 || bytes.IndexByte(v, ':') >= 0 {
		return false
	}
	_, err := parseStamp(v, stampRules{})
	return err == nil || err == errDateOrder
}

// joinedScanner reads a table with its pair as one more column, the last.
type joinedScanner struct {
	in          *csvScanner
	names       []string
	picks       []int // for each of names the cell of in, -1 for the pair
	date, clock int   // cells of in
	rec         record
	both        []byte
	buf         []byte
}

// newJoinedScanner reads the columns named, all if nil; the pair is among them.
func newJoinedScanner(shape csvShape, pair clockPair, columns []string) *joinedScanner {
	s := &joinedScanner{names: columns}
	if columns == nil {
		s.names = append(append([]string(nil), shape.names...), pair.joined)
	}
	var inner []string
	place := func(name string) int {
		for i, n := range inner {
			if n == name {
				return i
			}
		}
		inner = append(inner, name)
		return len(inner) - 1
	}
	for _, n := range s.names {
		if n == pair.joined {
			s.picks = append(s.picks, -1)
		} else {
			s.picks = append(s.picks, place(n))
		}
	}
	s.date, s.clock = place(pair.date), place(pair.clock)
	s.in = newCSVScanner(shape, inner)
	s.rec.cells = make([]cell, len(s.names))
	return s
}

func (s *joinedScanner) columns() []string { return s.names }

func (s *joinedScanner) scan(b []byte, final bool, emit func(*record)) int {
	return s.in.scan(b, final, func(r *record) {
		s.rec.start, s.rec.end, s.rec.damage, s.rec.why = r.start, r.end, r.damage, r.why
		for i, k := range s.picks {
			if k >= 0 {
				s.rec.cells[i] = r.cells[k]
			} else {
				s.rec.cells[i] = s.join(r)
			}
		}
		emit(&s.rec)
	})
}

// join puts date and time of day together. A row without either has no time.
func (s *joinedScanner) join(r *record) cell {
	date := bytes.TrimSpace(r.cells[s.date].text(&s.buf))
	if len(date) == 0 {
		return cell{}
	}
	s.both = append(append(s.both[:0], date...), ' ')
	clock := bytes.TrimSpace(r.cells[s.clock].text(&s.buf))
	if len(clock) == 0 {
		return cell{}
	}
	s.both = append(s.both, clock...)
	return cell{s.both, plain}
}
