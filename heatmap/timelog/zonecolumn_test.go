package timelog

import (
	"context"
	"strings"
	"testing"
)

// A time without its zone has that of a column beside it.
func TestZoneColumns(t *testing.T) {
	for _, c := range []struct {
		name, text string
		opt        Options
		column     string
		first      string // "" for an error with what is said
		says       string
	}{
		{"a table", "time,timezone,u\n2021-01-29 10:00:00,Europe/Berlin,a\n2021-07-29 10:00:00,Europe/Berlin,b\n", Options{},
			"time + timezone", "2021-01-29 09:00:00", "read together"},
		{"date and time apart", "Date,Time,TimeZone,Name\n12/29/2020,23:58:41,CET,a\n12/30/2020,23:58:41,CET,b\n", Options{},
			"Date + Time + TimeZone", "2020-12-29 22:58:41", "read together"},
		{"objects", `{"time":"2021-01-29 10:00:00","tz":"+05:30"}` + "\n" + `{"time":"2021-01-29 11:00:00","tz":"+05:30"}` + "\n", Options{},
			"time + tz", "2021-01-29 04:30:00", "read together"},
		{"asked for", `{"time":"2021-01-29 10:00:00","tz":"+05:30","at":"2020-01-01T00:00:00Z"}` + "\n", Options{Time: "time + tz"},
			"time + tz", "2021-01-29 04:30:00", "read together"},
		{"asked for without it", `{"time":"2021-01-29 10:00:00","tz":"+05:30"}` + "\n", Options{Time: "time"},
			"time + tz", "2021-01-29 04:30:00", "read together"},
		{"one row without", "time,tz\n2021-01-29 10:00:00,CET\n2021-01-29 11:00:00,\n2021-01-29 12:00:00,CET\n", Options{},
			"time + tz", "2021-01-29 09:00:00", "carry a zone and some do not"},
		{"of who did it", "time,tz\n2021-01-29 10:00:00,-08:00\n2021-01-29 10:01:00,+09:00\n2021-01-29 10:02:00,-08:00\n2021-01-29 10:03:00,+09:00\n", Options{},
			"time", "2021-01-29 10:00:00", "the rows are in order without them"},
		{"of something else", `{"time":"2021-01-29 10:00:00","user":{"tz":"+05:30"}}` + "\n", Options{},
			"time", "2021-01-29 10:00:00", "assumed"},
		{"no zones", "time,tz\n2021-01-29 10:00:00,DMZ-1\n2021-01-29 11:00:00,DMZ-2\n", Options{},
			"time", "2021-01-29 10:00:00", "assumed"},
		{"a zone already", "time,tz\n2021-01-29T10:00:00Z,CET\n", Options{},
			"time", "2021-01-29 10:00:00", ""},
		{"the user knows better", "time,tz\n2021-01-29 10:00:00,CET\n", Options{SourceZone: "+02:00"},
			"time", "2021-01-29 08:00:00", ""},
		{"an order that only the end tells", "date,time,tz\n" + strings.Repeat("01/02/2021,10:00:00,CET\n", 300) + "28/02/2021,10:00:00,CET\n", Options{},
			"date + time + tz", "2021-02-01 09:00:00", "read together"},
		{"in doubt", "time,tz\n2021-01-29 10:00:00,CST\n", Options{}, "", "", "--source-zone"},
		{"in doubt for half of the year", "time,tz\n2021-01-29 10:00:00,PST\n2021-07-29 10:00:00,PDT\n", Options{}, "time + tz", "2021-01-29 18:00:00", "PST as -08:00"},
		{"seconds, and the same written out", `{"timestamp":1611914400,"isotimestamp":"2021-01-29T10:00:00.5+00:00"}` + "\n" + `{"timestamp":1611914460,"isotimestamp":"2021-01-29T10:01:00.25+00:00"}` + "\n", Options{},
			"isotimestamp", "2021-01-29 10:00:00.5", ""},
	} {
		tally, err := Count(context.Background(), c.opt, file(t, "log", c.text))
		if c.first == "" {
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		balanced(t, tally.Sources)
		said := strings.Join(tally.Warnings, "\n")
		if s := tally.Sources[0]; s.TimeColumn != c.column || tally.First.Format("2006-01-02 15:04:05.999") != c.first || !strings.Contains(said, c.says) {
			t.Errorf("%s: %q, %v, %s", c.name, s.TimeColumn, tally.First, said)
		}
	}
}
