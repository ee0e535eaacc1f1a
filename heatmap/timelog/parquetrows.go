package timelog

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// cursor goes through the values of a column in a row group.
type cursor struct {
	col   *parquetColumn
	pages parquet.Pages
	page  parquet.Page
	read  parquet.ValueReader
	buf   []parquet.Value
	vals  []parquet.Value // those of buf not yet taken
	err   error
	text  []byte

	coded bool // values may be taken as codes of the page's dictionary
	codes []int32
	room  []int32 // for codes
	dict  parquet.Dictionary
	known []dictValue // by code
}

// value is the next value without taking it, nil at the end.
func (c *cursor) value() *parquet.Value {
	if c.more() == 0 {
		return nil
	}
	return &c.vals[0]
}

// fault says why there is no value although the row group has more rows.
func (c *cursor) fault() error {
	err := c.err
	if err == io.EOF {
		err = errors.New("fewer values than rows")
	}
	return fmt.Errorf("the Parquet file is damaged: column %q: %w", c.col.name, err)
}

func (c *cursor) take() { c.vals = c.vals[1:] }

// writeGroup gives the rows of a row group.
func writeGroup(ctx context.Context, out *jsonLines, g parquet.RowGroup, cols []*parquetColumn) error {
	chunks := g.ColumnChunks()
	curs := make([]*cursor, len(cols))
	for i, col := range cols {
		curs[i] = &cursor{col: col, pages: chunks[col.index].Pages(), buf: make([]parquet.Value, 1024)}
		defer curs[i].pages.Close()
	}
	for row := int64(0); row < g.NumRows(); row++ {
		if row&0xFFF == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		out.b = append(out.b, '{')
		for i, c := range curs {
			if i > 0 {
				out.b = append(out.b, ',')
			}
			out.b = append(out.b, c.col.key...)
			if err := c.write(out); err != nil {
				out.b = out.b[:lastLine(out.b)]
				return err
			}
		}
		if err := out.end(); err != nil {
			return err
		}
	}
	return nil
}

// lastLine is where the last, unfinished line of b starts.
func lastLine(b []byte) int {
	for i := len(b); i > 0; i-- {
		if b[i-1] == '\n' {
			return i
		}
	}
	return 0
}

// write gives the value of the next row: one, or an array of those until the
// next row.
func (c *cursor) write(out *jsonLines) error {
	v := c.value()
	if v == nil {
		return c.fault()
	}
	if !c.col.repeated {
		if v.IsNull() {
			out.b = append(out.b, "null"...)
		} else {
			out.b = c.col.render.append(out.b, v)
		}
		c.take()
		return nil
	}
	out.b = append(out.b, '[')
	for n := 0; v != nil && (n == 0 || v.RepetitionLevel() > 0); v = c.value() {
		if !v.IsNull() {
			if n > 0 {
				out.b = append(out.b, ',')
			}
			out.b = c.col.render.append(out.b, v)
		}
		n++
		c.take()
	}
	out.b = append(out.b, ']')
	return nil
}
