package notebook

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// fields takes the known fields out of a JSON object one by one; what is left
// is unknown and kept. The first field of a wrong type sets err. A missing
// field and null give the empty value.
type fields struct {
	values map[string]any
	err    error
}

func (f *fields) take(key string) any {
	v := f.values[key]
	delete(f.values, key)
	return v
}

// rest returns the fields not taken, nil when there are none.
func (f *fields) rest() map[string]any {
	if len(f.values) == 0 {
		return nil
	}
	return f.values
}

func (f *fields) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

// text takes a string or a list of strings, which it joins.
func (f *fields) text(key string) string {
	v := f.take(key)
	s, ok := joinLines(v)
	if !ok && v != nil {
		f.fail("%s is %s, not a string or a list of strings", key, kind(v))
	}
	return s
}

// integer takes a whole number; nil when there is none.
func (f *fields) integer(key string) *int {
	v := f.take(key)
	if v == nil {
		return nil
	}
	if number, ok := v.(json.Number); ok {
		if n, err := strconv.Atoi(number.String()); err == nil && n >= 0 {
			return &n
		}
	}
	f.fail("%s is %s, not a whole number from 0 on", key, kind(v))
	return nil
}

// object takes an object; a missing one is empty, not nil.
func (f *fields) object(key string) map[string]any {
	if m := f.optionalObject(key); m != nil {
		return m
	}
	return map[string]any{}
}

func (f *fields) optionalObject(key string) map[string]any {
	v := f.take(key)
	m, ok := v.(map[string]any)
	if !ok && v != nil {
		f.fail("%s is %s, not an object", key, kind(v))
	}
	return m
}

func (f *fields) list(key string) []any {
	v := f.take(key)
	l, ok := v.([]any)
	if !ok && v != nil {
		f.fail("%s is %s, not a list", key, kind(v))
	}
	return l
}

func (f *fields) strings(key string) []string {
	var list []string
	for _, v := range f.list(key) {
		s, ok := v.(string)
		if !ok {
			f.fail("%s holds %s, not only strings", key, kind(v))
		}
		list = append(list, s)
	}
	return list
}

// kind names a decoded JSON value for an error message.
func kind(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "true or false"
	case json.Number:
		return "the number " + shorten(v.String(), 20)
	case string:
		return "a string"
	case []any:
		return "a list"
	default:
		return "an object"
	}
}
