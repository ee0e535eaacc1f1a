package rhythm

import "testing"

// TestHolidaysAddUpAlike wants the same number to the last bit each time: with a sum
// in any order a page said 5.2 in one run and 5.3 in the next.
func TestHolidaysAddUpAlike(t *testing.T) {
	present := map[int64]bool{}
	for day := int64(18000); day < 18800; day++ {
		present[day] = day%5 != 0 && day%7 != 1
	}
	first := holidaysIn("RU", present, 18000, 18800)
	if first.Days < 10 {
		t.Fatalf("only %d holidays", first.Days)
	}
	for range 200 {
		if again := holidaysIn("RU", present, 18000, 18800); again != first {
			t.Fatalf("%+v, then %+v", first, again)
		}
	}
}
