package lake

import (
	"fmt"
	"strconv"
	"strings"
)

// A filter is a tree of conditions on the columns of a row. It is read from text
// in SQL's own notation and is written again for each engine, with names quoted
// and values bound; nothing of the text itself reaches an engine.
//
//	condition = condition "or" condition | condition "and" condition | "not" condition | "(" condition ")"
//	          | column ("=" | "<>" | "!=" | "<" | "<=" | ">" | ">=") value
//	          | column ["not"] "in" "(" value {"," value} ")"
//	          | column ["not"] "between" value "and" value
//	          | column ["not"] "like" text         with % for any text and _ for any character
//	          | column "is" ["not"] "null"
//	value     = 'text' | number | "true" | "false"
type filter interface{}

type (
	all     struct{ parts []filter } // and
	some    struct{ parts []filter } // or
	negated struct{ part filter }
	compare struct {
		column string
		op     string // = <> < <= > >=
		value  any    // string, int64, float64, bool
	}
	oneOf struct {
		column string
		values []any
	}
	like struct {
		column  string
		pattern string
	}
	isNull struct{ column string }
)

// parseFilter reads a filter; nil for an empty text.
func parseFilter(text string) (filter, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &filterParser{text: text, tokens: tokens}
	f, err := p.or(0)
	if err == nil && p.peek().kind != tokenEnd {
		err = p.fault("the end, and or or")
	}
	return f, err
}

type filterParser struct {
	text   string
	tokens []token
	next   int
}

// deepest is how many parentheses and nots may stand inside each other.
const deepest = 100

func (p *filterParser) peek() token { return p.tokens[p.next] }

func (p *filterParser) take() token {
	t := p.tokens[p.next]
	if t.kind != tokenEnd {
		p.next++
	}
	return t
}

func (p *filterParser) fault(wanted string) error {
	t, found := p.peek(), "the end"
	if t.kind != tokenEnd {
		found = strconv.Quote(t.text)
	}
	return fmt.Errorf("the filter %q, at character %d: expected %s and found %s; write it like user = 'alice' and bytes > 1000", p.text, t.at+1, wanted, found)
}

// word takes a word of the language, in upper or lower case.
func (p *filterParser) word(w string) bool {
	if t := p.peek(); t.kind == tokenWord && strings.EqualFold(t.text, w) {
		p.next++
		return true
	}
	return false
}

func (p *filterParser) sign(s string) bool {
	if t := p.peek(); t.kind == tokenSign && t.text == s {
		p.next++
		return true
	}
	return false
}

func (p *filterParser) or(depth int) (filter, error) {
	first, err := p.and(depth)
	parts := []filter{first}
	for err == nil && p.word("or") {
		var f filter
		f, err = p.and(depth)
		parts = append(parts, f)
	}
	if len(parts) == 1 || err != nil {
		return first, err
	}
	return some{parts}, nil
}

func (p *filterParser) and(depth int) (filter, error) {
	first, err := p.not(depth)
	parts := []filter{first}
	for err == nil && p.word("and") {
		var f filter
		f, err = p.not(depth)
		parts = append(parts, f)
	}
	if len(parts) == 1 || err != nil {
		return first, err
	}
	return all{parts}, nil
}

func (p *filterParser) not(depth int) (filter, error) {
	if depth > deepest {
		return nil, fmt.Errorf("the filter nests more than %d deep", deepest)
	}
	if p.word("not") {
		f, err := p.not(depth + 1)
		return negated{f}, err
	}
	if p.sign("(") {
		f, err := p.or(depth + 1)
		if err == nil && !p.sign(")") {
			err = p.fault(")")
		}
		return f, err
	}
	return p.condition()
}

// condition reads one comparison.
func (p *filterParser) condition() (filter, error) {
	t := p.peek()
	if t.kind != tokenQuoted && (t.kind != tokenWord || reserved(t.text)) {
		return nil, p.fault("the name of a column")
	}
	p.next++
	column := t.text
	if p.word("is") {
		not := p.word("not")
		if !p.word("null") {
			return nil, p.fault("null")
		}
		return negatedIf(not, isNull{column}), nil
	}
	not := p.word("not")
	switch {
	case p.word("in"):
		values, err := p.list()
		return negatedIf(not, oneOf{column, values}), err
	case p.word("between"):
		f, err := p.between(column)
		return negatedIf(not, f), err
	case p.word("like"):
		pattern := p.take()
		if pattern.kind != tokenText {
			p.next--
			return nil, p.fault("a text in single quotation marks")
		}
		return negatedIf(not, like{column, pattern.text}), nil
	case not:
		return nil, p.fault("in, between or like")
	}
	return p.comparison(column)
}

func (p *filterParser) comparison(column string) (filter, error) {
	t := p.peek()
	switch t.text {
	case "==":
		t.text = "="
	case "!=":
		t.text = "<>"
	case "=", "<>", "<", "<=", ">", ">=":
	default:
		return nil, p.fault("a comparison such as =")
	}
	if t.kind != tokenSign {
		return nil, p.fault("a comparison such as =")
	}
	p.next++
	v, err := p.value()
	return compare{column, t.text, v}, err
}

func (p *filterParser) between(column string) (filter, error) {
	low, err := p.value()
	if err != nil {
		return nil, err
	}
	if !p.word("and") {
		return nil, p.fault("and")
	}
	high, err := p.value()
	return all{[]filter{compare{column, ">=", low}, compare{column, "<=", high}}}, err
}

func (p *filterParser) list() ([]any, error) {
	if !p.sign("(") {
		return nil, p.fault("(")
	}
	var values []any
	for {
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		values = append(values, v)
		if p.sign(")") {
			return values, nil
		}
		if !p.sign(",") {
			return nil, p.fault(", or )")
		}
	}
}

// value reads a text, a number, true or false.
func (p *filterParser) value() (any, error) {
	switch {
	case p.word("true"):
		return true, nil
	case p.word("false"):
		return false, nil
	}
	minus := p.sign("-")
	if !minus {
		p.sign("+")
	}
	t := p.peek()
	switch {
	case t.kind == tokenText && !minus:
		p.next++
		return t.text, nil
	case t.kind == tokenNumber:
		text := t.text
		if minus {
			text = "-" + text
		}
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			p.next++
			return n, nil
		}
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			p.next++
			return f, nil
		}
	}
	return nil, p.fault("a number, or a text in single quotation marks")
}

func negatedIf(not bool, f filter) filter {
	if not {
		return negated{f}
	}
	return f
}

// reserved are the words of the language, which as names need quotation marks.
func reserved(word string) bool {
	switch strings.ToLower(word) {
	case "and", "or", "not", "in", "is", "null", "like", "between", "true", "false":
		return true
	}
	return false
}
