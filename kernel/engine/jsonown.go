package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/xreflect"
)

// jsonFunctions are those of package json for values whose types cells declare.
func (in *interpreter) jsonFunctions() map[string]any {
	return map[string]any{
		"Marshal": func(v any) ([]byte, error) {
			return in.marshal(v, json.Marshal)
		},
		"MarshalIndent": func(v any, prefix, indent string) ([]byte, error) {
			return in.marshal(v, func(v any) ([]byte, error) { return json.MarshalIndent(v, prefix, indent) })
		},
		"Unmarshal": in.unmarshal,
	}
}

// marshal lets a function encode the image of a value.
func (in *interpreter) marshal(v any, encode func(any) ([]byte, error)) (b []byte, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *codingFault:
			b, err = nil, r
		default:
			panic(r)
		}
	}()
	b, err = encode(in.jsonImage(v))
	return b, in.jsonError(err)
}

// jsonImage is the image of a value, or the value if it needs none.
func (in *interpreter) jsonImage(a any) (image any) {
	v, t := in.encodable(a)
	if !v.IsValid() || !in.own.within(v.Type(), map[reflect.Type]bool{}) && t == nil {
		return a
	}
	return in.own.json().toImage(v, t, in.own.json().imageOf(v.Type(), t)).Interface()
}

// encodable is a value that is to be encoded or decoded, and its type, nil if
// that is none that a cell has declared.
func (in *interpreter) encodable(a any) (reflect.Value, xreflect.Type) {
	switch a := a.(type) {
	case *shown:
		return a.v, a.t
	case *kept:
		return a.inside()
	}
	return reflect.ValueOf(a), in.own.find(reflect.TypeOf(a))
}

// unmarshal is json.Unmarshal.
func (in *interpreter) unmarshal(data []byte, a any) error {
	return in.decodeInto(in.own.json(), func(v any) error { return json.Unmarshal(data, v) }, a)
}

// decode is the method Decode of a decoder.
func (in *interpreter) decode(d *json.Decoder, a any) error {
	if v, ok := a.(*jsonValue); ok {
		return in.decodeInto(in.own.json(), d.Decode, v.a)
	}
	return d.Decode(a)
}

// decodeInto lets a function decode into the image of a value, and makes the
// value of that.
func (in *interpreter) decodeInto(g imager, decode func(any) error, a any) error {
	v, t := in.encodable(a)
	if v.Kind() != reflect.Pointer || v.IsNil() || !in.own.within(v.Type(), map[reflect.Type]bool{}) && t == nil {
		return decode(a)
	}
	to := g.imageOf(v.Type(), t)
	if to == v.Type() {
		return decode(v.Interface())
	}
	image := reflect.New(to).Elem()
	image.Set(g.toImage(v, t, to))
	err := decode(image.Interface())
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Struct == "" && wrong.Field != "" {
		wrong.Struct = strings.TrimPrefix(goName(v.Type().Elem(), in.own), "main.")
	}
	if back := g.fromImage(image, v, t); err == nil {
		err = back
	}
	return err
}

// A jsonValue is what an encoder or a decoder gets in the place of a value.
type jsonValue struct {
	in *interpreter
	a  any
}

// MarshalJSON implements json.Marshaler.
func (v *jsonValue) MarshalJSON() ([]byte, error) {
	return v.in.marshal(v.a, func(a any) ([]byte, error) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // the encoder that asks does that
		err := e.Encode(a)
		return b.Bytes(), err
	})
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *jsonValue) UnmarshalJSON(b []byte) error { return v.in.unmarshal(b, v.a) }

// coded is a value as the methods of encoders and decoders take it.
func (in *interpreter) coded(v reflect.Value, t xreflect.Type) any {
	switch {
	case !v.IsValid():
		return nil
	case t == nil && !in.own.within(v.Type(), map[reflect.Type]bool{}):
		return v.Interface()
	}
	return &jsonValue{in, &shown{v: v, t: t, own: in.own}}
}

var jsonMethods = []string{"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText"}

// jsonOwn is the image of a value with methods for JSON.
type jsonOwn struct {
	g   *registry
	v   reflect.Value
	t   xreflect.Type
	raw []byte // what was read
}

// MarshalJSON implements json.Marshaler.
func (o jsonOwn) MarshalJSON() ([]byte, error) {
	for _, name := range []string{"MarshalJSON", "MarshalText"} {
		f, ok := methodOf(o.v, o.t, name)
		if !ok && o.v.CanAddr() {
			f, ok = methodOf(o.v.Addr(), o.t, name)
		}
		if !ok || !hasSignature(o.t, name, nil, []reflect.Type{reflect.TypeFor[[]byte](), errorType}) {
			continue
		}
		out := f()
		err, _ := out[1].Interface().(error)
		text := out[0].Bytes()
		if err == nil && name == "MarshalJSON" {
			err = json.Compact(&bytes.Buffer{}, text)
		}
		if err != nil {
			return nil, &ownFault{goName(o.v.Type(), o.g), name, err}
		}
		if name == "MarshalText" {
			return json.Marshal(string(text))
		}
		return text, nil
	}
	return json.Marshal(o.g.json().bare(o.v, o.t))
}

// UnmarshalJSON implements json.Unmarshaler: the value is made when all is read.
func (o *jsonOwn) UnmarshalJSON(b []byte) error {
	o.raw = append([]byte{}, b...)
	return nil
}

// read implements ownImage.
func (o *jsonOwn) read(g *registry, to reflect.Value, t xreflect.Type) error {
	if o.raw == nil {
		return nil
	}
	in := []reflect.Type{reflect.TypeFor[[]byte]()}
	out := []reflect.Type{errorType}
	if f, ok := methodOf(to.Addr(), t, "UnmarshalJSON"); ok && hasSignature(t, "UnmarshalJSON", in, out) {
		err, _ := f(reflect.ValueOf(o.raw))[0].Interface().(error)
		return err
	}
	if f, ok := methodOf(to.Addr(), t, "UnmarshalText"); ok && hasSignature(t, "UnmarshalText", in, out) {
		var text string
		if err := json.Unmarshal(o.raw, &text); err != nil {
			return err
		}
		err, _ := f(reflect.ValueOf([]byte(text)))[0].Interface().(error)
		return err
	}
	return g.json().intoBare(func(a any) error { return json.Unmarshal(o.raw, a) }, to, t)
}
