package timelog

import (
	"bytes"
	"slices"
)

// textParser reads lines of any kind that have a time where the file's lines
// have theirs.
type textParser struct {
	spots []spot
	cal   *calendar // nil if the stamps have years
}

// textShape is the shape of any text whose lines have times.
func textShape(l *learnt) *lineShape {
	s := &lineShape{names: []string{"time", "line"}, note: l.note}
	for i := range l.spots {
		if k := l.spots[i].layout.kind; k == yearlessDay || k == openDay {
			s.ordered = true
			s.years = &yearless{order: l.spots[i].order, openOrder: k == openDay}
		}
	}
	s.parser = func() lineParser {
		p := &textParser{spots: slices.Clone(l.spots)}
		for i := range p.spots {
			if s.order != orderOpen && p.spots[i].layout.kind == openDate {
				p.spots[i].order = s.order
			}
		}
		if s.years != nil {
			p.cal = s.years.calendar()
		}
		return p
	}
	return s
}

func (p *textParser) parse(line []byte, row *lineRow) {
	var m mark
	row.why = continuation
	for i := range p.spots {
		ok, shaped := p.spots[i].find(line, &m)
		if ok && p.cal != nil {
			ok = p.cal.complete(m.layout, &m.moment)
		}
		if ok {
			row.why = ""
			row.moment(&m.moment)
			break
		}
		if shaped {
			row.why = errImpossible.Error()
		}
	}
	if !row.full {
		return
	}
	if row.why == "" && isLead(line, m.start) {
		line = bytes.TrimLeft(line[m.end:], "])}>|,;: \t")
	}
	row.set(1, line)
}

// guessText learns where the times stand; nil if the text has none.
func guessText(text []byte) (*dialect, *learnt) {
	lines := sampleOf(text)
	l := learn(lines)
	if l == nil || l.lead && l.share < 0.02 || !l.lead && l.share < 0.4 {
		return nil, nil
	}
	return &dialect{name: "text", why: "a time in " + percent(l.share) + " of the first lines", lines: textShape(l)}, l
}
