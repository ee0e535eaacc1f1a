package timelog

import "slices"

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
	spot    spot
	base    *textParser
	probing bool // the base has to see every line
	found   mark
}

func (p *ownClock) parse(line []byte, row *lineRow) {
	yearless := p.spot.layout.kind == yearlessDay
	if row.full || p.probing || yearless {
		p.base.parse(line, row)
	}
	m := &p.found
	ok, _ := p.spot.find(line, m)
	switch {
	case !ok:
	case yearless:
		ok = row.why == "" && m.yearOf(&p.base.found.moment)
	case p.spot.layout.kind == epochNumber:
		ok = m.moment.since()
	}
	if !ok {
		if !row.full && !p.probing && !yearless {
			p.base.parse(line, row)
		}
		return
	}
	row.why = ""
	row.moment(&m.moment)
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

// How much a time of its own must be found to be one.
const (
	ownShare = 0.9 // of the lines with a time
	ownApart = 60  // seconds, but for a zone
	ownDay   = 26 * 3600
	quarterN = 15 * 60 // zones differ by quarters of an hour
)

// findOwn looks for a time behind that of the spots which says more than it; nil if there
// is none.
func findOwn(sample [][]byte, spots []spot) *spot {
	var order []spotID
	lines, n := 0, map[spotID]int{}
	zones := map[spotID]map[int64]bool{}
	var found []mark
	outer := outerClock{}
	for _, line := range sample {
		own, ok := markAt(line, spots)
		if !ok {
			continue
		}
		lines++
		outer.add(&own)
		seen := map[spotID]bool{}
		found = marks(line, found[:0])
		for i := range found {
			m := &found[i]
			zone, same := m.agrees(&own)
			if !same {
				continue
			}
			for _, id := range spotsOf(line, m) {
				s := spot{layout: id.layout, kind: id.kind, at: id.at, key: id.key}
				var again mark
				if ok, _ := s.find(line, &again); seen[id] || !ok || again.start != m.start {
					continue
				}
				if seen[id] = true; n[id] == 0 {
					order, zones[id] = append(order, id), map[int64]bool{}
				}
				n[id]++
				zones[id][zone] = true
				outer.fine[id] = outer.fine[id] || m.moment.nanos != 0
			}
		}
	}
	if lines < 2 {
		return nil
	}
	var best *spot
	most := 0.0
	for _, id := range order {
		weight := float64(n[id]) + 0.1*max(nameScore(id.key), 0)
		if float64(n[id]) < ownShare*float64(lines) || len(zones[id]) > 3 || !outer.lacks(id) || weight <= most {
			continue
		}
		most, best = weight, &spot{layout: id.layout, kind: id.kind, at: id.at, key: id.key}
	}
	return best
}

// outerClock is what the times in front say of themselves.
type outerClock struct {
	lines, yearless, zoned, parts int
	fine                          map[spotID]bool // times behind them that have a part of a second
}

func (o *outerClock) add(m *mark) {
	if o.fine == nil {
		o.fine = map[spotID]bool{}
	}
	o.lines++
	o.yearless += boolInt(m.layout.kind == yearlessDay)
	o.zoned += boolInt(m.moment.zoned || len(m.moment.word) > 0 || m.layout.kind == epochNumber)
	o.parts += boolInt(m.moment.nanos != 0)
}

// lacks reports whether times of another place say what those in front do not.
func (o *outerClock) lacks(id spotID) bool {
	switch {
	case o.zoned > 0:
		return false
	case id.layout.kind == yearlessDay:
		return o.yearless == o.lines && o.parts == 0 && o.fine[id]
	case id.layout.kind == epochNumber:
		return true
	}
	return o.yearless == o.lines || o.fine[id] && o.parts == 0
}

// agrees reports whether a time behind another is of the same moment, but for a zone.
func (m *mark) agrees(own *mark) (zone int64, same bool) {
	if m.start < own.end || own.layout.kind == openDay || own.layout.kind == epochNumber {
		return 0, false
	}
	outer, at := own.moment, int64(0)
	switch m.layout.kind {
	case yearlessDay:
		if own.layout.kind != yearlessDay {
			return 0, false
		}
		inner := m.moment
		outer.y = 2000
		inner.y, _ = yearOf(&m.moment, outer.unix())
		at = inner.unix()
	case wholeDate, epochNumber:
		var ok bool
		if at, ok = m.instant(); !ok || !m.moment.valid() {
			return 0, false
		}
		if own.layout.kind == yearlessDay {
			if outer.y, ok = yearOf(&own.moment, at); !ok {
				return 0, false
			}
		}
	default:
		return 0, false
	}
	if own.layout.kind == openDate && !outer.settle(orderOpen) {
		return 0, false
	}
	apart := outer.unix() - at
	zone = (apart+quarterN/2+400*quarterN)/quarterN - 400
	rest := apart - zone*quarterN
	return zone, apart < ownDay && apart > -ownDay && rest <= ownApart && rest >= -ownApart
}

// ownNote is what the account says of such a log.
func ownNote(s *spot) string {
	return "times taken from inside the lines (" + s.explain() + "), which say more than those in front of them"
}

// ownParser reads lines as p does, but for the times of their own.
func (s *lineShape) ownParser(p *textParser) lineParser {
	if s.own == nil {
		return p
	}
	return &ownClock{spot: *s.own, base: p, probing: s.years != nil && s.years.probe != nil}
}

// seekOwn has the lines read by the times of their own, if they have them.
func (s *lineShape) seekOwn(sample [][]byte, spots []spot) {
	if s.label != "" || s.single || slices.ContainsFunc(spots, func(sp spot) bool { return sp.layout.kind == epochNumber }) {
		return
	}
	if s.own = findOwn(sample, spots); s.own != nil {
		s.where = append([]string{s.own.explain()}, s.where...)
		if s.note != "" {
			s.note += "; "
		}
		s.note += ownNote(s.own)
	}
}
