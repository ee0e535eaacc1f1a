package timelog

import "encoding/binary"

const (
	maxHints = 64 // members of an object with a hint
	maxHint  = 64 // bytes of one
)

// hint is what stood between two values of the object before: comma, blanks, key
// and colon, and the quote that opens the value if that was a string. Objects of
// one log are mostly alike, so it mostly stands there again.
type hint struct {
	first, second uint64 // the first 16 bytes, zero beyond size
	masks         [2]uint64
	size          uint8
	quoted        bool // the last byte opens a string
	hit           *branch
	text          [maxHint]byte
}

// stands reports whether the bytes of the hint stand at b[i].
func (h *hint) stands(b []byte, i int) bool {
	if i+16 > len(b) {
		return hasPrefix(b[i:], h.text[:h.size])
	}
	p := b[i : i+16]
	if (binary.LittleEndian.Uint64(p)^h.first)&h.masks[0]|(binary.LittleEndian.Uint64(p[8:])^h.second)&h.masks[1] != 0 {
		return false
	}
	return h.size <= 16 || hasPrefix(b[i+16:], h.text[16:h.size])
}

func hasPrefix(b, prefix []byte) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == string(prefix)
}

// learn keeps what stands before the value of member k, which starts at b[value].
func (w *walker) learn(k int, b []byte, from, value int, hit *branch) {
	quoted := value < len(b) && b[value] == '"'
	if quoted {
		value++
	}
	if k > len(w.hints) || k >= maxHints || value-from > maxHint {
		return
	}
	if k == len(w.hints) {
		w.hints = append(w.hints, hint{})
	}
	h := &w.hints[k]
	*h = hint{quoted: quoted, hit: hit}
	h.size = uint8(copy(h.text[:], b[from:value]))
	h.first, h.second = binary.LittleEndian.Uint64(h.text[:]), binary.LittleEndian.Uint64(h.text[8:])
	for n := range min(int(h.size), 16) {
		h.masks[n/8] |= 0xFF << (n % 8 * 8)
	}
}
