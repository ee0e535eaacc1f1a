package timelog

import (
	"encoding/binary"
	"math/bits"
)

const (
	layoutWords = 8                   // of stops of one line
	maxLayout   = layoutWords * group // bytes of such a line
	maxEscapes  = 16
)

// sameness is where things stood in a line of JSON. Many logs have line after line in
// which all values are as wide as in the line before; of these nothing needs to be
// searched: that the stops are at the same places, and keys, quotes and digits where
// they were, is enough for the line to be valid.
type sameness struct {
	size    int // from the brace to the line break, 0 for none
	stops   [layoutWords]uint64
	last    uint64 // which bits of the last word count
	parts   []part
	escapes []int // places of backslashes
	time    int   // which of parts is wanted
}

// part is a member: where its hint starts, and where its value starts and ends.
type part struct {
	at, from, end int
}

// learn keeps where things stand in the line b[i:next], each member of which was as its hint
// says. places are those of its values.
func (l *sameness) learn(w *walker, i, next int) {
	*l = sameness{parts: l.parts[:0], escapes: l.escapes[:0], time: -1}
	size := next - i
	if size > maxLayout || next >= len(w.b) {
		return
	}
	at := 1
	for k := range w.hints {
		h := &w.hints[k]
		p := part{at: at, from: h.from - i, end: h.end - i}
		if at = p.end; h.quoted {
			at++
		} else if p.end-p.from > 8 || w.b[h.from]-'0' > 9 {
			return
		}
		if h.col >= 0 {
			l.time = k // of a key that comes twice the last value counts
		}
		l.parts = append(l.parts, p)
	}
	if l.time < 0 || !w.hints[l.time].quoted {
		return
	}
	for k := 0; k*group < size; k++ {
		l.stops[k] = w.stops.from(i + k*group)
		l.last = ^uint64(0)
		if left := size - k*group; left < group {
			l.last = 1<<left - 1
			l.stops[k] &= l.last
		}
	}
	for n := i; n < next; n++ {
		if w.b[n] != '\\' {
			continue
		}
		if len(l.escapes) == maxEscapes || n < w.hints[l.time].end && n >= w.hints[l.time].from {
			return
		}
		l.escapes = append(l.escapes, n-i)
		n++
	}
	l.size = size
}

// again reports whether the line at b[i] is the same again, and another object follows.
func (l *sameness) again(w *walker, i int) bool {
	b, end := w.b, i+l.size
	if l.size == 0 || end+16 > len(b) {
		return false
	}
	words := (l.size - 1) / group
	for k := range words {
		if w.stops.from(i+k*group) != l.stops[k] {
			return false
		}
	}
	if w.stops.from(i+words*group)&l.last != l.stops[words] || b[end-2] != '}' || b[end-1] != '\n' || b[end] != '{' {
		return false
	}
	for k := range l.parts {
		h, p := &w.hints[k], &l.parts[k]
		text := b[i+p.at : i+p.at+16]
		if (binary.LittleEndian.Uint64(text)^h.first)&h.mask|(binary.LittleEndian.Uint64(text[8:])^h.second)&h.mask2 != 0 {
			return false
		}
		if h.size > 16 && !hasPrefix(b[i+p.at+16:], h.text[16:h.size]) {
			return false
		}
		if h.quoted {
			if b[i+p.end] != '"' {
				return false
			}
		} else if !wholeNumber(b[i+p.from:], p.end-p.from) {
			return false
		}
	}
	for _, at := range l.escapes {
		if b[i+at] != '\\' || !shortEscape(b[i+at+1]) {
			return false
		}
	}
	return true
}

// wholeNumber reports whether b starts with a whole number of n digits, at most 8.
func wholeNumber(b []byte, n int) bool {
	x := (binary.LittleEndian.Uint64(b) ^ zeros) & lowBytes(n)
	return (x|(x+notDigit))&highs == 0 && (n == 1 || x&0xFF != 0)
}

// digitsAt is how many digits follow at b[i], if at most 7 and b goes on for eight
// bytes; else 8.
func digitsAt(b []byte, i int) int {
	if i+8 > len(b) {
		return 8
	}
	x := binary.LittleEndian.Uint64(b[i:]) ^ zeros
	return bits.TrailingZeros64((x|(x+notDigit))&highs) >> 3
}
