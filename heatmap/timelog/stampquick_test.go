package timelog

import (
	"fmt"
	"math/rand"
	"testing"
)

// TestQuickStamp holds the short way against the long one on stamps whose tails are
// right and wrong in every way.
func TestQuickStamp(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	tails := []string{"", "Z", "+0000", "-0330", "+05:45", "-00:00", "+2400", "+2401", "+24:30", "-2500", "+0060", "+1", "+01", "+01:0", "05:45", " +0100", "+0100 MSK", "+01:00Z", "z", "+a100", "++100"}
	fractions := []string{"", ".", ".1", ".123456", ".12345678", ".123456789", ",5", ".12a4", ".+123", ".1-100", "-0100"}
	var q quickStamp
	known := 0
	for range 100_000 {
		s := fmt.Sprintf("2021-%02d-%02d%c%02d:%02d:%02d%s%s", rnd.Intn(14), rnd.Intn(33), "T _"[rnd.Intn(3)], rnd.Intn(25), rnd.Intn(61), rnd.Intn(62),
			fractions[rnd.Intn(len(fractions))], tails[rnd.Intn(len(tails))])
		got, ok := q.read([]byte(s))
		if !ok {
			continue
		}
		known++
		if want, err := parseStamp([]byte(s), stampRules{}); err != nil || got != want {
			t.Fatalf("%q: %+v, the long way says %+v, %v", s, got, want, err)
		}
	}
	if known < 4_000 {
		t.Errorf("only %d of the stamps were read the short way", known)
	}
}
