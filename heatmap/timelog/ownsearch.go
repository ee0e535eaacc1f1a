package timelog

import (
	"cmp"
	"slices"
	"strings"
)

// How much a time of its own must be found to be one.
const (
	ownShare  = 0.9  // of the lines with a time
	sameShare = 0.5  // … if it is of the same zone as the time in front, which the others then may have
	daysShare = 0.6  // of the lines whose time stands behind a key that says so, and is of the same day
	ownLead   = 4096 // bytes of a line that are searched
	ownLines  = 100  // lines that are
	ownApart  = 60   // seconds, but for a zone: zones differ by quarters of an hour
	ownDay    = 26 * 3600
)

// ownSearch looks for times behind those of the spots which say more than they.
type ownSearch struct {
	outer outerClock
	order []spotID
	ids   map[spotID]*ownEvidence
	keys  map[string]*ownEvidence
	named []string // keys in the order in which they were found
	found []mark
}

// ownEvidence is what the lines say of one place, or of one key.
type ownEvidence struct {
	lines, same, days int // lines with it; in which it agrees; in which it is of the same day
	zones             map[int64]bool
	fine              bool   // it has a part of a second
	orders            [2]int // open dates that agree day first, and month first
	in                []int  // lines with a key, by their number
}

// order is that of open dates by which they are of the same day as the times in front.
func (e *ownEvidence) order() dateOrder {
	switch {
	case e.orders[0] > e.orders[1]:
		return orderDMY
	case e.orders[1] > e.orders[0]:
		return orderMDY
	}
	return orderOpen
}

func (e *ownEvidence) add(m *mark, zone int64, same, day bool) {
	e.lines++
	if order := m.moment.first; m.layout.kind == openDate && same && order > 0 {
		e.orders[order-1]++
	}
	e.same += boolInt(same)
	e.days += boolInt(day)
	e.fine = e.fine || m.moment.nanos != 0
	if same {
		if e.zones == nil {
			e.zones = map[int64]bool{}
		}
		e.zones[zone] = true
	}
}

// findOwn looks for times behind those of the spots that say more; nil if there are none.
func findOwn(sample [][]byte, spots []spot) []spot {
	s := ownSearch{ids: map[spotID]*ownEvidence{}, keys: map[string]*ownEvidence{}}
	for i := 0; i < len(sample); i += 1 + len(sample)/ownLines {
		line := sample[i]
		if own, ok := markAt(line, spots); ok {
			s.look(line, &own, spots[0].layout.kind)
		}
	}
	if s.outer.lines < 2 {
		return nil
	}
	if s.outer.zoned > 0 { // nothing is missing but which of the two is meant
		if e := s.keys["eventtime="]; e != nil && s.outer.parts == 0 && float64(e.same) >= ownShare*float64(s.outer.lines) {
			return s.ofKey("eventtime=")
		}
		return nil
	}
	if spots := s.ofKeys(); spots != nil {
		return spots
	}
	if id := s.bestID(); id != nil {
		return []spot{{layout: id.layout, kind: id.kind, at: id.at, key: id.key, order: s.ids[*id].order()}}
	}
	return nil
}

// look adds a line to the evidence. Where some lines have no more than a day and others a
// time with its zone, as of two programs, the latter lack nothing.
func (s *ownSearch) look(line []byte, own *mark, first layoutKind) {
	if first == yearlessDay && own.layout.kind == wholeDate && own.moment.zoned {
		return
	}
	s.outer.add(own)
	s.found = marksTo(line[:min(len(line), ownLead)], s.found[:0])
	seen, keyed := map[spotID]bool{}, map[string]bool{}
	for i := range s.found {
		m := &s.found[i]
		if m.start < own.end {
			continue
		}
		zone, same, day := m.agreesInOrder(own)
		for _, id := range spotsOf(line, m) {
			sp := spot{layout: id.layout, kind: id.kind, at: id.at, key: id.key}
			var again mark
			if ok, _ := sp.find(line, &again); seen[id] || !ok || again.start != m.start {
				continue
			}
			seen[id] = true
			if s.ids[id] == nil {
				s.ids[id], s.order = &ownEvidence{}, append(s.order, id)
			}
			s.ids[id].add(m, zone, same, day)
			if id.kind != afterKey || keyed[id.key] || !ownKey(id.key) {
				continue
			}
			keyed[id.key] = true
			if s.keys[id.key] == nil {
				s.keys[id.key], s.named = &ownEvidence{}, append(s.named, id.key)
			}
			s.keys[id.key].add(m, zone, same, day)
			s.keys[id.key].in = append(s.keys[id.key].in, s.outer.lines)
		}
	}
}

// ownKey reports whether a key is the name of the time of an event, and not a word of a
// sentence.
func ownKey(key string) bool {
	if strings.Trim(key, " ") != key && !strings.HasSuffix(key, ": ") || key == "" {
		return false
	}
	name := strings.ToLower(strings.Trim(key, "=:(\"' ["))
	switch name {
	case "rt", "devtime", "logtime", "log_time", "utctime", "device_time", "event_time":
		return true
	}
	return nameScore(name) == 3 || strings.HasSuffix(name, "timestamp") && nameScore(name) > 0
}

// ofKeys are the places behind the keys that nearly all lines have one of, with a time
// that is mostly of the same day as the one in front; nil if there are none. Of records of
// several kinds each may have its own.
func (s *ownSearch) ofKeys() (spots []spot) {
	keys := slices.Clone(s.named)
	slices.SortStableFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(nameScore(b), nameScore(a)), cmp.Compare(s.keys[b].lines, s.keys[a].lines))
	})
	told := map[int]bool{}
	for _, key := range keys {
		e, before := s.keys[key], len(told)
		if float64(e.days) < daysShare*float64(e.lines) || len(s.ofKey(key)) == 0 {
			continue
		}
		for _, line := range e.in {
			told[line] = true
		}
		if len(told) == before {
			continue
		}
		spots = append(spots, s.ofKey(key)...)
		if float64(len(told)) >= ownShare*float64(s.outer.lines) && len(spots) <= 2*mostSpots {
			return spots
		}
	}
	return nil
}

// ofKey are the places behind a key, one for each layout that the times there have.
func (s *ownSearch) ofKey(key string) (spots []spot) {
	for _, id := range s.order {
		if id.kind == afterKey && id.key == key && s.outer.lacks(id, s.ids[id]) {
			spots = append(spots, spot{layout: id.layout, kind: id.kind, key: id.key, order: s.ids[id].order()})
		}
	}
	return spots
}

// bestID is the place whose times agree with those in front in nearly every line; nil if
// there is none.
func (s *ownSearch) bestID() (best *spotID) {
	most := 0.0
	for _, id := range s.order {
		e := s.ids[id]
		share := ownShare
		if len(e.zones) == 1 && e.zones[0] && id.layout.kind != epochNumber {
			share = sameShare
		}
		weight := float64(e.same) + 0.1*max(nameScore(id.key), 0)
		if e.same < 2 || 10*e.same < 8*e.lines || float64(e.same) < share*float64(s.outer.lines) || len(e.zones) > 3 || !s.outer.lacks(id, e) || weight <= most {
			continue
		}
		most, best = weight, &id
	}
	return best
}

// outerClock is what the times in front say of themselves.
type outerClock struct {
	lines, yearless, zoned, parts int
}

func (o *outerClock) add(m *mark) {
	o.lines++
	o.yearless += boolInt(m.layout.kind == yearlessDay)
	o.zoned += boolInt(m.moment.zoned || len(m.moment.word) > 0 || m.layout.kind == epochNumber)
	o.parts += boolInt(m.moment.nanos != 0)
}

// lacks reports whether times of another place say what those in front do not.
func (o *outerClock) lacks(id spotID, e *ownEvidence) bool {
	switch id.layout.kind {
	case openDate:
		return e.order() != orderOpen && (o.yearless == o.lines || e.fine && o.parts == 0)
	case yearlessDay:
		return o.yearless == o.lines && o.parts == 0 && e.fine
	case epochNumber:
		return true
	}
	return o.yearless == o.lines || e.fine && o.parts == 0
}

// agreesInOrder is agrees for a date whose order is open too: in the one in which it
// does, which is kept in m.moment.first as 1 for the day first, and 2 for the month.
func (m *mark) agreesInOrder(own *mark) (zone int64, same, day bool) {
	if m.layout.kind != openDate {
		return m.agrees(own)
	}
	for i, order := range []dateOrder{orderDMY, orderMDY} {
		read := mark{layout: wholeLayout, start: m.start, end: m.end, moment: m.moment}
		if read.moment.ordered(order); read.moment.date != nil {
			continue
		}
		if zone, same, day = read.agrees(own); same {
			m.moment.first += i + 1 // 3 if both do
			if m.moment.first == 3 {
				m.moment.first = 0
			}
		}
	}
	return zone, m.moment.first > 0, day || m.moment.first > 0
}

// wholeLayout stands for that of dates whose order has been settled.
var wholeLayout = &layout{kind: wholeDate}

// agrees reports whether a time behind another is of the same moment, but for a zone, in
// quarters of an hour, or at least of the same day.
func (m *mark) agrees(own *mark) (zone int64, same, day bool) {
	if own.layout.kind == openDay || own.layout.kind == epochNumber {
		return 0, false, false
	}
	outer, at := own.moment, int64(0)
	switch m.layout.kind {
	case yearlessDay:
		if own.layout.kind != yearlessDay {
			return 0, false, false
		}
		inner := m.moment
		outer.y = 2000
		inner.y, _ = yearOf(&m.moment, outer.unix())
		at = inner.unix()
	case wholeDate, epochNumber:
		var ok bool
		if at, ok = m.instant(); !ok || !m.moment.valid() {
			return 0, false, false
		}
		if own.layout.kind == yearlessDay {
			if outer.y, ok = yearOf(&own.moment, at); !ok {
				return 0, false, false
			}
		}
	default:
		return 0, false, false
	}
	if own.layout.kind == openDate && !outer.settle(orderOpen) {
		return 0, false, false
	}
	apart := outer.unix() - at
	zone = (apart+quarter/2+400*quarter)/quarter - 400
	rest := apart - zone*quarter
	day = apart < ownDay && apart > -ownDay
	return zone, day && rest <= ownApart && rest >= -ownApart, day
}
