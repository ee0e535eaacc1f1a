package heatmap_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

const (
	jabberLogs = "../example_data/jabber_logs"
	workbook   = "../example_data/incident/timeline.xlsx"
)

// One day's file as a table, every column as it was written.
func ExampleRead() {
	df, err := heatmap.Read(jabberLogs + "/198.51.100.17-20210129.json")
	if err != nil {
		panic(err)
	}
	fmt.Println(df.Nrow(), df.Names())
	// Output: 42 [ts from to body]
}

// The same with the account of what was read and skipped: a sheet in which the
// order of dates is that of whoever wrote the row.
func ExampleReadLog() {
	log, err := heatmap.ReadLog(heatmap.ReadOptions{Sheet: "Timeline", OrderBy: "Analyst"}, workbook)
	if err != nil {
		panic(err)
	}
	source := log.Sources[0]
	fmt.Println(source.Rows, "rows,", source.Events, "events, times in", source.TimeColumn)
	fmt.Println(source.Skipped[0].Rows, "skipped:", source.Skipped[0].Reason)
	// Output:
	// 1347 rows, 1344 events, times in Date (UTC) + Time
	// 3 skipped: no time in the record
}

// A reading can be interrupted.
func ExampleReadLogContext() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := heatmap.ReadLogContext(ctx, heatmap.ReadOptions{}, jabberLogs)
	fmt.Println(errors.Is(err, context.Canceled))
	// Output: true
}

// The account of a reading in words.
func ExampleReading_String() {
	log, err := heatmap.ReadLog(heatmap.ReadOptions{}, jabberLogs+"/198.51.100.17-20210129.json")
	if err != nil {
		panic(err)
	}
	fmt.Print(strings.SplitAfter(log.String(), "\n")[0])
	// Output: 1 file, 42 rows: 42 events
}

// From files to a week, at the speed of the disk: no table is made.
func ExampleCount() {
	opt := heatmap.CountOptions{Zone: "Europe/Moscow", Read: heatmap.ReadOptions{By: "from", Dedupe: []string{"from", "to", "body"}}}
	tally, err := heatmap.Count(opt, jabberLogs)
	if err != nil {
		panic(err)
	}
	fmt.Println(tally.Grid.Events, "events;", len(tally.Groups), "senders, most from", tally.Groups[0].Label)
	fmt.Printf("Monday 10 to 11 h in Moscow: %d\n", tally.Grid.Counts[0][10])
	// Output:
	// 16915 events; 28 senders, most from watchdog@chat.example.onion
	// Monday 10 to 11 h in Moscow: 123
}

// Counting can be interrupted.
func ExampleCountContext() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := heatmap.CountContext(ctx, heatmap.CountOptions{}, jabberLogs)
	fmt.Println(errors.Is(err, context.Canceled))
	// Output: true
}

// Events that something else has counted by UTC quarter hour, such as a database.
func ExampleFoldTally() {
	var events timelog.Histogram
	events.Add(1590994800, 3) // Monday 2020-06-01 07:00 UTC
	tally, err := heatmap.FoldTally(&timelog.Tally{All: &events}, heatmap.CountOptions{Zone: "Europe/Moscow"})
	if err != nil {
		panic(err)
	}
	fmt.Println(tally.Grid.Counts[0][10], tally.Grid.Zone)
	// Output: 3 Europe/Moscow
}

// The account of a count in words.
func ExampleTally_String() {
	tally, err := heatmap.Count(heatmap.CountOptions{}, jabberLogs+"/198.51.100.17-20210129.json")
	if err != nil {
		panic(err)
	}
	fmt.Print(tally)
	// Output:
	// 1 file, 42 rows: 42 events
	// warning: ../example_data/jabber_logs/198.51.100.17-20210129.json: the times in "ts" carry no zone and were read as UTC (assumed); --source-zone ZONE settles it
}

// For other programs.
func ExampleTally_MarshalJSON() {
	tally, err := heatmap.Count(heatmap.CountOptions{}, jabberLogs+"/198.51.100.17-20210129.json")
	if err != nil {
		panic(err)
	}
	data, err := json.Marshal(tally)
	if err != nil {
		panic(err)
	}
	var back struct {
		Zone   string
		Events int
		Counts [7][24]int
	}
	err = json.Unmarshal(data, &back)
	fmt.Println(back.Zone, back.Events, back.Counts[4][9], err)
	// Output: UTC 42 10 <nil>
}

// The object of a count, written piece by piece.
func ExampleWriteJSON() {
	tally, err := heatmap.Count(heatmap.CountOptions{}, jabberLogs+"/198.51.100.17-20210129.json")
	if err != nil {
		panic(err)
	}
	var out strings.Builder
	err = heatmap.WriteJSON(&out, tally)
	fmt.Printf("%.65s… %v", out.String(), err)
	// Output: {"zone":"UTC","counts":[[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,… <nil>
}

// Dates in two orders: each analyst has one, which all rows of that analyst tell.
func ExampleWithTimeOptions() {
	path, done := written("Analyst,When\nBrandt,25/03/2023 10:00\nBrandt,04/03/2023 11:00\nRivera,03/25/2023 12:00\nRivera,03/04/2023 13:00\n")
	defer done()
	log, err := heatmap.ReadLog(heatmap.ReadOptions{OrderBy: "Analyst"}, path)
	if err != nil {
		panic(err)
	}
	df, err := heatmap.WithTimeOptions(log.Frame, heatmap.TimeOptions{Column: "When", OrderBy: "Analyst", SourceZone: "Europe/Berlin", Zone: "UTC"})
	if err != nil {
		panic(err)
	}
	for _, text := range df.Col(heatmap.TimeColumn).Records() {
		fmt.Println(text)
	}
	// Output:
	// 2023-03-25T09:00:00Z
	// 2023-03-04T10:00:00Z
	// 2023-03-25T11:00:00Z
	// 2023-03-04T12:00:00Z
}

// The times of a frame as Go has them.
func ExampleReadInstants() {
	path, done := written("at,who\n2023-03-06T09:00:00Z,ann\n2023-03-06T10:00:00Z,bob\nsoon,bob\n2023-03-06T11:00:00Z,ann\n")
	defer done()
	df, err := heatmap.Read(path)
	if err == nil {
		df, err = heatmap.WithTime(df, "at", "Europe/Berlin")
	}
	if err != nil {
		panic(err)
	}
	times, err := heatmap.ReadInstants(df)
	if err != nil {
		panic(err)
	}
	fmt.Println(times.At[0].UTC(), times.At[2].IsZero(), times.Zone, times.ZoneFrom)
	// Output: 2023-03-06 09:00:00 +0000 UTC true Europe/Berlin stamp
}

// A value that a record lacks is missing, which is not the same as empty.
func ExampleColumn_IsMissing() {
	path, done := written(`{"at":"2023-03-06T09:00:00Z","who":"ann"}` + "\n" + `{"at":"2023-03-06T10:00:00Z"}` + "\n")
	defer done()
	df, err := heatmap.Read(path)
	if err != nil {
		panic(err)
	}
	who, err := heatmap.ReadColumn(df, "who")
	if err != nil {
		panic(err)
	}
	fmt.Println(who.IsMissing(0), who.IsMissing(1))
	// Output: false true
}

// written puts a text into a file; done removes it.
func written(text string) (path string, done func()) {
	folder, err := os.MkdirTemp("", "hourprint")
	if err != nil {
		panic(err)
	}
	path = filepath.Join(folder, "log.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		panic(err)
	}
	return path, func() { os.RemoveAll(folder) }
}
