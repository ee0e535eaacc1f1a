package heatmap

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// incidentGrid is the week of the intrusion in the intruder's zone.
func incidentGrid(t testing.TB) *Grid {
	t.Helper()
	tally, err := Count(CountOptions{Zone: "Europe/Bucharest", Read: ReadOptions{Sheet: "Timeline", OrderBy: "Analyst"}}, incident)
	if err != nil {
		t.Fatal(err)
	}
	return tally.Grid
}

// incidentPictures are those of the second walk-through; TestGoldenPictures holds them.
func incidentPictures(t testing.TB) map[string]*Figure {
	g := incidentGrid(t)
	figures := map[string]*Figure{}
	for name, opt := range map[string]PlotOptions{"calendar": {}, "calendar_dark": {Dark: true, Palette: "inferno"}} {
		figure, err := Calendar(g, opt)
		if err != nil {
			t.Fatal(err)
		}
		figures[name] = figure
	}
	before, after, err := g.Split(time.Date(2023, 4, 5, 15, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Compare(before, after, DifferenceOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, opt := range map[string]PlotOptions{"difference": {}, "difference_down_dark": {HoursDown: true, Dark: true}} {
		if figures[name], err = d.Draw(opt); err != nil {
			t.Fatal(err)
		}
	}
	return figures
}

// Silent working days are named: here the Wednesday and the Thursday of a week.
func TestCalendarNamesSilentDays(t *testing.T) {
	h := &timelog.Histogram{}
	for _, day := range []int{0, 1, 4} {
		h.Add(monday.AddDate(0, 0, day).Unix()+36000, 3)
	}
	g, err := Fold(h, "UTC", Span{First: monday, Last: monday.AddDate(0, 0, 7).Add(-time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	figure, err := Calendar(g, PlotOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"4 dates without an event", "Wed 2023-03-08, Thu 2023-03-09."} {
		if !strings.Contains(figure.Description, part) {
			t.Errorf("%q does not say %q", figure.Description, part)
		}
	}
}

func TestCalendarLimits(t *testing.T) {
	long := &timelog.Histogram{}
	long.Add(monday.Unix(), 1)
	long.Add(monday.AddDate(5, 0, 0).Unix(), 1)
	g, err := Fold(long, "UTC", Span{})
	if err != nil {
		t.Fatal(err)
	}
	for want, g := range map[string]*Grid{"filled by hand": {}, "1828 dates": g} {
		if _, err := Calendar(g, PlotOptions{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
	empty, err := Empty("UTC")
	if err != nil {
		t.Fatal(err)
	}
	if figure, err := Calendar(empty, PlotOptions{}); err != nil || len(figure.PNG()) == 0 {
		t.Errorf("an empty week: %v", err)
	}
	if _, err := Beside(campaign{weeks: 1, events: 5, from: 8}.grid(t, monday, rand.New(rand.NewPCG(1, 2))), "UTC", "Mars/Base"); err == nil {
		t.Error("a zone that does not exist was counted in")
	}
}
