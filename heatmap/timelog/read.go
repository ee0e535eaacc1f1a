package timelog

import (
	"context"
	"errors"
)

// Read reads every row and column of the inputs, rows without a readable time
// included. Rows that Options excludes (Since, Until, Dedupe, Burst) are left
// out and accounted for in their Source. A file without any time column is read
// too; its rows all count as events then. Empty fields of tables and JSON null
// are missing values.
//
// Patterns and errors are as in Count. Everything is kept in memory: a Table
// takes about twice the size of the files, decompressed.
func Read(ctx context.Context, opt Options, patterns ...string) (*Table, error) {
	r, results, errs, err := read(ctx, opt, true, patterns)
	if err != nil {
		return nil, err
	}
	b := builder{index: map[string]int{}}
	for _, res := range results {
		if !res.counted {
			continue
		}
		b.table.Sources = append(b.table.Sources, res.src)
		if res.rows != nil {
			b.file(res)
		}
	}
	b.table.Warnings = r.warnings(results)
	return b.done(), errors.Join(errs...)
}

// builder puts the rows of files one below the other.
type builder struct {
	table Table
	cols  []rowColumn
	index map[string]int
}

// file appends the rows of one file.
func (b *builder) file(res *fileResult) {
	source := int32(len(b.table.Sources) - 1)
	for _, c := range res.rows.cols {
		i, ok := b.index[c.name]
		if !ok {
			i = len(b.cols)
			b.index[c.name] = i
			b.cols = append(b.cols, rowColumn{name: c.name})
		}
		b.cols[i].append(&c, b.table.Rows)
	}
	b.table.Rows += res.rows.n
	bases := res.lineBases()
	for _, p := range res.rows.places {
		b.table.File = append(b.table.File, source)
		b.table.Line = append(b.table.Line, bases[p.block]+p.line)
	}
}

// append adds the values of one file to a column of the table, in which they
// start at row n.
func (c *rowColumn) append(o *rowColumn, n int) {
	c.pad(n)
	if o.missing != nil && c.missing == nil {
		c.missing = make([]bool, len(c.values))
	}
	c.values = append(c.values, o.values...)
	if o.missing != nil {
		c.missing = append(c.missing, o.missing...)
	} else if c.missing != nil {
		c.missing = append(c.missing, make([]bool, len(o.values))...)
	}
	c.present = c.present || o.present
	c.text = c.text || o.text
}

func (b *builder) done() *Table {
	for i := range b.cols {
		c := &b.cols[i]
		c.pad(b.table.Rows)
		b.table.Columns = append(b.table.Columns, Column{
			Name: c.name, Values: c.values, Missing: c.missing, Number: c.present && !c.text,
		})
	}
	return &b.table
}
