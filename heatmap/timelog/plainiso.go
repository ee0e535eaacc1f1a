package timelog

import "bytes"

// plainISO is where a stamp YYYY-MM-DD(T| )HH:MM:SS[(.|,)fraction] without a zone
// ends that begins b, and -1 if b begins with anything else, a stamp with a zone
// included: the short way for most logs. Whether the date exists is not looked at.
func plainISO(b []byte) int {
	if len(b) < 20 || b[4] != '-' || b[7] != '-' || b[10] != 'T' && b[10] != ' ' || b[13] != ':' || b[16] != ':' {
		return -1
	}
	y, hms := two(b)|two(b[2:])|two(b[5:])|two(b[8:]), two(b[11:])|two(b[14:])|two(b[17:])
	if y|hms < 0 {
		return -1
	}
	end := 19
	if b[19] == '.' || b[19] == ',' {
		for end = 20; end < len(b) && end < 29 && b[end]-'0' <= 9; end++ {
		}
		if end == 20 || b[19] == ',' && !fractional(b, 19) {
			return -1
		}
	}
	if !endsStamp(b, end) {
		return -1
	}
	return end
}

// endUnlessZone is end unless a zone follows the blank there.
func endUnlessZone(b []byte, end int) int {
	switch c := b[end+1]; {
	case b[end] == ',':
		if c-'0' <= 9 {
			return -1
		}
	case c == 'u' && bytes.HasPrefix(b[end+1:], []byte("us=")): // OpenVPN's microseconds
		return -1
	case c == '(':
		if zoneAt(b, end, new(moment)) != end {
			return -1
		}
	case c == '+', c == '-' && end+2 < len(b) && b[end+2] != ' ', c == 'z', c == 'Z':
		return -1
	case c >= 'A' && c <= 'Z' || c == 'a' || c == 'p':
		var m moment
		if zoneWordAt(b, end+1, &m) != end+1 || placeAt(b, end+1) != end+1 {
			return -1
		}
		if _, long := longZoneAt(b, end+1); long != end+1 {
			return -1
		}
		if c|0x20 == 'a' || c|0x20 == 'p' {
			if half, _ := halfAt(b, end); half != 0 {
				return -1
			}
		}
	}
	return end
}
