package lake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// visitAt is the time of the nth visit of the fixtures: each working day of March
// 2023, at nine and some minutes UTC.
func visitAt(n int) time.Time {
	at := time.Date(2023, 3, 1+n%28, 9, n%60, n%60, 123_456_000, time.UTC)
	for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
		at = at.Add(-48 * time.Hour)
	}
	return at
}

// The schemas are as the browsers create them, with the columns that matter.
const (
	chromeSchema = `CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER DEFAULT 0 NOT NULL,typed_count INTEGER DEFAULT 0 NOT NULL,last_visit_time INTEGER NOT NULL,hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,transition INTEGER DEFAULT 0 NOT NULL,visit_duration INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE downloads(id INTEGER PRIMARY KEY,guid VARCHAR NOT NULL,start_time INTEGER NOT NULL,end_time INTEGER NOT NULL);
CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
CREATE INDEX visits_time_index ON visits (visit_time);
INSERT INTO meta VALUES('version','58'),('mmap_status','-1');`
	firefoxSchema = `CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, visit_count INTEGER DEFAULT 0, last_visit_date INTEGER);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER, visit_type INTEGER);
CREATE TABLE moz_bookmarks (id INTEGER PRIMARY KEY, title LONGVARCHAR, dateAdded INTEGER, lastModified INTEGER);`
	safariSchema = `CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT,url TEXT NOT NULL UNIQUE,domain_expansion TEXT NULL,visit_count INTEGER NOT NULL);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT,history_item INTEGER NOT NULL,visit_time REAL NOT NULL,title TEXT NULL,load_successful BOOLEAN NOT NULL DEFAULT 1);`
)

const visits = 500

// history makes a browser's database in the test's folder.
func history(t *testing.T, name, schema string, insert func(n int) string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	db := sqliteWriter(t, path)
	do(t, db, strings.Split(schema, ";\n")...)
	do(t, db, "BEGIN")
	for n := range visits {
		do(t, db, strings.Split(insert(n), ";")...)
	}
	do(t, db, "COMMIT")
	if err := db.sql.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func chrome(t *testing.T) string {
	return history(t, "History", chromeSchema, func(n int) string {
		at := visitAt(n).UnixMicro() + 11644473600e6
		text := fmt.Sprintf("INSERT INTO visits(url, visit_time) VALUES(%d, %d)", n%20, at)
		if n < 20 {
			text += fmt.Sprintf(";INSERT INTO urls(url, last_visit_time) VALUES('https://example.org/%d', %d);INSERT INTO downloads VALUES(%d, 'g', %d, 0)", n, at, n, at)
		}
		return text
	})
}

func firefox(t *testing.T) string {
	return history(t, "places.sqlite", firefoxSchema, func(n int) string {
		at := visitAt(n).UnixMicro()
		return fmt.Sprintf("INSERT INTO moz_historyvisits(place_id, visit_date) VALUES(%d, %d);INSERT INTO moz_places(url, last_visit_date) VALUES('https://example.org/%d', %d)", n, at, n, at)
	})
}

func safari(t *testing.T) string {
	return history(t, "History.db", safariSchema, func(n int) string {
		at := float64(visitAt(n).UnixMicro())/1e6 - 978307200
		return fmt.Sprintf("INSERT INTO history_items(url, visit_count) VALUES('https://example.org/%d', 1);INSERT INTO history_visits(history_item, visit_time) VALUES(%d, %f)", n, n, at)
	})
}

// TestBrowserHistories: table, column and unit are told by evidence.
func TestBrowserHistories(t *testing.T) {
	var want [heatmap.Days][heatmap.Hours]int64
	for n := range visits {
		d, h := heatmap.CellOf(visitAt(n))
		want[d][h]++
	}
	for name, c := range map[string]struct {
		path, table, column string
	}{
		"Chrome": {chrome(t), "visits", "visit_time"}, "Firefox": {firefox(t), "moz_historyvisits", "visit_date"}, "Safari": {safari(t), "history_visits", "visit_time"},
	} {
		tally, err := CountFiles(heatmap.CountOptions{}, c.path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		s := tally.Sources[0]
		if tally.Grid.Counts != want || s.Path != c.path+"!"+c.table || s.TimeColumn != c.column || s.Format != "sqlite" || s.Rows != visits {
			t.Errorf("%s: %+v\n%s", name, s, tally.Grid)
		}
		if first := visitAt(0); tally.Grid.First.Sub(first).Abs() > time.Millisecond {
			t.Errorf("%s: first visit %v, want %v", name, tally.Grid.First, first)
		}
	}
}

// TestTableByName reads the table that is named; SQLite files stay as they are.
func TestTableByName(t *testing.T) {
	path := chrome(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	opt := heatmap.CountOptions{Read: heatmap.ReadOptions{Table: "downloads", Time: "start_time"}}
	tally, err := CountFiles(opt, path)
	if err != nil || tally.Grid.Events != 20 {
		t.Fatalf("%v, %v", tally, err)
	}
	opt.Read.Table = "visitors"
	if _, err := CountFiles(opt, path); err == nil || !strings.Contains(err.Error(), "downloads, meta, urls, visits") {
		t.Errorf("a table that is not there: %v", err)
	}
	reading, err := ReadFiles(heatmap.ReadOptions{}, path)
	if err != nil || reading.Frame.Nrow() != visits || !strings.Contains(reading.String(), "urls (last_visit_time)") {
		t.Errorf("%v, %v", reading, err)
	}
	after, _ := os.ReadFile(path)
	entries, _ := os.ReadDir(filepath.Dir(path))
	if string(before) != string(after) || len(entries) != 1 {
		t.Errorf("the file changed, or files appeared beside it: %v", entries)
	}
	if _, err := heatmap.Count(heatmap.CountOptions{}, path); err == nil || !strings.Contains(err.Error(), "lake.Files{}") {
		t.Errorf("without a driver: %v", err)
	}
}

// TestLockedAndLogged reads a database that another program holds open and locked,
// whose last rows are only in its write-ahead log.
func TestLockedAndLogged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "History")
	db := sqliteWriter(t, path)
	db.sql.SetMaxOpenConns(1)
	do(t, db, "PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0", "CREATE TABLE visits(id INTEGER PRIMARY KEY, visit_time INTEGER NOT NULL)")
	for n := range 30 {
		do(t, db, fmt.Sprintf("INSERT INTO visits(visit_time) VALUES(%d)", visitAt(n).UnixMicro()+11644473600e6))
	}
	do(t, db, "BEGIN EXCLUSIVE")
	defer do(t, db, "ROLLBACK")
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatalf("no log beside the file: %v", err)
	}
	tally, err := CountFiles(heatmap.CountOptions{}, path)
	if err != nil || tally.Grid.Events != 30 {
		t.Fatalf("%v, %v", tally, err)
	}
	if after, err := os.ReadFile(path + "-wal"); err != nil || string(after) != string(log) {
		t.Errorf("the log changed: %v", err)
	}
	inside, err := Open("sqlite:" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer inside.Close()
	answer, err := Count(context.Background(), inside, Query{Table: "visits", Time: "visit_time"})
	if err != nil || answer.Grid.Counts != tally.Grid.Counts || answer.Grid.Events != 30 {
		t.Errorf("inside: %v, %v", answer, err)
	}
}

// TestSQLiteInside counts the fixtures with SQL: the same weeks.
func TestSQLiteInside(t *testing.T) {
	for _, c := range []struct{ path, table, column, unit string }{
		{chrome(t), "visits", "visit_time", ""}, {firefox(t), "moz_historyvisits", "visit_date", ""}, {safari(t), "history_visits", "visit_time", ""},
	} {
		want, err := CountFiles(heatmap.CountOptions{Zone: "Asia/Kathmandu"}, c.path)
		if err != nil {
			t.Fatal(err)
		}
		db, err := Open("sqlite:" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := Count(context.Background(), db, Query{Table: c.table, Time: c.column, Unit: c.unit, Zone: "Asia/Kathmandu"})
		db.Close()
		if err != nil {
			t.Fatalf("%s: %v", c.path, err)
		}
		balanced(t, answer)
		if answer.Grid.Counts != want.Grid.Counts || answer.Grid.First.Sub(want.Grid.First).Abs() > time.Millisecond || answer.Check != nil {
			t.Errorf("%s:\n%s\n%s", c.table, answer.Grid, want.Grid)
		}
	}
}

// TestNotADatabase names files that only look like one.
func TestNotADatabase(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]string{"empty": "", "text": "hello, world, this is a text", "torn": sqliteMagic + "torn"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open("sqlite:" + path); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open("sqlite:" + filepath.Join(folder, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := timelog.Count(context.Background(), timelog.Options{Databases: Files{}}, filepath.Join(folder, "torn")); err == nil {
		t.Error("a torn database was counted")
	}
}
