package report

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/heatmap"
)

// A comparison is drawn in the local zone and in UTC, worded as a finding with what
// speaks against it, and written down cell by cell.
func TestCaseChange(t *testing.T) {
	c := incidentCase(t)
	files := filesOf(t, c)
	for _, name := range []string{"figures/change-europe-bucharest.svg", "figures/change-europe-bucharest.png", "figures/change-utc.svg", "figures/change-utc.png"} {
		if files[name] == "" {
			t.Errorf("no %s", name)
		}
	}
	for _, part := range []string{"### The hours from 2023-04-05 18:00 UTC+3 differ from those before.", "Benjamini and Hochberg 1995", "Less on the clock of Europe/Bucharest", "does not say why"} {
		if !strings.Contains(files[caseText], part) {
			t.Errorf("the text does not say %q", part)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(files[caseChange])).ReadAll()
	if err != nil || len(rows) != 1+heatmap.Days*heatmap.Hours {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	flagged := 0
	for _, row := range rows[1:] {
		if row[10] == "true" {
			flagged++
		}
	}
	if flagged != c.Change.Flags || flagged == 0 {
		t.Errorf("%d cells are flagged in %s, %d in the comparison", flagged, caseChange, c.Change.Flags)
	}
}

// Where nothing changed, the finding claims no change and says what that is worth.
func TestCaseWithoutChange(t *testing.T) {
	before, after, err := fold(t, office(2000, 3), "Europe/Moscow").Split(containment.AddDate(-3, 4, 0))
	if err != nil {
		t.Fatal(err)
	}
	change, err := heatmap.Compare(before, after, heatmap.DifferenceOptions{})
	if err != nil || change.Flags != 0 {
		t.Fatalf("%v: %v", err, change)
	}
	text := filesOf(t, Case{Grid: fold(t, office(2000, 3), "Europe/Moscow"), Change: change})[caseText]
	for _, part := range []string{"### No change of hours is shown from 2020-08-05 18:00 UTC+3.", "does not say there is none"} {
		if !strings.Contains(text, part) {
			t.Errorf("the text does not say %q", part)
		}
	}
}

// A week that differs as a whole, of which no single hour does, is called that.
func TestCaseChangeOfTheWhole(t *testing.T) {
	c := incidentCase(t)
	change := *c.Change
	change.Flags, change.Flagged = 0, [heatmap.Days][heatmap.Hours]bool{}
	c.Change = &change
	text := filesOf(t, c)[caseText]
	if n := strings.Count(text, "The week from 2023-04-05 18:00 UTC+3 differs as a whole from that before, and no single hour of it does"); n != 2 {
		t.Errorf("said %d times, want it in the bottom line and the findings", n)
	}
}
