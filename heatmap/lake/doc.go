// Package lake counts the hours of a week inside the engines that hold the
// events: ClickHouse, PostgreSQL, SQLite, folders of Parquet files, and any other
// engine that has a database/sql driver and a [Dialect].
//
// What goes in is a [DB], opened from a DSN or made of a *sql.DB, and a [Query]:
// table, time column, zone, filter. What comes out is an [Answer]: the same Grid
// and groups that heatmap.Count makes of files, with an account of what was asked,
// of whom, and what it cost. The steps are always the same:
//
//  1. open a data source by name                                  (dsn.go, db.go, sqlitefile.go)
//  2. read the filter into a tree, never into text                (lex.go, filter.go)
//  3. ask what kind of column holds the times                     (kind.go)
//  4. write the query in the engine's dialect: events by UTC
//     quarter hour, names quoted, values bound                    (statement.go, dialect.go, a file a dialect)
//  5. ask once, and again if the connection dropped               (ask.go, fault.go)
//  6. fold the quarter hours into the zone, and compare with
//     the weekday and hour that the engine itself gives each      (count.go, check.go)
//
// Folders of Parquet are counted by our own reader, which leaves out what the
// names of folders, the statistics and the Bloom filters rule out (parquet*.go).
//
// # Why quarter hours
//
// The engine returns one row a quarter hour of UTC that holds events: at most
// 35,136 a year, however many events there are. Every zone's offset since 1972 is a
// multiple of a quarter hour, so the answer can be folded into any zone, whole or
// fractional, and handed to rhythm and linked, without asking again. Times before
// 1972-01-08 are returned by the second.
//
// # Units
//
// Times are Unix seconds in UTC. Counts are events; scanned rows and bytes are the
// engine's own figures, and 0 where it gives none.
package lake
