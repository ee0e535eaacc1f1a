package timelog

import (
	"fmt"
	"regexp"
	"strings"
)

// regexParser reads lines by an expression of the user's. The named groups are
// the columns.
type regexParser struct {
	re    *regexp.Regexp
	cells []int // for each group of the expression the cell, -1 for none
	date  int   // the group named date, which goes before the time; -1 for none
	time  int
	value textParser
}

// regexDialect is the dialect of "regex:…": an expression in the syntax of
// https://pkg.go.dev/regexp/syntax with a group named "time". If there is a
// group named "date" too, the time is both, with a blank between.
func regexDialect(expression string, text []byte) (*dialect, error) {
	re, err := regexp.Compile(expression)
	if err != nil {
		return nil, fmt.Errorf("format regex: %w", err)
	}
	p := regexParser{re: re, date: -1, time: re.SubexpIndex("time")}
	if p.time < 0 {
		return nil, fmt.Errorf("format regex: no group (?P<time>…) in %q", expression)
	}
	if n := p.misses(text); n > 0 {
		return nil, fmt.Errorf("format regex: none of the first %d lines matches %q", n, expression)
	}
	names := []string{"time"}
	for i, n := range re.SubexpNames() {
		p.cells = append(p.cells, -1)
		switch {
		case n == "date" && i != p.time:
			p.date = i
		case n != "" && i != p.time:
			p.cells[i] = len(names)
			names = append(names, n)
		}
	}
	return &dialect{name: "regex:" + expression, why: "as asked", lines: p.shape(names, text)}, nil
}

// shape learns from the first lines how the time is written.
func (p *regexParser) shape(names []string, text []byte) *lineShape {
	s := &lineShape{names: names}
	var values [][]byte
	for _, line := range sampleOf(text) {
		if v := p.stampOf(line, p.re.FindSubmatchIndex(line)); v != nil {
			values = append(values, append([]byte(nil), v...))
		}
	}
	var spots *lineShape
	if l := learn(values); l != nil && l.lead {
		spots = textShape(l)
		s.years, s.ordered, s.note = spots.years, spots.ordered, l.note
	}
	s.parser = func() lineParser {
		q := *p
		if spots != nil {
			spots.order = s.order
			q.value = *spots.parser().(*textParser)
		}
		return &q
	}
	return s
}

// misses is the number of lines of text if none of them matches, else 0.
func (p *regexParser) misses(text []byte) (lines int) {
	for at := 0; at < len(text); lines++ {
		end, next := lineAt(text, at)
		if line := text[at:end]; p.stampOf(line, p.re.FindSubmatchIndex(line)) != nil {
			return 0
		}
		at = next
	}
	return lines
}

// stampOf is the text of the time in a line, nil if the line does not match.
func (p *regexParser) stampOf(line []byte, at []int) []byte {
	if at == nil || at[2*p.time] < 0 {
		return nil
	}
	v := line[at[2*p.time]:at[2*p.time+1]]
	if p.date >= 0 && at[2*p.date] >= 0 {
		date := line[at[2*p.date]:at[2*p.date+1]]
		return append(append(append(make([]byte, 0, len(date)+1+len(v)), date...), ' '), v...)
	}
	return v
}

func (p *regexParser) parse(line []byte, row *lineRow) {
	at := p.re.FindSubmatchIndex(line)
	v := p.stampOf(line, at)
	if v == nil {
		row.why = "the line does not match the expression"
		return
	}
	full := row.full
	row.full = false
	p.value.parse(v, row)
	row.full = full
	if row.cells[0].kind == absent && row.why == continuation {
		row.why = ""
		row.set(0, v) // a form that only a whole column can settle
	}
	for i, c := range p.cells {
		if c > 0 && at[2*i] >= 0 {
			row.set(c, line[at[2*i]:at[2*i+1]])
		}
	}
}

// isRegex tells the format that is an expression, and returns it.
func isRegex(format string) (expression string, ok bool) {
	return strings.CutPrefix(format, "regex:")
}
