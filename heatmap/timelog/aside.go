package timelog

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
)

// aside is a temporary file for what does not fit into memory. It is written in
// sections, one after another, and a section is read as often as wanted. The zero value
// is ready: the file is made when the first section is written, in the folder for
// temporary files ($TMPDIR), and is gone when the aside is.
type aside struct {
	mu   sync.Mutex
	file *os.File
	size int64
	err  error // why there is none; what is kept stays in memory then
}

// section is a part of the file.
type section struct{ at, size int64 }

// write puts what f writes into a section. After an error nothing of it is kept, and
// every later write fails alike.
func (a *aside) write(f func(*bufio.Writer) error) (section, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.err == nil && a.file == nil {
		a.open()
	}
	if a.err != nil {
		return section{}, a.err
	}
	out := &countingWriter{w: io.NewOffsetWriter(a.file, a.size)}
	buf := bufio.NewWriterSize(out, 1<<16)
	err := f(buf)
	if flush := buf.Flush(); err == nil {
		err = flush
	}
	if err != nil {
		a.err = fmt.Errorf("no room in the temporary file %s: %w; TMPDIR names another folder", a.file.Name(), err)
		return section{}, a.err
	}
	s := section{a.size, out.n}
	a.size += out.n
	return s, nil
}

// reader reads a section through a buffer of the given size.
func (a *aside) reader(s section, buffer int) *bufio.Reader {
	return bufio.NewReaderSize(io.NewSectionReader(a.file, s.at, s.size), buffer)
}

// open makes the file. Where the system allows that it has no name from then on, so that
// nothing is left whatever becomes of the process; elsewhere it goes when the aside does.
func (a *aside) open() {
	f, err := os.CreateTemp("", "hourprint-*")
	if err != nil {
		a.err = fmt.Errorf("no temporary file: %w; TMPDIR names another folder", err)
		return
	}
	a.file = f
	if os.Remove(f.Name()) != nil {
		runtime.AddCleanup(a, func(f *os.File) {
			f.Close()
			os.Remove(f.Name())
		}, f)
	}
}

// close gives the file back at once.
func (a *aside) close() {
	a.file.Close()
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
