package timelog

import (
	"math"
	"math/bits"
)

// hashTable holds keys of rows, each with so many words of values: with none it is a set.
// It lies in parts that are three quarters full at most and grow by half, one after
// another: a key without values takes 11 to 16 bytes, and 13 on average. Once there are
// many keys they are put into a file, and the memory is used again.
//
// Of a key it keeps 76 bits: 64 as they are, and 12 in which part they lie. Of ten
// million rows that differ two share those with a probability of 1e-9, of a thousand
// million with 1e-5.
type hashTable struct {
	values int // words a key
	most   int // keys in memory

	parts  [hashParts]hashPart
	here   int // keys in memory
	frozen frozenKeys
	warm   uint64 // what addAll has looked at, lest the compiler leaves the looks out
	err    error  // of reading what is in files
}

const (
	hashPartBits = 12
	hashParts    = 1 << hashPartBits
)

// hashPart is a table with free places between the keys: 0 is such a place. Behind each
// key are its values.
type hashPart struct {
	slots []uint64
	n     int
}

// of is the part that a key belongs to, and what is kept of it there.
func (t *hashTable) of(k rowKey) (p *hashPart, kept uint64) {
	return &t.parts[hashPartOf(k)], max(k[0], 1)
}

func hashPartOf(k rowKey) uint64 { return k[1] >> (64 - hashPartBits) }

// add puts a key in and reports whether it was there before.
func (t *hashTable) add(k rowKey) (before bool) {
	_, before = t.put(k)
	return before
}

// put puts a key in, if it is not there, and returns its values to be read and changed.
// They are valid until the next call. Of a set that has it in a file there are none.
func (t *hashTable) put(k rowKey) (values []uint64, before bool) {
	if t.here >= t.most {
		t.freeze()
	}
	p, kept := t.of(k)
	wide := 1 + t.values
	if 4*(p.n+1)*wide > 3*len(p.slots) {
		p.grow(k[1], wide)
	}
	at := p.place(kept, wide)
	values = p.slots[at+1 : at+wide]
	if p.slots[at] == kept {
		return values, true
	}
	if t.frozen.runs != nil {
		if before = t.thaw(k, values); before && t.values == 0 {
			return nil, true
		}
	}
	p.slots[at] = kept
	p.n++
	t.here++
	return values, before
}

// addAll adds keys in their order. It first looks once at where each of the next ones
// belongs: the processor waits for many places of memory at a time, which it does not
// when each look decides on the next step.
func (t *hashTable) addAll(keys []rowKey, before []bool) {
	const ahead = 64
	wide := 1 + t.values
	for len(keys) > 0 {
		n := min(ahead, len(keys))
		warm := uint64(0)
		for _, k := range keys[:n] {
			if p, kept := t.of(k); len(p.slots) > 0 {
				warm |= p.slots[p.home(kept, wide)]
			}
			if t.frozen.runs != nil {
				warm |= t.frozen.filter[filterWord(k[0])]
			}
		}
		t.warm = warm
		for i, k := range keys[:n] {
			before[i] = t.add(k)
		}
		keys, before = keys[n:], before[n:]
	}
}

// home is the place that a key is looked for first.
func (p *hashPart) home(kept uint64, wide int) int {
	return homeOf(kept, len(p.slots)/wide) * wide
}

func homeOf(kept uint64, places int) int {
	at, _ := bits.Mul64(kept, uint64(places))
	return int(at)
}

// place is where a key is or belongs.
func (p *hashPart) place(kept uint64, wide int) int {
	at := p.home(kept, wide)
	for p.slots[at] != kept && p.slots[at] != 0 {
		if at += wide; at == len(p.slots) {
			at = 0
		}
	}
	return at
}

// grow makes room for half as many keys again. The first size depends on the part, lest
// all of them grow at once.
func (p *hashPart) grow(seed uint64, wide int) {
	places := len(p.slots) / wide * 3 / 2
	if places == 0 {
		places = 16 + int(seed>>(64-hashPartBits))%8
	}
	p.resize(places, wide)
}

func (p *hashPart) resize(places, wide int) {
	old := p.slots
	p.slots = make([]uint64, places*wide)
	for ; len(old) > 0; old = old[wide:] {
		if old[0] != 0 {
			copy(p.slots[p.place(old[0], wide):], old[:wide])
		}
	}
}

// freeze puts what is in memory into a file, and begins anew. Where that cannot be done
// all stays in memory, whatever comes.
func (t *hashTable) freeze() {
	if err := t.frozen.add(t); err != nil {
		t.most = math.MaxInt
		return
	}
	for i := range t.parts {
		clear(t.parts[i].slots)
		t.parts[i].n = 0
	}
	t.here = 0
}

// thaw looks for a key in the files, and copies its values.
func (t *hashTable) thaw(k rowKey, values []uint64) (found bool) {
	found, err := t.frozen.find(k, values)
	if err != nil && t.err == nil {
		t.err = err
	}
	return found
}
