package timelog

import (
	"bytes"
	"time"
)

// lineShape is what is known of a format of text lines in one file.
type lineShape struct {
	names   []string // of the columns, that of the time first
	ordered bool     // what a line means depends on the lines before it
	steady  bool     // … but only in its year, and that is the same in the whole file
	parser  func() lineParser
	// starts, if set, tells the line that begins a row of several lines.
	starts func(line []byte) bool
	single bool // the whole file is one row
	// element, if set, is the name of the elements of XML that are the rows.
	element string
	loose   bool // lines may have a time in front, of whatever layout, instead of where the others have it
	// years is what completes stamps without a year; nil if they have one.
	years *yearless
	// zone is the zone of the stamps that carry none, if the format or the
	// file's header states it; zoneFrom is then "stated" or "header".
	zone     *time.Location
	zoneFrom string
	label    string    // the key behind which lines have the zone of their time, "" for none
	order    dateOrder // Options.DateOrder, which goes before what the lines suggest
	own      []spot    // where lines have a time of their own behind that of their collector; nil if they have none
	where    []string  // where the times stand, in words
	note     string    // a doubt or a decision to be shown, "" for none
}

// lineParser reads lines. It may keep a state, so each scanner has its own.
type lineParser interface {
	parse(line []byte, row *lineRow)
}

// lineRow is one line taken apart.
type lineRow struct {
	cells []cell // as lineShape.names
	none  bool   // a header or a directive, no row
	why   string // why there is no time, if there is none
	full  bool   // more than the time is wanted
	stamp []byte // room for a stamp put together; used again for the next row
}

// set fills a cell with a part of the line.
func (r *lineRow) set(i int, text []byte) {
	if len(text) > 0 {
		r.cells[i] = cell{text, plain}
	}
}

// moment fills the cell of the time with a stamp put together.
func (r *lineRow) moment(m *moment) {
	r.stamp = m.append(r.stamp[:0])
	r.cells[0] = cell{r.stamp, plain}
}

// continuation is the reason of lines that go on where the one before ended.
const continuation = "no time in the line (continuation)"

// lineScanner cuts blocks into lines, and lines into cells. Blank lines are no
// rows; every other line is, unless its parser says that it is a header.
type lineScanner struct {
	shape  *lineShape
	parser lineParser
	names  []string
	picks  []int // for each of names the cell of the row, -1 for none
	row    lineRow
	rec    record
}

func newLineScanner(shape *lineShape, columns []string) *lineScanner {
	s := &lineScanner{shape: shape, parser: shape.parser(), names: columns}
	s.row.cells = make([]cell, len(shape.names))
	if columns == nil {
		s.names, s.row.full = shape.names, true
	}
	for _, name := range s.names {
		pick := -1
		for k, n := range shape.names {
			if n == name {
				pick = k
			}
		}
		s.row.full = s.row.full || pick > 0
		s.picks = append(s.picks, pick)
	}
	s.rec.cells = make([]cell, len(s.names))
	return s
}

func (s *lineScanner) columns() []string { return s.names }

func (s *lineScanner) scan(b []byte, final bool, emit func(*record)) int {
	if s.shape.element != "" {
		return s.scanElements(b, final, emit)
	}
	if s.shape.starts != nil {
		return s.scanRows(b, final, emit)
	}
	for i := 0; i < len(b); {
		end, next := lineAt(b, i)
		if next == len(b) && !final && b[next-1] != '\n' {
			return i
		}
		s.line(b, i, end, emit)
		i = next
	}
	return len(b)
}

// scanRows is scan for rows of several lines. Lines that stand before the first
// row are rows by themselves.
func (s *lineScanner) scanRows(b []byte, final bool, emit func(*record)) int {
	start, inside := 0, s.shape.single
	for i := 0; i < len(b); {
		end, next := lineAt(b, i)
		if next == len(b) && !final && b[next-1] != '\n' {
			break
		}
		begins := s.shape.starts(b[i:end])
		if begins && inside {
			s.line(b, start, i, emit)
		}
		if begins {
			start, inside = i, true
		} else if !inside {
			s.line(b, i, end, emit)
			start = next
		}
		i = next
	}
	if !final {
		return start
	}
	if inside {
		s.line(b, start, len(b), emit)
	}
	return len(b)
}

// line reads b[i:end] as a row.
func (s *lineScanner) line(b []byte, i, end int, emit func(*record)) {
	for end > i && (b[end-1] == '\n' || b[end-1] == '\r') {
		end--
	}
	if isBlank(b[i:end]) {
		return
	}
	s.row.none, s.row.why = false, ""
	clear(s.row.cells)
	s.parser.parse(b[i:end], &s.row)
	if s.row.none {
		return
	}
	for k, p := range s.picks {
		s.rec.cells[k] = cell{}
		if p >= 0 {
			s.rec.cells[k] = s.row.cells[p]
		}
	}
	s.rec.start, s.rec.end, s.rec.why = i, end, s.row.why
	emit(&s.rec)
}

func isBlank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// lineAt is where the line at b[i] ends, without its line break, and where the
// next one starts.
func lineAt(b []byte, i int) (end, next int) {
	n := bytes.IndexByte(b[i:], '\n')
	if n < 0 {
		return trimCR(b, i, len(b)), len(b)
	}
	return trimCR(b, i, i+n), i + n + 1
}

// rowAfter is where the first row of several lines begins behind a line break in
// b[i:], -1 if none does of which the first line is whole.
func (s *lineShape) rowAfter(b []byte, i int) int {
	for {
		n := bytes.IndexByte(b[i:], '\n')
		if n < 0 {
			return -1
		}
		i += n + 1
		if n = bytes.IndexByte(b[i:], '\n'); n >= 0 && s.starts(b[i:trimCR(b, i, i+n)]) {
			return i
		}
	}
}

// cut is where the last line, or the last row that surely is whole, ends.
func (s *lineShape) cut(b []byte) int {
	if s.ordered || s.starts != nil || s.element != "" {
		return 0
	}
	return bytes.LastIndexByte(b, '\n') + 1
}
