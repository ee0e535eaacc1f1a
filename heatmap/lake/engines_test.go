package lake

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// The events of the engine tests: eventsMade of them over the eight years in which
// Moscow's rules changed twice, denser in the morning of UTC. The same formula in
// Go, ClickHouse and PostgreSQL, in whole numbers; 2654435761 is Knuth's
// multiplier, which scatters.
const (
	eventsMade = 5_000_000
	firstYear  = 1230768000 // 2009-01-01
	yearsSpan  = 252460800  // to 2017-01-01
)

type logins struct {
	unix  int64
	user  string
	bytes int64
}

func loginOf(i int64) logins {
	r := i * 2654435761 % yearsSpan
	s := r % 86400
	return logins{unix: firstYear + r - s + s*s/86400, user: "user" + strconv.FormatInt(i%7, 10), bytes: i * 31 % 5000}
}

// The formula of loginOf as expressions of n.
const (
	chLogin = "toDateTime(toUInt32(1230768000 + r - s + intDiv(s * s, 86400))) AS at, concat('user', toString(n % 7)) AS user, toInt64(n * 31 % 5000) AS bytes"
	pgLogin = "to_timestamp(1230768000 + r - s + s * s / 86400) AS at, 'user' || (n % 7) AS \"user\", n * 31 % 5000 AS bytes"
)

// zonesTested are those of the issue: daylight saving, rules that changed in 2011
// and 2014, three quarters of an hour, and a change by half an hour.
var zonesTested = []string{"UTC", "Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"}

// fromFile is the tally of the same events by way of a file, made once.
var fromFile = sync.OnceValues(func() (*timelog.Tally, error) {
	dir, err := os.MkdirTemp("", "hp-lake-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "logins.csv")
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprintln(w, "at,user,bytes")
	var line []byte
	for i := range int64(eventsMade) {
		l := loginOf(i)
		line = time.Unix(l.unix, 0).UTC().AppendFormat(line[:0], time.RFC3339)
		line = append(append(append(line, ','), l.user...), ',')
		w.Write(append(strconv.AppendInt(line, l.bytes, 10), '\n'))
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	f.Close()
	return timelog.Count(context.Background(), timelog.Options{Time: "at", By: "user"}, path)
})

// expected is the week that the file path gives, and one a user.
func expected(t *testing.T, zone string) *heatmap.Tally {
	t.Helper()
	counted, err := fromFile()
	if err != nil {
		t.Fatal(err)
	}
	tally, err := heatmap.FoldTally(counted, heatmap.CountOptions{Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	if tally.Grid.Events != eventsMade {
		t.Fatalf("the file path counts %d events of %d", tally.Grid.Events, eventsMade)
	}
	return tally
}

// loadClickHouse makes the tables of the cluster, once.
var loadClickHouse sync.Once

func loadedClickHouse(t *testing.T) *DB {
	t.Helper()
	c := clickHouseCluster(t)
	loadClickHouse.Do(func() {
		for i := range c.shards {
			db := c.db(t, i)
			do(t, db, "CREATE TABLE logins_local (at DateTime, user String, bytes Int64) ENGINE = MergeTree() PARTITION BY toYear(at) ORDER BY at",
				fmt.Sprintf("INSERT INTO logins_local SELECT %s FROM (SELECT n, n * 2654435761 %% 252460800 AS r, r %% 86400 AS s FROM (SELECT toInt64(number * 2 + %d) AS n FROM system.numbers LIMIT %d))", chLogin, i, eventsMade/2))
		}
		for i := range c.shards {
			do(t, c.db(t, i), "CREATE TABLE logins AS logins_local ENGINE = Distributed(two, default, logins_local, rand())")
		}
	})
	return c.db(t, 0)
}

var loadPostgres sync.Once

func loadedPostgres(t *testing.T) *DB {
	t.Helper()
	db := postgresDB(t)
	loadPostgres.Do(func() {
		do(t, postgresWriter(t), fmt.Sprintf(`CREATE UNLOGGED TABLE logins AS SELECT %s FROM (SELECT n, r, r %% 86400 AS s FROM (SELECT n, n * 2654435761 %% 252460800 AS r FROM generate_series(0::bigint, %d) AS n) AS a) AS b`, pgLogin, eventsMade-1),
			"ANALYZE logins")
	})
	return db
}

// sources are the engines that hold the five million events.
var sources = []struct {
	name string
	open func(t *testing.T) *DB
}{
	{"ClickHouse, two shards", loadedClickHouse},
	{"PostgreSQL", loadedPostgres},
}

// TestCellByCell compares every engine with the file path, in every zone.
func TestCellByCell(t *testing.T) {
	for _, source := range sources {
		t.Run(source.name, func(t *testing.T) {
			db := source.open(t)
			for _, zone := range zonesTested {
				answer, err := Count(context.Background(), db, Query{Table: "logins", Time: "at", Zone: zone, Now: time.Now})
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s: %.2f s, %d rows scanned, %d came back", zone, answer.Asked.Seconds, answer.Asked.RowsScanned, answer.Asked.RowsAnswered)
				sameWeek(t, zone, answer.Grid, expected(t, zone).Grid)
				balanced(t, answer)
				if answer.Check == nil || answer.Check.Compared != eventsMade {
					t.Fatalf("%s: the engine placed %+v", zone, answer.Check)
				}
				if answer.Check.Differ == 0 && answer.Check.Counts != answer.Grid.Counts {
					t.Errorf("%s: the engine's own week differs, and nobody said so", zone)
				}
				if answer.Check.Differ != 0 {
					t.Errorf("%s: %v", zone, answer.Warnings)
				}
			}
		})
	}
}

// sameWeek compares grids cell by cell.
func sameWeek(t *testing.T, what string, got, want *heatmap.Grid) {
	t.Helper()
	if got.Counts != want.Counts || got.Hours != want.Hours || got.Events != want.Events {
		t.Errorf("%s: %d events, want %d; the cells differ:\n%swant\n%s", what, got.Events, want.Events, got, want)
	}
	if !got.First.Equal(want.First) || !got.Last.Equal(want.Last) {
		t.Errorf("%s: from %v to %v, want %v to %v", what, got.First, got.Last, want.First, want.Last)
	}
}

// balanced holds what no answer may break: no row is lost in silence.
func balanced(t *testing.T, a *Answer) {
	t.Helper()
	var events, cells int64
	for _, s := range a.Sources {
		sum := s.Events + s.Duplicates + s.Collapsed + s.OutsideRange
		for _, skip := range s.Skipped {
			sum += skip.Rows
		}
		if sum != s.Rows {
			t.Errorf("%s: %d rows, and an account of %d", s.Path, s.Rows, sum)
		}
		events += s.Events
	}
	for _, row := range a.Grid.Counts {
		for _, n := range row {
			cells += n
		}
	}
	if events != a.Grid.Events || cells != events {
		t.Errorf("%d events in the sources, %d in the grid, %d in its cells", events, a.Grid.Events, cells)
	}
}
