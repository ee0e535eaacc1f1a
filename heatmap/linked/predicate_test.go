package linked

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap"
)

// oracle evaluates the predicates that a page writes on the frame itself. It
// shares no code with the page: it parses the text and asks gota's columns.
type oracle struct {
	t     testing.TB
	at    []time.Time
	order []int // rows of the frame in the order of the page
	cols  map[string]*heatmap.Column
	toks  []string
}

func newOracle(t testing.TB, df heatmap.DataFrame) *oracle {
	in, err := heatmap.ReadInstants(df)
	if err != nil {
		t.Fatal(err)
	}
	o := &oracle{t: t, at: in.At, cols: map[string]*heatmap.Column{}}
	for _, name := range df.Names() {
		if o.cols[name], err = heatmap.ReadColumn(df, name); err != nil {
			t.Fatal(err)
		}
	}
	for row := range o.at {
		o.order = append(o.order, row)
	}
	slices.SortStableFunc(o.order, func(a, b int) int {
		if o.at[a].IsZero() || o.at[b].IsZero() {
			return map[bool]int{true: 1}[o.at[a].IsZero()] - map[bool]int{true: 1}[o.at[b].IsZero()]
		}
		return o.at[a].Compare(o.at[b])
	})
	return o
}

var token = regexp.MustCompile(`'(?:[^']|'')*'|"(?:[^"]|"")*"|[<>]=?|[(),=]|[^\s(),=<>'"]+`)

// rows lists the rows of the page that satisfy a predicate.
func (o *oracle) rows(predicate string) []int {
	o.toks = token.FindAllString(predicate, -1)
	test := o.or()
	if len(o.toks) > 0 {
		o.t.Fatalf("%s: left over: %q", predicate, o.toks)
	}
	out := []int{}
	for i, row := range o.order {
		if test(row) {
			out = append(out, i)
		}
	}
	return out
}

type rowTest func(row int) bool

func (o *oracle) next() string {
	if len(o.toks) == 0 {
		o.t.Fatal("the predicate ends too soon")
	}
	tok := o.toks[0]
	o.toks = o.toks[1:]
	return tok
}

func (o *oracle) take(tok string) bool {
	if len(o.toks) > 0 && o.toks[0] == tok {
		o.toks = o.toks[1:]
		return true
	}
	return false
}

func (o *oracle) expect(tok string) {
	if got := o.next(); got != tok {
		o.t.Fatalf("%q stands where %q was expected, before %q", got, tok, o.toks)
	}
}

func (o *oracle) or() rowTest {
	test := o.and()
	for o.take("OR") {
		left, right := test, o.and()
		test = func(row int) bool { return left(row) || right(row) }
	}
	return test
}

func (o *oracle) and() rowTest {
	test := o.term()
	for o.take("AND") {
		left, right := test, o.term()
		test = func(row int) bool { return left(row) && right(row) }
	}
	return test
}

func (o *oracle) term() rowTest {
	if o.take("(") {
		test := o.or()
		o.expect(")")
		return test
	}
	name := o.next()
	switch name {
	case "TRUE", "FALSE":
		return func(int) bool { return name == "TRUE" }
	case "weekday", "hour":
		return o.clock(name)
	}
	return o.comparison(strings.ReplaceAll(strings.Trim(name, `"`), `""`, `"`))
}

// clock is weekday("time", zone) IN (…), by Go's own calendar.
func (o *oracle) clock(part string) rowTest {
	o.expect("(")
	o.expect(`"time"`)
	o.expect(",")
	loc, err := time.LoadLocation(strings.Trim(o.next(), "'"))
	if err != nil {
		o.t.Fatal(err)
	}
	o.expect(")")
	o.expect("IN")
	listed := o.list()
	return func(row int) bool {
		if o.at[row].IsZero() {
			return false
		}
		local := o.at[row].In(loc)
		v := local.Hour()
		if part == "weekday" {
			v = (int(local.Weekday()) + 6) % 7
		}
		return slices.Contains(listed, strconv.Itoa(v))
	}
}

func (o *oracle) list() []string {
	o.expect("(")
	var out []string
	for {
		out = append(out, o.next())
		if o.take(")") {
			return out
		}
		o.expect(",")
	}
}

func (o *oracle) comparison(name string) rowTest {
	op := o.next()
	if op == "IS" {
		not := o.take("NOT")
		o.expect("NULL")
		return func(row int) bool { return o.missing(name, row) != not }
	}
	var texts []string
	if op == "IN" {
		texts, op = o.list(), "="
	} else {
		texts = []string{o.next()}
	}
	return func(row int) bool {
		if o.missing(name, row) {
			return false
		}
		return slices.ContainsFunc(texts, func(text string) bool { return holds(op, o.compare(name, row, text)) })
	}
}

func holds(op string, order int) bool {
	switch op {
	case "=":
		return order == 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	}
	panic("unknown comparison " + op)
}

func (o *oracle) missing(name string, row int) bool {
	if name == "time" {
		return o.at[row].IsZero()
	}
	if o.cols[name] == nil {
		o.t.Fatalf("no column %q", name)
	}
	return o.cols[name].IsMissing(row)
}

// compare orders a row's value and a literal.
func (o *oracle) compare(name string, row int, text string) int {
	bare := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(text, "'"), "'"), "''", "'")
	c := o.cols[name]
	switch {
	case name == "time":
		at, err := time.Parse(time.RFC3339Nano, bare)
		if err != nil {
			o.t.Fatal(err)
		}
		return o.at[row].Truncate(time.Microsecond).Compare(at)
	case c.Numbers != nil:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(v) {
			o.t.Fatalf("%q is compared with %q: %v", name, text, err)
		}
		return map[bool]int{true: 1}[c.Numbers[row] > v] - map[bool]int{true: 1}[c.Numbers[row] < v]
	}
	return strings.Compare(c.Texts[row], bare)
}

// The oracle itself is held to a table small enough to count by eye.
func TestOracle(t *testing.T) {
	df := flows(t, 8, 1)
	o := newOracle(t, df)
	for predicate, want := range map[string]int{
		"TRUE": 8, "FALSE": 0, `"time" IS NULL`: 1, `"time" IS NOT NULL`: 7, // row 7 says "soon"
		`"proto" = 'tcp' OR "proto" IN ('udp', 'icmp', 'O''Brien''s')`: 8,
		`("dport" >= 0 AND "dport" < 70000)`:                           8,
		`weekday("time", 'UTC') IN (0, 1, 2, 3, 4, 5, 6)`:              7,
		`"time" >= '2024-03-27T00:00:00Z'`:                             7,
	} {
		if got := len(o.rows(predicate)); got != want {
			t.Errorf("%s: %d rows, want %d", predicate, got, want)
		}
	}
}
