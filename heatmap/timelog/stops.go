package timelog

import "math/bits"

// stops are the bytes of a block that mean something to a scanner, a bit each:
// two characters of its format and all control characters, line breaks among
// them. Between two stops a scanner need not look at anything. One word without any
// follows those of the block.
type stops []uint64

// group is how many bytes one word of stops stands for.
const group = 64

// find sets the stops of b, in the memory of s if there is enough.
func (s stops) find(b []byte, one, other byte) stops {
	words := (len(b) + group - 1) / group
	s = s.room(words)
	whole := len(b) / group
	if whole > 0 {
		stopGroups(s[:whole], b[:whole*group], one, other)
	}
	if whole < words {
		var last [group]byte
		n := copy(last[:], b[whole*group:])
		stopGroups(s[whole:words], last[:], one, other)
		s[whole] &= 1<<n - 1
	}
	return s
}

// room is s for so many words, whatever is in them, and the empty one behind them.
func (s stops) room(words int) stops {
	if cap(s) <= words {
		s = make(stops, words+words/8+1)
	}
	s = s[:words+1]
	s[words] = 0
	return s
}

// from are the stops among the 64 bytes from i on, the first in the lowest bit. i is
// a place in the block. That takes no branch, whereas going on to the next word
// where one is used up takes one that is hard to foretell.
func (s stops) from(i int) uint64 {
	k, shift := i/group, uint(i)%group
	return s[k]>>shift | s[k+1]<<1<<(^shift%group) // one shift by group-shift would be one too far for 0
}

// next is the place of the first mark from i on, -1 if there is none.
func (s stops) next(i int) int {
	k := i / group
	if k >= len(s) {
		return -1
	}
	word := s[k] >> (i % group)
	if word != 0 {
		return i + bits.TrailingZeros64(word)
	}
	for k++; k < len(s); k++ {
		if s[k] != 0 {
			return k*group + bits.TrailingZeros64(s[k])
		}
	}
	return -1
}
