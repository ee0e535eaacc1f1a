package timelog

import "bytes"

// halfOfDay is 'a' for AM and a, 'p' for PM and p, 0 for anything else.
func halfOfDay(w []byte) byte {
	if (len(w) == 1 || len(w) == 2 && w[1]|0x20 == 'm') && (w[0]|0x20 == 'a' || w[0]|0x20 == 'p') {
		return w[0] | 0x20
	}
	return 0
}

// noHalf reports whether no half of the day can begin with c.
func noHalf(c byte) bool {
	return c < 0x80 && c != ' ' && c != '\t' && c|0x20 != 'a' && c|0x20 != 'p'
}

// halfAt reads the half of the day behind a time of day, after blanks of any kind:
// PM, pm, p.m. or, as in Spanish, p. m. It returns where that ends; half is 0 if
// there is none.
func halfAt(b []byte, i int) (half byte, end int) {
	end = blanksAt(b, i)
	if end >= len(b) || b[end]|0x20 != 'a' && b[end]|0x20 != 'p' {
		return 0, i
	}
	half = b[end] | 0x20
	end++
	if dotted := end < len(b) && b[end] == '.'; dotted {
		end = blanksAt(b, end+1)
	}
	if end >= len(b) || b[end]|0x20 != 'm' {
		return 0, i
	}
	if end++; end < len(b) && b[end] == '.' {
		end++
	} else if end < len(b) && isAlnum(b[end]) {
		return 0, i
	}
	return half, end
}

// fractionBehind reads the fraction of the second behind the half of the day that ends at
// b[i], its dot with it, as Cisco's call managers write it: 05:50:19 AM.484 UTC.
func fractionBehind(b []byte, i int, m *moment) int {
	if m.half != 0 && i < len(b) && b[i-1] == '.' && b[i]-'0' <= 9 {
		m.nanos, i = fraction(b, i)
	}
	return i
}

// blanksAt passes blanks, those that do not break and narrow ones too.
func blanksAt(b []byte, i int) int {
	for i < len(b) {
		switch {
		case b[i] == ' ':
			i++
		case bytes.HasPrefix(b[i:], []byte("\u00a0")):
			i += len("\u00a0")
		case bytes.HasPrefix(b[i:], []byte("\u202f")):
			i += len("\u202f")
		default:
			return i
		}
	}
	return i
}
