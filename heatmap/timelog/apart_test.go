package timelog

import (
	"context"
	"strings"
	"testing"
)

// A date and a time of day in two places of a line are its time, if something tells that
// they belong together.
func TestDateAndClockApart(t *testing.T) {
	for _, c := range []struct{ name, text, times, err string }{
		{"a host between them", "2024-03-05 host7 INFO 08:14:07 started\n2024-03-05 host7 WARN 08:15:09.250 slow\n  at disk 3\n2024-03-06 host8 INFO 00:02:11 stopped\n",
			"05 08:14:07 05 08:15:09.25 06 00:02:11", ""},
		{"behind words", "id=fw sn=17 date=\"2024-03-05\" fw=192.0.2.4 dur=00:00:01 time=\"08:14:07\"\nid=fw sn=17 date=\"2024-03-05\" fw=192.0.2.4 dur=00:00:09 time=\"08:14:17\"\n",
			"05 08:14:07 05 08:14:17", ""},
		{"in brackets, with a zone", "[05/Mar/2024] [pid 77] [08:14:07 +0100] start\n[05/Mar/2024] [pid 77] [08:14:09 +0100] more\n",
			"05 07:14:07 05 07:14:09", ""},
		{"the date behind, and it changes", "23:59:07 srv1 proc[7]: Tue Mar  5 2024 login ok\n23:59:59 srv1 proc[7]: Tue Mar  5 2024 login ok\n00:00:08 srv1 proc[7]: Wed Mar  6 2024 login failed\n",
			"05 23:59:07 05 23:59:59 06 00:00:08", ""},
		{"months first, as one row tells", "03/05/2024 srv1 08:14:07 up\n03/25/2024 srv1 08:15:07 down\n", "05 08:14:07 25 08:15:07", ""},
		{"open dates", "03/05/2024 srv1 08:14:07 up\n03/06/2024 srv1 08:15:07 down\n", "", "--date-order"},
		{"the date of a build", "08:14:07 app v2 built 2023-11-05 start\n08:14:09 app v2 built 2023-11-05 go\n08:15:10 app v2 built 2023-11-05 stop\n", "", "no date"},
		{"birthdays", "08:14:07 ann born 1980-02-03\n08:14:09 bob born 1991-04-05\n08:14:11 cem born 1975-06-07\n08:14:12 dan born 1999-08-09\n08:14:13 eve born 1960-02-03\n", "", "no date"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := file(t, "log", c.text)
			tally, err := Count(context.Background(), Options{}, path)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("%v, want %q", err, c.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, tally.Sources)
			if !strings.Contains(strings.Join(tally.Warnings, "\n"), pairNote) {
				t.Errorf("not said: %q", tally.Warnings)
			}
			table, err := Read(context.Background(), Options{}, path)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, at := range timesOf(t, table, strings.Count(c.text, "\n")) {
				if at != "-" {
					got = append(got, strings.Replace(strings.TrimSuffix(strings.TrimPrefix(at, "2024-03-"), "Z"), "T", " ", 1))
				}
			}
			if strings.Join(got, " ") != c.times {
				t.Errorf("%s, want %s", strings.Join(got, " "), c.times)
			}
		})
	}
}
