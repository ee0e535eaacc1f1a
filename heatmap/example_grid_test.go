package heatmap_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// smallWeek is two weeks from Monday 2020-06-01 in UTC with seven events.
func smallWeek() *heatmap.Grid {
	var events timelog.Histogram
	events.Add(1590994800, 3) // Monday 2020-06-01 07:00 UTC
	events.Add(1591605900, 2) // Monday 2020-06-08 08:45
	events.Add(1591480800, 2) // Saturday 2020-06-06 22:00
	span := heatmap.Span{First: time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC), Last: time.Date(2020, 6, 14, 23, 59, 59, 0, time.UTC)}
	g, err := heatmap.Fold(&events, "UTC", span)
	if err != nil {
		panic(err)
	}
	return g
}

func ExampleCellOf() {
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		panic(err)
	}
	day, hour := heatmap.CellOf(time.Date(2020, 6, 1, 7, 59, 59, 0, time.UTC).In(moscow))
	fmt.Println(heatmap.DayNames[day], hour)
	// Output: Mon 10
}

func ExampleWeekday() {
	fmt.Println(heatmap.Weekday(time.Monday), heatmap.Weekday(time.Sunday))
	// Output: 0 6
}

// Counts, rates and shares of a cell: three events on two Mondays.
func ExampleGrid_Value() {
	g := smallWeek()
	for _, m := range []heatmap.Measure{heatmap.Counts, heatmap.Rates, heatmap.Shares} {
		fmt.Printf("%.2f %s\n", g.Value(m, 0, 7), m.Unit())
	}
	// Output:
	// 3.00 events
	// 1.50 events per observed hour
	// 0.43 share of events
}

func ExampleMeasure_Unit() {
	fmt.Println(heatmap.Counts.Unit(), "|", heatmap.Rates.Unit(), "|", heatmap.Shares.Unit())
	// Output: events | events per observed hour | share of events
}

func ExampleGrid_Rate() {
	fmt.Println(smallWeek().Rate(0, 7), "events an hour on Mondays from 7 to 8")
	// Output: 1.5 events an hour on Mondays from 7 to 8
}

func ExampleGrid_Share() {
	fmt.Printf("%.3f\n", smallWeek().Share(5, 22))
	// Output: 0.286
}

func ExampleGrid_Matrix() {
	rates := smallWeek().Matrix(heatmap.Rates)
	fmt.Println(rates[0][6:10])
	// Output: [0 1.5 1 0]
}

func ExampleGrid_MatrixCSV() {
	lines := strings.Split(smallWeek().MatrixCSV(heatmap.Rates), "\n")
	fmt.Println(lines[0][:20])
	fmt.Println(lines[1][:20])
	// Output:
	// weekday,0,1,2,3,4,5,
	// Mon,0,0,0,0,0,0,0,1.
}

func ExampleGrid_ByWeekday() {
	fmt.Println(smallWeek().ByWeekday())
	// Output: [5 0 0 0 0 2 0]
}

func ExampleGrid_ByHour() {
	fmt.Println(smallWeek().ByHour())
	// Output: [0 0 0 0 0 0 0 3 2 0 0 0 0 0 0 0 0 0 0 0 0 0 2 0]
}

// How long each weekday and each hour was watched: two weeks.
func ExampleGrid_HoursByWeekday() {
	fmt.Println(smallWeek().HoursByWeekday())
	// Output: [48 48 48 48 48 48 48]
}

func ExampleGrid_HoursByHour() {
	hours := smallWeek().HoursByHour()
	fmt.Println(hours[0], hours[23])
	// Output: 14 14
}

func ExampleGrid_Observed() {
	span := smallWeek().Observed()
	fmt.Println(span.First.Format(time.DateTime), "to", span.Last.Format(time.DateTime))
	// Output: 2020-06-01 00:00:00 to 2020-06-14 23:59:59
}

// The events behind a grid, by UTC quarter hour, for another fold.
func ExampleGrid_Histogram() {
	fmt.Println(smallWeek().Histogram().Total())
	// Output: 7
}

// A working week; the zero value is Monday to Friday, 9 to 18.
func ExampleWeek_Holds() {
	office, night := heatmap.Week{}, heatmap.Week{Days: []int{0, 1, 2, 3, 4, 5, 6}, From: 22, To: 6}
	fmt.Println(office.Holds(0, 9), office.Holds(0, 18), office.Holds(5, 9), night.Holds(6, 23), night.Holds(6, 5))
	// Output: true false false true true
}

func ExampleGrid_ShareIn() {
	fmt.Printf("%.3f\n", smallWeek().ShareIn(heatmap.Week{From: 7, To: 9}))
	// Output: 0.714
}

// The same with how sure one can be of so few events.
func ExampleGrid_IntervalIn() {
	in := smallWeek().IntervalIn(heatmap.Week{From: 7, To: 9})
	fmt.Printf("%d of %d: %.0f %% (%.0f to %.0f)\n", in.Count, in.Total, 100*in.Share, 100*in.Low, 100*in.High)
	// Output: 5 of 7: 71 % (36 to 92)
}

// Fifty of a hundred may be 40 or 60 in truth.
func ExampleWilson() {
	in := heatmap.Wilson(50, 100)
	fmt.Printf("%.3f, from %.3f to %.3f\n", in.Share, in.Low, in.High)
	// Output: 0.500, from 0.404 to 0.596
}

// The same events on several clocks, for Facet.
func ExampleBeside() {
	clocks, err := heatmap.Beside(smallWeek(), "UTC", "Europe/Moscow", "America/New_York")
	if err != nil {
		panic(err)
	}
	for _, g := range clocks {
		fmt.Println(g.Zone, g.Counts[0][3], g.Counts[0][7], g.Counts[0][10])
	}
	// Output:
	// UTC 0 3 0
	// Europe/Moscow 0 0 3
	// America/New_York 3 0 0
}

func ExampleGrid_SVG() {
	fmt.Println(smallWeek().SVG()[:4])
	// Output: <svg
}

func ExampleGrid_PNG() {
	fmt.Printf("%q\n", smallWeek().PNG()[1:4])
	// Output: "PNG"
}
