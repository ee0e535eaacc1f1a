package timelog

// hexClock reads the stamps of Symantec Endpoint Protection's logs: six octets in
// hexadecimal for the year since 1970, the month from 0, day, hour, minute and second
// on the machine's clock; 200A13080122 is 19 November 2002, 08:01:34, by Symantec's own
// example. Of other texts of twelve hexadecimal digits six in a million are such a time,
// so a column that holds little else is one of times.
func hexClock(b []byte) (Stamp, bool) {
	if len(b) != 12 {
		return Stamp{}, false
	}
	var part [6]int
	for i, c := range b {
		d := hexDigit(c)
		if d < 0 {
			return Stamp{}, false
		}
		part[i/2] = part[i/2]<<4 | int(d)
	}
	y, mo := 1970+part[0], part[1]+1
	if y < 1995 || y > 2069 || mo > 12 {
		return Stamp{}, false
	}
	st, err := clockStamp(y, mo, part[2], timeOfDay{h: part[3], m: part[4], s: part[5]})
	return st, err == nil
}

// addHex looks at a value as a stamp in hexadecimal, and reports whether it can be
// nothing else: with a letter in it, it is no number.
func (c *columnStats) addHex(v []byte) bool {
	st, ok := hexClock(v)
	if !ok {
		return false
	}
	if _, _, number := decimal(v); number {
		return false
	}
	c.hexes++
	c.stamps.add(st.Unix)
	return true
}
