package lake

import (
	"fmt"
	"math"
	"time"

	"github.com/hourprint/hourprint/heatmap"
)

// A ZoneCheck compares the weekday and hour that the engine gives each quarter
// hour, by its own zone functions and its own zone data, with ours.
type ZoneCheck struct {
	// Counts is the week by the engine's own reckoning, Monday first.
	Counts [heatmap.Days][heatmap.Hours]int64 `json:"counts"`
	// Compared is how many events the engine placed; it cannot place those outside
	// the years 1970 to 2106.
	Compared int64 `json:"compared"`
	// Differ is how many of them it places in another cell than we do; they lie
	// between From and To. Zero when its zone data agrees with ours.
	Differ int64     `json:"differ"`
	From   time.Time `json:"from,omitzero"`
	To     time.Time `json:"to,omitzero"`
	// Example is one of those quarter hours in words.
	Example string `json:"example,omitempty"`
	// Unknown says that the engine does not know the zone at all.
	Unknown bool `json:"unknown,omitempty"`

	loc *time.Location
}

// add compares one quarter hour. cell is the engine's weekday × 24 + hour.
func (c *ZoneCheck) add(unix, events, cell int64) {
	if unix < 0 || unix > math.MaxUint32 || cell < 0 || cell >= heatmap.Days*heatmap.Hours {
		return
	}
	c.Counts[cell/24][cell%24] += events
	c.Compared += events
	at := time.Unix(unix, 0).In(c.loc)
	day, hour := heatmap.CellOf(at)
	if int64(day*24+hour) == cell {
		return
	}
	if c.Differ == 0 || at.Before(c.From) {
		c.From = at.UTC()
	}
	if c.Differ == 0 || at.After(c.To) {
		c.To = at.UTC()
	}
	if c.Differ == 0 {
		c.Example = fmt.Sprintf("%s is %s %d h in %s; the engine says %s %d h", at.UTC().Format(time.RFC3339),
			heatmap.DayNames[day], hour, c.loc, heatmap.DayNames[cell/24], cell%24)
	}
	c.Differ += events
}

// warning says what is wrong with the engine's zone data; empty if nothing is.
func (c *ZoneCheck) warning(engine, version string) string {
	if c == nil {
		return ""
	}
	if version != "" {
		engine += " (zone data " + version + ")"
	}
	switch {
	case c.Unknown:
		return fmt.Sprintf("%s does not know the zone %s: its zone data is older than ours or incomplete; the cells are by our rules alone", engine, c.loc)
	case c.Differ > 0:
		return fmt.Sprintf("%s has other rules for %s than we have, so its zone data is older or its functions are wrong: it would put %d of %d events, between %s and %s, in other cells (%s); the cells are by our rules",
			engine, c.loc, c.Differ, c.Compared, c.From.Format(time.DateOnly), c.To.Format(time.DateOnly), c.Example)
	}
	return ""
}
