package timelog

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// Columns without a year are of the year in which the file was last written, or of the one
// before; where they may be of two, they are refused.
func TestYearsOfColumns(t *testing.T) {
	many := func(row string, n int) string {
		var s strings.Builder
		s.WriteString("time,x\n")
		for i := range n {
			fmt.Fprintf(&s, row+"\n", i%60)
		}
		return s.String()
	}
	for _, c := range []struct {
		name, text, written string
		year                int
		first               string // "" for an error
	}{
		{"Snort's JSON", `{ "timestamp" : "06/23-15:50:41.204118", "proto" : "TCP" }` + "\n" + `{ "timestamp" : "06/24-00:00:03.051996", "proto" : "TCP" }` + "\n", "2021-06-25", 0, "2021-06-23 15:50:41.204118"},
		{"Snort's CSV", "06/23-15:50:41.204118 ,1,2\n06/24-00:00:03.051996 ,1,2\n", "2021-06-25", 0, "2021-06-23 15:50:41.204118"},
		{"a table", many("Jun 23 15:50:%02d,a", 300), "2021-07-01", 0, "2021-06-23 15:50:00"},
		{"later in the year than the file", many("Jun 23 15:50:%02d,a", 300), "2021-05-01", 0, "2020-06-23 15:50:00"},
		{"over the end of a year, in the first rows", "time,x\nDec 31 23:59:59,a\nJan  1 00:00:01,b\n", "2021-07-01", 0, ""},
		{"… far behind", many("Dec 30 23:50:%02d,a", 300) + "Jan  1 00:00:01,b\n", "2021-07-01", 0, ""},
		{"told", many("Dec 30 23:50:%02d,a", 300), "2021-07-01", 2015, "2015-12-30 23:50:00"},
	} {
		path := file(t, "log.csv", c.text)
		at, err := time.Parse("2006-01-02", c.written)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		tally, err := Count(context.Background(), Options{Year: c.year}, path)
		if c.first == "" {
			if err == nil || !strings.Contains(err.Error(), "--year") {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		said := strings.Contains(strings.Join(tally.Warnings, "\n"), "carry no year") || strings.Contains(fmt.Sprint(tally.Sources[0].Decisions, tally.Warnings), "year")
		if got := tally.First.Format("2006-01-02 15:04:05.999999"); got != c.first || said != (c.year == 0) {
			t.Errorf("%s: %s, %q", c.name, got, tally.Warnings)
		}
	}
}
