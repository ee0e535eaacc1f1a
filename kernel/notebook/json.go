package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// appendJSON appends v as Python's json.dumps(v, indent=1, sort_keys=True,
// ensure_ascii=False) writes it. encoding/json differs: it escapes U+2028 and
// cannot write an empty list without a line break inside an indented one.
func appendJSON(b []byte, v any, depth int) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case bool:
		return fmt.Append(b, v), nil
	case int:
		return fmt.Append(b, v), nil
	case json.Number:
		return append(b, v...), nil
	case string:
		return appendString(b, v), nil
	case []any:
		return appendList(b, v, depth)
	case map[string]any:
		return appendObject(b, v, depth)
	}
	plain, err := Plain(v)
	if err != nil {
		return b, err
	}
	return appendJSON(b, plain, depth)
}

// Plain turns a value into the maps, lists, strings, numbers and booleans that
// a notebook holds, by way of encoding/json. It fails where encoding/json does.
func Plain(v any) (any, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("%T cannot be stored in a notebook: %w", v, err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var plain any
	err = dec.Decode(&plain)
	return plain, err
}

func appendList(b []byte, list []any, depth int) ([]byte, error) {
	if len(list) == 0 {
		return append(b, "[]"...), nil
	}
	var err error
	b = append(b, '[')
	for i, v := range list {
		b = appendBreak(b, i > 0, depth+1)
		if b, err = appendJSON(b, v, depth+1); err != nil {
			return b, err
		}
	}
	return append(appendBreak(b, false, depth), ']'), nil
}

func appendObject(b []byte, m map[string]any, depth int) ([]byte, error) {
	if len(m) == 0 {
		return append(b, "{}"...), nil
	}
	var err error
	b = append(b, '{')
	for i, key := range slices.Sorted(maps.Keys(m)) {
		b = appendBreak(b, i > 0, depth+1)
		b = append(appendString(b, key), ": "...)
		if b, err = appendJSON(b, m[key], depth+1); err != nil {
			return b, err
		}
	}
	return append(appendBreak(b, false, depth), '}'), nil
}

func appendBreak(b []byte, comma bool, depth int) []byte {
	if comma {
		b = append(b, ',')
	}
	b = append(b, '\n')
	return append(b, strings.Repeat(" ", depth)...)
}

// appendString escapes what RFC 8259, section 7, demands and nothing else.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		default:
			if r < ' ' {
				b = fmt.Appendf(b, `\u%04x`, r)
			} else {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	return append(b, '"')
}
