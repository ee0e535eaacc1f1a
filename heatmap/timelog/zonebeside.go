package timelog

import (
	"fmt"
	"time"
)

// A syslog daemon writes the time without its year and its zone in front of what a program
// has written with both:
//
//	Feb 12 12:46:39 acs1 CSCOacs_Passed_Authentications 0765855540 1 0 2020-02-12 12:46:39.323 -08:00 …
//
// Where the two clocks agree, both are of the same zone.

// twin reports whether a time with its zone has the clock of the one without, to two seconds.
func (m *mark) twin(own *mark) bool {
	a, b := &m.moment, &own.moment
	if m.layout.kind != wholeDate || !a.zoned || b.zoned || len(b.word) > 0 || a.mo != b.mo || a.d != b.d {
		return false
	}
	apart := a.clockSeconds() - b.clockSeconds()
	return apart >= -2 && apart <= 2
}

// zoneBeside takes the zone of stamps that carry none from the same times inside the lines,
// if every other line has one, few have another date instead, and all are of one offset. It
// says so.
func (r *run) zoneBeside(d *dialect, seen *calendarSeen) (note string) {
	n := min(seen.rows, besideRows)
	if r.zone != nil || d.lines.zone != nil || len(seen.twins) != 1 || n == 0 {
		return ""
	}
	for off, twins := range seen.twins {
		if 2*int64(twins) < n || 10*twins < 9*seen.beside {
			return ""
		}
		d.lines.zone, d.lines.zoneFrom = time.FixedZone(offsetName(off), off), "header"
	}
	return fmt.Sprintf("the times carry no zone: they are read at %s, which the same times inside the first lines carry; --source-zone settles it", d.lines.zone)
}
