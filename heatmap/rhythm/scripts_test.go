package rhythm

import (
	"testing"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// TestExampleScripts finds the machine that example_data/README.md tells of in each
// data set, among the values of one column.
func TestExampleScripts(t *testing.T) {
	for _, c := range []struct {
		path, machine string
		read          timelog.Options
	}{
		{"dns/dns.log", "cdn-sync.example.org", timelog.Options{By: "query"}},
		{"laptop/connections.csv", "printhelper", timelog.Options{By: "process"}},
		{"incident/timeline.xlsx", "SYSTEM", timelog.Options{By: "Account", Sheet: "Timeline", OrderBy: "Analyst"}},
	} {
		answer, err := Whose(ReadOptions{Read: c.read, Top: 8}, "../../example_data/"+c.path)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, g := range answer.Groups {
			machine := g.Label == c.machine
			found = found || machine
			if machine != (g.Finding.Verdict == Automated) {
				t.Errorf("%s: %s: %s %v", c.path, g.Label, g.Finding.Verdict, g.Finding.Automation.Why)
			}
		}
		if !found {
			t.Errorf("%s: no %s", c.path, c.machine)
		}
	}
}
