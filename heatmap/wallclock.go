package heatmap

import "time"

const (
	quarterSeconds = 900
	hourSeconds    = 3600
	daySeconds     = 24 * hourSeconds
	weekSeconds    = 7 * daySeconds
	// 1970-01-01, Unix time zero, was a Thursday: three days after a Monday.
	epochDay = 3 * daySeconds
)

// wallClock turns instants into cells of one zone. It remembers the stretch of
// constant offset around the last instant, so that a sorted run of instants
// asks the zone's rules once a clock change.
type wallClock struct {
	loc        *time.Location
	from, to   int64 // the stretch [from, to) in Unix seconds
	offset     int64 // seconds east of UTC during the stretch
	everything bool  // the stretch has been asked for at least once
}

func newWallClock(loc *time.Location) *wallClock { return &wallClock{loc: loc} }

// cell returns the weekday (Monday 0) and hour of an instant in Unix seconds.
func (c *wallClock) cell(unix int64) (day, hour int) {
	if !c.everything || unix < c.from || unix >= c.to {
		c.seek(unix)
	}
	return localCell(unix + c.offset)
}

// seek finds the stretch of constant offset around an instant.
func (c *wallClock) seek(unix int64) {
	t := time.Unix(unix, 0).In(c.loc)
	_, offset := t.Zone()
	start, end := t.ZoneBounds()
	c.from, c.to, c.offset, c.everything = -1<<62, 1<<62, int64(offset), true
	if !start.IsZero() {
		c.from = start.Unix()
	}
	if !end.IsZero() {
		c.to = end.Unix()
	}
	// Past the last clock change that a zone lists, the time package works by rule
	// and a year at a time, and on the last day of a leap year it names an end
	// that has passed. There, go on by the quarter hour.
	if c.to <= unix {
		c.from, c.to = unix, unix-floorMod(unix, quarterSeconds)+quarterSeconds
	}
}

// localCell returns the cell of a local clock reading, in seconds since the
// clock showed 1970-01-01 00:00.
func localCell(local int64) (day, hour int) {
	inWeek := floorMod(local+epochDay, weekSeconds)
	return int(inWeek / daySeconds), int(inWeek % daySeconds / hourSeconds)
}

// hoursObserved counts the real hours of each cell from the hour of the wall
// clock that holds first to the one that holds last, both whole. It walks the
// stretches of constant offset between the zone's clock changes.
func hoursObserved(first, last time.Time) [Days][Hours]float64 {
	var hours [Days][Hours]float64
	clock := newWallClock(first.Location())
	clock.seek(first.Unix())
	at := first.Unix() - floorMod(first.Unix()+clock.offset, hourSeconds)
	clock.seek(last.Unix())
	end := last.Unix() - floorMod(last.Unix()+clock.offset, hourSeconds) + hourSeconds
	for at < end {
		clock.seek(at)
		until := min(end, clock.to)
		addStretch(&hours, at+clock.offset, until+clock.offset)
		at = until
	}
	return hours
}

// addStretch adds the hours of the local clock readings [from, to), a stretch
// without a clock change: the whole weeks at once, the rest hour by hour.
func addStretch(hours *[Days][Hours]float64, from, to int64) {
	if weeks := (to - from) / weekSeconds; weeks > 0 {
		for d := range hours {
			for h := range hours[d] {
				hours[d][h] += float64(weeks)
			}
		}
		from += weeks * weekSeconds
	}
	for from < to {
		next := min(to, from-floorMod(from, hourSeconds)+hourSeconds)
		d, h := localCell(from)
		hours[d][h] += float64(next-from) / hourSeconds
		from = next
	}
}

// floorMod is the remainder that is never negative.
func floorMod(a, m int64) int64 {
	if r := a % m; r < 0 {
		return r + m
	} else {
		return r
	}
}
