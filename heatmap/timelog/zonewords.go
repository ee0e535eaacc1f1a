package timelog

// Zone words. In a text line the word after a time of day may be a zone ("CEST")
// or the level of the message ("WARN"), so only words listed here are taken for
// zones. Those that mean one offset wherever they are in use have it; the others
// (CST is China, Cuba and Chicago; EST is New York and was Sydney; IST is India,
// Ireland and Israel) have none: a row with one of them is skipped and says so.
// Sources: the abbreviations in the IANA time zone database as of 2024, and
// Wikipedia's list of time zone abbreviations for those in popular use.
var zoneWords = map[string]int{
	"Z": 0, "UTC": 0, "GMT": 0, "WET": 0,
	"WEST": 3600, "CET": 3600, "CEST": 7200, "MEZ": 3600, "MESZ": 7200, "EET": 7200, "EEST": 10800,
	"MSK": 10800, "MSD": 14400, "SAST": 7200, "CAT": 7200, "EAT": 10800, "TRT": 10800,
	"PKT": 18000, "NPT": 20700, "WIB": 25200, "WITA": 28800, "HKT": 28800, "SGT": 28800, "AWST": 28800,
	"JST": 32400, "KST": 32400, "ACST": 34200, "ACDT": 37800, "AEST": 36000, "AEDT": 39600,
	"NZST": 43200, "NZDT": 46800, "HST": -36000, "AKST": -32400, "AKDT": -28800,
	"PDT": -25200, "MDT": -21600, "EDT": -14400, "NST": -12600, "NDT": -9000, "BRT": -10800,
}

// doubtfulZones are words that mean several offsets.
var doubtfulZones = map[string]bool{
	"EST": true, "CST": true, "MST": true, "PST": true, "CDT": true, "IST": true, "BST": true, "AST": true,
	"ADT": true, "SST": true, "GST": true, "ECT": true, "AMT": true, "ART": true, "WST": true, "WAST": true, "IDT": true,
}

// zoneStarts has for each first letter of a zone word a bit for each second one: most
// words in capitals are none.
var zoneStarts = func() (starts [26]uint32) {
	add := func(word string) {
		if len(word) > 1 {
			starts[word[0]-'A'] |= 1 << (word[1] - 'A')
		}
	}
	for word := range zoneWords {
		add(word)
	}
	for word := range doubtfulZones {
		add(word)
	}
	return starts
}()

// zoneWordAt reads the zone word at b[i], which ends where its capitals end. It
// returns i when there is none.
func zoneWordAt(b []byte, i int, m *moment) int {
	end := i
	for end < len(b) && end < i+6 && b[end] >= 'A' && b[end] <= 'Z' {
		end++
	}
	if end == i || end < len(b) && (isAlnum(b[end]) || b[end] == '_' || b[end] == '-' && end-i < 3) {
		return i
	}
	if end-i > 1 && zoneStarts[b[i]-'A']>>(b[i+1]-'A')&1 == 0 {
		return i
	}
	if off, ok := zoneWords[string(b[i:end])]; ok {
		m.zoned, m.off = true, off
		return end
	}
	if doubtfulZones[string(b[i:end])] {
		m.word = b[i:end]
		return end
	}
	return i
}

func isAlnum(c byte) bool {
	return c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// zoneAt reads an offset or a zone word after the time of day that ends at i. An
// offset after a blank must be hhmm or hh:mm, to tell it from other numbers.
func zoneAt(b []byte, i int, m *moment) int {
	if i >= len(b) {
		return i
	}
	if b[i] == 'Z' || b[i] == 'z' {
		if i+1 == len(b) || !isAlnum(b[i+1]) {
			m.zoned = true
			return i + 1
		}
		return i
	}
	at := i
	if b[at] == ' ' {
		at++
	}
	if at >= len(b) {
		return i
	}
	if b[at] == '+' || b[at] == '-' {
		off, n := offset(b[at:])
		if at == i && n == 0 {
			return hourBehind(b, i, m)
		}
		whole := n >= 5 || n == 3 && (at == i || at+n < len(b) && (b[at+n] == ']' || b[at+n] == ')'))
		if n > 0 && whole && off%900 == 0 && off >= -14*3600 && off <= 15*3600 && (at+n == len(b) || !isAlnum(b[at+n])) {
			m.zoned, m.off = true, off
			return at + n
		}
		return i
	}
	if b[at] == '(' && at > i || b[at] == '[' && at == i {
		return bracketedZone(b, i, at+1, m)
	}
	if at > i && at+4 < len(b) && b[at] >= 'A' && b[at] <= 'Z' {
		if place, end := longZoneAt(b, at); end > at {
			m.word = place
			return end
		}
	}
	end := zoneWordAt(b, at, m)
	if end == at {
		if end = placeAt(b, at); end > at && at > i {
			m.word = b[at:end] // PHP's Europe/Berlin
			return end
		}
		return i
	}
	return offsetBehind(b, end, m)
}

// offsetBehind reads the offset behind a zone word that ends at b[end], as in UTC+03:00 or
// GMT-5: the hours east of Greenwich, as everybody but POSIX writes them.
func offsetBehind(b []byte, end int, m *moment) int {
	if !m.zoned || m.off != 0 || end+1 >= len(b) {
		return end
	}
	if b[end] == ' ' { // TIBCO's GMT +0100
		if off, n := offset(b[end+1:]); n >= 5 && off%900 == 0 && off >= -14*3600 && off <= 15*3600 && (end+1+n == len(b) || b[end+1+n] == ' ') {
			m.off = off
			return end + 1 + n
		}
		return end
	}
	if b[end] != '+' && b[end] != '-' {
		return end
	}
	off, n := offset(b[end:])
	if h, past := digits(b, end+1); n == 0 && past == end+2 { // GMT+3
		if off, n = h*3600, 2; b[end] == '-' {
			off = -off
		}
	}
	if n == 0 || off%900 != 0 || off < -14*3600 || off > 15*3600 || end+n < len(b) && isAlnum(b[end+n]) {
		return end
	}
	m.off = off
	return end + n
}

// hourBehind reads an offset of one digit right behind a fraction of a second, as logs of
// World of Warcraft have it: 9/15/2025 21:30:21.462-4.
func hourBehind(b []byte, i int, m *moment) int {
	if i+2 >= len(b) || b[i+1]-'0' > 9 || b[i+2] != ' ' {
		return i
	}
	dot := i - 1
	for dot > 0 && b[dot]-'0' <= 9 {
		dot--
	}
	if dot < 0 || dot == i-1 || b[dot] != '.' { // no fraction: -4 is something else
		return i
	}
	if m.zoned, m.off = true, int(b[i+1]-'0')*3600; b[i] == '-' {
		m.off = -m.off
	}
	return i + 2
}

// bracketedZone reads the zone at b[at], in the brackets that follow a stamp that ends at i:
// (GMT+03:00), and Java's [Europe/Moscow]. It returns i when there is none.
func bracketedZone(b []byte, i, at int, m *moment) int {
	before := *m
	end := zoneWordAt(b, at, m)
	if end > at {
		end = offsetBehind(b, end, m)
	} else if end = placeAt(b, at); end > at {
		m.word = b[at:end]
	}
	if end > at && end < len(b) && (b[at-1] == '(' && b[end] == ')' || b[at-1] == '[' && b[end] == ']') {
		return end + 1
	}
	*m = before
	return i
}
