package timelog

import (
	"context"
	"strings"
	"testing"
)

// A log of Subversion has a row for each revision, with and without its paths.
func TestSVN(t *testing.T) {
	const text = `------------------------------------------------------------------------
r12 | ada | 2011-01-10 18:31:58 -0500 (Mon, 10 Jan 2011) | 2 lines
Changed paths:
   M /trunk/build.xml

changed something
as of 2010-03-04 10:00:00
------------------------------------------------------------------------
r11 | (no author) | 2011-01-10 17:00:00 -0500 (Mon, 10 Jan 2011) | 1 line


------------------------------------------------------------------------
`
	path := file(t, "log", text)
	tally, err := Count(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	if s := tally.Sources[0]; s.Format != "svn" || s.Events != 2 || s.Rows != 2 || s.ZoneFrom != "stamp" {
		t.Errorf("%+v", s)
	}
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	if got := clocksIn(t, table); got != "23:31:58 22:00:00" {
		t.Errorf("times %s", got)
	}
	var cells []string
	for _, c := range table.Columns[1:] {
		cells = append(cells, strings.Join(c.Values, "/"))
	}
	if got := strings.Join(cells, " "); got != "r12/r11 ada/(no author) changed something/" {
		t.Errorf("%q", got)
	}
	inSteps(t, text, 2)
}
