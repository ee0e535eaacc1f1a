package timelog

import (
	"context"
	"strings"
	"testing"
)

func TestDateOrder(t *testing.T) {
	many := func(rows ...string) string { return "when,n\n" + strings.Join(rows, ",1\n") + ",1\n" }
	for _, c := range []struct {
		name, text string
		opt        Options
		first      string // "" for an error that names the flag
	}{
		{"day first", many("01/02/2021 10:00", "28/02/2021 10:00"), Options{}, "2021-02-01 10:00:00"},
		{"month first", many("01/02/2021 10:00", "02/28/2021 10:00"), Options{}, "2021-01-02 10:00:00"},
		{"open", many("01/02/2021 10:00", "02/02/2021 10:00"), Options{}, ""},
		{"flag", many("01/02/2021 10:00", "02/02/2021 10:00"), Options{DateOrder: "dmy"}, "2021-02-01 10:00:00"},
		{"dots", many("01.02.2021 10:00", "28.02.2021 10:00"), Options{}, "2021-02-01 10:00:00"},
	} {
		tally, err := Count(context.Background(), c.opt, file(t, "log.csv", c.text))
		switch {
		case c.first == "" && (err == nil || !strings.Contains(err.Error(), "--date-order dmy")):
			t.Errorf("%s: %v", c.name, err)
		case c.first != "" && (err != nil || !tally.First.Equal(at(c.first))):
			t.Errorf("%s: %+v %v", c.name, tally, err)
		}
	}
	// What one file leaves open another with the same column settles.
	dir := t.TempDir()
	write(t, dir, "a.csv", many("01/02/2021 10:00", "02/02/2021 10:00"))
	write(t, dir, "b.csv", many("27/02/2021 10:00", "28/02/2021 10:00"))
	tally, err := Count(context.Background(), Options{}, dir)
	if err != nil || !tally.First.Equal(at("2021-02-01 10:00:00")) || tally.All.Total() != 4 {
		t.Errorf("two files: %+v %v", tally, err)
	}
}

// A date order that only the end of a large file settles.
func TestDateOrderLate(t *testing.T) {
	var s strings.Builder
	s.WriteString("when,n\n")
	for s.Len() < 2*blockSize {
		s.WriteString("01/02/2021 10:00,1\n")
	}
	open := file(t, "open.csv", s.String())
	if _, err := Count(context.Background(), Options{}, open); err == nil || !strings.Contains(err.Error(), "--date-order") {
		t.Errorf("an open column: %v", err)
	}
	s.WriteString("28/02/2021 10:00,1\n")
	tally, err := Count(context.Background(), Options{}, file(t, "settled.csv", s.String()))
	if err != nil || !tally.First.Equal(at("2021-02-01 10:00:00")) {
		t.Errorf("%+v %v", tally, err)
	}
}
