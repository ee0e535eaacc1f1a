package timelog

import (
	"bytes"
	"slices"
)

// textParser reads lines of any kind that have a time where the file's lines
// have theirs.
type textParser struct {
	spots  []spot
	cal    *calendar // nil if the stamps have years
	split  splitter  // nil for the columns of any text
	loose  bool      // as lineShape.loose
	order  dateOrder // as lineShape.order
	label  string    // as lineShape.label
	access *layout   // accessLayout
	found  mark
	last   echo
}

// splitter takes the rest of a line apart, once its time is found.
type splitter func(line []byte, m *mark, row *lineRow)

// textShape is the shape of any text whose lines have times.
func textShape(l *learnt) *lineShape {
	return splitShape(l, []string{"time", "line"}, nil)
}

// splitShape is the shape of lines whose times are where l says and whose other
// columns a splitter finds.
func splitShape(l *learnt, names []string, split splitter) *lineShape {
	s := &lineShape{names: names, note: l.note}
	for i := range l.spots {
		s.where = append(s.where, l.spots[i].explain())
		if k := l.spots[i].layout.kind; k == yearlessDay || k == openDay {
			s.ordered = true
			s.years = &yearless{order: l.spots[i].order, openOrder: k == openDay}
		}
	}
	s.parser = func() lineParser {
		p := &textParser{spots: slices.Clone(l.spots), split: split, loose: s.loose, order: s.order, label: s.label, access: accessLayout()}
		for i := range p.spots {
			if s.order != orderOpen && p.spots[i].layout.kind == openDate {
				p.spots[i].order = s.order
			}
		}
		if s.years != nil {
			p.cal = s.years.calendar()
		}
		return s.ownParser(p)
	}
	return s
}

// looseShape is splitShape where lines may also tell a time of another layout in
// front of them.
func looseShape(sample [][]byte, l *learnt, names []string, split splitter) *lineShape {
	s := splitShape(l, names, split)
	s.loosen(sample, l.spots)
	return s
}

func (p *textParser) parse(line []byte, row *lineRow) {
	row.why = continuation
	for i := range p.spots {
		if p.at(&p.spots[i], line, row) {
			p.repeats(line)
			row.why = ""
			break
		}
	}
	if row.why == continuation {
		if p.stray(line, row) {
			row.why = ""
		} else if p.cal != nil && p.cal.seen != nil {
			p.cal.seen.lookAlone(line, p.cal)
		}
	}
	switch {
	case !row.full:
	case row.why != "":
		row.set(len(row.cells)-1, line)
	case p.split != nil:
		p.split(line, &p.found, row)
	case isLead(line, p.found.start):
		row.set(1, bytes.TrimLeft(line[p.found.end:], "])}>|,;: \t"))
	default:
		row.set(1, line)
	}
}

// at takes the time from a spot, if there is one.
func (p *textParser) at(s *spot, line []byte, row *lineRow) bool {
	m := &p.found
	if p.cal == nil && p.label == "" && s.layout == &layouts[0] && s.kind == atByte && s.at < len(line) {
		if end := plainISO(line[s.at:]); end > 0 {
			m.start, m.end = s.at, s.at+end
			row.set(0, line[m.start:m.end])
			return true
		}
	}
	if p.last.of == s && p.last.read(line, s.place(line), m) {
		p.again(line, row)
		return true
	}
	p.last.of = nil
	ok, shaped := s.find(line, m)
	if ok && p.cal != nil {
		if p.cal.own {
			p.cal.adopt(line, m)
		}
		ok = p.cal.complete(m.layout, &m.moment)
		p.beside(line, ok)
	}
	if ok {
		if s.layout == p.access {
			m.wordInBrackets(line)
		}
		if p.label != "" {
			m.moment.zoneFrom(line, p.label)
		} else if s.kind != anywhere && (p.cal == nil || !p.cal.own) && (s.layout != p.access || m.moment.zoned) {
			p.last.hold(s, line, m, p.cal)
		}
		row.moment(&m.moment)
	} else if shaped {
		row.why = errImpossible.Error()
	}
	return ok
}

// again takes the time found, which is that of the line before but for its clock.
func (p *textParser) again(line []byte, row *lineRow) {
	m := &p.found.moment
	if p.cal != nil {
		p.last.complete(p.cal, m)
		p.beside(line, true)
	}
	row.stamp = p.last.append(row.stamp[:0], m)
	row.cells[0] = cell{row.stamp, plain}
}

// beside has the calendar look for other dates in a line whose time it has completed.
func (p *textParser) beside(line []byte, complete bool) {
	if complete && p.cal.seen != nil && p.found.layout.kind != wholeDate {
		p.cal.seen.look(line, &p.found, p.cal.year)
	}
}

// repeats adds up what syslog has left out.
func (p *textParser) repeats(line []byte) {
	const words = "last message repeated "
	if p.cal == nil || p.cal.seen == nil {
		return
	}
	if i := bytes.Index(line, []byte(words)); i >= 0 {
		n, _ := digits(line, i+len(words))
		p.cal.seen.repeats += int64(n)
	}
}

// enough reports whether the times are enough to take a text for a log.
func (l *learnt) enough() bool {
	return l != nil && (l.lead && l.share >= 0.02 || !l.lead && (l.share >= 0.4 || l.rises || l.named))
}

// behindIntroduction are the lines from the first with a time on, if there are others
// before it that are not few: the codes of a log explained, a licence.
func behindIntroduction(sample [][]byte) [][]byte {
	for i, line := range sample {
		if len(marks(line, nil)) > 0 {
			if i > len(sample)/10 {
				return sample[i:]
			}
			break
		}
	}
	return nil
}

// guessText learns where the times stand; nil if the text has none.
func guessText(text []byte) (*dialect, *learnt) {
	sample := sampleOf(text)
	l := learn(sample)
	if !l.enough() {
		if sample = behindIntroduction(sample); len(sample) > 0 {
			l = learn(sample)
		}
		if !l.enough() {
			return nil, nil
		}
	}
	shape := textShape(l)
	shape.loosen(sample, l.spots)
	if shape.zone = headZone(sample, l.spots); shape.zone != nil {
		shape.zoneFrom = "header"
	}
	return &dialect{name: "text", why: "a time in " + percent(l.share) + " of the first lines", lines: shape}, l
}
