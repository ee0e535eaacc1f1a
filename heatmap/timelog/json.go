package timelog

import (
	"bytes"
	"slices"
)

// jsonShape is what is known of a JSON file before its records are read.
type jsonShape struct {
	lines    bool     // one object a line
	array    bool     // objects are elements of an array
	envelope []string // keys that lead to that array, with eachElement for arrays around it; nil at top level
	others   []string // further arrays of objects in that object, which are not read
	note     string   // a doubt about that, "" for none
	keys     []string // keys of its objects, the usual first one first
	common   int      // how many of these, from the first, at least every fifth object has
}

// jsonScanner reads objects: one after another however they are laid out, one
// a line, or as the elements of an array.
type jsonScanner struct {
	shape  jsonShape
	names  []string
	want   *branch    // nil: all columns
	flat   *flattener // nil: wanted columns
	walk   walker
	same   sameness // of the lines read last
	rec    record
	mend   mender
	inside bool     // in an envelope: among the elements of its array
	alone  *counter // takes the only column wanted, if nothing else of a record counts
	lines  int64    // line breaks of the block before upTo
	upTo   int
}

func newJSONScanner(shape jsonShape, columns []string) *jsonScanner {
	s := &jsonScanner{shape: shape, names: columns}
	if columns == nil {
		s.flat = newFlattener()
	} else {
		s.want = wanted(columns)
		s.rec.cells = make([]cell, len(columns))
	}
	s.mend = newMender(shape, columns)
	return s
}

func (s *jsonScanner) columns() []string {
	if s.flat != nil {
		return s.flat.names
	}
	return s.names
}

func (s *jsonScanner) timesTo(c *counter) {
	if !s.shape.array && s.flat == nil {
		s.alone = c
	}
}

func (s *jsonScanner) breaks(b []byte) int64 { return s.lines + countLines(b[s.upTo:]) }

func (s *jsonScanner) scan(b []byte, final bool, emit func(*record)) int {
	s.walk.stops = s.walk.stops.find(b, '"', '\\')
	s.lines, s.upTo = 0, 0
	used := s.records(b, final, emit)
	if used > 0 {
		s.mend.midline = !final && b[used-1] != '\n'
	}
	return used
}

func (s *jsonScanner) records(b []byte, final bool, emit func(*record)) int {
	i := 0
	for {
		if i+1 < len(b) && b[i] == '\n' && b[i+1] == '{' { // as nearly always
			i++
			if s.alone != nil {
				i = s.alike(b, i)
			}
		} else {
			i = s.between(b, i)
		}
		if i >= len(b) {
			if final || len(b) > 1<<16 {
				return len(b)
			}
			return lineStart(b, len(b)) // the indentation of what is to come
		}
		if b[i] == ']' { // the array of an envelope has ended
			end, ok := s.leave(b, i+1)
			if !ok && !final {
				return i
			}
			i = end
			continue
		}
		if len(s.shape.envelope) > 0 && !s.inside && b[i] == '{' {
			at, short := s.enter(b, i)
			if short && !final {
				return i
			}
			if at > 0 {
				i, s.inside = at, true
				continue
			}
		}
		end, wait := s.sound(b, i, final)
		if wait {
			return lineStart(b, i)
		}
		if end < 0 {
			var idle bool
			if end, idle, wait = s.damaged(b, i, final); wait {
				return lineStart(b, i)
			}
			if idle {
				i = end
				continue
			}
		}
		s.rec.start, s.rec.end = i, end
		emit(&s.rec)
		i = end
	}
}

// alike takes objects from b[i] on, each of which begins a line, as long as they have
// the members of the one before and their times are plain. It returns the place of the
// first for which that does not hold.
func (s *jsonScanner) alike(b []byte, i int) int {
	w, start, size := &s.walk, i, 0
	w.b, w.cells = b, s.rec.cells
	usual, lines := w.breaks()+1, int64(0)
	for {
		if s.same.again(b, i) {
			if !s.alone.quick(b[i+s.same.from : i+s.same.to]) {
				break
			}
			i += s.same.size
			lines += s.same.lines
			continue
		}
		last, next := s.likeHints(b, i)
		if next < 0 || w.cells[0].kind != plain || !s.alone.quick(w.cells[0].raw) {
			break
		}
		breaks := usual
		if b[last] != '}' {
			breaks += countLines(b[last : next-1])
		}
		if next-i == size {
			s.same.learn(w, i, next)
			s.same.lines = breaks
		}
		lines += breaks
		i, size = next, next-i
	}
	s.same.size = 0 // hints may change
	s.lines += countLines(b[s.upTo:start]) + lines
	s.upTo = i
	return i
}

// likeHints walks the object at b[i] if all its members start as their hints say and
// another object follows on the next line. last is the end of its last value, next
// where the other object starts, -1 if it is not so.
func (s *jsonScanner) likeHints(b []byte, i int) (last, next int) {
	w := &s.walk
	w.cells[0].kind = absent
	k, last := w.alike(0, i+1)
	if k == 0 || k < len(w.hints) {
		return last, -1
	}
	end := last
	if end < len(b) && b[end] != '}' {
		end = w.blanks(end)
	}
	if end+2 >= len(b) || b[end] != '}' || b[end+1] != '\n' || b[end+2] != '{' {
		return last, -1
	}
	return last, end + 2
}

// between skips what separates records. Brackets out of place are skipped too:
// they hold nothing.
func (s *jsonScanner) between(b []byte, i int) int {
	for ; i < len(b); i++ {
		switch b[i] {
		case ' ', '\n', '\t', '\r', ',', '}', '[', 0x1E: // 0x1E separates records in RFC 7464
		case ']':
			if s.inside {
				return i
			}
		default:
			return i
		}
	}
	return i
}

// sound reads the object at i if it is valid JSON, and returns its end, else -1.
// wait asks for more of the file.
func (s *jsonScanner) sound(b []byte, i int, final bool) (end int, wait bool) {
	if b[i] != '{' {
		return -1, false
	}
	s.walk.b, s.walk.short, s.walk.cells = b, false, s.rec.cells
	if s.flat == nil {
		for k := range s.rec.cells {
			s.rec.cells[k].kind = absent
		}
	}
	end = s.walk.top(i, s.want)
	if end < 0 {
		return -1, s.walk.short && !final
	}
	if goesOn, short := s.goesOn(b, i, end); goesOn || short && !final {
		return -1, !goesOn
	}
	s.rec.damage = ""
	if s.flat != nil {
		s.flat.reset()
		s.flat.object(b[i:end], false)
	}
	if !s.shape.lines && !s.shape.array && s.leadless() {
		s.renamed(b[i:end])
	}
	if s.flat != nil {
		s.rec.cells = s.flat.cells
	}
	return end, false
}

// leadless reports whether the usual first key is wanted and missing.
func (s *jsonScanner) leadless() bool {
	if s.flat != nil {
		col, ok := s.flat.index[s.mend.lead]
		return ok && (col >= len(s.flat.cells) || s.flat.cells[col].kind == absent)
	}
	col := -1
	if len(s.mend.cols) > 0 {
		col = s.mend.cols[0]
	}
	return col >= 0 && s.rec.cells[col].kind == absent
}

// goesOn reports whether the record does not really end with the valid object
// b[i:end], because that lacks the usual first key and a member follows:
// {}, "ts":… — translated chat logs have such. short says that b ends too early
// to tell.
func (s *jsonScanner) goesOn(b []byte, i, end int) (yes, short bool) {
	if s.shape.array || s.shape.lines {
		return false, false
	}
	w := walker{b: b}
	next := w.blanks(end)
	if next < len(b) && b[next] == ',' {
		next = w.blanks(next + 1)
	}
	if next < len(b) && b[next] != '"' {
		return false, false
	}
	if s.mend.lead == "" || s.mend.places(b[i:end], s.mend.lead) >= 0 {
		return false, false
	}
	return next < len(b), next >= len(b)
}

// lineStart is where the line of b[i] starts if only blanks stand before b[i]
// on it, else i: a record keeps its indentation when it is left for later.
func lineStart(b []byte, i int) int {
	nl := bytes.LastIndexByte(b[:i], '\n') + 1
	if len(bytes.TrimLeft(b[nl:i], " \t")) == 0 {
		return nl
	}
	return i
}

// enter finds the array that path leads to in the object at i and returns the
// place after its bracket; -1 if it is not there.
func enter(b []byte, i int, path []string) (at int, short bool) {
	w := walker{b: b}
	for depth := 0; ; {
		i = w.blanks(i + 1)
		if i >= len(b) {
			return -1, true
		}
		if b[i] != '"' {
			return -1, false
		}
		end, _ := w.text(i + 1)
		if end < 0 {
			return -1, w.short
		}
		hit := string(b[i+1:end-1]) == path[depth]
		if i = w.blanks(end); i >= len(b) {
			return -1, true
		}
		if i = w.blanks(i + 1); i >= len(b) {
			return -1, true
		}
		if hit && depth == len(path)-1 && b[i] == '[' {
			return i + 1, false
		}
		if hit && depth < len(path)-1 && b[i] == '{' {
			depth++
			continue
		}
		if i = w.value(i, nil, 0); i < 0 {
			return -1, w.short
		}
		if i = w.blanks(i); i >= len(b) || b[i] != ',' {
			return -1, i >= len(b)
		}
	}
}

// enter finds the array of the envelope that begins at b[i].
func (s *jsonScanner) enter(b []byte, i int) (at int, short bool) {
	if !slices.Contains(s.shape.envelope, eachElement) {
		return enter(b, i, s.shape.envelope)
	}
	at, _, short = seek(b, i, 0, s.shape.envelope)
	return at, short
}

// leave goes on after an array of the envelope has ended at i: to its next array, or to
// what follows the envelope. ok is false if that does not come.
func (s *jsonScanner) leave(b []byte, i int) (end int, ok bool) {
	path := s.shape.envelope
	if !slices.Contains(path, eachElement) {
		end, ok = leave(b, i, len(path))
		s.inside = !ok
		return end, ok
	}
	at, end, short := seek(b, i, len(path), path)
	s.inside = at > 0 || short
	if at > 0 {
		return at, true
	}
	if short {
		return len(b), false
	}
	return end, true
}

// leave passes the rest of an envelope after its array has ended at i: to the
// end of as many objects as the path has keys. ok is false if that does not come.
func leave(b []byte, i, levels int) (end int, ok bool) {
	w := walker{b: b, loose: true}
	for i < len(b) && levels > 0 {
		switch b[i] {
		case '"':
			if end, _ := w.text(i + 1); end > 0 {
				i = end - 1
			}
		case '{', '[':
			levels++
		case '}', ']':
			levels--
		}
		i++
	}
	return i, levels == 0
}

// cutJSON is the longest prefix of b that surely ends between two objects: after
// a line break that follows a closing brace and precedes an opening one. Valid
// JSON has that nowhere but at top level: inside an object or an array a comma
// would stand between, and strings hold no raw line breaks. 0 if there is none.
func cutJSON(b []byte) int {
	for end := len(b); ; {
		open := bytes.LastIndexByte(b[:end], '{')
		if open < 0 {
			return 0
		}
		i, nl := open, -1
		for i > 0 && (b[i-1] == ' ' || b[i-1] == '\t' || b[i-1] == '\r' || b[i-1] == '\n') {
			i--
			if b[i] == '\n' && nl < 0 {
				nl = i + 1
			}
		}
		if i > 0 && b[i-1] == '}' && nl > 0 {
			return nl
		}
		end = open
	}
}
