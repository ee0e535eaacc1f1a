package timelog

import (
	"bytes"
	"encoding/binary"
)

// echo is the time of the line before, of which the next line's mostly repeats all but
// the clock. Such a time is read without matching its layout again.
type echo struct {
	of     *spot  // where it was found, nil if there is nothing to repeat
	head   []byte // what stands before the clock
	tail   []byte // what stands behind the clock, the digits of a fraction left out
	width  int    // how many digits the fraction has, 0 for none
	moment moment
	day    int64  // with a calendar: where the day begins, in seconds of a leap year
	date   []byte // the day as lineRow.stamp has it
	zone   []byte // the zone likewise
}

// hold keeps the time of a line for the next one, if it is of a kind that can be read so.
func (e *echo) hold(s *spot, line []byte, m *mark, c *calendar) {
	t := &m.moment
	if t.half != 0 || t.word != nil || t.date != nil || t.epoch != nil || c != nil && m.layout.kind == wholeDate {
		return
	}
	text := line[m.start:m.end]
	var room [8]byte
	at := bytes.Index(text, appendHMS(room[:0], t.h, t.mi, t.s))
	if at < 0 || at > 0 && digit(text[at-1]) {
		return
	}
	rest := text[at+8:]
	e.head, e.tail, e.width = append(e.head[:0], text[:at]...), e.tail[:0], 0
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && digit(rest[1]) {
		_, end := digits(rest, 1)
		if e.width = end - 1; e.width > 9 {
			return
		}
		e.tail, rest = append(e.tail, rest[0]), rest[end:]
	}
	if e.width == 0 && t.nanos != 0 { // 12:00:00:123
		return
	}
	e.tail = append(e.tail, rest...)
	e.moment = *t
	e.date, e.zone = t.appendDate(e.date[:0]), t.appendZone(e.zone[:0])
	if c != nil {
		e.day = t.inYear() - int64(t.h*3600+t.mi*60+t.s)
	}
	e.of = s
}

// read reads the time at line[at] into m if it is that of the line before but for its
// clock.
func (e *echo) read(line []byte, at int, m *mark) bool {
	clock := at + len(e.head)
	end := clock + 8
	if at < 0 || end+1+e.width+len(e.tail) > len(line) || !bytes.Equal(line[at:clock], e.head) {
		return false
	}
	x := binary.LittleEndian.Uint64(line[clock:]) ^ clockForm
	h, mi, s := x&0xFF*10+x>>8&0xFF, x>>24&0xFF*10+x>>32&0xFF, x>>48&0xFF*10+x>>56
	if (x|(x+notClock))&highs != 0 || h > 23 || mi > 59 || s > 59 {
		return false
	}
	nanos, tail := int32(0), e.tail
	if e.width > 0 {
		if line[end] != tail[0] {
			return false
		}
		var behind int
		if nanos, behind = fraction(line, end+1); behind != end+1+e.width {
			return false
		}
		end, tail = behind, tail[1:]
	}
	if !bytes.HasPrefix(line[end:], tail) {
		return false
	}
	if end += len(tail); !endsStamp(line, end) {
		return false
	}
	m.layout, m.start, m.end = e.of.layout, at, end
	m.moment = e.moment
	m.moment.h, m.moment.mi, m.moment.s, m.moment.nanos = int(h), int(mi), int(s), nanos
	return true
}

// endsStamp reports whether a time that ends at line[end] surely does: nothing behind it
// is a fraction, half of the day or zone.
func endsStamp(line []byte, end int) bool {
	if end+1 >= len(line) {
		return false
	}
	switch line[end] {
	case ']', ')', '|', '"', '\'', '\t':
		return true
	case ':':
		return line[end+1] == ' '
	case ' ', ',':
		return endUnlessZone(line, end) == end
	}
	return false
}

// complete gives the moment its place among the rows of a calendar. The row before is of
// the same day, so no year turns.
func (e *echo) complete(c *calendar, m *moment) {
	at := e.day + int64(m.h*3600+m.mi*60+m.s)
	c.step(at)
	if c.seen != nil {
		c.seen.add(c.year, at, m)
	}
}

// append writes the moment, which is of the day and zone of the line before.
func (e *echo) append(b []byte, m *moment) []byte {
	b = append(append(b, e.date...), ' ')
	b = appendNanos(appendHMS(b, m.h, m.mi, m.s), m.nanos)
	return append(b, e.zone...)
}
