package timelog

import "bytes"

// Programs that think they write to a terminal set the colour of their text: ESC [ 36 m.

// colourEnd is where the colour at b[i] ends, i if there is none.
func colourEnd(b []byte, i int) int {
	if i+2 >= len(b) || b[i] != 0x1B || b[i+1] != '[' {
		return i
	}
	for end := i + 2; end < len(b) && end < i+20; end++ {
		switch c := b[end]; {
		case c == 'm':
			return end + 1
		case c-'0' > 9 && c != ';':
			return i
		}
	}
	return i
}

// afterColour reports whether b ends with a colour.
func afterColour(b []byte) bool {
	at := bytes.LastIndexByte(b[max(0, len(b)-20):], 0x1B)
	if at < 0 {
		return false
	}
	at += max(0, len(b)-20)
	return colourEnd(b, at) == len(b)
}
