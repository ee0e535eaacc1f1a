package timelog

import (
	"bytes"
	"math/bits"
)

// csvShape is what is known of a table of separated values.
type csvShape struct {
	comma byte
	names []string // from the header, or column_1, column_2, …
}

// csvScanner reads separated values as RFC 4180 has them, and more leniently: a
// quote inside an unquoted field is text, records may have fewer or more fields
// than the header, a quote that is never closed ends with its line.
type csvScanner struct {
	shape  csvShape
	names  []string
	cellOf []int // for each field of a record the cell to fill, -1 for none
	last   int   // the last field wanted
	stops  fieldStops
	alone  *counter // takes the only column wanted, if nothing else of a record counts
	lines  int64    // line breaks in what the last scan has dealt with
	quoted bool     // there were quotes in what has been scanned
	rec    record
}

// newCSVScanner reads the named columns, all if columns is nil. The blocks it is
// given have no header.
func newCSVScanner(shape csvShape, columns []string) *csvScanner {
	s := &csvScanner{shape: shape, names: columns}
	if columns == nil {
		s.names = shape.names
	}
	s.rec.cells = make([]cell, len(s.names))
	s.last = -1
	places := make(map[string]int, len(s.names))
	for i, name := range s.names {
		places[name] = i
	}
	for k, name := range shape.names {
		s.cellOf = append(s.cellOf, -1)
		if i, wanted := places[name]; wanted {
			s.cellOf[k], s.last = i, k
		}
	}
	return s
}

func (s *csvScanner) columns() []string { return s.names }

func (s *csvScanner) timesTo(c *counter) {
	if s.last >= 0 && s.last < group {
		s.alone = c
	}
}

func (s *csvScanner) breaks([]byte) int64 { return s.lines }

func (s *csvScanner) scan(b []byte, final bool, emit func(*record)) int {
	s.stops.find(b, s.shape.comma)
	s.lines = 0
	for i := 0; i < len(b); {
		if s.alone != nil {
			if i = s.times(b, i); i == len(b) {
				break
			}
		}
		end := s.stops.end(i, len(b))
		next := min(end+1, len(b))
		switch {
		case end < len(b) && b[end] == '"':
			s.quoted = true
			if s.alone != nil {
				if after := s.quotedTime(b, i); after > 0 {
					s.lines++
					i = after
					continue
				}
			}
			if end, next = s.quotedRecord(b, i, final); next < 0 {
				return i
			}
			s.lines += countLines(b[i:next])
		case end == len(b) && !final: // the line, or what follows its \r, is still to come
			return i
		default:
			s.lines += int64(next - end)
			if end = trimCR(b, i, end); end == i { // an empty line is no record
				i = next
				continue
			}
			s.plainLine(b, i, end)
		}
		s.rec.start, s.rec.end = i, end
		emit(&s.rec)
		i = next
	}
	return len(b)
}

// times takes lines from b[i] on as long as they have no quotes and a plain time in
// the only column wanted, not far from their start. It returns the place of the first
// for which that does not hold.
func (s *csvScanner) times(b []byte, i int) int {
	ends, commas := s.stops.ends, s.stops.commas
	taken := int64(0)
	var usual, mask uint64 // the separators up to the one behind the time, in the line before
	var at, width int      // … and where the time stood in it
	for i < len(b) {
		end, near := i, ends.from(i)
		for near == 0 && end+group < len(b) {
			end += group
			near = ends.from(end)
		}
		end += bits.TrailingZeros64(near)
		if near == 0 || b[end] != '\n' {
			break
		}
		word := commas.from(i)
		from, to := i+at, i+at+width
		if word&mask != usual || to >= end || mask == 0 {
			if from, to = s.lastField(word, i, end); to < end {
				at, width = from-i, to-from
				mask = 2<<(uint(to-i)%group) - 1
				usual = word & mask
			} else if to = trimCR(b, i, end); from > to {
				break
			}
		}
		if !s.alone.quick(b[from:to]) {
			break
		}
		i = end + 1
		taken++
	}
	s.lines += taken
	return i
}

// lastField is where the last field wanted stands in the line b[i:end], of which word
// has the separators among the first 64 bytes. If it is not there, from is behind end.
func (s *csvScanner) lastField(word uint64, i, end int) (from, to int) {
	from = i
	for range s.last {
		from = i + bits.TrailingZeros64(word) + 1
		word &= word - 1
	}
	if word != 0 {
		to = i + bits.TrailingZeros64(word)
	} else if to = end; end-i >= group { // its end is farther away
		return end + 1, end
	}
	return from, min(to, end)
}

// plainLine fills the cells from the line b[i:end], which has no quotes, going from
// separator to separator.
func (s *csvScanner) plainLine(b []byte, i, end int) {
	for k := range s.rec.cells {
		s.rec.cells[k].kind = absent
	}
	s.rec.damage = ""
	field, from := 0, i
	for at := i; field <= s.last; at += group {
		for word := s.stops.commas.from(at); word != 0; word &= word - 1 {
			stop := at + bits.TrailingZeros64(word)
			if stop >= end {
				s.fill(field, b[from:end])
				return
			}
			s.fill(field, b[from:stop])
			if field, from = field+1, stop+1; field > s.last {
				return
			}
		}
		if at+group >= end {
			s.fill(field, b[from:end])
			return
		}
	}
}

// fill fills the cell of a field, if it is wanted.
func (s *csvScanner) fill(field int, text []byte) {
	if c := s.cellOf[field]; c >= 0 {
		s.rec.cells[c] = cell{text, plain}
	}
}

// line is where the line at b[i] ends, without its line break, and where the
// next one starts.
func (s *csvScanner) line(b []byte, i int) (end, next int) {
	n := bytes.IndexByte(b[i:], '\n')
	if n < 0 {
		return trimCR(b, i, len(b)), len(b)
	}
	return trimCR(b, i, i+n), i + n + 1
}

func trimCR(b []byte, i, end int) int {
	if end > i && b[end-1] == '\r' {
		end--
	}
	return end
}

// quotedRecord fills the cells from the record at b[i], which has quotes. next
// is -1 if its end is not in b.
func (s *csvScanner) quotedRecord(b []byte, i int, final bool) (end, next int) {
	clear(s.rec.cells)
	s.rec.damage = ""
	start := i
	for k := 0; ; k++ {
		value, kind, at := s.field(b, i)
		if at < 0 && !final {
			return 0, -1
		}
		if at < 0 { // the quote is never closed: the field ends with its line
			s.rec.damage = "quote that is never closed"
			eol, _ := s.line(b, i)
			value, kind, at = b[i+1:eol], doubled, eol
		}
		if k < len(s.cellOf) && s.cellOf[k] >= 0 {
			s.rec.cells[s.cellOf[k]] = cell{value, kind}
		}
		if at < len(b) && b[at] == s.shape.comma {
			i = at + 1
			continue
		}
		end = at
		if at < len(b) && b[at] == '\r' {
			at++
		}
		if at >= len(b) && !final {
			return 0, -1
		}
		if eol, _ := s.line(b, start); end > eol && k+1 != len(s.shape.names) {
			return s.brokenLine(b, start) // a stray quote has run into the lines below
		}
		return end, min(at+1, len(b))
	}
}

// brokenLine reads one line by itself, whatever its quotes say.
func (s *csvScanner) brokenLine(b []byte, i int) (end, next int) {
	end, next = s.line(b, i)
	s.quotedRecord(b[:end], i, true)
	s.rec.damage = "quote that is never closed"
	return end, next
}

// field reads the field at b[i] and returns where it ends: at a separator, a
// line break or the end; -1 if a quote is not closed. Text after a closing quote
// belongs to the field, quotes and all.
func (s *csvScanner) field(b []byte, i int) (value []byte, kind cellKind, end int) {
	if i >= len(b) || b[i] != '"' {
		end = s.fieldEnd(b, i)
		return b[i:end], plain, end
	}
	kind = plain
	for k := i + 1; ; {
		if k = s.stops.quote(b, k); k < 0 {
			return nil, kind, -1
		}
		k++
		if k < len(b) && b[k] == '"' {
			kind = doubled
			k++
			continue
		}
		end = s.fieldEnd(b, k)
		if end > k {
			return b[i:end], plain, end
		}
		return b[i+1 : k-1], kind, end
	}
}

// fieldEnd is the next separator or line break from b[i] on.
func (s *csvScanner) fieldEnd(b []byte, i int) int {
	end := s.stops.fieldEnd(b, i)
	if end > i && b[end-1] == '\r' && (end == len(b) || b[end] == '\n') {
		end--
	}
	return end
}

// cutCSV is the longest prefix of b, which starts with a record, that ends with
// one: at a line break before which the quotes are even in number. 0 if there is
// none.
func cutCSV(b []byte) int {
	after := 0 // quotes behind the line break looked at
	total := bytes.Count(b, []byte{'"'})
	for end := len(b); ; {
		nl := bytes.LastIndexByte(b[:end], '\n')
		if nl < 0 {
			return 0
		}
		after += bytes.Count(b[nl:end], []byte{'"'})
		if (total-after)%2 == 0 {
			return nl + 1
		}
		end = nl
	}
}
