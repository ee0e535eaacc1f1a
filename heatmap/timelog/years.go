package timelog

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// calendar makes a calendar for one scanner.
func (y *yearless) calendar() *calendar {
	c := newCalendar(y)
	c.seen = y.probe
	return c
}

// complete gives a moment what its layout lacks: the order of day and month, the
// year. It reports whether the moment then exists.
func (c *calendar) complete(l *layout, m *moment) bool {
	switch l.kind {
	case openDay:
		c.read(m)
	case yearlessDay:
	default:
		c.anchor(m)
		return true
	}
	return c.settle(m)
}

// read gives an open day its order.
func (c *calendar) read(m *moment) {
	if m.mo, m.d = m.first, m.second; c.order == orderDMY {
		m.mo, m.d = m.d, m.mo
	}
}

// years settles the years of a file whose stamps carry none, by reading it once
// for that purpose, and says what was decided.
func (r *run) years(in input, d *dialect, first block) (note string, err error) {
	y := d.lines.years
	if y == nil {
		return "", nil
	}
	if r.rules.order == orderDMY || r.rules.order == orderMDY {
		y.order = r.rules.order
	} else if y.openOrder && y.order == orderOpen {
		return "", fmt.Errorf("its dates without a year can be read day first or month first: --date-order dmy or --date-order mdy settles it")
	}
	written, known := fileTime(in)
	seen, err := r.probe(in, d, first)
	if err != nil {
		return "", err
	}
	beside := r.zoneBeside(d, seen)
	if r.opt.Year != 0 {
		y.first = r.opt.Year
		return beside, nil
	}
	if beside != "" {
		defer func() { note += "; " + beside }()
	}
	known = known && !in.stream
	if told, ok := seen.told(); ok && (!known || !seen.later(told, written)) {
		y.first = told
		return seen.says(told, "as dates with a year inside the lines tell"), nil
	}
	if seen.own() {
		y.own, d.lines.steady = true, false
		return "the times carry no year: each row is of the year of a date inside its line; --year settles it", nil
	}
	if seen.anchored {
		y.first = seen.anchor
		return seen.says(y.first, "as rows that have a year tell"), nil
	}
	if begun, ok := seen.begun(); ok && (!known || !seen.later(begun, written)) {
		y.first = begun
		return seen.says(y.first, "as the line says that tells when the log was begun"), nil
	}
	if !known {
		return "", fmt.Errorf("its times have no year: --year settles it (that of the first row)")
	}
	if y.first, err = seen.base(written); err != nil {
		return "", err
	}
	return seen.says(y.first, seen.reasons(written)), nil
}

// probe reads what the rows of the whole file say about their years.
func (r *run) probe(in input, d *dialect, first block) (*calendarSeen, error) {
	y := d.lines.years
	for {
		seen, err := r.probePieces(in, d, first)
		steady := seen != nil
		if !steady && err == nil {
			y.probe = &calendarSeen{}
			err = r.passOver(in, d, first)
			seen, y.probe = y.probe, nil
		}
		if err != nil || y.down || seen.down <= 3*seen.up {
			d.lines.steady = steady
			return seen, err
		}
		y.down = true
	}
}

// passOver scans a whole file, for what its parser learns from that.
func (r *run) passOver(in input, d *dialect, first block) error {
	t := &passTaker{newLineScanner(d.lines, d.lines.names[:1])}
	if first.eof {
		t.take(0, first.b, true)
		return nil
	}
	if in.stream {
		t.take(0, first.b, false)
		return nil
	}
	o, err := r.open(in, false, nil)
	if err != nil {
		return err
	}
	defer o.close()
	if _, _, err := fill(o, make([]byte, 0, d.skip)); err != nil {
		return readError(err)
	}
	po := &pourer{r: o, d: d, takers: []taker{t}}
	return readError(po.pour(make([]byte, 0, blockSize), false))
}

type passTaker struct{ sc *lineScanner }

func (t *passTaker) take(_ int, b []byte, final bool) int {
	return t.sc.scan(b, final, func(*record) {})
}

func (t *passTaker) tooLong(int, []byte) {}

func (t *passTaker) breaks(b []byte) int64 { return countLines(b) }

func (t *passTaker) quotes() bool { return true }

// fileTime is when a file, or the archive that it is in, was last written.
func fileTime(in input) (time.Time, bool) {
	path := in.path
	for {
		if info, err := os.Stat(path); err == nil {
			return info.ModTime().UTC(), !info.IsDir()
		}
		bang := strings.LastIndexByte(path, '!') // archive.zip!member
		if bang < 0 {
			break
		}
		path = path[:bang]
	}
	return time.Time{}, false
}

// reasons are why the years were decided so without a date that tells them.
func (s *calendarSeen) reasons(written time.Time) string {
	why := fmt.Sprintf("none may be later than the file itself, written %s", written.Format("2006-01-02"))
	if len(s.leaps) > 0 {
		why += ", and 29 February must exist"
	}
	if s.weekdays.tells() {
		why += ", and the weekdays must be right"
	}
	if s.wraps > 0 {
		why += "; the year turns " + numbered(int64(s.wraps), "time", "times") + " in file order"
	}
	return why
}

// says tells the user how the years were decided.
func (s *calendarSeen) says(first int, why string) string {
	more := ""
	if s.repeats > 0 {
		more = fmt.Sprintf("; lines that say \"last message repeated\" stand for %d more messages and are counted as one each", s.repeats)
	}
	which, row := "the times carry", "row"
	if s.anchored {
		which, row = "some times carry", "of them"
	}
	return fmt.Sprintf("%s no year: the first %s is taken to be of %d, the last of %d (%s); --year settles it%s",
		which, row, first+s.firstAt.year, first+s.last.year, why, more)
}

func percent(share float64) string {
	return fmt.Sprintf("%.0f %%", 100*share)
}
