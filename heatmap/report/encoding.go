package report

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"unicode/utf8"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// encodingLook is how many bytes of an input are looked at for its encoding.
const encodingLook = 16 << 20

// encodingOf names the encoding of an input's text by its bytes, as timelog reads
// it; inputs that cannot be opened again are "not looked at".
func encodingOf(src timelog.Source) string {
	if slices.Contains([]string{"xlsx", "parquet", "evtx"}, src.Format) {
		return "binary, texts in it as the format defines"
	}
	path := storedPath(src.Path)
	f, err := os.Open(path)
	if err != nil || path != src.Path {
		if path != src.Path && err == nil {
			f.Close()
			return "inside an archive, not looked at"
		}
		return "not looked at"
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "not looked at"
	}
	head = head[:n]
	for _, magic := range []string{"\x1f\x8b", "\x28\xb5\x2f\xfd", "BZh", "\xfd7zXZ", "\x04\x22\x4d\x18"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return "compressed, not looked at"
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return "UTF-16, little-endian"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return "UTF-16, big-endian"
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		return "UTF-8 with a byte-order mark"
	}
	return textEncoding(io.MultiReader(bytes.NewReader(head), f))
}

// textEncoding tells ASCII, UTF-8 and anything else apart.
func textEncoding(r io.Reader) string {
	r = io.LimitReader(r, encodingLook)
	ascii, buf, kept := true, make([]byte, 64<<10), 0
	for {
		n, err := r.Read(buf[kept:])
		n += kept
		kept = 0
		for i := 0; i < n; {
			if buf[i] < utf8.RuneSelf {
				i++
				continue
			}
			ascii = false
			if !utf8.FullRune(buf[i:n]) && err == nil {
				kept = copy(buf, buf[i:n])
				break
			}
			c, size := utf8.DecodeRune(buf[i:n])
			if c == utf8.RuneError && size == 1 {
				return "not all UTF-8: other bytes read as Windows-1252"
			}
			i += size
		}
		if err != nil {
			if ascii {
				return "ASCII"
			}
			return "UTF-8"
		}
	}
}
