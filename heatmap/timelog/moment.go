package timelog

import "strconv"

// moment is a time in its parts, as a layout finds them in a line.
type moment struct {
	y, mo, d, h, mi, s int
	nanos              int32
	half               byte   // 'a' or 'p' for AM and PM
	zoned              bool   // it has an offset
	off                int    // … in seconds east of Greenwich
	word               []byte // a zone word that cannot be trusted
	date               []byte // the date as it stands, where its order is open
	first, second      int    // day and month, in an order yet to be decided
	epoch              []byte // a bare number
	weekday            int    // 1 for Monday, 0 if none is written
}

// valid reports whether there is such a time. Years are not missing any more.
func (m *moment) valid() bool {
	if m.epoch != nil {
		return true
	}
	if m.half != 0 {
		if _, sensible := halved(m.h, m.half); !sensible {
			return false
		}
	}
	if m.h > 23 || m.mi > 59 || m.s > 60 {
		return false
	}
	if m.date != nil {
		return true
	}
	_, ok := civilDays(m.y, m.mo, m.d)
	return ok
}

// append writes the moment as ISO 8601 has it; a date whose order is open, and
// a zone word that is not known, as they stand.
func (m *moment) append(b []byte) []byte {
	if m.epoch != nil {
		return append(b, m.epoch...)
	}
	b = append(m.appendDate(b), ' ')
	return m.appendZone(appendNanos(appendHMS(b, m.hour(), m.mi, m.s), m.nanos))
}

func (m *moment) appendDate(b []byte) []byte {
	if m.date != nil {
		return append(b, m.date...)
	}
	return pad(append(pad(append(pad(b, m.y, 4), '-'), m.mo, 2), '-'), m.d, 2)
}

func appendHMS(b []byte, h, mi, s int) []byte {
	return pad(append(pad(append(pad(b, h, 2), ':'), mi, 2), ':'), s, 2)
}

// appendNanos writes a fraction in three, six or nine digits, none if it is 0.
func appendNanos(b []byte, nanos int32) []byte {
	switch {
	case nanos == 0:
		return b
	case nanos%1e6 == 0:
		return pad(append(b, '.'), int(nanos/1e6), 3)
	case nanos%1e3 == 0:
		return pad(append(b, '.'), int(nanos/1e3), 6)
	}
	return pad(append(b, '.'), int(nanos), 9)
}

func (m *moment) appendZone(b []byte) []byte {
	switch {
	case m.zoned && m.off == 0:
		return append(b, 'Z')
	case m.zoned:
		return append(b, offsetName(m.off)...)
	case m.word != nil:
		return append(append(b, ' '), m.word...)
	}
	return b
}

// pad writes a number in at least so many digits.
func pad(b []byte, n, width int) []byte {
	if width == 2 && n >= 0 && n < 100 {
		return append(b, byte('0'+n/10), byte('0'+n%10))
	}
	var digits [20]byte
	s := strconv.AppendInt(digits[:0], int64(n), 10)
	for i := len(s); i < width; i++ {
		b = append(b, '0')
	}
	return append(b, s...)
}

// unix is the clock reading as if it were UTC, for comparing rows.
func (m *moment) unix() int64 {
	days, _ := civilDays(m.y, m.mo, m.d)
	h := m.hour()
	return days*86400 + int64(h*3600+m.mi*60+m.s-m.off)
}

// hour is the hour on a clock of 24 hours.
func (m *moment) hour() int {
	if m.half == 0 {
		return m.h
	}
	h, _ := halved(m.h, m.half)
	return h
}
