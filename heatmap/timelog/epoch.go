package timelog

import (
	"math"
	"strconv"
)

// epochUnit is what a bare number counts since 1970-01-01 00:00 UTC.
type epochUnit int8

const (
	unitNone epochUnit = iota
	unitSeconds
	unitMillis
	unitMicros
	unitNanos
)

// perSecond says how many of the unit make a second.
var perSecond = [...]int64{0, 1, 1e3, 1e6, 1e9}

func (u epochUnit) String() string {
	return [...]string{"", "seconds", "milliseconds", "microseconds", "nanoseconds"}[u]
}

// Numbers count as times from 1990 (the oldest logs in collections) up to 2100
// when a unit is chosen, and from 1970-01-02 up to 2200 once it is: zeros and
// other fillers are no times.
const (
	plausibleFrom = 631152000  // 1990-01-01
	plausibleTo   = 4102444800 // 2100-01-01
	possibleFrom  = 86400
	possibleTo    = 7258118400 // 2200-01-01
)

// plausibleUnit is the one unit in which a number of that size is a plausible
// time; the windows do not overlap.
func plausibleUnit(whole int64) epochUnit {
	for u := unitSeconds; u <= unitNanos; u++ {
		if whole >= plausibleFrom*perSecond[u] && whole/perSecond[u] < plausibleTo {
			return u
		}
	}
	return unitNone
}

// readEpoch turns a number into a stamp. Numbers carry no zone: they are UTC by
// definition.
func readEpoch(b []byte, u epochUnit) (Stamp, error) {
	whole, nanos, ok := decimal(b)
	if !ok {
		return Stamp{}, errNotStamp
	}
	per := perSecond[u]
	st := Stamp{Unix: whole / per, Nanos: int32(whole%per*(1e9/per) + int64(nanos)/per), HasZone: true}
	if whole < 0 || st.Unix < possibleFrom || st.Unix >= possibleTo {
		return Stamp{}, errEpochRange
	}
	return st, nil
}

// decimal reads a non-negative number: digits, perhaps a fraction, perhaps an
// exponent. nanos is the fraction in billionths.
func decimal(b []byte) (whole int64, nanos int32, ok bool) {
	i := 0
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		if i == 18 {
			return wideDecimal(b)
		}
		whole = whole*10 + int64(b[i]-'0')
	}
	if i == 0 {
		return 0, 0, false
	}
	if i < len(b) && b[i] == '.' {
		from := i + 1
		if nanos, i = fraction(b, from); i == from {
			return 0, 0, false
		}
	}
	if i < len(b) {
		return wideDecimal(b)
	}
	return whole, nanos, true
}

// wideDecimal reads what decimal does not: 19 digits and exponents (1.6e9).
func wideDecimal(b []byte) (whole int64, nanos int32, ok bool) {
	if len(b) > 40 {
		return 0, 0, false
	}
	for _, c := range b {
		if c-'0' > 9 && c != '.' && c|0x20 != 'e' && c != '+' && c != '-' {
			return 0, 0, false // no "Inf", no hexadecimal
		}
	}
	if n, err := strconv.ParseInt(string(b), 10, 64); err == nil {
		return n, 0, n >= 0
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil || f < 0 || f >= math.MaxInt64 {
		return 0, 0, false
	}
	w, frac := math.Modf(f)
	return int64(w), int32(frac * 1e9), true
}
