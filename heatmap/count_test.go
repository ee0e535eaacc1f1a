package heatmap

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

const jabberLogs = "../example_data/jabber_logs"

// slowStamps finds every readable stamp of the example logs the slow and obvious
// way: a regular expression on each line, and the time package.
func slowStamps(t *testing.T) []time.Time {
	t.Helper()
	line := regexp.MustCompile(`^\s*\{?\s*"ts":\s*"(\d{4}-[^"]*)"`)
	files, err := filepath.Glob(jabberLogs + "/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no example logs: %v", err)
	}
	var stamps []time.Time
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(string(text), "\n") {
			if found := line.FindStringSubmatch(l); found != nil {
				if at, err := time.Parse("2006-01-02T15:04:05.999999", found[1]); err == nil {
					stamps = append(stamps, at)
				}
			}
		}
	}
	return stamps
}

// TestCountAgainstTime compares every cell with a slow independent count.
func TestCountAgainstTime(t *testing.T) {
	stamps := slowStamps(t)
	for _, zone := range checkZones {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		var want [Days][Hours]int64
		for _, at := range stamps {
			local := at.In(loc)
			want[(int(local.Weekday())+6)%7][local.Hour()]++
		}
		tally, err := Count(CountOptions{Zone: zone}, jabberLogs)
		if err != nil {
			t.Fatal(err)
		}
		if tally.Grid.Counts != want {
			t.Errorf("%s: cells differ from the slow count", zone)
		}
		if tally.Grid.Events != int64(len(stamps)) {
			t.Errorf("%s: %d events, the slow count has %d", zone, tally.Grid.Events, len(stamps))
		}
	}
}

// TestFrameAndFastPathAgree reads the same logs both ways.
func TestFrameAndFastPathAgree(t *testing.T) {
	df, err := Read(jabberLogs)
	if err != nil {
		t.Fatal(err)
	}
	df, err = WithTime(df, "ts", "Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	slow, err := GroupBy(df, "from", GroupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	fast, err := Count(CountOptions{Zone: "Europe/Moscow", Read: ReadOptions{By: "from"}}, jabberLogs)
	if err != nil {
		t.Fatal(err)
	}
	if len(slow) != len(fast.Groups) || len(slow) < 20 {
		t.Fatalf("%d handles in the frame, %d on the fast path", len(slow), len(fast.Groups))
	}
	for i, g := range slow {
		f := fast.Groups[i]
		if g.Label != f.Label || g.Counts != f.Counts || g.Hours != f.Hours {
			t.Errorf("handle %d: %s with %d events in the frame, %s with %d on the fast path", i, g.Label, g.Events, f.Label, f.Events)
		}
	}
}

func TestRowsAccountForThemselves(t *testing.T) {
	for name, opt := range map[string]ReadOptions{
		"all":    {},
		"dedupe": {Dedupe: []string{"from", "to", "body"}},
		"burst":  {Burst: 2 * time.Second},
		"range":  {Since: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2021, 7, 1, 0, 0, 0, 0, time.UTC)},
		"mixed":  {Dedupe: []string{"body"}, Burst: time.Minute, Since: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC), By: "from"},
	} {
		tally, err := Count(CountOptions{Read: opt}, jabberLogs)
		if err != nil {
			t.Fatal(err)
		}
		var cells, events int64
		for _, row := range tally.Grid.Counts {
			for _, n := range row {
				cells += n
			}
		}
		for _, s := range tally.Sources {
			events += s.Events
			if sum := s.Events + s.Duplicates + s.Collapsed + s.OutsideRange + skippedRows(s); sum != s.Rows {
				t.Errorf("%s: %s has %d rows and accounts for %d", name, s.Path, s.Rows, sum)
			}
		}
		if cells != events || cells != tally.Grid.Events || cells == 0 {
			t.Errorf("%s: %d in the cells, %d events in the sources, %d in the grid", name, cells, events, tally.Grid.Events)
		}
	}
}

// TestTallyJSON holds the published object to its shape.
func TestTallyJSON(t *testing.T) {
	tally, err := Count(CountOptions{Zone: "Europe/Moscow", Read: ReadOptions{By: "from", Hash: true}}, jabberLogs)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(tally)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"zone", "counts", "hours_observed", "events", "first", "last", "groups", "sources", "warnings"} {
		if got[key] == nil {
			t.Errorf("no key %q", key)
		}
	}
	var sources []map[string]json.RawMessage
	if err := json.Unmarshal(got["sources"], &sources); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"path", "sha256", "bytes", "format", "time_column", "zone", "zone_from", "rows", "events", "recovered", "skipped", "duplicates", "collapsed", "outside_range"} {
		if len(sources[0][key]) == 0 || string(sources[0][key]) == "null" {
			t.Errorf("source without %q: %s", key, sources[0][key])
		}
	}
	// The first message of the example, three hours later on Moscow's clock.
	if string(got["first"]) != `"2021-01-29T03:32:24.07483+03:00"` {
		t.Errorf("first is %s", got["first"])
	}
}

func TestCountOfNothing(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.json")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tally, err := Count(CountOptions{}, empty)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(tally)
	if err != nil {
		t.Fatal(err)
	}
	if tally.Grid.Events != 0 || !strings.Contains(string(text), `"first":""`) {
		t.Errorf("an empty file counts %d events: %s", tally.Grid.Events, text)
	}
	if _, err := Count(CountOptions{}, filepath.Join(t.TempDir(), "none.json")); err == nil || !strings.Contains(err.Error(), "none.json") {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := Count(CountOptions{Zone: "Mars/Olympus"}, empty); err == nil {
		t.Error("an unknown zone passed")
	}
}

func TestNotesNameWhatWasLeftOut(t *testing.T) {
	notes := notesOf([]timelog.Source{{Duplicates: 1200, Recovered: 1, Skipped: []timelog.Skip{{Rows: 2}}}})
	want := []string{"1,200 duplicates removed", "1 event recovered from damaged records", "2 rows skipped"}
	if !slices.Equal(notes, want) {
		t.Errorf("%q, want %q", notes, want)
	}
}
