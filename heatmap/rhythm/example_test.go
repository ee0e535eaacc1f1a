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

// office counts three accounts of the example log: two of one office, and one who
// works by night.
func office() []rhythm.Actor {
	read := heatmap.ReadOptions{By: "from", Dedupe: []string{"from", "to", "body"}}
	tally, err := heatmap.Count(heatmap.CountOptions{Read: read}, jabberLogs)
	if err != nil {
		panic(err)
	}
	var all []rhythm.Actor
	for _, name := range []string{"teasel", "walnut", "pebble"} {
		for _, g := range tally.Groups {
			if g.Label == name+"@chat.example.onion" {
				all = append(all, rhythm.Actor{Label: name, Events: g.Histogram()})
			}
		}
	}
	return all
}

// Judge takes a histogram that was counted elsewhere.
func ExampleJudge() {
	teasel := office()[0]
	finding, err := rhythm.Judge(rhythm.Events{Histogram: teasel.Events}, rhythm.Options{Level: 0.9})
	fmt.Println(finding.Zones[0].Name, finding.Work, err)
	// Output:
	// Europe/Moscow Mon–Fri, 10:00–19:30, break about 13:00–14:00 (87 % inside; quiet 01:00–07:00) <nil>
}

// Compare deals the days of two actors out anew.
func ExampleCompare() {
	actors := office()
	opt := rhythm.CompareOptions{Zone: "Europe/Moscow", Permutations: 199}
	for _, other := range actors[1:] {
		c, err := rhythm.Compare(actors[0], other, opt)
		fmt.Printf("%s and %s: %.1f hours apart, differ: %v %v\n", c.A, c.B, c.Distance, c.Chance <= 0.05, err)
	}
	// Output:
	// teasel and walnut: 0.7 hours apart, differ: false <nil>
	// teasel and pebble: 8.3 hours apart, differ: true <nil>
}

// Rank asks which of several actors an unknown one resembles.
func ExampleRank() {
	actors := office()
	ranking, err := rhythm.Rank(rhythm.Actor{Label: "unknown", Events: actors[2].Events}, actors, rhythm.CompareOptions{Permutations: 199})
	fmt.Println(ranking.Known[0].Label, ranking.None, err)
	ranking, err = rhythm.Rank(actors[2], actors[:2], rhythm.CompareOptions{Permutations: 199})
	fmt.Print(ranking.None, err, "\n", ranking)
	// Output:
	// pebble false <nil>
	// true <nil>
	// pebble is none of these 2: even the best fits worse than 19 of 20 samples of its own.
	//   walnut                   score -269.1, fit 0.005,  7.0 hours apart
	//   teasel                   score -328.7, fit 0.005,  7.3 hours apart
	//   On 193 days, 0 % of these would be told from strangers, and 15 % of strangers would be told none of these.
}
