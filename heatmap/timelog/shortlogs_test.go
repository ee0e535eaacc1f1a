package timelog

import (
	"context"
	"testing"
	"time"
)

// A log of a line or two tells what a long one of its kind does: a number second in
// its lines is their time where a date beside it is of the same day, and a year
// written in the only line is that of its date without one.
func TestShortLogs(t *testing.T) {
	for _, c := range []struct {
		name, text, zone string
		want             []string
	}{
		{"number and local date", "- 1117873200 2005.06.04 R11-M0 2005-06-04-01.20.00.125000 R11-M0 RAS KERNEL INFO corrected\n", "stated", []string{"2005-06-04T08:20:00Z"}},
		{"two of them", "- 1117873200 2005.06.04 R11-M0 2005-06-04-01.20.00.125000 R11-M0 RAS KERNEL INFO corrected\n" +
			"APPREAD 1117873260 2005.06.04 R11-M1 2005-06-04-01.21.00.500000 R11-M1 RAS APP FATAL failed\n", "stated", []string{"2005-06-04T08:20:00Z", "2005-06-04T08:21:00Z"}},
		{"number and date without a year", "- 1117873200 node7 Jun 4 01:20:00 node7/node7 crond[77]: session closed\n", "stated", []string{"2005-06-04T08:20:00Z"}},
		{"number of another day", "- 1117873200 node7 2019-03-08 22:14:03 node7/node7 account closed\n", "assumed", []string{"2019-03-08T22:14:03Z"}},
		{"number far behind", "node7 backup of 2005-06-04 01:20:00 next 1117873200\n", "assumed", []string{"2005-06-04T01:20:00Z"}},
		{"year told once", "Jun 4 01:20:00 mail sendmail[9]: queued at 2005-06-04 01:19:58\n", "assumed", []string{"2005-06-04T01:20:00Z"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := system{lineCase: lineCase{name: "short", text: c.text, written: "2020-01-05"}, lines: make([]string, len(c.want))}
			src, got, warnings := s.found(t)
			if src.ZoneFrom != c.zone {
				t.Errorf("zone %s, want %s; %q", src.ZoneFrom, c.zone, warnings)
			}
			tally, err := Count(context.Background(), Options{Year: 0}, s.path(t))
			if err != nil {
				t.Fatal(err)
			}
			first, _ := time.Parse(time.RFC3339, c.want[0])
			if !tally.First.Truncate(time.Second).Equal(first) {
				t.Errorf("first event %s, want %s; read %v", tally.First, c.want[0], got)
			}
		})
	}
}
