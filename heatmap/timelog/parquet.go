package timelog

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// parquetFile translates Apache Parquet files. Nested columns are named by
// dotted paths; lists become JSON arrays. Only the columns wanted are read.
type parquetFile struct {
	ctx     context.Context
	file    *parquet.File
	cols    []*parquetColumn
	groups  []parquet.RowGroup // to read
	skipped int64              // rows of the others
}

// parquetColumn is a leaf of the schema.
type parquetColumn struct {
	name     string
	key      []byte // the name as a key of JSON, with its colon
	index    int
	repeated bool
	full     int // definition level of a value that is there
	render   parquetRender
}

func newParquet(ctx context.Context, at io.ReaderAt, size int64) (translation, error) {
	if err := footerFits(at, size); err != nil {
		return nil, err
	}
	f, err := parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(1<<20))
	if err != nil {
		return nil, fmt.Errorf("the Parquet file is damaged or cut off: %w", err)
	}
	p := &parquetFile{ctx: ctx, file: f, groups: f.RowGroups()}
	p.leaves(f.Root())
	return p, nil
}

// footerFits reports a footer that says it is longer than its file: memory would be
// taken for all of it.
func footerFits(at io.ReaderAt, size int64) error {
	var end [8]byte
	if size < 12 {
		return fmt.Errorf("the Parquet file is cut off: it has %d bytes", size)
	}
	if _, err := at.ReadAt(end[:], size-8); err != nil && err != io.EOF {
		return err
	}
	if n := int64(binary.LittleEndian.Uint32(end[:4])); n > size-12 {
		return fmt.Errorf("the Parquet file is damaged or cut off: its footer is said to have %d bytes, the file has %d", n, size)
	}
	return nil
}

func (p *parquetFile) leaves(c *parquet.Column) {
	if !c.Leaf() {
		for _, child := range c.Columns() {
			p.leaves(child)
		}
		return
	}
	name := strings.Join(c.Path(), ".")
	p.cols = append(p.cols, &parquetColumn{
		name: name, key: append(appendText(nil, name), ':'), index: int(c.Index()),
		repeated: c.MaxRepetitionLevel() > 0, full: c.MaxDefinitionLevel(), render: renderOf(c.Type()),
	})
}

func (p *parquetFile) format() string { return "parquet" }

func (p *parquetFile) column(name string) *parquetColumn {
	for _, c := range p.cols {
		if c.name == name {
			return c
		}
	}
	return nil
}

func (p *parquetFile) stated(name string) bool {
	c := p.column(name)
	return c != nil && c.render.per > 0 && c.render.utc
}

// wanted are the columns of those names, all for nil.
func (p *parquetFile) wanted(names []string) []*parquetColumn {
	if names == nil {
		return p.cols
	}
	cols := []*parquetColumn{}
	for _, n := range names {
		if c := p.column(n); c != nil {
			cols = append(cols, c)
		}
	}
	return cols
}

// write reads several row groups at a time, and passes on their rows in order.
func (p *parquetFile) write(out *jsonLines, names []string) error {
	cols := p.wanted(names)
	workers := runtime.GOMAXPROCS(0)
	if out.most > 0 || workers == 1 || len(p.groups) < 2 {
		for _, g := range p.groups {
			if err := writeGroup(p.ctx, out, g, cols); err != nil {
				return err
			}
		}
		return nil
	}
	ctx, stop := context.WithCancel(p.ctx)
	defer stop()
	queue := make(chan *groupLines, workers-1)
	go func() {
		defer close(queue)
		for _, g := range p.groups {
			l := &groupLines{ctx: ctx, blocks: make(chan []byte, 16)}
			select {
			case queue <- l:
				go l.run(g, cols)
			case <-ctx.Done():
				return
			}
		}
	}()
	for l := range queue {
		for b := range l.blocks {
			out.b = append(out.b, b...)
			if out.flush(); out.err != nil {
				return out.err
			}
		}
		if l.err != nil {
			return l.err
		}
	}
	return ctx.Err()
}

// groupLines is the lines of one row group, made in a goroutine of its own.
type groupLines struct {
	ctx    context.Context
	blocks chan []byte
	err    error // once blocks is closed
}

func (l *groupLines) run(g parquet.RowGroup, cols []*parquetColumn) {
	defer close(l.blocks)
	out := &jsonLines{full: func(b []byte) ([]byte, error) {
		select {
		case l.blocks <- b:
			return make([]byte, 0, linesBlock+4096), nil
		case <-l.ctx.Done():
			return b[:0], l.ctx.Err()
		}
	}}
	l.err = safely("Parquet", func() error { return writeGroup(l.ctx, out, g, cols) })
	if out.flush(); l.err == nil {
		l.err = out.err
	}
}

// prune leaves out the row groups whose statistics say that all their times lie
// outside Since and Until.
func (p *parquetFile) prune(name string, pl *plan) {
	c := p.column(name)
	if !pl.limits.bounded || c == nil || c.repeated || c.render.per == 0 || !c.render.utc && pl.zone.loc != nil {
		return
	}
	var kept []parquet.RowGroup
	for _, g := range p.groups {
		chunk, ok := g.ColumnChunks()[c.index].(*parquet.FileColumnChunk)
		if !ok || chunk.NullCount() > 0 {
			kept = append(kept, g)
			continue
		}
		least, most, ok := chunk.Bounds()
		if ok && (c.render.instant(most.Int64()).before(pl.limits.since) || !c.render.instant(least.Int64()).before(pl.limits.until)) {
			p.skipped += g.NumRows()
			continue
		}
		kept = append(kept, g)
	}
	p.groups = kept
}

func (p *parquetFile) pruned() int64 { return p.skipped }
