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
	var seen []clockCount
	var buf []byte
	sc := d.scanner(nil)
	sc.scan(text[:min(len(text), 1<<15)], true, func(r *record) {
		if rows++; rows > sampleRows {
			return
		}
		for i, c := range r.cells {
			if len(seen) <= i {
				seen = append(seen, clockCount{})
			}
			seen[i].add(bytes.TrimSpace(c.text(&buf)))
		}
	})
	rows = min(rows, sampleRows)
	if rows == 0 {
		return clockPair{}
	}
	names := sc.columns()
	isDay := func(i int) bool {
		return 5*seen[i].days >= 4*rows || 20*seen[i].bareDays >= 19*rows && namedFor(names[i], "date", "day", "datum", "dat_", "_dt")
	}
	isClock := func(i int) bool {
		return 5*seen[i].clocks >= 4*rows || 20*seen[i].bareClocks >= 19*rows && namedFor(names[i], "time", "clock", "hour", "zeit")
	}
	return nearest(names, isDay, isClock, len(seen))
}

// clockCount is how many values of a column are dates and how many times of day, and how
// many may be either if its name says so: 20210129, 000646, 0006.
type clockCount struct{ days, clocks, bareDays, bareClocks int }

func (c *clockCount) add(v []byte) {
	c.days += boolInt(isDay(v))
	c.clocks += boolInt(isClock(v))
	c.bareDays += boolInt(isBareDay(v))
	c.bareClocks += boolInt(len(bareClock(nil, v)) > 0)
}

// isBareDay reports whether eight digits are a date of our times.
func isBareDay(v []byte) bool {
	n, end := digits(v, 0)
	if len(v) != 8 || end != 8 || n < 19700101 || n > 20991231 {
		return false
	}
	_, ok := civilDays(n/10000, n/100%100, n%100)
	return ok
}

// bareClock appends four or six digits with colons between them, if they are a time of day.
func bareClock(b, v []byte) []byte {
	_, end := digits(v, 0)
	if end != len(v) || end != 4 && end != 6 || two(v) > 23 || two(v[2:]) > 59 || end == 6 && two(v[4:]) > 59 {
		return nil
	}
	b = append(append(append(b, v[:2]...), ':'), v[2:4]...)
	if end == 6 {
		b = append(append(b, ':'), v[4:]...)
	}
	return b
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
	j.both = j.both[:0]
	if isBareDay(date) {
		j.both = append(append(append(append(append(j.both, date[:4]...), '-'), date[4:6]...), '-'), date[6:]...)
	} else {
		j.both = append(j.both, date...)
	}
	j.both = append(j.both, ' ')
	if bare := bareClock(j.both, clock); bare != nil {
		j.both = bare
	} else {
		j.both = append(j.both, clock...)
	}
	return j.both
}
