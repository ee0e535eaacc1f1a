package lake

import "time"

// unwall turns what a clock without a zone showed, in seconds as if it were UTC,
// into the instant. A reading that never was or was twice is resolved as time.Date
// does; ok is false for it.
func unwall(reading int64, loc *time.Location) (unix int64, ok bool) {
	t := time.Unix(reading, 0).UTC()
	at := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, loc)
	_, offset := at.Zone()
	if at.Unix()+int64(offset) != reading {
		return at.Unix(), false
	}
	for _, other := range []int64{-86400, 86400} {
		_, near := time.Unix(at.Unix()+other, 0).In(loc).Zone()
		if near == offset {
			continue
		}
		_, there := time.Unix(reading-int64(near), 0).In(loc).Zone()
		if there == near {
			return at.Unix(), false
		}
	}
	return at.Unix(), true
}
