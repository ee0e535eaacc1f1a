package timelog

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync"
	"sync/atomic"
)

const (
	// overlap is how far behind its piece a goroutine reads at first to find where
	// the last record ends that starts in it.
	overlap = 1 << 12
	// maxOverlap is how far it goes. Files of longer records are read from the front.
	maxOverlap = 1 << 20
)

// pieces reads a file on disk whose records are told apart by what stands between
// them, wherever one begins to read. It is divided into pieces of equal size; the
// first cut in a piece starts its records, and the first cut in the next one ends
// them. So goroutines need nothing of each other but the number of the next piece.
type pieces struct {
	file     io.ReaderAt
	raw      *rawReader
	d        *dialect
	room     []byte // for as many pieces as it holds
	carried  string // what lines from the middle are read by
	western  bool   // what is no UTF-8 is Windows-1252
	from, to int64  // what is read of the file, from the start of a record

	next  atomic.Int64
	lines []int64      // line breaks in the records of each piece
	told  atomic.Int64 // bytes the meter knows of
	tail  int64        // where the last record starts, which may go on behind to
	fail  failure
}

// failure keeps the first error of several goroutines.
type failure struct {
	mu  sync.Mutex
	err error
	any atomic.Bool
}

func (f *failure) set(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
	f.any.Store(true)
}

// errUneven says that a file cannot be read in pieces: one ends inside a record, a
// record is longer than maxOverlap, or the file has become shorter.
var errUneven = errors.New("not to be read in pieces")

// newPieces is nil if the input must be read from the front: it is no file on disk,
// what is read are not the bytes stored, they are hashed, or only reading tells where
// records end. first is its first block without what the dialect skips.
func newPieces(o *opened, d *dialect, first []byte) *pieces {
	f, ok := o.raw.f.(*os.File)
	if !ok || o.changed || o.raw.sum != nil || !d.evident(first) {
		return nil
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if o.western { // then the first block may be longer than what is in the file
		head := make([]byte, d.skip)
		if _, err := f.ReadAt(head, 0); err != nil || !isASCII(head) {
			return nil
		}
	}
	p := &pieces{file: f, raw: o.raw, d: d, western: o.western, room: o.room, from: int64(d.skip), to: info.Size()}
	p.lines = make([]int64, (p.to-p.from+pieceSize-1)/pieceSize)
	if d.lines != nil {
		p.carried = d.lines.carried(first)
	}
	return p
}

// take has the pieces taken by one goroutine for each taker. All records are whole
// but those from tail on.
func (p *pieces) take(takers []taker) error {
	var wait sync.WaitGroup
	for _, t := range takers[1:] {
		buf := p.buffer()
		wait.Go(func() { p.work(t, buf) })
	}
	p.work(takers[0], p.buffer())
	wait.Wait()
	return p.fail.err
}

// buffer is a place for one piece.
func (p *pieces) buffer() []byte {
	if len(p.room) < pieceRoom {
		return make([]byte, 0, pieceRoom)
	}
	b := p.room[:0:pieceRoom]
	p.room = p.room[pieceRoom:]
	return b
}

// work takes piece after piece, which it reads to buf.
func (p *pieces) work(t taker, buf []byte) {
	for !p.fail.any.Load() {
		k := int(p.next.Add(1)) - 1
		if k >= len(p.lines) {
			return
		}
		if err := p.raw.ctx.Err(); err != nil {
			p.fail.set(err)
			return
		}
		b, err := p.records(k, &buf)
		if s := scannerOfLines(t); s != nil && p.d.lines.steady {
			s.restart()
		}
		if err == nil && (t.take(k, b, p.d.endsWhole()) < len(b) || p.changed(t)) {
			err = errUneven
		}
		if err != nil {
			p.fail.set(err)
			return
		}
		p.lines[k] = t.breaks(b)
	}
}

// changed tells whether a piece has changed what the lines behind it are read by.
func (p *pieces) changed(t taker) bool {
	s := scannerOfLines(t)
	return s != nil && s.carried() != p.carried
}

// records reads the records of piece k.
func (p *pieces) records(k int, buf *[]byte) ([]byte, error) {
	at := p.from + int64(k)*pieceSize
	size := int(min(pieceSize, p.to-at))
	b, start, end := (*buf)[:0], -1, -1
	if k == 0 {
		start = 0
	}
	for room := size + overlap; end < 0; room *= 2 {
		if room > size+maxOverlap {
			return nil, errUneven
		}
		var err error
		if b, err = p.fill(b, at, int(min(int64(room), p.to-at))); err != nil {
			return nil, err
		}
		*buf = b
		ends := at+int64(len(b)) == p.to
		if start < 0 {
			start = p.d.cutAfter(b, 0)
		}
		if start < 0 && ends { // the last record starts in a piece before
			start, end = 0, 0
		} else if start >= 0 {
			end = p.d.cutAfter(b, size)
		}
		if end < 0 && ends { // it starts here
			end = start + p.d.lastCut(b[start:])
			p.tail = at + int64(end)
		}
	}
	p.raw.meter.add(int64(size))
	p.told.Add(int64(size))
	if b = b[start:end]; p.western {
		b = fromWestern(b)
	}
	return b, nil
}

// fill reads on from the place at until there are n bytes from there in b.
func (p *pieces) fill(b []byte, at int64, n int) ([]byte, error) {
	from := len(b)
	if cap(b) < n {
		b = append(make([]byte, 0, n), b...)
	}
	b = b[:n]
	if got, err := p.file.ReadAt(b[from:], at+int64(from)); got < n-from {
		if err == nil || err == io.EOF {
			err = errUneven
		}
		return nil, err
	}
	return b, nil
}

// evident tells whether cuts are seen wherever one looks. first is the first block.
func (d *dialect) evident(first []byte) bool {
	switch {
	case d.lines != nil:
		return !d.lines.single && d.lines.element == "" && (!d.lines.ordered || d.lines.steady || d.lines.carried(first) != "")
	case d.isJSON():
		return !d.json.array
	}
	return !breaksInQuotes(first[:min(len(first), pieceSize)])
}

// breaksInQuotes tells whether a quoted field of a table, of which b is the start, goes
// on over a line break. The records of tables without such fields are their lines; where
// one comes later, the piece before is not whole.
func breaksInQuotes(b []byte) bool {
	for {
		open := bytes.IndexByte(b, '"')
		if open < 0 {
			return false
		}
		length := bytes.IndexByte(b[open+1:], '"')
		if length < 0 { // cut off, or never closed
			return bytes.IndexByte(b[open:], '\n') >= 0
		}
		if bytes.IndexByte(b[open+1:open+1+length], '\n') >= 0 {
			return true
		}
		b = b[open+1+length+1:]
	}
}

// endsWhole tells whether a piece ends with a whole record though only what comes
// behind it shows that.
func (d *dialect) endsWhole() bool {
	return d.isJSON() || d.lines != nil && d.lines.starts != nil
}

// lastCut is the last place between two records in b, which starts with one; 0 if
// there is none.
func (d *dialect) lastCut(b []byte) int {
	if d.lines == nil || d.lines.starts == nil {
		return d.cut(b, false)
	}
	last := 0
	for at := 0; at >= 0; at = d.lines.rowAfter(b, at) {
		last = at
	}
	return last
}

// cutAfter is the first place between two records that is known from b[i:] alone,
// -1 if there is none.
func (d *dialect) cutAfter(b []byte, i int) int {
	switch {
	case d.isJSON() && !d.json.lines:
		return cutJSONAfter(b, i)
	case d.lines != nil && d.lines.starts != nil:
		return d.lines.rowAfter(b, i)
	}
	if n := bytes.IndexByte(b[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return -1
}

// cutJSONAfter is the first cut as cutJSON makes them.
func cutJSONAfter(b []byte, i int) int {
	for {
		n := bytes.IndexByte(b[i:], '}')
		if n < 0 {
			return -1
		}
		nl := -1
		for i += n + 1; i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n'); i++ {
			if b[i] == '\n' {
				nl = i + 1
			}
		}
		if i < len(b) && b[i] == '{' && nl >= 0 {
			return nl
		}
	}
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
