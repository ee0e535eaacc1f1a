package engine

import (
	"encoding/xml"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/xreflect"
)

var xmlMethods = []string{"MarshalXML", "UnmarshalXML", "MarshalXMLAttr", "UnmarshalXMLAttr", "MarshalText", "UnmarshalText"}

func (g *registry) xml() imager {
	return imager{g, xmlMethods, reflect.TypeFor[xmlOwn](), func(v reflect.Value, t xreflect.Type) any { return xmlOwn{g: g, v: v, t: t} }}
}

// xmlOwn is the image of a value with methods for XML.
type xmlOwn struct {
	g      *registry
	v      reflect.Value
	t      xreflect.Type
	tokens []xml.Token // of the element that was read, or
	attr   *xml.Attr   // the attribute, or
	text   []byte      // the text
}

// method finds one of the methods of the value by which it is encoded.
func (o xmlOwn) method(name string, in, out []reflect.Type) (func(...reflect.Value) []reflect.Value, bool) {
	if !hasSignature(o.t, name, in, out) {
		return nil, false
	}
	f, ok := methodOf(o.v, o.t, name)
	if !ok && o.v.CanAddr() {
		f, ok = methodOf(o.v.Addr(), o.t, name)
	}
	return f, ok
}

// marshalText is what the value's MarshalText gives, if it has one.
func (o xmlOwn) marshalText() (text []byte, ok bool, err error) {
	f, ok := o.method("MarshalText", nil, []reflect.Type{reflect.TypeFor[[]byte](), errorType})
	if !ok {
		return nil, false, nil
	}
	out := f()
	err, _ = out[1].Interface().(error)
	return out[0].Bytes(), true, err
}

// MarshalXML implements xml.Marshaler.
func (o xmlOwn) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	f, ok := o.method("MarshalXML", []reflect.Type{reflect.TypeFor[*xml.Encoder](), reflect.TypeFor[xml.StartElement]()}, []reflect.Type{errorType})
	if ok {
		err, _ := f(reflect.ValueOf(e), reflect.ValueOf(start))[0].Interface().(error)
		return err
	}
	text, ok, err := o.marshalText()
	if err != nil {
		return err
	}
	if ok {
		return e.EncodeElement(string(text), start)
	}
	return e.EncodeElement(o.g.xml().bare(o.v, o.t), start)
}

// MarshalXMLAttr implements xml.MarshalerAttr.
func (o xmlOwn) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	f, ok := o.method("MarshalXMLAttr", []reflect.Type{reflect.TypeFor[xml.Name]()}, []reflect.Type{reflect.TypeFor[xml.Attr](), errorType})
	if ok {
		out := f(reflect.ValueOf(name))
		err, _ := out[1].Interface().(error)
		return out[0].Interface().(xml.Attr), err
	}
	text, err := o.MarshalText()
	return xml.Attr{Name: name, Value: string(text)}, err
}

// MarshalText implements encoding.TextMarshaler, for what is no element.
func (o xmlOwn) MarshalText() ([]byte, error) {
	text, ok, err := o.marshalText()
	if !ok {
		text = fmt.Append(nil, plainOf(o.v))
	}
	return text, err
}

// UnmarshalXML implements xml.Unmarshaler: the value is made when all is read.
func (o *xmlOwn) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	o.tokens = []xml.Token{start.Copy()}
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		o.tokens = append(o.tokens, xml.CopyToken(token))
	}
	return nil
}

// UnmarshalXMLAttr implements xml.UnmarshalerAttr.
func (o *xmlOwn) UnmarshalXMLAttr(attr xml.Attr) error {
	o.attr = &attr
	return nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (o *xmlOwn) UnmarshalText(text []byte) error {
	o.text = append([]byte{}, text...)
	return nil
}

// read implements ownImage.
func (o *xmlOwn) read(g *registry, to reflect.Value, t xreflect.Type) error {
	method := func(name string, in ...reflect.Type) (func(...reflect.Value) []reflect.Value, bool) {
		f, ok := methodOf(to.Addr(), t, name)
		return f, ok && hasSignature(t, name, in, []reflect.Type{errorType})
	}
	fault := func(out []reflect.Value) error {
		err, _ := out[0].Interface().(error)
		return err
	}
	text := o.text
	switch {
	case o.tokens != nil:
		if f, ok := method("UnmarshalXML", reflect.TypeFor[*xml.Decoder](), reflect.TypeFor[xml.StartElement]()); ok {
			d, start, err := o.again()
			if err != nil {
				return err
			}
			return fault(f(reflect.ValueOf(d), reflect.ValueOf(start)))
		}
		text = o.chars()
	case o.attr != nil:
		if f, ok := method("UnmarshalXMLAttr", reflect.TypeFor[xml.Attr]()); ok {
			return fault(f(reflect.ValueOf(*o.attr)))
		}
		text = []byte(o.attr.Value)
	case text == nil:
		return nil
	}
	if f, ok := method("UnmarshalText", reflect.TypeFor[[]byte]()); ok {
		return fault(f(reflect.ValueOf(text)))
	}
	if o.tokens == nil {
		o.tokens = []xml.Token{xml.StartElement{Name: xml.Name{Local: "text"}}, xml.CharData(text), xml.EndElement{Name: xml.Name{Local: "text"}}}
	}
	d, start, err := o.again()
	if err != nil {
		return err
	}
	return g.xml().intoBare(func(a any) error { return d.DecodeElement(a, &start) }, to, t)
}

// again reads the element once more, from its start.
func (o *xmlOwn) again() (*xml.Decoder, xml.StartElement, error) {
	rest := tokenList(o.tokens)
	d := xml.NewTokenDecoder(&rest)
	first, err := d.Token()
	if err != nil {
		return nil, xml.StartElement{}, err
	}
	return d, first.(xml.StartElement), nil
}

// chars is the text of the element itself.
func (o *xmlOwn) chars() []byte {
	var text []byte
	depth := 0
	for _, token := range o.tokens {
		switch token := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 1 {
				text = append(text, token...)
			}
		}
	}
	return text
}

// A tokenList implements xml.TokenReader.
type tokenList []xml.Token

func (l *tokenList) Token() (xml.Token, error) {
	if len(*l) == 0 {
		return nil, io.EOF
	}
	token := (*l)[0]
	*l = (*l)[1:]
	return token, nil
}

// elementName is the name of the element for a value whose type a cell has
// declared, if that is what names it.
func elementName(v reflect.Value, t xreflect.Type) string {
	if t == nil || !t.Named() || v.Kind() == reflect.Struct && namesElement(v.Type()) {
		return ""
	}
	name, _, _ := strings.Cut(t.Name(), "[")
	return name
}

// namesElement reports whether a struct has a field XMLName.
func namesElement(rt reflect.Type) bool {
	for i := range rt.NumField() {
		f := rt.Field(i)
		if fieldName(f.Name) == "XMLName" && f.Type == reflect.TypeFor[xml.Name]() {
			return true
		}
	}
	return false
}
