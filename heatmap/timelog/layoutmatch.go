package timelog

import (
	"bytes"
	"time"
)

func matchName(code byte, b []byte, i int, m *moment) int {
	end := wordEnd(b, i)
	if code == 'A' {
		if m.weekday = nameIn(b[i:end], weekdayNames); m.weekday == 0 {
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
	switch code {
	case 'F':
		if i+2 >= len(b) || b[i] != '.' || !digit(b[i+2]) {
			return -1
		}
		n, end := number1(b, i+1, 2, 2)
		m.nanos = int32(n) * 1e7
		return end
	case 'U':
		n, end := number1(b, i, 1, 6)
		m.nanos = int32(n) * 1e3
		return end
	}
	if i+1 >= len(b) || b[i+1]-'0' > 9 {
		return i
	}
	if code == 'c' && b[i] == ':' {
		n, end := number1(b, i+1, 1, 3)
		m.nanos = int32(n) * 1e6
		return end
	}
	if b[i] == ',' && !fractional(b, i) {
		return i
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
		_, end := digits(b, i+1)
		if n := end - i - 1; (n == 3 || n == 6) && (end == len(b) || b[end] != ':') {
			m.nanos, _ = fraction(b, i+1)
			return end
		}
	}
	return i
}

// fractional reports whether the digits behind a comma are a fraction: thousandths or
// finer, as programs write them. Else they are the next field of the line.
func fractional(b []byte, comma int) bool {
	_, end := digits(b, comma+1)
	n := end - comma - 1
	return n == 3 || n == 6 || n == 7 || n == 9
}

// matchBias reads SCCM's bias, the minutes from local time to UTC.
func matchBias(b []byte, i int, m *moment) int {
	if i >= len(b) || b[i] != '+' && b[i] != '-' {
		return i
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
	case 'T', 't', '_', '-', ':', '@', '|':
		return i + 1
	case ' ', ',', '\t':
	default:
		return -1
	}
	if i+1 < len(b) && b[i+1] > '9' {
		for _, word := range [...]string{" at ", " \u00e0 ", " um "} {
			if bytes.HasPrefix(b[i:], []byte(word)) {
				return i + len(word)
			}
		}
	}
	for at := i + 1; at < len(b) && at < i+5; at++ {
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

// matchRunDate reads eight digits that are a date with its year last.
func matchRunDate(b []byte, i int, m *moment) int {
	const room = "01/02/2006"
	n, end := digits(b, i)
	if end-i != 8 || n%10000 < 1970 || n%10000 > 2199 {
		return -1
	}
	d := b[i:end]
	date := append(append(append(append(append(make([]byte, 0, len(room)), d[:2]...), '/'), d[2:4]...), '/'), d[4:]...)
	if matchOpen(date, 0, m) < 0 {
		return -1
	}
	return end
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
	m.instant(secs, off, nanos)
	return i + n
}

// matchMinutes reads DB2's offset, three digits of minutes: +060.
func matchMinutes(b []byte, i int, m *moment) int {
	if i >= len(b) || b[i] != '+' && b[i] != '-' {
		return -1
	}
	n, end := number1(b, i+1, 3, 3)
	if end < 0 || n > 15*60 || n%15 != 0 || end < len(b) && isAlnum(b[end]) {
		return -1
	}
	m.zoned, m.off = true, n*60
	if b[i] == '-' {
		m.off = -n * 60
	}
	return end
}

// matchTAI reads a label of https://cr.yp.to/libtai/tai64.html behind an @. Its
// seconds are taken as multilog and tai64nlocal take them, 10 ahead of Unix time;
// the leap seconds since are not counted.
func matchTAI(b []byte, i int, m *moment) int {
	end := i
	value, nanos := uint64(0), uint64(0)
	for ; end < len(b) && end < i+24; end++ {
		d := hexDigit(b[end])
		if d < 0 {
			break
		}
		if end < i+16 {
			value = value<<4 | uint64(d)
		} else {
			nanos = nanos<<4 | uint64(d)
		}
	}
	if n := end - i; n != 16 && n != 24 || i == 0 || b[i-1] != '@' || end < len(b) && isAlnum(b[end]) || value>>62 != 1 || nanos >= 1e9 {
		return -1
	}
	secs := int64(value-1<<62) - 10
	if secs < plausibleFrom || secs >= plausibleTo {
		return -1
	}
	m.instant(secs, 0, int32(nanos))
	return end
}

// instant makes the moment one of Unix time, with an offset in seconds.
func (m *moment) instant(secs int64, off int, nanos int32) {
	at := time.Unix(secs+int64(off), 0).UTC()
	*m = moment{y: at.Year(), mo: int(at.Month()), d: at.Day(), h: at.Hour(), mi: at.Minute(), s: at.Second(), nanos: nanos, zoned: true, off: off}
}
