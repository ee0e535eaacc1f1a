package engine

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/cosmos72/gomacro/xreflect"
)

// A jsonKey is the image of the key of a map whose type has methods for text.
type jsonKey struct{ text string }

// MarshalText implements encoding.TextMarshaler.
func (k jsonKey) MarshalText() ([]byte, error) { return []byte(k.text), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *jsonKey) UnmarshalText(text []byte) error {
	k.text = string(text)
	return nil
}

// hasText reports whether a type or a pointer to it has methods for text.
func (g *registry) hasText(rt reflect.Type, t xreflect.Type) bool {
	p := reflect.New(rt)
	for _, name := range []string{"MarshalText", "UnmarshalText"} {
		if _, ok := methodOf(p, t, name); ok {
			return true
		}
	}
	return false
}

// keyToImage makes the image of the key of a map. to is its type.
func (g *registry) keyToImage(key reflect.Value, to reflect.Type) reflect.Value {
	if to != reflect.TypeFor[jsonKey]() {
		return key.Convert(to)
	}
	image := jsonKey{}
	if key.Kind() == reflect.String { // such keys are used as they are, says package json
		return reflect.ValueOf(jsonKey{text: key.String()})
	}
	t := g.find(key.Type())
	f, ok := methodOf(key, t, "MarshalText")
	if !ok || !hasSignature(t, "MarshalText", nil, []reflect.Type{reflect.TypeFor[[]byte](), errorType}) {
		image.text = fmt.Sprint(plainOf(key))
		return reflect.ValueOf(image)
	}
	out := f()
	if err, failed := out[1].Interface().(error); failed {
		panic(keyFault{err})
	}
	image.text = string(out[0].Bytes())
	return reflect.ValueOf(image)
}

// keyFromImage makes the key of a map of its image.
func (g *registry) keyFromImage(image reflect.Value, to reflect.Type) (reflect.Value, error) {
	k, ok := image.Interface().(jsonKey)
	if !ok {
		return image.Convert(to), nil
	}
	key, t := reflect.New(to), g.find(to)
	f, ok := methodOf(key, t, "UnmarshalText")
	if !ok || !hasSignature(t, "UnmarshalText", []reflect.Type{reflect.TypeFor[[]byte]()}, []reflect.Type{errorType}) {
		if to.Kind() == reflect.String {
			return reflect.ValueOf(k.text).Convert(to), nil
		}
		return key.Elem(), json.Unmarshal([]byte(k.text), key.Interface())
	}
	err, _ := f(reflect.ValueOf([]byte(k.text)))[0].Interface().(error)
	return key.Elem(), err
}
