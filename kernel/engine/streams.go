package engine

import (
	"bytes"
	"fmt"
	"os"
	"sync"
)

// streams carries what cells write to the Output of the cell that runs. What a
// goroutine writes between two cells waits for the next one.
type streams struct {
	lock    sync.Mutex
	out     Output
	waiting []chunk
	size    int

	stdout, stderr *pipe
}

type chunk struct{ name, text string }

// mostWaiting bounds what may wait for the next cell, in bytes.
const mostWaiting = 1 << 20

func newStreams() (*streams, error) {
	s := &streams{}
	var err error
	if s.stdout, err = newPipe("stdout", s); err != nil {
		return nil, err
	}
	if s.stderr, err = newPipe("stderr", s); err != nil {
		s.stdout.file.Close()
		return nil, err
	}
	return s, nil
}

// attach sends everything to out from now on.
func (s *streams) attach(out Output) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.out = out
	for _, c := range s.waiting {
		out.Stream(c.name, c.text)
	}
	s.waiting, s.size = nil, 0
}

// detach waits until all that was written has arrived, and ends attach.
func (s *streams) detach() {
	s.flush()
	s.lock.Lock()
	defer s.lock.Unlock()
	s.out = nil
}

// flush waits until what was written to the pipes has arrived.
func (s *streams) flush() {
	s.stdout.flush()
	s.stderr.flush()
}

func (s *streams) send(name, text string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	switch {
	case s.out != nil:
		s.out.Stream(name, text)
	case s.size+len(text) <= mostWaiting:
		s.waiting = append(s.waiting, chunk{name, text})
		s.size += len(text)
	}
}

// output is the Output of the running cell, or nil; what was written before
// has arrived there.
func (s *streams) output() Output {
	s.flush()
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.out
}

func (s *streams) close() error {
	s.flush()
	err := s.stdout.file.Close()
	if err2 := s.stderr.file.Close(); err == nil {
		err = err2
	}
	return err
}

// A pipe is a file that cells can write to, such as os.Stdout. It is also an
// io.Writer, which is faster: it does not go through the file.
type pipe struct {
	name  string
	s     *streams
	file  *os.File
	used  bool // file may have been written to
	lock  sync.Mutex
	turns int
	done  chan int
}

// A mark in the stream shows how far the reader has come. No text has it.
const markFormat = "\x00\xff\xfehourprint mark %08d\xff\x00"

var markLength = len(fmt.Sprintf(markFormat, 0))

func newPipe(name string, s *streams) (*pipe, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("engine: pipe for %s: %w", name, err)
	}
	p := &pipe{name: name, s: s, file: w, done: make(chan int)}
	go p.read(r)
	return p, nil
}

// Write sends text at once, after what was written to the files.
func (p *pipe) Write(text []byte) (int, error) {
	p.s.flush()
	p.s.send(p.name, string(text))
	return len(text), nil
}

// use notes that a cell mentions the file: from now on, something may be
// written to it.
func (p *pipe) use() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.used = true
}

// flush waits until all that was written to the file has been read and sent.
func (p *pipe) flush() {
	p.lock.Lock()
	defer p.lock.Unlock()
	if !p.used {
		return
	}
	p.turns = (p.turns + 1) % 1e8
	if _, err := fmt.Fprintf(p.file, markFormat, p.turns); err != nil {
		return // closed: nothing can come any more
	}
	for turn := range p.done {
		if turn == p.turns {
			return
		}
	}
}

// read sends on what arrives, and reports marks instead of sending them.
func (p *pipe) read(r *os.File) {
	defer close(p.done)
	defer r.Close()
	buf := make([]byte, 32<<10)
	var held []byte
	for {
		n, err := r.Read(buf)
		held = p.pass(append(held, buf[:n]...))
		if err != nil {
			if len(held) > 0 {
				p.s.send(p.name, string(held))
			}
			return
		}
	}
}

// pass sends data on, up to what may be the start of a mark, which it returns.
func (p *pipe) pass(data []byte) []byte {
	for {
		i := bytes.Index(data, []byte(markFormat[:3]))
		if i < 0 {
			i = len(data) - partial(data, markFormat[:3])
		}
		if i > 0 {
			p.s.send(p.name, string(data[:i]))
			data = data[i:]
		}
		if len(data) < markLength {
			return bytes.Clone(data)
		}
		var turn int
		if _, err := fmt.Sscanf(string(data[:markLength]), markFormat, &turn); err != nil {
			p.s.send(p.name, string(data[:1])) // only looked like one
			data = data[1:]
			continue
		}
		data = data[markLength:]
		p.done <- turn
	}
}

// partial is the length of the longest start of mark that data ends with.
func partial(data []byte, mark string) int {
	for n := min(len(mark)-1, len(data)); n > 0; n-- {
		if bytes.HasSuffix(data, []byte(mark[:n])) {
			return n
		}
	}
	return 0
}
