package report

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/internal/browsertest"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

func TestMain(m *testing.M) {
	zone, err := time.LoadLocation("Pacific/Apia") // far from everything: a use of time.Local would show
	if err != nil {
		panic(err)
	}
	time.Local = zone
	code := m.Run()
	browsertest.Close()
	os.Exit(code)
}

// office simulates n events of people who work from 10 to 19 o'clock in Moscow,
// Monday to Friday with a dip at lunch, from 2020-01-29 for 13 months. Some stay
// late and some events fall anywhere. A fixed seed makes it the same every time.
func office(n int, seed uint64) *timelog.Histogram {
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		panic(err)
	}
	random := rand.New(rand.NewPCG(seed, 1))
	start := time.Date(2020, 1, 29, 0, 0, 0, 0, moscow)
	h := &timelog.Histogram{}
	for h.Total() < int64(n) {
		at := start.AddDate(0, 0, random.IntN(398)).Add(time.Duration(random.Int64N(int64(24 * time.Hour))))
		if random.Float64() < weight(at) {
			h.Add(at.Unix(), 1)
		}
	}
	return h
}

// weight is how likely an event is kept at a time of the office's week.
func weight(at time.Time) float64 {
	hour := float64(at.Hour()) + float64(at.Minute())/60
	weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
	switch {
	case weekend:
		return 0.06
	case hour >= 13 && hour < 14:
		return 0.45
	case hour >= 10 && hour < 19:
		return 1 - 0.06*(hour-10)
	case hour >= 19 && hour < 23:
		return 0.25
	case hour >= 3 && hour < 8:
		return 0.004
	}
	return 0.08
}

// fold is heatmap.Fold for tests.
func fold(t *testing.T, h *timelog.Histogram, zone string) *heatmap.Grid {
	t.Helper()
	g, err := heatmap.Fold(h, zone, heatmap.Span{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// officePage is a report of the office with all parts.
func officePage(t *testing.T) Page {
	main := fold(t, office(20000, 7), "Europe/Moscow")
	main.ZoneFrom = "assumed"
	main.Notes = []string{"412 re-delivered messages left out"}
	p := Page{
		Title:    "Hours of the Marigold group",
		Subtitle: "Chat log of 13 months, who was awake when",
		Lead: "The group keeps **office hours**: two thirds of the messages fall on Monday to Friday, 10 to 19 o'clock in Moscow.\n\n" +
			"Read in UTC the same week starts at 07:00. The pause at 13:00 is there on every working day.",
		Grid:     main,
		Zones:    []string{"UTC", "Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca"},
		Warnings: []string{"The stamps carry no zone. They were read as UTC; if they are local times, everything here shifts with them."},
		Made:     "2026-11-22",
		Sections: []Section{{Heading: "What this may mean", Text: "Office hours point to *employment*, not to a country. See:\n\n| Zone | Share in 9–18 |\n|---|---:|\n| Europe/Moscow | 66 % |\n| UTC | 48 % |\n"}},
		Sample: &Sample{Columns: []string{"ts", "from", "body"}, Rows: [][]string{
			{"2020-06-22T09:12:44.120", "driver", "Всем привет, сборка готова"}, {"2020-06-22T09:13:02.001", "marten", "ok, checking"}}},
	}
	for i, name := range []string{"driver", "marten", "heron", "дрозд", "night_owl", "cron-script"} {
		g := fold(t, office(300+900*i, uint64(i)), "Europe/Moscow")
		g.Label = name
		p.Groups = append(p.Groups, g)
	}
	for i := range 30 {
		p.Sources = append(p.Sources, timelog.Source{
			Path: fmt.Sprintf("jabber_logs/2020-06-%02d.json", i+1), Bytes: 48211 + int64(i)*977, Format: "json", TimeColumn: "ts",
			Zone: "UTC", ZoneFrom: "assumed", Rows: 700, Events: 690, Recovered: 3, Duplicates: 8,
			Skipped: []timelog.Skip{{Reason: "no time in the record", Rows: 2, FirstLine: 118, Example: `{"from": "marten", "body": "cut o`}},
		})
	}
	return p
}
