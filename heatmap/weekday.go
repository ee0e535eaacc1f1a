package heatmap

import "time"

// Days and Hours are the sides of a Grid: seven weekdays, Monday first, and
// twenty-four hours of the day.
const (
	Days  = 7
	Hours = 24
)

// DayNames are the short English names of the weekdays, Monday first, so that
// DayNames[0] is "Mon".
var DayNames = [Days]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// Weekday converts Go's weekday, in which Sunday is 0, to Hourprint's, in
// which Monday is 0 and Sunday is 6 (the order of ISO 8601). It is the only
// place where the two meet.
func Weekday(d time.Weekday) int {
	return (int(d) + 6) % Days
}

// CellOf returns the cell of the grid in which the instant t falls, in the
// zone t carries: weekday 0 (Monday) to 6 and hour 0 to 23. Hours are
// half-open: 10:59:59.999 is hour 10.
func CellOf(t time.Time) (day, hour int) {
	return Weekday(t.Weekday()), t.Hour()
}
