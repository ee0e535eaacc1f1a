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
		case *jsonFault:
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
	v, t := reflect.ValueOf(a), in.own.find(reflect.TypeOf(a))
	switch a := a.(type) {
	case *shown:
		v, t = a.v, a.t
	case *kept:
		v, t = a.inside()
	}
	if !v.IsValid() || !in.own.within(v.Type(), map[reflect.Type]bool{}) && t == nil {
		return a
	}
	return in.own.toImage(v, t, in.own.imageOf(v.Type(), t)).Interface()
}

// unmarshal is json.Unmarshal.
func (in *interpreter) unmarshal(data []byte, a any) error {
	return in.decodeInto(func(v any) error { return json.Unmarshal(data, v) }, a)
}

// decode is the method Decode of a decoder.
func (in *interpreter) decode(d *json.Decoder, a any) error {
	if v, ok := a.(*jsonValue); ok {
		return in.decodeInto(d.Decode, v.a)
	}
	return d.Decode(a)
}

// decodeInto lets a function decode into the image of a value, and makes the
// value of that.
func (in *interpreter) decodeInto(decode func(any) error, a any) error {
	v, t := reflect.ValueOf(a), in.own.find(reflect.TypeOf(a))
	if s, ok := a.(*shown); ok {
		v, t = s.v, s.t
	}
	if v.Kind() != reflect.Pointer || v.IsNil() || !in.own.within(v.Type(), map[reflect.Type]bool{}) && t == nil {
		return decode(a)
	}
	to := in.own.imageOf(v.Type(), t)
	if to == v.Type() {
		return decode(v.Interface())
	}
	image := reflect.New(to).Elem()
	image.Set(in.own.toImage(v, t, to))
	err := decode(image.Interface())
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Struct == "" && wrong.Field != "" {
		wrong.Struct = strings.TrimPrefix(goName(v.Type().Elem(), in.own), "main.")
	}
	if back := in.own.fromImage(image, v, t); err == nil {
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
