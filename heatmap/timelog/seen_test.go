package timelog

import (
	"math/rand"
	"testing"
)

// The set says of every hash what a map says, zeros and neighbours in the table
// included.
func TestHashSet(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var s hashSet
	want := map[[2]uint64]bool{}
	for i := range 200_000 {
		k := [2]uint64{uint64(r.Intn(60_000)) * 0x9E3779B97F4A7C15, uint64(r.Intn(2))} // spread as hashes are
		if k == [2]uint64{} {
			continue // stands for another
		}
		if got := s.add(k); got != want[k] {
			t.Fatalf("%d: %v was there: %v", i, k, got)
		}
		want[k] = true
	}
	if s.n != len(want) || s.add([2]uint64{}) != want[[2]uint64{1, 0}] || !s.add([2]uint64{}) {
		t.Errorf("%d of %d", s.n, len(want))
	}
}
