package timelog

import (
	"math"
	"time"
)

// wallClock turns clock readings of a zone into instants. It remembers the span
// without a change of offset that it used last, so that nearly every reading
// costs one subtraction.
type wallClock struct {
	loc      *time.Location // nil means UTC
	from, to int64          // clock readings (as if UTC) for which offset is certain
	offset   int64
	skipped  int64 // readings that never were, as the clocks went forward
	repeated int64 // readings that were twice, as the clocks went back
}

// unix is the instant of a clock reading given in seconds as if it were UTC. A
// reading that never was or was twice is resolved as time.Date does, and counted.
func (c *wallClock) unix(reading int64) int64 {
	if c.loc == nil || c.loc == time.UTC {
		return reading
	}
	if reading < c.from || reading >= c.to {
		return c.change(reading)
	}
	return reading - c.offset
}

// change finds the span around a reading.
func (c *wallClock) change(reading int64) int64 {
	t := time.Unix(reading, 0).UTC()
	at := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, c.loc)
	_, off := at.Zone()
	start, end := at.ZoneBounds()
	from, to := int64(math.MinInt64), int64(math.MaxInt64)
	if !start.IsZero() {
		_, before := start.Add(-time.Second).Zone()
		from = start.Unix() + int64(max(off, before))
	}
	if !end.IsZero() {
		_, after := end.Zone()
		to = end.Unix() + int64(min(off, after))
	}
	if at.Unix()+int64(off) != reading {
		c.skipped++
		return at.Unix()
	}
	if reading < from || reading >= to {
		c.repeated++
		return at.Unix()
	}
	c.from, c.to, c.offset = from, to, int64(off)
	return reading - c.offset
}
