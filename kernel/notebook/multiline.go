package notebook

import (
	"strings"
	"unicode/utf8"
)

// splitLines cuts s after each line end, keeping the line ends, at the places
// where Python's str.splitlines does: Jupyter writes text with it.
func splitLines(s string) []any {
	lines := []any{}
	start := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r == '\r' && i < len(s) && s[i] == '\n' {
			i++
		}
		if endsLine(r) {
			lines = append(lines, s[start:i])
			start = i
		}
	}
	if start < len(s) {
		lines = append(lines, s[start:])
	}
	return lines
}

func endsLine(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// joinLines undoes splitLines; v may be a string already. It reports false for
// anything that is neither a string nor a list of strings.
func joinLines(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case []any:
		var b strings.Builder
		for _, line := range v {
			s, ok := line.(string)
			if !ok {
				return "", false
			}
			b.WriteString(s)
		}
		return b.String(), true
	}
	return "", false
}

// isJSON reports whether values of the MIME type are JSON, not text.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

// isLines reports whether Jupyter writes text of the MIME type as a list of
// lines.
func isLines(mime string) bool {
	return strings.HasPrefix(mime, "text/") || mime == "application/javascript" || mime == "image/svg+xml"
}

// joinBundle joins the text values of a MIME bundle in place.
func joinBundle(data map[string]any) {
	for mime, v := range data {
		if isJSON(mime) {
			continue
		}
		if s, ok := joinLines(v); ok {
			data[mime] = s
		}
	}
}

// splitBundle returns the bundle as it is written.
func splitBundle(data map[string]any) map[string]any {
	split := make(map[string]any, len(data))
	for mime, v := range data {
		if s, ok := v.(string); ok && isLines(mime) {
			split[mime] = splitLines(s)
		} else {
			split[mime] = v
		}
	}
	return split
}
