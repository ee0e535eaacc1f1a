package heatmap

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// chat is a frame of the Jabber shape: two messages around a midnight and a
// weekend in Moscow, a stamp with an offset, and one that cannot be read.
func chat() dataframe.DataFrame {
	return dataframe.New(
		series.New([]string{"2021-01-31T20:59:59.999999", "2021-01-31T21:00:00", "2021-02-01T10:00:00+03:00", "soon"}, series.String, "ts"),
		series.New([]string{"walnut", "teasel", "walnut", "walnut"}, series.String, "from"),
		series.New([]string{"ok", "ok", "ok", "ok"}, series.String, "body"),
	)
}

func ExampleWithTime() {
	df, err := WithTime(chat(), "ts", "Europe/Moscow")
	if err != nil {
		panic(err)
	}
	for row := range df.Nrow() {
		fmt.Println(df.Col("time").Elem(row), df.Col("weekday").Elem(row), df.Col("hour").Elem(row), df.Col("zone_from").Elem(row))
	}
	// Output:
	// 2021-01-31T23:59:59.999999+03:00[Europe/Moscow] 6 23 assumed
	// 2021-02-01T00:00:00+03:00[Europe/Moscow] 0 0 assumed
	// 2021-02-01T10:00:00+03:00[Europe/Moscow] 0 10 stamp
	// NaN NaN NaN NaN
}

func ExampleGroup() {
	df, _ := WithTime(chat(), "ts", "Europe/Moscow")
	g, err := Group(df, GroupOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Println(g.Zone, g.Events, g.Counts[6][23], g.Counts[0][0], g.ZoneFrom, g.Notes)
	// Output: Europe/Moscow 3 1 1 assumed [1 row without a readable time left out]
}

func ExampleGroupBy() {
	df, _ := WithTime(chat(), "ts", "UTC")
	people, err := GroupBy(df, "from", GroupOptions{})
	if err != nil {
		panic(err)
	}
	for _, g := range people {
		fmt.Println(g.Label, g.Events)
	}
	// Output:
	// walnut 2
	// teasel 1
}

func ExampleDedupe() {
	df, removed, err := Dedupe(chat(), "from", "body")
	fmt.Println(df.Nrow(), removed, err)
	// Output: 2 2 <nil>
}

func TestWithTimeErrors(t *testing.T) {
	for _, c := range []struct {
		column, zone, want string
	}{
		{"when", "UTC", `no column "when"`},
		{"ts", "Europe/Moskow", "Europe/Moscow"},
		{"from", "UTC", `no stamp of column "from" can be read`},
	} {
		_, err := WithTime(chat(), c.column, c.zone)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("column %q, zone %q: error %v, want one that says %s", c.column, c.zone, err, c.want)
		}
	}
	broken := dataframe.DataFrame{Err: fmt.Errorf("it fell")}
	if _, err := WithTime(broken, "ts", "UTC"); err == nil || !strings.Contains(err.Error(), "it fell") {
		t.Errorf("the frame's own error is hidden: %v", err)
	}
}

func TestWithTimeSetsOtherColumnsAside(t *testing.T) {
	df := dataframe.New(series.New([]string{"2021-02-01 10:00:00"}, series.String, "time"), series.New([]int{7}, series.Int, "hour"))
	df, err := WithTime(df, "time", "UTC")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"time_read", "hour_read", "time", "weekday", "hour", "date", "zone_from"}
	if !slices.Equal(df.Names(), want) {
		t.Fatalf("columns %q, want %q", df.Names(), want)
	}
	moved, err := WithTime(df, "time", "Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(moved.Names(), want) || moved.Col("hour").Elem(0).String() != "13" {
		t.Errorf("moving to Moscow gives columns %q and hour %v", moved.Names(), moved.Col("hour").Elem(0))
	}
}

func TestWithTimeOptionsSourceZone(t *testing.T) {
	df, err := WithTimeOptions(chat(), TimeOptions{Column: "ts", Zone: "UTC", SourceZone: "Europe/Moscow"})
	if err != nil {
		t.Fatal(err)
	}
	// A stamp without a zone is three hours earlier in UTC; one with an offset keeps it.
	if got := df.Col("time").Elem(1).String(); got != "2021-01-31T18:00:00Z" {
		t.Errorf("stamp in the source zone: %s", got)
	}
	if got := df.Col("time").Elem(2).String(); got != "2021-02-01T07:00:00Z" {
		t.Errorf("stamp with an offset: %s", got)
	}
	if got := df.Col("zone_from").Elem(1).String(); got != "flag" {
		t.Errorf("zone_from %s, want flag", got)
	}
}

func TestGroupAgreesWithGota(t *testing.T) {
	df, err := WithTime(chat(), "ts", "Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	g, err := Group(df, GroupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var want [Days][Hours]int64
	for row := range df.Nrow() {
		if d, err := df.Col("weekday").Elem(row).Int(); err == nil {
			h, _ := df.Col("hour").Elem(row).Int()
			want[d][h]++
		}
	}
	if g.Counts != want {
		t.Errorf("cells %v, want %v", g.Counts, want)
	}
}

func TestGroupErrors(t *testing.T) {
	if _, err := Group(chat(), GroupOptions{}); err == nil || !strings.Contains(err.Error(), "WithTime") {
		t.Errorf("a frame without time: %v", err)
	}
	df, _ := WithTime(chat(), "ts", "UTC")
	if _, err := Group(df, GroupOptions{Zone: "Nowhere/Land"}); err == nil {
		t.Error("an unknown zone passed")
	}
	if _, err := GroupBy(df, "nobody", GroupOptions{}); err == nil {
		t.Error("an unknown column passed")
	}
}

func TestGroupBySharesTheObservedHours(t *testing.T) {
	df, _ := WithTime(chat(), "ts", "UTC")
	all, err := Group(df, GroupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	people, err := GroupBy(df, "from", GroupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range people {
		if g.Hours != all.Hours {
			t.Errorf("%s was observed at other hours than the log", g.Label)
		}
	}
}

// TestDedupeKeepsDistinctRows: values that would look alike when joined are not
// duplicates of each other.
func TestDedupeKeepsDistinctRows(t *testing.T) {
	df := dataframe.New(
		series.New([]string{"a_b", "a", "a", "1:x"}, series.String, "from"),
		series.New([]string{"c", "b_c", "b_c", ""}, series.String, "body"))
	kept, removed, err := Dedupe(df, "from", "body")
	if err != nil || removed != 1 || kept.Nrow() != 3 {
		t.Errorf("%d rows left, %d removed, error %v; want 3 and 1", kept.Nrow(), removed, err)
	}
	if _, _, err := Dedupe(df, "to"); err == nil {
		t.Error("an unknown column passed")
	}
}

// TestWithTimeDecidesOverTheColumn: one value leaves open what it means, the
// column does not.
func TestWithTimeDecidesOverTheColumn(t *testing.T) {
	for name, c := range map[string]struct {
		stamps []string
		want   string // of the first row
	}{
		"day first":    {[]string{"03/04/2021 10:00:00", "25/04/2021 10:00:00"}, "2021-04-03T10:00:00Z"},
		"month first":  {[]string{"03/04/2021 10:00:00", "03/25/2021 10:00:00"}, "2021-03-04T10:00:00Z"},
		"milliseconds": {[]string{"1611878806929", "1611878807000"}, "2021-01-29T00:06:46.929Z"},
	} {
		df, err := WithTime(dataframe.New(series.New(c.stamps, series.String, "when")), "when", "UTC")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := df.Col("time").Elem(0).String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	open := dataframe.New(series.New([]string{"03/04/2021 10:00:00", "04/05/2021 10:00:00"}, series.String, "when"))
	if _, err := WithTime(open, "when", "UTC"); err == nil || !strings.Contains(err.Error(), "when") {
		t.Errorf("an open order of day and month passed: %v", err)
	}
}
