package rhythm

import (
	"encoding/binary"
	"time"
)

// stretch is a time without a clock change.
type stretch struct {
	until  int64 // Unix seconds, exclusive
	offset int64 // seconds east of UTC
}

// clock is a zone's rules over the time that was observed.
type clock []stretch

const (
	// Outside these years, 1900 to 2100, no clock is known: one that stands beside
	// them in a log is a damaged stamp.
	earliest, latest = -2208988800, 4102444800
)

// bounded keeps an instant within the years of which clocks are known.
func bounded(unix int64) int64 { return min(max(unix, earliest), latest) }

// clockOf reads the rules of a zone from first to last, in Unix seconds.
func clockOf(loc *time.Location, first, last int64) clock {
	first, last = bounded(first), bounded(last)
	var c clock
	for at := first; at <= last; {
		t := time.Unix(at, 0).In(loc)
		_, offset := t.Zone()
		until := last + 1
		if _, end := t.ZoneBounds(); !end.IsZero() {
			until = end.Unix()
		}
		// Past the last clock change that a zone lists the time package works by
		// rule, and on the last day of a leap year names an end that has passed.
		if until <= at {
			until = at - floorMod(at, quarterSeconds) + quarterSeconds
		}
		if n := len(c); n > 0 && c[n-1].offset == int64(offset) {
			c[n-1].until = until
		} else {
			c = append(c, stretch{until, int64(offset)})
		}
		at = until
	}
	return c
}

// week is presence by quarter of the local week, Monday 00:00 first.
type week [7 * 96]float64

// fold adds the marks up on the clock.
func (c clock) fold(marks []mark) *week {
	w, i := new(week), 0
	for _, m := range marks {
		for i < len(c)-1 && m.at >= c[i].until {
			i++
		}
		w[floorMod(m.at+c[i].offset+epochDay, weekSeconds)/quarterSeconds] += m.weight
	}
	return w
}

// key names what the clock showed, for grouping.
func (c clock) key() string {
	b := make([]byte, 0, 16*len(c))
	for i, s := range c {
		until := s.until
		if i == len(c)-1 {
			until = 0
		}
		b = binary.LittleEndian.AppendUint64(b, uint64(until))
		b = binary.LittleEndian.AppendUint64(b, uint64(s.offset))
	}
	return string(b)
}

// at is the offset at an instant, in seconds.
func (c clock) at(unix int64) int64 {
	for i := range c {
		if unix < c[i].until {
			return c[i].offset
		}
	}
	return c[len(c)-1].offset
}
