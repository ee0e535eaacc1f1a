package timelog

import (
	"math/rand"
	"testing"
)

// TestLongest holds the choice of layouts by how they start against trying all of
// them everywhere.
func TestLongest(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	parts := []string{"2021", "01", "1", "29", "21", "2021-01-29", "20210129", "20210129100000", "1611878400", "1611878400123",
		"1611878400123456", "1611878400123456789", "123456789", "12345678901234567890", "Jan", "September", "Mon", "tuesday", "May",
		"10:00:00", "1:2:3", ".5", ",123", "+0300", "Z", " PM", "/", "-", ".", ":", " ", "  ", "T", ",", "_", "@", "date=", `time="`, `"`, "x"}
	for range 200_000 {
		var line []byte
		for range 1 + rnd.Intn(9) {
			line = append(line, parts[rnd.Intn(len(parts))]...)
		}
		var want mark
		for k := range layouts {
			want.outdo(line, 0, &layouts[k])
		}
		if c := line[0]; !isAlnum(c) {
			continue // no time is looked for there
		}
		got := longest(line, 0)
		if got.layout != want.layout || got.end != want.end {
			t.Fatalf("%q: %v to %d, want %v to %d", line, got.layout, got.end, want.layout, want.end)
		}
	}
}
