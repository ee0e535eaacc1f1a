package lake

import (
	"fmt"
	"strings"
)

// A token is a word, a value or a sign of a filter.
type token struct {
	kind tokenKind
	text string // of a name or a text without its quotation marks
	at   int    // where it starts, in bytes
}

type tokenKind int8

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenQuoted // a name in double quotation marks
	tokenText
	tokenNumber
	tokenSign
)

// signs are the operators, the longer first.
var signs = []string{"<=", ">=", "<>", "!=", "==", "<", ">", "=", "(", ")", ",", "-", "+"}

// lex cuts a filter into tokens.
func lex(s string) ([]token, error) {
	var tokens []token
	for at := 0; ; {
		for at < len(s) && strings.IndexByte(" \t\r\n", s[at]) >= 0 {
			at++
		}
		if at == len(s) {
			return append(tokens, token{kind: tokenEnd, at: at}), nil
		}
		t, n, err := lexOne(s[at:])
		if err != nil {
			return nil, fmt.Errorf("the filter %q, at character %d: %w", s, at+1, err)
		}
		t.at = at
		tokens, at = append(tokens, t), at+n
	}
}

func lexOne(s string) (token, int, error) {
	switch c := s[0]; {
	case c == '\'':
		text, n, err := quotedBy('\'', s)
		return token{kind: tokenText, text: text}, n, err
	case c == '"':
		text, n, err := quotedBy('"', s)
		return token{kind: tokenQuoted, text: text}, n, err
	case '0' <= c && c <= '9' || c == '.' && len(s) > 1 && '0' <= s[1] && s[1] <= '9':
		n := numberLength(s)
		return token{kind: tokenNumber, text: s[:n]}, n, nil
	case wordByte(c) && c != '.':
		n := 1
		for n < len(s) && wordByte(s[n]) {
			n++
		}
		return token{kind: tokenWord, text: s[:n]}, n, nil
	}
	for _, sign := range signs {
		if strings.HasPrefix(s, sign) {
			return token{kind: tokenSign, text: sign}, len(sign), nil
		}
	}
	return token{}, 0, fmt.Errorf("%q is not understood here", s[:1])
}

// quotedBy reads what stands between two marks; a doubled mark is one of them.
func quotedBy(mark byte, s string) (text string, n int, err error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != mark {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == mark {
			b.WriteByte(mark)
			i++
			continue
		}
		return b.String(), i + 1, nil
	}
	return "", 0, fmt.Errorf("the closing %c is missing", mark)
}

func numberLength(s string) int {
	n := 0
	for n < len(s) {
		switch c := s[n]; {
		case '0' <= c && c <= '9', c == '.':
		case (c == 'e' || c == 'E') && n+1 < len(s) && strings.IndexByte("0123456789+-", s[n+1]) >= 0:
			n++
		default:
			return n
		}
		n++
	}
	return n
}

// wordByte reports the bytes of names without quotation marks; a dot joins the
// parts of a nested column, and letters beyond ASCII are welcome.
func wordByte(c byte) bool {
	return c == '_' || c == '.' || c == '$' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}
