package timelog

import (
	"fmt"
	"time"
)

// StampParser reads stamps one at a time, for a caller that has them in a
// column. The zero value reads zone-less stamps as UTC. A StampParser is not
// safe for use by several goroutines at once, and its fields must not change
// after the first call of Parse.
type StampParser struct {
	// SourceZone is the zone of stamps that carry none; nil means UTC.
	SourceZone *time.Location
	// DateOrder settles 01/02/2021: "dmy", "mdy" or "ymd"; "" makes it an error,
	// unless Learn has settled it.
	DateOrder string
	// Year completes stamps without a year; 0 makes them an error.
	Year int
	// Column is the name of the column, which may tell what its numbers count; it
	// is for Learn. TimeUnit is as in Options.
	Column, TimeUnit string

	ready bool
	read  reading
	clock wallClock
}

// Learn looks at the values of a whole column, as many as there are at hand,
// and decides over all of them what one alone leaves open: the unit of bare
// numbers (seconds, milliseconds, microseconds or nanoseconds since 1970) and,
// unless DateOrder is set, the order of day and month. It returns an error, and
// leaves the parser as it was, when the values allow two readings.
func (p *StampParser) Learn(values []string) error {
	if err := p.start(); err != nil {
		return err
	}
	c := columnStats{name: p.Column}
	for _, v := range values {
		c.add([]byte(v), p.read.rules)
	}
	read, err := c.decide(p.read.rules)
	if err != nil {
		return err
	}
	p.read = read
	return nil
}

// Parse reads one stamp. hasZone tells whether it carried its own zone (bare
// numbers, once Learn has settled their unit, are UTC and count as such); if
// not, SourceZone was used. The time returned is in UTC. A clock reading that
// SourceZone skipped or had twice is resolved as time.Date does; Doubtful counts them.
func (p *StampParser) Parse(s string) (t time.Time, hasZone bool, err error) {
	if err := p.start(); err != nil {
		return time.Time{}, false, err
	}
	st, err := p.read.stamp([]byte(s))
	if err != nil {
		return time.Time{}, false, fmt.Errorf("%q: %w", clip(s), err)
	}
	if !st.HasZone {
		st.Unix = p.clock.unix(st.Unix)
	}
	return st.Time(), st.HasZone, nil
}

// Doubtful counts the clock readings parsed so far that SourceZone never showed
// (clocks went forward) and those it showed twice (clocks went back).
func (p *StampParser) Doubtful() (skipped, repeated int64) {
	return p.clock.skipped, p.clock.repeated
}

func (p *StampParser) start() error {
	if p.ready {
		return nil
	}
	order, err := orderNamed(p.DateOrder)
	if err != nil {
		return err
	}
	unit, err := unitNamed(p.TimeUnit)
	if err != nil {
		return err
	}
	p.read.rules = stampRules{unit: unit, order: order, year: p.Year, local: p.SourceZone != nil}
	p.clock.loc = p.SourceZone
	p.ready = true
	return nil
}
