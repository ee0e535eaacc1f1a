package timelog

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
)

// opened is an input being read: decompressed and decoded if need be, its stored
// bytes counted and, if wanted, hashed.
type opened struct {
	io.Reader
	raw     *rawReader
	pack    packing  // an archive or a translation; packNone for text
	strange error    // why it cannot be read at all: what kind of binary file it is
	layers  []string // what was undone, in words
	changed bool     // the bytes read are not those stored
	western bool     // … except for what is no UTF-8
	room    []byte   // for pieces
	// elsewhere tells that the content is read through another opened.
	elsewhere bool
	frees     []func()
	at        io.ReaderAt // after seekable
	size      int64
}

// rawReader passes on the bytes as stored.
type rawReader struct {
	ctx   context.Context
	f     io.Reader
	close io.Closer // nil for standard input
	bytes int64
	whole int64     // bytes of a file read at any place, not from the front
	sum   hash.Hash // nil if not wanted
	meter *meter
}

func (r *rawReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.f.Read(p)
	r.bytes += int64(n)
	if r.sum != nil {
		r.sum.Write(p[:n])
	}
	r.meter.add(int64(n))
	return n, err
}

// open starts to read an input. Its first bytes tell what to undo.
func open(ctx context.Context, in input, withHash bool, m *meter) (*opened, error) {
	o := &opened{raw: &rawReader{ctx: ctx, meter: m}}
	if err := o.raw.open(in); err != nil {
		return nil, err
	}
	if withHash {
		o.raw.sum = sha256.New()
	}
	if err := o.unwrap(in); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

func (r *rawReader) open(in input) error {
	switch {
	case in.body != nil:
		f, err := in.body()
		if err != nil {
			return err
		}
		r.f, r.close, r.meter = f, f, nil
	case in.path == "-":
		r.f = &stdin{ctx: r.ctx, from: os.Stdin}
	default:
		f, err := os.Open(in.path)
		if err != nil {
			return err
		}
		r.f, r.close = f, f
	}
	return nil
}

// seek goes on reading a file on disk at another place.
func (r *rawReader) seek(at int64) error {
	if _, err := r.f.(*os.File).Seek(at, io.SeekStart); err != nil {
		return err
	}
	r.bytes = at
	return nil
}

// unwrap undoes compressions until a text, an archive or a foreign format is
// left.
func (o *opened) unwrap(in input) error {
	o.Reader = o.raw
	for layer := 0; ; layer++ {
		size := int64(peekSize)
		if layer == 0 && in.body == nil && in.size > 0 {
			size = min(size, in.size+1)
		}
		head, err := peek(o.Reader, size)
		if err != nil && len(head) == 0 && err != io.EOF {
			return readError(err)
		}
		o.Reader = &prefixed{head, o.Reader}
		if err != nil && err != io.EOF {
			o.Reader = &prefixed{head, errReader{err}}
		}
		pack := sniff(head)
		if !pack.compression() {
			return o.inspect(pack, head, in)
		}
		if layer == maxLayers {
			return fmt.Errorf("compressed more than %d times over", maxLayers)
		}
		z, free, err := unpack(pack, o.Reader)
		if err != nil {
			return fmt.Errorf("the %s data is damaged: %w", pack, err)
		}
		if free != nil {
			o.frees = append(o.frees, free)
		}
		o.changed = true
		o.layers = append(o.layers, fmt.Sprintf("unpacked: its first bytes are those of %s", pack))
		o.Reader = &guard{r: &calm{z, pack}, stored: func() int64 { return o.raw.bytes }, outer: in.guard}
	}
}

// peekSize is as many bytes as tell a file's kind.
const peekSize = 4096

// peek reads the first bytes.
func peek(r io.Reader, size int64) ([]byte, error) {
	head := make([]byte, size)
	n, err := io.ReadFull(r, head)
	if err == io.ErrUnexpectedEOF && n > 0 {
		err = io.EOF
	}
	return head[:n], err
}

// inspect looks at what is no longer compressed.
func (o *opened) inspect(pack packing, head []byte, in input) error {
	if pack != packNone {
		o.pack = pack
		if (pack == packZip || pack == packTar) && in.depth >= maxNesting {
			o.strange = fmt.Errorf("an archive inside %d others (unpack them first)", in.depth)
		}
		return nil
	}
	r := decoded(head, o.Reader)
	if r != o.Reader {
		if _, text := r.(*nulless); text && isBinary(head) {
			o.strange = errStranger(head)
			return nil
		}
		o.Reader, o.changed = r, true
		if _, text := r.(*nulless); text {
			o.layers = append(o.layers, "NUL bytes left out")
		} else {
			o.layers = append(o.layers, "decoded from UTF-16: by its byte order mark, or every other byte is NUL")
		}
	} else if bytes.HasPrefix(head, []byte("%PDF-")) {
		o.strange = errStranger(head)
	} else if onlyReturns(head) {
		o.Reader, o.changed = &returns{r: o.Reader}, true
		o.layers = append(o.layers, "carriage returns taken for line ends: its beginning has no others")
	}
	return nil
}

// seekable makes the content readable at any place: the file itself if it is
// one, else a copy.
func (o *opened) seekable() error {
	if f, ok := o.raw.f.(*os.File); ok && !o.changed {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			o.at, o.size = &meteredAt{raw: o.raw, at: f, left: info.Size() - o.raw.bytes}, info.Size()
			o.raw.whole = info.Size()
			return nil
		}
	}
	at, size, free, err := spool(o.Reader)
	if err != nil {
		return err
	}
	o.at, o.size = at, size
	o.frees = append(o.frees, free)
	return nil
}

// compressed tells whether the bytes read are not those stored.
func (o *opened) compressed() bool { return o.changed }

// finish reads what is left of the stored bytes, so that size and hash are of
// the whole file.
func (o *opened) finish() (size int64, sum string, err error) {
	if o.raw.sum != nil || o.elsewhere {
		if _, err := io.Copy(io.Discard, o.raw); err != nil {
			return o.raw.bytes, "", err
		}
	}
	if o.raw.sum != nil {
		sum = hex.EncodeToString(o.raw.sum.Sum(nil))
	}
	return max(o.raw.bytes, o.raw.whole), sum, nil
}

func (o *opened) close() {
	for _, free := range o.frees {
		free()
	}
	if o.raw.close != nil {
		o.raw.close.Close()
	}
}

// prefixed puts bytes already read back in front of a reader.
type prefixed struct {
	head []byte
	rest io.Reader
}

func (p *prefixed) Read(b []byte) (int, error) {
	if len(p.head) > 0 {
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	return p.rest.Read(b)
}

// stdin reads standard input without being held up by it when the context ends:
// the reading happens in a goroutine of its own, which outlives the call.
type stdin struct {
	ctx     context.Context
	from    *os.File
	chunks  chan chunk
	free    chan []byte // buffers to read to
	pending []byte
	whole   []byte // the buffer that pending is in
	err     error  // the last, repeated for ever
}

// chunk is what one read has brought, in a buffer that is used again.
type chunk struct {
	b   []byte
	err error
}

// stdinBuffers is how many reads of standard input there may be ahead of the one that
// is being taken.
const stdinBuffers = 3

func (s *stdin) Read(p []byte) (int, error) {
	if s.chunks == nil {
		s.chunks, s.free = make(chan chunk, stdinBuffers), make(chan []byte, stdinBuffers)
		for range stdinBuffers {
			s.free <- make([]byte, 1<<18)
		}
		go s.pump()
	}
	for len(s.pending) == 0 {
		if s.err != nil {
			return 0, s.err
		}
		if s.whole != nil {
			s.free <- s.whole // it has room for all there are
			s.whole = nil
		}
		select {
		case c := <-s.chunks:
			s.pending, s.whole, s.err = c.b, c.b[:cap(c.b)], c.err
		case <-s.ctx.Done():
			return 0, s.ctx.Err()
		}
	}
	n := copy(p, s.pending)
	s.pending = s.pending[n:]
	return n, nil
}

func (s *stdin) pump() {
	for {
		var b []byte
		select {
		case b = <-s.free:
		case <-s.ctx.Done():
			return
		}
		n, err := s.from.Read(b)
		s.chunks <- chunk{b[:n], err} // it has room for all there are
		if err != nil {
			return
		}
	}
}
