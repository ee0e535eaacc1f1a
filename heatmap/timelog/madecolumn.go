package timelog

import "slices"

// madeColumn is one more column of a table or of objects, made of others: a date and a
// time of day joined, a time inside a text.
type madeColumn struct {
	name  string
	of    []string           // the columns that it is made of
	maker func() columnMaker // one for each scanner
	says  string             // how it is made, a clause
}

// columnMaker makes one value of a made column from the texts of the columns it is made of,
// nil where a record lacks one. The result is valid until the next call; nil says that
// there is none.
type columnMaker interface {
	value(parts [][]byte) []byte
}

// madeScanner reads records with a made column: the last of a table's columns, the first of
// objects', whose columns grow.
type madeScanner struct {
	in    scanner
	col   *madeColumn
	maker columnMaker
	all   bool
	front bool
	names []string // as asked; of all columns those met
	picks []int    // for each of names the cell of in, -1 for the made one
	parts []int    // the cells of in that it is made of, -1 for one not met
	met   int      // columns of in when parts and names were last looked up
	rec   record
	texts [][]byte
	bufs  [][]byte
}

// newMadeScanner reads the columns named, all if nil; the made one is among them. plain is
// the dialect without it.
func newMadeScanner(plain *dialect, col *madeColumn, columns []string) *madeScanner {
	s := &madeScanner{col: col, maker: col.maker(), all: columns == nil, front: plain.isJSON(), names: columns, met: -1}
	s.texts, s.bufs = make([][]byte, len(col.of)), make([][]byte, len(col.of))
	s.parts = make([]int, len(col.of))
	if s.all {
		s.in = plain.scanner(nil)
		s.lookUp()
		return s
	}
	var inner []string
	place := func(name string) int {
		if i := slices.Index(inner, name); i >= 0 {
			return i
		}
		inner = append(inner, name)
		return len(inner) - 1
	}
	for _, n := range columns {
		if n == col.name {
			s.picks = append(s.picks, -1)
		} else {
			s.picks = append(s.picks, place(n))
		}
	}
	for k, n := range col.of {
		s.parts[k] = place(n)
	}
	s.in = plain.scanner(inner)
	s.rec.cells = make([]cell, len(columns))
	return s
}

// lookUp finds the columns that the made one is made of among those met.
func (s *madeScanner) lookUp() {
	names := s.in.columns()
	if len(names) == s.met {
		return
	}
	s.met = len(names)
	for k, n := range s.col.of {
		s.parts[k] = slices.Index(names, n)
	}
	if s.front {
		s.names = append([]string{s.col.name}, names...)
	} else {
		s.names = append(slices.Clone(names), s.col.name)
	}
}

func (s *madeScanner) columns() []string { return s.names }

func (s *madeScanner) scan(b []byte, final bool, emit func(*record)) int {
	return s.in.scan(b, final, func(r *record) {
		s.rec.start, s.rec.end, s.rec.damage, s.rec.why = r.start, r.end, r.damage, r.why
		if s.all {
			s.lookUp()
		}
		made := s.make(r)
		switch {
		case !s.all:
			for i, k := range s.picks {
				if s.rec.cells[i] = made; k >= 0 {
					s.rec.cells[i] = r.cells[k]
				}
			}
		case s.front:
			s.rec.cells = append(append(s.rec.cells[:0], made), r.cells...)
		default:
			s.rec.cells = append(append(s.rec.cells[:0], r.cells...), made)
		}
		emit(&s.rec)
	})
}

// make makes the cell of the made column.
func (s *madeScanner) make(r *record) cell {
	for k, i := range s.parts {
		s.texts[k] = nil
		if i >= 0 && i < len(r.cells) {
			s.texts[k] = r.cells[i].text(&s.bufs[k])
		}
	}
	if v := s.maker.value(s.texts); v != nil {
		return cell{v, plain}
	}
	return cell{}
}
