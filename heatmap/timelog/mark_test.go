package timelog

import (
	"cmp"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMarks keeps events one by one, with what their stamps and records say.
func TestMarks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.csv")
	text := "time,who,text\n" +
		"2021-03-01T12:00:05+03:00,b,\"at 12:00:05 sharp\"\n" + // its own reading, once more
		"2021-03-01T08:00:00Z,a,\"[11:00:01] said\"\n" + // another clock
		"2021-03-01T10:00:00+03:00,b,\"99:00:01 and 123:00:01 and 7:00:01\"\n" // none of these is a reading
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	tally, err := Count(context.Background(), Options{By: "who", Marks: 10}, path)
	if err != nil {
		t.Fatal(err)
	}
	const seven = 1614582000 // 2021-03-01 07:00 UTC
	want := []Mark{
		{Unix: seven, Group: "b", Offset: 3 * 3600, HasOffset: true, Clock: -1},
		{Unix: seven + 3600, Group: "a", HasOffset: true, Clock: 11*3600 + 1},
		{Unix: seven + 2*3600 + 5, Group: "b", Offset: 3 * 3600, HasOffset: true, Clock: -1},
	}
	if len(tally.Marks) != len(want) {
		t.Fatalf("marks %+v", tally.Marks)
	}
	for i, m := range tally.Marks {
		if m != want[i] {
			t.Errorf("mark %d: %+v, want %+v", i, m, want[i])
		}
	}
	if none, err := Count(context.Background(), Options{}, path); err != nil || none.Marks != nil {
		t.Errorf("marks without asking: %v %v", none.Marks, err)
	}
	if one, err := Count(context.Background(), Options{Marks: 1}, path); err != nil || len(one.Marks) != 1 {
		t.Errorf("at most one mark: %v %v", one.Marks, err)
	}
}

// TestMergeRuns: whatever runs the marks come in, they are sorted, and none is lost.
func TestMergeRuns(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		var marks []Mark
		for range r.IntN(9) { // runs, some of one mark, some that go on where another ended
			at := r.Int64N(50)
			for range r.IntN(300) {
				at += r.Int64N(3)
				marks = append(marks, Mark{Unix: at, Group: string(rune('a' + r.IntN(2))), Clock: int32(r.IntN(2))})
			}
		}
		if seed%5 == 0 {
			r.Shuffle(len(marks), func(i, j int) { marks[i], marks[j] = marks[j], marks[i] })
		}
		want := slices.Clone(marks)
		order := func(a, b Mark) int {
			return cmp.Or(cmp.Compare(a.Unix, b.Unix), strings.Compare(a.Group, b.Group), cmp.Compare(a.Clock, b.Clock))
		}
		slices.SortFunc(want, order)
		if got := sortedMarks(marks); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %d marks out of order", seed, len(got))
		}
	}
}

// TestMarksOfNumbers: a number of seconds names no clock.
func TestMarksOfNumbers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	if err := os.WriteFile(path, []byte("{\"ts\":1614582000}\n{\"ts\":1614585600}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tally, err := Count(context.Background(), Options{Marks: 10}, path)
	if err != nil || len(tally.Marks) != 2 || tally.Marks[0].HasOffset {
		t.Errorf("marks %+v %v", tally.Marks, err)
	}
}
