package timelog

import (
	"encoding/binary"
	"math/bits"
)

// fieldStops are the bytes of a block that mean something in a table: its
// separators, and apart from them line breaks and quotes, so that the way to the
// end of a line does not lead over all its fields.
type fieldStops struct {
	commas, ends stops
}

// find sets the stops of b, in the memory there is if that is enough.
func (s *fieldStops) find(b []byte, comma byte) {
	words := (len(b) + group - 1) / group
	s.commas, s.ends = s.commas.room(words), s.ends.room(words)
	whole := len(b) / group
	if whole > 0 {
		fieldGroups(s.commas[:whole], s.ends[:whole], b[:whole*group], comma)
	}
	if whole < words {
		var last [group]byte
		n := copy(last[:], b[whole*group:])
		fieldGroups(s.commas[whole:words], s.ends[whole:words], last[:], comma)
		s.commas[whole] &= 1<<n - 1
		s.ends[whole] &= 1<<n - 1
	}
}

// end is the first line break or quote from i on, n if there is none before n,
// the length of the block.
func (s *fieldStops) end(i, n int) int {
	for ; i < n; i += group {
		if near := s.ends.from(i); near != 0 {
			return i + bits.TrailingZeros64(near)
		}
	}
	return n
}

// quote is the first quote in b from i on, -1 if there is none. b is the block or its
// start.
func (s *fieldStops) quote(b []byte, i int) int {
	for ; i < len(b); i += group {
		for near := s.ends.from(i); near != 0; near &= near - 1 {
			if at := i + bits.TrailingZeros64(near); at < len(b) && b[at] == '"' {
				return at
			}
		}
	}
	return -1
}

// fieldEnd is the first separator or line break in b from i on, or the end of b,
// which is the block or its start.
func (s *fieldStops) fieldEnd(b []byte, i int) int {
	for ; i < len(b); i += group {
		for near := s.commas.from(i) | s.ends.from(i); near != 0; near &= near - 1 {
			if at := i + bits.TrailingZeros64(near); at >= len(b) || b[at] != '"' {
				return min(at, len(b))
			}
		}
	}
	return len(b)
}

// fieldPlainly is fieldGroups in plain Go; see stopPlainly.
func fieldPlainly(commas, ends stops, b []byte, comma byte) {
	separator := ones * uint64(comma)
	for k := range commas {
		first, second, part := uint64(0), uint64(0), b[:group:group]
		b = b[group:]
		for n := 0; n < group; n += 8 {
			v := binary.LittleEndian.Uint64(part[n : n+8])
			x, y, z := v^separator, v^ones*'\n', v^ones*'"'
			clear := (x | highs) - ones | x
			first = first>>8 | (^clear&highs)>>7*gather>>49<<56
			clear = ((y | highs) - ones | y) & ((z | highs) - ones | z)
			second = second>>8 | (^clear&highs)>>7*gather>>49<<56
		}
		commas[k], ends[k] = first, second
	}
}
