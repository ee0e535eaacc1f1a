package main

import (
	"fmt"
	"time"
	_ "time/tzdata" // the same zone rules on a machine that has none
)

// habit is the day that a group of people keeps, on the clock of their own zone.
type habit struct {
	zone    string
	words   string  // for the README
	login   int     // minutes after local midnight at which the client is started
	hours   [24]int // how much is said in each hour, in percent of the busiest; hours[0] is 06:00–07:00, since nights span midnight
	lunch   int     // first quarter hour of lunch after 06:00; 0 = none
	daysOff []day
}

// dayStart is the local hour at which one working day ends and the next begins.
const dayStart = 6

var office = &habit{
	zone: "Europe/Moscow", words: "office hours, about 10:00–19:00", login: 9*60 + 45, lunch: (13 - dayStart) * 4, daysOff: moscowDaysOff,
	//             06 07 08  09  10   11  12  13  14  15   16  17  18  19  20  21 22 23 00
	hours: [24]int{0, 0, 1, 14, 68, 100, 96, 95, 85, 98, 100, 92, 66, 34, 18, 13, 8, 4, 1},
}

var nights = &habit{
	zone: "Europe/Moscow", words: "nights, 21:00–05:00", login: 20*60 + 50, daysOff: moscowDaysOff,
	//             06 … 19                                 20  21  22   23   00  01  02  03  04  05
	hours: [24]int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 65, 92, 100, 100, 60, 94, 90, 62, 9},
}

var overseas = &habit{
	zone: "America/Toronto", words: "office hours, about 09:00–17:30", login: 8*60 + 50, lunch: (12 - dayStart) * 4, daysOff: torontoDaysOff,
	//             06 07 08  09  10   11  12  13  14  15  16  17  18 19 20 21 22
	hours: [24]int{0, 0, 4, 66, 95, 100, 90, 84, 95, 92, 84, 38, 10, 6, 8, 7, 3},
}

// day is a date without a zone.
type day struct{ year, month, day int }

// String is the date as 2021-01-29.
func (d day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

func (d day) zero() bool { return d.year == 0 }

// at returns the instant n seconds of clock time after midnight of that date in a zone.
func (d day) at(seconds int, zone *time.Location) time.Time {
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, seconds, 0, zone)
}

// plus returns the date n days later.
func (d day) plus(n int) day { return dayOf(d.at(0, time.UTC).AddDate(0, 0, n)) }

func (d day) weekday() time.Weekday { return d.at(0, time.UTC).Weekday() }

// since returns the number of days from e to d.
func (d day) since(e day) int {
	return int(d.at(0, time.UTC).Sub(e.at(0, time.UTC)) / (24 * time.Hour))
}

func (d day) in(list []day) bool {
	for _, e := range list {
		if d == e {
			return true
		}
	}
	return false
}

// dayOf is the date of t in t's own zone.
func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return day{y, int(m), d}
}

// The days off are the public holidays of 2021 and early 2022, with the Mondays and Fridays moved to stand in for them.
var moscowDaysOff = []day{
	{2021, 2, 22}, {2021, 2, 23}, {2021, 3, 8}, {2021, 5, 1}, {2021, 5, 2}, {2021, 5, 3}, {2021, 5, 9}, {2021, 5, 10},
	{2021, 6, 12}, {2021, 6, 14}, {2021, 11, 4}, {2021, 11, 5}, {2021, 12, 31},
	{2022, 1, 1}, {2022, 1, 2}, {2022, 1, 3}, {2022, 1, 4}, {2022, 1, 5}, {2022, 1, 6}, {2022, 1, 7}, {2022, 1, 8}, {2022, 2, 23},
}

var torontoDaysOff = []day{
	{2021, 2, 15}, {2021, 4, 2}, {2021, 5, 24}, {2021, 7, 1}, {2021, 9, 6}, {2021, 10, 11}, {2021, 12, 27}, {2021, 12, 28}, {2022, 1, 3}, {2022, 2, 21},
}

// loadZones opens the zone of every person, in the order of people.
func loadZones() ([]*time.Location, error) {
	zones := make([]*time.Location, len(people))
	for i, p := range people {
		zone, err := time.LoadLocation(p.habit.zone)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.handle, err)
		}
		zones[i] = zone
	}
	return zones, nil
}
