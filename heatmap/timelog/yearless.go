package timelog

import (
	"fmt"
	"time"
)

// yearless is how the years of stamps that carry none are told: from the order
// of the rows, from 29 February, and from the time the file was last written, as
// Plaso does. https://plaso.readthedocs.io describes it for syslog.
type yearless struct {
	first     int           // the year of the first row
	openOrder bool          // the layout leaves the order of day and month open
	order     dateOrder     // … which is then orderDMY or orderMDY
	down      bool          // the newest row comes first
	own       bool          // each row has its year in a date inside its line
	probe     *calendarSeen // what a first reading of the file is to learn
}

// calendar gives each row of a file its year. Rows must come in order.
type calendar struct {
	*yearless
	year  int
	prev  int64 // the row before, in seconds of a leap year
	begun bool
	seen  *calendarSeen // what is to be learnt; nil when reading
	found []mark        // room for the times of a row
}

// calendarSeen is what the rows of a file say about their years.
type calendarSeen struct {
	deaf        bool // rows are not searched for dates with a year: those of the first piece are enough
	rows, wraps int64
	repeats     int64 // what "last message repeated N times" adds up to
	up, down    int64
	last        lastMoment
	leaps       []int // the years that have a 29 February
	firstAt     lastMoment
	beside      int         // rows with a date that has its year
	votes       map[int]int // … those of the row's own day, by the first row's year
	twins       map[int]int // … by offset, those that are the row's own time with its zone
	found       []mark      // room for the times of a row
	weekdays    weekdayTally
	head        moment // a time with its year in the lines before a row
	heads       bool   // … if there is one
	headed      bool   // … or was before the first row, and not a day away from it
	created     moment // a time with its year before all rows, of a line that says that the log was begun then
	isCreated   bool   // … if there is one
	anchored    bool   // a row has a year
	anchor      int    // … by which the first row is of this one
}

// lastMoment is a time with its year counted from the first row's.
type lastMoment struct {
	year int
	at   int64
	any  bool
}

func newCalendar(y *yearless) *calendar {
	return &calendar{yearless: y, year: y.first}
}

const dayLong = 86400

// wrapBack is how far back a row must go for a new year to have begun, and
// wrapOn how far on for it to belong to the old one after all. Smaller steps are
// clocks set, and rows of several writers out of order.
const (
	wrapBack = 60 * dayLong
	wrapOn   = 350 * dayLong
)

// settle completes a moment that has no year, and reports whether it can be.
func (c *calendar) settle(m *moment) bool {
	if m.mo < 1 || m.mo > 12 || m.d < 1 || m.d > monthDays[m.mo] || m.h > 23 || m.mi > 59 || m.s > 60 {
		m.y = 2001
		return false
	}
	at := m.inYear()
	c.step(at)
	m.y = c.year
	if c.seen != nil {
		c.seen.add(c.year, at, m)
		m.y = 2000
	}
	_, ok := civilDays(m.y, m.mo, m.d)
	return ok
}

// inYear is a time as seconds of a leap year.
func (m *moment) inYear() int64 {
	days, _ := civilDays(2000, m.mo, m.d)
	return (days-10957)*dayLong + int64(m.hour()*3600+m.mi*60+m.s)
}

// step goes on to the next row, and to another year if that is how the row is to be
// understood.
func (c *calendar) step(at int64) {
	if c.begun {
		step := at - c.prev
		if c.down {
			step = -step
		}
		turn := 0
		switch {
		case step < -wrapBack:
			turn = 1
		case step > wrapOn:
			turn = -1
		}
		if c.down {
			turn = -turn
		}
		c.year += turn
		if c.seen != nil {
			c.seen.note(at-c.prev, turn)
		}
	}
	c.begun, c.prev = true, at
}

// anchor takes the year from a row that has one. Far from the row before it may as
// well be a date of something else; then it tells nothing.
func (c *calendar) anchor(m *moment) {
	if _, exists := civilDays(m.y, m.mo, m.d); !exists || m.date != nil || m.epoch != nil {
		return
	}
	at := m.inYear()
	if apart := max(at-c.prev, c.prev-at); c.begun && min(apart, 366*dayLong-apart) > wrapBack {
		return
	}
	c.step(at)
	if c.seen == nil {
		c.year = m.y
		return
	}
	if !c.seen.anchored {
		c.seen.anchored, c.seen.anchor = true, m.y-c.year
	}
	c.year = m.y - c.seen.anchor
}

func (s *calendarSeen) note(step int64, turn int) {
	if turn != 0 {
		s.wraps++
	} else if step > 0 {
		s.up++
	} else if step < 0 {
		s.down++
	}
}

func (s *calendarSeen) add(year int, at int64, m *moment) {
	now := lastMoment{year, at, true}
	if s.rows++; s.rows == 1 {
		s.firstAt = now
	}
	if !s.last.any || s.last.year < year || s.last.year == year && s.last.at < at {
		s.last = now
	}
	if m.weekday > 0 && s.weekdays.rows < besideRows {
		s.weekdays.add(m.weekday, year, m)
	}
	if s.heads {
		s.heads = false
		s.headed = s.vote(&s.head, at, year) && s.rows == 1 || s.headed
	}
	if m.mo == 2 && m.d == 29 && (len(s.leaps) == 0 || s.leaps[len(s.leaps)-1] != year) {
		s.leaps = append(s.leaps, year)
	}
}

// base is the latest year of the first row for which no row is later than the
// file's own time (give or take a day, for zones), every 29 February exists and the
// weekdays, where they are written, are right.
func (s *calendarSeen) base(written time.Time) (int, error) {
	weekdays := s.weekdays.tells()
	for y := written.Year() + 1; y >= 1970; y-- {
		fits := !s.later(y, written) && (!weekdays || s.weekdays.allows(y))
		for _, l := range s.leaps {
			fits = fits && leap(y+l)
		}
		if fits {
			return y, nil
		}
	}
	return 0, fmt.Errorf("no year fits the stamps, which carry none: --year Y settles it")
}

// later reports whether the last row is later than the file, if the first is of
// the year y.
func (s *calendarSeen) later(y int, written time.Time) bool {
	last := y + s.last.year
	start, ok := civilDays(last, 1, 1)
	at := s.last.at
	if !leap(last) && at >= 60*dayLong {
		at -= dayLong
	}
	return !ok || start*dayLong+at > written.Unix()+dayLong
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }
