package lake

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// dialects are all of them, with the kinds of columns that each has a golden file for.
func dialects() []Dialect {
	return []Dialect{ClickHouse(), PostgreSQL(), SQLite(), Trino(), Athena(), BigQuery(), Snowflake()}
}

// TestConformance holds what every dialect must have: templates that are filled
// completely, quotation that cannot be left, and balanced parentheses.
func TestConformance(t *testing.T) {
	for _, d := range dialects() {
		t.Run(d.Name, func(t *testing.T) {
			for _, kind := range append([]Kind{Instant, Clock, Text, clickHouse64}, unitOrder...) {
				_, times := d.Times[kind]
				if _, number := units[kind]; !times && !number {
					continue
				}
				for _, fraction := range []bool{false, true} {
					for _, s := range statements(t, &d, column{name: "time stamp", kind: kind, fraction: fraction, zoneFrom: "stated"}) {
						conforms(t, &d, s)
					}
				}
			}
		})
	}
}

// statements are those of a query that uses everything.
func statements(t *testing.T, d *Dialect, c column) []Statement {
	t.Helper()
	q := Query{Table: `lake.log"ins`, Time: c.name, Zone: "Europe/Moscow", By: "user",
		Where: `country in ('RU', 'KZ') and (bytes > 1000 or note like '50\%_''s') and not host is null`,
		Since: time.Date(2013, 3, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2014, 11, 1, 12, 30, 0, 500, time.UTC)}
	q.Table = `lake."log""ins"`
	a, err := q.check(false)
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{d: d, a: a, column: c, sum: d.Weekday != ""}
	return []Statement{b.count([]string{"o'hara", `back\slash`}), b.top("user", 5), b.listRows(Selection{Cells: []Cell{{0, 9}, {0, 10}, {6, 23}}, Columns: []string{"user"}, Limit: 10})}
}

// conforms checks one statement.
func conforms(t *testing.T, d *Dialect, s Statement) {
	t.Helper()
	bare := s.SQL
	for _, quoted := range []string{d.text(`o'hara`), d.text(`back\slash`), d.text("RU"), d.text("KZ"), d.ident(`log"ins`)} {
		bare = strings.ReplaceAll(bare, quoted, "")
	}
	if strings.ContainsAny(bare, "{}") {
		t.Errorf("a template is not filled: %s", s.SQL)
	}
	if strings.Count(bare, "(") != strings.Count(bare, ")") {
		t.Errorf("parentheses do not match: %s", s.SQL)
	}
	if d.Placeholder != "" && strings.Contains(s.SQL, "RU") {
		t.Errorf("a value is written into the text: %s", s.SQL)
	}
	if want := strings.Count(s.SQL, d.Placeholder); d.Placeholder != "" && want != len(s.Args) {
		t.Errorf("%d places for %d values: %s", want, len(s.Args), s.SQL)
	}
}

// TestGoldenSQL compares what each dialect writes with golden files. For those
// marked as not run it is the only check there is.
func TestGoldenSQL(t *testing.T) {
	for _, d := range dialects() {
		kinds := []Kind{Instant, Clock, Text, Millis}
		if d.Name == "ClickHouse" {
			kinds = []Kind{Instant, clickHouse64, Text, Millis} // DateTime64 is not run: 18.16 lacks it
		}
		var b strings.Builder
		if d.NotRun {
			fmt.Fprintf(&b, "-- %s: generated, never run by a test on a real engine\n\n", d.Name)
		}
		for _, kind := range kinds {
			_, times := d.Times[kind]
			if _, number := units[kind]; !times && !number {
				continue
			}
			fmt.Fprintf(&b, "-- times of kind %s", kind)
			if kind == clickHouse64 {
				b.WriteString(": generated, never run by a test on a real engine")
			}
			b.WriteString("\n\n")
			for _, s := range statements(t, &d, column{name: "at", kind: kind, zoneFrom: "stated"}) {
				fmt.Fprintf(&b, "%s;\n", s.SQL)
				if len(s.Args) > 0 {
					fmt.Fprintf(&b, "-- values: %#v\n", s.Args)
				}
				b.WriteString("\n")
			}
		}
		path := filepath.Join("testdata", strings.ToLower(d.Name)+".sql")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil || string(want) != b.String() {
			t.Errorf("%s differs (%v); -update writes it anew:\n%s", path, err, b.String())
		}
	}
}
