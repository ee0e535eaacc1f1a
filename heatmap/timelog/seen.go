package timelog

// hashSet holds hashes of 128 bits, in one table with free places between them. A
// map of Go takes several times as long to grow to tens of millions.
type hashSet struct {
	slots [][2]uint64 // a power of two of them; nothing in a slot of zeros
	n     int
}

// add puts a hash in and reports whether it was there before.
func (s *hashSet) add(k [2]uint64) (before bool) {
	if k == [2]uint64{} {
		k[0] = 1 // as likely as any collision
	}
	if 8*(s.n+1) > 5*len(s.slots) {
		s.grow()
	}
	at := s.place(k)
	if s.slots[at] == k {
		return true
	}
	s.slots[at] = k
	s.n++
	return false
}

// place is where a hash is or belongs.
func (s *hashSet) place(k [2]uint64) uint64 {
	mask := uint64(len(s.slots) - 1)
	at := k[0] & mask
	for s.slots[at] != k && s.slots[at] != [2]uint64{} {
		at = (at + 1) & mask
	}
	return at
}

func (s *hashSet) grow() {
	old := s.slots
	s.slots = make([][2]uint64, max(1024, 2*len(old)))
	for _, k := range old {
		if k != [2]uint64{} {
			s.slots[s.place(k)] = k
		}
	}
}
