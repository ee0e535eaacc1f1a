package timelog

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

// TestLikelyOrder has dates that the rows leave open be read by when the file was last
// written, or by their dots, and says so; else they stay an error.
func TestLikelyOrder(t *testing.T) {
	for _, c := range []struct {
		name, text, written string
		first               string // of the events; "" for an error
		says                string
	}{
		{"written before the one", "time,user\n03/05/2024 10:00:00,ada\n03/06/2024 10:00:00,bo\n", "2024-03-07", "2024-03-05", "as dmy there would be rows later than the file, which was last written 2024-03-07"},
		{"written before the other", "time,user\n03/05/2024 10:00:00,ada\n04/05/2024 10:00:00,bo\n", "2024-05-04", "", "--date-order"},
		{"written some hours before, elsewhere", "time,user\n05/03/2024 23:00:00,ada\n", "2024-03-05", "2024-03-05", "as mdy there would be rows later than the file"},
		{"written after both", "time,user\n03/05/2024 10:00:00,ada\n", "2024-08-01", "", "--date-order"},
		{"written before both", "time,user\n03/05/2024 10:00:00,ada\n", "2024-01-01", "", "--date-order"},
		{"two digits", "[03/05/24 10:00:00] started\n", "2024-03-07", "", "--date-order"},
		{"a browser's", "time,user\n\"7/4/2024, 12:55:07 PM\",ada\n\"7/5/2024, 9:08:36.922 AM\",bo\n", "2024-08-01", "2024-07-04", "American English"},
		{"a browser's in lines", "[7/4/2024, 12:55:07 PM] ada started\n[7/5/2024, 9:08:36 AM] bo stopped\n", "2024-08-01", "2024-07-04", "American English"},
		{"another browser's", "time,user\n\"7/4/2024, 12:55:07 pm\",ada\n\"7/5/2024, 9:08:36 am\",bo\n", "2024-08-01", "", "--date-order"},
		{"dots", "time;user\n03.05.2024 10:00:00;ada\n", "2024-08-01", "2024-05-03", "dates with dots have the day first"},
		{"dots, two digits", "time;user\n03.05.24 10:00:00;ada\n", "2024-08-01", "2024-05-03", "dates with dots have the day first"},
		{"dots here and there", "time;user\n03.05.2024 10:00:00;ada\n03/05/2024 10:00:00;ada\n", "2024-08-01", "", "--date-order"},
	} {
		path := file(t, "log.csv", c.text)
		at, err := time.Parse("2006-01-02", c.written)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		tally, err := Count(context.Background(), Options{}, path)
		switch {
		case c.first == "":
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", c.name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case tally.First.Format("2006-01-02") != c.first || !strings.Contains(strings.Join(tally.Warnings, "\n"), c.says):
			t.Errorf("%s: first %v, %q", c.name, tally.First, tally.Warnings)
		}
	}
}

// The question names the orders in which the dates exist, and no others.
func TestQuestionOfOrder(t *testing.T) {
	for text, want := range map[string]string{
		"When,u\n13/03/21 10:00,a\n01/03/21 11:00,b\n":     "--date-order dmy or --date-order ymd settles it",
		"When,u\n03/13/2021 10:00,a\n13/03/2021 11:00,b\n": "--date-order dmy or --date-order mdy settles it",
		"When,u\n01/03/05 10:00,a\n03/03/05 11:00,b\n":     "day first or month first or year first",
	} {
		_, err := Count(context.Background(), Options{}, file(t, "log.csv", text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
