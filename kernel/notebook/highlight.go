package notebook

import (
	"go/scanner"
	"go/token"
	"html"
	"strings"
)

// predeclared holds the names of Go's universe block and their classes.
var predeclared = map[string]string{}

func init() {
	for class, names := range map[string]string{
		"type": "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
		"call": "append cap clear close complex copy delete imag len make max min new panic print println real recover",
		"num":  "true false iota nil",
	} {
		for name := range strings.FieldsSeq(names) {
			predeclared[name] = class
		}
	}
}

// highlightGo returns Go source as escaped HTML with spans of the classes key
// (keyword), type, call (function), str, num and com (comment). It takes Go's
// own scanner: what that calls broken, a shell line of a notebook for
// instance, is passed on as it is.
func highlightGo(source string) string {
	var b strings.Builder
	src := []byte(source)
	file := token.NewFileSet().AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, func(token.Position, string) {}, scanner.ScanComments)
	at := 0
	pos, tok, lit := s.Scan()
	for tok != token.EOF {
		start, class := file.Offset(pos), classOf(tok, lit)
		nextPos, nextTok, nextLit := s.Scan()
		if class == "" && tok == token.IDENT && nextTok == token.LPAREN {
			class = "call"
		}
		if end := start + literalLength(src[start:], tok, lit); class != "" && start >= at {
			b.WriteString(html.EscapeString(source[at:start]))
			b.WriteString(`<span class="` + class + `">` + html.EscapeString(source[start:end]) + "</span>")
			at = end
		}
		pos, tok, lit = nextPos, nextTok, nextLit
	}
	b.WriteString(html.EscapeString(source[at:]))
	return b.String()
}

func classOf(tok token.Token, lit string) string {
	switch {
	case tok.IsKeyword():
		return "key"
	case tok == token.COMMENT:
		return "com"
	case tok == token.STRING || tok == token.CHAR:
		return "str"
	case tok == token.INT || tok == token.FLOAT || tok == token.IMAG:
		return "num"
	case tok == token.IDENT:
		return predeclared[lit]
	}
	return ""
}

// literalLength is the length of a token in the source. The scanner drops
// carriage returns from raw strings and comments, so its literal may be shorter
// than what it read.
func literalLength(src []byte, tok token.Token, lit string) int {
	if tok != token.STRING && tok != token.COMMENT {
		return min(len(lit), len(src))
	}
	n := 0
	for i := 0; i < len(lit) && n < len(src); n++ {
		if src[n] == lit[i] {
			i++
		} else if src[n] != '\r' {
			break
		}
	}
	return n
}
