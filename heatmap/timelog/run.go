package timelog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/transform"
)

// run is one call of Count or Read: the options made ready and what the files
// share.
type run struct {
	ctx     context.Context
	opt     Options
	rules   stampRules
	zone    *time.Location
	limits  limits
	history *history // nil unless rows depend on the rows before
	meter   *meter
	rows    bool // Read: rows are kept

	room  atomic.Pointer[[]byte] // see takeRoom
	mu    sync.Mutex
	sum   tally             // the histograms of the files read
	aside aside             // what of them is not in memory
	texts map[string]string // one copy of each note
}

func newRun(ctx context.Context, opt Options, rows bool) (*run, error) {
	r := &run{ctx: ctx, opt: opt, limits: newLimits(&opt), rows: rows}
	r.sum.groups = grouped{aside: &r.aside, most: groupsInMemory / 2}
	order, err := orderNamed(opt.DateOrder)
	if err != nil {
		return nil, err
	}
	unit, err := unitNamed(opt.TimeUnit)
	if err != nil {
		return nil, err
	}
	r.rules = stampRules{order: order, year: opt.Year, unit: unit, local: opt.SourceZone != ""}
	if opt.SourceZone != "" {
		if r.zone, err = LoadZone(opt.SourceZone); err != nil {
			return nil, fmt.Errorf("source zone: %w", err)
		}
	}
	if len(opt.Dedupe) > 0 || opt.Burst > 0 {
		r.history = newHistory()
	}
	return r, nil
}

// fileResult is what became of one input. What was needed to find that out is let
// go of once the file is settled: of very many files there remains the account.
type fileResult struct {
	in      input
	src     Source
	names   []string
	lacks   []string // columns of By and Dedupe that the file has not
	notes   []string
	inner   []*fileResult // of an archive or a workbook: its members
	unknown error         // why a file found in a folder was left out
	err     error

	settled  bool      // src and notes are complete
	counted  bool      // … and the file's rows are accounted for
	timeless bool      // … none of which has a time
	column   string    // the time column chosen
	order    dateOrder // … as the dates in it were read
	span     span      // of its events
	marks    []Mark
	*working
}

// working is what is known of a file while it is read.
type working struct {
	tally    *tally
	lines    []int64 // line breaks of each block
	skipped  int64   // line breaks before the first block
	front    bool    // to be read from the front, not in pieces
	choice   timeChoice
	rows     *rowSet        // for Read
	d        *dialect       // how it was read
	sv       *survey        // … and the evidence for its columns
	layers   []string       // what was undone to get at the text
	yearNote string         // how years were told
	stated   bool           // the format says that its times are UTC
	header   *time.Location // the zone that the name of the time column states
}

func newResult(in input) *fileResult {
	return &fileResult{in: in, src: Source{Path: in.path}, working: &working{}}
}

// all reads the inputs: small files side by side, then large ones with several
// goroutines each. When rows depend on the rows before, all goes in order. Once
// the context has ended nothing more is opened, and there is no result.
func (r *run) all(ins []input) []*fileResult {
	workers := r.workers()
	results := make([]*fileResult, len(ins))
	if r.history != nil {
		for i := 0; i < len(ins) && r.ctx.Err() == nil; i++ {
			results[i] = r.file(ins[i], 1, r.rules)
		}
		return r.flatten(results)
	}
	var small, large []int
	for i, in := range ins {
		if in.small() {
			small = append(small, i)
		} else {
			large = append(large, i)
		}
	}
	next := make(chan int, len(small))
	for _, i := range small {
		next <- i
	}
	close(next)
	var wait sync.WaitGroup
	for range min(workers, len(small)) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range next {
				if r.ctx.Err() != nil {
					return
				}
				results[i] = r.file(ins[i], 1, r.rules)
			}
		}()
	}
	wait.Wait()
	for _, i := range large {
		if r.ctx.Err() != nil {
			break
		}
		results[i] = r.file(ins[i], workers, r.rules)
	}
	return r.flatten(results)
}

// workers is how many goroutines read.
func (r *run) workers() int {
	if r.opt.Workers > 0 {
		return r.opt.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// file reads one input.
func (r *run) file(in input, workers int, rules stampRules) *fileResult {
	res := newResult(in)
	if res.err = r.ctx.Err(); res.err != nil { // of very many files the rest need not be opened
		return res
	}
	res.err = r.read(res, workers, rules)
	if errors.Is(res.err, errUneven) {
		res = newResult(in)
		res.front = true
		res.err = r.read(res, workers, rules)
	}
	if errors.Is(res.err, errMiscut) {
		res = newResult(in)
		res.front = true
		res.err = r.read(res, 1, rules)
	}
	if res.err != nil && !errors.Is(res.err, context.Canceled) && !strings.Contains(res.err.Error(), in.path) {
		res.err = fmt.Errorf("%s: %w", in.path, res.err)
	}
	r.absorb(res)
	return res
}

// absorb adds the histograms of a file to those of all, and settles it.
func (r *run) absorb(res *fileResult) {
	if res.settled {
		return
	}
	for _, member := range res.inner { // the sheets of a workbook, the tables of a database
		r.absorb(member)
	}
	if len(res.lacks) == 0 {
		res.names = nil
	}
	if r.rows {
		return // Read wants more of it
	}
	res.settle(r)
	r.mu.Lock()
	defer r.mu.Unlock()
	if t := res.tally; t != nil {
		r.sum.absorb(t)
		r.sum.groups.relieve()
	}
	if r.texts == nil {
		r.texts = map[string]string{}
	}
	for i, note := range res.notes {
		if r.texts[note] == "" {
			r.texts[note] = note
		}
		res.notes[i] = r.texts[note]
	}
	res.working, res.in.body, res.in.guard = nil, nil, nil
}

// settle completes the account of a file and what there is to say of it.
func (res *fileResult) settle(r *run) {
	if res.settled {
		return
	}
	res.settled = true
	res.column = res.choice.name
	if read := &res.choice.read; !read.either {
		res.order = read.rules.order
	}
	t := res.tally
	if t == nil {
		return
	}
	res.counted, res.span, res.marks = true, t.span, t.marks
	res.timeless = res.choice.col < 0 && res.src.Format != ""
	res.src = res.source(r)
	res.notes = append(res.notes, res.doubts(r)...)
}

// errMiscut says that a table was cut inside a quoted field, which happens when
// its quotes do not pair up. It is then read again in one go.
var errMiscut = errors.New("cut inside a record")

func (r *run) read(res *fileResult, workers int, rules stampRules) error {
	o, err := r.open(res.in, r.opt.Hash, r.meter)
	if err != nil {
		return err
	}
	defer o.close()
	res.layers = o.layers
	switch {
	case o.strange != nil:
		err = r.leaveOut(res, o.strange)
	case o.pack != packNone:
		err = r.container(res, o, workers, rules)
	default:
		err = r.text(res, o, workers, rules)
	}
	if err != nil && res.tally == nil && len(res.inner) == 0 {
		return err
	}
	size, sum, unread := o.finish()
	res.src.Bytes, res.src.SHA256 = size, sum
	if size < res.in.size && unread == nil && err == nil && res.unknown == nil {
		res.notes = append(res.notes, fmt.Sprintf("%d bytes were read of a file that had %d when it was found: it was cut while it was read", size, res.in.size))
	}
	if err == nil {
		err = readError(unread)
	}
	return err
}

// text reads an input that is a text. What could be read before an error is kept.
func (r *run) text(res *fileResult, o *opened, workers int, rules stampRules) error {
	var buf []byte
	switch {
	case !res.in.small():
		room := r.takeRoom(workers)
		defer r.room.Store(room)
		buf, o.room = (*room)[:0:blockSize], (*room)[blockSize:]
	case o.compressed():
		buf = make([]byte, 0, blockSize)
	default:
		buf = make([]byte, 0, min(blockSize, res.in.size+512))
	}
	first, eof, fault := fill(o, buf)
	if fault != nil && len(first) == 0 {
		return readError(fault)
	}
	if r.opt.Format == "" && isTelegramExport(first) {
		return r.account(res, o, block{first, eof}, workers, rules)
	}
	if r.opt.Format == "" {
		if t := findJSONTable(first); t != nil {
			return r.tabled(res, o, t, block{first, eof}, workers, rules)
		}
	}
	d, err := detect(first, r.opt.Format)
	switch {
	case err != nil:
		return r.leaveOut(res, err)
	case d == nil:
		err = r.blank(res, o, eof)
	default:
		err = r.records(res, o, d, block{first, eof}, workers, rules)
	}
	if err == nil {
		err = readError(fault)
	}
	return err
}

// leaveOut passes by a file of no known format that was found rather than named.
func (r *run) leaveOut(res *fileResult, why error) error {
	if !res.in.walked {
		return why
	}
	res.unknown = why
	return nil
}

// open opens an input. Where texts are kept, what is no UTF-8 is read as
// Windows-1252.
func (r *run) open(in input, hash bool, m *meter) (*opened, error) {
	o, err := open(r.ctx, in, hash, m)
	if err == nil && o.pack == packNone && (r.rows || r.opt.By != "") {
		o.western = true
		o.Reader = transform.NewReader(o.Reader, western{})
	}
	return o, err
}

// block is the first block of a file.
type block struct {
	b   []byte
	eof bool
}

func readError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the compressed data is cut off: %w", err)
	}
	return err
}

// blank accounts for a file whose first block is empty or nothing but blanks.
func (r *run) blank(res *fileResult, o *opened, eof bool) error {
	if !eof {
		return fmt.Errorf("nothing but blanks in its first %d bytes", blockSize)
	}
	res.tally = &tally{}
	res.notes = append(res.notes, "empty, nothing to count")
	return nil
}

// records decides what to read and reads it.
func (r *run) records(res *fileResult, o *opened, d *dialect, first block, workers int, rules stampRules) error {
	text := first.b[d.skip:]
	if err := r.prepareLines(res, d, first); err != nil {
		return err
	}
	whole := func(choice timeChoice) (timeChoice, error) { return r.wholeColumn(res.in, d, choice, rules) }
	switch {
	case first.eof:
		whole = func(choice timeChoice) (timeChoice, error) {
			return r.settleByAll(bytes.NewReader(text), d, choice, rules)
		}
	case res.in.stream:
		whole = nil
	}
	p, err := r.decide(res, d, text, first.eof, rules, whole)
	if err != nil {
		return err
	}
	r.lineZone(res, d, &p)
	if d.json.note != "" {
		res.notes = append(res.notes, d.json.note)
	}
	if others := d.json.others; len(others) > 0 {
		res.notes = append(res.notes, fmt.Sprintf("the records are the elements of %q; the lists in %s are not read", strings.Join(d.json.envelope, "."), quoteAll(others)))
	}
	if !d.isJSON() && (o.compressed() || res.in.stream || res.in.inner) {
		workers = 1 // what cannot be read again must not be cut wrongly
	}
	res.skipped = countLines(first.b[:d.skip])
	return r.pour(res, o, d, p, block{text, first.eof}, workers)
}
