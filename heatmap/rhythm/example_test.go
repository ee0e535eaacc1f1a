package rhythm_test

import (
	"fmt"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/rhythm"
)

const jabberLogs = "../../example_data/jabber_logs"

// Whose judges each account of a log by itself.
func ExampleWhose() {
	read := heatmap.ReadOptions{By: "from", Dedupe: []string{"from", "to", "body"}}
	answer, err := rhythm.Whose(rhythm.ReadOptions{Read: read, Top: 3}, jabberLogs)
	if err != nil {
		panic(err)
	}
	for _, g := range answer.Groups {
		fmt.Println(g.Label, g.Finding.Verdict, g.Finding.Zones[0].Name, g.Finding.Work.Days)
	}
	// Output:
	// watchdog@chat.example.onion automated Europe/Berlin [Mon Tue Wed Thu Fri Sat Sun]
	// teasel@chat.example.onion human Europe/Moscow [Mon Tue Wed Thu Fri]
	// walnut@chat.example.onion human Europe/Moscow [Mon Tue Wed Thu Fri]
}

// Judge takes a histogram that was counted elsewhere; Compare and Rank take several.
func ExampleJudge() {
	tally, err := heatmap.Count(heatmap.CountOptions{Read: heatmap.ReadOptions{By: "from"}}, jabberLogs)
	if err != nil {
		panic(err)
	}
	known := []rhythm.Actor{}
	for _, g := range tally.Groups[1:4] {
		known = append(known, rhythm.Actor{Label: g.Label, Events: g.Histogram()})
	}
	finding, err := rhythm.Judge(rhythm.Events{Histogram: known[0].Events}, rhythm.Options{Level: 0.9})
	fmt.Println(finding.Zones[0].Name, err)
	opt := rhythm.CompareOptions{Permutations: 99}
	comparison, err := rhythm.Compare(known[0], known[2], opt)
	fmt.Println(comparison.Chance <= 0.05, err)
	ranking, err := rhythm.Rank(known[0], known, opt)
	fmt.Println(ranking.Known[0].Label, ranking.None, err)
	// Output:
	// Europe/Moscow <nil>
	// true <nil>
	// teasel@chat.example.onion false <nil>
}
