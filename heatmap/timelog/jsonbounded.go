package timelog

import (
	"encoding/json"
	"fmt"
	"io"
)

// withoutMark passes a text on without its byte order mark.
func withoutMark(in io.Reader) io.Reader {
	var mark [3]byte
	n, err := io.ReadFull(in, mark[:])
	if err == nil && string(mark[:]) == "\ufeff" {
		return in
	}
	return &prefixed{mark[:n], in}
}

// boundedDecoder is a decoder that gives up on a value that is too long to be held.
func boundedDecoder(r io.Reader) *json.Decoder {
	b := &boundedReader{r: r}
	b.in = json.NewDecoder(b)
	b.in.UseNumber()
	return b.in
}

type boundedReader struct {
	r    io.Reader
	in   *json.Decoder
	read int64
}

// mostPending is how much of a document may wait for the end of a value.
const mostPending = maxRecord / 2

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.read-b.in.InputOffset() > mostPending {
		return 0, fmt.Errorf("a record longer than %d MiB behind byte %d, from where on nothing is read", mostPending>>20, b.in.InputOffset())
	}
	n, err := b.r.Read(p)
	b.read += int64(n)
	return n, err
}
