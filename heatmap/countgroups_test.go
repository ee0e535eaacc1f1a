package heatmap

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Of very many values those with most events have a Grid, and the JSON has all of them.
func TestMoreGroupsThanGrids(t *testing.T) {
	const values = MostGroups + 2000
	var text strings.Builder
	for i := range values {
		for n := range 1 + boolInt(i%values < 500) { // 500 with two events
			fmt.Fprintf(&text, "2021-01-%02d 10:%02d:00,user%d\n", 1+i%28, n, i)
		}
	}
	path := filepath.Join(t.TempDir(), "log.csv")
	if err := os.WriteFile(path, []byte("time,user\n"+text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	tally, err := Count(CountOptions{Read: ReadOptions{By: "user"}}, path)
	if err != nil {
		t.Fatal(err)
	}
	if len(tally.Groups) != MostGroups || tally.Groups[0].Label != "user0" || tally.Groups[499].Events != 2 || tally.Groups[500].Events != 1 || tally.Groups[500].Label != "user1000" {
		t.Errorf("%d grids, the first is of %q", len(tally.Groups), tally.Groups[0].Label)
	}
	if said := strings.Join(tally.Warnings, " "); !strings.Contains(said, "12,000 values") || !strings.Contains(said, "in the JSON") {
		t.Errorf("%q", said)
	}
	var out bytes.Buffer
	if err := WriteJSON(&out, tally); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Counts [Days][Hours]int64
		Groups map[string]groupJSON
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	var sum [Days][Hours]int64
	for label, group := range got.Groups {
		n := int64(0)
		for day := range sum {
			for hour := range sum[day] {
				sum[day][hour] += group.Counts[day][hour]
				n += group.Counts[day][hour]
			}
		}
		if n != group.Events {
			t.Errorf("%s: %d events, %d counted", label, group.Events, n)
		}
	}
	if len(got.Groups) != values || sum != got.Counts {
		t.Errorf("%d groups; their sum is that of all: %v", len(got.Groups), sum == got.Counts)
	}
	full := &fullDisk{room: 1 << 16}
	if err := WriteJSON(full, tally); err == nil || full.refused > 2 {
		t.Errorf("a writer that fails: %v, asked %d times more", err, full.refused)
	}
	if first := tally.Groups[0]; got.Groups["user0"].Counts != first.Counts || first.Hours != tally.Grid.Hours {
		t.Errorf("a grid differs from its group")
	}
}

// fullDisk is a writer that fails after so many bytes.
type fullDisk struct{ room, refused int }

func (f *fullDisk) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		f.refused++
		return 0, errors.New("the disk is full")
	}
	return len(p), nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
