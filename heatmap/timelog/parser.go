package timelog

import (
	"errors"
	"time"
)

// StampParser reads stamps one at a time, for a caller that has them in a
// column. The zero value reads zone-less stamps as UTC. A StampParser is not
// safe for use by several goroutines at once.
type StampParser struct {
	// SourceZone is the zone of stamps that carry none; nil means UTC.
	SourceZone *time.Location
	// DateOrder settles 01/02/2021: "dmy", "mdy" or "ymd"; "" makes it an error.
	DateOrder string
	// Year completes stamps without a year; 0 makes them an error.
	Year int
}

// Parse reads one stamp. hasZone tells whether it carried its own zone; if not,
// SourceZone was used. The time returned is in UTC.
func (p *StampParser) Parse(s string) (t time.Time, hasZone bool, err error) {
	return time.Time{}, false, errors.New("not ready")
}

// ParseStamp reads one stamp, strictly: surrounding blanks, unknown zone words,
// impossible dates, dates whose order is open and missing years are errors.
func ParseStamp(s string) (Stamp, error) {
	return Stamp{}, errors.New("not ready")
}
