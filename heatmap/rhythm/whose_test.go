package rhythm

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// wrote writes lines into a file of the test's own.
func wrote(t *testing.T, lines []string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "stamps.txt")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// weekdaysAt are stamps at nine, eleven, two and five on 60 working days.
func weekdaysAt(zone string, layout string) []string {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	var lines []string
	for d := range 84 {
		day := time.Date(2023, 1, 2+d, 0, 0, 0, 0, loc) // a Monday; the clocks change on the 84th day
		if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
			continue
		}
		for i, hour := range []int{9, 11, 14, 17} {
			lines = append(lines, day.Add(time.Duration(hour*60+(d*7+i*13)%50)*time.Minute+time.Duration(d*31%60)*time.Second).Format(layout))
		}
	}
	return lines
}

func whose(t *testing.T, lines []string) *Finding {
	t.Helper()
	answer, err := Whose(ReadOptions{}, wrote(t, lines))
	if err != nil {
		t.Fatal(err)
	}
	return answer.All
}

// TestJSON holds the contract of `hourprint whose --json`.
func TestJSON(t *testing.T) {
	text, err := json.Marshal(whose(t, weekdaysAt("Europe/Berlin", time.RFC3339)))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"days", "events", "evidence", "offset", "verdict", "warnings", "work", "zones"}
	var keys []string
	for key := range got {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	if !slices.Equal(keys, want) {
		t.Errorf("fields %v, the contract has %v", keys, want)
	}
	sum := 0.0
	for i, z := range got["zones"].([]any) {
		zone := z.(map[string]any)
		sum += zone["probability"].(float64)
		if i == 0 && (zone["zone"] != "Europe/Berlin" || zone["offset"] != "+01:00") {
			t.Errorf("first %v", zone)
		}
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("probabilities sum to %v", sum)
	}
	offset := got["offset"].(map[string]any)
	if best := offset["best"].(float64); best < offset["low"].(float64) || best > offset["high"].(float64) || offset["level"] != 0.8 {
		t.Errorf("offset %v", offset)
	}
	work := got["work"].(map[string]any)
	if days := work["days"].([]any); len(days) != 5 || days[0] != "Mon" || work["share"].(float64) < 0.8 {
		t.Errorf("work %v", work)
	}
	for _, e := range got["evidence"].([]any) {
		channel := e.(map[string]any)["channel"].(string)
		if !slices.Contains([]string{"activity", "dst", "recorded offsets", "dual clock", "weekend", "holidays"}, channel) {
			t.Errorf("channel %q is not in the contract", channel)
		}
	}
}

// TestRecordedOffsets: stamps of a working day in Berlin that carry Shanghai's
// offset are a conflict, and UTC in the stamps is no evidence of living by it.
func TestRecordedOffsets(t *testing.T) {
	lines := weekdaysAt("Europe/Berlin", time.RFC3339)
	for i, line := range lines {
		at, err := time.Parse(time.RFC3339, line)
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = at.In(time.FixedZone("", 8*hourSeconds)).Format(time.RFC3339)
	}
	f := whose(t, lines)
	conflict := func(w string) bool { return strings.HasPrefix(w, "conflict:") && strings.Contains(w, "+08:00") }
	if !slices.ContainsFunc(f.Warnings, conflict) {
		t.Errorf("no conflict told: %q", f.Warnings)
	}
	for i, line := range lines {
		at, _ := time.Parse(time.RFC3339, line)
		lines[i] = at.UTC().Format(time.RFC3339)
	}
	f = whose(t, lines)
	for _, e := range f.Evidence {
		if e.Channel == "recorded offsets" {
			t.Errorf("UTC stamps taken for evidence: %s", e.Says)
		}
	}
	if f.Zones[0].Name == "Africa/Abidjan" {
		t.Errorf("UTC stamps placed at UTC")
	}
}

// TestDualClock: a reading of another clock in the records counts.
func TestDualClock(t *testing.T) {
	var lines []string
	for _, line := range weekdaysAt("Europe/Moscow", time.RFC3339) {
		at, err := time.Parse(time.RFC3339, line)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, at.UTC().Format(time.RFC3339)+" report of "+at.Add(-3*time.Second).Format("15:04:05"))
	}
	f := whose(t, lines)
	for _, e := range f.Evidence {
		if e.Channel == "dual clock" {
			if e.Offset != 3 || e.Weight < 1 {
				t.Errorf("dual clock %+v", e)
			}
			return
		}
	}
	t.Errorf("the second clock was not seen: %+v", f.Evidence)
}

// TestTooLittle abstains, and says what would be needed.
func TestTooLittle(t *testing.T) {
	for name, n := range map[string]int{"one": 1, "a dozen": 12} {
		f := whose(t, weekdaysAt("Europe/Berlin", "2006-01-02 15:04:05")[:n])
		if f.Verdict != NotEnough || f.Needed == "" || !strings.Contains(f.String(), "Not enough") {
			t.Errorf("%s: %s %q", name, f.Verdict, f.Needed)
		}
		if f.Offset.High-f.Offset.Low < 2 {
			t.Errorf("%s: sure of %+v", name, f.Offset)
		}
	}
	var none timelog.Histogram
	f, err := Judge(Events{Histogram: &none}, Options{})
	if err != nil || f.Verdict != NotEnough {
		t.Errorf("no events: %v %v", f, err)
	}
	if text, err := json.Marshal(f); err != nil || !strings.Contains(string(text), `"zones":[]`) {
		t.Errorf("no events: %s %v", text, err)
	}
	if _, err := Judge(Events{Histogram: &none}, Options{Level: 1}); err == nil {
		t.Error("an interval that always holds the truth was promised")
	}
}

// TestPicture: every finding draws itself as one well-formed SVG that names its
// channels.
func TestPicture(t *testing.T) {
	for _, n := range []int{1, 240} {
		f := whose(t, weekdaysAt("Europe/Berlin", time.RFC3339)[:n])
		svg := f.SVG()
		if !strings.HasPrefix(svg, "<svg ") || strings.Count(svg, "<svg ") != strings.Count(svg, "</svg>") {
			t.Errorf("%d events: not an SVG: %.80s", n, svg)
		}
		for _, on := range []string{"prefers-color-scheme:dark", `class="hpw-light"`, `class="hpw-dark" display="none"`, `fill="#14171c"`} {
			if !strings.Contains(svg, on) && f.Grid() != nil {
				t.Errorf("%d events: nothing for dark pages: no %s", n, on)
			}
		}
		for _, e := range f.Evidence {
			if !strings.Contains(svg, ">"+e.title()+"<") {
				t.Errorf("%d events: no bar for %s", n, e.Channel)
			}
		}
	}
}
