package timelog

import "strconv"

// rowSet is the rows of one file, column by column.
type rowSet struct {
	cols   []rowColumn
	n      int
	places []place
	table  bool // separated values: an empty field is a missing one
}

// place is where a row starts: the line within a block, from 0.
type place struct {
	block int
	line  int64
}

type rowColumn struct {
	name    string
	values  []string
	missing []bool // as long as values once one is missing
	present bool   // a value has been seen
	text    bool   // … that is no number
}

// add keeps a row. Its cells lie in the block b, of which text is a copy that
// the values then share.
func (s *rowSet) add(names []string, cells []cell, at place, b []byte, text string) {
	for len(s.cols) < len(names) {
		s.cols = append(s.cols, rowColumn{name: names[len(s.cols)]})
		s.cols[len(s.cols)-1].pad(s.n)
	}
	for i, c := range cells {
		if c.kind != absent && !(s.table && len(c.raw) == 0) {
			s.cols[i].pad(s.n)
			s.cols[i].put(c, shared(c, b, text), s.table)
		}
	}
	s.n++
	s.places = append(s.places, at)
	for i := range s.cols {
		s.cols[i].pad(s.n)
	}
}

// put appends a value.
func (c *rowColumn) put(v cell, value string, table bool) {
	c.values = append(c.values, value)
	if c.missing != nil {
		c.missing = append(c.missing, false)
	}
	c.present = true
	if !c.text && v.kind != number {
		c.text = !table || !isNumber(value)
	}
}

// pad fills the column up to n rows with missing values.
func (c *rowColumn) pad(n int) {
	if len(c.values) >= n {
		return
	}
	if c.missing == nil {
		c.missing = make([]bool, len(c.values), n)
	}
	for len(c.values) < n {
		c.values = append(c.values, "")
		c.missing = append(c.missing, true)
	}
}

func isNumber(s string) bool {
	if len(s) == 0 || len(s) > 40 || s[0] != '-' && s[0] != '+' && s[0] != '.' && s[0]-'0' > 9 {
		return false // no "NaN", "Inf"
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// shared is the text of a cell: a part of the block's copy where that is
// possible, which spares an allocation a value.
func shared(c cell, b []byte, text string) string {
	if c.kind == escaped || c.kind == doubled {
		return string(c.text(new([]byte)))
	}
	if at := cap(b) - cap(c.raw); at >= 0 && at+len(c.raw) <= len(text) && text[at:at+len(c.raw)] == string(c.raw) {
		return text[at : at+len(c.raw)]
	}
	return string(c.raw)
}
