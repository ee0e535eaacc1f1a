package heatmap_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap"
)

// intrusion is the example timeline in Bucharest's zone.
func intrusion() *heatmap.Grid {
	opt := heatmap.CountOptions{Zone: "Europe/Bucharest", Read: heatmap.ReadOptions{Sheet: "Timeline", OrderBy: "Analyst"}}
	tally, err := heatmap.Count(opt, workbook)
	if err != nil {
		panic(err)
	}
	return tally.Grid
}

// containment is when the company of the example reset its passwords.
var containment = time.Date(2023, 4, 5, 15, 0, 0, 0, time.UTC)

// change compares the weeks before the containment with those after it.
func change() *heatmap.Difference {
	before, after, err := intrusion().Split(containment)
	if err != nil {
		panic(err)
	}
	d, err := heatmap.Compare(before, after, heatmap.DifferenceOptions{})
	if err != nil {
		panic(err)
	}
	return d
}

func ExampleGrid_Split() {
	before, after, err := intrusion().Split(containment)
	if err != nil {
		panic(err)
	}
	for _, g := range []*heatmap.Grid{before, after} {
		fmt.Println(g.Events, "events", g.Label)
	}
	// Output:
	// 1052 events before 2023-04-05 18:00 UTC+3
	// 292 events from 2023-04-05 18:00 UTC+3
}

// Before and after: which cells of the week differ, by a test of each of them that
// is corrected for their number, and by a test of the whole.
func ExampleCompare() {
	before, after, err := intrusion().Split(containment)
	if err != nil {
		panic(err)
	}
	d, err := heatmap.Compare(before, after, heatmap.DifferenceOptions{Correction: heatmap.Holm})
	if err != nil {
		panic(err)
	}
	fmt.Println(d.Flags, "of", d.Tests, "cells; the whole week:", d.Whole <= 0.05)
	fmt.Printf("Fri 12–13 h: %+.2f events an hour, p = %.5f, corrected %.5f\n", d.Change[4][12], d.P[4][12], d.Adjusted[4][12])
	// Output:
	// 6 of 168 cells; the whole week: true
	// Fri 12–13 h: -5.50 events an hour, p = 0.00001, corrected 0.00135
}

func ExampleDifference_String() {
	fmt.Print(change())
	// Output:
	// From 2023-04-05 18:00 UTC+3 (292 events in 17 days) against before 2023-04-05 18:00 UTC+3 (1,052 events in 31 days).
	// Whole week: p = 0.0005 by shuffling days of the same weekday.
	// 15 cells of 168 flagged (outlined) at 5 %, corrected by Benjamini and Hochberg.
	// Times in Europe/Bucharest.
	//   Mon 11–13 h: fewer, 51 events before, 1 after
	//   Mon 16–17 h: fewer, 21 events before, 0 after
	//   Tue 11–13 h: fewer, 44 events before, 0 after
	//   Tue 18–19 h: more, 3 events before, 10 after
	//   Tue 20–21 h: more, 1 event before, 7 after
	//   Wed 11–12 h: fewer, 30 events before, 0 after
	//   Wed 18–19 h: more, 4 events before, 14 after
	//   Thu 10–12 h: fewer, 31 events before, 0 after
	//   Thu 19–20 h: more, 2 events before, 13 after
	//   Fri 10–13 h: fewer, 57 events before, 0 after
}

func ExampleDifference_Remarks() {
	fmt.Println(change().Remarks()[1])
	// Output: 15 cells of 168 flagged (outlined) at 5 %, corrected by Benjamini and Hochberg
}

// The changed hours: neighbours on a day together.
func ExampleDifference_Stretches() {
	for _, s := range change().Stretches()[:2] {
		fmt.Println(heatmap.DayNames[s.Day], s.From, s.To, s.Before, s.After, s.More)
	}
	// Output:
	// Mon 11 13 51 1 false
	// Mon 16 17 21 0 false
}

func ExampleStretch_String() {
	fmt.Println(heatmap.Stretch{Day: 4, From: 10, To: 13, Before: 57, After: 0})
	// Output: Fri 10–13 h: fewer, 57 events before, 0 after
}

// On another clock the cells hold other hours, and are tested again.
func ExampleDifference_In() {
	utc, err := change().In("UTC")
	if err != nil {
		panic(err)
	}
	fmt.Println(utc.Before.Zone, utc.Stretches()[0])
	// Output: UTC Mon 13–14 h: fewer, 21 events before, 0 after
}

func ExampleDifference_Draw() {
	figure, err := change().Draw(heatmap.PlotOptions{Title: "The containment"})
	fmt.Println(figure, err)
	// Output: The containment (7 by 4 inches) <nil>
}

func ExampleDifference_SVG() {
	fmt.Println(strings.Contains(change().SVG(), "What changed, by weekday and hour in Europe/Bucharest"))
	// Output: true
}

func ExampleDifference_PNG() {
	fmt.Printf("%q\n", change().PNG()[1:4])
	// Output: "PNG"
}

// Every date as a column: gaps, holidays and single busy days.
func ExampleCalendar() {
	figure, err := heatmap.Calendar(intrusion(), heatmap.PlotOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Println(figure)
	fmt.Println(strings.Contains(figure.Description, "from Monday to Friday: Fri 2023-04-14, Mon 2023-04-17"))
	// Output:
	// Events by date and hour in Europe/Bucharest (7 by 4.2 inches)
	// true
}

func ExampleFigure_Save() {
	folder, err := os.MkdirTemp("", "hourprint")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	figure, err := heatmap.Draw(smallWeek(), heatmap.PlotOptions{})
	if err != nil {
		panic(err)
	}
	for _, name := range []string{"week.png", "week.svg", "week.pdf", "week.jpg"} {
		err := figure.Save(filepath.Join(folder, name))
		fmt.Println(name, err == nil)
	}
	// Output:
	// week.png true
	// week.svg true
	// week.pdf true
	// week.jpg false
}

func ExampleFigure_String() {
	figure, err := heatmap.Draw(smallWeek(), heatmap.PlotOptions{Width: 6, Height: 4})
	fmt.Println(figure, err)
	// Output: Events by weekday and hour in UTC (6 by 4 inches) <nil>
}

// The shapes of a picture in memory.
func ExampleFigure_SVG() {
	figure, err := heatmap.Draw(smallWeek(), heatmap.PlotOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%q %q %q\n", figure.SVG()[:4], figure.PNG()[1:4], figure.EncodePDF()[:4])
	// Output: "<svg" "PNG" "%PDF"
}
