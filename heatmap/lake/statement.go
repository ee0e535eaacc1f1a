package lake

import (
	"fmt"
	"math/big"
	"strings"
	"time"
)

// A Statement is SQL as it is sent, and the values bound in it, in the order of
// their places.
type Statement struct {
	SQL  string `json:"sql"`
	Args []any  `json:"args,omitempty"`
}

// A builder writes the statements of one query.
type builder struct {
	d      *Dialect
	a      *asked
	column column
	sum    bool // ask the engine for its own weekday and hour
}

// lastOdd is 1972-01-08, since when all offsets are multiples of a quarter hour
// (see timelog.Histogram).
const lastOdd = 737 * 86400

// seconds, quarter and micros are the time as expressions.
func (b *builder) seconds() string { return b.times().Seconds }

// times is how the column is used, with the name filled in.
func (b *builder) times() TimeSQL {
	t := b.d.ident(b.column.name)
	u, number := units[b.column.kind]
	if number {
		return b.numberTimes(t, u)
	}
	sql := b.d.Times[b.column.kind]
	sql.Seconds, sql.Micros = fill(sql.Seconds, "t", t), fill(sql.Micros, "t", t)
	if sql.Quarter == "" {
		sql.Quarter = b.d.down(sql.Seconds, 900)
	} else {
		sql.Quarter = fill(sql.Quarter, "t", t)
	}
	return sql
}

// numberTimes are the expressions of a column of numbers. All zeros are midnights,
// so a quarter hour of the number's own scale is one of UTC.
func (b *builder) numberTimes(t string, u unit) TimeSQL {
	d := b.d
	minus := func(x string, n int64) string {
		switch {
		case n > 0:
			return "(" + x + " - " + fmt.Sprint(n) + ")"
		case n < 0:
			return "(" + x + " + " + fmt.Sprint(-n) + ")"
		}
		return x
	}
	if b.column.fraction {
		scaled := t
		if u.per > 1 {
			scaled = "(" + t + " / " + fmt.Sprint(u.per) + ".0)"
		}
		s := minus(fill(d.Floor, "a", scaled), u.zero)
		return TimeSQL{Seconds: s, Quarter: d.down(s, 900), Micros: minus(fill(d.Floor, "a", "("+scaled+" * 1000000.0)"), u.zero*1e6)}
	}
	sql := TimeSQL{
		Seconds: minus(d.divide(d.down(t, u.per), u.per), u.zero),
		Quarter: minus(d.divide(d.down(t, 900*u.per), u.per), u.zero),
	}
	if u.per <= 1e6 {
		sql.Micros = t
		if u.per < 1e6 {
			sql.Micros = "(" + t + " * " + fmt.Sprint(1e6/u.per) + ")"
		}
	} else {
		sql.Micros = d.divide(d.down(t, u.per/1e6), u.per/1e6)
	}
	sql.Micros = minus(sql.Micros, u.zero*1e6)
	return sql
}

// bound is a time as a value to compare the column with, and what to compare.
func (b *builder) bound(at time.Time) (left, right string) {
	at = b.wall(at)
	t := b.d.ident(b.column.name)
	if u, number := units[b.column.kind]; number {
		n := new(big.Int).Mul(big.NewInt(at.Unix()+u.zero), big.NewInt(u.per))
		part := new(big.Int).Mul(big.NewInt(int64(at.Nanosecond())), big.NewInt(u.per))
		whole, rest := part.QuoRem(part, big.NewInt(1e9), new(big.Int))
		n.Add(n, whole)
		if rest.Sign() > 0 && !b.column.fraction {
			n.Add(n, big.NewInt(1))
		}
		text := n.String()
		if b.column.fraction && rest.Sign() > 0 {
			text += "." + fmt.Sprintf("%09d", rest)
		}
		return t, text
	}
	sql := b.times()
	seconds, micros := at.Unix(), at.UnixMicro()
	if at.Nanosecond() > 0 {
		seconds++
	}
	if at.Nanosecond()%1000 > 0 {
		micros++
	}
	if sql.Literal == "" {
		return sql.Micros, fmt.Sprint(micros)
	}
	return t, fill(sql.Literal, "s", fmt.Sprint(seconds), "us", fmt.Sprint(micros))
}

// wall is what a clock without a zone showed at an instant, read as UTC.
func (b *builder) wall(at time.Time) time.Time {
	if b.column.zoneFrom != "flag" {
		return at
	}
	_, offset := at.In(b.a.sourceZone).Zone()
	return at.Add(time.Duration(offset) * time.Second)
}

// where writes the conditions: filter and span.
func (b *builder) where(w *sqlWriter, more ...func()) {
	var parts []func()
	if b.a.where != nil {
		parts = append(parts, func() { w.filter(b.a.where) })
	}
	for _, limit := range []struct {
		at time.Time
		op string
	}{{b.a.Since, " >= "}, {b.a.Until, " < "}} {
		if !limit.at.IsZero() {
			left, right := b.bound(limit.at)
			parts = append(parts, func() { w.add(left + limit.op + right) })
		}
	}
	for i, part := range append(parts, more...) {
		if i == 0 {
			w.add("\nWHERE ")
		} else {
			w.add(" AND ")
		}
		part()
	}
}

// bounded tells whether rows without a time are left out by the conditions.
func (b *builder) bounded() bool { return !b.a.Since.IsZero() || !b.a.Until.IsZero() }

// events counts rows, or adds a column up.
func (b *builder) events() string {
	if b.a.Weight == "" {
		return "count(*)"
	}
	return fill(b.d.Floor, "a", "sum("+b.d.ident(b.a.Weight)+")")
}

// count is the statement that does the work: a row a quarter hour, and a value of
// By among those listed.
func (b *builder) count(values []string) Statement {
	w := &sqlWriter{d: b.d}
	sql := b.times()
	w.add("SELECT hp_quarter, hp_events, hp_first, hp_last")
	if b.a.By != "" {
		w.add(", hp_value, hp_missing")
	}
	if b.sum {
		zone := b.d.text(b.a.zone.String())
		cell := "(" + fill(b.d.Weekday, "q", "hp_quarter", "zone", zone) + " - 1) * 24 + " + fill(b.d.Hour, "q", "hp_quarter", "zone", zone)
		w.add(", " + cell + " AS hp_cell")
	}
	early, when := b.bound(time.Unix(lastOdd, 0))
	w.add("\nFROM (\nSELECT CASE WHEN " + early + " < " + when + " THEN " + sql.Seconds + " ELSE " + sql.Quarter + " END AS hp_quarter,")
	w.add(" " + b.events() + " AS hp_events, " + b.extreme("min", sql) + " AS hp_first, " + b.extreme("max", sql) + " AS hp_last")
	if b.a.By != "" {
		b.groups(w, values)
	}
	w.add("\nFROM " + b.a.table.in(b.d))
	b.where(w)
	w.add("\nGROUP BY " + b.grouping("hp_quarter", 1))
	if b.a.By != "" {
		w.add(", " + b.grouping("hp_value", 5) + ", " + b.grouping("hp_missing", 6))
	}
	w.add("\n) AS hp_counts\nORDER BY hp_quarter")
	return Statement{w.b.String(), w.args}
}

// extreme is the first or last time, in microseconds.
func (b *builder) extreme(which string, sql TimeSQL) string {
	if b.column.kind == Text {
		return which + "(" + sql.Micros + ")"
	}
	t := b.d.ident(b.column.name)
	return strings.ReplaceAll(sql.Micros, t, which+"("+t+")")
}

func (b *builder) grouping(name string, place int) string {
	if b.d.GroupByName {
		return name
	}
	return fmt.Sprint(place)
}

// groups writes the value of By where it is among those listed, and 1 where By is
// missing.
func (b *builder) groups(w *sqlWriter, values []string) {
	by := b.d.ident(b.a.By)
	text := fill(b.d.Text, "x", by)
	if len(values) == 0 {
		values = []string{""} // IN () is no SQL
	}
	bound := make([]any, len(values))
	for i, v := range values {
		bound[i] = v
	}
	w.add(",\nCASE WHEN " + text + " IN (")
	w.values(bound)
	w.add(") THEN " + text + " END AS hp_value, CASE WHEN " + by + " IS NULL THEN 1 ELSE 0 END AS hp_missing")
}

// top is the statement that finds the values of a column with the most events.
func (b *builder) top(column string, n int) Statement {
	w := &sqlWriter{d: b.d}
	text := fill(b.d.Text, "x", b.d.ident(column))
	w.add("SELECT " + text + " AS hp_value, " + b.events() + " AS hp_events\nFROM " + b.a.table.in(b.d))
	b.where(w, func() { w.add(b.d.ident(column) + " IS NOT NULL") })
	w.add("\nGROUP BY " + b.grouping("hp_value", 1) + "\nORDER BY hp_events DESC, hp_value\nLIMIT " + fmt.Sprint(n))
	return Statement{w.b.String(), w.args}
}
