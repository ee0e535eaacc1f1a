package timelog

// parseISO reads YYYY-MM-DD[(T| )HH:MM[:SS[(.|,)fraction]][zone]] with two
// digits everywhere, the form nearly every log uses. It returns errNotStamp for
// any other shape, so that the slower forms get their turn.
func parseISO(b []byte) (Stamp, error) {
	if len(b) < 10 || b[4] != '-' || b[7] != '-' {
		return Stamp{}, errNotStamp
	}
	y1, y2, mo, d := two(b[0:]), two(b[2:]), two(b[5:]), two(b[8:])
	if y1|y2|mo|d < 0 {
		return Stamp{}, errNotStamp
	}
	days, ok := civilDays(y1*100+y2, mo, d)
	if !ok {
		return Stamp{}, errImpossible
	}
	if len(b) == 10 {
		return Stamp{Unix: days * 86400}, nil
	}
	if len(b) < 16 || (b[10]|0x20 != 't' && b[10] != ' ') || b[13] != ':' {
		return Stamp{}, errNotStamp
	}
	h, m := two(b[11:]), two(b[14:])
	if h|m < 0 {
		return Stamp{}, errNotStamp
	}
	s, i := 0, 16
	st := Stamp{}
	if len(b) > 16 && b[16] == ':' {
		if len(b) < 19 {
			return Stamp{}, errNotStamp
		}
		if s = two(b[17:]); s < 0 {
			return Stamp{}, errNotStamp
		}
		i = 19
		if len(b) > 19 && (b[19] == '.' || b[19] == ',') {
			if st.Nanos, i = fraction(b, 20); i == 20 {
				return Stamp{}, errNotStamp
			}
		}
	}
	if h > 23 || m > 59 || s > 60 {
		return Stamp{}, errImpossible
	}
	st.Unix = days*86400 + int64(h*3600+m*60+min(s, 59)) // a leap second counts as the one before
	if i == len(b) {
		return st, nil
	}
	return withZone(st, b[i:])
}

// two reads two digits; anything else gives a negative number.
func two(b []byte) int {
	hi, lo := b[0]-'0', b[1]-'0'
	if hi > 9 || lo > 9 {
		return -1
	}
	return int(hi)*10 + int(lo)
}

// fraction reads digits from b[i] on as nanoseconds and returns where they
// end. Digits beyond the ninth are dropped, as time.Parse does.
func fraction(b []byte, i int) (nanos int32, end int) {
	scale := int32(100_000_000)
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		nanos += int32(b[i]-'0') * scale
		scale /= 10
	}
	return nanos, i
}

// monthDays are the days of each month, February in a leap year.
var monthDays = [13]int{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// civilDays counts the days from 1970-01-01 to a date of the proleptic
// Gregorian calendar, years 0 to 9999, and refuses dates that do not exist.
// The count is Howard Hinnant's days_from_civil
// (https://howardhinnant.github.io/date_algorithms.html): years begin in
// March, so that the leap day comes last.
func civilDays(y, m, d int) (days int64, ok bool) {
	if m < 1 || m > 12 || d < 1 || d > monthDays[m] || y < 0 || y > 9999 {
		return 0, false
	}
	if m == 2 && d == 29 && (y%4 != 0 || (y%100 == 0 && y%400 != 0)) {
		return 0, false
	}
	if m <= 2 {
		y, m = y-1, m+12
	}
	era := (y + 400) / 400 // shifted by one era, so that year -1 (before March of year 0) divides the right way
	ofEra := y + 400 - era*400
	ofYear := (153*(m-3)+2)/5 + d - 1
	return int64(era-1)*146097 + int64(ofEra*365+ofEra/4-ofEra/100+ofYear) - 719468, true
}

// withZone reads what follows the time of day: an offset, a zone word, or both
// ("+0000 UTC"; then the offset counts), and moves the stamp to UTC.
func withZone(st Stamp, b []byte) (Stamp, error) {
	b = trimBlanks(b)
	if len(b) == 0 {
		return Stamp{}, errNotStamp
	}
	if b[0] != '+' && b[0] != '-' {
		if off, ok := namedOffset(b); ok {
			if off < -24*3600 || off > 24*3600 {
				return Stamp{}, errImpossible
			}
			st.HasZone, st.Offset = true, int32(off)
			st.Unix -= int64(off)
			return st, nil
		}
		if !isWord(b) && placeAt(b, 0) < len(b) {
			return Stamp{}, errNotStamp
		}
		if !utcWord(b) {
			return Stamp{}, errZoneWord
		}
		st.HasZone = true
		return st, nil
	}
	off, n := offset(b)
	if n == 0 {
		return Stamp{}, errNotStamp
	}
	if rest := trimBlanks(b[n:]); len(rest) > 0 && !(b[n] == ' ' && zoneComment(rest)) {
		return Stamp{}, errNotStamp
	}
	if off < -24*3600 || off > 24*3600 {
		return Stamp{}, errImpossible
	}
	st.HasZone, st.Offset = true, int32(off)
	st.Unix -= int64(off)
	return st, nil
}

// offset reads ±hh, ±hhmm or ±hh:mm and returns seconds and length; length 0
// means there is none. Minutes above 59 give an offset out of all bounds.
func offset(b []byte) (secs, n int) {
	if len(b) < 3 {
		return 0, 0
	}
	h, m := two(b[1:]), 0
	if h < 0 {
		return 0, 0
	}
	n = 3
	switch {
	case len(b) >= 6 && b[3] == ':' && two(b[4:]) >= 0:
		m, n = two(b[4:]), 6
	case len(b) >= 5 && two(b[3:]) >= 0:
		m, n = two(b[3:]), 5
	}
	if h > 24 || m > 59 {
		return 1 << 20, n
	}
	secs = h*3600 + m*60
	if b[0] == '-' {
		secs = -secs
	}
	return secs, n
}

// namedOffset reads UTC+03:00, GMT-5 and the like, in brackets or not: the hours
// east of Greenwich, as everybody but POSIX writes them.
func namedOffset(b []byte) (secs int, ok bool) {
	if len(b) > 2 && b[0] == '(' && b[len(b)-1] == ')' {
		b = b[1 : len(b)-1]
	}
	if len(b) < 5 || !utcWord(b[:3]) || b[3] != '+' && b[3] != '-' {
		return 0, false
	}
	if b = b[3:]; len(b) == 2 && b[1]-'0' <= 9 {
		b = []byte{b[0], '0', b[1]}
	}
	secs, n := offset(b)
	return secs, n > 0 && n == len(b)
}

// utcWord reports whether b is one of the words that mean offset zero
// everywhere. No other abbreviation does: CST is three zones, EST two.
func utcWord(b []byte) bool {
	switch string(b) {
	case "Z", "z", "UTC", "GMT", "UT", "utc", "gmt":
		return true
	}
	return false
}

// zoneComment reports whether b is a zone word that repeats an offset already
// read: "MSK" or "(CEST)".
func zoneComment(b []byte) bool {
	if len(b) > 2 && b[0] == '(' && b[len(b)-1] == ')' {
		b = b[1 : len(b)-1]
	}
	return isWord(b) && len(b) <= 5
}

func isWord(b []byte) bool {
	for _, c := range b {
		if c |= 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return len(b) > 0
}

// trimBlanks removes leading blanks.
func trimBlanks(b []byte) []byte {
	for len(b) > 0 && b[0] == ' ' {
		b = b[1:]
	}
	return b
}
