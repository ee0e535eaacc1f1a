package timelog

import (
	"context"
	"strings"
	"testing"
)

// Records are found in arrays inside objects, however deep; an object with a time of
// its own and arrays in it is a record.
func TestEnvelopes(t *testing.T) {
	for _, c := range []struct {
		name, text, column, times, says string
	}{
		{"beside other lists", `{"data":{"total":2,"page":{"items":[{"id":"a","created_at":"2024-03-05T08:14:07Z","env":{"tags":[{"x":1}]}},{"id":"b","created_at":"2024-03-05T08:15:07Z"}]}},"links":[{"href":"x"}]}`,
			"created_at", "08:14:07 08:15:07", `"links" are not read`},
		{"five deep, the time in an object", "{\"count\":2,\"result\":{\"a\":{\"b\":{\"c\":{\"d\":[\n{\"id\":1,\"of\":{\"created_at\":\"2024-03-05T08:14:07Z\"}},\n{\"id\":2,\"of\":{\"created_at\":\"2024-03-05T08:15:07Z\"}}\n]}}}}}\n",
			"of.created_at", "08:14:07 08:15:07", ""},
		{"in the elements of other arrays", `{"resourceLogs":[{"resource":{"attributes":[{"key":"a","value":"]}"}]},"scopeLogs":[{"scope":{"name":"s"},"logRecords":[{"timeUnixNano":"1709626447000000000"},{"timeUnixNano":"1709626507000000000"}]},{"logRecords":[]}]},` +
			`{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1709626567000000000"}],"schemaUrl":""}]}]}`,
			"timeUnixNano", "08:14:07 08:15:07 08:16:07", ""},
		{"arrays in an array", `[[{"ts":"2024-03-05T08:14:07Z"},{"ts":"2024-03-05T08:15:07Z"}],[{"ts":"2024-03-05T08:16:07Z"}]]`,
			"ts", "08:14:07 08:15:07 08:16:07", ""},
		{"lines, a time in an object and a list before it", "{\"ts\":{\"$date\":\"2024-03-05T08:14:07.000+0000\"},\"args\":[{\"_id\":1}]}\n{\"ts\":{\"$date\":\"2024-03-05T08:15:07.000+0000\"},\"args\":[{\"date\":\"2021-03-13T08:14:30Z\"}]}\n",
			"ts.$date", "08:14:07 08:15:07", ""},
		{"the events of one thing", `{"stat":"ok","monitors":[{"id":7,"create_datetime":1462465496,"logs":[{"type":1,"datetime":1463540297},{"type":2,"datetime":1463540357},{"type":2,"datetime":1463540417}]}]}`,
			"datetime", "02:58:17 02:59:17 03:00:17", ""},
		{"one record with a list", `{"insertId":"x","payload":{"meta":{"fields":[{"manager":"kubelet","time":"2024-03-05T07:00:00Z"}]}},"timestamp":"2024-03-05T08:14:07Z","logName":"projects/hazel/logs/events","severity":"INFO","labels":{"project_id":"hazel","location":"here"}}`,
			"timestamp", "08:14:07", `the list in "payload.meta.fields" holds times too`},
		{"an answer with a time of its own", `{"created_at":"2024-03-05T09:00:00Z","activities":[{"id":"a","created_at":"2024-03-05T08:14:07Z"},{"id":"b","created_at":"2024-03-05T08:15:07Z"}]}`,
			"created_at", "08:14:07 08:15:07", "--format json reads the object around them"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := file(t, "log", c.text)
			tally, err := Count(context.Background(), Options{}, path)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, tally.Sources)
			if said := strings.Join(tally.Warnings, "; "); !strings.Contains(said, c.says) || c.says == "" && said != "" {
				t.Errorf("said %q, want %q", said, c.says)
			}
			table, err := Read(context.Background(), Options{}, path)
			if err != nil {
				t.Fatal(err)
			}
			if got := clocksIn(t, table); got != c.times || table.Sources[0].TimeColumn != c.column {
				t.Errorf("%s in %s, want %s in %s", got, table.Sources[0].TimeColumn, c.times, c.column)
			}
			inSteps(t, c.text, int(tally.Sources[0].Rows))
		})
	}
}

// clocksIn are the times of day of a table of one day.
func clocksIn(t *testing.T, table *Table) string {
	var clocks []string
	for _, c := range table.Columns {
		if c.Name != table.Sources[0].TimeColumn {
			continue
		}
		p := StampParser{Year: 2024}
		if err := p.Learn(c.Values); err != nil {
			t.Fatal(err)
		}
		for _, v := range c.Values {
			if at, _, err := p.Parse(v); err == nil {
				clocks = append(clocks, at.UTC().Format("15:04:05"))
			}
		}
	}
	return strings.Join(clocks, " ")
}

// inSteps scans a text of which a few bytes more come each time.
func inSteps(t *testing.T, text string, want int) {
	t.Helper()
	d, err := detect([]byte(text), "")
	if err != nil {
		t.Fatal(err)
	}
	sc, from, n := d.scanner(nil), d.skip, 0
	for end := d.skip + 3; ; end += 3 {
		final := end >= len(text)
		b := []byte(text[from:min(end, len(text))])
		from += sc.scan(b, final, func(*record) { n++ })
		if final {
			break
		}
	}
	if n != want {
		t.Errorf("%d records in steps, want %d", n, want)
	}
}
