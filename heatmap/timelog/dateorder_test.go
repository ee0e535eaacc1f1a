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
		{"the same either way", many("7/7/2021 10:00", "07/07/2021 11:00"), Options{}, "2021-07-07 10:00:00"},
		{"but not all", many("7/7/2021 10:00", "8/7/2021 11:00"), Options{}, ""},
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
	// A file whose dates are the same either way settles nothing.
	write(t, dir, "b.csv", many("7/7/2021 10:00"))
	if _, err = Count(context.Background(), Options{}, dir); err == nil || !strings.Contains(err.Error(), "a.csv") || !strings.Contains(err.Error(), "--date-order") {
		t.Errorf("two files: %v", err)
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
	same := "when,n\n" + strings.Repeat("7/7/2021 10:00,1\n", 2*sampleRows)
	if _, err := Count(context.Background(), Options{}, file(t, "same.csv", same)); err != nil {
		t.Error(err)
	}
	if tally, err := Count(context.Background(), Options{}, file(t, "next.csv", same+"8/7/2021 10:00,1\n")); err != nil || !tally.Last.Equal(at("2021-07-08 10:00:00")) {
		t.Errorf("a day later: %+v %v", tally, err)
	}
	small := "when,n\n" + strings.Repeat("01/02/2021 10:00,1\n", 2*sampleRows) + "28/02/2021 10:00,1\n"
	if tally, err := Count(context.Background(), Options{}, file(t, "small.csv", small)); err != nil || !tally.First.Equal(at("2021-02-01 10:00:00")) {
		t.Errorf("%+v %v", tally, err)
	}
	s.WriteString("28/02/2021 10:00,1\n")
	tally, err := Count(context.Background(), Options{}, file(t, "settled.csv", s.String()))
	if err != nil || !tally.First.Equal(at("2021-02-01 10:00:00")) {
		t.Errorf("%+v %v", tally, err)
	}
}
