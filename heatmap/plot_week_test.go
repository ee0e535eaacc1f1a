package heatmap

import (
	"math"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// officeWeeks is a year of an office that works from 10 to 19 o'clock in Moscow
// (UTC+3), slower at lunch and nearly silent on weekends: a made-up history
// from which every test picture is drawn.
func officeWeeks() *timelog.Histogram {
	h := &timelog.Histogram{}
	monday := time.Date(2021, 1, 4, 0, 0, 0, 0, time.UTC)
	for day := range 52 * 7 {
		for hour := range 24 {
			if n := officeRate(day%7, hour, day); n > 0 {
				h.Add(monday.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour).Unix(), n)
			}
		}
	}
	return h
}

// officeRate is the number of events of an hour, UTC.
func officeRate(weekday, hour, day int) int64 {
	local := float64(hour + 3)
	peak := math.Exp(-math.Pow((local-12)/2.2, 2)) + 0.9*math.Exp(-math.Pow((local-16.5)/2.4, 2))
	if weekday >= 5 {
		peak *= 0.12
	}
	wobble := 0.6 + 0.4*math.Sin(float64(day*7+hour*13))
	return int64(9*peak*wobble + 0.35*wobble)
}

// office is that history in a zone, as a grid with a note.
func office(t testing.TB, zone string) *Grid {
	t.Helper()
	g, err := Fold(officeWeeks(), zone, Span{})
	if err != nil {
		t.Fatal(err)
	}
	g.ZoneFrom = "assumed"
	g.Notes = []string{"412 duplicates left out"}
	return g
}
