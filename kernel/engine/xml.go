package engine

import (
	"bytes"
	"encoding/xml"
	"errors"
	"reflect"

	"github.com/cosmos72/gomacro/xreflect"
)

// xmlFunctions are those of package xml for values whose types cells declare.
func (in *interpreter) xmlFunctions() map[string]any {
	marshal := func(v any, prefix, indent string) ([]byte, error) {
		var b bytes.Buffer
		e := xml.NewEncoder(&b)
		e.Indent(prefix, indent)
		if err := in.xmlEncode(e, v); err != nil {
			return nil, err
		}
		if err := e.Close(); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	}
	return map[string]any{
		"Marshal":       func(v any) ([]byte, error) { return marshal(v, "", "") },
		"MarshalIndent": marshal,
		"Unmarshal": func(data []byte, v any) error {
			return in.decodeInto(in.own.xml(), xml.NewDecoder(bytes.NewReader(data)).Decode, v)
		},
	}
}

// xmlCalls are what takes the place of methods of encoders and decoders.
func (in *interpreter) xmlCalls() map[string]any {
	return map[string]any{
		"·xmlEncode": in.xmlEncode,
		"·xmlEncodeElement": func(e *xml.Encoder, v any, start xml.StartElement) error {
			value, t := in.coding(v)
			return in.encodeElement(e, value, t, &start)
		},
		"·xmlDecode": func(d *xml.Decoder, v any) error {
			return in.decodeInto(in.own.xml(), d.Decode, uncoded(v))
		},
		"·xmlDecodeElement": func(d *xml.Decoder, v any, start *xml.StartElement) error {
			return in.decodeInto(in.own.xml(), func(v any) error { return d.DecodeElement(v, start) }, uncoded(v))
		},
	}
}

// xmlMethodCalls names them.
var xmlMethodCalls = map[string]string{
	"(*encoding/xml.Encoder).Encode":        "·xmlEncode",
	"(*encoding/xml.Encoder).EncodeElement": "·xmlEncodeElement",
	"(*encoding/xml.Decoder).Decode":        "·xmlDecode",
	"(*encoding/xml.Decoder).DecodeElement": "·xmlDecodeElement",
}

// uncoded is what ·coded was given.
func uncoded(a any) any {
	if v, ok := a.(*jsonValue); ok {
		return v.a
	}
	return a
}

func (in *interpreter) coding(a any) (reflect.Value, xreflect.Type) { return in.encodable(uncoded(a)) }

// xmlEncode is the method Encode of an encoder.
func (in *interpreter) xmlEncode(e *xml.Encoder, a any) error {
	v, t := in.coding(a)
	return in.encodeElement(e, v, t, nil)
}

// encodeElement writes a value as an element; a nil start is the one that the
// value itself gives.
func (in *interpreter) encodeElement(e *xml.Encoder, v reflect.Value, t xreflect.Type, start *xml.StartElement) error {
	encode := func(a any) error {
		if start == nil {
			return e.Encode(a)
		}
		return e.EncodeElement(a, *start)
	}
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && !v.IsNil() {
		if inner, it := unboxed(v); it != nil {
			v, t = inner, it
			continue
		}
		v, t = v.Elem(), part(t, func(t xreflect.Type) xreflect.Type {
			if t.Kind() != reflect.Pointer {
				return nil
			}
			return t.Elem()
		})
	}
	if !v.IsValid() {
		return encode(nil)
	}
	if own := in.own.find(v.Type()); own != nil {
		t = own
	}
	if t == nil && !in.own.within(v.Type(), map[reflect.Type]bool{}) {
		return encode(v.Interface())
	}
	g := in.own.xml()
	to := g.imageOf(v.Type(), t)
	if to != g.own && (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && v.Type().Elem().Kind() != reflect.Uint8 {
		for i := range v.Len() {
			if err := in.encodeElement(e, v.Index(i), part(t, xreflect.Type.Elem), start); err != nil {
				return err
			}
		}
		return nil
	}
	if name := elementName(v, t); start == nil && name != "" {
		start = &xml.StartElement{Name: xml.Name{Local: name}}
	}
	err := encode(g.toImage(v, t, to).Interface())
	var unsupported *xml.UnsupportedTypeError
	if errors.As(err, &unsupported) && unsupported.Type == to {
		return &codingFault{"xml: unsupported type: " + goName(v.Type(), in.own), err}
	}
	return err
}
