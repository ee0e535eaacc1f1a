package heatmap

import (
	"strings"
	"testing"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

const incident = "../example_data/incident/timeline.xlsx"

// The sheet's dates are in the orders of two analysts: by all rows together they
// cannot be read, by the rows of each they can, and the frame and the fast path
// then agree. The numbers are those of example_data/README.md.
func TestDatesInTheOrderOfEachHand(t *testing.T) {
	if _, err := Count(CountOptions{Read: ReadOptions{Sheet: "Timeline"}}, incident); err == nil || !strings.Contains(err.Error(), "day first or month first") {
		t.Fatalf("dates in two orders: %v", err)
	}
	opt := ReadOptions{Sheet: "timeline", OrderBy: "Analyst"}
	tally, err := Count(CountOptions{Read: opt}, incident)
	if err != nil {
		t.Fatal(err)
	}
	if s := tally.Sources[0]; s.Rows != 1347 || s.Events != 1344 || skippedRows(s) != 3 || s.ZoneFrom != "header" {
		t.Errorf("%+v", s)
	}
	if said := strings.Join(tally.Warnings, "\n"); !strings.Contains(said, `mdy by "J. Rivera"`) || !strings.Contains(said, `dmy by "M. Brandt"`) {
		t.Errorf("the warnings do not say what was decided: %s", said)
	}
	reading, err := ReadLog(opt, incident)
	if err != nil {
		t.Fatal(err)
	}
	df, err := WithTimeOptions(reading.Frame, TimeOptions{Column: "Date (UTC) + Time", OrderBy: "Analyst"})
	if err != nil {
		t.Fatal(err)
	}
	g, err := Group(df, GroupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if g.Counts != tally.Grid.Counts || !g.First.Equal(tally.Grid.First) || !g.Last.Equal(tally.Grid.Last) {
		t.Errorf("the frame and the fast path differ:\n%s\n%s", g, tally.Grid)
	}
}

func TestOrderByRefuses(t *testing.T) {
	if _, err := Count(CountOptions{Read: ReadOptions{Sheet: "Nowhere"}}, incident); err == nil || !strings.Contains(err.Error(), `"Indicators"`) {
		t.Errorf("a sheet that is not there: %v", err)
	}
	reading, err := ReadLog(timelog.Options{Sheet: "Timeline", OrderBy: "Analyst"}, incident)
	if err != nil {
		t.Fatal(err)
	}
	for want, opt := range map[string]TimeOptions{
		"no column":             {Column: "Date (UTC) + Time", OrderBy: "nobody"},
		`"Source" is "VPN log"`: {Column: "Date (UTC) + Time", OrderBy: "Source"},
		"day first or month f":  {Column: "Date (UTC) + Time"},
	} {
		if _, err := WithTimeOptions(reading.Frame, opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want an error with %q", opt, err, want)
		}
	}
}
