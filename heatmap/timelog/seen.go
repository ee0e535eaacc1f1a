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

// hashSet holds keys of rows, each in 8 bytes, in parts that are three quarters full at
// most and grow by half, one after another: 11 to 16 bytes a key, and 13 on average,
// however many there are.
//
// Of a key it keeps 76 bits: 64 as they are, and 12 in which part they lie. Of ten
// million rows that differ two share those with a probability of 1e-9, of a thousand
// million with 1e-5.
type hashSet struct {
	parts [hashParts]hashPart
	n     int
	warm  uint64 // what addAll has looked at, lest the compiler leaves the looks out
}

const (
	hashPartBits = 12
	hashParts    = 1 << hashPartBits
)

// hashPart is a table with free places between the keys: 0 is such a place.
type hashPart struct {
	slots []uint64
	n     int
}

// of is the part that a key belongs to, and what is kept of it there.
func (s *hashSet) of(k rowKey) (p *hashPart, kept uint64) {
	return &s.parts[k[1]>>(64-hashPartBits)], max(k[0], 1)
}

// add puts a key in and reports whether it was there before.
func (s *hashSet) add(k rowKey) (before bool) {
	p, kept := s.of(k)
	if 4*(p.n+1) > 3*len(p.slots) {
		p.grow(k[1])
	}
	at := p.place(kept)
	if p.slots[at] == kept {
		return true
	}
	p.slots[at] = kept
	p.n++
	s.n++
	return false
}

// addAll adds keys in their order. It first looks once at where each of the next ones
// belongs: the processor waits for many places of memory at a time, which it does not
// when each look decides on the next step.
func (s *hashSet) addAll(keys []rowKey, before []bool) {
	const ahead = 64
	for len(keys) > 0 {
		n := min(ahead, len(keys))
		warm := uint64(0)
		for _, k := range keys[:n] {
			if p, kept := s.of(k); len(p.slots) > 0 {
				warm |= p.slots[p.home(kept)]
			}
		}
		s.warm = warm
		for i, k := range keys[:n] {
			before[i] = s.add(k)
		}
		keys, before = keys[n:], before[n:]
	}
}

// home is the place that a key is looked for first.
func (p *hashPart) home(kept uint64) uint64 {
	at, _ := bits.Mul64(kept, uint64(len(p.slots)))
	return at
}

// place is where a key is or belongs.
func (p *hashPart) place(kept uint64) uint64 {
	at := p.home(kept)
	for p.slots[at] != kept && p.slots[at] != 0 {
		if at++; at == uint64(len(p.slots)) {
			at = 0
		}
	}
	return at
}

// grow makes room for half as many keys again. The first size depends on the part, lest
// all of them grow at once.
func (p *hashPart) grow(seed uint64) {
	old, size := p.slots, len(p.slots)*3/2
	if size == 0 {
		size = 16 + int(seed>>(64-hashPartBits))%8
	}
	p.slots = make([]uint64, size)
	for _, kept := range old {
		if kept != 0 {
			p.slots[p.place(kept)] = kept
		}
	}
}
