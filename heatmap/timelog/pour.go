package timelog

import (
	"bytes"
	"io"
	"sync"
)

const (
	// blockSize is how much of a file one goroutine takes at a time.
	blockSize = 1 << 20
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
}

// pourer cuts a file into blocks and has them taken, by several takers at once
// if there are several.
type pourer struct {
	r      io.Reader
	d      *dialect
	takers []taker // the first for this goroutine, the others for one each
	jobs   chan job
	wait   sync.WaitGroup
	free   sync.Pool

	mu     sync.Mutex
	lines  []int64 // line breaks in each block, by index
	index  int
	miscut bool // a cut turned out to be inside a record
}

type job struct {
	index int
	b     []byte
}

// pour reads the file to its end. first is what has been read of it already,
// without the dialect's skip; eof says that it is all. What could be read before
// an error has been taken when pour returns it.
func (p *pourer) pour(first []byte, eof bool) error {
	p.start()
	err := p.loop(first, eof)
	if p.jobs != nil {
		close(p.jobs)
		p.wait.Wait()
	}
	return err
}

func (p *pourer) start() {
	if len(p.takers) < 2 {
		return
	}
	p.jobs = make(chan job)
	for _, t := range p.takers[1:] {
		p.wait.Add(1)
		go func() {
			defer p.wait.Done()
			for j := range p.jobs {
				p.takeCut(t, j)
				p.free.Put(&j.b)
			}
		}()
	}
}

func (p *pourer) loop(data []byte, eof bool) error {
	var err error
	for !eof {
		n := 0
		if p.jobs != nil {
			n = p.d.cut(data)
		}
		if n > 0 {
			data = p.send(data, n)
		} else {
			data = p.takeHere(data)
		}
		if data, eof, err = fill(p.r, data); err != nil {
			eof = true
		}
	}
	p.takers[0].take(p.next(data), data, true)
	return err
}

// send hands over the first n bytes and returns a buffer with the others.
func (p *pourer) send(data []byte, n int) []byte {
	next := p.buffer(len(data) - n)
	next = append(next, data[n:]...)
	p.jobs <- job{p.next(data[:n]), data[:n]}
	return next
}

// buffer is an empty buffer with room for a block after n bytes.
func (p *pourer) buffer(n int) []byte {
	if b, ok := p.free.Get().(*[]byte); ok && cap(*b) >= n+blockSize/2 {
		return (*b)[:0]
	}
	return make([]byte, 0, n+blockSize)
}

// takeHere takes what it can of data and returns the rest in a buffer with room
// for more.
func (p *pourer) takeHere(data []byte) []byte {
	index := p.next(nil)
	n := p.takers[0].take(index, data, false)
	p.lines[index] = countLines(data[:n])
	if n == 0 && len(data) >= maxRecord {
		p.takers[0].tooLong(index, data)
		p.lines[index] = countLines(data)
		return p.passLine(data)
	}
	if n == 0 {
		return append(make([]byte, 0, min(2*len(data)+blockSize, maxRecord)), data...)
	}
	return data[:copy(data, data[n:])]
}

// takeCut takes a block that ends with a record.
func (p *pourer) takeCut(t taker, j job) {
	final := p.d.isJSON()
	if n := t.take(j.index, j.b, final); n < len(j.b) {
		p.mu.Lock()
		p.miscut = true
		p.mu.Unlock()
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

// next numbers a block and counts its lines.
func (p *pourer) next(b []byte) int {
	p.lines = append(p.lines, countLines(b))
	p.index++
	return p.index - 1
}

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
