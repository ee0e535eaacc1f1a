package timelog

import (
	"encoding/binary"
	"math/bits"
)

// branch is a node of the tree of wanted keys: {"event":{"created":…}} is
// reached by way of two branches.
type branch struct {
	name  string
	col   int // column to fill, -1 for none
	below []*branch
}

// wanted builds the tree for columns named by dotted paths. "a.b" stands both for
// the key b inside the object a and for a key spelled "a.b".
func wanted(columns []string) *branch {
	root := &branch{col: -1}
	for i, c := range columns {
		root.grow(c, i)
	}
	return root
}

func (w *branch) grow(path string, col int) {
	for i := 0; i <= len(path); i++ {
		if i == len(path) {
			w.at(path).col = col
		} else if path[i] == '.' && i > 0 {
			w.at(path[:i]).grow(path[i+1:], col)
		}
	}
}

// at is the branch of that name, made if need be.
func (w *branch) at(name string) *branch {
	for _, b := range w.below {
		if b.name == name {
			return b
		}
	}
	b := &branch{name: name, col: -1}
	w.below = append(w.below, b)
	return b
}

// find is the branch for a key as written, nil if it is not wanted.
func (w *branch) find(key []byte, esc bool) *branch {
	if esc {
		key = unescape(nil, key)
	}
	for _, b := range w.below {
		if string(key) == b.name {
			return b
		}
	}
	return nil
}

// walker checks JSON text against RFC 8259 and picks out wanted values on the
// way. Its methods take the place where something starts and return the place
// after its end, or -1 if it is not there; short then tells whether that is only
// because the text ends.
type walker struct {
	b     []byte
	cells []cell
	loose bool // control characters may stand in strings
	short bool
	stops stops  // of b: its quotes, backslashes and control characters; nil if not known
	hints []hint // for the members of top-level objects
}

const maxDepth = 1000

// top walks the object at i, with the help of hints. What they cannot vouch for is
// read as in any other object.
func (w *walker) top(i int, want *branch) int {
	b := w.b
	i++
	for k := 0; ; k++ {
		if k, i = w.alike(k, i); i < len(b) && b[i] == '}' && k > 0 {
			return i + 1
		}
		var next int
		if k < len(w.hints) {
			next = w.member(&w.hints[k], i)
		}
		if next == 0 {
			if next = w.memberAnew(k, i, want); next < 0 {
				return -1
			}
		}
		i = next
		if i < len(b) && b[i] == '}' {
			return i + 1
		}
	}
}

// memberAnew walks member k, with the comma before it, and keeps how it starts. At
// the end of the object it returns the place of its brace.
func (w *walker) memberAnew(k, i int, want *branch) int {
	b, from := w.b, i
	if i = w.blanks(i); i < len(b) && b[i] == '}' {
		return i
	}
	if k > 0 {
		if i >= len(b) {
			return w.ends()
		}
		if b[i] != ',' {
			return -1
		}
		i = w.blanks(i + 1)
	}
	i, hit := w.key(i, want)
	if i < 0 {
		return -1
	}
	if i < len(b) {
		w.learn(k, b[from:i+1], hit)
	}
	return w.value(i, hit, 0)
}

// quoted walks a string value from the byte after its opening quote.
func (w *walker) quoted(i int, hit *branch) int {
	end, esc := w.text(i)
	if end > 0 && hit != nil && hit.col >= 0 {
		kind := plain
		if esc {
			kind = escaped
		}
		w.cells[hit.col] = cell{w.b[i : end-1], kind}
	}
	return end
}

// key walks a key and its colon from its opening quote to the value.
func (w *walker) key(i int, want *branch) (value int, hit *branch) {
	b := w.b
	if i >= len(b) {
		return w.ends(), nil
	}
	if b[i] != '"' {
		return -1, nil
	}
	end, esc := w.text(i + 1)
	if end < 0 {
		return -1, nil
	}
	if want != nil {
		hit = want.find(b[i+1:end-1], esc)
	}
	if i = w.blanks(end); i >= len(b) {
		return w.ends(), nil
	}
	if b[i] != ':' {
		return -1, nil
	}
	return w.blanks(i + 1), hit
}

// object walks the object at i. A key that comes twice counts with its last value.
func (w *walker) object(i int, want *branch, depth int) int {
	b := w.b
	if depth > maxDepth {
		return -1
	}
	i = w.blanks(i + 1)
	if i < len(b) && b[i] == '}' {
		return i + 1
	}
	for {
		var hit *branch
		if i, hit = w.key(i, want); i < 0 {
			return -1
		}
		if i = w.value(i, hit, depth); i < 0 {
			return -1
		}
		if i = w.blanks(i); i >= len(b) {
			return w.ends()
		}
		if b[i] == '}' {
			return i + 1
		}
		if b[i] != ',' {
			return -1
		}
		i = w.blanks(i + 1)
	}
}

// value walks any value; hit is the branch it belongs to, or nil.
func (w *walker) value(i int, hit *branch, depth int) int {
	b := w.b
	if i >= len(b) {
		return w.ends()
	}
	start, kind := i, composed
	switch c := b[i]; {
	case c == '"':
		return w.quoted(i+1, hit)
	case c == '{':
		return w.object(i, hit, depth+1)
	case c == '[':
		i = w.array(i, depth+1)
	case c == '-' || c-'0' <= 9:
		i, kind = w.number(i), number
	case c == 't':
		i = w.literal(i, "true")
	case c == 'f':
		i = w.literal(i, "false")
	case c == 'n':
		i, kind = w.literal(i, "null"), absent
	default:
		return -1
	}
	if i > 0 && hit != nil && hit.col >= 0 {
		w.cells[hit.col] = cell{b[start:i], kind}
	}
	return i
}

func (w *walker) array(i, depth int) int {
	b := w.b
	if depth > maxDepth {
		return -1
	}
	i = w.blanks(i + 1)
	if i < len(b) && b[i] == ']' {
		return i + 1
	}
	for {
		if i = w.value(i, nil, depth); i < 0 {
			return -1
		}
		if i = w.blanks(i); i >= len(b) {
			return w.ends()
		}
		if b[i] == ']' {
			return i + 1
		}
		if b[i] != ',' {
			return -1
		}
		i = w.blanks(i + 1)
	}
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// text walks a string from the byte after its opening quote.
func (w *walker) text(i int) (end int, esc bool) {
	b := w.b
	for {
		if i = w.stop(i); i < 0 {
			return w.ends(), false
		}
		switch {
		case b[i] == '"':
			return i + 1, esc
		case b[i] == '\\':
			esc = true
			if i = w.escape(i + 1); i < 0 {
				return -1, false
			}
		case w.loose:
			i++
		default:
			return -1, false
		}
	}
}

// stop is the place of the next quote, backslash or control character, -1 if none
// comes. Without stops eight bytes are looked at together: in each of the three
// differences the lowest high bit set marks one of these (Hacker's Delight, 2nd
// edition, section 6-1), unless the byte itself has its high bit set.
func (w *walker) stop(i int) int {
	if w.stops != nil {
		return w.stops.next(i)
	}
	b := w.b
	for ; i+8 <= len(b); i += 8 {
		v := binary.LittleEndian.Uint64(b[i:])
		m := ((v ^ (ones * '"') - ones) | (v ^ (ones * '\\') - ones) | (v - ones*0x20)) &^ v & highs
		if m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for ; i < len(b); i++ {
		if b[i] == '"' || b[i] == '\\' || b[i] < 0x20 {
			return i
		}
	}
	return -1
}

// escape walks what follows a backslash.
func (w *walker) escape(i int) int {
	b := w.b
	if i >= len(b) {
		return w.ends()
	}
	switch b[i] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 1
	case 'u':
		for k := i + 1; k < i+5; k++ {
			if k >= len(b) {
				return w.ends()
			}
			if hexDigit(b[k]) < 0 {
				return -1
			}
		}
		return i + 5
	}
	return -1
}

// number walks -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?. At the very end
// of the text it may go on, so that is short.
func (w *walker) number(i int) int {
	b := w.b
	if b[i] == '-' {
		i++
	}
	if i < len(b) && b[i] == '0' {
		i++
	} else if i = w.digits(i); i < 0 {
		return -1
	}
	if i < len(b) && b[i] == '.' {
		if i = w.digits(i + 1); i < 0 {
			return -1
		}
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		return w.digits(i)
	}
	return i
}

func (w *walker) digits(i int) int {
	start := i
	for i < len(w.b) && w.b[i]-'0' <= 9 {
		i++
	}
	if i == start {
		if i >= len(w.b) {
			return w.ends()
		}
		return -1
	}
	return i
}

func (w *walker) literal(i int, word string) int {
	for k := range len(word) {
		if i+k >= len(w.b) {
			return w.ends()
		}
		if w.b[i+k] != word[k] {
			return -1
		}
	}
	return i + len(word)
}

// blanks skips JSON's white space.
func (w *walker) blanks(i int) int {
	for i < len(w.b) && (w.b[i] == ' ' || w.b[i] == '\n' || w.b[i] == '\r' || w.b[i] == '\t') {
		i++
	}
	return i
}

// ends notes that the text ended too early.
func (w *walker) ends() int {
	w.short = true
	return -1
}
