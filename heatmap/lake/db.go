package lake

import (
	"context"
	"database/sql"
	"fmt"
)

// A DB is where events are counted: a database with its dialect, or a folder of
// Parquet files. It is safe for use by several goroutines at once.
type DB struct {
	sql     *sql.DB
	dialect Dialect
	label   string   // what outputs call it; holds no credentials
	secrets []string // what must never be in an output
	folder  *folder  // of Parquet files, instead of a database
	done    func()
	owned   bool
}

// Use makes a DB of a connection that the caller has opened, with any driver, and
// the dialect of its engine. The connection stays the caller's to close. Label is
// what provenance calls it, without credentials: "trino at lake.example".
func Use(connection *sql.DB, dialect Dialect, label string) *DB {
	return &DB{sql: connection, dialect: dialect, label: label}
}

// Close ends the connections that Open made and removes the temporary copy of a
// SQLite file, if there was one.
func (db *DB) Close() error {
	var err error
	if db.owned && db.sql != nil {
		err = db.clean(db.sql.Close())
	}
	if db.done != nil {
		db.done()
		db.done = nil
	}
	return err
}

// String names the source as outputs do: engine, host and database, never
// credentials.
func (db *DB) String() string { return db.label }

// Dialect returns the dialect by which the engine is asked; the zero Dialect for a
// folder of Parquet files.
func (db *DB) Dialect() Dialect { return db.dialect }

// Ping tells whether the source answers.
func (db *DB) Ping(ctx context.Context) error {
	if db.folder != nil {
		_, err := db.folder.files()
		return err
	}
	return db.fault(ctx, db.sql.PingContext(ctx))
}

// source names a table of the source.
func (db *DB) source(table name) string {
	if db.folder != nil {
		return db.label
	}
	if db.dialect.Name == "SQLite" {
		return db.label + "!" + table.String()
	}
	return db.label + "/" + table.String()
}

// one asks for a single value.
func (db *DB) one(ctx context.Context, query string, into any) error {
	return db.oneBy(ctx, &asking{}, query, into)
}

func (db *DB) oneBy(ctx context.Context, a *asking, query string, into any) error {
	return db.ask(ctx, a, Statement{SQL: query}, func(rows *sql.Rows) error {
		if !rows.Next() {
			return rows.Err()
		}
		if err := rows.Scan(into); err != nil {
			return fmt.Errorf("%s: %w", query, err)
		}
		return nil
	})
}
