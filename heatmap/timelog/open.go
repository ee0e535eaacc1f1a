package timelog

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
)

// opened is an input being read: decompressed if need be, its stored bytes
// counted and, if wanted, hashed.
type opened struct {
	io.Reader
	raw *rawReader
	gz  *gzip.Reader
}

// rawReader passes on the bytes as stored.
type rawReader struct {
	ctx   context.Context
	f     io.Reader
	close io.Closer // nil for standard input
	bytes int64
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

// open starts to read an input. The first bytes tell whether it is compressed.
func open(ctx context.Context, in input, withHash bool, m *meter) (*opened, error) {
	raw := &rawReader{ctx: ctx, meter: m}
	if in.path == "-" {
		raw.f = &stdin{ctx: ctx}
	} else {
		f, err := os.Open(in.path)
		if err != nil {
			return nil, err
		}
		raw.f, raw.close = f, f
	}
	if withHash {
		raw.sum = sha256.New()
	}
	o := &opened{raw: raw}
	magic := make([]byte, 2)
	n, err := io.ReadFull(raw, magic)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		o.close()
		return nil, err
	}
	head := &prefixed{magic[:n], raw}
	o.Reader = head
	if n == 2 && magic[0] == 0x1F && magic[1] == 0x8B {
		if o.gz, err = gzip.NewReader(bufio.NewReaderSize(head, 1<<18)); err != nil {
			o.close()
			return nil, err
		}
		o.Reader = o.gz
	}
	return o, nil
}

// compressed tells whether the bytes read are not those stored.
func (o *opened) compressed() bool { return o.gz != nil }

// finish reads what is left of the stored bytes, so that size and hash are of
// the whole file.
func (o *opened) finish() (size int64, sum string, err error) {
	if o.raw.sum != nil {
		if _, err := io.Copy(io.Discard, o.raw); err != nil {
			return o.raw.bytes, "", err
		}
		sum = hex.EncodeToString(o.raw.sum.Sum(nil))
	}
	return o.raw.bytes, sum, nil
}

func (o *opened) close() {
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
	chunks  chan chunk
	pending []byte
	err     error // the last, repeated for ever
}

type chunk struct {
	b   []byte
	err error
}

func (s *stdin) Read(p []byte) (int, error) {
	if s.chunks == nil {
		s.chunks = make(chan chunk, 2)
		go s.pump()
	}
	if s.err != nil {
		return 0, s.err
	}
	if len(s.pending) == 0 {
		select {
		case c := <-s.chunks:
			if s.pending, s.err = c.b, c.err; s.err != nil {
				return 0, s.err
			}
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
		b := make([]byte, 1<<18)
		n, err := os.Stdin.Read(b)
		for _, c := range []chunk{{b[:n], nil}, {nil, err}} {
			if len(c.b) == 0 && c.err == nil {
				continue
			}
			select {
			case s.chunks <- c:
			case <-s.ctx.Done():
				return
			}
		}
		if err != nil {
			return
		}
	}
}
