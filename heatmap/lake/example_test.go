package lake_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hourprint/hourprint/heatmap/lake"
)

// table makes a small SQLite file.
func table() (path string, remove func()) {
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	path = filepath.Join(folder, "logins.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		panic(err)
	}
	defer db.Close()
	if _, err := db.Exec(`CREATE TABLE logins (at TEXT, user TEXT);
INSERT INTO logins VALUES ('2021-02-01T09:10:00Z', 'alice'), ('2021-02-01T09:50:00Z', 'bob'), ('2021-02-02T23:30:00Z', 'alice')`); err != nil {
		panic(err)
	}
	return path, func() { os.RemoveAll(folder) }
}

func ExampleCount() {
	path, remove := table()
	defer remove()
	db, err := lake.Open("sqlite:" + path) // or clickhouse://…, postgres://…, parquet:…
	if err != nil {
		panic(err)
	}
	defer db.Close()
	answer, err := lake.Count(context.Background(), db, lake.Query{Table: "logins", Time: "at", Zone: "Europe/Moscow", By: "user"})
	if err != nil {
		panic(err)
	}
	fmt.Println(answer.Grid.Events, "events,", answer.Grid.Counts[0][12], "on Mondays from 12 to 13 h")
	fmt.Println(answer.Groups[0].Label, answer.Groups[0].Events)
	// Output:
	// 3 events, 2 on Mondays from 12 to 13 h
	// alice 2
}

func ExampleTop() {
	path, remove := table()
	defer remove()
	db, err := lake.Open("sqlite:" + path)
	if err != nil {
		panic(err)
	}
	defer db.Close()
	values, err := lake.Top(context.Background(), db, lake.Query{Table: "logins", Time: "at", Where: "at < '2021-02-02'"}, "user", 5)
	fmt.Println(values, err)
	// Output: [{alice 1} {bob 1}] <nil>
}

func ExampleRows() {
	path, remove := table()
	defer remove()
	db, err := lake.Open("sqlite:" + path)
	if err != nil {
		panic(err)
	}
	defer db.Close()
	rows, err := lake.Rows(context.Background(), db, lake.Query{Table: "logins", Time: "at", Zone: "Europe/Moscow", By: "user"},
		lake.Selection{Cells: []lake.Cell{{Day: 2, Hour: 2}}})
	if err != nil {
		panic(err)
	}
	fmt.Println(rows.Columns[0].Values, rows.Columns[1].Values)
	// Output: [2021-02-03T02:30:00+03:00] [alice]
}
