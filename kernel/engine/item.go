package engine

import (
	"go/scanner"
	"go/token"
	"unicode/utf8"
)

// A kind is what an item of a cell is.
type kind int

const (
	kindStatement kind = iota // statement, expression or variables
	kindImport
	kindType
	kindConst
	kindFunc
	kindMethod
	kindPackage // a package clause, which means nothing in a cell
)

// An item is one declaration or statement at the top level of a cell: the
// bytes [start, end) of its source, without the semicolon or newline after it.
type item struct {
	kind       kind
	start, end int
}

// A lexeme is one token of a cell.
type lexeme struct {
	tok        token.Token
	start, end int
	implicit   bool // a semicolon that is only a newline
}

// split divides a cell into its items. It does not fail: what is not Go ends
// up in some item, and parsing that tells why.
func split(src string) []item {
	lexemes := scan(src)
	var items []item
	for first := 0; first < len(lexemes); {
		if lexemes[first].tok == token.SEMICOLON {
			first++
			continue
		}
		last := lastOf(lexemes, first)
		items = append(items, item{
			kind:  kindOf(lexemes[first : last+1]),
			start: lexemes[first].start,
			end:   lexemes[last].end,
		})
		first = last + 1
	}
	return items
}

// scan lists the tokens of src, without comments.
func scan(src string) []lexeme {
	var s scanner.Scanner
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(src))
	s.Init(file, []byte(src), nil, 0)
	var lexemes []lexeme
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return lexemes
		}
		l := lexeme{tok: tok, start: file.Offset(pos)}
		text := lit
		if text == "" || tok.IsOperator() && tok != token.SEMICOLON {
			text = tok.String()
		}
		l.implicit = tok == token.SEMICOLON && lit == "\n"
		l.end = min(l.start+len(text), len(src))
		if tok == token.SEMICOLON && lit != ";" {
			l.end = l.start
		}
		if tok == token.ILLEGAL {
			_, size := utf8.DecodeRuneInString(src[l.start:]) // the literal of a stray byte is longer than the byte
			l.end = l.start + size
		}
		if tok == token.STRING && src[l.start] == '`' {
			l.end = rawEnd(src, l.start) // the literal has lost its carriage returns
		}
		lexemes = append(lexemes, l)
	}
}

// rawEnd is the end of the raw string that starts at start.
func rawEnd(src string, start int) int {
	for i := start + 1; i < len(src); i++ {
		if src[i] == '`' {
			return i + 1
		}
	}
	return len(src)
}

// lastOf finds the last token of the item that starts at lexemes[first]: the
// one before the next semicolon that is outside all brackets and not part of the
// header of a for, if or switch.
func lastOf(lexemes []lexeme, first int) int {
	depth, header, literal := 0, false, false
	for i := first; i < len(lexemes); i++ {
		switch lexemes[i].tok {
		case token.FOR, token.IF, token.SWITCH:
			header = header || depth == 0
		case token.FUNC:
			literal = header && depth == 0 // its body is not the header's end
		case token.LBRACE:
			if depth == 0 && !literal {
				header = false
			}
			literal = literal && depth > 0
			depth++
		case token.LPAREN, token.LBRACK:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.SEMICOLON:
			if depth <= 0 && i > first && !header {
				return i - 1
			}
		}
	}
	return len(lexemes) - 1
}

// kindOf tells what an item is by its first tokens.
func kindOf(item []lexeme) kind {
	switch item[0].tok {
	case token.IMPORT:
		return kindImport
	case token.TYPE:
		return kindType
	case token.CONST:
		return kindConst
	case token.PACKAGE:
		return kindPackage
	case token.FUNC:
		return kindOfFunc(item)
	}
	return kindStatement
}

// kindOfFunc tells functions and methods from function literals: after the
// first parentheses, only a method has a name and more parentheses.
func kindOfFunc(item []lexeme) kind {
	if len(item) > 1 && item[1].tok == token.IDENT {
		return kindFunc
	}
	depth := 0
	for i, l := range item[1:] {
		switch l.tok {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
			if depth == 0 {
				rest := item[i+2:]
				if len(rest) > 1 && rest[0].tok == token.IDENT && rest[1].tok == token.LPAREN {
					return kindMethod
				}
				return kindStatement
			}
		}
	}
	return kindStatement
}
