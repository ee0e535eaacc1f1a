package timelog

// named gathers the parts of a date that has its month as a word.
type named struct {
	b                      []byte
	i                      int
	day, month, year       int
	h, m, s                int
	nanos                  int32
	hasDay, hasYear, clock bool
	short                  bool // the year has two digits
	half                   byte // 'a' or 'p' for AM and PM
	zone                   []byte
}

// parseNamed reads the forms with a month name in English: mail dates, web
// server dates, C's asctime and its relatives, syslog. The parts may come in any
// order that leaves no doubt; every character must be accounted for.
func parseNamed(b []byte, rules stampRules) (Stamp, error) {
	p := named{b: b}
	for p.i < len(b) {
		if !p.part() {
			if p.zone != nil && (isWord(p.zone) || placeAt(p.zone, 0) == len(p.zone)) && p.month > 0 && p.clock {
				return Stamp{}, errZoneWord
			}
			return Stamp{}, errNotStamp
		}
	}
	if p.month == 0 || !p.hasDay || len(b) > 0 && b[0] == ' ' {
		return Stamp{}, errNotStamp
	}
	if !p.hasYear {
		if rules.year == 0 {
			return Stamp{}, errNoYear
		}
		p.year = rules.year
	} else if p.short {
		p.year = fullYear(p.year)
	}
	st, err := clockStamp(p.year, p.month, p.day, p.timeOfDay())
	if err != nil || p.zone == nil {
		return st, err
	}
	return withZone(st, p.zone)
}

func (p *named) timeOfDay() timeOfDay {
	return timeOfDay{p.h, p.m, p.s, p.nanos, p.half}
}

// part reads the next part of the date and reports whether it made sense.
func (p *named) part() bool {
	switch c := p.b[p.i]; {
	case c == ' ' || c == ',':
		p.i++
	case c == '@' && !p.clock && p.hasDay:
		p.i++
	case (c == '/' || c == '-') && !p.clock && p.i > 0 && p.i+1 < len(p.b):
		p.i++ // between day, month and year
	case c == ':' && !p.clock && p.hasYear && p.i+1 < len(p.b):
		p.i++ // the web servers' 2016:19:31:16
	case c-'0' <= 9:
		return p.number()
	case c == '+' || c == '-' || c == '(':
		return p.takeZone()
	case c|0x20 >= 'a' && c|0x20 <= 'z', isForeign(c):
		return p.word()
	case c == '.' && p.hasDay && p.month == 0 && p.i+1 < len(p.b) && p.b[p.i+1] == ' ':
		p.i++ // "14. Juni"
	case c == 0xE2 && p.i+2 < len(p.b) && p.b[p.i+1] == 0x80 && p.b[p.i+2] == 0xAF:
		p.i += 3 // U+202F, the narrow blank before AM and PM
	default:
		return false
	}
	return true
}

func (p *named) number() bool {
	n, end := digits(p.b, p.i)
	width := end - p.i
	switch {
	case width <= 2 && end < len(p.b) && p.b[end] == ':' && !p.clock:
		var t timeOfDay
		t, p.i = readClock(p.b, p.i)
		p.h, p.m, p.s, p.nanos, p.clock = t.h, t.m, t.s, t.nanos, true
		return p.i > 0
	case width == 4 && !p.hasYear:
		p.year, p.hasYear = n, true
	case width <= 2 && !p.hasDay:
		p.day, p.hasDay = n, true
		end = ordinalEnd(p.b, end)
	case width == 2 && p.hasDay && p.month > 0 && !p.hasYear && !p.clock:
		p.year, p.hasYear, p.short = n, true, true
	default:
		return false
	}
	p.i = end
	return true
}

func (p *named) word() bool {
	end := wordEnd(p.b, p.i)
	w := p.b[p.i:end]
	if m := monthNamed(w); m > 0 && p.month == 0 {
		p.month = m
		if end < len(p.b) && p.b[end] == '.' {
			end++ // "Jan. 13"
		}
	} else if len(w) == 2 && string(w) == "at" && !p.clock && p.hasDay {
		// January 29, 2021 at 9:12 AM
	} else if !weekdayNamed(w) {
		if half := halfOfDay(w); half != 0 && p.clock && p.half == 0 {
			p.half = half
		} else if len(w) == 1 && w[0] == 'T' && !p.clock && p.hasYear {
			// 13-Jan-2016T19:31:16
		} else {
			return p.takeZone()
		}
	}
	p.i = end
	return true
}

// takeZone reads an offset or a zone word, once, after the time of day.
func (p *named) takeZone() bool {
	end := p.i
	for end < len(p.b) && p.b[end] != ' ' {
		end++
	}
	w := p.b[p.i:end]
	if p.zone != nil && (zoneComment(w) && !isWord(p.zone)) {
		p.i = end // "+0200 (CEST)"
		return true
	}
	if !p.clock || p.zone != nil {
		return false
	}
	p.zone, p.i = w, end
	if isWord(w) {
		return utcWord(w)
	}
	if _, ok := namedOffset(w); ok {
		return true
	}
	_, n := offset(w)
	return n == len(w) && w[0] != '('
}

const monthNames = "january february march april may june july august september october november december "
const weekdayNames = "monday tuesday wednesday thursday friday saturday sunday "

// monthNamed is 1 to 12 for an English month name, in full or its first three
// letters ("Sept" too), in any case, or for one of localMonths; 0 otherwise.
func monthNamed(w []byte) int {
	if m := nameIn(w, monthNames); m > 0 {
		return m
	}
	return localMonth(w)
}

func weekdayNamed(w []byte) bool {
	return nameIn(w, weekdayNames) > 0
}

// nameIn is the place, from 1, of the name that w spells or abbreviates.
func nameIn(w []byte, names string) int {
	if len(w) < 3 || len(w) > len("september") {
		return 0
	}
	place, start := 0, 0
	for i := range len(names) {
		if names[i] != ' ' {
			continue
		}
		place++
		name := names[start:i]
		start = i + 1
		full := len(w) == len(name)
		if (full || len(w) == 3 || len(w) == 4 && name == "september" ||
			(len(w) == 4 || len(w) == 5) && names == weekdayNames) && sameLetters(w, name) {
			return place
		}
	}
	return 0
}

// sameLetters reports whether w begins name, case aside.
func sameLetters(w []byte, name string) bool {
	if len(w) > len(name) {
		return false
	}
	for i, c := range w {
		if c|0x20 != name[i] {
			return false
		}
	}
	return true
}
