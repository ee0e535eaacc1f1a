package example_data_test

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

var moscow = time.FixedZone("MSK", 3*3600) // so since 2014-10-26

// Messages sent again make a false peak at 09:00–11:00 in Moscow; without them the office is busiest later.
func TestJabberFalsePeak(t *testing.T) {
	rows, _ := readChat(t)
	var all, first [24]int
	seen := map[[3]string]bool{}
	for _, r := range rows {
		if r.at.IsZero() {
			continue
		}
		hour := r.at.In(moscow).Hour()
		all[hour]++
		if key := [3]string{r.from, r.to, r.body}; !seen[key] {
			seen[key] = true
			first[hour]++
		}
	}
	if got := busiest(all); got != 10 {
		t.Errorf("with repetitions the busiest hour is %d, want 10", got)
	}
	if got := busiest(first); got < 11 || got > 17 {
		t.Errorf("without repetitions the busiest hour is %d, want one of 11 to 17", got)
	}
	if at9 := all[9] - first[9]; at9 < 2*first[9] {
		t.Errorf("at 09:00 %d repetitions to %d first messages, want at least twice as many", at9, first[9])
	}
	if first[13] > first[12]*3/4 || first[13] > first[14]*3/4 {
		t.Errorf("no lunch dip: %v", first[11:16])
	}
}

func busiest(hours [24]int) int {
	best := 0
	for h, n := range hours {
		if n > hours[best] {
			best = h
		}
	}
	return best
}

// quill's day moves with the clocks of Toronto: 13:00–14:00 UTC is a working hour in summer and none in winter.
func TestJabberOverseas(t *testing.T) {
	rows, _ := readChat(t)
	own, _ := firstOf(rows, "quill")
	summerFrom, summerUntil := time.Date(2021, 3, 14, 7, 0, 0, 0, time.UTC), time.Date(2021, 11, 7, 6, 0, 0, 0, time.UTC)
	var summer, winter int
	for _, r := range own {
		switch {
		case r.at.Hour() != 13:
		case r.at.After(summerFrom) && r.at.Before(summerUntil):
			summer++
		default:
			winter++
		}
	}
	if summer < 20 || winter > summer/10 {
		t.Errorf("13:00–14:00 UTC: %d rows in summer, %d in winter", summer, winter)
	}
}

// On the public holidays that the README lists there is hardly anyone: less than a quarter of another weekday.
func TestJabberHolidays(t *testing.T) {
	rows, _ := readChat(t)
	_, after, _ := strings.Cut(readText(t, "README.md"), "**Public holidays**")
	list, _, _ := strings.Cut(after, "\n- ")
	off := map[string]bool{}
	for _, date := range regexp.MustCompile(`\d{4}-\d\d-\d\d`).FindAllString(list, -1) {
		off[date] = true
	}
	if len(off) != 22 {
		t.Fatalf("README lists %d public holidays, want 22", len(off))
	}
	var messages, days [2]int // on other weekdays, on public holidays that fall on weekdays
	for day := time.Date(2021, 2, 1, 0, 0, 0, 0, moscow); day.Year() == 2021 || day.Month() < 3; day = day.AddDate(0, 0, 1) {
		if day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			days[index(off[day.Format(time.DateOnly)])]++
		}
	}
	for _, r := range rows {
		local := r.at.In(moscow)
		if weekday := local.Weekday(); !strings.HasPrefix(r.from, "watchdog@") && weekday != time.Saturday && weekday != time.Sunday {
			messages[index(off[local.Format(time.DateOnly)])]++
		}
	}
	if usual, holiday := messages[0]/days[0], messages[1]/days[1]; holiday > usual/4 {
		t.Errorf("%d messages on a public holiday, %d on another weekday", holiday, usual)
	}
}

func index(holiday bool) int {
	if holiday {
		return 1
	}
	return 0
}

// The script writes every quarter of an hour but while it is down.
func TestJabberScript(t *testing.T) {
	rows, _ := readChat(t)
	own, _ := firstOf(rows, "watchdog")
	quarters := map[int64]bool{}
	for _, r := range own {
		quarters[r.at.Unix()/900] = true
	}
	// 35 days of 96 quarters, less 40 hours of outages.
	if want := 35*96 - 40*4; len(quarters) != want || len(own) != want {
		t.Errorf("%d rows in %d quarter hours, want %d in each", len(own), len(quarters), want)
	}
}
