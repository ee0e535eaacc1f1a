package timelog

import (
	"bytes"
	"fmt"
	"strings"
)

// clockPair is a column of dates and a column of times of day, which are read together
// as one more column. The zero value says that there is none.
type clockPair struct {
	date, clock string
	joined      string // the name of the column that they make: "Date + Time"
}

// findClocks looks for a column of dates near a column of times of day in the first
// records: beside it or but one, or further away if their names say what they are.
func findClocks(d *dialect, text []byte) clockPair {
	rows := 0
	var days, clocks []int
	var buf []byte
	sc := d.scanner(nil)
	sc.scan(text[:min(len(text), 1<<15)], true, func(r *record) {
		if rows++; rows > sampleRows {
			return
		}
		for i, c := range r.cells {
			if len(days) <= i {
				days, clocks = append(days, 0), append(clocks, 0)
			}
			v := bytes.TrimSpace(c.text(&buf))
			days[i] += boolInt(isDay(v))
			clocks[i] += boolInt(isClock(v))
		}
	})
	rows = min(rows, sampleRows)
	if rows == 0 {
		return clockPair{}
	}
	return nearest(sc.columns(), func(i int) bool { return 5*days[i] >= 4*rows }, func(i int) bool { return 5*clocks[i] >= 4*rows }, len(days))
}

// nearest is the column of days and that of clocks, among the first n, that stand nearest
// to each other, the clocks behind rather than before.
func nearest(names []string, isDay, isClock func(i int) bool, n int) clockPair {
	var days, clocks []int
	var told [2][]bool // by its name
	for i, name := range names[:n] {
		switch {
		case isDay(i):
			days, told[0] = append(days, i), append(told[0], namedFor(name, "date", "day"))
		case isClock(i) && !isSpan(name):
			clocks, told[1] = append(clocks, i), append(told[1], namedFor(name, "time", "clock", "hour"))
		}
	}
	best, pair := 2*n+2, clockPair{}
	for a, i := range days {
		for b, k := range clocks {
			step, behind := max(k-i, i-k), boolInt(k < i)
			if 2*step+behind < best && (step <= 2 || told[0][a] && told[1][b]) {
				best = 2*step + behind
				pair = clockPair{names[i], names[k], names[min(i, k)] + " + " + names[max(i, k)]}
			}
		}
	}
	return pair
}

// namedFor reports whether a column's name has one of the words in it.
func namedFor(name string, words ...string) bool {
	name = strings.ToLower(name)
	for _, w := range words {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// isSpan reports whether a column is named for how long something took.
func isSpan(name string) bool {
	return namedFor(name, "dur", "elapsed", "taken", "uptime")
}

// isDay reports whether a value is a date without a time of day.
func isDay(v []byte) bool {
	if len(v) < 6 || len(v) > 12 || bytes.IndexByte(v, ':') >= 0 {
		return false
	}
	_, err := parseStamp(v, stampRules{})
	return err == nil || err == errDateOrder
}

// made is the column that the pair makes; nil if there is none.
func (p clockPair) made() *madeColumn {
	if p.joined == "" {
		return nil
	}
	return &madeColumn{name: p.joined, of: []string{p.date, p.clock}, maker: func() columnMaker { return &joiner{} },
		says: fmt.Sprintf("%q holds dates and %q times of day: read together as %q", p.date, p.clock, p.joined)}
}

// joiner puts a date and a time of day together. A row without either has no time.
type joiner struct{ both []byte }

func (j *joiner) value(parts [][]byte) []byte {
	date, clock := bytes.TrimSpace(parts[0]), bytes.TrimSpace(parts[1])
	if len(date) == 0 || len(clock) == 0 {
		return nil
	}
	j.both = append(append(append(j.both[:0], date...), ' '), clock...)
	return j.both
}
