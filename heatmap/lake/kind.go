package lake

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// A unit says how a number counts time: Unix seconds are x/per - zero.
type unit struct {
	per  int64
	zero int64 // from its zero to 1970, in seconds
}

// units are the ways in which numbers count time. The zeros: 1601-01-01 of FILETIME
// (Microsoft, FILETIME structure), 2001-01-01 of CFAbsoluteTime (Apple, Core
// Foundation), 0001-01-01 of System.DateTime.Ticks (.NET).
var units = map[Kind]unit{
	Seconds: {1, 0}, Millis: {1e3, 0}, Micros: {1e6, 0}, Nanos: {1e9, 0},
	WebKit: {1e6, 11644473600}, FileTime: {1e7, 11644473600},
	Cocoa: {1, -978307200}, CocoaNs: {1e9, -978307200}, Ticks: {1e7, 62135596800},
}

// unitOrder is the order in which units are tried.
var unitOrder = []Kind{Seconds, Millis, Micros, Nanos, WebKit, FileTime, Cocoa, CocoaNs, Ticks}

// Numbers are taken for times from 1995 to 2100 when a unit is chosen; Apple's only
// from 2005 to 2031, because Cocoa times of those years are Unix times of 1974 to
// 2000.
const (
	plausibleFrom = 788918400  // 1995-01-01
	plausibleTo   = 4102444800 // 2100-01-01
)

// plausible tells whether a number is a plausible time in a unit.
func (k Kind) plausible(v float64) bool {
	at := v/float64(units[k].per) - float64(units[k].zero)
	if k == Cocoa || k == CocoaNs {
		return at >= 1104537600 && at < 1925000000
	}
	return at >= plausibleFrom && at < plausibleTo
}

// unitOf tells from sampled values what they count.
func unitOf(values []float64) (Kind, error) {
	var fits []Kind
	for _, k := range unitOrder {
		good := 0
		for _, v := range values {
			if k.plausible(v) {
				good++
			}
		}
		if good*100 >= 99*len(values) && good > 0 {
			fits = append(fits, k)
		}
	}
	switch len(fits) {
	case 1:
		return fits[0], nil
	case 0:
		return "", fmt.Errorf("its numbers (%s) are times between 1995 and 2100 in no unit known here: Query.Unit (--unit) names one", someOf(values))
	}
	return "", fmt.Errorf("its numbers (%s) could be %s: Query.Unit (--unit) settles it", someOf(values), listOf(fits))
}

func someOf(values []float64) string {
	var texts []string
	for _, v := range values[:min(3, len(values))] {
		texts = append(texts, strconv.FormatFloat(v, 'f', -1, 64))
	}
	return strings.Join(texts, ", ")
}

func listOf(kinds []Kind) string {
	var texts []string
	for _, k := range kinds {
		texts = append(texts, string(k))
	}
	return strings.Join(texts, " or ")
}

// A column is a time column and how it is to be used.
type column struct {
	name     string
	kind     Kind
	fraction bool   // a number that may have a fraction
	zoneFrom string // "stated", "stamp", "flag" or "assumed"
	skipLost bool   // ask without the shards that are lost
}

// sampleRows is how many values are looked at to tell a unit.
const sampleRows = 1000

// timeColumn asks the engine what the time column is.
func (db *DB) timeColumn(ctx context.Context, a *asked, skipLost bool) (column, error) {
	c := column{name: a.Time, skipLost: skipLost}
	d := &db.dialect
	from := " FROM " + a.table.in(d)
	var kind Kind
	err := db.ask(ctx, &asking{skipLost: skipLost}, Statement{SQL: "SELECT " + d.ident(a.Time) + from + " WHERE 1 = 0"}, func(rows *sql.Rows) error {
		types, err := rows.ColumnTypes()
		if err == nil && len(types) == 1 {
			kind = d.kindOf(types[0].DatabaseTypeName())
		}
		return err
	})
	if err != nil {
		return c, err
	}
	if a.unit != "" {
		c.kind, c.fraction = a.unit, kind != Whole
		return db.settled(c, a)
	}
	if kind == "" || kind == Whole || kind == Broken || kind == Text {
		if err = db.sample(ctx, a, kind, &c); err != nil {
			return c, err
		}
		return db.settled(c, a)
	}
	c.kind = kind
	return db.settled(c, a)
}

// settled refuses what cannot be counted and says how the zone is known.
func (db *DB) settled(c column, a *asked) (column, error) {
	_, number := units[c.kind]
	if _, known := db.dialect.Times[c.kind]; !known && !number {
		if c.kind == Day {
			return c, fmt.Errorf("the column %q of %s holds days without a time of day: there are no hours to count", c.name, a.table)
		}
		return c, fmt.Errorf("the column %q of %s holds no times that %s's dialect can read", c.name, a.table, db.dialect.Name)
	}
	if c.zoneFrom != "" {
		return c, nil // the texts sampled carry offsets
	}
	c.zoneFrom = "stated"
	if c.kind == Clock || c.kind == Text {
		c.zoneFrom = "assumed"
		if a.sourceZone != nil {
			c.zoneFrom = "flag"
		}
	}
	return c, nil
}

// sample looks at the first values of a column.
func (db *DB) sample(ctx context.Context, a *asked, declared Kind, c *column) error {
	d := &db.dialect
	query := "SELECT " + d.ident(a.Time) + " FROM " + a.table.in(d) + " WHERE " + d.ident(a.Time) + " IS NOT NULL LIMIT " + strconv.Itoa(sampleRows)
	var numbers []float64
	var texts []string
	err := db.ask(ctx, &asking{skipLost: c.skipLost}, Statement{SQL: query}, func(rows *sql.Rows) error {
		numbers, texts, c.fraction = nil, nil, declared == Broken
		for rows.Next() {
			var v any
			if err := rows.Scan(&v); err != nil {
				return err
			}
			n, text, whole := valueOf(v)
			if text != "" {
				texts = append(texts, text)
				continue
			}
			numbers, c.fraction = append(numbers, n), c.fraction || !whole
		}
		return rows.Err()
	})
	switch {
	case err != nil:
		return err
	case len(numbers)+len(texts) == 0:
		c.kind = Seconds // an empty table counts nothing in any kind
		if declared == Text {
			c.kind = Text
		}
		return nil
	case len(texts) > 0 && len(numbers) > 0:
		return fmt.Errorf("the column %q of %s mixes numbers and texts", a.Time, a.table)
	case len(texts) > 0:
		c.kind = Text
		c.zoneFrom, err = checkTexts(a, texts)
		return err
	}
	if c.kind, err = unitOf(numbers); err != nil {
		err = fmt.Errorf("the time column %q of %s: %w", a.Time, a.table, err)
	}
	return err
}

// valueOf takes a value as a driver gives it: a number or a text.
func valueOf(v any) (n float64, text string, whole bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), "", true
	case float64:
		return v, "", v == math.Trunc(v)
	case []byte:
		text = string(v)
	case time.Time:
		return 0, v.Format(time.RFC3339Nano), false
	default:
		text = fmt.Sprint(v)
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return n, "", !strings.ContainsAny(text, ".eE")
	}
	return 0, text, false
}

// checkTexts wants the texts sampled to be times of the one form that every
// engine reads alike: ISO 8601. It returns "stamp" if all carry their offset, and
// nothing if none does.
func checkTexts(a *asked, texts []string) (zoneFrom string, err error) {
	parser := timelog.StampParser{}
	zoned := 0
	for _, text := range texts {
		_, has, err := parser.Parse(text)
		if err != nil || len(text) < 16 || text[4] != '-' {
			return "", fmt.Errorf("the column %q of %s holds %q: only texts such as 2021-03-31T17:54:05Z can be counted inside an engine (export the table and count the file)", a.Time, a.table, text)
		}
		if has {
			zoned++
		}
	}
	switch {
	case zoned == len(texts):
		return "stamp", nil
	case zoned > 0 && a.sourceZone != nil:
		return "", fmt.Errorf("the column %q of %s holds texts with and without an offset: SourceZone cannot be used", a.Time, a.table)
	}
	return "", nil
}
