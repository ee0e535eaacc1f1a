package timelog

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// utf16Decoder gives UTF-8 from UTF-16, and leaves as they are the lines in between that
// are of single bytes: PowerShell's ">" writes UTF-16, what is appended to its file may
// be anything. Byte order marks are left out wherever they stand.
type utf16Decoder struct {
	order  binary.ByteOrder
	single bool // in a stretch of single bytes
}

// singleRun is how many bytes of ASCII text in a row make a stretch of single bytes. As
// UTF-16 they would be half as many letters of Chinese or Korean, all of them with bytes
// that happen to be ASCII.
const singleRun = 24

func (d *utf16Decoder) Reset() { d.single = false }

func (d *utf16Decoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if !d.single {
			n := d.plain(dst[nDst:], src[nSrc:])
			nDst, nSrc = nDst+n, nSrc+2*n
		}
		rest := src[nSrc:]
		if len(rest) == 0 {
			break
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		if len(rest) < singleRun && !atEOF {
			return nDst, nSrc, transform.ErrShortSrc
		}
		d.single = d.single && !d.startsUnit(rest) || asciiRun(rest) >= min(singleRun, max(len(rest), 8))
		if d.single {
			dst[nDst] = rest[0]
			nDst, nSrc = nDst+1, nSrc+1
			continue
		}
		r, size := d.letter(rest)
		if r != '\ufeff' {
			nDst += utf8.EncodeRune(dst[nDst:], r)
		}
		nSrc += size
	}
	return nDst, nSrc, nil
}

// plain takes letters of ASCII, four at a time, and returns how many.
func (d *utf16Decoder) plain(dst, src []byte) (n int) {
	others, shift := uint64(0xFF80FF80FF80FF80), 0
	if d.order == binary.BigEndian {
		others, shift = 0x80FF80FF80FF80FF, 8
	}
	for len(dst) >= n+4 && len(src) >= 2*n+8 {
		x := binary.LittleEndian.Uint64(src[2*n:])
		if x&others != 0 {
			return n
		}
		x >>= shift
		dst[n], dst[n+1], dst[n+2], dst[n+3] = byte(x), byte(x>>16), byte(x>>32), byte(x>>48)
		n += 4
	}
	return n
}

// startsUnit tells whether b, in a stretch of single bytes, goes on as UTF-16: the next
// two bytes are a byte order mark or an ASCII letter of it.
func (d *utf16Decoder) startsUnit(b []byte) bool {
	if len(b) < 2 {
		return false
	}
	unit := d.order.Uint16(b)
	return unit == 0xFEFF || unit > 0 && unit < 0x80
}

// letter is the first letter of b and how many bytes it takes; U+FFFD for half a one.
func (d *utf16Decoder) letter(b []byte) (rune, int) {
	if len(b) < 2 {
		return utf8.RuneError, len(b)
	}
	r := rune(d.order.Uint16(b))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(b) >= 4 {
		if pair := utf16.DecodeRune(r, rune(d.order.Uint16(b[2:]))); pair != utf8.RuneError {
			return pair, 4
		}
	}
	return utf8.RuneError, 2
}

// asciiRun is how many bytes of ASCII text b begins with, singleRun at most.
func asciiRun(b []byte) int {
	b = b[:min(len(b), singleRun)]
	for i, c := range b {
		if (c < ' ' || c > '~') && c != '\n' && c != '\r' && c != '\t' {
			return i
		}
	}
	return len(b)
}
