package timelog

import "bytes"

// ircParser reads chat logs whose lines carry a time of day only, and in which
// other lines say that a day has begun: irssi ("--- Day changed Wed Jan 13
// 2021"), HexChat ("**** BEGIN LOGGING AT …"), mIRC ("Session Start: …"),
// eggdrop ("[00:00] --- Wed Jan 13 2021").
type ircParser struct {
	day   moment // the date, its clock at the row before
	known bool
	last  int64
}

var ircNames = []string{"time", "from", "message"}

// dayWords begin the lines that state a date.
var dayWords = [][]byte{[]byte("--- Log opened "), []byte("--- Day changed "), []byte("--- Log closed "), []byte("**** BEGIN LOGGING AT "),
	[]byte("**** ENDING LOGGING AT "), []byte("Session Start: "), []byte("Session Time: "), []byte("Session Close: "), []byte("--- ")}

func (p *ircParser) parse(line []byte, row *lineRow) {
	clock, rest, timed := clockInFront(line)
	if m, ok := dayLine(line, rest); ok {
		p.day, p.known, p.last = m, true, int64(m.h*3600+m.mi*60+m.s)
		row.none = true
		return
	}
	row.set(2, line)
	switch {
	case !timed:
		row.why = continuation
		return
	case !p.known:
		row.why = "time of day before any line that says the day"
		return
	}
	now := int64(clock.h*3600 + clock.m*60 + clock.s)
	if now < p.last-dayLong/2 {
		p.day = p.day.tomorrow()
	}
	p.last = now
	m := p.day
	m.h, m.mi, m.s, m.nanos = clock.h, clock.m, clock.s, 0
	if !m.valid() {
		row.why = errImpossible.Error()
		return
	}
	row.moment(&m)
	row.set(2, rest)
	if row.full && len(rest) > 2 && rest[0] == '<' {
		if n := bytes.IndexByte(rest, '>'); n > 0 {
			row.set(1, bytes.TrimLeft(rest[1:n], " @+%&~"))
			row.set(2, bytes.TrimLeft(rest[n+1:], " "))
		}
	}
}

// clockInFront reads 19:06, 19:06:07 or either in brackets.
func clockInFront(line []byte) (t timeOfDay, rest []byte, ok bool) {
	i := 0
	if len(line) > 0 && (line[0] == '[' || line[0] == '(') {
		i = 1
	}
	t, end := readClock(line, i)
	if end < 0 || end < len(line) && isAlnum(line[end]) {
		return t, line, false
	}
	if i == 1 {
		if end >= len(line) || line[end] != ']' && line[end] != ')' {
			return t, line, false
		}
		end++
	}
	return t, bytes.TrimLeft(line[end:], " \t"), true
}

// dayLine reads a line that states a date.
func dayLine(line, rest []byte) (moment, bool) {
	for _, w := range dayWords {
		for _, text := range [][]byte{line, rest} {
			if after, ok := bytes.CutPrefix(text, w); ok {
				if m, ok := dayStated(after); ok {
					return m, true
				}
			}
		}
	}
	return moment{}, false
}

// dayLayouts are the ways in which a day is stated.
var dayLayouts = []layout{
	{"%A %B %d %h:%N:%S %Y", wholeDate}, {"%A %B %d %h:%N:%S%z %Y", wholeDate}, {"%A %B %d %Y", wholeDate},
	{"%A %d %B %Y", wholeDate}, {"%B %d %Y", wholeDate}, {"%Y-%M-%D %h:%N:%S", wholeDate}, {"%Y-%M-%D", wholeDate}, {"%d %B %Y", wholeDate},
}

func dayStated(b []byte) (moment, bool) {
	for k := range dayLayouts {
		var m moment
		if dayLayouts[k].match(b, 0, &m) > 0 && m.valid() {
			m.zoned, m.off = false, 0
			return m, true
		}
	}
	return moment{}, false
}

// tomorrow is the next day at the same time.
func (m *moment) tomorrow() moment {
	next := *m
	if next.d++; !next.valid() {
		next.d = 1
		if next.mo++; next.mo > 12 {
			next.mo, next.y = 1, next.y+1
		}
	}
	return next
}

// guessIRC knows logs with lines that begin with a time of day, and at least one
// that states the day.
func guessIRC(sample [][]byte) *lineShape {
	days := 0
	if shareOf(sample, func(line []byte) bool {
		_, rest, timed := clockInFront(line)
		if _, ok := dayLine(line, rest); ok {
			days++
			return true
		}
		return timed
	}) < 0.7 || days == 0 {
		return nil
	}
	return makeIRC(sample)
}

func makeIRC([][]byte) *lineShape {
	return &lineShape{names: ircNames, ordered: true, parser: func() lineParser { return &ircParser{} }}
}
