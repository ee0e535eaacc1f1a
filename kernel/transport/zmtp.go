package transport

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// ZMTP 3.1, https://rfc.zeromq.org/spec/37/: a greeting of 64 bytes, then
// frames of a flag byte, a size of one or eight bytes, and a body.
const (
	greetingSize = 64
	flagMore     = 1 << 0
	flagLong     = 1 << 1
	flagCommand  = 1 << 2

	// A message larger than this, in bytes or frames, ends the connection: a
	// peer that has not shown its key must not fill the memory.
	maxMessage = 512 << 20
	maxFrames  = 1 << 16
	// Bodies up to this size are allocated before they have arrived.
	trusted = 1 << 20
)

// errZMTP says that the other side does not speak ZMTP as this one does.
var errZMTP = errors.New("not ZMTP 3")

// greeting returns our greeting: version 3.1, mechanism NULL, not as server.
func greeting() []byte {
	g := make([]byte, greetingSize)
	g[0], g[9] = 0xff, 0x7f
	g[10], g[11] = 3, 1
	copy(g[12:32], "NULL")
	return g
}

// readGreeting reads the other side's greeting and returns its minor version.
func readGreeting(r io.Reader) (minor byte, err error) {
	g := make([]byte, greetingSize)
	if _, err := io.ReadFull(r, g[:11]); err != nil {
		return 0, err
	}
	if g[0] != 0xff || g[9] != 0x7f {
		return 0, fmt.Errorf("%w: greeting % x", errZMTP, g[:10])
	}
	if g[10] < 3 {
		return 0, fmt.Errorf("%w: version %d", errZMTP, g[10])
	}
	if _, err := io.ReadFull(r, g[11:]); err != nil {
		return 0, err
	}
	if mechanism := string(bytes.TrimRight(g[12:32], "\x00")); mechanism != "NULL" {
		return 0, fmt.Errorf("%w: mechanism %q", errZMTP, mechanism)
	}
	return g[11], nil
}

// frame is a frame as it is read: part of a message, or a command.
type frame struct {
	body          []byte
	more, command bool
}

// readFrame reads a frame whose body has at most limit bytes.
func readFrame(r *bufio.Reader, limit int) (frame, error) {
	flags, err := r.ReadByte()
	if err != nil {
		return frame{}, err
	}
	if flags&^(flagMore|flagLong|flagCommand) != 0 || flags&flagMore != 0 && flags&flagCommand != 0 {
		return frame{}, fmt.Errorf("%w: frame flags %#x", errZMTP, flags)
	}
	size, err := readSize(r, flags&flagLong != 0)
	if err != nil {
		return frame{}, err
	}
	if size > uint64(limit) {
		return frame{}, fmt.Errorf("%w: message of more than %d bytes", errZMTP, maxMessage)
	}
	body, err := readBody(r, int(size))
	return frame{body, flags&flagMore != 0, flags&flagCommand != 0}, err
}

// readSize reads the size of a frame.
func readSize(r *bufio.Reader, long bool) (uint64, error) {
	if !long {
		b, err := r.ReadByte()
		return uint64(b), unexpected(err)
	}
	var b [8]byte
	_, err := io.ReadFull(r, b[:])
	return binary.BigEndian.Uint64(b[:]), unexpected(err)
}

// readBody reads n bytes. It believes a large n only as fast as bytes arrive.
func readBody(r io.Reader, n int) ([]byte, error) {
	if n <= trusted {
		b := make([]byte, n)
		_, err := io.ReadFull(r, b)
		return b, unexpected(err)
	}
	var b bytes.Buffer
	if _, err := io.CopyN(&b, r, int64(n)); err != nil {
		return nil, unexpected(err)
	}
	return b.Bytes(), nil
}

// unexpected turns an end of file inside a frame into io.ErrUnexpectedEOF.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// writeFrame writes a frame with the flags for its size.
func writeFrame(w *bufio.Writer, flags byte, body []byte) error {
	var head [9]byte
	n := 2
	if len(body) <= 255 {
		head[0], head[1] = flags, byte(len(body))
	} else {
		head[0] = flags | flagLong
		binary.BigEndian.PutUint64(head[1:], uint64(len(body)))
		n = 9
	}
	if _, err := w.Write(head[:n]); err != nil {
		return err
	}
	_, err := w.Write(body)
	return err
}

// writeMessage writes the frames of a message.
func writeMessage(w *bufio.Writer, frames [][]byte) error {
	for i, f := range frames {
		var flags byte
		if i < len(frames)-1 {
			flags = flagMore
		}
		if err := writeFrame(w, flags, f); err != nil {
			return err
		}
	}
	return nil
}
