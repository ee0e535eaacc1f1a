package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestYearsInPieces: only where a year turns or rows have one must a file without
// years be read from the front.
func TestYearsInPieces(t *testing.T) {
	for name, text := range severalPieces() {
		if !strings.HasPrefix(name, "syslog") && name != "own times" && name != "own times without a year" {
			continue
		}
		d, err := detect([]byte(text[:blockSize]), "")
		if err != nil {
			t.Fatal(name, err)
		}
		r := &run{ctx: context.Background()}
		in := input{path: file(t, "log", text), size: int64(len(text))}
		first := block{[]byte(text[:blockSize]), false}
		seen, err := r.probePieces(in, d, first)
		if err != nil {
			t.Fatal(name, err)
		}
		if steady := name == "syslog" || name == "syslog, newest first" || name == "own times"; (seen != nil) != steady {
			t.Fatalf("%s: read in pieces: %v", name, seen != nil)
		}
		if seen == nil {
			continue
		}
		d.lines.years.probe = &calendarSeen{}
		if err := r.passOver(in, d, first); err != nil {
			t.Fatal(err)
		}
		front := *d.lines.years.probe
		front.found, seen.found = nil, nil
		if diff := cmp.Diff(fmt.Sprintf("%+v", front), fmt.Sprintf("%+v", *seen)); diff != "" {
			t.Errorf("%s (-front +pieces):\n%s", name, diff)
		}
	}
}

// TestJoinYears: a year may turn where one piece ends and the next begins.
func TestJoinYears(t *testing.T) {
	part := func(days ...int64) *calendar {
		c := newCalendar(&yearless{})
		c.seen = &calendarSeen{}
		for _, d := range days {
			c.step(d * dayLong)
			c.seen.add(c.year, d*dayLong, &moment{})
		}
		c.seen.rows += besideRows
		return c
	}
	for _, c := range []struct {
		name  string
		parts []*calendar
		turns bool
	}{
		{"one year", []*calendar{part(4, 5), part(6, 170), part(), part(362)}, false},
		{"a year turns between pieces", []*calendar{part(300, 364), part(1, 2)}, true},
		{"a year turns back between pieces", []*calendar{part(1, 2), part(364)}, true},
		{"a year turns in a piece", []*calendar{part(300, 301), part(364, 2)}, true},
	} {
		seen := joinYears(&yearless{}, c.parts)
		if (seen == nil) != c.turns {
			t.Errorf("%s: %+v", c.name, seen)
		}
		if seen != nil && (seen.last.at != 362*dayLong || seen.up != 4) {
			t.Errorf("%s: last on day %d, %d steps on", c.name, seen.last.at/dayLong, seen.up)
		}
	}
}

// TestRestart: a piece far behind the one before is of the same year.
func TestRestart(t *testing.T) {
	text := strings.Repeat("Jan  2 10:00:00 web a[1]: x\n", 20)
	d, err := detect([]byte(text), "")
	if err != nil {
		t.Fatal(err)
	}
	d.lines.years.first = 2021
	taker := newCountTaker(d, plan{columns: []string{"time"}, by: -1})
	taker.take(0, []byte(text), false)
	scannerOfLines(taker).restart()
	taker.take(1, []byte("Dec 30 10:00:00 web a[1]: y\n"), false)
	if got := taker.last.time().Format("2006-01-02"); got != "2021-12-30" {
		t.Errorf("the last event is of %s", got)
	}
}
