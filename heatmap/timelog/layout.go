package timelog

import (
	"strings"
	"time"
)

// layout is one way of writing a time, as a pattern. In it stand for
//
//	%Y %y          the year in four digits, in two
//	%M %D          month and day in two digits; %m %d in one or two
//	%J             the day of the year in three digits
//	%B %A          the month's name, the weekday's English one
//	%H %N %S       hour, minute and second in two digits; %h %n %s in one or two
//	%f             a fraction after a point or a comma, or :ddd; perhaps none
//	%F             a fraction in two digits after a point
//	%U             microseconds as a number of one to six digits
//	%c             :d to :ddd, milliseconds as a number; perhaps none
//	%P %p          AM or PM; %P perhaps none
//	%G             the half of the day in Korean, Japanese or Chinese
//	%z             an offset or a zone word; perhaps none
//	%t             hour and minute as a number of one to four digits: 948
//	%k             SCCM's ±minutes, to be added to reach UTC; perhaps none
//	%q             ±minutes of DB2 and of WMI, three digits, to be taken off to reach UTC
//	%w             a zone word
//	%T             what divides date and time: T, blanks, one of _-,:@|, or "at"
//	%a %b          day and month, two digits each, in an order to be decided;
//	%i %j          in one or two
//	%o             a date of three numbers in an order to be decided
//	%O             the same run together, the year last: 29012021
//	%r             an offset without which there is no match; after %e
//	%x             TAI64 or TAI64N, 16 or 24 hexadecimal digits
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
	{"%Y-%m-%d%T%h:%n:%s%f%P%z", wholeDate},
	{"%Y-%m-%d%T%h:%n:%s us=%U", wholeDate},
	{"%Y/%m/%d%T%h:%n:%s%f%P%z", wholeDate},
	{"%Y.%m.%d%T%h:%n:%s%f%P%z", wholeDate},
	{"%Y-%m-%d%T%h:%N%z", wholeDate},
	{"%Y/%m/%d%T%h:%N%z", wholeDate},
	{"%Y-%M-%D-%H.%N.%S%f%z", wholeDate},
	{"%Y-%M-%D-%H.%N.%S%f%q", wholeDate},
	{"%Y-%M-%D-%H%N%S%f", wholeDate},
	{"%Y-%M-%D+%H:%N:%S%f", wholeDate},
	{"%Y-%M-%D %Hh%N.%S%z", wholeDate},
	{"%Y.%M.%D-%H.%N.%S%f", wholeDate},
	{"%Y:%m:%d%T%H:%N:%S%f%z", wholeDate},
	{"%Y%M%D<;>%t", wholeDate},
	{"%Y/%M/%D.%H:%N:%S%f%z", wholeDate},
	{"%Y-%M-%D_%H-%N-%S%f", wholeDate},
	{"%Y年%m月%d日%T%h:%N:%S%f%z", wholeDate},
	{"%Y年 %m月 %d日%T%h:%N:%S%f%z", wholeDate},
	{"%Y년 %m월 %d일 %G%h:%N", wholeDate},
	{"%Y年%m月%d日 %G%h:%N", wholeDate},
	{"%Y-%B-%d%T%h:%N:%S%f%P%z", wholeDate},
	{"%Y %B %d %h:%N:%S%f%P%z", wholeDate},
	{"%Y%M%D-%h:%n:%s%c", wholeDate},
	{"%Y%M%D%T%h:%n:%s%f%z", wholeDate},
	{"%Y%M%D%T%H%N%S%f%z", wholeDate},
	{"%Y%M%D%H%N%S%f%z", wholeDate},
	{"%Y%M%D%H%N%S%f%q", wholeDate},
	{"%Y%J %H:%N:%S%f", wholeDate},
	{"%y%J %H:%N:%S%F", wholeDate},
	{"%Y-%J%T%H:%N:%S%f%z", wholeDate},
	{"%Y/%J %H:%N:%S%f%z", wholeDate},
	{"%y%M%D%T%h:%N:%S%f%z", wholeDate},
	{"%y%M%D %H%N%S%f", wholeDate},
	{"%y%M%D_%H%N%S", wholeDate},
	{"date=%Y-%m-%d time=%H:%N:%S%f", wholeDate},
	{"date=%Y-%m-%d,time=%H:%N:%S%f", wholeDate},
	{"date=%Y-%m-%d\",\"time=%H:%N:%S%f", wholeDate},
	{"date=\"%Y-%m-%d\" time=\"%H:%N:%S%f", wholeDate},
	{"time=\"%H:%N:%S%f%k\" date=\"%m-%d-%Y", wholeDate},
	{"%H:%N:%S%f %Y-%M-%D", wholeDate},
	{"%H:%N:%S%f /%Y-%M-%D/", wholeDate},
	{"%H:%N:%S%f%z %A %B %d %Y", wholeDate},
	{"%d/%B/%Y%T%h:%N:%S%f%z", wholeDate},
	{"%d-%B-%Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%d/%B/%y%T%h:%N:%S%f%P%z", wholeDate},
	{"%d-%B-%y%T%h:%N:%S%f%P%z", wholeDate},
	{"%d-%B-%Y %h:%N", wholeDate},
	{"%d-%B-%y %h.%N.%S%f%P%z", wholeDate},
	{"%d %B %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%A %d %B %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%A %d-%B-%y %h:%N:%S%f%z", wholeDate},
	{"%d%B%Y%T%h:%N:%S%f%z", wholeDate},
	{"%d%B%y%T%h:%N:%S%f%z", wholeDate},
	{"%d-%B-%Y::%h:%N:%S%f", wholeDate},
	{"%B-%d-%y%T%h:%N:%S%f%P%z", wholeDate},
	{"%B/%d/%Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%B %d %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%B %d, %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%A %B %d, %Y%T%h:%N%P", wholeDate},
	{"%B %d, %Y%T%h:%N%P", wholeDate},
	{"%B %d, %Y @ %h:%N:%S%f%z", wholeDate},
	{"%B %d %h:%N:%S%f%z %Y", wholeDate},
	{"%A %B %d %h:%N:%S%f%P%z %Y", wholeDate},
	{"%A %B %d %h:%N:%S%f %Y%z", wholeDate},
	{"%A %B %d %h:%N:%S %Y us=%U", wholeDate},
	{"%A %B %d %h:%N:%S%z %Y%f", wholeDate},
	{"%A %B %d %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%A %B %d, %Y%T%h:%N:%S%f%P%z", wholeDate},
	{"%B %d %h:%N:%S%f%z", yearlessDay},
	{"%d %B %h:%N:%S%f%z", yearlessDay},
	{"%A %B %d %h:%N:%S%f%z", yearlessDay},
	{"%A %B %d %h:%N", yearlessDay},
	{"%w %B %d %h:%N:%S%f", yearlessDay},
	{"%B/%d %h:%N:%S%f%z", yearlessDay},
	{"%B %d %H:%N", yearlessDay},
	{"SU %M/%D %H:%N", yearlessDay},
	{"%d-%B %H:%N:%S%f", yearlessDay},
	{"%B-%d %H:%N:%S%f", yearlessDay},
	{"%d-%B %H:%N", yearlessDay},
	{"%a-%b %H:%N:%S%f%z", openDay},
	{"%a/%b %H:%N:%S%f%z", openDay},
	{"%a.%b %H:%N:%S%f%z", openDay},
	{"%a/%b-%H:%N:%S%f", openDay},
	{"%a/%b,%H:%N:%S%f%z", openDay},
	{"%a-%b|%H:%N:%S%f", openDay},
	{"%a%b %H:%N:%S%f", openDay},
	{"%a%b/%H%N%S%f", openDay},
	{"%i/%j %H:%N:%S%f", openDay},
	{"%o%T%h:%N:%S%f%P%z", openDate},
	{"%o%T%h:%N%P%z", openDate},
	{"%H:%N:%S%f %o", openDate},
	{"%o,%h:%N:%S,%z", openDate},
	{"%O %H:%N:%S%f", openDate},
	{"%o%T%h:%N:%S%f%p%z", openDate},
	{"%x", wholeDate},
	{"%e", epochNumber},
	{"%e %r", wholeDate},
}

// labelled reports whether the layout names what it holds, so that no other date
// is taken for it: time="…" date="…"; or is that of nothing but Erlang's reports.
func (l *layout) labelled() bool { return l.pattern[0] != '%' || strings.Contains(l.pattern, "::") }

// seconds reports whether the layout has the seconds.
func (l *layout) seconds() bool {
	return strings.Contains(l.pattern, "%S") || strings.Contains(l.pattern, "%s")
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
		if i < len(b) && b[i] == 0xE2 {
			i = skipDirection(b, i)
		}
		if i = matchPart(p[k], b, i, m); i < 0 {
			return -1
		}
	}
	if i < len(b) && (b[i]-'0' <= 9 || l.kind != wholeDate && isAlnum(b[i])) {
		return -1
	}
	return i
}

// skipDirection passes a mark of writing direction, which Windows puts before each part of
// a date.
func skipDirection(b []byte, i int) int {
	if i+2 < len(b) && b[i+1] == 0x80 && (b[i+2] == 0x8E || b[i+2] == 0x8F) {
		return i + 3
	}
	return i
}

// matchPart matches one part of a pattern at b[i] and returns the place after it, -1 if
// it is not there.
func matchPart(code byte, b []byte, i int, m *moment) int {
	switch code {
	case 'B', 'A':
		return matchName(code, b, i, m)
	case 'f', 'c', 'F', 'U':
		return matchFraction(code, b, i, m)
	case 'P', 'p':
		if code == 'P' && i < len(b) && noHalf(b[i]) {
			m.half = 0
			return i
		}
		if m.half, i = halfAt(b, i); m.half == 0 && code == 'p' {
			return -1
		}
		return fractionBehind(b, i, m)
	case 'G':
		return matchHalf(b, i, m)
	case 'z':
		return zoneAt(b, i, m)
	case 'k':
		return matchBias(b, i, m)
	case 'q':
		return matchMinutes(b, i, m)
	case 'w':
		if end := zoneWordAt(b, i, m); end > i {
			return end
		}
		return -1
	case 'x':
		return matchTAI(b, i, m)
	case 'T':
		return matchDivider(b, i)
	case 'o':
		return matchOpen(b, i, m)
	case 'O':
		return matchRunDate(b, i, m)
	case 'e':
		return matchEpoch(b, i, m)
	case 'r':
		return matchRaw(b, i, m)
	}
	return matchNumber(code, b, i, m)
}

// matchNumber is matchPart for parts of a date or a clock in digits.
func matchNumber(code byte, b []byte, i int, m *moment) int {
	switch code {
	case 'Y':
		if m.y, i = number1(b, i, 4, 4); i > 0 && (m.y < 1970 || m.y > 2199) {
			return -1
		}
	case 'y':
		m.y, i = number1(b, i, 2, 2)
		m.y = fullYear(m.y)
	case 'J':
		var day int
		if day, i = number1(b, i, 3, 3); i > 0 && !m.ordinal(day) {
			return -1
		}
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
		if m.d, i = number1(b, i, 1, 2); i > 0 && i+1 < len(b) && b[i] == '.' && b[i+1] == ' ' {
			i++ // 14. Juni
		}
		i = ordinalEnd(b, i)
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
	case 't':
		if m.mi, i = number1(b, i, 1, 4); i > 0 {
			m.h, m.mi = m.mi/100, m.mi%100
		}
	case 'a':
		m.first, i = number1(b, i, 2, 2)
	case 'b':
		m.second, i = number1(b, i, 2, 2)
	case 'i':
		m.first, i = number1(b, i, 1, 2)
	case 'j':
		m.second, i = number1(b, i, 1, 2)
	}
	return i
}

// ordinalEnd passes what English makes an ordinal number of one, as in "Feb 23rd".
func ordinalEnd(b []byte, i int) int {
	if i > 0 && i+1 < len(b) && (i+2 == len(b) || !isAlnum(b[i+2])) {
		switch string(b[i : i+2]) {
		case "st", "nd", "rd", "th":
			return i + 2
		}
	}
	return i
}

// ordinal makes a day of the year a month and a day, if the year has so many days.
func (m *moment) ordinal(day int) bool {
	if day < 1 || day > 366 || day == 366 && !leap(m.y) {
		return false
	}
	at := time.Date(m.y, 1, day, 0, 0, 0, 0, time.UTC)
	m.mo, m.d = int(at.Month()), at.Day()
	return true
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
