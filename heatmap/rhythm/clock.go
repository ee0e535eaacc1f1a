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

// clockOf reads the rules of a zone from first to last, in Unix seconds.
func clockOf(loc *time.Location, first, last int64) clock {
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

// fold adds the marks up on the clock, and returns the mean offset over their
// events, in hours.
func (c clock) fold(marks []mark) (w *week, offset float64) {
	w = new(week)
	i, total := 0, 0.0
	for _, m := range marks {
		for i < len(c)-1 && m.at >= c[i].until {
			i++
		}
		w[floorMod(m.at+c[i].offset+epochDay, weekSeconds)/quarterSeconds] += m.weight
		offset += float64(c[i].offset) * m.events
		total += m.events
	}
	if total > 0 {
		offset /= total * hourSeconds
	}
	return w, offset
}

// same tells whether two clocks showed the same throughout.
func (c clock) same(o clock) bool {
	if len(c) != len(o) {
		return false
	}
	for i := range c {
		if c[i].offset != o[i].offset || i < len(c)-1 && c[i].until != o[i].until {
			return false
		}
	}
	return true
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

// usual is the offset in force at most of the events, in seconds; of two equals
// the smaller.
func (c clock) usual(marks []mark) int {
	weights := map[int64]float64{}
	i := 0
	for _, m := range marks {
		for i < len(c)-1 && m.at >= c[i].until {
			i++
		}
		weights[c[i].offset] += m.events
	}
	best, most := int64(0), -1.0
	for offset, weight := range weights {
		if weight > most || weight == most && offset < best {
			best, most = offset, weight
		}
	}
	return int(best)
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
