package engine

import (
	"fmt"
	"strings"
)

const (
	red   = "\x1b[31m"
	cyan  = "\x1b[36m"
	plain = "\x1b[0m"
)

// name of the cell that a place is in, as notebooks show it.
func (s *source) name() string {
	if s.cell.Number == 0 {
		return "In[ ]"
	}
	return fmt.Sprintf("In[%d]", s.cell.Number)
}

// frame shows a place: where, the source line, and a caret below it.
func (p place) frame(function string) []string {
	where := fmt.Sprintf("%s%s%s, line %d, column %d", cyan, p.src.name(), plain, p.line, p.column)
	if function != "" {
		where = function + " in " + where
	}
	text := p.src.text(p.line)
	number := fmt.Sprintf("%5d | ", p.line)
	return []string{
		"  " + where,
		number + text,
		strings.Repeat(" ", len(number)) + padding(text, p.column-1) + red + "^" + plain,
	}
}

// padding is white as wide as the first n code points of text: a tab stays one.
func padding(text string, n int) string {
	var b strings.Builder
	for i, r := range []rune(text) {
		if i >= n {
			break
		}
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// headline is the first line of a traceback.
func headline(name, value string) string {
	return red + name + plain + ": " + value
}

// compileError is a fault found before anything ran.
func compileError(name, msg string, at place) *Error {
	e := &Error{Name: name, Value: msg}
	if at.src != nil {
		e.Value = fmt.Sprintf("%s:%d:%d: %s", at.src.name(), at.line, at.column, msg)
	}
	e.Traceback = strings.Split(headline(name, msg), "\n")
	if at.src != nil {
		e.Traceback = append(e.Traceback, at.frame("")...)
	}
	return e
}
