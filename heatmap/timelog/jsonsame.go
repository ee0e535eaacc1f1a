package timelog

import (
	"encoding/binary"
	"math/bits"
)

// maxForm is the length of the longest line of which a form is made.
const maxForm = 512

// form tells of each byte of a line what it may be. Behind the line all is 0, so that
// anything may be there.
type form struct {
	text  [maxForm]byte // what it must be where must has all bits
	must  [maxForm]byte
	free  [maxForm]byte // … where it may be all but a quote, a backslash and a control character
	digit [maxForm]byte // … where it must be a digit
}

// sameness is where things stood in a line of JSON. Many logs have line after line in
// which all values are as wide as in the line before; of these nothing needs to be
// searched: that keys, punctuation and escapes stand where they stood, and between
// them only what may stand in a text or in a whole number, is enough for a line to be
// valid.
type sameness struct {
	form
	size     int   // from the brace to the line break, with it; 0 for none
	looked   int   // bytes compared, a multiple of formStep
	leads    []int // first digits of numbers of several
	from, to int   // the value wanted
	lines    int64 // line breaks in it
}

// formStep is how many bytes are compared at a time.
const formStep = 32

// learn makes the form of the line b[i:next], each member of which was as its hint
// says. Another object follows it.
func (l *sameness) learn(w *walker, i, next int) {
	size := next - i
	*l = sameness{leads: l.leads[:0]}
	if size+1 > maxForm || next >= len(w.b) {
		return
	}
	line := w.b[i : next+1]
	for n := range line {
		l.must[n] = 0xFF
	}
	copy(l.text[:], line)
	for k := range w.hints {
		h := &w.hints[k]
		from, to := h.from-i, h.end-i
		switch {
		case !h.quoted:
			if to > from+1 {
				l.leads = append(l.leads, from)
			}
			l.loosen(&l.digit, from, to)
		case h.col >= 0:
			l.from, l.to = from, to // of a key that comes twice the last value counts
			fallthrough
		default:
			l.loosen(&l.free, from, to)
		}
		if h.col >= 0 && !h.quoted {
			l.from, l.to = 0, 0
		}
	}
	if l.to > 0 {
		l.size, l.looked = size, (size+1+formStep-1)/formStep*formStep
	}
}

// loosen lets the bytes of a value be what kind says, except for its escapes.
func (l *sameness) loosen(kind *[maxForm]byte, from, to int) {
	for n := from; n < to; n++ {
		if l.text[n] == '\\' {
			n++
			continue
		}
		l.must[n], kind[n] = 0, 0xFF
	}
}

// again reports whether the line at b[i] is the same again, and another object follows.
func (l *sameness) again(b []byte, i int) bool {
	if l.size == 0 || i+l.looked > len(b) || !l.fits(b[i:i+l.looked]) {
		return false
	}
	for _, at := range l.leads {
		if b[i+at] == '0' {
			return false
		}
	}
	return true
}

// fitsPlainly is fits in plain Go, eight bytes at a time; see stopPlainly. Where a byte
// beyond ASCII stands before digits it may say no though it is a fit.
func (f *form) fitsPlainly(b []byte) bool {
	for n := 0; n+8 <= len(b); n += 8 {
		word := func(of *[maxForm]byte) uint64 { return binary.LittleEndian.Uint64(of[n:]) }
		v := binary.LittleEndian.Uint64(b[n:])
		x, y, z := v^ones*'"', v^ones*'\\', v^zeros
		clear := ((x | highs) - ones | x) & ((y | highs) - ones | y) & ((v | highs) - ones*0x20 | v)
		if (v^word(&f.text))&word(&f.must)|^clear&highs&word(&f.free)|(z|(z+notDigit))&highs&word(&f.digit) != 0 {
			return false
		}
	}
	return true
}

// digitsAt is how many digits follow at b[i], if at most 7 and b goes on for eight
// bytes; else 8.
func digitsAt(b []byte, i int) int {
	if i+8 > len(b) {
		return 8
	}
	x := binary.LittleEndian.Uint64(b[i:]) ^ zeros
	return bits.TrailingZeros64((x|(x+notDigit))&highs) >> 3
}
