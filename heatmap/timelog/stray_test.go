package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A time in front of a line is not its own where it is quoted: the rows are in order
// without such lines and not with them.
func TestQuotedTimes(t *testing.T) {
	var text strings.Builder
	for i := range 20 {
		fmt.Fprintf(&text, "[2021-03-04T05:%02d:07,123][INFO ][main] letter received:\n", i)
		fmt.Fprintf(&text, "%d Jan 2019 %02d:00:00 somebody wrote\n", 1+i*7%20, i*5%24)
	}
	tally, err := Count(context.Background(), Options{}, file(t, "log", text.String()))
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	s := tally.Sources[0]
	if s.Events != 20 || len(s.Skipped) != 1 || s.Skipped[0].Reason != quoted {
		t.Errorf("%+v", s)
	}
}

// Lines after the sample, with a time in front that cannot be read without a guess,
// say why they are not read; those that leave no doubt are read.
func TestLateStrays(t *testing.T) {
	head := strings.Repeat("[2021-03-04T05:06:07,123][INFO ][main] message\n", 100000)
	for line, reason := range map[string]string{
		"2021-03-04 07:00:00 another program":       "",
		"[1614841200] another program":              "",
		"71:signal-handler (1614841200) stopping":   "",
		"71 (1614841200) apples":                    continuation,
		"1614841200 apples":                         continuation,
		"Mar  4 07:00:00 host program: message":     errNoYear.Error(),
		"03/04/2021 07:00:00 another program":       errDateOrder.Error(),
		"  2021-03-04 07:00:00 indented, so quoted": continuation,
		"13/04/2021 07:00:00 thirteen is no month":  "",
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "log", head+line+"\n"))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		balanced(t, tally.Sources)
		s := tally.Sources[0]
		got := ""
		if len(s.Skipped) > 0 {
			got = s.Skipped[0].Reason
		}
		if s.Rows != 100001 || got != reason {
			t.Errorf("%s: %q, want %q, of %d rows", line, got, reason, s.Rows)
		}
	}
}

// Rows that have a year tell that of the rows between that have none.
func TestStraysTellYears(t *testing.T) {
	y := &yearless{}
	y.probe = &calendarSeen{}
	c := y.calendar()
	for _, m := range []moment{
		{mo: 12, d: 30, h: 1},
		{y: 2015, mo: 12, d: 31, h: 2},
		{mo: 1, d: 1},
		{y: 2009, mo: 6, d: 1}, // far from its neighbours: a date of something else
		{mo: 1, d: 2},
	} {
		l := &layout{kind: yearlessDay}
		if m.y > 0 {
			l = &layout{kind: wholeDate}
		}
		if !c.complete(l, &m) {
			t.Errorf("%+v", m)
		}
	}
	if s := y.probe; !s.anchored || s.anchor != 2015 || s.last.year != 1 {
		t.Errorf("anchored %v in %d, the last row %d years later; want 2015 and 1", s.anchored, s.anchor, s.last.year)
	}
}
