package timelog

import (
	"errors"
	"fmt"
	"time"
)

// Stamp is one timestamp as written.
type Stamp struct {
	// Unix is the instant in seconds since 1970 if HasZone. If not, it is the
	// clock reading taken as if it were UTC.
	Unix int64
	// Nanos is the fraction of the second, 0 to 999,999,999.
	Nanos int32
	// HasZone tells whether the stamp carries an offset, "Z", "UTC" or "GMT".
	HasZone bool
	// Offset is that offset in seconds east of Greenwich; 0 without one.
	Offset int32
}

// Time is the instant in UTC, for a stamp without a zone its clock reading
// taken as UTC.
func (s Stamp) Time() time.Time {
	return time.Unix(s.Unix, int64(s.Nanos)).UTC()
}

// The ways in which a text fails to be a stamp. Their texts are the reasons
// that Skip.Reason shows.
var (
	errNotStamp   = errors.New("not a readable time")
	errImpossible = errors.New("impossible date or time")
	errZoneWord   = errors.New("unknown zone word")
	errNoYear     = errors.New("time without a year (set the year)")
	errDateOrder  = errors.New("day and month cannot be told apart (set the date order)")
	errBareNumber = errors.New("a bare number (its unit must be decided over the column)")
	errEpochRange = errors.New("number is no time in the unit of its column")
)

// ParseStamp reads one stamp, strictly: surrounding blanks, unknown zone words,
// impossible dates, dates whose day and month cannot be told apart, missing
// years and bare numbers are errors. A leap second (:60) is read as :59.
//
// It knows RFC 3339 and ISO 8601 with T or a blank, up to nanoseconds after a
// point or a comma, and offsets as Z, ±hh:mm, ±hhmm, ±hh or none; dates alone;
// 2021/01/29 and 2021.01.29; the dates of mail (RFC 822, 850 and 1123), of web
// servers ("13/Jan/2016:19:31:16 +0000"), of C ("Sun Jan 13 19:31:16 2016")
// and "Jan 13, 2016 @ 19:31:16.000".
func ParseStamp(s string) (Stamp, error) {
	st, err := parseStamp([]byte(s), stampRules{})
	if err != nil {
		return Stamp{}, fmt.Errorf("%q: %w", clip(s), err)
	}
	return st, nil
}

// dateOrder is how 01/02/2021 is read.
type dateOrder byte

const (
	orderOpen dateOrder = iota
	orderDMY
	orderMDY
	orderYMD
)

func orderNamed(name string) (dateOrder, error) {
	switch name {
	case "":
		return orderOpen, nil
	case "dmy":
		return orderDMY, nil
	case "mdy":
		return orderMDY, nil
	case "ymd":
		return orderYMD, nil
	}
	return 0, fmt.Errorf("unknown date order %q: dmy, mdy or ymd", name)
}

func (o dateOrder) String() string {
	return [...]string{"", "dmy", "mdy", "ymd"}[o]
}

// stampRules settle what a stamp leaves open.
type stampRules struct {
	order dateOrder
	year  int
	unit  epochUnit // Options.TimeUnit
	local bool      // Options.SourceZone says what doubtful zone words such as CST mean
	words uint8     // the spokenZones that other times of the column settle
}

// parseStamp tries the forms one after another, the common one first.
func parseStamp(b []byte, rules stampRules) (Stamp, error) {
	st, err := parseISO(b)
	if err != errNotStamp {
		return st, err
	}
	if !stampLike(b) {
		return Stamp{}, errNotStamp
	}
	if len(b) == len("20210217070112.418204+060") && b[14] == '.' {
		if st, err := parseCIM(b); err != errNotStamp {
			return st, err
		}
	}
	for _, c := range b {
		if c|0x20 >= 'a' && c|0x20 <= 'z' && c != 'T' && c != 'Z' || isForeign(c) {
			if st, err := parseNamed(b, rules); err != errNotStamp {
				return st, err
			}
			break
		}
	}
	return parseNumeric(b, rules)
}

// parseCIM reads the times of WMI, whose offset is in minutes: 20210217070112.418204+060.
// DMTF DSP0004, datetime.
func parseCIM(b []byte) (Stamp, error) {
	var m moment
	l := layout{"%Y%M%D%H%N%S%f%q", wholeDate}
	if l.match(b, 0, &m) != len(b) {
		return Stamp{}, errNotStamp
	}
	if !m.valid() {
		return Stamp{}, errImpossible
	}
	return Stamp{Unix: m.unix(), Nanos: m.nanos, HasZone: true, Offset: int32(m.off)}, nil
}

// stampLike sorts out quickly what cannot be a stamp: the least is 1/2/21.
func stampLike(b []byte) bool {
	if len(b) < 6 || len(b) > 80 {
		return false
	}
	digits := 0
	for _, c := range b {
		if c-'0' <= 9 {
			digits++
		}
	}
	return digits >= 4
}

// clip shortens a text for an error message.
func clip(s string) string {
	return example([]byte(s))
}
