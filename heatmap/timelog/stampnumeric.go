package timelog

// parseNumeric reads dates of three numbers separated by '/', '.' or '-', with
// or without leading zeros, and an optional time of day with AM or PM and a zone:
// 2021/01/29 00:06:46, 4/27/2019 9:04:25 PM, 29.07.21 10:55:16,
// 22-02-2022 22:00:00.123 +02:00, and the basic form 20210129T000646Z. Where the
// year comes first and has four digits the order is known; otherwise
// rules.order must tell.
func parseNumeric(b []byte, rules stampRules) (Stamp, error) {
	if len(b) > 13 && b[2] == '/' && b[5] == '-' && b[8] == ':' {
		return parseSnort(b, rules)
	}
	var n [3]int
	var width [3]int
	var sep byte
	i := 0
	for k := range 3 {
		var end int
		n[k], end = digits(b, i)
		width[k] = end - i
		if width[k] == 0 || width[k] > 4 {
			if k == 0 && width[0] == 8 {
				return parseBasic(b)
			}
			if k == 0 && width[0] == 14 {
				return parseRunTogether(b)
			}
			if k == 0 && width[0] == len(b) {
				return Stamp{}, errBareNumber
			}
			return Stamp{}, errNotStamp
		}
		i = end
		if k == 2 {
			break
		}
		if i >= len(b) || (b[i] != '/' && b[i] != '.' && b[i] != '-') || (k == 1 && b[i] != sep) {
			return Stamp{}, errNotStamp
		}
		sep = b[i]
		i++
	}
	y, m, d, err := ordered(n, width, rules.order)
	if err == errDateOrder { // only if the rest makes sense: 10.1.2.3 is no date
		if _, bad := tail(b, i, 2000, 1, 1); bad != nil {
			return Stamp{}, bad
		}
	}
	if err != nil {
		return Stamp{}, err
	}
	return tail(b, i, y, m, d)
}

// ordered tells year, month and day apart.
func ordered(n, width [3]int, order dateOrder) (y, m, d int, err error) {
	if width[0] == 4 {
		order = orderYMD
	}
	if width[0] == 3 || width[1] == 3 || width[2] == 3 {
		return 0, 0, 0, errNotStamp
	}
	year := 2
	switch order {
	case orderYMD:
		y, m, d, year = n[0], n[1], n[2], 0
		if width[0] == 2 && (width[1] == 1 || width[2] == 1) { // 12/3/21: nobody pads only the year
			return 0, 0, 0, errNotStamp
		}
	case orderDMY:
		y, m, d = n[2], n[1], n[0]
	case orderMDY:
		y, m, d = n[2], n[0], n[1]
	default:
		return 0, 0, 0, errDateOrder
	}
	for k := range n {
		if w := width[k]; (k == year && w != 4 && w != 2) || (k != year && w > 2) {
			return 0, 0, 0, errNotStamp
		}
	}
	if width[year] == 2 {
		y = fullYear(y)
	}
	return y, m, d, nil
}

// fullYear completes a year of two digits as POSIX does: 69 to 99 are 19xx.
func fullYear(y int) int {
	if y >= 69 {
		return 1900 + y
	}
	return 2000 + y
}

// tail reads what follows the date: nothing, or a time of day.
func tail(b []byte, i, y, m, d int) (Stamp, error) {
	if i == len(b) {
		return clockStamp(y, m, d, timeOfDay{})
	}
	start := i
	for i < len(b) && (b[i] == ' ' || b[i] == ',' || b[i] == 'T' || b[i] == '-' || b[i] == ':') {
		i++
	}
	t, end := readClock(b, i)
	if end < 0 && y > 99 {
		t, end = dottedClock(b, i)
	}
	if i == start || i > start+2 || end <= 0 {
		return Stamp{}, errNotStamp
	}
	rest := b[end:]
	if half, n := halfAt(rest, 0); half != 0 {
		t.half = half
		rest = rest[n:]
	} else if half = halfOfDay(rest); half != 0 { // 11:40p
		t.half, rest = half, nil
	}
	st, err := clockStamp(y, m, d, t)
	if err != nil || len(rest) == 0 {
		return st, err
	}
	return withZone(st, rest)
}

// parseSnort reads the times of Snort, which have the month first and mostly no year:
// 06/23-15:50:41.204118.
func parseSnort(b []byte, rules stampRules) (Stamp, error) {
	for b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	m, d := two(b), two(b[3:])
	t, end := readClock(b, 6)
	if m < 0 || d < 0 || end != len(b) {
		return Stamp{}, errNotStamp
	}
	if rules.year == 0 {
		return Stamp{}, errNoYear
	}
	return clockStamp(rules.year, m, d, t)
}

// parseBasic reads ISO 8601's basic form: 20210129, 20210129T000646[.5][Z].
func parseBasic(b []byte) (Stamp, error) {
	y, m, d := two(b)*100+two(b[2:]), two(b[4:]), two(b[6:])
	if len(b) == 8 {
		return Stamp{}, errBareNumber
	}
	if len(b) < 15 || (b[8] != 'T' && b[8] != ' ') {
		return Stamp{}, errNotStamp
	}
	t := timeOfDay{h: two(b[9:]), m: two(b[11:]), s: two(b[13:])}
	if t.h|t.m|t.s < 0 {
		return Stamp{}, errNotStamp
	}
	i := 15
	if i < len(b) && (b[i] == '.' || b[i] == ',') {
		if t.nanos, i = fraction(b, i+1); i == 16 {
			return Stamp{}, errNotStamp
		}
	}
	st, err := clockStamp(y, m, d, t)
	if err != nil || i == len(b) {
		return st, err
	}
	return withZone(st, b[i:])
}

// parseRunTogether reads 20210129000646, with a fraction and a zone perhaps.
func parseRunTogether(b []byte) (Stamp, error) {
	apart := make([]byte, 0, 64)
	return parseBasic(append(append(append(apart, b[:8]...), ' '), b[8:]...))
}

// timeOfDay is a reading of a clock.
type timeOfDay struct {
	h, m, s int
	nanos   int32
	half    byte // 'a', 'p', or 0 for a 24-hour clock
}

// readClock reads h:mm[:ss[.fraction]] at b[i] and returns where it ends, or -1.
func readClock(b []byte, i int) (t timeOfDay, end int) {
	h, end := digits(b, i)
	if w := end - i; w < 1 || w > 2 || end+3 > len(b) || b[end] != ':' {
		return t, -1
	}
	if t.h, t.m = h, two(b[end+1:]); t.m < 0 {
		return t, -1
	}
	end += 3
	if end >= len(b) || b[end] != ':' {
		return t, end
	}
	if end+3 > len(b) || two(b[end+1:]) < 0 {
		return t, -1
	}
	t.s = two(b[end+1:])
	end += 3
	if end < len(b) && (b[end] == '.' || b[end] == ',') {
		from := end + 1
		if t.nanos, end = fraction(b, from); end == from {
			return t, -1
		}
	}
	return t, end
}

// dottedClock reads 16.49.43 and nothing behind it, as Italian, Finnish and Danish
// programs write the time of day.
func dottedClock(b []byte, i int) (t timeOfDay, end int) {
	h, end := digits(b, i)
	if w := end - i; w < 1 || w > 2 || len(b) != end+6 || b[end] != '.' || b[end+3] != '.' {
		return t, -1
	}
	t.h, t.m, t.s = h, two(b[end+1:]), two(b[end+4:])
	if t.m < 0 || t.s < 0 {
		return t, -1
	}
	return t, len(b)
}

// clockStamp puts a date and a time of day together.
func clockStamp(y, m, d int, t timeOfDay) (Stamp, error) {
	days, ok := civilDays(y, m, d)
	if t.half != 0 {
		var sensible bool
		if t.h, sensible = halved(t.h, t.half); !sensible {
			return Stamp{}, errImpossible
		}
	}
	if !ok || t.h > 23 || t.m > 59 || t.s > 60 {
		return Stamp{}, errImpossible
	}
	return Stamp{Unix: days*86400 + int64(t.h*3600+t.m*60+min(t.s, 59)), Nanos: t.nanos}, nil
}

// halved is an hour with AM or PM on a clock of 24 hours. Some programs count
// from 0 instead of 12 (0:30 PM), and some put PM behind an hour that needs none
// (13:05 PM): both can be read in one way only. 13:05 AM cannot.
func halved(h int, half byte) (hour int, sensible bool) {
	switch {
	case h <= 12 && half == 'p':
		return h%12 + 12, true
	case h <= 12:
		return h % 12, true
	}
	return h, half == 'p'
}

// digits reads the number at b[i] and returns where it ends. Beyond nine digits
// the number is meaningless, the end is not.
func digits(b []byte, i int) (n, end int) {
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		if n < 1e8 {
			n = n*10 + int(b[i]-'0')
		}
	}
	return n, i
}
