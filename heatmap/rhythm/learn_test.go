package rhythm

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"
)

// person is somebody whose true clock is known: instants in Unix seconds, and the
// offset in minutes that each was recorded with.
type person struct {
	Person string
	Events [][2]int64
}

// people reads testdata/people.jsonl.gz, or the file that HOURPRINT_PEOPLE names:
// public commit times, to the quarter of an hour, of people without a name.
func people(t testing.TB) []person {
	t.Helper()
	path := os.Getenv("HOURPRINT_PEOPLE")
	if path == "" {
		path = "testdata/people.jsonl.gz"
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<26)
	var all []person
	for lines.Scan() {
		var p person
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, p)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// habitOf is a person's presence by half hour of the true clock, smoothed.
func habitOf(p person) habit {
	seen, days := map[int64]bool{}, map[int64]float64{}
	for _, e := range p.Events {
		half := floorDiv(e[0]+60*e[1], 1800)
		if !seen[half] {
			seen[half] = true
			days[floorDiv(half, fine)]++
		}
	}
	var raw habit
	for half := range seen {
		day, kind := floorDiv(half, fine), 0
		if floorMod(day+3, 7) >= 5 {
			kind = 1
		}
		raw[kind*fine+int(floorMod(half, fine))] += math.Pow(days[day], damp-1)
	}
	var h habit
	for i := range h {
		kind, at := i/fine, i%fine
		for d := -8; d <= 8; d++ {
			h[i] += raw[kind*fine+(at+d+fine)%fine] * math.Exp(-float64(d*d)/8)
		}
	}
	return h
}

// quantised is the habit as it is committed.
func (h habit) quantised() habit {
	sum := 0.0
	for _, v := range h {
		sum += v
	}
	for i := range h {
		h[i] = math.Round(h[i] / sum * 1e5)
	}
	return h
}

// TestHabits holds the committed table to the people it was learnt from; with
// -update it learns it again.
func TestHabits(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# Presence by half hour of the working day, then of the day off, in 1/100,000; one person a line.\n" +
		"# Made by: go test ./heatmap/rhythm -run TestHabits -update (HOURPRINT_PEOPLE names other people)\n")
	for _, p := range people(t) {
		for i, v := range habitOf(p).quantised() {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "%.0f", v)
		}
		b.WriteByte('\n')
	}
	if *update {
		if err := os.WriteFile("habits.csv", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != learned {
		t.Error("habits.csv is not what testdata/people.jsonl.gz teaches: go test ./heatmap/rhythm -run TestHabits -update")
	}
}
