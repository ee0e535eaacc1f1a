package timelog

import (
	"bytes"
	"io"
	"sync"
)

const (
	// blockSize is how much of a file is looked at to find out what it is.
	blockSize = 1 << 20
	// pieceSize is how much of the rest one goroutine takes at a time: little
	// enough to stay in a processor's own cache between being read and being taken.
	pieceSize = pieceRoom - overlap
	// pieceRoom is what a piece takes in memory, with what is read behind its end.
	pieceRoom = 1 << 19
	// maxRecord is the longest record read. Memory stays bounded even if a file
	// is one endless line.
	maxRecord = 32 << 20
)

// taker takes the records of blocks. Each goroutine has one.
type taker interface {
	// take reads a block and returns how much of it was dealt with; see scanner.
	take(index int, b []byte, final bool) int
	// tooLong notes a record that is longer than maxRecord and begins with b.
	tooLong(index int, b []byte)
	// breaks is the number of line breaks in b, what the last take has dealt with.
	breaks(b []byte) int64
	// quotes reports whether the last take may have met quotes around values.
	quotes() bool
}

// pourer cuts a file into blocks and has them taken, by several takers at once
// if there are several. Each goroutine reads its blocks itself, one goroutine
// after another, and takes them while the next one reads.
type pourer struct {
	r      io.Reader
	d      *dialect
	takers []taker // the first for what cannot be cut, the others for one goroutine each

	turn   sync.Mutex // held to read and to cut; guards what follows
	data   []byte     // what has been read and not yet been taken
	eof    bool
	err    error
	lines  []int64 // line breaks in each block, by index
	miscut bool    // a cut turned out to be inside a record
	quotes bool    // quotes have been met: where records end is not plain
}

// pour reads the file to its end. first is what has been read of it already,
// without the dialect's skip; eof says that it is all. What could be read before
// an error has been taken when pour returns it.
func (p *pourer) pour(first []byte, eof bool) error {
	p.data, p.eof = first, eof
	p.quotes = bytes.IndexByte(first, '"') >= 0
	if len(p.takers) < 2 {
		for !p.eof {
			p.takeHere()
			p.more()
		}
	} else {
		var wait sync.WaitGroup
		for _, t := range p.takers[2:] {
			wait.Go(func() { p.work(t) })
		}
		p.work(p.takers[1])
		wait.Wait()
	}
	index := p.number()
	p.takers[0].take(index, p.data, true)
	p.lines[index] = p.takers[0].breaks(p.data)
	return p.err
}

// work takes block after block.
func (p *pourer) work(t taker) {
	var done job
	for {
		j, ok := p.claim(done)
		if !ok {
			return
		}
		j.whole = t.take(j.index, j.b, p.d.isJSON()) == len(j.b)
		j.lines = t.breaks(j.b)
		j.quotes = t.quotes()
		done = j
	}
}

// job is a block that ends with a record.
type job struct {
	index int
	b     []byte
	lines int64
	whole bool // all of it was dealt with

	quotes bool // there may have been quotes in it
}

// claim gives in the account of a block that has been taken, whose memory is used
// again, and cuts the next one off.
func (p *pourer) claim(done job) (next job, ok bool) {
	p.turn.Lock()
	defer p.turn.Unlock()
	if done.b != nil {
		p.lines[done.index] = done.lines
		p.miscut = p.miscut || !done.whole
		p.quotes = p.quotes || done.quotes
	}
	for !p.eof && !p.miscut {
		if n := p.d.cut(p.data, p.quotes); n > 0 {
			b := p.data[:n]
			p.data = append(buffer(done.b, len(p.data)-n), p.data[n:]...)
			p.more()
			return job{index: p.number(), b: b}, true
		}
		p.takeHere()
		p.more()
	}
	return job{}, false
}

// more reads on until data is full or the file ends.
func (p *pourer) more() {
	var err error
	if p.data, p.eof, err = fill(p.r, p.data); err != nil {
		p.eof, p.err = true, err
	}
}

// number is the index of the next block.
func (p *pourer) number() int {
	p.lines = append(p.lines, 0)
	return len(p.lines) - 1
}

// buffer is an empty buffer with room for a piece after n bytes, the spare one if
// it is about that size.
func buffer(spare []byte, n int) []byte {
	if room := cap(spare) - n; room >= pieceSize/2 && room <= 2*pieceSize {
		return spare[:0]
	}
	return make([]byte, 0, n+pieceSize)
}

// takeHere takes what it can of data, in this goroutine, and leaves the rest in a
// buffer with room for more.
func (p *pourer) takeHere() {
	index, data := p.number(), p.data
	n := p.takers[0].take(index, data, false)
	p.lines[index] = p.takers[0].breaks(data[:n])
	switch {
	case n == 0 && len(data) >= maxRecord:
		p.takers[0].tooLong(index, data)
		p.lines[index] = countLines(data)
		var passed int64
		p.data, passed = p.passRecord(data)
		p.lines[index] += passed
	case n == 0:
		p.data = append(make([]byte, 0, min(2*len(data)+pieceSize, maxRecord)), data...)
	default:
		p.data = data[:copy(data, data[n:])]
	}
}

// passRecord drops what is left of an overlong record, where its format tells where the
// next one begins, and otherwise what is left of its line. It returns what follows, and
// how many line breaks were dropped.
func (p *pourer) passRecord(data []byte) (rest []byte, passed int64) {
	data = p.passLine(data)
	s := p.d.lines
	if s == nil || s.starts == nil {
		return data, 0
	}
	for eof := false; ; {
		at := s.rowAfter(data, 0)
		if at >= 0 {
			at-- // the line break before it ends the record
		} else if at = bytes.LastIndexByte(data, '\n'); at < 0 || eof {
			return data[:0], passed + countLines(data)
		}
		passed += countLines(data[:at])
		found := s.rowAfter(data, at) >= 0
		data = data[:copy(data, data[at:])]
		if found {
			return data, passed
		}
		if len(data) == cap(data) {
			data = p.passLine(data)
		}
		var err error
		if data, eof, err = fill(p.r, data); err != nil {
			p.err = err
			return data[:0], passed
		}
	}
}

// passLine drops what is left of an overlong line.
func (p *pourer) passLine(data []byte) []byte {
	for {
		var err error
		data, _, err = fill(p.r, data[:0])
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			return data[:copy(data, data[i:])]
		}
		if err != nil || len(data) == 0 {
			return data[:0]
		}
	}
}

// countLines is the number of line breaks in b.
func countLines(b []byte) int64 {
	return int64(bytes.Count(b, []byte{'\n'}))
}

// fill reads until data is full or the file ends.
func fill(r io.Reader, data []byte) ([]byte, bool, error) {
	for len(data) < cap(data) {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, true, nil
		}
		if err != nil {
			return data, true, err
		}
	}
	return data, false, nil
}
