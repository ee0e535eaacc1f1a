package timelog

import (
	"context"
	"strings"
	"testing"
	"time"
)

// Where no column holds times, texts that hold one each are looked into: lines of a log
// in a field, objects written as texts. A date and a time of day in two members are one.
func TestTimesInsideColumns(t *testing.T) {
	for _, c := range []struct {
		name, text, column, times, err string
		year                           int
	}{
		{"an object in a text", `{"host":"fe1","raw":"{\"alert\":{\"id\":7,\"occurred\":\"2024-03-05T08:14:07Z\",\"name\":\"a \\\"b\\\"\"}}"}
{"host":"fe1","raw":"{\"alert\":{\"id\":8,\"occurred\":\"2024-03-05T08:15:07Z\",\"name\":\"c\"}}"}
{"host":"fe2","raw":"cut off"}
{"host":"fe2","raw":"{\"alert\":{\"id\":9,\"occurred\":\"2024-03-05T08:13:07Z\",\"name\":\"d\"}}"}
{"host":"fe2","raw":"{\"alert\":{\"id\":9,\"occurred\":\"2024-03-05T08:14:08Z\",\"name\":\"d\"}}"}
`, "raw.alert.occurred", "08:14:07 08:15:07 08:13:07 08:14:08", "", 0},
		{"numbers in it", `{"message":"{\"ts\":1709626447.25,\"level\":\"info\"}","stream":"a"}
{"message":"{\"ts\":1709626507.25,\"level\":\"info\"}","stream":"a"}
`, "message.ts", "08:14:07 08:15:07", "", 0},
		{"an object in a table", "host,data\nfe1,\"{\"\"when\"\":\"\"2024-03-05 08:14:07\"\",\"\"n\"\":1}\"\nfe2,\"{\"\"when\"\":\"\"2024-03-05 08:15:07\"\",\"\"n\"\":2}\"\n",
			"data.when", "08:14:07 08:15:07", "", 0},
		{"a line of a log in a field", `{"_raw":"2024-03-05 08:14:07,123 INFO start","sourcetype":"app"}
{"_raw":"2024-03-05 08:15:07,123 INFO stop","sourcetype":"app"}
`, "time in _raw", "08:14:07 08:15:07", "", 0},
		{"one without its year", `{"event":"Mar  5 08:14:07 host sshd[7]: ok","source":"udp"}
{"event":"Mar  5 08:15:07 host sshd[7]: ok","source":"udp"}
`, "time in event", "08:14:07 08:15:07", "", 0},
		{"… which is told", `{"event":"Mar  5 08:14:07 host sshd[7]: ok","source":"udp"}
{"event":"Mar  5 08:15:07 host sshd[7]: ok","source":"udp"}
`, "time in event", "08:14:07 08:15:07", "", 2024},
		{"texts that tell of times", `{"id":"a","text":"we met on 2024-03-05 08:14:07 at the corner"}
{"id":"b","text":"on 2019-01-02 10:00:00 they had left"}
{"id":"c","text":"the meeting of 2031-03-05 09:00:00 is off"}
`, "", "", "no time column found", 0},
		{"date and clock apart", `{"date":"2024-03-05","user":"ann","host":"x","time":"08:14:07","msg":"a"}
{"date":"2024-03-05","user":"ann","host":"x","time":"08:15:07","msg":"b"}
`, "date + time", "08:14:07 08:15:07", "", 0},
		{"day and how long it took", `{"date":"2024-03-05","duration":"00:14:07"}
{"date":"2024-03-05","duration":"00:15:07"}
`, "date", "00:00:00 00:00:00", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, opt := file(t, "log", c.text), Options{Year: c.year}
			tally, err := Count(context.Background(), opt, path)
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
			if column := tally.Sources[0].TimeColumn; column != c.column {
				t.Errorf("column %q, want %q", column, c.column)
			}
			if said := strings.Join(tally.Warnings, "; "); c.column != "date" && !strings.Contains(said, `read`) {
				t.Errorf("nothing is said of it: %q", said)
			}
			opt.Time = c.column // as a user may name it
			table, err := Read(context.Background(), opt, path)
			if err != nil {
				t.Fatal(err)
			}
			got := tally.First.Format(time.TimeOnly) + " " + tally.Last.Format(time.TimeOnly)
			if c.year == 0 { // else the column keeps the stamps as they stand
				got = clocksIn(t, table)
			}
			if got != c.times || tally.Sources[0].Events != int64(strings.Count(c.times, " ")+1) {
				t.Errorf("%s, %d events; want %s", got, tally.Sources[0].Events, c.times)
			}
			inSteps(t, c.text, table.Rows)
		})
	}
}
