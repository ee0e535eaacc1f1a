package timelog

import "time"

// layout is one way of writing a time, as a pattern. In it stand for
//
//	%Y %y          the year in four digits, in two
//	%M %D          month and day in two digits; %m %d in one or two
//	%B %A          the month's and the weekday's English name
//	%H %N %S       hour, minute and second in two digits; %h %n %s in one or two
//	%f             a fraction after a point or a comma, or :ddd; perhaps none
//	%c             :d to :ddd, milliseconds as a number; perhaps none
//	%P %p          AM or PM; %P perhaps none
//	%z             an offset or a zone word; perhaps none
//	%k             SCCM's ±minutes, to be added to reach UTC
//	%T             what divides date and time: T, blanks, or one of _-,:@
//	%a %b          day and month, two digits each, in an order to be decided
//	%o             a date of three numbers in an order to be decided
//	%r             an offset without which there is no match; after %e
//	%e             seconds, milli-, micro- or nanoseconds since 1970
//	a blank        one blank or several
//
// and everything else for itself.
type layout struct {
	pattern string
	kind    layoutKind
}

type layoutKind uint8

const (
	wholeDate   layoutKind = iota
	yearlessDay            // month and day are known, the year is not
	openDay                // day and month without a year, in an order to be decided
	openDate               // three numbers in an order to be decided
	epochNumber
)

// layouts are those looked for, all at every place; the longest match wins, and
// the first of equals.
var layouts = []layout{
	{"%Y-%m-%d%T%h:%n:%s%f%z", wholeDate},
	{"%Y/%m/%d%T%h:%n:%s%f%z", wholeDate},
	{"%Y.%m.%d%T%h:%n:%s%f%z", wholeDate},
	{"%Y-%m-%d%T%h:%N%z", wholeDate},
	{"%Y/%m/%d%T%h:%N%z", wholeDate},
	{"%Y-%M-%D-%H.%N.%S%f%z", wholeDate},
	{"%Y-%M-%D_%H-%N-%S%f", wholeDate},
	{"%Y-%B-%d%T%h:%N:%S%f%P%z", wholeDate},
	{"%Y %B %d %h:%N:%S%f%P%z", wholeDate},
	{"%Y%M%D-%h:%n:%s%c", wholeDate},
	{"%Y%M%D%T%h:%n:%s%f%z", wholeDate},
	{"%Y%M%D%T%H%N%S%f%z", wholeDate},
	{"%Y%M%D%H%N%S%f%z", wholeDate},
	{"%y%M%D%T%h:%N:%S%f%z", wholeDate},
	{"%y%M%D %H%N%S%f", wholeDate},
	{"date=%Y-%M-%D time=%H:%N:%S%f", wholeDate},
	{"date=%Y-%M-%D,time=%H:%N:%S%f", wholeDate},
	{"date=\"%Y-%M-%D\" time=\"%H:%N:%S%f", wholeDate},
	{"time=\"%H:%N:%S%f%k\" date=\"%m-%d-%Y", wholeDate},
	{"%H:%N:%S%f %Y-%M-%D", wholeDate},
	{"%H:%N:%S%f%z %A %B %d %Y", wholeDate},
	{"%d/%B/%Y%T%h:%N:%S%f%z", wholeDate},
	{"%d-%B-%Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%d/%B/%y%T%h:%N:%S%f%P%z", wholeDate},
	{"%d-%B-%y%T%h:%N:%S%f%P%z", wholeDate},
	{"%d-%B-%y %h.%N.%S%f%P%z", wholeDate},
	{"%d %B %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%A %d %B %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%A %d-%B-%y %h:%N:%S%f%z", wholeDate},
	{"%d%B%Y%T%h:%N:%S%f%z", wholeDate},
	{"%B %d %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%B %d, %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%B %d, %Y @ %h:%N:%S%f%z", wholeDate},
	{"%B %d %h:%N:%S%f%z %Y", wholeDate},
	{"%A %B %d %h:%N:%S%f%P%z %Y", wholeDate},
	{"%A %B %d %h:%N:%S%f %Y%z", wholeDate},
	{"%A %B %d %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%A %B %d, %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%B %d %h:%N:%S%f%z", yearlessDay},
	{"%d %B %h:%N:%S%f%z", yearlessDay},
	{"%A %B %d %h:%N:%S%f%z", yearlessDay},
	{"%a-%b %H:%N:%S%f%z", openDay},
	{"%a/%b %H:%N:%S%f%z", openDay},
	{"%a.%b %H:%N:%S%f%z", openDay},
	{"%a/%b-%H:%N:%S%f", openDay},
	{"%a%b %H:%N:%S%f", openDay},
	{"%a%b/%H%N%S%f", openDay},
	{"%o%T%h:%N:%S%f%P%z", openDate},
	{"%o%T%h:%N%P%z", openDate},
	{"%o,%h:%N:%S,%z", openDate},
	{"%o%T%h:%N:%S%f%p%z", openDate},
	{"%e", epochNumber},
	{"%e %r", wholeDate},
}

// match reads the layout at b[i] into m and returns where it ends, -1 if it is
// not there. Numbers out of range match too: m.valid tells.
func (l *layout) match(b []byte, i int, m *moment) int {
	p := l.pattern
	for k := 0; k < len(p); k++ {
		if p[k] != '%' {
			if i >= len(b) || b[i] != p[k] {
				return -1
			}
			i++
			if p[k] == ' ' {
				for i < len(b) && b[i] == ' ' {
					i++
				}
			}
			continue
		}
		k++
		if i = matchPart(p[k], b, i, m); i < 0 {
			return -1
		}
	}
	if i < len(b) && (b[i]-'0' <= 9 || l.kind != wholeDate && isAlnum(b[i])) {
		return -1
	}
	return i
}

func matchPart(code byte, b []byte, i int, m *moment) int {
	switch code {
	case 'Y':
		if m.y, i = number1(b, i, 4, 4); i > 0 && (m.y < 1970 || m.y > 2199) {
			return -1
		}
	case 'y':
		m.y, i = number1(b, i, 2, 2)
		m.y = fullYear(m.y)
	case 'M':
		m.mo, i = number1(b, i, 2, 2)
	case 'm':
		m.mo, i = number1(b, i, 1, 2)
	case 'D':
		m.d, i = number1(b, i, 2, 2)
	case 'd':
		if i < len(b) && b[i] == ' ' {
			i++
		}
		m.d, i = number1(b, i, 1, 2)
	case 'H':
		m.h, i = number1(b, i, 2, 2)
	case 'h':
		m.h, i = number1(b, i, 1, 2)
	case 'N':
		m.mi, i = number1(b, i, 2, 2)
	case 'n':
		m.mi, i = number1(b, i, 1, 2)
	case 'S':
		m.s, i = number1(b, i, 2, 2)
	case 's':
		m.s, i = number1(b, i, 1, 2)
	case 'a':
		m.first, i = number1(b, i, 2, 2)
	case 'b':
		m.second, i = number1(b, i, 2, 2)
	case 'B', 'A':
		i = matchName(code, b, i, m)
	case 'f', 'c':
		i = matchFraction(code, b, i, m)
	case 'P', 'p':
		w, n := nextWord(b[i:])
		m.half = halfOfDay(w)
		if m.half != 0 {
			i += n
		} else if code == 'p' {
			return -1
		}
	case 'z':
		i = zoneAt(b, i, m)
	case 'k':
		i = matchBias(b, i, m)
	case 'T':
		i = matchDivider(b, i)
	case 'o':
		i = matchOpen(b, i, m)
	case 'e':
		i = matchEpoch(b, i, m)
	case 'r':
		i = matchRaw(b, i, m)
	}
	return i
}

// number1 reads a number of least to most digits, none of them followed by
// another, and returns where it ends, -1 if there is none.
func number1(b []byte, i, least, most int) (n, end int) {
	for end = i; end < len(b) && end < i+most && b[end]-'0' <= 9; end++ {
		n = n*10 + int(b[end]-'0')
	}
	if end-i < least {
		return 0, -1
	}
	return n, end
}

func matchName(code byte, b []byte, i int, m *moment) int {
	end := i
	for end < len(b) && b[end]|0x20 >= 'a' && b[end]|0x20 <= 'z' {
		end++
	}
	if code == 'A' {
		if !weekdayNamed(b[i:end]) {
			return -1
		}
		if end < len(b) && b[end] == ',' {
			end++
		}
		return end
	}
	if m.mo = monthNamed(b[i:end]); m.mo == 0 {
		return -1
	}
	if end < len(b) && b[end] == '.' {
		end++
	}
	return end
}

func matchFraction(code byte, b []byte, i int, m *moment) int {
	m.nanos = 0
	if i+1 >= len(b) || b[i+1]-'0' > 9 {
		return i
	}
	if code == 'c' && b[i] == ':' {
		n, end := number1(b, i+1, 1, 3)
		m.nanos = int32(n) * 1e6
		return end
	}
	if b[i] == '.' || b[i] == ',' {
		var end int
		m.nanos, end = fraction(b, i+1)
		if end-i > 10 { // digits beyond the ninth
			m.nanos, _ = fraction(b[:i+10], i+1)
		}
		return end
	}
	if b[i] == ':' {
		if n, end := number1(b, i+1, 3, 3); end > 0 && (end == len(b) || b[end]-'0' > 9 && b[end] != ':') {
			m.nanos = int32(n) * 1e6
			return end
		}
	}
	return i
}

// matchBias reads SCCM's bias, the minutes from local time to UTC.
func matchBias(b []byte, i int, m *moment) int {
	if i >= len(b) || b[i] != '+' && b[i] != '-' {
		return -1
	}
	n, end := number1(b, i+1, 1, 3)
	if end < 0 || n > 15*60 {
		return -1
	}
	m.zoned, m.off = true, -n*60
	if b[i] == '-' {
		m.off = n * 60
	}
	return end
}

func matchDivider(b []byte, i int) int {
	if i >= len(b) {
		return -1
	}
	switch b[i] {
	case 'T', 't', '_', '-', ':', '@':
		return i + 1
	case ' ', ',', '\t':
	default:
		return -1
	}
	for at := i + 1; at < len(b) && at < i+4; at++ {
		if b[at] != ' ' && b[at] != '-' {
			return at
		}
	}
	return i + 1
}

// matchOpen reads a date of three numbers, at most one of them of four digits.
func matchOpen(b []byte, i int, m *moment) int {
	start := i
	var sep byte
	for k := range 3 {
		n, end := digits(b, i)
		width := end - i
		if width == 0 || width > 4 || width == 3 || width == 4 && (k != 2 || n < 1970 || n > 2199) {
			return -1
		}
		i = end
		if k == 2 {
			break
		}
		if i >= len(b) || b[i] != '/' && b[i] != '.' && b[i] != '-' || k == 1 && b[i] != sep {
			return -1
		}
		sep = b[i]
		i++
	}
	m.date = b[start:i]
	for o := orderDMY; o <= orderYMD; o++ {
		if _, err := parseNumeric(m.date, stampRules{order: o}); err == nil {
			return i
		}
	}
	return -1
}

// matchEpoch reads 10, 13, 16 or 19 digits, the first with a fraction perhaps,
// that are a time from 1995 to 2040.
func matchEpoch(b []byte, i int, m *moment) int {
	whole, end := int64(0), i
	for end < len(b) && end < i+19 && b[end]-'0' <= 9 {
		whole = whole*10 + int64(b[end]-'0')
		end++
	}
	unit := unitNone
	switch end - i {
	case 9, 10:
		unit = unitSeconds
	case 12, 13:
		unit = unitMillis
	case 15, 16:
		unit = unitMicros
	case 18, 19:
		unit = unitNanos
	default:
		return -1
	}
	if secs := whole / perSecond[unit]; secs < 788918400 || secs > 2208988800 {
		return -1
	}
	if unit == unitSeconds && end+1 < len(b) && b[end] == '.' && b[end+1]-'0' <= 9 {
		_, end = fraction(b, end+1)
	}
	m.epoch = b[i:end]
	return end
}

// matchRaw reads the offset after an epoch, as "git log --date=raw" has it, and
// turns both into a date.
func matchRaw(b []byte, i int, m *moment) int {
	if i >= len(b) || b[i] != '+' && b[i] != '-' {
		return -1
	}
	off, n := offset(b[i:])
	secs, nanos, ok := decimal(m.epoch)
	if n != 5 || !ok || len(m.epoch) > 10 || off%900 != 0 {
		return -1
	}
	at := time.Unix(secs+int64(off), int64(nanos)).UTC()
	*m = moment{y: at.Year(), mo: int(at.Month()), d: at.Day(), h: at.Hour(), mi: at.Minute(), s: at.Second(), nanos: nanos, zoned: true, off: off}
	return i + n
}
