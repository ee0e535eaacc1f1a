package timelog

import (
	"context"
	"errors"
	"io"
	"unicode/utf8"
)

// A translation turns a file that is no text into lines of JSON, one a record,
// which then go the same way as any log: line n is record n.
type translation interface {
	// format is its name in Source.Format.
	format() string
	// write gives the records in the columns wanted, all if nil, with dotted names
	// where records are nested. It stops at the first error of out.
	write(out *jsonLines, wanted []string) error
	// stated reports whether the format says of a column that its times are UTC.
	stated(column string) bool
}

// errEnough ends a translation of which only the beginning is wanted.
var errEnough = errors.New("enough")

// jsonLines takes records as JSON, one a line, and passes them on in blocks.
type jsonLines struct {
	b     []byte
	full  func(b []byte) ([]byte, error) // takes a block and returns an empty buffer
	err   error
	comma bool
	rows  int64
	most  int64 // records wanted; 0 for all
}

// linesBlock is how many bytes of lines are passed on at once.
const linesBlock = 256 << 10

func (l *jsonLines) begin() {
	l.b = append(l.b, '{')
	l.comma = false
}

// end ends a record and says whether to go on.
func (l *jsonLines) end() error {
	l.b = append(l.b, '}', '\n')
	l.rows++
	if l.most > 0 && l.rows >= l.most {
		return errEnough
	}
	if len(l.b) >= linesBlock {
		l.flush()
	}
	return l.err
}

func (l *jsonLines) flush() {
	if len(l.b) > 0 && l.full != nil && l.err == nil {
		l.b, l.err = l.full(l.b)
	}
}

func (l *jsonLines) key(name string) {
	if l.comma {
		l.b = append(l.b, ',')
	}
	l.comma = true
	l.b = appendText(l.b, name)
	l.b = append(l.b, ':')
}

// appendText appends s as a JSON string; what is no UTF-8 is read as Windows-1252.
func appendText[T string | []byte](b []byte, s T) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= 0x20 && c < 0x80:
			b = append(b, c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c < 0x20:
			const hex = "0123456789abcdef"
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			r, size := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			if r == utf8.RuneError && size == 1 {
				b = utf8.AppendRune(b, western1252(c))
			} else {
				b = append(b, s[i:i+size]...)
			}
			i += size
			continue
		}
		i++
	}
	return append(b, '"')
}

// stream gives the records of a translation as a text to read. Closing it stops
// the translation and waits for its end.
func stream(ctx context.Context, tr translation, wanted []string) io.ReadCloser {
	ctx, stop := context.WithCancel(ctx)
	s := &lineStream{ctx: ctx, stop: stop, blocks: make(chan []byte, 2), spare: make(chan []byte, 4), done: make(chan struct{})}
	go s.run(tr, wanted)
	return s
}

type lineStream struct {
	ctx    context.Context
	stop   context.CancelFunc
	blocks chan []byte
	spare  chan []byte
	done   chan struct{}
	err    error // of the translation, once blocks is closed
	whole  []byte
	rest   []byte
}

func (s *lineStream) run(tr translation, wanted []string) {
	defer close(s.done)
	defer close(s.blocks)
	out := &jsonLines{full: s.pass}
	s.err = safely(tr.format(), func() error { return tr.write(out, wanted) })
	out.flush()
	if s.err == nil {
		s.err = out.err
	}
}

// pass hands a block to the reader.
func (s *lineStream) pass(b []byte) ([]byte, error) {
	select {
	case s.blocks <- b:
	case <-s.ctx.Done():
		return b[:0], s.ctx.Err()
	}
	select {
	case b = <-s.spare:
		return b[:0], nil
	default:
		return make([]byte, 0, linesBlock+4096), nil
	}
}

func (s *lineStream) Read(p []byte) (int, error) {
	for len(s.rest) == 0 {
		if s.whole != nil {
			select {
			case s.spare <- s.whole:
			default:
			}
			s.whole = nil
		}
		b, ok := <-s.blocks
		if !ok {
			if s.err == nil {
				return 0, io.EOF
			}
			return 0, s.err
		}
		s.whole, s.rest = b, b
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

func (s *lineStream) Close() error {
	s.stop()
	<-s.done
	return nil
}

// sample is the first records in all columns; all tells whether there are no more.
func sample(tr translation) (b []byte, all bool, err error) {
	out := &jsonLines{most: 2 * sampleRows}
	err = safely(tr.format(), func() error { return tr.write(out, nil) })
	if err == errEnough {
		return out.b, false, nil
	}
	return out.b, err == nil, err
}
