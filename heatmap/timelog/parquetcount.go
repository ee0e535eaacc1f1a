package timelog

import (
	"runtime"
	"sync"

	"github.com/parquet-go/parquet-go"
)

// counted is a translation that can count a column of times without writing it
// out and reading it again. ok tells whether it could; the result is the same as
// by the long way.
type counted interface {
	count(res *fileResult, p plan, workers int) (ok bool, err error)
}

// count adds up a column of timestamps, row groups side by side; with others for
// groups and duplicates, if each row has one value in them.
func (p *parquetFile) count(res *fileResult, pl plan, workers int) (bool, error) {
	cols, ok := p.countable(&pl)
	if !ok {
		return false, nil
	}
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	if pl.history != nil {
		workers = 1 // rows must come in order
	}
	parts := make([]*counter, max(1, min(workers, len(p.groups))))
	errs := make([]error, len(p.groups))
	next := make(chan int, len(p.groups))
	res.lines = nil
	for i, g := range p.groups {
		next <- i
		res.lines = append(res.lines, g.NumRows())
	}
	close(next)
	var wait sync.WaitGroup
	for i := range parts {
		c := newCounter(pl)
		parts[i] = &c
		wait.Add(1)
		go func() {
			defer wait.Done()
			for g := range next {
				errs[g] = safely("Parquet", func() error {
					if len(cols) == 1 && pl.by < 0 && pl.history == nil {
						return p.countGroup(parts[i], g, cols[0])
					}
					return p.countRows(parts[i], g, cols)
				})
			}
		}()
	}
	wait.Wait()
	total := parts[0].done()
	for _, c := range parts[1:] {
		total.merge(c.done())
	}
	if len(res.lines) == 0 {
		res.lines = []int64{0}
	}
	alone := *total
	res.tally = &alone
	for _, err := range errs {
		if err != nil {
			return true, err
		}
	}
	return true, nil
}

// countGroup adds up one row group.
func (p *parquetFile) countGroup(c *counter, group int, col *parquetColumn) error {
	g := p.groups[group]
	cur := &cursor{col: col, pages: g.ColumnChunks()[col.index].Pages(), buf: make([]parquet.Value, 4096)}
	defer cur.pages.Close()
	for row := int64(0); row < g.NumRows(); {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if cur.value() == nil {
			return cur.fault()
		}
		for i := range cur.vals {
			c.timestamp(&cur.vals[i], &col.render, group, row+int64(i), col)
		}
		row += int64(len(cur.vals))
		cur.vals = nil
	}
	return nil
}

// timestamp accounts for one row, as judge does.
func (c *counter) timestamp(v *parquet.Value, r *parquetRender, block int, row int64, col *parquetColumn) {
	at, inside := c.settled(v, r, block, row, col)
	if !inside {
		return
	}
	c.event(at)
	if len(c.marks) < c.mostMarks {
		c.mark(at, nil, nil, nil)
	}
}

// settled is the instant of one row, if it has one inside the limits; if not, the
// row is accounted for.
func (c *counter) settled(v *parquet.Value, r *parquetRender, block int, row int64, col *parquetColumn) (at instant, inside bool) {
	c.rows++
	if v.IsNull() {
		c.skip("no time in the record", block, func() (int64, string) { return row, "{" + string(col.key) + "null}" })
		return at, false
	}
	at = r.instant(v.Int64())
	if at.sec < leastYear || at.sec > mostYear {
		c.skip(errNotStamp.Error(), block, func() (int64, string) {
			return row, example(append(r.append(append([]byte{'{'}, col.key...), v), '}'))
		})
		return at, false
	}
	if r.utc {
		c.tally.zoned++ // at offset 0
	} else {
		c.tally.zoneless++
		at.sec = c.plan.zone.unix(at.sec)
	}
	if !c.limits.inside(at) {
		c.outside++
		return at, false
	}
	return at, true
}

// Dates that RFC 3339 can write are of the years 0 to 9999.
const (
	leastYear = -62167219200
	mostYear  = 253402300799
)
