package timelog

import (
	"math"
	"strconv"
)

// epochUnit is what a bare number counts, and since when.
type epochUnit int8

const (
	unitNone epochUnit = iota
	unitSeconds
	unitMillis
	unitMicros
	unitNanos
	unitFileTime   // Windows: 100 ns since 1601
	unitWebKit     // Chrome, WebKit: µs since 1601
	unitTicks      // .NET: 100 ns since the year 1
	unitCocoa      // Apple: seconds since 2001
	unitCocoaNanos // … in nanoseconds
	unitExcel      // Excel and OLE: days since 1899-12-30, on a clock without a zone
	unitExcel1904  // … since 1904-01-01
	unitCount
)

// perSecond says how many of the unit make a second; of days it says nothing.
var perSecond = [unitCount]int64{0, 1, 1e3, 1e6, 1e9, 1e7, 1e6, 1e7, 1, 1e9, 1, 1}

// unitZero is the Unix time at which the unit begins to count.
// https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-filetime,
// https://learn.microsoft.com/dotnet/api/system.datetime.ticks,
// https://developer.apple.com/documentation/corefoundation/cfabsolutetime.
var unitZero = [unitCount]int64{0, 0, 0, 0, 0, -11644473600, -11644473600, -62135596800, 978307200, 978307200, -25569 * 86400, -24107 * 86400}

// unitNames are those that Options.TimeUnit takes.
var unitNames = [unitCount]string{"", "s", "ms", "us", "ns", "filetime", "webkit", "ticks", "cocoa", "cocoa-ns", "excel", "excel1904"}

// String says what the numbers are, for a sentence.
func (u epochUnit) String() string {
	return [unitCount]string{"", "seconds", "milliseconds", "microseconds", "nanoseconds",
		"Windows FILETIME (100 ns since 1601)", "WebKit time (µs since 1601)", ".NET ticks (100 ns since the year 1)",
		"Cocoa time (seconds since 2001)", "Cocoa time (nanoseconds since 2001)",
		"Excel serial dates (days since 1899-12-30)", "Excel serial dates of the 1904 system"}[u]
}

// days reports whether the unit counts days of a clock rather than instants.
func (u epochUnit) days() bool { return u == unitExcel || u == unitExcel1904 }

// Numbers count as times from 1990 (the oldest logs in collections) up to 2100
// when a unit is chosen, and from 1970-01-02 up to 2200 once it is: zeros and
// other fillers are no times.
const (
	plausibleFrom = 631152000  // 1990-01-01
	plausibleTo   = 4102444800 // 2100-01-01
	possibleFrom  = 86400
	possibleTo    = 7258118400 // 2200-01-01
)

// plausibleUnit is the one unit since 1970 in which a number of that size is a
// plausible time; the windows do not overlap.
func plausibleUnit(whole int64) epochUnit {
	for u := unitSeconds; u <= unitNanos; u++ {
		if whole >= plausibleFrom*perSecond[u] && whole/perSecond[u] < plausibleTo {
			return u
		}
	}
	return unitNone
}

// unix is the whole Unix second that a number of the unit means.
func (u epochUnit) unix(whole int64) int64 {
	if u.days() {
		return min(whole, 1e9)*86400 + unitZero[u]
	}
	return whole/perSecond[u] + unitZero[u]
}

// plausible reports whether a number is a plausible time in the unit. Nobody
// counted nanoseconds before 2000; Apple's clock began in 2001.
func (u epochUnit) plausible(whole int64) bool {
	at := u.unix(whole)
	switch u {
	case unitNanos:
		return at >= 946684800 && at < plausibleTo
	case unitCocoa, unitCocoaNanos:
		return at >= 1104537600 && at < 1925000000 // 2005 to 2031
	}
	return at >= plausibleFrom && at < plausibleTo
}

// readEpoch turns a number into a stamp. Numbers carry no zone: they are UTC by
// definition, but for the serial dates of Excel, which show a clock.
func readEpoch(b []byte, u epochUnit) (Stamp, error) {
	whole, nanos, ok := decimal(b)
	if !ok {
		return Stamp{}, errNotStamp
	}
	if u.days() {
		return readSerial(whole, nanos, u)
	}
	per := perSecond[u]
	st := Stamp{Unix: whole/per + unitZero[u], Nanos: int32(whole%per*(1e9/per) + int64(nanos)/per), HasZone: true}
	if whole < 0 || st.Unix < possibleFrom || st.Unix >= possibleTo {
		return Stamp{}, errEpochRange
	}
	return st, nil
}

// readSerial reads days and their fraction, to the millisecond that a serial
// date can hold.
func readSerial(days int64, nanos int32, u epochUnit) (Stamp, error) {
	if days < 0 || days > 1e6 {
		return Stamp{}, errEpochRange
	}
	ms := (int64(nanos)*864 + 5000) / 10_000 // of the day: nanos × 86,400,000 / 1e9
	st := Stamp{Unix: u.unix(days) + ms/1000, Nanos: int32(ms % 1000 * 1e6)}
	if st.Unix < possibleFrom || st.Unix >= possibleTo {
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
