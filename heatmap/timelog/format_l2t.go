package timelog

import "bytes"

// l2tParser reads Plaso's and log2timeline's tables of 17 columns, in which a
// time is in three of them: 01/22/2012,07:52:33,UTC with the month first.
// https://plaso.readthedocs.io/en/latest/sources/user/Output-format-l2tcsv.html
type l2tParser struct{ headedParser }

var l2tHeader = []byte("date,time,timezone,MACB,source,")

func (p *l2tParser) parse(line []byte, row *lineRow) {
	if bytes.HasPrefix(line, l2tHeader) {
		row.none = true
		return
	}
	p.cut(line, len(line)+1)
	if len(p.fields) < 3 {
		row.why = "no time in the line"
		return
	}
	for k := 3; k < len(p.fields) && k-2 < len(row.cells); k++ {
		row.set(k-2, p.fields[k])
	}
	m := moment{date: p.fields[0]}
	if m.ordered(orderMDY); m.date != nil {
		row.why = errNotStamp.Error()
		return
	}
	clock, end := readClock(p.fields[1], 0)
	m.h, m.mi, m.s, m.nanos = clock.h, clock.m, clock.s, clock.nanos
	if end != len(p.fields[1]) || !m.valid() {
		row.why = errImpossible.Error()
		return
	}
	if zone := p.fields[2]; len(zone) > 0 && zoneWordAt(zone, 0, &m) != len(zone) {
		m.word = zone
	}
	row.moment(&m)
}

func guessL2T(sample [][]byte) *lineShape {
	if !bytes.HasPrefix(sample[0], l2tHeader) {
		return nil
	}
	s := &lineShape{names: []string{"time"}}
	for _, n := range bytes.Split(sample[0], []byte{','})[3:] {
		s.names = append(s.names, string(n))
	}
	s.parser = func() lineParser { return &l2tParser{headedParser{sep: ','}} }
	return s
}
