package timelog

import (
	"bytes"
	"fmt"
	"slices"
	"time"
)

// headedParser reads logs whose lines are named by directives that begin with
// '#' and may change in the middle of the file: W3C extended logs (IIS, the
// Windows firewall, Exchange, CloudFront), and Zeek's.
//
//	https://www.w3.org/TR/WD-logfile.html
//	https://docs.zeek.org/en/master/log-formats.html
type headedParser struct {
	names  []string // of the row
	cellOf []int    // for each field of a line the cell it fills, -1 for none
	time   int      // the fields that hold the time, the date; -1 for none
	date   int
	sep    byte // 0: blanks or tabs
	zeek   bool
	unset  []byte
	day    int64 // of a #Date directive, in days since 1970; -1 unknown
	last   int64 // second of the day of the row before
	fields [][]byte
}

func (p *headedParser) parse(line []byte, row *lineRow) {
	line = bytes.TrimPrefix(line, []byte("\ufeff"))
	if line[0] == '#' {
		p.directive(line)
		row.none = true
		return
	}
	if len(p.cellOf) == 0 {
		row.why = "no time: no line has named the fields yet"
		return
	}
	most := max(p.time, p.date) + 1
	if row.full {
		most = len(line) + 1
	}
	p.cut(line, most)
	if row.full {
		for k, f := range p.fields {
			if k < len(p.cellOf) && p.cellOf[k] > 0 && !bytes.Equal(f, p.unset) {
				row.set(p.cellOf[k], f)
			}
		}
	}
	p.clock(row)
}

// carried is what the last directives said, unless the date of a line depends on all
// lines before it.
func (p *headedParser) carried() string {
	if !p.zeek && p.date < 0 && p.day >= 0 || len(p.cellOf) == 0 {
		return ""
	}
	return fmt.Sprint(p.cellOf, p.time, p.date, p.sep, string(p.unset))
}

// cut takes the line apart, up to so many fields.
func (p *headedParser) cut(line []byte, most int) {
	sep := p.sep
	if sep == 0 {
		sep = ' '
		if bytes.IndexByte(line, '\t') >= 0 {
			sep = '\t'
		}
	}
	p.fields = p.fields[:0]
	for len(p.fields) < most {
		n := bytes.IndexByte(line, sep)
		if len(line) > 0 && line[0] == '"' {
			if q := bytes.IndexByte(line[1:], '"'); q >= 0 && (q+2 == len(line) || line[q+2] == sep) {
				n = q + 2
			}
		}
		if n < 0 || n >= len(line) {
			p.fields = append(p.fields, unquoted(line))
			return
		}
		p.fields = append(p.fields, unquoted(line[:n]))
		line = line[n+1:]
	}
}

func unquoted(b []byte) []byte {
	if len(b) >= 2 && b[0] == '"' && b[len(b)-1] == '"' {
		return b[1 : len(b)-1]
	}
	return b
}

// clock puts the time together.
func (p *headedParser) clock(row *lineRow) {
	if p.time < 0 || p.time >= len(p.fields) || p.date >= len(p.fields) {
		row.why = "no time in the line"
		return
	}
	at := p.fields[p.time]
	switch {
	case p.zeek:
		whole, _, ok := decimal(at)
		if ok && whole < plausibleFrom {
			row.why = "time before 1990: counted from the start of a capture, it seems"
			return
		}
		row.set(0, at)
	case p.date >= 0:
		row.stamp = append(append(append(row.stamp[:0], p.fields[p.date]...), ' '), at...)
		row.cells[0] = cell{row.stamp, plain}
	case len(at) == 8 && at[2] == ':' && p.day >= 0:
		p.timeAlone(at, row)
	case len(at) == 8 && at[2] == ':':
		row.why = "time of day without a date"
	default:
		row.set(0, at)
	}
}

// timeAlone completes a time of day by the date of the last #Date directive;
// where the clock goes back by hours, a day has passed.
func (p *headedParser) timeAlone(at []byte, row *lineRow) {
	h, mi, s := two(at), two(at[3:]), two(at[6:])
	if h < 0 || mi < 0 || s < 0 {
		row.why = errNotStamp.Error()
		return
	}
	now := int64(h*3600 + mi*60 + s)
	if now < p.last-dayLong/2 {
		p.day++
	}
	p.last = now
	day := time.Unix(p.day*dayLong, 0).UTC()
	row.moment(&moment{y: day.Year(), mo: int(day.Month()), d: day.Day(), h: h, mi: mi, s: s})
}

// directive reads a line that begins with '#'.
func (p *headedParser) directive(line []byte) {
	name, value, _ := bytes.Cut(line[1:], []byte{':'})
	if p.zeek {
		name, value, _ = bytes.Cut(line[1:], []byte{'\t'})
	}
	switch string(name) {
	case "Date":
		if st, err := parseISO(bytes.TrimSpace(value)); err == nil {
			p.day, p.last = floorDay(st.Unix), 0
		}
	case "unset_field":
		p.unset = bytes.Clone(value)
	case "Fields", "fields":
		p.head(fieldNames(value, p.zeek))
	}
}

func floorDay(unix int64) int64 {
	if unix < 0 {
		return (unix - dayLong + 1) / dayLong
	}
	return unix / dayLong
}

// head takes the names of the fields of the lines to come.
func (p *headedParser) head(names []string) {
	p.cellOf, p.time, p.date = p.cellOf[:0], -1, -1
	for i, n := range names {
		cellOf := -1
		for k, known := range p.names {
			if k > 0 && known == n {
				cellOf = k
			}
		}
		p.cellOf = append(p.cellOf, cellOf)
		switch n {
		case "date":
			p.date = i
		case "time", "ts":
			p.time = i
		}
		if isDateTime(n) && p.time < 0 {
			p.time = i
		}
	}
	if p.time < 0 {
		p.date = -1
	}
}

// isDateTime knows the names of fields that hold date and time in one.
func isDateTime(name string) bool {
	return name == "date-time" || name == "DateTime" || name == "datetime"
}

// fieldNames are those of a #Fields directive.
func fieldNames(value []byte, zeek bool) []string {
	cut := func(r rune) bool { return r == ' ' || r == '\t' }
	if zeek {
		cut = func(r rune) bool { return r == '\t' }
	} else if bytes.IndexByte(value, '\t') >= 0 { // ISA Server's names are of several words
		cut = func(r rune) bool { return r == '\t' }
		value = bytes.TrimSpace(value)
	} else if bytes.IndexByte(value, ',') >= 0 {
		cut = func(r rune) bool { return r == ',' || r == ' ' }
	}
	var names []string
	for _, f := range bytes.FieldsFunc(value, cut) {
		names = append(names, string(f))
	}
	return names
}

// guessHeaded knows logs that name their fields.
func guessHeaded(sample [][]byte) *lineShape { return headedShape(sample, false) }

// guessZeek knows Zeek's logs of separated values.
func guessZeek(sample [][]byte) *lineShape { return headedShape(sample, true) }

func headedShape(sample [][]byte, zeek bool) *lineShape {
	key := []byte("#Fields:")
	if zeek {
		key = []byte("#fields\t")
	}
	first := headedParser{zeek: zeek, time: -1, date: -1, day: -1, unset: []byte{'-'}}
	s := &lineShape{ordered: true, names: []string{"time"}, zone: time.UTC, zoneFrom: "stated"}
	if zeek {
		s.names[0], s.zone, s.zoneFrom = "ts", nil, ""
	}
	for _, line := range sample {
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
		if value, ok := bytes.CutPrefix(line, key); ok {
			if !zeek && bytes.IndexByte(value, ',') >= 0 {
				first.sep = ','
			} else if zeek {
				first.sep = '\t'
			}
			fields := fieldNames(value, zeek)
			s.names = union(s.names, fields)
			if !zeek && slices.ContainsFunc(fields, isDateTime) {
				s.zone, s.zoneFrom = nil, "" // such fields carry their zone themselves
			}
		}
		if bytes.HasPrefix(line, []byte("#Time Format: Local")) {
			s.zone, s.zoneFrom = nil, ""
			s.note = "the header says that the times are local, but not of which zone"
		}
	}
	if len(s.names) == 1 {
		return nil
	}
	first.names = s.names
	s.parser = func() lineParser {
		p := first
		return &p
	}
	return s
}

// union appends the names that are new. The parts of the time have become one.
func union(names, more []string) []string {
	for _, n := range more {
		known := n == "date" || n == "time" || isDateTime(n)
		for _, k := range names {
			known = known || k == n
		}
		if !known {
			names = append(names, n)
		}
	}
	return names
}
