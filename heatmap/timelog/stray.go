package timelog

import "bytes"

// A stray is a line that has no time where the file's lines have theirs, but one in
// front of it, written in another way: a log that several programs write, or whose
// writer was given another format one day. What is indented is none: that is how
// lines are continued.

// quoted is the reason of lines whose time in front is not their own.
const quoted = "a time in front, but out of the order of the rows: taken for quoted text"

// elsewhere is the reason of lines whose time stands behind a few words, which may be
// a time that is told of.
const elsewhere = "a time in the line, but neither in front nor where the other lines have theirs"

// timeBehind reports whether a time with its date is one of the words behind the first of a line.
func timeBehind(line []byte) bool {
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' {
		return false
	}
	lead := line[:min(len(line), 80)]
	for n := 1; n <= 3; n++ {
		if m := markFrom(lead, n); m.layout != nil && m.layout.kind == wholeDate {
			return true
		}
	}
	return false
}

// strayMark is the time in front of a line; its layout is nil if there is none.
func strayMark(line []byte) mark {
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' { // it goes on where the line before ended
		return mark{}
	}
	lead := line[:min(len(line), maxLead)]
	m := markFrom(lead, 0)
	if m.layout == nil && (line[0] == '[' || line[0] == '(' || line[0] == '<' || line[0]-'0' <= 9 || isRuled(lead)) { // [pid], pid:role, <priority>version
		m = markFrom(lead, 1)
	}
	switch {
	case m.layout == nil:
	case m.layout.kind == openDay && m.layout.pattern[2] != '-': // month first, where it has a dash
		return mark{}
	case m.layout.kind == epochNumber:
		return m.bracketed(lead)
	}
	return m
}

// isRuled reports whether a line begins with a word of signs alone, as Oracle's ***.
func isRuled(line []byte) bool {
	word, rest, _ := bytes.Cut(line, []byte{' '})
	return len(rest) > 0 && bytes.Trim(word, "*-=#>+~|") == nil
}

// markFrom is the time that the n-th word of a line begins with.
func markFrom(line []byte, n int) mark {
	i := tokenAt(line, n)
	if i < 0 || i >= len(line) || !canStart(line, i) {
		return mark{}
	}
	return longest(line, i)
}

// bracketed is a number in front of a line as a time: only seconds in brackets, or
// it may be anything; in parentheses behind pid:role, as Redis writes when a signal
// stops it.
func (m mark) bracketed(line []byte) mark {
	secs, nanos, ok := decimal(m.moment.epoch)
	if !ok || m.start == 0 || m.end >= len(line) || plausibleUnit(secs) != unitSeconds {
		return mark{}
	}
	switch line[m.start-1] {
	case '[':
		ok = line[m.end] == ']'
	case '(':
		_, end := digits(line, 0)
		ok = line[m.end] == ')' && end > 0 && line[end] == ':' && line[end+1]|0x20 >= 'a'
	default:
		ok = false
	}
	if !ok {
		return mark{}
	}
	m.moment.instant(secs, 0, nanos)
	return m
}

// loosen lets lines without a time at the spots tell the one in front of them,
// unless the sample shows that such times are quoted: the lines are in order
// without them, and not with them.
func (s *lineShape) loosen(sample [][]byte, spots []spot) {
	s.label = zoneLabel(sample, spots)
	s.seekOwn(sample, spots)
	var own, all lane
	strays, noYear := 0, s.years != nil
	s.loose = true
	times := make([]moment, 0, len(sample))
	alien := make([]bool, 0, len(sample))
	for _, line := range sample {
		m, found := markAt(line, spots)
		if !found {
			m = strayMark(line)
		}
		if m.layout == nil || m.layout.kind == epochNumber || m.moment.date != nil {
			continue
		}
		if m.layout.kind == openDay {
			m.moment.monthFirst()
		}
		if !found {
			strays++
			noYear = noYear || m.layout.kind == yearlessDay || m.layout.kind == openDay
		}
		times, alien = append(times, m.moment), append(alien, !found)
	}
	if strays == 0 {
		return
	}
	for i := range times {
		if noYear {
			times[i].y = 2000
		}
		all.add(times[i].unix())
		if !alien[i] {
			own.add(times[i].unix())
		}
	}
	if inOrder := own.n >= 5 && 10*own.against() <= own.up+own.down; inOrder && all.against()-own.against() > max(2, strays/5) {
		s.loose = false
	} else if noYear && s.years == nil {
		s.ordered, s.years = true, &yearless{}
	}
}

// markAt is the time of a line at one of the spots.
func markAt(line []byte, spots []spot) (m mark, found bool) {
	for i := range spots {
		if ok, _ := spots[i].find(line, &m); ok {
			return m, true
		}
	}
	return mark{}, false
}

// stray takes the time in front of a line that has none at the spots.
func (p *textParser) stray(line []byte, row *lineRow) bool {
	m := strayMark(line)
	switch {
	case m.layout == nil:
		if timeBehind(line) {
			row.why = elsewhere
		}
		return false
	case !p.loose:
		row.why = quoted
		return false
	case m.layout.kind == openDate && !m.moment.settle(p.order):
		row.why = errDateOrder.Error()
		return false
	case p.cal == nil && (m.layout.kind == yearlessDay || m.layout.kind == openDay):
		row.why = errNoYear.Error()
		return false
	case m.layout.kind == openDay:
		m.moment.monthFirst()
		if !p.cal.settle(&m.moment) {
			row.why = errImpossible.Error()
			return false
		}
	case p.cal != nil && !p.cal.complete(m.layout, &m.moment), !m.moment.valid():
		row.why = errImpossible.Error()
		return false
	}
	if p.label != "" {
		m.moment.zoneFrom(line, p.label)
	}
	p.found, p.last.of = m, nil
	row.moment(&p.found.moment)
	return true
}

// monthFirst reads day and month in that order, if there is such a day.
func (m *moment) monthFirst() {
	m.mo, m.d = m.first, m.second
	if m.mo > 12 {
		m.mo, m.d = m.d, m.mo
	}
}

// settle reads an open date in the order given, or in the only one in which there is
// such a date, and reports whether there is one.
func (m *moment) settle(order dateOrder) bool {
	if order != orderOpen {
		m.ordered(order)
		return m.date == nil
	}
	for o := orderDMY; o <= orderYMD; o++ {
		if _, err := parseNumeric(m.date, stampRules{order: o}); err == nil {
			if order != orderOpen {
				return false
			}
			order = o
		}
	}
	m.ordered(order)
	return m.date == nil
}
