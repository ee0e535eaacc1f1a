package timelog

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// exampleLimit is the longest extract shown, in characters.
const exampleLimit = 120

// example makes an extract fit for a message: one line, valid UTF-8, no control
// characters, at most exampleLimit characters.
func example(b []byte) string {
	if len(b) > 8*exampleLimit {
		b = b[:8*exampleLimit]
	}
	var s strings.Builder
	n, blank := 0, true
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			r = western1252(b[0])
		}
		b = b[size:]
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			if blank {
				continue
			}
			r = ' '
		}
		blank = r == ' '
		if n == exampleLimit-1 && len(b) > 0 {
			s.WriteRune('…')
			break
		}
		s.WriteRune(r)
		n++
	}
	return strings.TrimRight(s.String(), " ")
}
