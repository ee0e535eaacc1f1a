package heatmap

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// checkZones are zones whose clocks differ in kind: none, none any more, an
// ordinary change, three quarters of an hour, a change by half an hour, and one
// that turns daylight saving off for a month.
var checkZones = []string{"UTC", "Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca"}

func ExampleFold() {
	var events timelog.Histogram
	events.Add(time.Date(2021, 1, 31, 22, 30, 0, 0, time.UTC).Unix(), 5) // Sunday evening in UTC
	g, err := Fold(&events, "Europe/Moscow", Span{})
	if err != nil {
		panic(err)
	}
	fmt.Println("Monday, hour 1:", g.Counts[0][1])
	// Output: Monday, hour 1: 5
}

func ExampleGrid_In() {
	var events timelog.Histogram
	events.Add(time.Date(2021, 7, 1, 12, 0, 0, 0, time.UTC).Unix(), 1) // a Thursday
	g, _ := Fold(&events, "UTC", Span{})
	there, _ := g.In("America/New_York")
	fmt.Println(g.ByHour()[12], there.ByHour()[8])
	// Output: 1 1
}

func ExampleEmpty() {
	week, _ := Empty("Europe/Moscow")
	fmt.Println(len(week.Counts), "days of", len(week.Counts[0]), "hours;", week.Events, "events;", week.Value(Counts, 0, 0))
	// Output: 7 days of 24 hours; 0 events; NaN
}

func TestWeekdayBeginsOnMonday(t *testing.T) {
	// 2024-01-01 was a Monday, 2024-01-07 a Sunday.
	for day := range Days {
		got, _ := CellOf(time.Date(2024, 1, 1+day, 10, 59, 59, 999_999_999, time.UTC))
		if got != day {
			t.Errorf("2024-01-%02d is weekday %d, want %d", 1+day, got, day)
		}
	}
	if day, hour := CellOf(time.Date(2024, 1, 7, 10, 59, 59, 999e6, time.UTC)); day != 6 || hour != 10 {
		t.Errorf("Sunday 10:59:59.999 is in cell (%d, %d), want (6, 10)", day, hour)
	}
}

// TestFoldAgainstTime folds random instants and compares with the time package,
// instant by instant.
func TestFoldAgainstTime(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, zone := range append([]string{"Pacific/Apia", "Africa/Monrovia", "America/Caracas"}, checkZones...) {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		var events timelog.Histogram
		var want [Days][Hours]int64
		for range 5000 {
			unix := random.Int64N(4e9) - 1e9 // 1938 to 2065
			events.Add(unix, 1)
			d, h := CellOf(time.Unix(unix, 0).In(loc))
			want[d][h]++
		}
		g, err := Fold(&events, zone, Span{})
		if err != nil {
			t.Fatal(err)
		}
		if g.Counts != want {
			t.Errorf("%s: the cells differ from time's", zone)
		}
	}
}

// TestHoursObservedAgainstMinutes walks the span minute by minute.
func TestHoursObservedAgainstMinutes(t *testing.T) {
	for _, zone := range append([]string{"Pacific/Apia"}, checkZones...) {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		// Thirteen months with both clock changes of either hemisphere, and Ramadan.
		first := time.Date(2021, 1, 29, 0, 6, 46, 0, time.UTC).In(loc)
		last := time.Date(2022, 2, 27, 15, 44, 23, 0, time.UTC).In(loc)
		if zone == "Pacific/Apia" { // the year in which it skipped 30 December
			first, last = first.AddDate(-10, 0, 0), last.AddDate(-10, 0, 0)
		}
		var want [Days][Hours]float64
		start := first.Add(-time.Duration(first.Minute())*time.Minute - time.Duration(first.Second())*time.Second)
		end := last.Add(time.Duration(60-last.Minute())*time.Minute - time.Duration(last.Second())*time.Second)
		for at := start; at.Before(end); at = at.Add(time.Minute) {
			d, h := CellOf(at)
			want[d][h] += 1.0 / 60
		}
		got := hoursObserved(first, last)
		for d := range want {
			for h := range want[d] {
				if math.Abs(got[d][h]-want[d][h]) > 1e-9*1e4 {
					t.Errorf("%s %s %d h: %v hours observed, want %v", zone, DayNames[d], h, got[d][h], want[d][h])
				}
			}
		}
	}
}

func TestHoursObservedKnowsClockChanges(t *testing.T) {
	// 55 weeks and a day from a Friday to a Friday hold 56 Fridays and 55 of the rest.
	first := time.Date(2021, 1, 29, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 0, 55*7).Add(23 * time.Hour)
	hours := hoursObserved(first, last)
	if hours[4][12] != 56 || hours[5][12] != 55 {
		t.Errorf("Fridays %v and Saturdays %v, want 56 and 55", hours[4][12], hours[5][12])
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	// The year 2021 has 52 Sundays; one lacks 02:00 (14 March), one has 01:00 twice (7 November).
	hours = hoursObserved(time.Date(2021, 1, 1, 0, 0, 0, 0, newYork), time.Date(2021, 12, 31, 23, 0, 0, 0, newYork))
	if hours[6][1] != 53 || hours[6][2] != 51 || hours[6][3] != 52 {
		t.Errorf("Sundays at 1, 2 and 3: %v, %v, %v hours, want 53, 51, 52", hours[6][1], hours[6][2], hours[6][3])
	}
	lordHowe, err := time.LoadLocation("Australia/Lord_Howe")
	if err != nil {
		t.Fatal(err)
	}
	// On 4 April 2021 the clock went from 02:00 back to 01:30.
	hours = hoursObserved(time.Date(2021, 4, 4, 0, 0, 0, 0, lordHowe), time.Date(2021, 4, 4, 23, 0, 0, 0, lordHowe))
	if hours[6][1] != 1.5 {
		t.Errorf("the hour from 1 to 2 lasted %v hours, want 1.5", hours[6][1])
	}
}

func TestMissingIsNotZero(t *testing.T) {
	var events timelog.Histogram
	events.Add(time.Date(2021, 2, 1, 9, 0, 0, 0, time.UTC).Unix(), 3) // a Monday
	events.Add(time.Date(2021, 2, 1, 11, 0, 0, 0, time.UTC).Unix(), 1)
	g, err := Fold(&events, "UTC", Span{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []Measure{Counts, Rates, Shares} {
		if v := g.Value(m, 0, 10); v != 0 {
			t.Errorf("%s of an observed quiet hour is %v, want 0", m, v)
		}
		if v := g.Value(m, 0, 12); !math.IsNaN(v) {
			t.Errorf("%s of an hour never observed is %v, want NaN", m, v)
		}
	}
	if g.Share(0, 9) != 0.75 || g.Rate(0, 9) != 3 {
		t.Errorf("share %v and rate %v of the busy hour, want 0.75 and 3", g.Share(0, 9), g.Rate(0, 9))
	}
}

func TestInKeepsEveryEvent(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var events timelog.Histogram
	for range 2000 {
		events.Add(1_600_000_000+random.Int64N(60_000_000), 1)
	}
	g, err := Fold(&events, "UTC", Span{})
	if err != nil {
		t.Fatal(err)
	}
	for _, zone := range checkZones {
		moved, err := g.In(zone)
		if err != nil {
			t.Fatal(err)
		}
		direct, err := Fold(&events, zone, Span{})
		if err != nil {
			t.Fatal(err)
		}
		if moved.Counts != direct.Counts || moved.Hours != direct.Hours || moved.Events != 2000 {
			t.Errorf("%s: moving differs from counting there", zone)
		}
	}
	if _, err := g.In("Europe/Moskow"); err == nil {
		t.Error("an unknown zone passed")
	}
	byHand := &Grid{Zone: "UTC"}
	if _, err := byHand.In("Europe/Moscow"); err == nil {
		t.Error("a grid filled by hand was moved")
	}
}

func TestWeekHolds(t *testing.T) {
	night := Week{Days: []int{0}, From: 22, To: 6}
	for _, c := range []struct {
		week      Week
		day, hour int
		want      bool
	}{
		{Week{}, 0, 9, true}, {Week{}, 0, 18, false}, {Week{}, 5, 12, false},
		{Week{From: 10, To: 19}, 4, 18, true}, {Week{Days: []int{6}}, 6, 9, true},
		{night, 0, 23, true}, {night, 0, 5, true}, {night, 0, 6, false}, {night, 1, 23, false},
	} {
		if got := c.week.Holds(c.day, c.hour); got != c.want {
			t.Errorf("%+v holds %s %d h: %v, want %v", c.week, DayNames[c.day], c.hour, got, c.want)
		}
	}
}

// TestFoldOutsideTheCalendar wants an error rather than a walk through the clock
// changes of millions of years.
func TestFoldOutsideTheCalendar(t *testing.T) {
	for _, unix := range []int64{1 << 50, math.MaxInt64, -1 << 50} {
		var events timelog.Histogram
		events.Add(1_600_000_000, 1)
		events.Add(unix, 1)
		if _, err := Fold(&events, "Europe/Berlin", Span{}); err == nil || !strings.Contains(err.Error(), "the years 1 to 9999") {
			t.Errorf("%d: %v", unix, err)
		}
	}
	var events timelog.Histogram
	events.Add(time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC).Unix(), 1)
	if g, err := Fold(&events, "UTC", Span{}); err != nil || g.Events != 1 {
		t.Errorf("the last day of the calendar: %v", err)
	}
}
