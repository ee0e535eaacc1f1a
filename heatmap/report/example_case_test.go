package report_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/report"
)

// A case from a workbook, with what only the author knows, into a folder; then
// whether the inputs and the files are still those.
func ExampleWriteCase() {
	folder, err := os.MkdirTemp("", "hourprint")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	opt := report.CaseOptions{Count: heatmap.CountOptions{Zone: "Europe/Bucharest", Read: heatmap.ReadOptions{Sheet: "Timeline", OrderBy: "Analyst"}}}
	story, err := report.NewCase(context.Background(), opt, "../../example_data/incident/timeline.xlsx")
	if err != nil {
		panic(err)
	}
	story.Title, story.TLP, story.Zones = "The intruder's hours", "amber", []string{"America/Chicago"}
	if err := report.WriteCase(folder, *story); err != nil {
		panic(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "report.md"))
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "**") || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "1. ") {
			fmt.Print(line)
		}
	}
	stale, err := report.Reopen(folder)
	fmt.Println(len(stale), "inputs or files that no longer hold", err)
	// Output:
	// **TLP:AMBER**
	// # The intruder's hours
	// 1. Of 1,344 events from 2023-03-06 to 2023-04-21, 63.2 % (95 % interval 60.6–65.8 %) fall on Mon–Fri 9–18 h in Europe/Bucharest; spread evenly it would be 28.3 %.
	// 0 inputs or files that no longer hold <nil>
}

// The parts of a case that the numbers give.
func ExampleNewCase() {
	opt := report.CaseOptions{Count: heatmap.CountOptions{Read: heatmap.ReadOptions{Sheet: "Timeline", OrderBy: "Analyst", By: "Tactic"}}}
	story, err := report.NewCase(context.Background(), opt, "../../example_data/incident/timeline.xlsx")
	if err != nil {
		panic(err)
	}
	fmt.Println(story.Grid.Events, "events,", len(story.Groups), "values of", story.By+",", len(story.Events.Rows), "key events")
	fmt.Println("precision:", story.Basis.Precision)
	fmt.Println(story.Sources[0].SHA256[:12])
	// Output:
	// 1344 events, 10 values of Tactic, 8 key events
	// precision: seconds
	// 52546b162a49
}

// The files in memory.
func ExampleCase_Files() {
	story, err := report.NewCase(context.Background(), report.CaseOptions{}, "../../example_data/jabber_logs/198.51.100.17-20210129.json")
	if err != nil {
		panic(err)
	}
	story.Zones = []string{"UTC"}
	files, err := story.Files()
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		fmt.Println(f.Name)
	}
	// Output:
	// report.html
	// report.md
	// matrix.csv
	// figures/week-utc.svg
	// figures/week-utc.png
	// provenance.json
}

func ExampleReopen() {
	_, err := report.Reopen("no/such/folder")
	fmt.Println(err)
	// Output: report: open no/such/folder/provenance.json: no such file or directory
}

func ExampleFresh() {
	fmt.Println(report.Fresh("../../example_data/incident/timeline.xlsx", "52546b162a494367ede85ba31e99b8d1df7dfbd9437333f9de1b9e131c8c87ac"))
	fmt.Println(report.Fresh("../../example_data/incident/timeline.xlsx", "0000000000000000000000000000000000000000000000000000000000000000"))
	// Output:
	// holds: SHA-256 as recorded
	// stale: SHA-256 differs: ../../example_data/incident/timeline.xlsx is no longer what was read (52546b162a49…, recorded 000000000000…)
}

func ExampleDefang() {
	fmt.Println(report.Defang("http://cdn.example.net/a from 203.0.113.77, mail invoices@example.net, file updchk.exe at 10:15:02"))
	// Output: hxxp://cdn[.]example[.]net/a from 203[.]0[.]113[.]77, mail invoices[@]example[.]net, file updchk.exe at 10:15:02
}

// The same handle always gets the same name; who has no key cannot tell whose it is.
func ExampleNewPseudonyms() {
	names, err := report.NewPseudonyms([]byte("sixteen bytes, ok"), []string{"walnut@chat.example.onion", "tea"})
	if err != nil {
		panic(err)
	}
	fmt.Println(names.Text("Walnut wrote to walnut@chat.example.onion; tea did not, nor did teasel."))
	_, err = report.NewPseudonyms([]byte("short"), nil)
	fmt.Println(err)
	// Output:
	// p-0103baec2e wrote to p-0103baec2e; p-0aeca43c67 did not, nor did teasel.
	// report: the key for pseudonyms has 5 bytes: take 16 or more that nobody can guess
}

func ExamplePseudonyms_Text() {
	names, err := report.NewPseudonyms([]byte("sixteen bytes, ok"), []string{"tea"})
	if err != nil {
		panic(err)
	}
	fmt.Println(names.Text("TEA, tea and teatime"))
	// Output: p-0aeca43c67, p-0aeca43c67 and teatime
}
