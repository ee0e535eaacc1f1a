package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// block is the SQL of GROWTH.md under a heading.
func block(t *testing.T, heading string) []string {
	t.Helper()
	text, err := os.ReadFile("GROWTH.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), heading)
	_, after, fenced := strings.Cut(after, "```sql\n")
	sql, _, closed := strings.Cut(after, "```")
	if !found || !fenced || !closed {
		t.Fatalf("GROWTH.md has no SQL under %q", heading)
	}
	var statements []string
	for _, s := range strings.Split(sql, ";\n") {
		if strings.TrimSpace(s) != "" {
			statements = append(statements, s)
		}
	}
	return statements
}

// TestRollUp runs the roll-up of GROWTH.md as it stands there: it counts the same
// week, new events included, and reads far fewer rows.
func TestRollUp(t *testing.T) {
	db := clickHouseCluster(t).db(t, 0)
	do(t, db, "CREATE TABLE auth (at DateTime, user String) ENGINE = MergeTree() PARTITION BY toYYYYMM(at) ORDER BY at")
	fill := "INSERT INTO auth SELECT toDateTime(1600000000 + intDiv(number, 50)), concat('u', toString(number %% 3)) FROM system.numbers LIMIT %d"
	do(t, db, fmt.Sprintf(fill, 200_000))
	do(t, db, block(t, "## The roll-up")...)
	do(t, db, fmt.Sprintf(fill, 50_000)) // after the view was made
	q := Query{Table: "auth", Time: "at", Zone: "Australia/Lord_Howe", By: "user"}
	whole, err := Count(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	q.Table, q.Time, q.Weight = "auth_quarters", "quarter", "events"
	rolled, err := Count(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	if rolled.Grid.Counts != whole.Grid.Counts || rolled.Grid.Events != 250_000 || len(rolled.Groups) != 3 || rolled.Groups[1].Counts != whole.Groups[1].Counts {
		t.Errorf("%d events, want %d", rolled.Grid.Events, whole.Grid.Events)
	}
	if rolled.Asked.RowsScanned*100 > whole.Asked.RowsScanned {
		t.Errorf("%d rows scanned instead of %d", rolled.Asked.RowsScanned, whole.Asked.RowsScanned)
	}
}

// TestGrowth: twenty-five times the events, the same answer's size, and memory that
// does not grow. HOURPRINT_GROWTH=all takes the steps of the table in GROWTH.md,
// which are too many for every run.
func TestGrowth(t *testing.T) {
	steps := []int64{40_000, 200_000, 1_000_000}
	if os.Getenv("HOURPRINT_GROWTH") == "all" {
		steps = []int64{1_000_000, 5_000_000, 25_000_000}
	}
	ch := clickHouseCluster(t).db(t, 0)
	var answered [2][]int64
	for step, n := range steps {
		table := fmt.Sprintf("growth%d", step)
		// Events of one year, however many.
		do(t, ch, "CREATE TABLE "+table+" (at DateTime) ENGINE = MergeTree() PARTITION BY toYear(at) ORDER BY at",
			fmt.Sprintf("INSERT INTO %s SELECT toDateTime(toUInt32(1577836800 + intDiv(toInt64(number) * 31622400, %d))) FROM system.numbers LIMIT %d", table, n, n))
		folder := growthFolder(t, n)
		for i, source := range []struct {
			db *DB
			q  Query
		}{{ch, Query{Table: table, Time: "at"}}, {openedFolder(t, folder), Query{Time: "at"}}} {
			source.q.Zone, source.q.Now = "America/New_York", time.Now
			answer, grew := measured(t, source.db, source.q)
			if answer.Grid.Events != n || grew > 100<<20 {
				t.Errorf("%s: %d events of %d, memory grew by %d MB", source.db, answer.Grid.Events, n, grew>>20)
			}
			bins := int64(0)
			answer.Grid.Histogram().Each(func(_, _ int64) { bins++ })
			answered[i] = append(answered[i], bins)
			t.Logf("%-10s %10d events: %6.2f s, %d quarter hours, %.0f MB of memory", answer.Asked.Engine, n, answer.Asked.Seconds, bins, float64(grew)/(1<<20))
		}
		do(t, ch, "DROP TABLE "+table)
	}
	for i := range answered {
		if answered[i][0] != answered[i][2] || answered[i][0] > 35136 {
			t.Errorf("the answer's size grows: %v quarter hours", answered[i])
		}
	}
}

// growthFolder writes n events of one year, a bounded part at a time.
func growthFolder(t *testing.T, n int64) string {
	t.Helper()
	type row struct {
		At int64 `parquet:"at,timestamp(microsecond)"`
	}
	path := filepath.Join(t.TempDir(), "events.parquet")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := parquet.NewGenericWriter[row](f, parquet.MaxRowsPerRowGroup(122_880))
	rows := make([]row, 0, 10_000)
	for i := range n {
		if rows = append(rows, row{(1577836800 + i*31622400/n) * 1e6}); len(rows) == cap(rows) || i == n-1 {
			if _, err := w.Write(rows); err != nil {
				t.Fatal(err)
			}
			rows = rows[:0]
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// measured counts and says by how much the memory in use grew meanwhile, at most.
func measured(t *testing.T, db *DB, q Query) (*Answer, uint64) {
	t.Helper()
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	most, done, gone := before.HeapInuse, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		for {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapInuse)
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	answer, err := Count(context.Background(), db, q)
	close(done)
	<-gone
	if err != nil {
		t.Fatal(err)
	}
	return answer, most - before.HeapInuse
}
