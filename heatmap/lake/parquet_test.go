package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// login is a row of the Parquet tests.
type login struct {
	At    time.Time `parquet:"at,timestamp(microsecond)"`
	User  string    `parquet:"user,dict"`
	Bytes *int64    `parquet:"bytes,optional"`
}

// lakeFolder writes n events of loginOf in Hive's layout, a folder a user and, in
// each file, groups of perGroup rows in order of time.
func lakeFolder(t testing.TB, n, perGroup int64) string {
	t.Helper()
	root := t.TempDir()
	rows := map[string][]login{}
	for i := range n {
		l := loginOf(i)
		l.unix = firstYear + i*60 // in order, so that statistics say something
		row := login{At: time.Unix(l.unix, 0).UTC(), User: l.user}
		if i%5 != 0 {
			row.Bytes = &l.bytes
		}
		rows[l.user] = append(rows[l.user], row)
	}
	for user, of := range rows {
		writeParquet(t, filepath.Join(root, "part="+user, "a.parquet"), of, perGroup)
	}
	if err := os.WriteFile(filepath.Join(root, "_SUCCESS"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return root
}

func writeParquet[T any](t testing.TB, path string, rows []T, perGroup int64) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := parquet.NewGenericWriter[T](f, parquet.MaxRowsPerRowGroup(perGroup))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func openedFolder(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open("parquet:" + path)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// TestParquetFilters compares every kind of condition with the same in Go, and holds
// that skipping never changes the answer.
func TestParquetFilters(t *testing.T) {
	const n = 20000
	db := openedFolder(t, lakeFolder(t, n, 500))
	at := func(i int64) time.Time { return time.Unix(firstYear+i*60, 0).UTC() }
	bytes := func(i int64) (int64, bool) { return loginOf(i).bytes, i%5 != 0 }
	for where, keep := range map[string]func(i int64) bool{
		"":                                 func(i int64) bool { return true },
		"user = 'user3'":                   func(i int64) bool { return i%7 == 3 },
		"part = 'user3' or part = 'user4'": func(i int64) bool { return i%7 == 3 || i%7 == 4 },
		"part = 'nobody'":                  func(i int64) bool { return false },
		"bytes is null":                    func(i int64) bool { return i%5 == 0 },
		"bytes > 4990":                     func(i int64) bool { b, ok := bytes(i); return ok && b > 4990 },
		"not (bytes > 1000)":               func(i int64) bool { b, ok := bytes(i); return ok && b <= 1000 },
		"bytes between 10 and 20":          func(i int64) bool { b, ok := bytes(i); return ok && b >= 10 && b <= 20 },
		"bytes in (31, 62, 9999) or bytes <> bytes": nil,
		"bytes in (31, 62, 9999)":                   func(i int64) bool { b, ok := bytes(i); return ok && (b == 31 || b == 62) },
		"bytes not in (31, 62)":                     func(i int64) bool { b, ok := bytes(i); return ok && b != 31 && b != 62 },
		"user like 'u%r_' and bytes >= 2.5":         func(i int64) bool { b, ok := bytes(i); return ok && b >= 3 },
		"at >= '2009-01-05T00:00:00Z'":              func(i int64) bool { return !at(i).Before(time.Date(2009, 1, 5, 0, 0, 0, 0, time.UTC)) },
		"none is null and user <> 'user0'":          func(i int64) bool { return i%7 != 0 },
		"none = 1":                                  func(i int64) bool { return false },
	} {
		q := Query{Time: "at", Zone: "America/New_York", Where: where}
		if keep == nil {
			if _, err := Count(context.Background(), db, q); err == nil {
				t.Errorf("%s was taken", where)
			}
			continue
		}
		events := &timelog.Tally{All: new(timelog.Histogram)}
		for i := range int64(n) {
			if keep(i) {
				events.All.Add(at(i).Unix(), 1)
			}
		}
		want, err := heatmap.FoldTally(events, heatmap.CountOptions{Zone: q.Zone})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := Count(context.Background(), db, q)
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		balanced(t, answer)
		if answer.Grid.Counts != want.Grid.Counts {
			t.Errorf("%s: %d events, want %d", where, answer.Grid.Events, want.Grid.Events)
		}
	}
}

// TestParquetSkips: what is ruled out is not read, and said.
func TestParquetSkips(t *testing.T) {
	db := openedFolder(t, lakeFolder(t, 21000, 500)) // 3000 rows a user: 6 groups in each of 7 files
	day := time.Unix(firstYear, 0).UTC()
	for _, c := range []struct {
		name           string
		q              Query
		files, groups  int
		scanned, count int64
	}{
		{"all", Query{}, 0, 0, 21000, 21000},
		{"a partition", Query{Where: "part = 'user2'"}, 6, 0, 3000, 3000},
		{"a span", Query{Since: day.Add(100 * time.Hour), Until: day.Add(101 * time.Hour)}, 0, 35, 3500, 60},
		{"a span nobody logged in", Query{Since: day.AddDate(1, 0, 0)}, 7, 42, 0, 0},
		{"a value in no group", Query{Where: "user = 'zoe'"}, 7, 42, 0, 0},
	} {
		c.q.Time = "at"
		answer, err := Count(context.Background(), db, c.q)
		if err != nil {
			t.Fatal(err)
		}
		a := answer.Asked
		if a.Files != 7 || a.FilesSkipped != c.files || a.RowGroupsSkipped != c.groups || a.RowsScanned != c.scanned || answer.Grid.Events != c.count {
			t.Errorf("%s: %d events; %s", c.name, answer.Grid.Events, answer.Asked.String())
		}
		balanced(t, answer)
	}
}

// TestParquetGroupsAndRows: groups, top values and the rows behind cells.
func TestParquetGroupsAndRows(t *testing.T) {
	db := openedFolder(t, lakeFolder(t, 21000, 500))
	q := Query{Time: "at", By: "user", Top: 3, Zone: "Asia/Kathmandu"}
	answer, err := Count(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Groups) != 3 || answer.Groups[0].Label != "user0" || answer.Groups[0].Events != 3000 || !strings.Contains(fmt.Sprint(answer.Warnings), "12,000 events") {
		t.Errorf("%d groups; %v", len(answer.Groups), answer.Warnings)
	}
	values, err := Top(context.Background(), db, q, "part", 2)
	if err != nil || fmt.Sprint(values) != "[{user0 3000} {user1 3000}]" {
		t.Errorf("%v, %v", values, err)
	}
	cells := []Cell{{3, 5}, {4, 6}}
	n, err := Events(context.Background(), db, q, Selection{Cells: cells, Limit: 5000}, func(e Event) error { return nil })
	if want := answer.Grid.Counts[3][5] + answer.Grid.Counts[4][6]; err != nil || int64(n) != want || n == 0 {
		t.Errorf("%d rows behind the cells, want %d: %v", n, want, err)
	}
	table, err := Rows(context.Background(), db, q, Selection{Limit: 2})
	if err != nil || table.Columns[0].Values[0] != "2009-01-01T05:45:00+05:45" || table.Columns[1].Values[1] != "user1" {
		t.Errorf("%+v, %v", table, err)
	}
}

// TestParquetDamaged names the file that is cut off.
func TestParquetDamaged(t *testing.T) {
	root := lakeFolder(t, 7000, 500)
	path := filepath.Join(root, "part=user4", "a.parquet")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data[:len(data)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Count(context.Background(), openedFolder(t, root), Query{Time: "at"}); err == nil || !strings.Contains(err.Error(), "part=user4") {
		t.Errorf("half a file: %v", err)
	}
	if _, err := Open("parquet:" + t.TempDir()); err == nil {
		t.Error("an empty folder was opened")
	}
}

// BenchmarkParquet folds ten million rows.
func BenchmarkParquet(b *testing.B) {
	rows := make([]struct {
		At time.Time `parquet:"at,timestamp(microsecond)"`
		ID int64     `parquet:"id"`
	}, 10_000_000)
	for i := range rows {
		rows[i].At, rows[i].ID = time.Unix(firstYear+int64(i)*25, 0).UTC(), int64(i)
	}
	path := filepath.Join(b.TempDir(), "a.parquet")
	writeParquet(b, path, rows, 122_880)
	rows = nil
	db := openedFolder(b, path)
	for b.Loop() {
		answer, err := Count(context.Background(), db, Query{Time: "at", Zone: "America/New_York"})
		if err != nil || answer.Grid.Events != 10_000_000 {
			b.Fatal(answer, err)
		}
	}
	b.ReportMetric(10*float64(b.N)/b.Elapsed().Seconds(), "Mrows/s")
}
