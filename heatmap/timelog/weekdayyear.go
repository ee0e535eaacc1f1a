package timelog

// Weekdays tell the year of stamps that have none: "Thu Nov 14 20:14:37" is of 2013
// or 2019 rather than of the years between. The Gregorian calendar has the same
// weekdays again after 28 years, from 1901 to 2099.
const weekdayCycle = 28

// weekdayTally counts the rows whose weekday is right, by the first row's year.
type weekdayTally struct {
	rows int64
	fit  [weekdayCycle]int64
}

// add looks at a row whose weekday is written, 1 for Monday, in the year so many
// after the first row's.
func (w *weekdayTally) add(day, year int, m *moment) {
	w.rows++
	for i := range w.fit {
		y := 1988 + i + year
		if m.mo == 2 && m.d == 29 && !leap(y) {
			continue
		}
		days, _ := civilDays(y, m.mo, m.d)
		if int(((days+3)%7+7)%7)+1 == day { // 1970-01-01 was a Thursday
			w.fit[i]++
		}
	}
}

// allows reports whether the weekdays are right if the first row is of the year y;
// one row of fifty may be wrong.
func (w *weekdayTally) allows(y int) bool {
	return 50*(w.rows-w.fit[((y-1988)%weekdayCycle+weekdayCycle)%weekdayCycle]) <= w.rows
}

// tells reports whether the weekdays are right in some years and not in all.
func (w *weekdayTally) tells() bool {
	some, all := false, true
	for i := range w.fit {
		ok := w.allows(1988 + i)
		some, all = some || ok, all && ok
	}
	return w.rows > 0 && some && !all
}
