package timelog

import (
	"bytes"
	"strings"
)

// mender reads damaged objects. It relies on what the sound objects of the file
// look like: their keys, and which of them comes first.
type mender struct {
	lines  bool
	lead   string
	keys   []string // known keys and the leaves of wanted paths
	common int      // see jsonShape
	cols   []int    // column of each key, -1 for none; nil if all columns are read
	// midline says that the text starts in the middle of a line, whose beginning
	// has been dealt with.
	midline bool
}

func newMender(shape jsonShape, columns []string) mender {
	m := mender{lines: shape.lines, common: shape.common, keys: append([]string(nil), shape.keys...)}
	if len(shape.keys) > 0 {
		m.lead = shape.keys[0]
	}
	if columns == nil {
		return m
	}
	m.cols = make([]int, len(m.keys))
	for k := range m.cols {
		m.cols[k] = -1
	}
	for i, c := range columns {
		m.search(c, i)
		m.search(c[strings.LastIndexByte(c, '.')+1:], i)
	}
	return m
}

// search has a key looked for on behalf of a column.
func (m *mender) search(key string, col int) {
	for k := range m.keys {
		if m.keys[k] == key {
			if m.cols[k] < 0 {
				m.cols[k] = col
			}
			return
		}
	}
	m.keys = append(m.keys, key)
	m.cols = append(m.cols, col)
}

const damageCutOff = "object cut off at the end"

// damaged reads what stands at b[i] and is no valid object. It ends where the
// next record starts. idle says that there was nothing in it but punctuation.
func (s *jsonScanner) damaged(b []byte, i int, final bool) (end int, idle, wait bool) {
	end = s.mend.next(b, i, final)
	if end == len(b) && !final && !(s.shape.lines && b[end-1] == '\n') {
		return 0, false, true
	}
	part := b[i:end]
	if n := s.looseObject(part); n > 0 {
		s.rec.damage = "control character inside a string"
		return i + n, false, false
	}
	if !wordy(part) {
		return end, true, false
	}
	s.rec.damage = "damaged JSON"
	if b[i] != '{' {
		s.rec.damage = "text outside any object"
	} else if s.walk.short && end == len(b) {
		s.rec.damage = damageCutOff
	}
	s.recover(part)
	return end, false, false
}

// looseObject reads an object whose only fault is control characters in its
// strings, and returns its length, 0 if it has other faults.
func (s *jsonScanner) looseObject(part []byte) int {
	if part[0] != '{' {
		return 0
	}
	clear(s.rec.cells)
	w := walker{b: part, cells: s.rec.cells, loose: true}
	n := w.object(0, s.want, 0)
	if n < 0 {
		return 0
	}
	if goesOn, _ := s.goesOn(part, 0, n); goesOn {
		return 0
	}
	if s.flat != nil {
		s.flat.reset()
		s.flat.object(part[:n], true)
		s.rec.cells = s.flat.cells
	}
	return n
}

// wordy reports whether there is a letter or a digit in b.
func wordy(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 || c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return true
		}
	}
	return false
}

// next is where the record after the one at b[i] starts, len(b) if none does.
// A record starts
//   - on a new line, with a brace that is indented no deeper than the one at
//     b[i], if the line before ended in a brace or a known key follows;
//   - on a new line, with the key that usually comes first, if that key has
//     been seen since b[i];
//   - within a line, with a brace after a brace, if that key follows;
//   - on any new line, in a file of one object a line.
//
// If b ends too early to tell and is not final, it is len(b) too.
func (m *mender) next(b []byte, i int, final bool) int {
	indent := 1 << 30
	if b[i] == '{' {
		if nl := lineStart(b, i); (nl < i || i == 0 || b[i-1] == '\n') && !(nl == 0 && m.midline) {
			indent = i - nl
		}
	}
	for at, seen := i, false; ; {
		end := at + len(firstLine(b[at:]))
		q, short := m.joint(b[:end], at, i)
		if short = short && end == len(b) && !final; short || end == len(b) && q < 0 {
			return len(b)
		}
		if q > 0 {
			return q
		}
		if m.lines {
			return end + 1
		}
		seen = seen || m.lead != "" && m.places(b[at:end], m.lead) >= 0
		at = end + 1
		q = at
		for q < len(b) && (b[q] == ' ' || b[q] == '\t') {
			q++
		}
		brace := q < len(b) && b[q] == '{' && q-at <= indent
		if brace && closed(b[:end]) {
			return q
		}
		if brace {
			yes, short := m.keyed(b[q+1:], m.keys)
			if short && !final {
				return len(b)
			}
			if yes {
				return q
			}
		}
		if seen && m.leads(firstLine(b[q:])) {
			return q
		}
	}
}

// leads reports whether b begins with the lead key.
func (m *mender) leads(b []byte) bool {
	yes, _ := m.keyed(b, []string{m.lead})
	return yes
}

func firstLine(b []byte) []byte {
	if nl := bytes.IndexByte(b, '\n'); nl >= 0 {
		return b[:nl]
	}
	return b
}

// joint finds a brace after a brace, in the line that starts at b[at] and ends
// with b, followed by the lead key; -1 if there is none. short says that b ends
// too early to tell.
func (m *mender) joint(b []byte, at, i int) (brace int, short bool) {
	if m.lead == "" {
		return -1, false
	}
	for k := at; ; k++ {
		n := bytes.IndexByte(b[k:], '{')
		if n < 0 {
			return -1, false
		}
		if k += n; k > i && closed(b[i:k]) {
			if yes, short := m.keyed(b[k+1:], []string{m.lead}); yes || short {
				return k, !yes
			}
		}
	}
}

// closed reports whether b ends in a closing brace, blanks and commas aside.
func closed(b []byte) bool {
	b = bytes.TrimRight(b, " \t\r\n,")
	return len(b) > 0 && b[len(b)-1] == '}'
}

// keyed reports whether b begins with one of the keys, quoted somehow, and a
// colon; braces, commas, quotes and line breaks may stand before it, but no line
// break after a closing brace. short says that b ends too early to tell.
func (m *mender) keyed(b []byte, keys []string) (yes, short bool) {
	i := 0
	for shut := false; i < len(b); {
		n := quoteLen(b[i:])
		if n == 0 && strings.IndexByte(" \t\r\n{},", b[i]) >= 0 {
			n = 1
		}
		if n == 0 {
			break
		}
		if b[i] == '\n' && shut {
			return false, false
		}
		shut = shut || b[i] == '}'
		i += n
	}
	for _, k := range keys {
		if k == "" {
			continue
		}
		if bytes.HasPrefix(b[i:], []byte(k)) {
			rest := b[i+len(k):]
			if colonAfter(rest) > 0 {
				return true, false
			}
			short = short || len(bytes.Trim(rest, " \t\\\"")) < 3
		}
		short = short || len(b)-i < len(k) && strings.HasPrefix(k, string(b[i:]))
	}
	return false, short || len(b)-i < 3 && len(b)-i > 0 && b[i] >= 0x80
}

// colonAfter is the length of closing quotes, blanks and a colon; 0 if they are
// not there.
func colonAfter(b []byte) int {
	i := 0
	for n := quoteLen(b); n > 0; n = quoteLen(b[i:]) {
		i += n
	}
	for i < len(b) && (b[i] == ' ' || b[i] == '\t') {
		i++
	}
	if i < len(b) && b[i] == ':' {
		return i + 1
	}
	return 0
}

// quoteLen is the length of the quotation mark b begins with, 0 if none:
// straight, typographic (a translator's work) or with a backslash before it.
func quoteLen(b []byte) int {
	switch {
	case len(b) == 0:
	case b[0] == '"':
		return 1
	case b[0] == '\\' && len(b) > 1 && b[1] == '"':
		return 2
	case len(b) > 2 && b[0] == 0xE2 && b[1] == 0x80 && b[2] >= 0x9C && b[2] <= 0x9F:
		return 3
	case len(b) > 1 && b[0] == 0xC2 && (b[1] == 0xAB || b[1] == 0xBB):
		return 2
	}
	return 0
}
