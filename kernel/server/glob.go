package server

import "unicode/utf8"

// globs reports whether a text as a whole matches a pattern as in the history
// searches of front-ends: * is any text, line breaks too, ? any one character,
// [abc], [a-z] and [^a] a character of a set (SQLite's GLOB).
func globs(pattern, text string) bool {
	// Two fingers and the place to come back to: the last star seen, and the
	// text it has been made to cover so far.
	star, covered := -1, 0
	p, t := 0, 0
	for t < len(text) {
		r, width := utf8.DecodeRuneInString(text[t:])
		if p < len(pattern) && pattern[p] == '*' {
			star, covered = p, t
			p++
			continue
		}
		if n, hit := matchOne(pattern[p:], r); hit {
			p += n
			t += width
			continue
		}
		if star < 0 {
			return false
		}
		_, width = utf8.DecodeRuneInString(text[covered:])
		covered += width
		p, t = star+1, covered
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// matchOne reports whether a character matches the start of a pattern, and how
// many bytes of the pattern it used.
func matchOne(pattern string, r rune) (int, bool) {
	if pattern == "" {
		return 0, false
	}
	first, width := utf8.DecodeRuneInString(pattern)
	switch first {
	case '?':
		return 1, true
	case '[':
		return matchSet(pattern, r)
	}
	return width, first == r
}

// matchSet is matchOne for a pattern that starts with a set; a set that is
// never closed matches nothing.
func matchSet(pattern string, r rune) (int, bool) {
	set := []rune(pattern[1:])
	used, i, not, hit := 1, 0, false, false
	if len(set) > 0 && set[0] == '^' {
		not, i, used = true, 1, 2
	}
	for start := i; i < len(set); i++ {
		c := set[i]
		used += utf8.RuneLen(c)
		if c == ']' && i > start {
			return used, hit != not
		}
		if i+2 < len(set) && set[i+1] == '-' && set[i+2] != ']' {
			hit = hit || c <= r && r <= set[i+2]
			used += 1 + utf8.RuneLen(set[i+2])
			i += 2
			continue
		}
		hit = hit || c == r
	}
	return 0, false
}
