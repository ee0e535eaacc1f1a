package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes a text from a log safe to read: what a log line could use to
// hide, reorder or overprint other text is shown by name instead of obeyed.
// Tabs and newlines stay; bytes that are not UTF-8 become U+FFFD.
func visible(s string) string {
	clean := true
	for _, r := range s {
		if hidden(r) || r == utf8.RuneError {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for _, r := range s { // an invalid byte arrives here as U+FFFD
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r < 0x20:
			b.WriteRune(0x2400 + r) // the control pictures: ␀ for NUL
		case r == 0x7f:
			b.WriteRune('␡')
		default:
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		}
	}
	return b.String()
}

// hidden tells whether a character acts on its neighbours instead of being read:
// control characters, bidirectional marks, invisible spaces, tags. The joiners
// U+200C and U+200D are letters' business in Persian, Hindi and emoji and stay.
func hidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case unicode.IsControl(r):
		return true
	case r == 0x061c || r == 0x200b || r == 0x200e || r == 0x200f || r == 0xfeff:
		return true
	case r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfff9 && r <= 0xfffb:
		return true
	}
	return r >= 0xe0000 && r <= 0xe007f
}

// shorten cuts a text to at most n characters and says how long it was.
func shorten(s string, n int) string {
	if len(s) <= n { // bytes are never fewer than characters
		return s
	}
	total := utf8.RuneCountInString(s)
	if total <= n {
		return s
	}
	at, left := 0, n
	for at = range s {
		if left == 0 {
			break
		}
		left--
	}
	return s[:at] + fmt.Sprintf("… (%s characters)", thousands(int64(total)))
}

// thousands writes a whole number with commas: 60,694.
func thousands(n int64) string {
	digits := fmt.Sprint(n)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return sign + digits
}

// plural writes a number with its noun: "1 event", "60,694 events".
func plural(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}
