package lake

import (
	"fmt"
	"strconv"
	"strings"
)

// A sqlWriter writes a statement and keeps the values bound in it, in the order
// of their places.
type sqlWriter struct {
	d    *Dialect
	b    strings.Builder
	args []any
}

func (w *sqlWriter) add(text string) { w.b.WriteString(text) }

// value binds a value, or writes it as a literal where the dialect binds none.
func (w *sqlWriter) value(v any) {
	switch w.d.Placeholder {
	case "":
		w.add(w.d.literal(v))
		return
	case "$":
		w.args = append(w.args, v)
		w.add("$" + strconv.Itoa(len(w.args)))
		return
	}
	w.args = append(w.args, v)
	w.add(w.d.Placeholder)
}

// literal writes a value into the text.
func (d *Dialect) literal(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		if v {
			return "1"
		}
		return "0"
	}
	return d.text(fmt.Sprint(v))
}

// column writes the name of a column. A dotted name is one column of that name,
// as nested columns are called in ClickHouse and Parquet.
func (w *sqlWriter) column(c string) { w.add(w.d.ident(c)) }

// filter writes a condition.
func (w *sqlWriter) filter(f filter) {
	switch f := f.(type) {
	case all:
		w.join(" AND ", f.parts)
	case some:
		w.join(" OR ", f.parts)
	case negated:
		w.add("NOT (")
		w.filter(f.part)
		w.add(")")
	case compare:
		w.column(f.column)
		w.add(" " + f.op + " ")
		w.value(f.value)
	case oneOf:
		w.column(f.column)
		w.add(" IN (")
		w.values(f.values)
		w.add(")")
	case like:
		w.like(f)
	case isNull:
		w.column(f.column)
		w.add(" IS NULL")
	}
}

// like writes a comparison with a pattern.
func (w *sqlWriter) like(f like) {
	template, pattern := w.d.Like, f.pattern
	if template == "" {
		template = "{c} LIKE {p}"
	}
	if w.d.pattern != nil {
		pattern = w.d.pattern(pattern)
	}
	before, after, _ := strings.Cut(template, "{p}")
	w.add(fill(before, "c", w.d.ident(f.column)))
	w.value(pattern)
	w.add(after)
}

func (w *sqlWriter) join(word string, parts []filter) {
	w.add("(")
	for i, p := range parts {
		if i > 0 {
			w.add(word)
		}
		w.filter(p)
	}
	w.add(")")
}

func (w *sqlWriter) values(values []any) {
	for i, v := range values {
		if i > 0 {
			w.add(", ")
		}
		w.value(v)
	}
}

// columnsOf lists the columns of a filter, each once.
func columnsOf(f filter) []string {
	var names []string
	seen := map[string]bool{}
	var walk func(f filter)
	note := func(c string) {
		if !seen[c] {
			seen[c] = true
			names = append(names, c)
		}
	}
	walk = func(f filter) {
		switch f := f.(type) {
		case all:
			for _, p := range f.parts {
				walk(p)
			}
		case some:
			for _, p := range f.parts {
				walk(p)
			}
		case negated:
			walk(f.part)
		case compare:
			note(f.column)
		case oneOf:
			note(f.column)
		case like:
			note(f.column)
		case isNull:
			note(f.column)
		}
	}
	walk(f)
	return names
}
