package timelog

import (
	"bytes"
	"slices"
)

// A daemon that collects lines writes the time in front at which it got them; the one at
// which something happened, by the clock of the device, stands inside, and often says
// more: its year, its zone, a part of a second.
//
//	Feb  8 04:00:48 10.0.0.2 585917: Feb  8 04:00:47.272: %SEC-6-IPACCESSLOGRP: …
//	date=2021-01-26 time=15:51:37 eventtime=1611705097880421908 …
//
// Where nearly all lines have such a time, and the two agree but for a zone, it is taken.

// ownClock reads lines with a time of their own behind another, and those without as its
// base does.
type ownClock struct {
	spots []spot
	base  *textParser
	found mark
}

func (p *ownClock) restart(c *calendar) { p.base.restart(c) }

// probing reports whether the base has to see every line, to tell the years.
func (p *ownClock) probing() bool { return p.base.cal != nil && p.base.cal.seen != nil }

func (p *ownClock) parse(line []byte, row *lineRow) {
	yearless := p.spots[0].layout.kind == yearlessDay
	first := row.full || p.probing() || yearless || p.base.cal != nil && len(p.base.spots) > 1
	if first {
		p.base.parse(line, row)
	}
	if first && row.why == "" && p.lacksNothing() {
		return
	}
	for i := range p.spots {
		if p.take(&p.spots[i], line, row) {
			row.why = ""
			row.moment(&p.found.moment)
			return
		}
	}
	if !first {
		p.base.parse(line, row)
	}
}

// lacksNothing reports whether the base has found a time with its year and its zone among
// others that have neither.
func (p *ownClock) lacksNothing() bool {
	m := &p.base.found
	return p.base.cal != nil && m.layout != nil && m.layout.kind == wholeDate && m.moment.zoned
}

// take finds the time at a spot and completes it.
func (p *ownClock) take(s *spot, line []byte, row *lineRow) bool {
	m := &p.found
	ok, _ := s.find(line, m)
	switch {
	case !ok:
		return false
	case s.layout.kind == openDate && m.moment.date != nil:
		return false
	case s.layout.kind == yearlessDay:
		return row.why == "" && m.yearOf(&p.base.found.moment)
	case s.layout.kind == epochNumber:
		return m.moment.since()
	}
	return true
}

// yearOf completes a time without its year from another of the same day.
func (m *mark) yearOf(other *moment) bool {
	y, same := yearOf(&m.moment, other.unix())
	m.moment.y = y
	return same
}

// since makes a number a time, in the unit in which it is one of these years.
func (m *moment) since() bool {
	whole, nanos, ok := decimal(m.epoch)
	unit := plausibleUnit(whole)
	if !ok || unit == unitNone {
		return false
	}
	per := perSecond[unit]
	if per > 1 {
		nanos = int32(whole % per * (1e9 / per))
	}
	m.instant(whole/per, 0, nanos)
	return true
}

// ownParser reads lines as p does, but for the times of their own.
func (s *lineShape) ownParser(p *textParser) lineParser {
	if s.own == nil {
		return p
	}
	return &ownClock{spots: s.own, base: p}
}

// seekOwn has the lines read by the times of their own, if they have them, be it in a line
// that goes on where one with a time ended.
func (s *lineShape) seekOwn(sample [][]byte, spots []spot) {
	if slices.ContainsFunc(spots, func(sp spot) bool { return sp.layout.kind == epochNumber }) {
		return
	}
	s.own = findOwn(sample, spots)
	if records := recordsOf(sample, spots); s.own == nil && records != nil && s.years == nil {
		if s.own = findOwn(records, spots); s.own != nil {
			s.starts = func(line []byte) bool {
				_, ok := markAt(line, spots)
				return ok
			}
		}
	}
	if s.own == nil {
		return
	}
	s.where = append([]string{s.own[0].explain()}, s.where...)
	if s.note != "" {
		s.note += "; "
	}
	s.note += "times taken from inside the lines (" + s.own[0].explain() + "), which say more than those in front of them"
}

// recordsOf joins lines without a time at the spots with the one before that has one; nil
// if no line lacks it, or hardly one has it.
func recordsOf(sample [][]byte, spots []spot) (records [][]byte) {
	for _, line := range sample[:min(len(sample), sampleLines)] {
		if _, ok := markAt(line, spots); ok {
			records = append(records, bytes.Clone(line))
		} else if n := len(records); n > 0 {
			records[n-1] = append(append(records[n-1], '\n'), line...)
		}
	}
	if len(records) < 2 || len(records) == len(sample) || 40*len(records) < len(sample) {
		return nil
	}
	return records[:len(records)-1] // the last may be cut off
}
