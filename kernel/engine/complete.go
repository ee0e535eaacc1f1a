package engine

import (
	"sort"
	"strings"
	"unicode"
)

// Complete implements Engine.
func (in *interpreter) Complete(code string, cursor int) Completion {
	runes := []rune(code)
	cursor = max(0, min(cursor, len(runes)))
	start := cursor
	for start > 0 && isWord(runes[start-1]) {
		start--
	}
	word := string(runes[start:cursor])
	chain := start
	for chain > 0 && (isWord(runes[chain-1]) || runes[chain-1] == '.') {
		chain--
	}
	c := Completion{Start: start, End: cursor}
	words := strings.Split(string(runes[chain:cursor]), ".")
	if in.do(func() { c.Matches = in.candidates(words) }) != nil {
		return c
	}
	if len(c.Matches) == 0 && len(words) == 1 && word != "" {
		c.Matches = nil
	}
	sort.Strings(c.Matches)
	return c
}

// candidates completes a chain of names, such as {"fmt", "Pr"}.
func (in *interpreter) candidates(words []string) (matches []string) {
	defer func() {
		if recover() != nil {
			matches = nil
		}
	}()
	for _, m := range in.ir.Comp.CompleteWords(words) {
		if m != "macro" && m != "template" {
			matches = append(matches, m)
		}
	}
	if len(matches) == 0 && len(words) == 2 && in.ir.Comp.TryResolve(words[0]) == nil {
		matches = in.unimported(words[0], words[1])
	}
	return matches
}

// unimported completes a member of a package that no cell has imported yet.
func (in *interpreter) unimported(name, prefix string) []string {
	for _, path := range in.opt.Paths {
		if path != name && !strings.HasSuffix(path, "/"+name) {
			continue
		}
		pkg, ok := in.opt.lookup(path)
		if !ok {
			continue
		}
		var matches []string
		for member := range pkg.Binds {
			if strings.HasPrefix(member, prefix) {
				matches = append(matches, member)
			}
		}
		for member := range pkg.Types {
			if strings.HasPrefix(member, prefix) {
				matches = append(matches, member)
			}
		}
		return matches
	}
	return nil
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}
