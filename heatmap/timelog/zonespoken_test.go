package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A doubtful zone word is read if other times of the column tell which it is, wherever in
// the file they are, and else refused.
func TestSpokenZones(t *testing.T) {
	lines := func(layout string, zones ...string) string {
		var s strings.Builder
		for i, z := range zones {
			fmt.Fprintf(&s, layout+"\n", 1+i%28, z)
		}
		return s.String()
	}
	many := func(zone string, n int, last ...string) []string {
		return append(strings.Fields(strings.Repeat(zone+" ", n)), last...)
	}
	for _, c := range []struct {
		name, text string
		hour       int // of 10:00:00 in the first row
		says       string
	}{
		{"both", lines("2021-01-%02d 10:00:00 %s LOG: x", "EST", "EDT", "EST"), 15, `EST as -05:00, since others say -04:00`},
		{"the other first", lines("2021-01-%02d 10:00:00 %s LOG: x", "EDT", "EST", "EST"), 14, `EST as -05:00`},
		{"the other far behind", lines("2021-01-%02d 10:00:00 %s LOG: x", many("PST", 60_000, "PDT")...), 18, `PST as -08:00`},
		{"in a table", "time,n\n" + lines("2021-01-%02d 10:00:00 %s,x", many("MST", 60_000, "MDT")...), 17, `MST as -07:00`},
		{"dates of mail", lines(`{"time":"%02d Jan 2021 10:00:00 %s"}`, "EST", "-0400", "EST"), 15, `EST as -05:00`},
		{"London", lines("2021-01-%02d 10:00:00 %s LOG: x", "BST", "GMT", "BST"), 9, `BST as +01:00`},
		{"alone", lines("2021-01-%02d 10:00:00 %s LOG: x", many("EST", 60_000)...), -1, "--source-zone"},
		{"another one", lines("2021-01-%02d 10:00:00 %s LOG: x", "CST", "EDT", "CST"), 0, ""},
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "log", c.text))
		switch {
		case c.hour < 0:
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", c.name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.says == "":
			if s := tally.Sources[0]; s.Events != 1 || s.Rows != 3 {
				t.Errorf("%s: %+v", c.name, s)
			}
		default:
			said := strings.Join(tally.Warnings, "\n")
			if s := tally.Sources[0]; s.Events != s.Rows || tally.First.Hour() != c.hour || !strings.Contains(said, c.says) {
				t.Errorf("%s: %v, %+v, %s", c.name, tally.First, s, said)
			}
		}
	}
}
