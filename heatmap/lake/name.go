package lake

import (
	"fmt"
	"strings"
)

// A name is an identifier in its parts: schema, table.
type name []string

// parseName reads a name as it is written in SQL: parts with dots between them, a
// part that holds a dot or a quotation mark itself in double quotation marks.
func parseName(text string) (name, error) {
	var parts name
	rest := text
	for {
		part, after, err := namePart(rest)
		if err != nil {
			return nil, fmt.Errorf("the name %q: %w", text, err)
		}
		parts = append(parts, part)
		if after == "" {
			return parts, nil
		}
		if after[0] != '.' {
			return nil, fmt.Errorf("the name %q: a dot goes between its parts", text)
		}
		rest = after[1:]
	}
}

func namePart(text string) (part, rest string, err error) {
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, `."`)
		if end < 0 {
			end = len(text)
		}
		part, rest = text[:end], text[end:]
	} else {
		end := 1
		for ; ; end++ {
			next := strings.IndexByte(text[end:], '"')
			if next < 0 {
				return "", "", fmt.Errorf("a quotation mark is missing")
			}
			end += next + 1
			if end == len(text) || text[end] != '"' {
				break
			}
		}
		part, rest = strings.ReplaceAll(text[1:end-1], `""`, `"`), text[end:]
	}
	if part == "" {
		return "", "", fmt.Errorf("a part of it is empty")
	}
	if strings.ContainsRune(part, 0) {
		return "", "", fmt.Errorf("it holds a NUL character")
	}
	return part, rest, nil
}

// in writes the name in a dialect.
func (n name) in(d *Dialect) string {
	parts := make([]string, len(n))
	for i, p := range n {
		parts[i] = d.ident(p)
	}
	return strings.Join(parts, ".")
}

func (n name) String() string { return strings.Join(n, ".") }
