package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/parquet-go/parquet-go"
)

// batchRows is how many rows are looked at together.
const batchRows = 4096

// A scan reads the columns that a query needs, row group by row group and several
// at a time, and leaves out the groups that cannot hold a row of it.
type scan struct {
	ctx     context.Context
	db      *DB
	a       *asked
	columns []string // the time first, then those of filter and more
	clock   clockReader
	from    *Provenance
	asking  *asking
}

// A batch is some rows of one row group: a value of each column, and whether the
// row meets the filter.
type batch struct {
	s      *scan
	fields []field
	values [][]parquet.Value
	keep   []bool
	n      int
}

// group is a row group to read.
type group struct {
	part   *part
	rows   parquet.RowGroup
	fields []field
}

// run gives every batch to take, which is called by several goroutines at once,
// with the number of the goroutine.
func (s *scan) run(workers int, take func(worker int, b *batch) error) error {
	paths, err := s.db.folder.files()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	groups := make(chan group)
	errs := make([]error, workers+1)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for g := range groups {
				if errs[w] == nil {
					if errs[w] = s.readGroup(ctx, g, func(b *batch) error { return take(w, b) }); errs[w] != nil {
						stop()
					}
				}
			}
		}()
	}
	var open []*part
	errs[workers] = s.find(ctx, paths, groups, &open)
	close(groups)
	wait.Wait()
	for _, p := range open {
		p.os.Close()
	}
	var first error
	for _, err := range errs {
		if err != nil && (first == nil || errors.Is(first, context.Canceled)) {
			first = err
		}
	}
	if why := s.ctx.Err(); why != nil {
		return why
	}
	return first
}

// find opens the files in order and sends the row groups that may hold rows.
func (s *scan) find(ctx context.Context, paths []string, groups chan<- group, open *[]*part) error {
	for _, path := range paths {
		s.from.Files++
		if !s.mayHoldFixed(path) {
			s.from.FilesSkipped++
			continue
		}
		p, err := openPart(path)
		if err != nil {
			return err
		}
		*open = append(*open, p)
		fields := make([]field, len(s.columns))
		for i, name := range s.columns {
			if fields[i], err = p.field(name); err != nil {
				return err
			}
		}
		if fields[0].leaf == nil {
			return fmt.Errorf("%s: there is no column %q; columns: %s", path, s.columns[0], p.names())
		}
		read := 0
		for _, g := range p.file.RowGroups() {
			s.from.RowGroups++
			if !s.mayHold(g, fields) {
				s.from.RowGroupsSkipped++
				s.from.RowsSkipped += g.NumRows()
				continue
			}
			read++
			select {
			case groups <- group{p, g, fields}:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if read == 0 && len(p.file.RowGroups()) > 0 {
			s.from.FilesSkipped++
		}
	}
	return nil
}

// readGroup reads a row group in batches.
func (s *scan) readGroup(ctx context.Context, g group, take func(*batch) error) (err error) {
	defer func() {
		if e := recover(); e != nil { // the reader of the format, on damaged pages
			err = fmt.Errorf("%s: damaged: %v", g.part.path, e)
		}
	}()
	b := &batch{s: s, fields: g.fields, values: make([][]parquet.Value, len(g.fields)), keep: make([]bool, batchRows)}
	readers := make([]*columnReader, len(g.fields))
	for i, f := range g.fields {
		b.values[i] = make([]parquet.Value, batchRows)
		if f.leaf == nil {
			for j := range b.values[i] {
				b.values[i][j] = f.fixed
			}
			continue
		}
		readers[i] = &columnReader{pages: g.rows.ColumnChunks()[f.leaf.Index()].Pages()}
		defer readers[i].pages.Close()
	}
	for left := g.rows.NumRows(); left > 0; left -= int64(b.n) {
		if err := ctx.Err(); err != nil {
			return err
		}
		b.n = int(min(left, batchRows))
		for i, r := range readers {
			if r == nil {
				continue
			}
			if err := r.fill(b.values[i][:b.n]); err != nil {
				return fmt.Errorf("%s: the Parquet file is damaged: column %q: %w", g.part.path, g.fields[i].name, err)
			}
		}
		b.judge()
		if err := take(b); err != nil {
			return err
		}
	}
	s.asking.progress(g.rows.NumRows(), 0, 0)
	return nil
}

// columnReader reads the values of one column chunk.
type columnReader struct {
	pages  parquet.Pages
	values parquet.ValueReader
}

func (r *columnReader) fill(into []parquet.Value) error {
	for len(into) > 0 {
		if r.values == nil {
			page, err := r.pages.ReadPage()
			if err == io.EOF {
				return errors.New("fewer values than rows")
			}
			if err != nil {
				return err
			}
			r.values = page.Values()
		}
		n, err := r.values.ReadValues(into)
		into = into[n:]
		if err == io.EOF {
			r.values = nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

func workersFor() int { return max(1, runtime.GOMAXPROCS(0)) }

// judge decides which rows of the batch meet the filter.
func (b *batch) judge() {
	f := b.s.a.where
	if f == nil {
		for i := range b.n {
			b.keep[i] = true
		}
		return
	}
	for i := range b.n {
		b.keep[i] = b.eval(f, i) == yes
	}
}

func (b *batch) column(name string) int {
	for i := range b.fields {
		if b.fields[i].name == name {
			return i
		}
	}
	return -1
}

// eval is SQL's three-valued logic on one row.
func (b *batch) eval(f filter, row int) int8 {
	switch f := f.(type) {
	case all:
		result := yes
		for _, p := range f.parts {
			switch b.eval(p, row) {
			case no:
				return no
			case unknown:
				result = unknown
			}
		}
		return result
	case some:
		result := no
		for _, p := range f.parts {
			switch b.eval(p, row) {
			case yes:
				return yes
			case unknown:
				result = unknown
			}
		}
		return result
	case negated:
		switch b.eval(f.part, row) {
		case yes:
			return no
		case no:
			return yes
		}
		return unknown
	case isNull:
		return truth(b.values[b.column(f.column)][row].IsNull())
	case compare:
		c := b.column(f.column)
		return compared(&b.values[c][row], b.fields[c].stamp, f)
	case oneOf:
		c := b.column(f.column)
		v := &b.values[c][row]
		if v.IsNull() {
			return unknown
		}
		for _, with := range f.values {
			if order, ok := ordered(v, b.fields[c].stamp, with); ok && order == 0 {
				return yes
			}
		}
		return no
	case like:
		v := &b.values[b.column(f.column)][row]
		if v.IsNull() {
			return unknown
		}
		return truth(matches(textOf(v), f.pattern))
	}
	return unknown
}

func compared(v *parquet.Value, form stampForm, f compare) int8 {
	if v.IsNull() {
		return unknown
	}
	order, ok := ordered(v, form, f.value)
	if !ok {
		return unknown
	}
	return truth(holds(f.op, order))
}

func truth(b bool) int8 {
	if b {
		return yes
	}
	return no
}
