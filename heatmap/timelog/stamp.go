package timelog

import "time"

// Stamp is one timestamp as written.
type Stamp struct {
	// Unix is the instant in seconds since 1970 if HasZone. If not, it is the
	// clock reading taken as if it were UTC.
	Unix int64
	// Nanos is the fraction of the second, 0 to 999,999,999.
	Nanos int32
	// HasZone tells whether the stamp carries an offset, "Z" or a known zone word.
	HasZone bool
	// Offset is that offset in seconds east of Greenwich; 0 without one.
	Offset int32
}

// Time is the instant in UTC, for a stamp without a zone its clock reading
// taken as UTC.
func (s Stamp) Time() time.Time {
	return time.Unix(s.Unix, int64(s.Nanos)).UTC()
}
