package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// Records of several kinds are timed by the first time that each has, in whatever unit.
func TestFirstOf(t *testing.T) {
	text := `{"kind":"av","timestamp":"2021-03-04T05:06:07Z","id":1}
{"kind":"aph","last_blocked":"2021-03-04T05:07:07Z","id":2}
{"kind":"exploit","detection_time":"2021-03-04T07:08:07+02:00","id":3}
{"kind":"cloud","eventTimeMillis":1614834547000,"id":4}
{"kind":"moved","id":5}
{"kind":"av","timestamp":"2021-03-04T05:10:07Z","detection_time":"2020-03-04T05:10:07Z","id":6}
{"kind":"licence","expires_at":"2031-03-04T05:10:07Z","id":7}
`
	path := file(t, "mixed.jsonl", text)
	tally, err := Count(context.Background(), Options{Explain: true}, path)
	if err != nil {
		t.Fatal(err)
	}
	s := tally.Sources[0]
	if s.Events != 5 || s.Rows != 7 || !strings.HasPrefix(s.TimeColumn, "timestamp, else ") || strings.Contains(s.TimeColumn, "expires") {
		t.Errorf("%+v", s)
	}
	if first, last := tally.First.Format(time.DateTime), tally.Last.Format(time.DateTime); first != "2021-03-04 05:06:07" || last != "2021-03-04 05:10:07" {
		t.Errorf("from %s to %s", first, last)
	}
	if said := strings.Join(tally.Warnings, " "); !strings.Contains(said, `records without "timestamp" are timed by`) {
		t.Errorf("%q", said)
	}
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	if got := timesOf(t, table, 7); fmt.Sprint(got) != "[2021-03-04T05:06:07Z 2021-03-04T05:07:07Z 2021-03-04T05:08:07Z 2021-03-04T05:09:07Z - 2021-03-04T05:10:07Z -]" {
		t.Errorf("%v", got)
	}
	again, err := Count(context.Background(), Options{Time: s.TimeColumn}, path)
	if err != nil || again.Sources[0].Events != 5 || again.Sources[0].TimeColumn != s.TimeColumn || !again.Last.Equal(tally.Last) {
		t.Errorf("by the name that the account gives: %+v, %v", again, err)
	}
	if _, err := Count(context.Background(), Options{Time: "timestamp, else nowhere"}, path); err == nil || !strings.Contains(err.Error(), `"nowhere"`) {
		t.Errorf("a column that is nowhere: %v", err)
	}
	asked, err := Count(context.Background(), Options{Time: "timestamp"}, path)
	if err != nil || asked.Sources[0].Events != 2 {
		t.Errorf("as asked: %+v, %v", asked, err)
	}
}

// A column whose stamps have no year gives way to one that has them all.
func TestYearlessColumn(t *testing.T) {
	tally, err := Count(context.Background(), Options{}, file(t, "log.jsonl", `{"rec":{"Timestamp":"Oct 15 00:00:00","IsoTimestamp":"2024-10-15T00:00:00Z"}}
{"rec":{"Timestamp":"Oct 15 00:01:00","IsoTimestamp":"2024-10-15T00:01:00Z"}}
`))
	if err != nil || tally.Sources[0].TimeColumn != "rec.IsoTimestamp" || tally.Sources[0].Events != 2 {
		t.Errorf("%+v, %v", tally, err)
	}
}
