package timelog

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
)

// spoolInMemory is how much of a stream is kept in memory before a temporary
// file takes it.
const spoolInMemory = 32 << 20

// spool keeps a stream so that it can be read at any place. free gives back what
// it takes.
func spool(r io.Reader) (at io.ReaderAt, size int64, free func(), err error) {
	var buf bytes.Buffer
	if size, err = io.Copy(&buf, io.LimitReader(r, spoolInMemory)); err != nil {
		return nil, 0, nil, err
	}
	if size < spoolInMemory {
		return bytes.NewReader(buf.Bytes()), size, func() {}, nil
	}
	f, err := os.CreateTemp("", "hourprint-*")
	if err != nil {
		return nil, 0, nil, fmt.Errorf("a place to unpack: %w", err)
	}
	free = func() {
		f.Close()
		os.Remove(f.Name())
	}
	more, err := io.Copy(f, io.MultiReader(&buf, r))
	if err != nil {
		free()
		return nil, 0, nil, err
	}
	return f, more, free, nil
}

// meteredAt reports the bytes read from a file at any place.
type meteredAt struct {
	raw *rawReader
	at  io.ReaderAt

	mu   sync.Mutex
	left int64 // bytes not yet reported: places read twice are reported once
}

func (m *meteredAt) ReadAt(p []byte, off int64) (int, error) {
	if err := m.raw.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.at.ReadAt(p, off)
	m.mu.Lock()
	told := min(int64(n), m.left)
	m.left -= told
	m.mu.Unlock()
	m.raw.meter.add(told)
	return n, err
}
