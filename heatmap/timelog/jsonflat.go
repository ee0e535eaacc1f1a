package timelog

// maxColumns bounds the columns of a table: an object used as a dictionary
// ({"10.0.0.1":…}) would otherwise make a column of every key. What lies beyond
// is left out of the table, not out of the count.
const maxColumns = 4096

// flattener spreads objects over columns named by dotted paths, in the order
// in which the paths are first met. Arrays stay as written.
type flattener struct {
	names []string
	index map[string]int
	guess int // the column that followed last time: objects mostly repeat their order
	path  []byte
	key   []byte
	walk  walker
	cells []cell
}

func newFlattener() *flattener {
	return &flattener{index: map[string]int{}}
}

// column is the place of a path, -1 if there are too many.
func (f *flattener) column(path []byte) int {
	if f.guess < len(f.names) && f.names[f.guess] == string(path) {
		f.guess++
		return f.guess - 1
	}
	i, ok := f.index[string(path)]
	if !ok {
		if len(f.names) >= maxColumns {
			return -1
		}
		i = len(f.names)
		f.index[string(path)] = i
		f.names = append(f.names, string(path))
	}
	f.guess = i + 1
	return i
}

// set fills a cell, widening the row if the column is new.
func (f *flattener) set(path []byte, c cell) {
	i := f.column(path)
	if i < 0 {
		return
	}
	for len(f.cells) <= i {
		f.cells = append(f.cells, cell{})
	}
	f.cells[i] = c
}

// reset prepares for the next row.
func (f *flattener) reset() {
	clear(f.cells)
	f.guess, f.path = 0, f.path[:0]
}

// object spreads a valid object, which starts at b[0]. loose is as in walker.
func (f *flattener) object(b []byte, loose bool) {
	f.walk = walker{b: b, loose: loose}
	f.members(0)
}

// members spreads the object at i and returns the place after it.
func (f *flattener) members(i int) int {
	w := &f.walk
	i = w.blanks(i + 1)
	depth := len(f.path)
	for w.b[i] == '"' {
		end, esc := w.text(i + 1)
		key := w.b[i+1 : end-1]
		if esc {
			f.key = unescape(f.key[:0], key)
			key = f.key
		}
		if depth > 0 {
			f.path = append(f.path, '.')
		}
		f.path = append(f.path, key...)
		i = f.member(w.blanks(w.blanks(end) + 1))
		f.path = f.path[:depth]
		if i = w.blanks(i); w.b[i] == ',' {
			i = w.blanks(i + 1)
		}
	}
	return i + 1
}

// member takes the value at i under the current path.
func (f *flattener) member(i int) int {
	w := &f.walk
	if w.b[i] == '{' {
		return f.members(i)
	}
	kind, from := composed, i
	if w.b[i] == '"' {
		end, esc := w.text(i + 1)
		kind = plain
		if esc {
			kind = escaped
		}
		f.set(f.path, cell{w.b[i+1 : end-1], kind})
		return end
	}
	end := w.value(i, nil, 0)
	switch c := w.b[from]; {
	case c == '-' || c-'0' <= 9:
		kind = number
	case c == 'n':
		kind = absent
	}
	f.set(f.path, cell{w.b[from:end], kind})
	return end
}
