package timelog

// In most files without years no year turns. Then the year of each row is that of the
// first, and pieces can be read apart: once to learn that it is so, and once more with
// the year that was settled.

// dated is a lineParser of stamps that may carry no year.
type dated interface {
	lineParser
	// restart has the rows to come be the first of a calendar.
	restart(c *calendar)
}

func (p *textParser) restart(c *calendar) { p.cal, p.last.of = c, nil }

// restart has the lines to come read by nothing that lines before them have said.
func (s *lineScanner) restart() {
	if p, ok := s.parser.(dated); ok && s.shape.years != nil {
		p.restart(s.shape.years.calendar())
	}
}

// yearProbe is a passTaker that keeps apart what the rows of each piece say.
type yearProbe struct {
	passTaker
	parts []*calendar // by piece
}

func (t *yearProbe) take(index int, b []byte, final bool) int {
	c := newCalendar(t.sc.shape.years)
	c.seen = &calendarSeen{deaf: index > 0}
	t.sc.parser.(dated).restart(c)
	t.parts[index] = c
	return t.passTaker.take(index, b, final)
}

// probePieces is probe for a file that can be read in pieces if no year turns in it
// and no row has one; else it returns nil.
func (r *run) probePieces(in input, d *dialect, first block) (*calendarSeen, error) {
	if first.eof || in.stream || in.inner {
		return nil, nil
	}
	if _, ok := d.lines.parser().(dated); !ok {
		return nil, nil
	}
	o, err := r.open(in, false, nil)
	if err != nil {
		return nil, err
	}
	defer o.close()
	d.lines.steady = true // it remains to be seen
	defer func() { d.lines.steady = false }()
	p := newPieces(o, d, first.b)
	if p == nil {
		return nil, nil
	}
	parts := make([]*calendar, len(p.lines)+1)
	probe := func() *yearProbe {
		return &yearProbe{passTaker{newLineScanner(d.lines, d.lines.names[:1])}, parts}
	}
	var takers []taker
	for range r.workers() {
		takers = append(takers, probe())
	}
	switch err := p.take(takers); {
	case err == errUneven:
		return nil, nil
	case err != nil:
		return nil, err
	}
	rest := make([]byte, p.to-p.tail)
	if _, err := p.file.ReadAt(rest, p.tail); err != nil {
		return nil, nil // the file has become shorter
	}
	if p.western {
		rest = fromWestern(rest)
	}
	probe().take(len(p.lines), rest, true)
	return joinYears(d.lines.years, parts), nil
}

// joinYears brings together what pieces in order say of their rows; nil if a year turns
// in them or between them, if a row has one, or if the first has too few rows to be
// searched alone.
func joinYears(y *yearless, parts []*calendar) *calendarSeen {
	all := newCalendar(y)
	all.seen = parts[0].seen
	if all.seen.rows <= besideRows || all.seen.heads {
		return nil
	}
	all.begun, all.prev = true, parts[0].prev
	for i, part := range parts {
		if part.seen.wraps > 0 || part.seen.anchored {
			return nil
		}
		if i == 0 || !part.begun {
			continue
		}
		if all.step(part.seen.firstAt.at); all.year != y.first {
			return nil
		}
		all.prev = part.prev
		all.seen.join(part.seen)
	}
	return all.seen
}

// join adds what later rows of the same year say.
func (s *calendarSeen) join(o *calendarSeen) {
	s.rows += o.rows
	s.repeats += o.repeats
	s.up += o.up
	s.down += o.down
	if s.last.at < o.last.at {
		s.last = o.last
	}
	if len(s.leaps) == 0 {
		s.leaps = o.leaps
	}
	if s.weekdays.rows < besideRows {
		s.weekdays.join(&o.weekdays)
	}
}

func (w *weekdayTally) join(o *weekdayTally) {
	w.rows += o.rows
	for i, n := range o.fit {
		w.fit[i] += n
	}
}
