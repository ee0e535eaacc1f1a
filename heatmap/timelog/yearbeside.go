package timelog

import "bytes"

// besideRows is how many rows of a file are searched for dates with a year; of the first
// few more is searched, since devices write a date behind much else.
const (
	besideRows  = 2000
	besideFirst = 100
	besideLead  = 4096
)

// look searches a row for a time with its year beside the one without: the time
// that the program wrote behind that of the syslog daemon. m is the row's own,
// of the year counted from the first row's.
func (s *calendarSeen) look(line []byte, own *mark, year int) {
	if s.deaf || s.rows > besideRows {
		return
	}
	lead := maxLead
	if s.rows <= besideFirst {
		lead = besideLead
	}
	s.found = marksTo(line[:min(len(line), lead)], s.found[:0])
	told := false
	for i := range s.found {
		y, any, same := s.found[i].yearFor(own)
		if same && s.found[i].twin(own) {
			if s.twins == nil {
				s.twins = map[int]int{}
			}
			s.twins[s.found[i].moment.off]++
		}
		if told = told || any; !same {
			continue
		}
		if s.votes == nil {
			s.votes = map[int]int{}
		}
		s.votes[y-year]++
		break
	}
	s.beside += boolInt(told)
}

// lookAlone searches a line without a time of its own for one with its year, as the
// head and the foot of a session have it: "**** BEGIN LOGGING AT Mon Dec 31 21:11:55
// 2011".
func (s *calendarSeen) lookAlone(line []byte, c *calendar) {
	if s.deaf || s.rows > besideRows {
		return
	}
	s.found = marks(line, s.found[:0])
	for i := range s.found {
		if s.found[i].layout.kind != wholeDate {
			continue
		}
		s.head, s.heads = s.found[i].moment, true
		if !c.begun && tellsBeginning(line) {
			s.created, s.isCreated = s.head, true
		}
		if c.begun && s.vote(&s.head, c.prev, c.year) {
			s.heads = false
		}
		return
	}
}

// tellsBeginning reports whether a line says when its log was begun: "Log file created at:".
func tellsBeginning(line []byte) bool {
	lower := bytes.ToLower(line)
	for _, word := range []string{"created", "started", "opened", "begin", "began"} {
		if bytes.Contains(lower, []byte(word)) {
			return true
		}
	}
	return false
}

// begun is the year of the first row if a line before it says when the log was begun: the
// first in which the row is not earlier.
func (s *calendarSeen) begun() (int, bool) {
	y := s.created.y
	if s.firstAt.at < s.created.inYear()-dayLong {
		y++
	}
	return y, s.isCreated && s.firstAt.any
}

// vote counts a time with its year that is not a day away from a row without one, at
// in seconds of a leap year, year counted from the first row's.
func (s *calendarSeen) vote(m *moment, at int64, year int) bool {
	apart := m.inYear() - at
	y := m.y
	switch {
	case apart > 180*dayLong:
		apart -= 366 * dayLong
		y++
	case apart < -180*dayLong:
		apart += 366 * dayLong
		y--
	}
	if apart > 26*3600 || apart < -26*3600 {
		return false
	}
	if s.votes == nil {
		s.votes = map[int]int{}
	}
	s.votes[y-year]++
	s.beside++
	return true
}

// instant is the time of a mark that has all its parts.
func (m *mark) instant() (int64, bool) {
	switch m.layout.kind {
	case wholeDate:
		return m.moment.unix(), true
	case epochNumber:
		whole, _, ok := decimal(m.moment.epoch)
		unit := plausibleUnit(whole)
		return whole / max(perSecond[unit], 1), ok && unit != unitNone
	}
	return 0, false
}

// yearFor is the year that a mark in the line of a time without one tells it, if it is of
// the same day. told reports whether the mark has a year at all.
func (m *mark) yearFor(own *mark) (y int, told, same bool) {
	if m.start == own.start { // the same stamp, in this line with its year behind it
		same = m.layout.kind == wholeDate && m.end > own.end
		return m.moment.y, same, same
	}
	if m.layout.kind == openDate { // in the order in which it is of the same day
		for _, o := range []dateOrder{orderDMY, orderMDY} {
			read := m.moment
			if read.ordered(o); read.date == nil {
				if y, same = yearOf(&own.moment, read.unix()); same {
					return y, true, true
				}
			}
		}
		return 0, true, false
	}
	at, ok := m.instant()
	if ok {
		y, same = yearOf(&own.moment, at)
	}
	return y, ok, same
}

// yearOf is the year in which a time without one is the same as at, give or take
// the widest difference of two zones.
func yearOf(own *moment, at int64) (int, bool) {
	m := *own
	for y := yearAt(at) - 1; y <= yearAt(at)+1; y++ {
		m.y = y
		if _, exists := civilDays(y, m.mo, m.d); !exists {
			continue
		}
		if apart := m.unix() - at; apart < 26*3600 && apart > -26*3600 {
			return y, true
		}
	}
	return 0, false
}

// yearAt is the year of a Unix time, to a day.
func yearAt(at int64) int {
	return 1970 + int(at/(365*dayLong+dayLong/4))
}

// told is the year of the first row that the dates in the rows tell: nearly all of those
// found, be it one.
func (s *calendarSeen) told() (int, bool) {
	best, all := 0, 0
	for y, n := range s.votes {
		all += n
		if n > s.votes[best] || n == s.votes[best] && y > best {
			best = y
		}
	}
	n := s.votes[best]
	return best, n > 0 && 10*n >= 9*all && (2*n >= s.beside || s.headed)
}

// own reports whether nearly every row has a date with its year, and these are of several
// years that the order of the rows does not explain, as in rows put together.
func (s *calendarSeen) own() bool {
	all := 0
	for _, n := range s.votes {
		all += n
	}
	return len(s.votes) > 1 && 10*all >= 9*s.beside && 10*int64(s.beside) >= 9*min(s.rows, besideRows)
}

// adopt takes the year of a row from a date inside its line. A row without one is of the
// year of the row before.
func (c *calendar) adopt(line []byte, own *mark) {
	if own.layout.kind == openDay {
		c.read(&own.moment)
	}
	c.found = marks(line, c.found[:0])
	for i := range c.found {
		if y, _, same := c.found[i].yearFor(own); same {
			c.year, c.begun = y, false
			return
		}
	}
}
