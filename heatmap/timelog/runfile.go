package timelog

import (
	"errors"
	"fmt"

	"golang.org/x/text/transform"
)

// pour reads the records of a file and brings the accounts together.
func (r *run) pour(res *fileResult, o *opened, d *dialect, p plan, first block, workers int) error {
	po := &pourer{r: o, d: d}
	var inPieces *pieces
	if !r.rows && r.history == nil && !first.eof && !res.front {
		inPieces = newPieces(o, d, first.b)
	}
	var parts []*counter
	if r.rows {
		res.rows = &rowSet{table: !d.isJSON()}
		t := newRowTaker(d, p, res.rows)
		po.takers, parts = []taker{t}, []*counter{&t.counter}
	} else {
		takers := 1
		if workers > 1 && !first.eof || inPieces != nil {
			takers += workers // the first takes what cannot be cut
		}
		for range takers {
			t := newCountTaker(d, p)
			po.takers, parts = append(po.takers, t), append(parts, &t.counter)
		}
	}
	var err error
	if inPieces != nil {
		for _, t := range po.takers {
			if s := scannerOfLines(t); s != nil && d.lines.ordered {
				s.prime(first.b)
			}
		}
		err = r.pourPieces(o, inPieces, po)
	} else {
		err = po.pour(first.b, first.eof)
	}
	if err == errUneven {
		return err
	}
	if po.miscut {
		r.meter.add(-o.raw.bytes)
		return errMiscut
	}
	total := parts[0].done()
	for _, c := range parts[1:] {
		total.merge(c.done())
	}
	alone := *total // without the scanner and the block that hang on it
	res.tally, res.lines = &alone, po.lines
	return readError(err)
}

// pourPieces reads the pieces of a file, then from the front what is behind them: the
// last record, and what has been written to the file meanwhile.
func (r *run) pourPieces(o *opened, p *pieces, po *pourer) error {
	r.meter.add(p.from - o.raw.bytes) // the first block is read again
	if err := p.take(po.takers[1:]); err != nil {
		r.meter.add(-p.told.Load() - p.from)
		return err
	}
	if err := o.raw.seek(p.tail); err != nil {
		return err
	}
	r.meter.add(p.tail - p.to)
	po.r, po.lines, po.takers = o.raw, p.lines, po.takers[:1]
	if p.western {
		po.r = transform.NewReader(o.raw, western{})
	}
	return po.pour(make([]byte, 0, pieceSize), false)
}

// wholeColumn reads a whole file for the one purpose of settling the order of
// day and month in its time column.
func (r *run) wholeColumn(in input, d *dialect, choice timeChoice, rules stampRules) (timeChoice, error) {
	o, err := r.open(in, false, nil)
	if err != nil {
		return choice, err
	}
	defer o.close()
	skip := make([]byte, d.skip)
	if _, _, err := fill(o, skip[:0]); err != nil {
		return choice, readError(err)
	}
	return r.settleByAll(o, d, choice, rules)
}

// statsTaker gathers the evidence on one column.
type statsTaker struct {
	sc    scanner
	stats columnStats
	rules stampRules
	buf   []byte
}

func (t *statsTaker) take(_ int, b []byte, final bool) int {
	return t.sc.scan(b, final, func(r *record) {
		if c := r.cells[0]; c.kind != absent {
			t.stats.add(c.text(&t.buf), t.rules)
		}
	})
}

func (t *statsTaker) tooLong(int, []byte) {}

func (t *statsTaker) breaks(b []byte) int64 { return countLines(b) }

func (t *statsTaker) quotes() bool { return true }

// settleOrders reads again the files whose dates were open, if the other files
// with the same time column agree on one order, or if only one is likely.
func (r *run) settleOrders(results []*fileResult) {
	for i, res := range results {
		var open *errOpenOrder
		if !errors.As(res.err, &open) || res.in.stream || res.in.inner {
			continue
		}
		agreed := orderOpen
		for _, other := range results {
			o := other.order
			if other.err != nil || other.column != res.column || o == orderOpen || o == agreed {
				continue
			}
			if agreed != orderOpen {
				agreed = orderOpen
				break
			}
			agreed = o
		}
		why := "as in the other files"
		if agreed == orderOpen {
			agreed, why = open.likely(res.in)
		}
		if agreed == orderOpen {
			continue
		}
		rules := r.rules
		rules.order = agreed
		again := r.file(res.in, 1, rules)
		if again.err == nil {
			again.notes = append(again.notes, fmt.Sprintf("dates in %q read as %s: %s", res.column, agreed, why))
		}
		results[i] = again
	}
}
