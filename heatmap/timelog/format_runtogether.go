package timelog

import "bytes"

// Formats that write their times as nothing else does: AIX's list of errors, with month,
// day, hour, minute and year run together, the statistics of ntpd, with days of the
// modified Julian calendar, and OpenLDAP's server, with seconds in hexadecimal.

// runTogether reads the lines of one of them.
type runTogether struct {
	read func(line []byte, m *moment) bool
}

func (p runTogether) parse(line []byte, row *lineRow) {
	var m moment
	switch {
	case !p.read(line, &m):
		row.why = continuation
	case !m.valid():
		row.why = errImpossible.Error()
	default:
		row.moment(&m)
	}
	row.set(1, line)
}

func runTogetherShape(sample [][]byte, read func([]byte, *moment) bool) *lineShape {
	var m moment
	if shareOf(sample, func(line []byte) bool { return read(line, &m) }) < 0.6 {
		return nil
	}
	return &lineShape{names: []string{"time", "line"}, parser: func() lineParser { return runTogether{read} }}
}

// guessErrpt knows what AIX's errpt prints: an identifier of eight hexadecimal digits,
// MMDDhhmmyy, the type and the class of the error.
// https://www.ibm.com/docs/en/aix/7.3?topic=e-errpt-command
func guessErrpt(sample [][]byte) *lineShape { return runTogetherShape(sample, readErrpt) }

func readErrpt(line []byte, m *moment) bool {
	f := bytes.Fields(line[:min(len(line), 64)])
	if len(f) < 5 || len(f[0]) != 8 || len(f[1]) != 10 || len(f[2]) != 1 || len(f[3]) != 1 ||
		bytes.IndexByte([]byte("PTIUR"), f[2][0]) < 0 || bytes.IndexByte([]byte("HSOU"), f[3][0]) < 0 {
		return false
	}
	for _, c := range f[0] {
		if hexDigit(c) < 0 {
			return false
		}
	}
	s := f[1]
	parts := [5]int{two(s), two(s[2:]), two(s[4:]), two(s[6:]), two(s[8:])}
	for _, n := range parts {
		if n < 0 {
			return false
		}
	}
	*m = moment{mo: parts[0], d: parts[1], h: parts[2], mi: parts[3], y: fullYear(parts[4])}
	return true
}

// guessNTP knows the statistics that ntpd keeps of its peers, its loop and its clocks:
// each line begins with a day of the modified Julian calendar and the second of that day,
// in UTC. https://docs.ntpsec.org/latest/monopt.html
func guessNTP(sample [][]byte) *lineShape {
	s := runTogetherShape(sample, readNTP)
	if s == nil {
		return nil
	}
	last, falls := int64(0), 0
	for _, line := range sample {
		var m moment
		if readNTP(line, &m) {
			at := m.unix()
			falls += boolInt(at < last)
			last = at
		}
	}
	if 20*falls > len(sample) {
		return nil
	}
	return s
}

// modified Julian days of 1990-01-01 and 2100-01-01, and of 1970-01-01
const (
	mjd1990 = 47892
	mjd2100 = 88069
	mjd1970 = 40587
)

func readNTP(line []byte, m *moment) bool {
	f := bytes.Fields(line[:min(len(line), 64)])
	if len(f) < 4 || len(f[0]) != 5 {
		return false
	}
	day, dayNanos, ok := decimal(f[0])
	second, nanos, timed := decimal(f[1])
	if !ok || !timed || dayNanos != 0 || day < mjd1990 || day >= mjd2100 || second < 0 || second > 86400 || bytes.IndexByte(f[1], '.') < 0 {
		return false
	}
	m.instant((day-mjd1970)*86400+second, 0, nanos)
	return true
}

// guessSlapd knows what OpenLDAP's slapd prints of itself: the seconds since 1970 in
// hexadecimal, since version 2.5 with nanoseconds, or microseconds in five digits, and
// the thread. https://www.openldap.org/doc/admin26/runningslapd.html
func guessSlapd(sample [][]byte) *lineShape {
	if shareOf(sample, func(line []byte) bool { return bytes.Contains(line, []byte(" conn=")) }) < 0.5 {
		return nil
	}
	return runTogetherShape(sample, readSlapd)
}

func readSlapd(line []byte, m *moment) bool {
	word, _, _ := bytes.Cut(line[:min(len(line), 64)], []byte{' '})
	whole, part, _ := bytes.Cut(word, []byte{'.'})
	secs, ok := hexNumber(whole, 8, 8)
	if !ok || secs < plausibleFrom || secs >= plausibleTo {
		return false
	}
	nanos := int64(0)
	if len(part) > 0 {
		if nanos, ok = hexNumber(part, 5, 8); len(part) == 5 {
			nanos *= 1e3
		}
		if !ok || nanos >= 1e9 {
			return false
		}
	}
	m.instant(secs, 0, int32(nanos))
	return true
}

// hexNumber reads a number of so many hexadecimal digits.
func hexNumber(b []byte, least, most int) (n int64, ok bool) {
	if len(b) < least || len(b) > most {
		return 0, false
	}
	for _, c := range b {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		n = n<<4 | int64(d)
	}
	return n, true
}
