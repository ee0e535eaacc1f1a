package lake

import (
	"context"
	"database/sql"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// Files opens SQLite files among logs: give it to heatmap.ReadOptions as Databases.
// Its zero value works. Files are opened as Open does for "sqlite:".
type Files struct{}

// CountFiles is heatmap.Count that reads SQLite files too, such as the history of a
// browser.
func CountFiles(opt heatmap.CountOptions, patterns ...string) (*heatmap.Tally, error) {
	opt.Read.Databases = Files{}
	return heatmap.Count(opt, patterns...)
}

// ReadFiles is heatmap.ReadLog that reads SQLite files too.
func ReadFiles(opt heatmap.ReadOptions, patterns ...string) (*heatmap.Reading, error) {
	opt.Databases = Files{}
	return heatmap.ReadLog(opt, patterns...)
}

// OpenDatabase opens a SQLite file for reading.
func (Files) OpenDatabase(ctx context.Context, path string) (timelog.Database, error) {
	db, err := openSQLite(path)
	if err != nil {
		return nil, err
	}
	return &sqliteDatabase{db: db, ctx: ctx}, nil
}

// sqliteDatabase is a SQLite file as timelog reads it.
type sqliteDatabase struct {
	db  *DB
	ctx context.Context
}

func (s *sqliteDatabase) Close() error { return s.db.Close() }

// Tables lists tables and their columns, those of SQLite itself and virtual ones
// left out.
func (s *sqliteDatabase) Tables() ([]timelog.DatabaseTable, error) {
	var tables []timelog.DatabaseTable
	err := s.db.ask(s.ctx, &asking{}, Statement{SQL: `SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND t.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY t.name, c.cid`}, func(rows *sql.Rows) error {
		tables = nil
		for rows.Next() {
			var table, column string
			if err := rows.Scan(&table, &column); err != nil {
				return err
			}
			if n := len(tables); n == 0 || tables[n-1].Name != table {
				tables = append(tables, timelog.DatabaseTable{Name: table})
			}
			tables[len(tables)-1].Columns = append(tables[len(tables)-1].Columns, column)
		}
		return nil
	})
	for i := range tables {
		if err == nil {
			err = s.db.one(s.ctx, "SELECT count(*) FROM "+s.db.dialect.ident(tables[i].Name), &tables[i].Rows)
		}
	}
	return tables, err
}

// Rows gives the rows of a table in the order of their row numbers. Columns are
// cast so that the driver does not turn what is declared DATETIME into a time:
// how a stamp is read is timelog's to decide.
func (s *sqliteDatabase) Rows(ctx context.Context, table string, columns []string, each func(values []any) error) error {
	d := &s.db.dialect
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = "+" + d.ident(c) // an expression has no declared type
	}
	if len(list) == 0 {
		list = []string{"NULL"}
	}
	values := make([]any, len(list))
	into := make([]any, len(list))
	for i := range values {
		into[i] = &values[i]
	}
	rows, err := s.db.sql.QueryContext(ctx, "SELECT "+strings.Join(list, ", ")+" FROM "+d.ident(table))
	if err != nil {
		return s.db.fault(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return s.db.fault(ctx, err)
		}
		if err := each(values[:len(columns)]); err != nil {
			return err // the caller's own
		}
	}
	return s.db.fault(ctx, rows.Err())
}
