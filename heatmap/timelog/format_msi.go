package timelog

import "bytes"

// msiParser reads the logs of Windows Installer: lines that say when logging started and
// stopped, in the locale's date, and between them lines with a time of day in brackets.
// https://learn.microsoft.com/windows/win32/msi/windows-installer-logging
type msiParser struct {
	order dateOrder
	open  layout
	day   moment
	known bool
	last  int
}

var msiDays = [][]byte{[]byte("=== Verbose logging started: "), []byte("=== Logging started: "), []byte("=== Verbose logging stopped: "), []byte("=== Logging stopped: ")}

func (p *msiParser) parse(line []byte, row *lineRow) {
	row.why = continuation
	row.set(1, line)
	for _, words := range msiDays {
		if after, ok := bytes.CutPrefix(line, words); ok {
			p.begin(after, row)
			return
		}
	}
	t, ok := msiClock(line)
	if !ok || !p.known {
		return
	}
	m := p.day
	m.h, m.mi, m.s, m.nanos, m.half = t.h, t.mi, t.s, t.nanos, 0
	if m.seconds() < p.last-dayLong/2 {
		if m.date != nil {
			row.why = "time of day after midnight, and the day that the log states can be read in two ways (set the date order)"
			return
		}
		p.day = p.day.tomorrow()
		m.y, m.mo, m.d = p.day.y, p.day.mo, p.day.d
	}
	p.last, row.why = m.seconds(), ""
	row.moment(&m)
}

// begin takes the day from a line that states it.
func (p *msiParser) begin(stated []byte, row *lineRow) {
	var m moment
	if p.open.match(stated, 0, &m) < 0 {
		if m, p.known = dayStated(stated); !p.known {
			return
		}
	}
	if m.date != nil {
		m.date = bytes.Clone(m.date)
		m.settle(p.order)
	}
	if p.known = m.valid(); !p.known {
		row.why = errImpossible.Error()
		return
	}
	m.h, m.half = m.hour(), 0
	p.day, p.last, row.why = m, m.seconds(), ""
	row.moment(&m)
}

// msiClock reads the time of day of "MSI (s) (AC:34) [08:14:07:123]: …".
func msiClock(line []byte) (moment, bool) {
	var m moment
	lead := line[:min(len(line), 64)]
	at := bytes.IndexByte(lead, '[') + 1
	clock := layout{pattern: "%H:%N:%S%f"}
	end := clock.match(lead, at, &m)
	ok := at > 0 && bytes.HasPrefix(line, []byte("MSI (")) && end > 0 && end < len(line) && line[end] == ']' && m.h < 24 && m.mi < 60 && m.s < 60
	return m, ok
}

// guessMSI knows such a log by the line that says when it was started.
func guessMSI(sample [][]byte) *lineShape {
	if !bytes.HasPrefix(sample[0], msiDays[0]) && !bytes.HasPrefix(sample[0], msiDays[1]) {
		return nil
	}
	s := &lineShape{
		names: windowsNames, ordered: true,
		where: []string{"date and time where logging starts and stops, between them times of day in brackets"},
	}
	s.parser = func() lineParser {
		return &msiParser{order: s.order, open: layout{"%o%T%h:%N:%S%f%P", openDate}}
	}
	return s
}
