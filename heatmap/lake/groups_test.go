package lake

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// TestGroupsCellByCell compares the week of each user with the file path's.
func TestGroupsCellByCell(t *testing.T) {
	want := expected(t, "America/New_York")
	for _, source := range sources {
		t.Run(source.name, func(t *testing.T) {
			db := source.open(t)
			answer, err := Count(context.Background(), db, Query{Table: "logins", Time: "at", Zone: "America/New_York", By: "user"})
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, answer)
			sameWeek(t, "all", answer.Grid, want.Grid)
			if len(answer.Groups) != 7 {
				t.Fatalf("%d groups, want the 7 users", len(answer.Groups))
			}
			for i, g := range answer.Groups {
				w := want.Groups[slices.IndexFunc(want.Groups, func(w *heatmap.Grid) bool { return w.Label == g.Label })]
				if g.Counts != w.Counts || g.Label != want.Groups[i].Label {
					t.Errorf("group %d is %s with %d events; want %s with %d", i, g.Label, g.Events, want.Groups[i].Label, want.Groups[i].Events)
				}
			}
		})
	}
}

// TestFiltersCellByCell keeps some of the rows, in a span across a clock change.
func TestFiltersCellByCell(t *testing.T) {
	since, until := time.Date(2011, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2014, 11, 2, 9, 30, 0, 500e6, time.UTC)
	counted := &timelog.Tally{All: new(timelog.Histogram), Sources: []timelog.Source{}}
	for i := range int64(eventsMade) {
		l := loginOf(i)
		at := time.Unix(l.unix, 0).UTC()
		keep := (l.user == "user1" || l.user == "user5") && !(l.bytes > 1000 && l.bytes <= 4000)
		if !keep || at.Before(since) || !at.Before(until) {
			continue
		}
		counted.All.Add(l.unix, 1)
		if counted.First.IsZero() || at.Before(counted.First) {
			counted.First = at
		}
		if at.After(counted.Last) {
			counted.Last = at
		}
	}
	want, err := heatmap.FoldTally(counted, heatmap.CountOptions{Zone: "Europe/Moscow"})
	if err != nil {
		t.Fatal(err)
	}
	q := Query{Table: "logins", Time: "at", Zone: "Europe/Moscow", Since: since, Until: until,
		Where: `"user" in ('user1', 'user5') and not (bytes > 1000 and bytes <= 4000) and user not like 'User_'`}
	for _, source := range sources {
		t.Run(source.name, func(t *testing.T) {
			answer, err := Count(context.Background(), source.open(t), q)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, answer)
			sameWeek(t, "filtered", answer.Grid, want.Grid)
		})
	}
}

// TestTopValues: the values with the most events, and the rest in the total only.
func TestTopValues(t *testing.T) {
	for _, source := range sources {
		t.Run(source.name, func(t *testing.T) {
			db := source.open(t)
			q := Query{Table: "logins", Time: "at", Until: time.Date(2009, 2, 1, 0, 0, 0, 0, time.UTC)}
			want := map[string]int64{}
			for i := range int64(eventsMade) {
				if l := loginOf(i); l.unix < q.Until.Unix() {
					want[l.user]++
				}
			}
			values, err := Top(context.Background(), db, q, "user", 3)
			if err != nil {
				t.Fatal(err)
			}
			var sum int64
			for i, v := range values {
				sum += v.Events
				if v.Events != want[v.Value] || i > 0 && v.Events > values[i-1].Events {
					t.Errorf("value %d is %+v, want %d events", i, v, want[v.Value])
				}
			}
			q.By, q.Top = "user", 3
			answer, err := Count(context.Background(), db, q)
			if err != nil {
				t.Fatal(err)
			}
			if len(values) != 3 || len(answer.Groups) != 3 || answer.Groups[0].Label != values[0].Value || len(answer.Warnings) != 1 {
				t.Errorf("%v; groups of %d; warnings %q", values, len(answer.Groups), answer.Warnings)
			}
			var all int64
			for _, n := range want {
				all += n
			}
			if answer.Grid.Events != all || all == sum {
				t.Errorf("%d events in all, want %d", answer.Grid.Events, all)
			}
		})
	}
}

// TestEventsBehindCells lists the rows of some cells and finds as many as the Grid
// counts, each in its cell.
func TestEventsBehindCells(t *testing.T) {
	for _, source := range sources {
		t.Run(source.name, func(t *testing.T) {
			db := source.open(t)
			q := Query{Table: "logins", Time: "at", Zone: "Australia/Lord_Howe", By: "user", Where: "bytes < 40",
				Since: time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)}
			answer, err := Count(context.Background(), db, q)
			if err != nil {
				t.Fatal(err)
			}
			cells := []Cell{{0, 23}, {1, 0}, {6, 1}, {6, 2}}
			var want int64
			for _, c := range cells {
				want += answer.Grid.Counts[c.Day][c.Hour]
			}
			var last time.Time
			n, err := Events(context.Background(), db, q, Selection{Cells: cells, Columns: []string{"user", "bytes"}, Limit: 100000}, func(e Event) error {
				day, hour := heatmap.CellOf(e.Time)
				if !slices.Contains(cells, Cell{day, hour}) || e.Time.Before(last) || len(e.Values) != 2 || e.Missing[0] {
					t.Fatalf("%+v in cell %d, %d", e, day, hour)
				}
				last = e.Time
				return nil
			})
			if err != nil || int64(n) != want || n == 0 {
				t.Errorf("%d rows behind the cells, want %d: %v", n, want, err)
			}
			table, err := Rows(context.Background(), db, q, Selection{Cells: cells, Limit: 5})
			if err != nil || table.Rows != 5 || len(table.Warnings) != 1 || len(table.Columns) != 2 || len(table.Columns[1].Values) != 5 {
				t.Errorf("%+v, %v", table, err)
			}
		})
	}
}
