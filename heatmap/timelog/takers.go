package timelog

import "fmt"

// countTaker counts the records of blocks.
type countTaker struct {
	sc scanner
	counter
	emit func(*record)
}

func newCountTaker(d *dialect, p plan) *countTaker {
	t := &countTaker{sc: d.scanner(p.columns), counter: newCounter(p)}
	t.emit = t.record
	return t
}

func (t *countTaker) take(index int, b []byte, final bool) int {
	t.begin(index, b)
	if s, ok := t.sc.(timeScanner); ok && t.alone {
		s.timesTo(&t.counter)
	}
	defer t.settle()
	return t.sc.scan(b, final, t.emit)
}

func (t *countTaker) tooLong(index int, b []byte) {
	t.begin(index, b)
	t.overlong(b)
}

func (t *countTaker) breaks(b []byte) int64 {
	if s, ok := t.sc.(timeScanner); ok {
		return s.breaks(b)
	}
	return countLines(b)
}

func (t *countTaker) quotes() bool {
	s, ok := t.sc.(*csvScanner)
	return !ok || s.quoted
}

// overlong accounts for a record that does not fit into memory.
func (c *counter) overlong(b []byte) {
	c.rows++
	c.skip(fmt.Sprintf("record longer than %d MiB", maxRecord>>20), c.block, func() (int64, string) {
		return 0, example(b)
	})
}

// rowTaker keeps the rows of blocks in all their columns.
type rowTaker struct {
	sc scanner
	counter
	rows  *rowSet
	emit  func(*record)
	picks []int // for each column of the plan the column of the scanner, -1 while unknown
	known int   // columns of the scanner when picks was made
	part  record
	text  string // the block
}

func newRowTaker(d *dialect, p plan, rows *rowSet) *rowTaker {
	t := &rowTaker{sc: d.scanner(nil), counter: newCounter(p), rows: rows, known: -1}
	t.part.cells = make([]cell, len(p.columns))
	t.picks = make([]int, len(p.columns))
	t.emit = t.row
	return t
}

func (t *rowTaker) take(index int, b []byte, final bool) int {
	t.begin(index, b)
	t.text = string(b)
	return t.sc.scan(b, final, t.emit)
}

func (t *rowTaker) tooLong(index int, b []byte) {
	t.begin(index, b)
	t.overlong(b)
	t.rows.add(nil, nil, place{index, 0}, nil, "")
}

func (t *rowTaker) breaks(b []byte) int64 { return countLines(b) }

func (t *rowTaker) quotes() bool { return true }

// row accounts for a record and keeps it unless it is to be dropped.
func (t *rowTaker) row(r *record) {
	names := t.sc.columns()
	if len(names) != t.known {
		t.known = len(names)
		for i, want := range t.columns {
			t.picks[i] = -1
			for k, n := range names {
				if n == want {
					t.picks[i] = k
				}
			}
		}
	}
	t.part.start, t.part.end, t.part.damage, t.part.why = r.start, r.end, r.damage, r.why
	for i, k := range t.picks {
		t.part.cells[i] = cell{}
		if k >= 0 && k < len(r.cells) {
			t.part.cells[i] = r.cells[k]
		}
	}
	if t.judge(&t.part) != dropped {
		t.rows.add(names, r.cells, place{t.block, t.lines.lineOf(t.b, r.start)}, t.b, t.text)
	}
}
