package timelog

import "bytes"

// windowsNames are the columns of logs whose lines mostly have no time.
var windowsNames = []string{"time", "line"}

// transcriptParser reads what PowerShell's Start-Transcript writes: blocks between
// rows of asterisks, in which a line ends with fourteen digits ("Start time:
// 20220721023749", in the language of the system), and what was typed and printed.
type transcriptParser struct{ layout *layout }

func (p *transcriptParser) parse(line []byte, row *lineRow) {
	row.why = continuation
	row.set(1, line)
	var m moment
	if at := stampAtEnd(line); at > 0 && p.layout.match(line, at, &m) == len(line) && m.valid() {
		row.why = ""
		row.moment(&m)
	}
}

// stampAtEnd is where the fourteen digits begin that a line ends with after a
// colon, -1 if it does not.
func stampAtEnd(line []byte) int {
	at := len(line) - 14
	if at < 3 || line[at-1] != ' ' || line[at-2] != ':' {
		return -1
	}
	if _, end := number1(line, at, 14, 14); end != len(line) {
		return -1
	}
	return at
}

// guessTranscript knows a transcript by its first lines: asterisks, a title, the
// time at which it was begun.
func guessTranscript(sample [][]byte) *lineShape {
	if len(sample) < 3 || len(sample[0]) < 20 || len(bytes.Trim(sample[0], "*")) > 0 || stampAtEnd(sample[2]) < 0 {
		return nil
	}
	l := layoutNamed("%Y%M%D%H%N%S%f%z")
	return &lineShape{
		names:  windowsNames,
		where:  []string{"times at the end of the lines that say when it was begun, when a command was, and when it ended"},
		parser: func() lineParser { return &transcriptParser{l} },
	}
}

// setupParser reads setupapi.dev.log and its kin: sections whose first and last
// lines have date and time, and between them lines that end with a time of day.
// https://learn.microsoft.com/windows-hardware/drivers/install/format-of-a-text-log-section
type setupParser struct {
	layout *layout
	day    moment
	known  bool
	last   int
}

func (p *setupParser) parse(line []byte, row *lineRow) {
	row.why = continuation
	row.set(1, line)
	if at := setupDate(line); at > 0 {
		var m moment
		if p.layout.match(line, at, &m) < 0 || !m.valid() {
			row.why = errImpossible.Error()
			return
		}
		p.day, p.known, p.last, row.why = m, true, m.seconds(), ""
		row.moment(&m)
		return
	}
	t, ok := clockAtEnd(line)
	if !ok || !p.known {
		return
	}
	m := p.day
	m.h, m.mi, m.s, m.nanos = t.h, t.mi, t.s, t.nanos
	if m.seconds() < p.last-dayLong/2 {
		p.day = p.day.tomorrow()
		m.y, m.mo, m.d = p.day.y, p.day.mo, p.day.d
	}
	p.last, row.why = m.seconds(), ""
	row.moment(&m)
}

// seconds is the moment's time of day.
func (m *moment) seconds() int { return m.h*3600 + m.mi*60 + m.s }

// setupMarks begin the lines that state a date.
var setupMarks = []string{">>>  Section start ", "<<<  Section end ", "[Boot Session: "}

func setupDate(line []byte) int {
	for _, mark := range setupMarks {
		if bytes.HasPrefix(line, []byte(mark)) {
			return len(mark)
		}
	}
	return -1
}

// clockAtEnd reads the time of day, with milliseconds, that a line ends with.
func clockAtEnd(line []byte) (moment, bool) {
	at := len(line) - len("17:53:29.457")
	if at < 1 || line[at-1] != ' ' {
		return moment{}, false
	}
	var m moment
	clock := layout{pattern: "%H:%N:%S%f"}
	ok := clock.match(line, at, &m) == len(line) && m.h < 24 && m.mi < 60 && m.s <= 60
	return m, ok
}

// guessSetup knows the logs of Windows' device installation.
func guessSetup(sample [][]byte) *lineShape {
	starts := 0
	for _, line := range sample {
		starts += boolInt(setupDate(line) > 0)
	}
	title := bytes.Equal(sample[0], []byte("[Device Install Log]")) || bytes.HasPrefix(sample[0], []byte("[BeginLog]"))
	if starts < 2 || !title && 50*starts < len(sample) {
		return nil
	}
	l := layoutNamed("%Y/%m/%d%T%h:%n:%s%f%P%z")
	return &lineShape{
		names: windowsNames, ordered: true,
		where:  []string{"dates and times where a section starts and ends, between them times of day at the end of lines"},
		parser: func() lineParser { return &setupParser{layout: l} },
	}
}
