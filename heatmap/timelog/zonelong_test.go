package timelog

import (
	"context"
	"strings"
	"testing"
	"time"
)

// Whole names of zones are read as what they name, in lines and in fields, with its clock
// changes; those that are not known are an error, never offset 0.
func TestLongZones(t *testing.T) {
	for _, c := range []struct{ text, first, zone string }{
		{"2024-05-08 12:32:08 India Standard Time up\n2024-05-08 12:33:08 India Standard Time up\n", "07:02:08", "stamp"},
		{"####<May 8, 2024, 12:32:08,362 PM Pacific Daylight Time> <Info>\n####<May 8, 2024, 12:33:08,362 PM Pacific Daylight Time> <Info>\n", "19:32:08", "stamp"},
		{"2024-01-08 12:32:08 W. Europe Standard Time up\n2024-07-08 12:32:08 W. Europe Standard Time up\n", "11:32:08", "stamp"},
		{"when,what\n2024-05-08 12:32:08 Tokyo Standard Time,a\n2024-05-08 12:33:08 Tokyo Standard Time,b\n", "03:32:08", "stamp"},
		{"2024-05-08 12:32:08 The Standard Time is not up\n2024-05-08 12:33:08 All is well\n", "12:33:08", "assumed"},
		{"2024-05-08 12:32:08 Nowhere Standard Time up\n2024-05-08 12:33:08 Nowhere Standard Time up\n", "", ""},
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "log", c.text))
		if c.zone == "" {
			if err == nil || !strings.Contains(err.Error(), "zone") {
				t.Errorf("%q: %v, %v", c.text, tally, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := tally.First.Format("15:04:05"); got != c.first || tally.Sources[0].ZoneFrom != c.zone {
			t.Errorf("%q: %s, %s", c.text, got, tally.Sources[0].ZoneFrom)
		}
	}
	for name, place := range longZones {
		if _, err := time.LoadLocation(place); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
