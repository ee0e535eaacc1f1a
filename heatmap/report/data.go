package report

import (
	"encoding/json"
	"fmt"
	"html/template"
	"time"

	"github.com/hourprint/hourprint/heatmap"
)

// pageData is what the page's script works on.
type pageData struct {
	Name     string       `json:"name"` // of saved files, without the ending
	Title    string       `json:"title"`
	Zones    []zoneRules  `json:"zones"` // the grid's own first
	Grids    []gridData   `json:"grids"` // the main one first
	Palettes []paletteRow `json:"palettes"`
	Assumed  bool         `json:"assumed"` // the zone of the stamps was assumed
	Named    bool         `json:"named"`   // the first grid has a name to print
}

// gridData is one grid: its events, or its cells if it was filled by hand.
type gridData struct {
	Label  string                                `json:"label"`
	Events *packed                               `json:"events,omitempty"`
	Counts *[heatmap.Days][heatmap.Hours]int64   `json:"counts,omitempty"`
	Hours  *[heatmap.Days][heatmap.Hours]float64 `json:"hours,omitempty"`
	// From and To bound the observed span, First and Last the events; Unix
	// seconds, absent when there are none.
	From  *int64   `json:"from,omitempty"`
	To    *int64   `json:"to,omitempty"`
	First *int64   `json:"first,omitempty"`
	Last  *int64   `json:"last,omitempty"`
	Notes []string `json:"notes"`
}

// paletteRow is a palette as the script takes it: colours from low to high,
// six hexadecimal digits each, without separators.
type paletteRow struct {
	Name   string `json:"name"`
	Colors string `json:"colors"`
}

// name names the first grid for the choice of grids. The main one stands for all
// events unless it says otherwise; nil means that the first grid is a group.
func (d *pageData) name(main *heatmap.Grid) {
	d.Named = main == nil || main.Label != ""
	if !d.Named {
		d.Grids[0].Label = "All events"
	}
}

// newGridData prepares a grid for the page.
func newGridData(g *heatmap.Grid) gridData {
	d := gridData{Label: labelOf(g), Notes: []string{}}
	for _, note := range g.Notes {
		d.Notes = append(d.Notes, visible(note))
	}
	if h := g.Histogram(); h != nil {
		p := pack(h)
		d.Events = &p
	} else {
		d.Counts, d.Hours = &g.Counts, &g.Hours
	}
	span := g.Observed()
	d.From, d.To = seconds(span.First), seconds(span.Last)
	d.First, d.Last = seconds(g.First), seconds(g.Last)
	return d
}

// labelOf names a grid; the name may come from a log.
func labelOf(g *heatmap.Grid) string {
	if g.Label == "" {
		return "(no name)"
	}
	return shorten(visible(g.Label), 80)
}

// seconds is an instant in Unix seconds, nil for the zero time.
func seconds(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	unix := t.Unix()
	return &unix
}

// spanOf finds the time that all grids lie in, with a day to spare on both sides:
// the hour that holds an event may begin before it.
func spanOf(grids []*heatmap.Grid) (from, to time.Time) {
	widen := func(t time.Time) {
		if t.IsZero() {
			return
		}
		if from.IsZero() || t.Before(from) {
			from = t
		}
		if to.IsZero() || t.After(to) {
			to = t
		}
	}
	for _, g := range grids {
		span := g.Observed()
		for _, t := range []time.Time{span.First, span.Last, g.First, g.Last} {
			widen(t)
		}
	}
	if from.IsZero() {
		from, to = time.Unix(0, 0), time.Unix(0, 0)
	}
	return from.AddDate(0, 0, -1), to.AddDate(0, 0, 1)
}

// asJSON writes the data for a <script type="application/json">: encoding/json
// escapes <, > and &, so that no text can end the element.
func (d *pageData) asJSON() (template.JS, error) {
	bytes, err := json.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("report: %w", err)
	}
	return template.JS(bytes), nil
}
