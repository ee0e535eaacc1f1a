package timelog

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// file writes a file for a test and returns its path.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// balanced checks that every row of every source is accounted for.
func balanced(t testing.TB, sources []Source) {
	t.Helper()
	for _, s := range sources {
		sum := s.Events + s.Duplicates + s.Collapsed + s.OutsideRange
		for _, sk := range s.Skipped {
			sum += sk.Rows
			if sk.Rows < 1 || sk.FirstLine < 1 || sk.Reason == "" || len([]rune(sk.Example)) > exampleLimit {
				t.Errorf("%s: skip %+v", s.Path, sk)
			}
		}
		if s.Rows != sum || s.Recovered > s.Events {
			t.Errorf("%s: %d rows, %d accounted for, %d recovered of %d events", s.Path, s.Rows, sum, s.Recovered, s.Events)
		}
	}
}

func ExampleCount() {
	dir, err := os.MkdirTemp("", "timelog")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	log := filepath.Join(dir, "log.jsonl")
	text := `{"ts":"2021-01-29T10:59:59.999","from":"ada"}
{"ts":"2021-01-29T11:00:00.000","from":"bo"}
{"ts":"2021-01-29T11:00:00.000","from":"bo"}
{"ts":"soon","from":"cy"}
`
	if err := os.WriteFile(log, []byte(text), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	tally, err := Count(context.Background(), Options{SourceZone: "Europe/Moscow", Dedupe: []string{"ts", "from"}}, log)
	if err != nil {
		fmt.Println(err)
		return
	}
	tally.All.Each(func(unix, n int64) { fmt.Println(time.Unix(unix, 0).UTC().Format("15:04"), n) })
	s := tally.Sources[0]
	fmt.Println(s.Rows, "rows:", s.Events, "events,", s.Duplicates, "duplicate,", s.Skipped[0].Rows, s.Skipped[0].Reason, "in line", s.Skipped[0].FirstLine)
	// Output:
	// 07:45 1
	// 08:00 1
	// 4 rows: 2 events, 1 duplicate, 1 not a readable time in line 4
}

func TestCountFormats(t *testing.T) {
	const day = "2021-01-29T"
	for _, c := range []struct {
		name, text, format, column string
		events                     int64
	}{
		{"pretty", "{\n  \"ts\": \"2021-01-29T00:06:46.9\",\n  \"from\": \"a\"\n}\n{\n  \"ts\": \"2021-01-29T00:07:46.9\",\n  \"from\": \"b\"\n}", "json", "ts", 2},
		{"one line", `{"ts":"2021-01-29T00:06:46"}{"ts":"2021-01-29T00:07:46"} {"ts":"2021-01-29T00:08:46"}`, "json", "ts", 3},
		{"lines", "{\"ts\":\"2021-01-29T00:06:46\"}\n\n{\"ts\":\"2021-01-29T00:07:46\"}\r\n", "jsonl", "ts", 2},
		{"no line break at the end", "{\"ts\":\"2021-01-29T00:06:46\"}\n{\"ts\":\"2021-01-29T00:07:46\"}", "jsonl", "ts", 2},
		{"array", `[{"ts":"2021-01-29T00:06:46","x":[{"ts":1}]},{"ts":"2021-01-29T00:07:46"}]`, "json-array", "ts", 2},
		{"pretty array", "[\n  {\n    \"ts\": \"2021-01-29T00:06:46\"\n  },\n  {\n    \"ts\": \"2021-01-29T00:07:46\"\n  }\n]\n", "json-array", "ts", 2},
		{"records", `{"Records":[{"eventTime":"2023-07-10T11:54:39Z","a":{"b":1}},{"eventTime":"2023-07-10T11:54:40Z"}]}`, "json-array", "eventTime", 2},
		{"records twice", `{"Records":[{"eventTime":"2023-07-10T11:54:39Z"}]}` + "\n" + `{"Records":[{"eventTime":"2023-07-10T11:54:40Z"}]}`, "json-array", "eventTime", 2},
		{"messages", `{"name":"x","messages":[{"ts":"2021-10-25T19:14:35.801Z"},{"ts":"2021-10-25T19:14:36Z"}],"success":true,"more":[{"ts":"2000-01-01"}]}`, "json-array", "ts", 2},
		{"hits", `{"took":1,"hits":{"total":2,"hits":[{"_source":{"@timestamp":"2021-10-25T19:14:35.801Z"}},{"_source":{"@timestamp":"2021-10-25T19:14:36Z"}}]}}`, "json-array", "_source.@timestamp", 2},
		{"array in records", `{"ts":"2021-01-29T00:06:46","tags":[{"k":1}]}` + "\n" + `{"ts":"2021-01-29T00:07:46","tags":[{"k":1}]}` + "\n", "jsonl", "ts", 2},
		{"nested", `{"event":{"created":"2021-01-29T00:06:46Z","n":1}}` + "\n", "jsonl", "event.created", 1},
		{"dotted key", `{"event.created":"2021-01-29T00:06:46Z"}` + "\n", "jsonl", "event.created", 1},
		{"byte order mark", "\ufeff{\"ts\":\"2021-01-29T00:06:46\"}\n", "jsonl", "ts", 1},
		{"epochs", "{\"ts\":1611878806.5}\n{\"ts\":1611878807}\n", "jsonl", "ts", 2},
		{"epochs as text", "{\"ts\":\"1611878806123\"}\n{\"ts\":\"1611878807000\"}\n", "jsonl", "ts", 2},
		{"csv", "id,time,user\n1," + day + "00:06:46,a\n2," + day + "00:07:46,\"b,c\"\n3,\"" + day + "00:08:46\",\"d\ne\"\n", "csv", "time", 3},
		{"csv without header", "1," + day + "00:06:46,a\n2," + day + "00:07:46,b\n", "csv", "column_2", 2},
		{"csv with mark and CRLF", "\ufeffid,time\r\n1,2021-01-29 00:06:46\r\n2,2021-01-29 00:06:47", "csv", "time", 2},
		{"tsv", "id\ttime\n1\t2021-01-29 00:06:46\n2\t2021-01-29 00:06:47\n", "tsv", "time", 2},
		{"semicolons", "id;time;n\n1;2021-01-29 00:06:46,5;1,5\n2;2021-01-29 00:06:47,5;2,5\n", "ssv", "time", 2},
		{"one column", "2021-01-29 00:06:46\n2021-01-29 00:07:46\n", "csv", "column_1", 2},
		{"addresses are no dates", "time,ip\n2021-01-29 00:06:46,10.1.2.3\n2021-01-29 00:07:46,10.1.2.4\n", "csv", "time", 2},
		{"empty", "", "", "", 0},
		{"blanks", " \n\n", "", "", 0},
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "log", c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		s := tally.Sources[0]
		if s.Format != c.format || s.TimeColumn != c.column || s.Events != c.events || s.Rows != c.events || tally.All.Total() != c.events {
			t.Errorf("%s: %+v", c.name, s)
		}
		balanced(t, tally.Sources)
		table, err := Read(context.Background(), Options{}, file(t, "log", c.text))
		if err != nil || int64(table.Rows) != c.events {
			t.Errorf("%s: Read finds %v rows, %v", c.name, table, err)
		}
	}
}

func TestZoneFrom(t *testing.T) {
	for _, c := range []struct{ text, flag, zone, from string }{
		{`{"ts":"2021-01-29T00:06:46"}`, "", "UTC", "assumed"},
		{`{"ts":"2021-01-29T00:06:46"}`, "Europe/Moscow", "Europe/Moscow", "flag"},
		{`{"ts":"2021-01-29T00:06:46"}`, "+03:00", "+03:00", "flag"},
		{`{"ts":"2021-01-29T00:06:46Z"}`, "Europe/Moscow", "UTC", "stamp"},
		{`{"ts":"2021-01-29T00:06:46+03:00"}` + "\n" + `{"ts":"2021-01-29T00:06:46+0300"}`, "", "+03:00", "stamp"},
		{`{"ts":"2021-01-29T00:06:46+03:00"}` + "\n" + `{"ts":"2021-01-29T00:06:46Z"}`, "", "mixed", "stamp"},
		{`{"ts":1611878806}`, "Europe/Moscow", "UTC", "stated"},
	} {
		tally, err := Count(context.Background(), Options{SourceZone: c.flag}, file(t, "log", c.text))
		if err != nil {
			t.Fatal(err)
		}
		if s := tally.Sources[0]; s.Zone != c.zone || s.ZoneFrom != c.from {
			t.Errorf("%s with %q: zone %q from %q, want %q from %q", c.text, c.flag, s.Zone, s.ZoneFrom, c.zone, c.from)
		}
		warned := strings.Contains(strings.Join(tally.Warnings, "\n"), "--source-zone")
		if warned != (c.from == "assumed") {
			t.Errorf("%s: warnings %q", c.text, tally.Warnings)
		}
	}
}

func TestSkippedRows(t *testing.T) {
	path := file(t, "log.jsonl", `{"ts":"2021-01-29T00:06:46"}
{"other":1}
{"ts":null}
{"ts":"2021-02-30T00:00:00"}
{"ts":"2021-01-29T00:06:46 XYZ"}
{"ts":""}
{"ts":"2021-01-29T00:06:47","body":"a "b" c"}
{"ts":"bad","body":"a "b" c"}
words between
{"ts":"2021-01-29T00:06:48"}
{"ts":"2021-01-2`)
	tally, err := Count(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	s := tally.Sources[0]
	if s.Rows != 11 || s.Events != 3 || s.Recovered != 1 {
		t.Errorf("%+v", s)
	}
	want := []Skip{
		{"no time in the record", 2, 2, `{"other":1}`},
		{"impossible date or time", 1, 4, `{"ts":"2021-02-30T00:00:00"}`},
		{"unknown zone word", 1, 5, `{"ts":"2021-01-29T00:06:46 XYZ"}`},
		{"empty time", 1, 6, `{"ts":""}`},
		{"damaged JSON, time unreadable", 1, 8, `{"ts":"bad","body":"a "b" c"}`},
		{"text outside any object, no time left in it", 1, 9, "words between"},
		{"object cut off at the end, no time left in it", 1, 11, `{"ts":"2021-01-2`},
	}
	if diff := cmp.Diff(want, s.Skipped); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSetAside(t *testing.T) {
	path := file(t, "log.csv", `time,from,body
2021-01-29 00:00:00,ada,x
2021-01-29 00:00:00,ada,x
2021-01-29 00:00:01,bo,x
2021-01-29 00:00:01.5,ada,y
2021-01-29 00:00:03,ada,z
2021-01-29 00:00:04.5,ada,z2
2021-01-29 01:00:00,ada,w
`)
	for _, c := range []struct {
		name                                   string
		opt                                    Options
		events, duplicates, collapsed, outside int64
	}{
		{"nothing", Options{}, 7, 0, 0, 0},
		{"since", Options{Since: at("2021-01-29 00:00:01.5")}, 4, 0, 0, 3},
		{"until is not included", Options{Until: at("2021-01-29 00:00:01.5")}, 3, 0, 0, 4},
		{"dedupe", Options{Dedupe: []string{"time", "from", "body"}}, 6, 1, 0, 0},
		{"dedupe by one column", Options{Dedupe: []string{"body"}}, 5, 2, 0, 0},
		// 0, 0, 1, 1.5, 3, 4.5 chain with gaps of at most 1.5 s; the hour later stands alone
		{"burst", Options{Burst: 2 * time.Second}, 2, 0, 5, 0},
		{"burst is strict", Options{Burst: 1500 * time.Millisecond}, 4, 0, 3, 0},
		// ada: 0, 0, 1.5, 3, 4.5 | 3600; bo: 1
		{"burst by sender", Options{Burst: 2 * time.Second, By: "from"}, 3, 0, 4, 0},
		{"all", Options{Burst: 2 * time.Second, Dedupe: []string{"body"}, Since: at("2021-01-29 00:00:01")}, 2, 0, 3, 2},
	} {
		tally, err := Count(context.Background(), c.opt, path)
		if err != nil {
			t.Fatal(err)
		}
		s := tally.Sources[0]
		if s.Events != c.events || s.Duplicates != c.duplicates || s.Collapsed != c.collapsed || s.OutsideRange != c.outside {
			t.Errorf("%s: %+v", c.name, s)
		}
		balanced(t, tally.Sources)
		table, err := Read(context.Background(), c.opt, path)
		if err != nil || int64(table.Rows) != c.events {
			t.Errorf("%s: Read %d rows, %v", c.name, table.Rows, err)
		}
	}
}

func TestBy(t *testing.T) {
	path := file(t, "log.jsonl", `{"ts":"2021-01-29T00:06:46","from":"ada"}
{"ts":"2021-01-29T00:07:46","from":"a\u0064a"}
{"ts":"2021-01-29T00:08:46"}
{"ts":"2021-01-29T00:08:46","from":7}
`)
	tally, err := Count(context.Background(), Options{By: "from"}, path)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int64{}
	if err := tally.Groups.Each(func(k string, h *Histogram) error {
		got[k] = h.Total()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int64{"ada": 2, "": 1, "7": 1}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := Count(context.Background(), Options{By: "form"}, path); err == nil || !strings.Contains(err.Error(), `"form"`) || !strings.Contains(err.Error(), "ts, from") {
		t.Errorf("a column that is nowhere: %v", err)
	}
}

func TestTimeColumn(t *testing.T) {
	lines := func(s string) string { return s + "\n" + s + "\n" }
	for _, c := range []struct{ name, text, asked, want string }{
		{"by name", lines(`{"modified":"2021-01-29T00:06:46","timestamp":"2021-01-29T00:06:46","note":"2021-01-29"}`), "", "timestamp"},
		{"the event's own", lines(`{"event":{"ingested":"2021-01-29T00:06:46","created":"2021-01-29T00:06:46"}}`), "", "event.created"},
		{"no telling name", lines(`{"a":"x","b":"2021-01-29T00:06:46"}`), "", "b"},
		{"asked", lines(`{"timestamp":"2021-01-29T00:06:46","modified":"2021-01-29T00:06:46"}`), "modified", "modified"},
		{"numbers need a name", lines(`{"id":1611878806,"b":"2021-01-29T00:06:46"}`), "", "b"},
		{"with a time of day", lines(`{"date":"2021-01-29","at":"2021-01-29T00:06:46"}`), "", "at"},
	} {
		tally, err := Count(context.Background(), Options{Time: c.asked}, file(t, "log", c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := tally.Sources[0].TimeColumn; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	path := file(t, "log.jsonl", lines(`{"a":"x","b":{"c":2}}`))
	for _, asked := range []string{"", "tz"} {
		_, err := Count(context.Background(), Options{Time: asked}, path)
		if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "a, b.c") || !strings.Contains(err.Error(), "--time COLUMN") {
			t.Errorf("no time column: %v", err)
		}
	}
}

func TestSourceJSON(t *testing.T) {
	b, err := json.Marshal(Source{Path: "x", Skipped: []Skip{{"r", 1, 2, "e"}}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"path":"x","bytes":0,"format":"","time_column":"","zone":"","zone_from":"","rows":0,"events":0,"recovered":0,` +
		`"skipped":[{"reason":"r","rows":1,"first_line":2,"example":"e"}],"duplicates":0,"collapsed":0,"outside_range":0}`
	if string(b) != want {
		t.Errorf("the contract of count --json:\n%s\nwant\n%s", b, want)
	}
}
