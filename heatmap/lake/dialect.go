package lake

import (
	"context"
	"fmt"
	"strings"
)

// A Dialect says how an engine writes SQL. The ones of this package are made by
// ClickHouse, PostgreSQL, SQLite, Trino, Athena, BigQuery and Snowflake; another
// engine's is a copy of the nearest with what differs put right. In the templates
// below words in braces are replaced; an empty template means that the engine
// cannot do it.
type Dialect struct {
	// Name is the engine's name, for provenance.
	Name string
	// Quote is the character around identifiers, doubled inside them: `"` or "`".
	Quote string
	// Placeholder is "?" or "$" (numbered: $1) for values that are bound, or empty
	// when they are written into the text as literals.
	Placeholder string
	// Backslash says that a backslash escapes inside text literals.
	Backslash bool
	// GroupByName says that GROUP BY takes the names of columns of the result;
	// otherwise it takes their numbers.
	GroupByName bool
	// Divide, Modulo and Floor are integer arithmetic: "{a} / {b}", "{a} % {b}",
	// and the largest whole number not above {a}.
	Divide, Modulo, Floor string
	// Text turns {x} into text.
	Text string
	// Like compares {c} with the pattern {p}; empty means "{c} LIKE {p}". Patterns
	// have % and _ only and tell upper from lower case: no character escapes.
	Like string
	// Times says, for each kind of column that can hold times, how to use it.
	// Kinds of numbers need no entry: Divide, Modulo and Floor do for them.
	Times map[Kind]TimeSQL
	// Types names the kind of a column for the first match, in order, of the
	// engine's type name in upper case.
	Types []TypeKind
	// Weekday (1 is Monday) and Hour (0 to 23) are the engine's own for {q}, Unix
	// seconds, in {zone}, a text literal. Empty when the engine has no zones.
	Weekday, Hour string
	// Version is a query of one row and one column of text: the engine's version.
	Version string
	// ZoneData is the same for the version of its time zone data; empty when it
	// cannot tell.
	ZoneData string
	// Clock is a query for the engine's time now in whole Unix seconds.
	Clock string
	// NotRun says that no test runs this dialect on a real engine: its SQL is
	// checked against golden files only.
	NotRun bool

	// pattern rewrites the pattern of Like; nil leaves it.
	pattern func(string) string
	// begin prepares the context of one query: settings, progress.
	begin func(ctx context.Context, a *asking) context.Context
	// lost tells whether an error says that part of a cluster did not answer.
	lost func(err error) bool
	// shards counts the shards of a table, all and those that answer now.
	shards func(ctx context.Context, db *DB, t name) (all, up int64, err error)
}

// A Kind is what a column that holds times holds.
type Kind string

// The kinds of columns. A number's unit is told from its values unless Query.Unit
// names it; the names of those are the units.
const (
	Instant  Kind = "instant"  // a point in time
	Clock    Kind = "clock"    // date and time without a zone
	Text     Kind = "text"     // ISO 8601, with or without a zone
	Day      Kind = "day"      // a date without a time of day
	Whole    Kind = "whole"    // a whole number, its unit not known yet
	Broken   Kind = "broken"   // a number with a fraction, its unit not known yet
	Seconds  Kind = "s"        // Unix time
	Millis   Kind = "ms"       // Unix time in milliseconds
	Micros   Kind = "us"       // Unix time in microseconds
	Nanos    Kind = "ns"       // Unix time in nanoseconds
	WebKit   Kind = "webkit"   // microseconds since 1601-01-01
	FileTime Kind = "filetime" // 100 ns since 1601-01-01
	Cocoa    Kind = "cocoa"    // seconds since 2001-01-01
	CocoaNs  Kind = "cocoa-ns" // nanoseconds since 2001-01-01
	Ticks    Kind = "ticks"    // 100 ns since 0001-01-01
)

// A TypeKind maps a type name of an engine to a kind.
type TypeKind struct {
	Type string // upper case; matches when the column's type begins with it
	Kind Kind
}

// TimeSQL is how a dialect uses one kind of column; {t} is the column.
type TimeSQL struct {
	// Seconds is the Unix time in whole seconds, rounded down: an integer.
	Seconds string
	// Quarter is the start of the quarter hour in Unix seconds; empty to have it
	// worked out from Seconds.
	Quarter string
	// Micros is the Unix time in whole microseconds: an integer.
	Micros string
	// Literal is a value to compare the column with; {s} is Unix seconds and {us}
	// microseconds. Empty to compare Micros, which no index helps.
	Literal string
	// WholeSeconds says that the column holds no fractions of a second, so {s} is
	// rounded up.
	WholeSeconds bool
}

// fill replaces the words in braces of a template, all at once: what is put in
// is not looked at again.
func fill(template string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

func (d *Dialect) divide(a string, b int64) string {
	if b == 1 {
		return a
	}
	return fill(d.Divide, "a", a, "b", fmt.Sprint(b))
}

func (d *Dialect) modulo(a string, b int64) string {
	return fill(d.Modulo, "a", a, "b", fmt.Sprint(b))
}

// down rounds a whole number down to a multiple of m, below zero too.
func (d *Dialect) down(x string, m int64) string {
	if m == 1 {
		return x
	}
	inner := d.modulo("("+d.modulo(x, m)+" + "+fmt.Sprint(m)+")", m)
	return "(" + x + " - " + inner + ")"
}

// ident quotes one part of a name.
func (d *Dialect) ident(part string) string {
	if d.Backslash && d.Quote == "`" {
		return "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`").Replace(part) + "`"
	}
	return d.Quote + strings.ReplaceAll(part, d.Quote, d.Quote+d.Quote) + d.Quote
}

// text writes a text literal.
func (d *Dialect) text(s string) string {
	if d.Backslash {
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`, "\r", `\r`).Replace(s) + "'"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// kindOf is the kind of a column by the engine's name of its type; "" when that
// says nothing.
func (d *Dialect) kindOf(typeName string) Kind {
	t := strings.ToUpper(typeName)
	for {
		inner, wrapped := unwrapType(t)
		if !wrapped {
			break
		}
		t = inner
	}
	for _, tk := range d.Types {
		if strings.HasPrefix(t, tk.Type) {
			return tk.Kind
		}
	}
	return ""
}

// unwrapType takes NULLABLE(…) and LOWCARDINALITY(…) off a type.
func unwrapType(t string) (string, bool) {
	for _, outer := range []string{"NULLABLE(", "LOWCARDINALITY("} {
		if rest, ok := strings.CutPrefix(t, outer); ok {
			return strings.TrimSuffix(rest, ")"), true
		}
	}
	return t, false
}
