package timelog

import "bytes"

// A log may tell its date once, in the line that says when it began, and only times of
// day from there on:
//
//	[*] starting @ 06:05:41 /2022-06-30/
//	[06:05:42] [INFO] resuming
//
// Its lines are of that day, and of the next one when the clock has turned back.

const (
	// headLines is in how many of the first lines the date must stand.
	headLines = 20
	// headGap is how many seconds after it the first time of day may come; where the line
	// says that something starts there, halfDay.
	headGap = 600
	halfDay = 12 * 3600
)

// dayClockNote is what the account says of such a log.
const dayClockNote = "the lines have times of day only: the first is of the date that a line before it tells, at most ten minutes earlier, and where the clock turns back the next day begins"

// startClockNote is what it says where the line speaks of a start.
const startClockNote = "the lines have times of day only: the first is taken to be of the date on which a line before it says that the log starts, and where the clock turns back the next day begins"

// guessDayClock learns where the times of day stand; nil if no line in front of them tells
// their date.
func guessDayClock(text []byte) *dialect {
	sample := sampleOf(text)
	var bare [][]byte // lines that tell no date
	var began mark
	starts := false
	for i, line := range sample {
		m := datedMark(line)
		if m.layout == nil {
			bare = append(bare, line)
		} else if began.layout == nil && i < headLines {
			began, starts = m, saysStart(line)
		}
	}
	if began.layout == nil || len(bare) < 2 {
		return nil
	}
	for _, clock := range placesOf(bare, clockLayout) {
		p := dayClock{clock: clock}
		apart, ok := p.firstAfter(sample, &began.moment)
		note := dayClockNote
		if ok && apart > headGap && apart <= halfDay && starts && p.found.moment.clockSeconds() > headGap { // else it counts from the start
			note = startClockNote
		} else if !ok || apart > headGap {
			continue
		}
		shape := &lineShape{names: []string{"time", "line"}, ordered: true, note: note, where: []string{clock.explain()}}
		shape.parser = func() lineParser { return &dayClock{clock: clock, order: shape.order} }
		return &dialect{name: "text", why: "times of day behind a line with their date", lines: shape}
	}
	return nil
}

// clocksLead reports whether most lines begin with a time of day and nothing before it.
func clocksLead(text []byte) bool {
	clocks := 0
	sample := sampleOf(text)
	for _, line := range sample {
		i := tokenAt(line, 0)
		if i == 0 && len(line) > 8 && line[8] == ' ' {
			_, end := readClock(line, 0)
			clocks += boolInt(end == 8)
		}
	}
	return 10*clocks >= 6*len(sample)
}

// saysStart reports whether a line says that something begins.
func saysStart(line []byte) bool {
	line = bytes.ToLower(line[:min(len(line), 80)])
	for _, word := range []string{"start", "open", "begin", "began"} {
		if bytes.Contains(line, []byte(word)) {
			return true
		}
	}
	return false
}

// datedMark is the first time with its date near the start of a line; its layout is nil if
// there is none.
func datedMark(line []byte) mark {
	for _, m := range marks(line[:min(len(line), 80)], nil) {
		if m.layout.kind == wholeDate || m.layout.kind == openDate {
			return m
		}
	}
	return mark{}
}

// firstAfter is how many seconds after a time the first line has its time of day.
func (p *dayClock) firstAfter(lines [][]byte, began *moment) (int, bool) {
	for _, line := range lines {
		if p.at(line) {
			at, from := p.found.moment.clockSeconds(), began.clockSeconds()
			return (at - from + dayLong) % dayLong, true
		}
	}
	return 0, false
}

// clockSeconds is the time of day in seconds.
func (m *moment) clockSeconds() int { return m.hour()*3600 + m.mi*60 + m.s }

// dayClock reads lines with a time of day, of the date told before them.
type dayClock struct {
	clock spot
	order dateOrder // as lineShape.order
	found mark
	now   moment // the time of the row before
	known bool   // … if there is one
}

// at finds the time of day of a line.
func (p *dayClock) at(line []byte) bool {
	_, shaped := p.clock.find(line, &p.found)
	m := &p.found.moment
	return shaped && m.h < 24 && m.mi < 60 && m.s <= 60
}

func (p *dayClock) parse(line []byte, row *lineRow) {
	if row.full {
		row.set(1, line)
	}
	row.why = continuation
	if p.at(line) {
		p.tick(row)
		return
	}
	m := datedMark(line)
	if m.layout == nil {
		return
	}
	if m.moment.date != nil {
		m.moment.settle(p.order)
	}
	if m.moment.valid() && (!p.known || p.goesOn(&m.moment)) {
		p.now, p.known = m.moment, true
		p.now.date = bytes.Clone(m.moment.date) // it outlives the line
		row.moment(&p.now)
		row.why = ""
	}
}

// goesOn reports whether a time with its date may be that of the next row: it is not
// earlier than the row before, and not half a day later. Else it is told of.
func (p *dayClock) goesOn(m *moment) bool {
	if p.now.date != nil || m.date != nil {
		return bytes.Equal(p.now.date, m.date) && m.clockSeconds() >= p.now.clockSeconds()
	}
	ahead := m.unix() - p.now.unix()
	return ahead >= 0 && ahead <= halfDay
}

// tick takes the time of day found as that of the row.
func (p *dayClock) tick(row *lineRow) {
	c := &p.found.moment
	turned := p.known && c.clockSeconds() < p.now.clockSeconds()-halfDay
	switch {
	case !p.known:
		row.why = "a time of day before any line has told its date"
		return
	case turned && p.now.date != nil:
		row.why = errDateOrder.Error()
		return
	case turned:
		p.now = p.now.tomorrow()
	}
	p.now.h, p.now.mi, p.now.s, p.now.nanos, p.now.half = c.h, c.mi, c.s, c.nanos, c.half
	row.moment(&p.now)
	row.why = ""
}
