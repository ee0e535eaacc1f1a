package lake

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// nasty are texts that break out of quotation wherever quotation is forgotten.
var nasty = []string{
	`'`, `"`, "`", `\`, `\'`, `''`, `';--`, `"; DROP TABLE t; --`, "`; DROP TABLE t; --", `\'; DROP TABLE t; --`,
	`' OR '1'='1`, `$1`, `?`, `{at}`, `{q}`, `%s`, `a.b`, `/*`, `*/ x`, "line\nbreak", "tab\tand\\", `тест`, `名`,
}

// nastyNames leaves out what ClickHouse 18.16 cannot store as a column's name.
func nastyNames() []string {
	var names []string
	for _, n := range nasty {
		if !strings.ContainsAny(n, "\n/.*") {
			names = append(names, n)
		}
	}
	return names
}

// quoted writes a name for Query.Table and Query.Where.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// text writes a value for Query.Where.
func text(value string) string { return "'" + strings.ReplaceAll(value, "'", "''") + "'" }

// writers are engines to try everything nasty on, for writing.
var writers = []struct {
	name, stamp, when string
	open              func(t *testing.T) *DB
}{
	{"ClickHouse", "DateTime", "toDateTime(1612173600)", func(t *testing.T) *DB { return clickHouseCluster(t).db(t, 0) }},
	{"PostgreSQL", "timestamptz", "to_timestamp(1612173600)", func(t *testing.T) *DB { return postgresWriter(t) }},
	{"SQLite", "TEXT", "'2021-02-01 10:00:00'", func(t *testing.T) *DB { return sqliteWriter(t, filepath.Join(t.TempDir(), "n.db")) }},
}

// sqliteWriter makes a SQLite file.
func sqliteWriter(t testing.TB, path string) *DB {
	t.Helper()
	connection, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	return Use(connection, SQLite(), "sqlite:"+path)
}

// TestNastyNamesAndValues uses every nasty text as table, columns, filter and group,
// and finds exactly the row that is meant.
func TestNastyNamesAndValues(t *testing.T) {
	for _, w := range writers {
		t.Run(w.name, func(t *testing.T) {
			db := w.open(t)
			d := db.dialect
			engine := ""
			kind := "text"
			if w.name == "ClickHouse" {
				engine, kind = " ENGINE = Memory", "String"
			}
			for i, n := range nastyNames() {
				table := "t" + n
				do(t, db, "CREATE TABLE "+d.ident(table)+" ("+d.ident("at"+n)+" "+w.stamp+", "+d.ident("who"+n)+" "+kind+")"+engine)
				insert := &sqlWriter{d: &d}
				insert.add("INSERT INTO " + d.ident(table))
				for j, v := range nasty {
					if j > 0 {
						insert.add(" UNION ALL")
					}
					insert.add(" SELECT " + w.when + ", ")
					insert.value(v)
				}
				if _, err := db.sql.Exec(insert.b.String(), insert.args...); err != nil {
					t.Fatalf("%s: %v", insert.b.String(), err)
				}
				for j, v := range nasty {
					if i == 0 || (i+j)%5 == 0 { // all with one name, and some with each
						oneNasty(t, db, n, v)
					}
				}
			}
		})
	}
}

func oneNasty(t *testing.T, db *DB, n, v string) {
	t.Helper()
	q := Query{Table: quoted("t" + n), Time: "at" + n, By: "who" + n, Where: quoted("who"+n) + " = " + text(v)}
	answer, err := Count(context.Background(), db, q)
	if err != nil {
		t.Fatalf("%q = %q: %v", n, v, err)
	}
	if answer.Grid.Events != 1 || answer.Grid.Counts[0][10] != 1 || len(answer.Groups) != 1 || answer.Groups[0].Label != v {
		t.Errorf("%q = %q: %d events, groups %v\n%v", n, v, answer.Grid.Events, answer.Groups, answer.Asked.Statements)
	}
	q.Where = quoted("who"+n) + " like " + text(strings.NewReplacer("%", "_", "_", "_").Replace(v))
	if answer, err = Count(context.Background(), db, q); err != nil || answer.Grid.Events < 1 {
		t.Errorf("%q like %q: %v", n, v, err)
	}
}

// TestFilterTakesNoSQL: what is no comparison is refused before anybody is asked.
func TestFilterTakesNoSQL(t *testing.T) {
	for _, where := range []string{
		"1 = 1", "1=1; drop table t", "user = 'a'; drop table t", "user = 'a' union select 1", "user = (select 1)", "user = sleep(1)",
		"sleep(3) = 1", "user = 'a' --", "user = 'a' /* */", "user", "user = ", "user = 'a", "(user = 'a'", "user = 'a')", "user in ()", "user in ('a',)",
		"user = other", "user like 5", "user not = 'a'", "user is 5", "and = 1", "user = -'a'", "user between 1", "user @> 'a'", "user = $1", strings.Repeat("(", 5000) + "a=1",
	} {
		if f, err := parseFilter(where); err == nil {
			t.Errorf("%q was taken as %#v", where, f)
		}
	}
}

// TestCredentialsStayIn: a password never comes out, whatever goes wrong.
func TestCredentialsStayIn(t *testing.T) {
	const password = "Hunter2%2F%40x"
	const plain = "Hunter2/@x"
	t.Setenv("CLICKHOUSE_PASSWORD", "fromEnvironment")
	for _, dsn := range []string{
		"clickhouse://u:" + password + "@127.0.0.1:1/d", "clickhouse://u:" + password + "@127.0.0.1:1x/d", "clickhouse://u:" + password + "@[::1/d",
		"clickhouse://u:" + password + "@127.0.0.1:1/d?dial_timeout=never", "clickhouse://127.0.0.1:1/d?username=u&password=" + password,
		"postgres://u:" + password + "@127.0.0.1:1/d", "postgres://u:" + password + "@127.0.0.1:1x/d", "postgres://u:" + password + "@127.0.0.1:1/d?sslmode=Hunter",
		"postgres://127.0.0.1:1/d?user=u&password=" + password, "postgres://u:" + plain + "@127.0.0.1:1/d",
		"mysql://u:" + password + "@127.0.0.1:1/d", "u:" + password + "@127.0.0.1", "sqlite:/no/" + "such/file", "clickhouse://127.0.0.1:1/d",
	} {
		db, err := Open(dsn)
		shown := ""
		if err == nil {
			_, err = Count(context.Background(), db, Query{Table: "t", Time: "at"})
			shown = db.String()
			db.Close()
		}
		if err == nil {
			t.Errorf("%s was counted", dsn)
			continue
		}
		for _, secret := range []string{"Hunter2", "fromEnvironment"} {
			if strings.Contains(err.Error(), secret) || strings.Contains(shown, secret) {
				t.Errorf("%s shows its password: %v, %s", dsn, err, shown)
			}
		}
	}
	for _, open := range []func(testing.TB) *DB{postgresDB, func(t testing.TB) *DB { return clickHouseCluster(t).db(t, 0) }} {
		db := open(t)
		table := "events_of_today"
		_, err := Count(context.Background(), db, Query{Table: table, Time: "at"})
		if err == nil || !strings.Contains(err.Error(), table) {
			t.Errorf("a table that is not there: %v", err)
		}
		if strings.Contains(err.Error(), "s3cret") || strings.Contains(err.Error(), "ssword'1") {
			t.Errorf("the error shows the password: %v", err)
		}
	}
}
