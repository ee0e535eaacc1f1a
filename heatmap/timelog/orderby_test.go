package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// twoHands is a table of 60 rows by ann, day first, and bob, month first, about
// the same 30 days. It is long enough for the larger of the two block sizes if
// filler is set.
func twoHands(filler int) string {
	var b strings.Builder
	b.WriteString("who,when,note\n")
	note := strings.Repeat("x", filler)
	for day := 1; day <= 30; day++ {
		fmt.Fprintf(&b, "ann,%02d/06/2023 09:00,%s\nbob,06/%02d/2023 15:00,%s\n", day, note, day, note)
	}
	return b.String()
}

func TestOrderBy(t *testing.T) {
	for _, filler := range []int{0, 300_000} { // in one block, and in many
		path := file(t, "hands.csv", twoHands(filler))
		if _, err := Count(context.Background(), Options{Time: "when"}, path); err == nil {
			t.Error("dates in two orders were read as one")
		}
		tally, err := Count(context.Background(), Options{Time: "when", OrderBy: "who"}, path)
		if err != nil {
			t.Fatal(err)
		}
		balanced(t, tally.Sources)
		if s := tally.Sources[0]; s.Events != 60 || tally.First.Format("01-02 15") != "06-01 09" || tally.Last.Format("01-02 15") != "06-30 15" {
			t.Errorf("%+v from %v to %v", s, tally.First, tally.Last)
		}
		if said := fmt.Sprint(tally.Warnings); !strings.Contains(said, `dmy by "ann"`) || !strings.Contains(said, `mdy by "bob"`) {
			t.Error(said)
		}
	}
}

func TestOrderByLeavesOpen(t *testing.T) {
	path := file(t, "open.csv", "who,when\nann,01/02/2023 09:00\nbob,2023-02-03 10:00\n")
	_, err := Count(context.Background(), Options{OrderBy: "who"}, path)
	if err == nil || !strings.Contains(err.Error(), `"ann"`) || !strings.Contains(err.Error(), "day first or month first") {
		t.Errorf("one ambiguous date by ann: %v", err)
	}
	tally, err := Count(context.Background(), Options{OrderBy: "nobody"}, file(t, "plain.csv", "who,when\nann,2023-02-03 10:00\n"))
	if err != nil || tally.All.Total() != 1 || !strings.Contains(fmt.Sprint(tally.Warnings), `no column "nobody"`) {
		t.Errorf("a column that is not there: %v, %v", tally, err)
	}
}

func TestOrderByNeedsFewHands(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,when\n")
	for i := range maxHands + 1 {
		fmt.Fprintf(&b, "r%d,2023-02-03 10:00\n", i)
	}
	if _, err := Count(context.Background(), Options{OrderBy: "id"}, file(t, "ids.csv", b.String())); err == nil || !strings.Contains(err.Error(), "who wrote a row") {
		t.Errorf("a column of numbers taken for hands: %v", err)
	}
}
