package timelog

import "bytes"

// spot is a place in a line where a time stands, in one layout.
type spot struct {
	layout *layout
	kind   spotKind
	at     int       // byte or token, by kind
	key    string    // for afterKey: what stands just before
	order  dateOrder // of an open date, where its surroundings tell
}

type spotKind uint8

const (
	atByte   spotKind = iota // so many bytes from the start of the line
	atToken                  // after so many words between blanks, and brackets
	afterKey                 // after the first place of a text: "audit("
	anywhere                 // the first of its layout in the line
)

// mark is a time found in a line.
type mark struct {
	layout     *layout
	start, end int
	moment     moment
}

// maxLead is how much of a line is searched for times.
const maxLead = 512

// marks finds the times in a line, from left to right.
func marks(line []byte, found []mark) []mark {
	return marksTo(line[:min(len(line), maxLead)], found)
}

// marksTo is marks without a limit.
func marksTo(line []byte, found []mark) []mark {
	for i := 0; i < len(line); i++ {
		if !canStart(line, i) {
			continue
		}
		if m := longest(line, i); m.layout != nil {
			found = append(found, m)
			i = m.end - 1
		}
	}
	return found
}

// canStart reports whether a time may start at b[i]: not inside a word, a number,
// an address or a path.
func canStart(b []byte, i int) bool {
	if c := b[i]; !isAlnum(c) && (c < 0xC3 || !isForeign(c) || i > 0 && b[i-1] >= 0x80) {
		return false
	}
	if i == 0 {
		return true
	}
	p := b[i-1]
	if p <= 'W' && glogged(b, i-1) {
		return true
	}
	if p == 'm' && afterColour(b[:i]) {
		return true
	}
	if isAlnum(p) || p == '/' && i > 1 && isAlnum(b[i-2]) || p == '_' {
		return false
	}
	if p == ':' && i > 1 && b[i-2]-'0' <= 9 {
		return dateAfterColon(b[i:]) || monthNamed(b[i:wordEnd(b, i)]) > 0 // CPU0:Sep 29
	}
	if (p == '.' || p == '-') && i > 1 && b[i-2]-'0' <= 9 {
		return false
	}
	return !(p == '-' && i > 3 && monthNamed(b[i-4:i-1]) > 0) // ASSP's Mar-08-19
}

// glogged reports whether a line of glog begins at b[i], with its severity, the month and
// the day, perhaps behind the year: I0421 15:53:58.700793, I210421 15:53:58.700793.
func glogged(b []byte, i int) bool {
	switch b[i] {
	case 'I', 'W', 'E', 'F':
		_, end := digits(b, i+1)
		return (end == i+5 || end == i+7) && end+3 < len(b) && b[end] == ' ' && b[end+3] == ':' && digit(b[end+2]) && (i == 0 || b[i-1] == ' ' || b[i-1] == '|')
	}
	return false
}

// dateAfterColon reports whether a number that follows another and a colon may be
// a date rather than minutes: Zabbix writes 812:20240305:081407, Chromium
// 4812:0305/081407 (each after the number of the process).
func dateAfterColon(b []byte) bool {
	_, end := digits(b, 0)
	return end < len(b) && (end == 8 && b[end] == ':' || end == 4 && b[end] == '/')
}

// plausible sorts out what has the shape of a yearless time and is none.
func plausible(l *layout, m *moment) bool {
	switch l.kind {
	case yearlessDay:
		return m.d >= 1 && m.d <= monthDays[m.mo] && m.h < 24 && m.mi < 60 && m.s <= 60
	case openDay:
		low, high := min(m.first, m.second), max(m.first, m.second)
		return low >= 1 && low <= 12 && high <= 31 && m.h < 24 && m.mi < 60 && m.s <= 60
	}
	return true
}

// find looks for the time of a line at the spot. ok tells that there is one;
// shaped that there is at least something of its shape.
func (s *spot) find(line []byte, m *mark) (ok, shaped bool) {
	if s.kind != anywhere {
		return s.try(line, s.place(line), m)
	}
	lead := line[:min(len(line), maxLead)]
	for i := range lead {
		if canStart(lead, i) {
			if ok, _ := s.try(lead, i, m); ok {
				return true, true
			}
		}
	}
	return false, false
}

// place is where a time must begin that does not stand anywhere; -1 if there is no such
// place in the line.
func (s *spot) place(line []byte) int {
	switch s.kind {
	case atByte:
		return s.at
	case atToken:
		return tokenAt(line, s.at)
	}
	if n := bytes.Index(line, []byte(s.key)); n >= 0 {
		return n + len(s.key)
	}
	return -1
}

func (s *spot) try(line []byte, i int, m *mark) (ok, shaped bool) {
	if i < 0 || i >= len(line) {
		return false, false
	}
	m.moment = moment{}
	m.layout, m.start = s.layout, i
	m.end = s.layout.match(line, i, &m.moment)
	if m.end < 0 {
		return false, false
	}
	if s.layout.kind == openDate && s.order != orderOpen {
		if m.moment.ordered(s.order); m.moment.date != nil {
			return false, true
		}
	}
	if s.layout.kind == yearlessDay || s.layout.kind == openDay {
		return plausible(s.layout, &m.moment), true
	}
	return m.moment.valid(), true
}

// ordered reads the open date in an order that is known.
func (m *moment) ordered(o dateOrder) {
	var n, width [3]int
	i := 0
	for k := range 3 {
		var end int
		n[k], end = digits(m.date, i)
		width[k] = end - i
		i = end + 1
	}
	y, mo, d, err := ordered(n, width, o)
	if err == nil {
		m.date, m.y, m.mo, m.d = nil, y, mo, d
	}
}

// tokenAt is where the n-th word starts, without the brackets, quotes and syslog
// priority in front of it; -1 if there are not so many.
func tokenAt(line []byte, n int) int {
	i := 0
	for ; ; n-- {
		for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
			i++
		}
		if n == 0 {
			break
		}
		for i < len(line) && line[i] != ' ' && line[i] != '\t' {
			i++
		}
		if i == len(line) {
			return -1
		}
	}
	return skipBrackets(line, i)
}

// skipBrackets passes what stands before a time in its word: brackets, quotes,
// Cisco's star and dot, a priority such as <34>.
func skipBrackets(line []byte, i int) int {
	for i < len(line) {
		switch line[i] {
		case '[', '(', '{', '"', '\'', '*', '|', '#', '.', ':', '@':
			i++
			continue
		case '-': // wget's --2021-04-18
			if i+2 < len(line) && line[i+1] == '-' && digit(line[i+2]) {
				i += 2
				continue
			}
		case 0xE2: // marks of writing direction, which WhatsApp puts in front
			if end := skipDirection(line, i); end > i {
				i = end
				continue
			}
		case 0x1B: // the colour of a terminal
			if end := colourEnd(line, i); end > i {
				i = end
				continue
			}
		case '<':
			if i == 0 && len(line) > 1 && line[1] == ' ' { // "< 2021-02-17 …"
				i = 2
				continue
			}
			_, end := digits(line, i+1)
			if end < len(line) && line[end] == '>' {
				end++
			}
			i = max(end, i+1)
			continue
		case 'I', 'W', 'E', 'F':
			if glogged(line, i) {
				return i + 1
			}
		}
		break
	}
	return i
}
