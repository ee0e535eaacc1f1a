package timelog

import "bytes"

// A scanner cuts blocks of a file into records. It has a state (the columns
// met so far, where in an envelope it is), so each goroutine needs its own.
type scanner interface {
	// scan finds the records of b, hands each to emit, and returns how many
	// bytes it has dealt with. final says that nothing comes after b; otherwise
	// a record that b cuts short is left for the next call, which begins with it.
	scan(b []byte, final bool, emit func(*record)) int
	// columns names the cells of a record. It grows as scan meets new columns,
	// unless the scanner was made for certain columns.
	columns() []string
}

// A timeScanner is a scanner with a short way for records of which nothing but the
// time matters.
type timeScanner interface {
	scanner
	// timesTo has the times of sound records given to c rather than emitted, where
	// c knows how to read them. The scanner is one for the column of the time alone.
	timesTo(c *counter)
	// breaks is the number of line breaks in b, what the last scan has dealt with.
	// The scanner has met most of them anyway.
	breaks(b []byte) int64
}

// record is one row. It is valid during the call of emit only.
type record struct {
	cells []cell // as scanner.columns
	start int    // place in the block
	end   int
	// damage says what is wrong with the record, "" if nothing.
	damage string
	// why says why the record has no time, if its format knows better than that
	// the cell is absent.
	why string
}

// cell is one value: bytes of the block, still escaped.
type cell struct {
	raw  []byte
	kind cellKind
}

type cellKind uint8

const (
	absent   cellKind = iota // the record lacks the column, or holds JSON null
	plain                    // text as it stands
	escaped                  // text with JSON escapes
	doubled                  // CSV text with doubled quotes
	number                   // a JSON number
	composed                 // true, false or a JSON array, as written
)

// text is the value unescaped. It lies in the block, or in *buf if there was
// something to unescape; nil if the cell is absent.
func (c cell) text(buf *[]byte) []byte {
	switch c.kind {
	case absent:
		return nil
	case escaped:
		*buf = unescape((*buf)[:0], c.raw)
		return *buf
	case doubled:
		*buf = undouble((*buf)[:0], c.raw)
		return *buf
	}
	return c.raw
}

// undouble turns the doubled quotes of a CSV field into single ones.
func undouble(dst, src []byte) []byte {
	for {
		i := bytes.IndexByte(src, '"')
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(dst, src[:i+1]...)
		src = src[i+1:]
		if len(src) > 0 && src[0] == '"' {
			src = src[1:]
		}
	}
}

// lineCounter tells the line of a place in a block, cheaply for rising places.
type lineCounter struct {
	at   int
	line int64
}

func (c *lineCounter) lineOf(b []byte, at int) int64 {
	if at > c.at {
		c.line += int64(bytes.Count(b[c.at:at], []byte{'\n'}))
		c.at = at
	}
	return c.line
}
