package timelog

import (
	"strings"
	"sync"
)

// layoutStarts sorts the layouts by how they start, so that at most places of a
// line only a few of them need be tried.
type layoutStarts struct {
	// byDigits are those that start with a number, by its digits; the last entry is
	// for numbers too long for any.
	byDigits [longestNumber + 2][]startingLayout
	others   []startingLayout // those that start with a name or a text
}

// longestNumber is the most digits a layout starts with: nanoseconds since 1970.
const longestNumber = 19

// startingLayout is a layout and what follows its first number: one of the bytes
// of next, a letter, or anything if next is empty.
type startingLayout struct {
	*layout
	next   string
	letter bool
}

// startsOfLayouts is made when the first line is looked at.
var startsOfLayouts = sync.OnceValue(func() *layoutStarts {
	s := &layoutStarts{}
	for k := range layouts {
		l := &layouts[k]
		least, most, rest := firstNumber(l.pattern)
		start := startingLayout{layout: l}
		switch {
		case most == 0:
			s.others = append(s.others, start)
			continue
		case strings.HasPrefix(l.pattern, "%o"):
			start.next = "/.-"
		case strings.HasPrefix(rest, "%T"):
			start.next = "Tt_-:@ ,|"
		case strings.HasPrefix(rest, "%B"):
			start.letter = true
		case rest != "" && rest[0] != '%':
			start.next = rest[:1]
		}
		for n := least; n <= most; n++ {
			s.byDigits[n] = append(s.byDigits[n], start)
		}
	}
	return s
})

// firstNumber is how many digits a text in the pattern starts with, at least and at
// most, before something else comes, and the pattern after them; 0 if it does not
// start with digits.
func firstNumber(pattern string) (least, most int, rest string) {
	for rest = pattern; len(rest) > 1 && rest[0] == '%'; rest = rest[2:] {
		switch rest[1] {
		case 'Y':
			least, most = least+4, most+4
		case 'y', 'M', 'D', 'H', 'N', 'S', 'a', 'b':
			least, most = least+2, most+2
		case 'J':
			least, most = least+3, most+3
		case 'm', 'd', 'h', 'n', 's', 'i', 'j':
			least, most = least+1, most+2
		case 'o':
			return 1, 2, ""
		case 'O':
			return 8, 8, rest[2:]
		case 'e':
			return 9, longestNumber, rest[2:]
		case 'x':
			return len("40000000"), longestNumber + 1, ""
		default:
			return least, most, rest
		}
	}
	return least, most, rest
}

// longest is the longest time that starts at b[i].
func longest(b []byte, i int) mark {
	end := i
	for end < len(b) && end <= i+longestNumber && b[end]-'0' <= 9 {
		end++
	}
	if end > i {
		return longestNumbered(b, i, end)
	}
	end = wordEnd(b, i)
	month, day := monthNamed(b[i:end]) > 0, weekdayNamed(b[i:end])
	zone := end-i > 1 && b[i] <= 'Z' && end < len(b) && b[end] == ' ' && zoneWordAt(b, i, &moment{}) == end
	var best mark
	for _, l := range startsOfLayouts().others {
		switch p := l.pattern; {
		case p[0] != '%' && p[0] == b[i], p[:2] == "%B" && month, p[:2] == "%A" && day, p[:2] == "%w" && zone:
			best.outdo(b, i, l.layout)
		}
	}
	return best
}

// longestNumbered is longest where the digits b[i:end] come first.
func longestNumbered(b []byte, i, end int) mark {
	var best mark
	next := byte(0)
	if end < len(b) {
		next = b[end]
	}
	for _, l := range startsOfLayouts().byDigits[end-i] {
		if l.next != "" && strings.IndexByte(l.next, next) < 0 || l.letter && !isAlnum(next) {
			continue
		}
		best.outdo(b, i, l.layout)
	}
	return best
}

// outdo makes the layout at b[i] the mark if it is there, and longer.
func (m *mark) outdo(b []byte, i int, l *layout) {
	var at moment
	if end := l.match(b, i, &at); end > m.end && (at.valid() || l.kind == yearlessDay || l.kind == openDay) && plausible(l, &at) {
		*m = mark{l, i, end, at}
	}
}
