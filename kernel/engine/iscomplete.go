package engine

import (
	"errors"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// IsComplete implements Engine.
func (in *interpreter) IsComplete(code string) (status, indent string) {
	_, code, stray := in.divided(code)
	if stray >= 0 {
		return "invalid", ""
	}
	if _, open := unclosed(code); open {
		return "incomplete", ""
	}
	for _, it := range split(code) {
		if it.kind == kindPackage {
			continue
		}
		status, indent := itemStatus(code, it)
		if status != "complete" {
			return status, indent
		}
	}
	return "complete", ""
}

// itemStatus parses one item. It is incomplete when the only thing wrong with
// it is that it ends.
func itemStatus(code string, it item) (status, indent string) {
	text := code[it.start:it.end]
	prefix, suffix := declPrefix, ""
	if it.kind == kindStatement {
		prefix, suffix = stmtPrefix, stmtSuffix
	}
	depth, _ := unclosed(text)
	if depth > 0 {
		return "incomplete", strings.Repeat("\t", max(depth, 0))
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", prefix+text+suffix, parser.SkipObjectResolution)
	if err == nil {
		return "complete", ""
	}
	var list scanner.ErrorList
	if errors.As(err, &list) && list[0].Pos.Offset >= len(prefix)+len(strings.TrimSpace(text)) && it.end >= len(strings.TrimSpace(code)) {
		return "incomplete", ""
	}
	return "invalid", ""
}

// unclosed counts the brackets that text leaves open, and reports whether it
// ends within a raw string or a comment.
func unclosed(text string) (depth int, open bool) {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(text)), []byte(text), func(_ token.Position, msg string) {
		open = open || strings.HasSuffix(msg, "not terminated") && !strings.HasPrefix(msg, "string") && !strings.HasPrefix(msg, "rune")
	}, 0)
	for {
		_, tok, _ := s.Scan()
		switch tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.EOF:
			return depth, open
		}
	}
}
