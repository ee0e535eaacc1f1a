package timelog

import (
	"encoding/binary"
	"math/bits"
)

const (
	maxHints = 64 // members of an object with a hint
	maxHint  = 64 // bytes of one
)

// hint is what stood between two values of the object before: comma, blanks, key
// and colon, and the quote that opens the value if that was a string. Objects of
// one log are mostly alike, so it mostly stands there again, and its bytes need not
// be looked at one by one.
type hint struct {
	first, second uint64 // the first 16 bytes, zero beyond size
	mask, mask2   uint64 // which of them count
	size          int
	quoted        bool // the last byte opens a string
	hit           *branch
	col           int // of hit, -1 for none
	width         int // of the last string without escapes that was its value
	steady        int // how many before had the same
	from, end     int // of the value in the line read last
	text          [maxHint]byte
}

// learn keeps how member k starts: text, of which the last byte is the first of
// its value.
func (w *walker) learn(k int, text []byte, hit *branch) {
	quoted := len(text) > 0 && text[len(text)-1] == '"'
	if !quoted {
		text = text[:max(0, len(text)-1)]
	}
	if k > len(w.hints) || k >= maxHints || len(text) > maxHint {
		return
	}
	if k == len(w.hints) {
		w.hints = append(w.hints, hint{})
	}
	h := &w.hints[k]
	*h = hint{quoted: quoted, hit: hit, col: -1}
	if hit != nil {
		h.col = hit.col
	}
	h.size = copy(h.text[:], text)
	h.first, h.second = binary.LittleEndian.Uint64(h.text[:]), binary.LittleEndian.Uint64(h.text[8:])
	h.mask, h.mask2 = lowBytes(h.size), lowBytes(h.size-8)
}

// breaks is the number of line breaks in the hints.
func (w *walker) breaks() int64 {
	n := int64(0)
	for k := range w.hints {
		h := &w.hints[k]
		n += countLines(h.text[:h.size])
	}
	return n
}

// lowBytes has all bits of the lowest n bytes set.
func lowBytes(n int) uint64 {
	return 1<<(8*max(n, 0)) - 1
}

// alike walks members from the k-th on as long as each starts as its hint says and
// is a string or a whole number and nothing is odd about it, which is most of all
// logs. It returns the first member, and its place, for which that does not hold.
func (w *walker) alike(k, i int) (member, at int) {
	b, hints := w.b, w.hints
	for ; k < len(hints); k++ {
		h := &hints[k]
		if i+16 > len(b) {
			break
		}
		p := b[i : i+16]
		if (binary.LittleEndian.Uint64(p)^h.first)&h.mask|(binary.LittleEndian.Uint64(p[8:])^h.second)&h.mask2 != 0 {
			break
		}
		if h.size > 16 && !hasPrefix(b[i+16:], h.text[16:h.size]) {
			break
		}
		from := i + h.size
		end, kind := from, plain
		switch {
		case h.steady >= steadily && from+h.width < len(b) && b[from+h.width] == '"' &&
			w.stops.from(from)<<(uint(group-1-h.width)%group) == 1<<(group-1):
			// What comes behind a value of the usual width need not wait for its end to be found.
			end = from + h.width
			i = end + 1
		case h.quoted:
			if end, kind = w.widthAnew(h, from); end < 0 {
				return k, i
			}
			i = end + 1
		default:
			if n := digitsAt(b, from); n < 8 {
				end += n
			} else {
				for end < len(b) && b[end]-'0' <= 9 {
					end++
				}
			}
			if end == from || end == len(b) || b[end] != ',' && b[end] != '}' || b[from] == '0' && end > from+1 {
				return k, i
			}
			i, kind = end, number
		}
		if h.from, h.end = from, end; h.col >= 0 {
			w.cells[h.col] = cell{b[from:end], kind}
		}
	}
	return k, i
}

// steadily is how often the width of a value must have come again to be expected.
const steadily = 4

// widthAnew is quickText for the value of a member, whose width it keeps.
func (w *walker) widthAnew(h *hint, i int) (end int, kind cellKind) {
	switch end, kind = w.quickText(i); {
	case end < 0 || kind != plain || end-i >= group:
		h.steady = 0
	case end-i != h.width:
		h.width, h.steady = end-i, 0
	default:
		h.steady++
	}
	return end, kind
}

// quickText is the place of the quote that ends the string from b[i] on, -1 if it is
// not plain that there is one and that all before it is valid.
func (w *walker) quickText(i int) (end int, kind cellKind) {
	b := w.b
	kind = plain
	for i < len(b) {
		near, past := w.stops.from(i), group
		for near != 0 {
			n := bits.TrailingZeros64(near)
			switch at := i + n; {
			case b[at] == '"':
				return at, kind
			case b[at] == '\\' && at+1 < len(b) && shortEscape(b[at+1]):
				kind = escaped
				near &^= 3 << n
				past = max(past, n+2)
			default:
				return -1, kind
			}
		}
		i += past
	}
	return -1, kind
}

// member walks a member that starts as its hint says. It returns 0 if it does not,
// or if it is not plain that its value is valid: then the long way tells.
func (w *walker) member(h *hint, i int) int {
	b := w.b
	if i+16 > len(b) {
		return 0
	}
	p := b[i : i+16]
	if (binary.LittleEndian.Uint64(p)^h.first)&h.mask|(binary.LittleEndian.Uint64(p[8:])^h.second)&h.mask2 != 0 {
		return 0
	}
	if h.size > 16 && !hasPrefix(b[i+16:], h.text[16:h.size]) {
		return 0
	}
	i += h.size
	if !h.quoted {
		return w.unquoted(h, i)
	}
	start, kind := i, plain
	for {
		k := i / group
		if k >= len(w.stops) {
			return 0
		}
		word := w.stops[k] >> (i % group)
		for word == 0 {
			if k++; k == len(w.stops) {
				return 0
			}
			i, word = k*group, w.stops[k]
		}
		i += bits.TrailingZeros64(word)
		switch b[i] {
		case '"':
			if h.col >= 0 {
				w.cells[h.col] = cell{b[start:i], kind}
			}
			return i + 1
		case '\\':
			if i+1 >= len(b) || !shortEscape(b[i+1]) {
				return 0
			}
			kind = escaped
			i += 2
		default:
			return 0
		}
	}
}

// unquoted walks a value that is no string.
func (w *walker) unquoted(h *hint, i int) int {
	b, start := w.b, i
	for i < len(b) && b[i]-'0' <= 9 {
		i++
	}
	if i > start && i < len(b) && (b[i] == ',' || b[i] == '}') && (b[start] != '0' || i == start+1) {
		if h.col >= 0 {
			w.cells[h.col] = cell{b[start:i], number}
		}
		return i
	}
	if start < len(b) && b[start] > ' ' && b[start] != '"' {
		if end := w.value(start, h.hit, 0); end > 0 {
			return end
		}
	}
	return 0
}

// shortEscape reports whether c after a backslash stands for one character.
func shortEscape(c byte) bool {
	const low = 1<<'"' | 1<<'/'
	const high = 1<<('\\'-64) | 1<<('b'-64) | 1<<('f'-64) | 1<<('n'-64) | 1<<('r'-64) | 1<<('t'-64)
	return c < 64 && low>>c&1 == 1 || c >= 64 && c < 128 && high>>(c-64)&1 == 1
}

func hasPrefix(b, prefix []byte) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == string(prefix)
}
