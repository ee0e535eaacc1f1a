package linked

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes a text from a log safe to read: what could hide, reorder or
// overprint other text is shown by name; the page's text.js does the same.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s { // a byte that is not UTF-8 arrives here as U+FFFD
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r < 0x20:
			b.WriteRune(0x2400 + r) // the control pictures: ␀ for NUL
		default:
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		}
	}
	return b.String()
}

// hidden tells whether a character acts on its neighbours instead of being read.
func hidden(r rune) bool {
	switch {
	case unicode.IsControl(r), r == 0x061c, r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff:
		return true
	case r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfff9 && r <= 0xfffb:
		return true
	}
	return r >= 0xe0000 && r <= 0xe007f
}

// shorten cuts a text to at most n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// thousands writes a whole number with commas: 60,694.
func thousands(n int64) string {
	digits := fmt.Sprint(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// plural writes a number with its noun: "1 row", "60,694 rows".
func plural(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}
