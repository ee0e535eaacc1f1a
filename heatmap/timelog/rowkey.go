package timelog

import (
	"hash/maphash"
	"math/bits"
)

// rowKey is the hash of the values of a row in the columns that tell duplicates: two
// independent ones of 64 bits. Of rows without columns it is zero.
type rowKey [2]uint64

// rowHasher makes the keys of rows, value by value. Its seeds are random, so that nobody
// can write rows whose keys coincide.
type rowHasher struct{ seeds [2]maphash.Seed }

func newRowHasher() rowHasher {
	return rowHasher{[2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}}
}

// value is the hash of one value.
func (h *rowHasher) value(text []byte) rowKey {
	return rowKey{maphash.Bytes(h.seeds[0], text), maphash.Bytes(h.seeds[1], text)}
}

// noValue stands for the hash of a missing value, which differs from an empty one.
var noValue = rowKey{0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F}

// with is the key of a row that has one value more. The order of values matters, since
// what has come before is multiplied and turned.
func (k rowKey) with(value rowKey) rowKey {
	return rowKey{
		bits.RotateLeft64(k[0]*0xD6E8FEB86659FD93, 31) ^ value[0],
		bits.RotateLeft64(k[1]*0xA0761D6478BD642F, 31) ^ value[1],
	}
}
