package timelog

import (
	"math/rand"
	"testing"
)

// TestStops holds both ways of marking against looking at each byte.
func TestStops(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	var m stops
	for size := range 400 {
		b := make([]byte, size)
		for i := range b {
			b[i] = byte(rnd.Intn(256))
			if rnd.Intn(3) == 0 {
				b[i] = `"\,`[rnd.Intn(3)]
			}
		}
		m = m.find(b, '"', '\\')
		plainly := make(stops, size/group)
		stopPlainly(plainly, b[:len(plainly)*group], '"', '\\')
		next := m.next(0)
		for i, c := range b {
			want := c == '"' || c == '\\' || c < 0x20
			if got := m[i/group]>>(i%group)&1 == 1; got != want {
				t.Fatalf("byte %#x at %d of %d: stopped at %v", c, i, size, got)
			}
			if i/group < len(plainly) && plainly[i/group]>>(i%group)&1 == 1 != want {
				t.Fatalf("byte %#x at %d of %d: stopped at plainly %v", c, i, size, !want)
			}
			if want && next != i {
				t.Fatalf("next mark before %d of %d: %d", i, size, next)
			}
			if want {
				next = m.next(i + 1)
			}
		}
		if next != -1 {
			t.Fatalf("mark at %d behind %d bytes", next, size)
		}
	}
}

func BenchmarkStops(b *testing.B) {
	text := make([]byte, pieceSize)
	for _, c := range []struct {
		name string
		mark func(m stops, b []byte, one, other byte)
	}{{"fastest", stopGroups}, {"plain", stopPlainly}} {
		b.Run(c.name, func(b *testing.B) {
			m := make(stops, len(text)/group)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				c.mark(m, text, '"', '\\')
			}
		})
	}
}
