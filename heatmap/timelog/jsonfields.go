package timelog

import (
	"bytes"
	"slices"
)

// field is a known key found in damaged text.
type field struct {
	key  int // index in mender.keys
	from int // where the key starts, its quote included
	to   int // where its value starts
}

// recover fills the record with what can be read of a damaged object: the text
// between each known key and the next one.
func (s *jsonScanner) recover(part []byte) {
	m := &s.mend
	if s.flat != nil {
		s.flat.reset()
		s.rec.cells = s.flat.cells
	}
	clear(s.rec.cells)
	fields := m.fields(part)
	for k, f := range fields {
		end := len(part)
		if k+1 < len(fields) {
			end = max(fields[k+1].from, f.to) // the quotes between may count for both
		}
		v := salvage(part[f.to:end])
		if k+1 == len(fields) && s.rec.damage == damageCutOff && halfValue(part[f.to:end], v) {
			v = nil
		}
		s.fill(f.key, v)
	}
	if m.lead != "" && !slices.ContainsFunc(fields, func(f field) bool { return f.key == 0 }) {
		if v := firstValue(part, fields, m.common); v != nil && (part[0] == '{' || bytes.Index(part, v) < len(m.lead)+8) {
			s.fill(0, v) // of an object whose beginning is lost, only what its first member may be
		}
	}
	if s.flat != nil {
		s.rec.cells = s.flat.cells
	}
}

// fill sets the cell of a key.
func (s *jsonScanner) fill(key int, v []byte) {
	if v == nil {
		return
	}
	c := cell{v, escaped}
	if s.flat != nil {
		s.flat.set([]byte(s.mend.keys[key]), c)
	} else if col := s.mend.cols[key]; col >= 0 {
		s.rec.cells[col] = c
	}
}

// fields finds the first place of each known key, in the order of the text.
func (m *mender) fields(part []byte) []field {
	var found []field
	for k, key := range m.keys {
		at := m.places(part, key)
		if at < 0 {
			continue
		}
		from := at
		for from > 0 && part[from-1] == '"' {
			from--
		}
		found = append(found, field{k, from, at + len(key) + colonAfter(part[at+len(key):])})
	}
	slices.SortFunc(found, func(a, b field) int { return a.from - b.from })
	return found
}

// places is where a key stands in b: after a line break, a brace, a comma or the
// quote of the value before it, and before a colon. -1 if nowhere.
func (m *mender) places(b []byte, key string) int {
	for from := 0; ; {
		n := bytes.Index(b[from:], []byte(key))
		if n < 0 || key == "" {
			return -1
		}
		at := from + n
		from = at + 1
		if colonAfter(b[at+len(key):]) == 0 {
			continue
		}
		before := openingQuote(b[:at])
		quoted := len(before) < at && b[len(before)] != '\\' // \"ts\" stands in a quoted text
		solid := bytes.TrimRight(before, " \t\r\n")
		if len(solid) == 0 || len(solid) < len(bytes.TrimRight(before, " \t")) ||
			quoted && bytes.IndexByte([]byte(`{},["`), solid[len(solid)-1]) >= 0 {
			return at
		}
	}
}

// openingQuote removes a quotation mark at the end of b.
func openingQuote(b []byte) []byte {
	for n := min(3, len(b)); n > 0; n-- {
		if quoteLen(b[len(b)-n:]) == n {
			return b[:len(b)-n]
		}
	}
	return b
}

// salvage takes the value out of the text between two keys.
func salvage(text []byte) []byte {
	text = bytes.TrimSpace(text)
	if v := stampWithin(text); v != nil {
		return v
	}
	n := quoteLen(text)
	if n == 0 {
		v := bytes.TrimRight(text, " \t\r\n,{}]")
		if len(v) == 0 || string(v) == "null" {
			return nil
		}
		return v
	}
	text = text[n:]
	end := len(text)
	for end > 0 && bytes.IndexByte([]byte(" \t\r\n,{}]"), text[end-1]) >= 0 {
		end--
	}
	if v := openingQuote(text[:end]); len(v) < end {
		return v
	}
	return bytes.TrimRight(text[:end], " \t\r\n,")
}

// halfValue reports whether the last value of an object that is cut off must not
// be trusted: a number may have had more digits, a date a time of day.
func halfValue(text, v []byte) bool {
	text = bytes.TrimSpace(text)
	n := quoteLen(text)
	if n == 0 {
		return true
	}
	if len(v) >= 16 || len(openingQuote(text[n:])) < len(text[n:]) {
		return false
	}
	_, err := parseStamp(v, stampRules{order: orderDMY})
	return err == nil
}

// stampWithin is the time that a damaged value begins with, nil if it does not
// begin with one. Blanks that a translator put around colons are taken out.
func stampWithin(text []byte) []byte {
	for n := quoteLen(text); n > 0; n = quoteLen(text) {
		text = text[n:]
	}
	end := 0
	for end < len(text) && end < 48 && quoteLen(text[end:]) == 0 && text[end] != '\n' && text[end] != '{' && text[end] != '}' {
		end++
	}
	v := bytes.TrimRight(text[:end], " ,\r\t")
	if len(v) < 10 || v[0]-'0' > 9 {
		return nil
	}
	if _, err := parseISO(v); err == nil {
		return v
	}
	v = bytes.ReplaceAll(v, []byte(" "), nil)
	if _, err := parseISO(v); err == nil {
		return v
	}
	return nil
}

// firstValue is a time that stands before the first common key, under a key that
// damage has made unrecognisable or without a colon; nil if there is none.
func firstValue(part []byte, fields []field, common int) []byte {
	end := min(len(part), 200)
	for _, f := range fields {
		if f.key < common {
			end = min(end, f.from)
		}
	}
	for i := range end {
		if part[i]-'0' <= 9 && (i == 0 || part[i-1]-'0' > 9) {
			if v := stampWithin(part[i:end]); len(v) >= 16 {
				return v
			}
		}
	}
	return nil
}

// renamed fills the column of the lead key of a sound object that lacks it from
// its first member, if that is a time under a key that hardly another object has:
// translators translate keys too.
func (s *jsonScanner) renamed(part []byte) {
	m := &s.mend
	w := walker{b: part}
	first := w.blanks(1)
	value, _ := w.key(first, nil)
	if value < 0 || m.lead == "" || m.places(part, m.lead) >= 0 {
		return
	}
	for _, k := range m.keys[:m.common] {
		if m.places(part[:value], k) >= 0 {
			return
		}
	}
	if v := stampWithin(part[value:]); len(v) >= 16 {
		s.fill(0, v)
		s.rec.damage = "unknown key before the time"
	}
}
