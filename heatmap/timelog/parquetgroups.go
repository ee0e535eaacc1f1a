package timelog

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// countable are the columns of a plan, that of the time first, if the rows can be
// counted without writing them out.
func (p *parquetFile) countable(pl *plan) ([]*parquetColumn, bool) {
	if pl.time != 0 || pl.orders != nil || pl.mostMarks > 0 && len(pl.columns) > 1 {
		return nil, false
	}
	var cols []*parquetColumn
	for _, name := range pl.columns {
		col := p.column(name)
		if col == nil || col.repeated {
			return nil, false
		}
		cols = append(cols, col)
	}
	time := cols[0].render
	return cols, time.per > 0 && time.kind == parquet.Int64
}

// countRows adds up one row group of which more than the time is wanted.
func (p *parquetFile) countRows(c *counter, group int, cols []*parquetColumn) error {
	g := p.groups[group]
	chunks := g.ColumnChunks()
	curs := make([]*cursor, len(cols))
	for i, col := range cols {
		curs[i] = &cursor{col: col, pages: chunks[col.index].Pages(), buf: make([]parquet.Value, 4096)}
		defer curs[i].pages.Close()
	}
	for row := int64(0); row < g.NumRows(); {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		n := len(curs[0].buf)
		for _, cur := range curs {
			if cur.value() == nil {
				return cur.fault()
			}
			n = min(n, len(cur.vals))
		}
		for i := range n {
			c.row(curs, i, group, row+int64(i))
		}
		for _, cur := range curs {
			cur.vals = cur.vals[n:]
		}
		row += int64(n)
	}
	return nil
}

// row accounts for the i-th of the values read, as judge does.
func (c *counter) row(curs []*cursor, i, group int, row int64) {
	time := curs[0]
	at, inside := c.settled(&time.vals[i], &time.col.render, group, row, time.col)
	if !inside {
		return
	}
	var by []byte
	if c.by >= 0 {
		by, _ = curs[c.by].cell(i)
	}
	if c.history != nil {
		if len(c.dedupe) > 0 && c.history.duplicate(c.keyOf(curs, i)) {
			c.duplicates++
			return
		}
		if c.limits.burst > 0 && c.history.inBurst(by, at, c.limits.burst) {
			c.collapsed++
			return
		}
	}
	c.event(at)
	if c.by >= 0 {
		c.group(by).Add(at.sec, 1)
	}
}

// keyOf joins the values of a row as dedupeKey does.
func (c *counter) keyOf(curs []*cursor, i int) []byte {
	key := c.key[:0]
	for _, k := range c.dedupe {
		v, present := curs[k].cell(i)
		if !present {
			key = append(key, 0)
			continue
		}
		key = append(key, 1)
		key = binary.AppendUvarint(key, uint64(len(v)))
		key = append(key, v...)
	}
	c.key = key
	return key
}

// cell is the i-th of the values read, as the text that it would be in a line of
// JSON. It is valid until the next call.
func (c *cursor) cell(i int) (text []byte, present bool) {
	v, r := &c.vals[i], &c.col.render
	if v.IsNull() {
		return nil, false
	}
	if bytes := r.kind == parquet.ByteArray || r.kind == parquet.FixedLenByteArray; bytes && !r.number && !r.uuid {
		if b := v.ByteArray(); utf8.Valid(b) {
			return b, true
		}
	}
	c.text = r.append(c.text[:0], v)
	switch {
	case string(c.text) == "null":
		return nil, false
	case c.text[0] == '"': // digits and letters: nothing in it is escaped
		return c.text[1 : len(c.text)-1], true
	}
	return c.text, true
}
