package timelog

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// decoded wraps r, of which head is the beginning, so that it gives UTF-8: from
// UTF-16, by its byte order mark or because every other byte is NUL; and from a
// text with stray NUL bytes, which are left out.
func decoded(head []byte, r io.Reader) io.Reader {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		order = binary.BigEndian
	case zeroShare(head, 1) > 0.8 && zeroShare(head, 0) < 0.1:
	case zeroShare(head, 0) > 0.8 && zeroShare(head, 1) < 0.1:
		order = binary.BigEndian
	case bytes.IndexByte(head, 0) >= 0:
		return &nulless{r}
	default:
		return r
	}
	return transform.NewReader(r, &utf16Decoder{order: order})
}

// zeroShare is the share of NULs among the bytes at odd or even places.
func zeroShare(head []byte, odd int) float64 {
	zeros, n := 0, 0
	for i := odd; i < len(head); i += 2 {
		if n++; head[i] == 0 {
			zeros++
		}
	}
	if n < 8 {
		return 0.5 // too short to tell
	}
	return float64(zeros) / float64(n)
}

// nulless leaves out NUL bytes.
type nulless struct{ r io.Reader }

func (s *nulless) Read(p []byte) (int, error) {
	for {
		n, err := s.r.Read(p)
		if i := bytes.IndexByte(p[:n], 0); i >= 0 {
			kept := i
			for _, c := range p[i:n] {
				if c != 0 {
					p[kept] = c
					kept++
				}
			}
			n = kept
		}
		if n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// onlyReturns tells whether the lines of a text, of which head is the beginning, end with
// carriage returns alone, as those of old Macintoshes do.
func onlyReturns(head []byte) bool {
	return bytes.IndexByte(head, '\n') < 0 && bytes.Count(head, []byte{'\r'}) > 1
}

// returns ends lines with line feeds that end with carriage returns.
type returns struct {
	r     io.Reader
	after bool // the byte before was a carriage return
}

func (s *returns) Read(p []byte) (int, error) {
	for {
		n, err := s.r.Read(p)
		kept := 0
		for _, c := range p[:n] {
			ended := s.after
			if s.after = c == '\r'; s.after {
				c = '\n'
			} else if ended && c == '\n' {
				continue
			}
			p[kept] = c
			kept++
		}
		if kept > 0 || err != nil || len(p) == 0 {
			return kept, err
		}
	}
}

// western reads bytes that are no UTF-8 as Windows-1252, which Latin-1 is a part
// of, one by one: texts in mixed encodings come out whole.
type western struct{ transform.NopResetter }

func (western) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	if len(dst) >= len(src) && utf8.Valid(src) {
		n := copy(dst, src)
		return n, n, nil
	}
	for nSrc < len(src) {
		n := plainRun(src[nSrc:])
		if n > 0 {
			c := copy(dst[nDst:], src[nSrc:nSrc+n])
			nDst, nSrc = nDst+c, nSrc+c
			if c < n {
				return nDst, nSrc, transform.ErrShortDst
			}
			continue
		}
		rest := src[nSrc:]
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			if !atEOF && !utf8.FullRune(rest) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			r = western1252(rest[0])
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// fromWestern is b as western reads it.
func fromWestern(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	text, _, err := transform.Bytes(western{}, b)
	if err != nil {
		return b
	}
	return text
}

// plainRun is how many bytes of ASCII b begins with.
func plainRun(b []byte) int {
	for i, c := range b {
		if c >= 0x80 {
			return i
		}
	}
	return len(b)
}

// western1252 is the character of a byte; the five bytes that have none are
// control characters, as in Latin-1.
func western1252(c byte) rune {
	if r := charmap.Windows1252.DecodeByte(c); r != utf8.RuneError {
		return r
	}
	return rune(c)
}
