package heatmap

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestLesserMemory(t *testing.T) {
	const meminfo = "MemTotal:       24682000 kB\nMemFree:         1000000 kB\nMemAvailable:    2000000 kB\nHugePages_Total:       0\n"
	for _, c := range []struct {
		meminfo string
		limit   int64
		want    int64
	}{
		{meminfo, math.MaxInt64, 2000000 << 10},
		{meminfo, 1 << 20, 1 << 20},
		{meminfo, 1 << 50, 2000000 << 10},
		{"", 1 << 30, 1 << 30},
		{"", math.MaxInt64, 0},
		{"MemAvailable: many kB\n", math.MaxInt64, 0},
	} {
		if got := lesserMemory([]byte(c.meminfo), c.limit); got != c.want {
			t.Errorf("%q, limit %d: %d, want %d", c.meminfo, c.limit, got, c.want)
		}
	}
}

func TestSizeWatch(t *testing.T) {
	for _, c := range []struct {
		patterns            []string
		memory, done, total int64
		warns               bool
	}{
		{[]string{"a.log"}, 1000, 0, 100, false}, // 5 × 100 is half of 1000, not more
		{[]string{"a.log"}, 1000, 0, 101, true},
		{[]string{"-"}, 1000, 100, 0, false},
		{[]string{"-"}, 1000, 101, 0, true},          // as standard input grows
		{[]string{"a.log.gz"}, 1000, 0, 12, false},   // 40 × 12 = 480
		{[]string{"a.log.gz"}, 1000, 0, 13, true},    // 40 × 13 = 520
		{[]string{"a.log"}, 0, 0, 1 << 60, false},    // nothing is known of the memory
		{[]string{"a", "b.ZST"}, 1000, 13, 13, true}, // the case of a name does not matter
	} {
		told := int64(0)
		w := newSizeWatch(&ReadOptions{Progress: func(done, _ int64) { told = done }}, c.patterns)
		w.memory = c.memory
		w.update(c.done, c.total)
		if (w.warning != "") != c.warns || told != c.done {
			t.Errorf("%v of %d, memory %d: warning %q, told %d", c.patterns, c.total, c.memory, w.warning, told)
		}
	}
}

func TestByteSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 1000: "1 KB", 999_600: "1 MB", 2_340_000_000: "2.34 GB"} {
		if got := byteSize(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// TestReadLogWarnsOfMemory gives the program a limit that a small log breaks.
func TestReadLogWarnsOfMemory(t *testing.T) {
	var log strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&log, "{\"ts\":\"2021-01-29T00:%02d:00\",\"n\":%d}\n", i%60, i)
	}
	path := filepath.Join(t.TempDir(), "log.jsonl")
	if err := os.WriteFile(path, []byte(log.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	const points = "heatmap.Count counts it without one"
	before := debug.SetMemoryLimit(int64(log.Len()) * 9)
	reading, err := ReadLog(ReadOptions{}, path)
	debug.SetMemoryLimit(before)
	if err != nil || len(reading.Warnings) == 0 || !strings.HasSuffix(reading.Warnings[0], points) {
		t.Errorf("%v: the warnings %q say nothing of memory", err, reading.Warnings)
	}
	if reading, err = ReadLog(ReadOptions{}, path); err != nil || strings.Contains(strings.Join(reading.Warnings, " "), points) {
		t.Errorf("%v: the warnings %q speak of memory", err, reading.Warnings)
	}
}
