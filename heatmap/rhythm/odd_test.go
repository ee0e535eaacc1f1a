package rhythm

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// officeDays are n instants between nine and six on days from first on, so many days
// apart on average.
func officeDays(first time.Time, apart, n int) []int64 {
	r := rand.New(rand.NewPCG(5, 5))
	var out []int64
	for i := range n {
		day := first.AddDate(0, 0, i*apart+r.IntN(max(1, apart)))
		out = append(out, day.Unix()+9*hourSeconds+r.Int64N(9*hourSeconds))
	}
	return out
}

// TestOddInput: what cannot be judged is not judged, and says what would be needed; what
// is merely unusual is.
func TestOddInput(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	const enoughHours = "at least 30 hours with events on 10 days are needed"
	var dates []int64
	for d := range 200 {
		dates = append(dates, time.Date(2022, 1, 1+d, 0, 0, 0, 0, london).Unix())
	}
	same := make([]int64, 500)
	for i := range same {
		same[i] = 1_600_000_000
	}
	for _, c := range []struct {
		name     string
		instants []int64
		verdict  Verdict
		needed   string
	}{
		{"one", same[:1], NotEnough, enoughHours + " to say anything, some 200 for an answer within an hour; here are 1 hour on 1 day"},
		{"two", []int64{1_600_000_000, 1_600_100_000}, NotEnough, "here are 2 hours on 2 days"},
		{"all equal", same, NotEnough, "here are 1 hour on 1 day"},
		{"a single day", officeDays(time.Date(2021, 3, 1, 0, 0, 0, 0, london), 0, 300), NotEnough, "on 1 day"},
		{"a busy week", officeDays(time.Date(2021, 3, 1, 0, 0, 0, 0, london), 1, 7), NotEnough, enoughHours},
		{"dates without a time", dates, NotEnough, "times of the day are needed"},
		{"a hundred years", officeDays(time.Date(1920, 1, 1, 0, 0, 0, 0, london), 60, 600), Human, ""},
		{"before 1970", officeDays(time.Date(1955, 1, 1, 0, 0, 0, 0, london), 3, 300), Human, ""},
	} {
		f := judged(t, c.instants)
		if f.Verdict != c.verdict || !strings.Contains(f.Needed, c.needed) || (f.Needed == "") != (c.needed == "") {
			t.Errorf("%s: %s, %q", c.name, f.Verdict, f.Needed)
		}
		text := f.String()
		if c.verdict == NotEnough && (strings.Contains(text, "Working day") || !strings.Contains(text, "needed")) {
			t.Errorf("%s: judged all the same:\n%s", c.name, text)
		}
		if c.verdict == NotEnough && f.Offset.High-f.Offset.Low < 4 {
			t.Errorf("%s: sure of %+v", c.name, f.Offset)
		}
		if strings.Contains(text, " 1 days") || strings.Contains(text, "-0.0") {
			t.Errorf("%s: clumsy:\n%s", c.name, text)
		}
	}
}

// TestDamagedYears: a log of nothing but impossible years says so.
func TestDamagedYears(t *testing.T) {
	f := judged(t, officeDays(time.Date(2150, 1, 1, 0, 0, 0, 0, time.UTC), 1, 50))
	if text := f.String(); f.Verdict != NotEnough || !strings.Contains(text, "50 events before 1900 or after 2100 are set aside") {
		t.Errorf("%s", text)
	}
}

// TestSeveralClocks: stamps with offsets of many zones name none of them.
func TestSeveralClocks(t *testing.T) {
	lines := weekdaysAt("Europe/Berlin", time.RFC3339)
	for i, line := range lines {
		at, err := time.Parse(time.RFC3339, line)
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = at.In(time.FixedZone("", []int{2, -7, 5, 0}[i%4]*hourSeconds)).Format(time.RFC3339)
	}
	f := whose(t, lines)
	if f.Zones[0].Name != "Europe/Berlin" {
		t.Errorf("placed in %s", f.Zones[0].Name)
	}
	for _, e := range f.Evidence {
		if e.Channel == "recorded offsets" && (e.Weight > 0.5 || !strings.Contains(e.Says, "no one clock shows, from UTC-07:00 to UTC+05:00")) {
			t.Errorf("%+v", e)
		}
	}
}
