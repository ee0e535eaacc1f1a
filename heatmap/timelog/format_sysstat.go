package timelog

import "bytes"

// sysstatParser reads what sar, mpstat and pidstat print: a line with the date, in the
// locale of who asked, and tables of which each line begins with a time of day.
//
//	Linux 5.10.0-8-amd64 (web1)  01/29/21  _x86_64_  (8 CPU)
//
//	12:00:01 AM     CPU     %user     %nice
//	12:10:01 AM     all      3.12      0.00
//	Average:        all      3.12      0.00
//
// Each table starts with the first time again, on the same day.
// https://sysstat.github.io/
type sysstatParser struct {
	order dateOrder
	day   moment
	known bool
	last  int // second of the day of the line before, in this table
}

// sysstatDate is the date in a line that begins a report; nil if it is none.
func sysstatDate(line []byte) []byte {
	rest, ok := bytes.CutPrefix(line, []byte("Linux "))
	at := bytes.IndexByte(rest, ')')
	if !ok || at < 0 || bytes.IndexByte(rest[:at], '(') < 0 || !bytes.Contains(rest[at:], []byte(" CPU)")) {
		return nil
	}
	fields := bytes.Fields(rest[at+1:])
	if len(fields) < 2 || !digit(fields[0][0]) || fields[1][0] != '_' {
		return nil
	}
	return fields[0]
}

func (p *sysstatParser) parse(line []byte, row *lineRow) {
	if row.full {
		row.set(1, line)
	}
	if date := sysstatDate(line); date != nil {
		p.begin(date)
		row.none = true
		return
	}
	var m moment
	end := clockLayout[0].match(line, 0, &m)
	switch {
	case end < 0 || m.h > 23 || m.mi > 59 || m.s > 60:
		row.why = "no time in the line (an average)"
		return
	case !hasDigit(line[end:]): // the names of the columns
		row.none, p.last = true, 0
		return
	case !p.known:
		row.why = "a time of day before any line has told its date"
		return
	}
	now := m.clockSeconds()
	day := p.day
	if now < p.last { // the last line of a day is often of the next one
		if day.date != nil {
			row.why = errDateOrder.Error()
			return
		}
		day = day.tomorrow()
	} else {
		p.last = now
	}
	day.h, day.mi, day.s, day.half = m.h, m.mi, m.s, m.half
	row.moment(&day)
}

// begin takes the date of a report.
func (p *sysstatParser) begin(date []byte) {
	var m moment
	switch iso := (&layout{pattern: "%Y-%M-%D"}); {
	case iso.match(date, 0, &m) == len(date):
	case matchOpen(date, 0, &m) == len(date):
		m.date = bytes.Clone(m.date)
		m.settle(p.order)
	default:
		p.known = false
		return
	}
	p.day, p.known, p.last = m, true, 0
}

func hasDigit(b []byte) bool { return bytes.IndexAny(b, "0123456789") >= 0 }

// guessSysstat knows such a report by its first line. Where the clock has AM and PM, the
// locale is one that writes the month first.
func guessSysstat(sample [][]byte) *lineShape {
	date := sysstatDate(sample[0])
	if date == nil {
		return nil
	}
	s := &lineShape{
		names: windowsNames, ordered: true,
		where: []string{"times of day at the start of the lines, of the date in the line that begins the report"},
	}
	order := orderOpen
	if bytes.IndexByte(date, '.') > 0 {
		order = orderDMY
	}
	for _, line := range sample[1:] {
		var m moment
		if order == orderOpen && clockLayout[0].match(line, 0, &m) > 0 && m.half != 0 {
			order = orderMDY
			s.note = "dates read as month/day, as the locales that have AM and PM write them; --date-order settles it"
		}
	}
	s.parser = func() lineParser {
		p := &sysstatParser{order: order}
		if s.order != orderOpen {
			p.order = s.order
		}
		return p
	}
	return s
}
