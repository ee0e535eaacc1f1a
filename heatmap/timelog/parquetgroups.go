package timelog

import (
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
	rows := &parquetRows{counter: c, group: group}
	for i, col := range cols {
		cur := &cursor{col: col, pages: chunks[col.index].Pages(), buf: make([]parquet.Value, 4096), coded: i > 0}
		defer cur.pages.Close()
		rows.curs = append(rows.curs, cur)
	}
	for rows.first < g.NumRows() {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		n := len(rows.curs[0].buf)
		for _, cur := range rows.curs {
			left := cur.more()
			if left == 0 {
				return cur.fault()
			}
			n = min(n, left)
		}
		rows.take(n)
	}
	return nil
}

// parquetRows accounts for the rows of a row group, some thousands at a time.
type parquetRows struct {
	*counter
	curs   []*cursor // by column of the plan; that of the time is the first
	group  int
	first  int64 // the row that comes next
	kept   []timedRow
	keys   []rowKey
	before []bool
}

// timedRow is the i-th of the rows at hand, with the time it has.
type timedRow struct {
	i  int
	at instant
}

// take accounts for the next n rows, as judge does.
func (p *parquetRows) take(n int) {
	p.kept = p.kept[:0]
	time := p.curs[0]
	for i := range n {
		if at, inside := p.settled(&time.vals[i], &time.col.render, p.group, p.first+int64(i), time.col); inside {
			p.kept = append(p.kept, timedRow{i, at})
		}
	}
	if len(p.dedupe) > 0 {
		p.drop()
	}
	for _, row := range p.kept {
		p.count(row)
	}
	for _, cur := range p.curs {
		cur.skip(n)
	}
	p.first += int64(n)
}

// drop leaves out the rows that have come before.
func (p *parquetRows) drop() {
	n := len(p.kept)
	if cap(p.keys) < n {
		p.keys, p.before = make([]rowKey, n), make([]bool, n)
	}
	keys, before := p.keys[:n], p.before[:n]
	clear(keys)
	for _, k := range p.dedupe {
		cur := p.curs[k]
		for j, row := range p.kept {
			keys[j] = keys[j].with(cur.key(row.i, &p.history.hasher))
		}
	}
	p.history.seen.addAll(keys, before)
	left := p.kept[:0]
	for j, row := range p.kept {
		if before[j] {
			p.duplicates++
		} else {
			left = append(left, row)
		}
	}
	p.kept = left
}

// count accounts for a row that is no duplicate.
func (p *parquetRows) count(row timedRow) {
	if p.history != nil && p.limits.burst > 0 {
		var by []byte
		if p.by >= 0 {
			by, _ = p.curs[p.by].cell(row.i)
		}
		if p.history.inBurst(by, row.at, p.limits.burst) {
			p.collapsed++
			return
		}
	}
	p.event(row.at)
	if p.by >= 0 {
		p.groups.add(p.curs[p.by].histogram(row.i, &p.groups), row.at.sec)
		p.groups.relieve()
	}
}
