package engine

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/xreflect"
)

// Package json sees of a value of a type declared in a cell neither its methods
// nor which of its fields are exported or embedded. So it gets an image of the
// value: the same with types that it understands.

// imageOf is the type of the image of a value; the type itself if it needs none.
func (g *registry) imageOf(rt reflect.Type, t xreflect.Type) reflect.Type {
	if own := g.find(rt); own != nil {
		t = own
	}
	if t != nil && t.Kind() != reflect.Pointer && g.hasJSON(rt, t) {
		return reflect.TypeFor[jsonOwn]()
	}
	switch rt.Kind() {
	case reflect.Pointer:
		if e := g.imageOf(rt.Elem(), part(t, xreflect.Type.Elem)); e != rt.Elem() {
			return reflect.PointerTo(e)
		}
	case reflect.Slice:
		if e := g.imageOf(rt.Elem(), part(t, xreflect.Type.Elem)); e != rt.Elem() {
			return reflect.SliceOf(e)
		}
	case reflect.Array:
		if e := g.imageOf(rt.Elem(), part(t, xreflect.Type.Elem)); e != rt.Elem() {
			return reflect.ArrayOf(rt.Len(), e)
		}
	case reflect.Map:
		key, elem := rt.Key(), g.imageOf(rt.Elem(), part(t, xreflect.Type.Elem))
		switch own := g.find(key); {
		case own != nil && g.hasText(key, own):
			key = reflect.TypeFor[jsonKey]()
		case key.Kind() == reflect.String && isPooled(key):
			key = reflect.TypeFor[string]()
		}
		if key != rt.Key() || elem != rt.Elem() {
			return reflect.MapOf(key, elem)
		}
	case reflect.Struct:
		if rt.Name() == "" {
			return g.imageOfStruct(rt, t)
		}
	}
	return rt
}

func (g *registry) imageOfStruct(rt reflect.Type, t xreflect.Type) reflect.Type {
	var fields []reflect.StructField
	changed := false
	for i := range rt.NumField() {
		f := rt.Field(i)
		name, embedded := fieldName(f.Name), embeddedField(t, i)
		if name != f.Name && !embedded {
			changed = true
			continue // not exported
		}
		image := g.imageOf(f.Type, part(t, func(t xreflect.Type) xreflect.Type { return t.Field(i).Type }))
		if embedded && image.Kind() == reflect.Struct && image.NumMethod() == 0 {
			f.Anonymous, changed = true, true
		}
		if name != f.Name {
			if !f.Anonymous {
				continue
			}
			name = "E" + name // so that its own fields count, as they do in Go
		}
		changed = changed || image != f.Type || f.Name != name
		fields = append(fields, reflect.StructField{Name: name, Type: image, Tag: f.Tag, Anonymous: f.Anonymous})
	}
	if !changed {
		return rt
	}
	return reflect.StructOf(fields)
}

// embeddedField reports whether a field of a type declared in a cell is embedded.
func embeddedField(t xreflect.Type, i int) bool {
	if t == nil || t.Kind() != reflect.Struct {
		return false
	}
	universeLock.Lock()
	defer universeLock.Unlock()
	return t.Field(i).Anonymous
}

var jsonMethods = []string{"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText"}

// hasJSON reports whether a type or a pointer to it has methods for JSON.
func (g *registry) hasJSON(rt reflect.Type, t xreflect.Type) bool {
	if !t.Named() || t.PkgPath() != "main" || t.Kind() == reflect.Interface {
		return false
	}
	p := reflect.New(rt)
	for _, name := range jsonMethods {
		if _, ok := methodOf(p, t, name); ok {
			return true
		}
	}
	return false
}

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
	return json.Marshal(plainOf(o.v).Interface())
}

// UnmarshalJSON implements json.Unmarshaler: the value is made when all is read.
func (o *jsonOwn) UnmarshalJSON(b []byte) error {
	o.raw = append([]byte{}, b...)
	return nil
}

// read makes the value of what was read.
func (o *jsonOwn) read(to reflect.Value) error {
	if o.raw == nil {
		return nil
	}
	in := []reflect.Type{reflect.TypeFor[[]byte]()}
	out := []reflect.Type{errorType}
	if f, ok := methodOf(to.Addr(), o.t, "UnmarshalJSON"); ok && hasSignature(o.t, "UnmarshalJSON", in, out) {
		err, _ := f(reflect.ValueOf(o.raw))[0].Interface().(error)
		return err
	}
	if f, ok := methodOf(to.Addr(), o.t, "UnmarshalText"); ok && hasSignature(o.t, "UnmarshalText", in, out) {
		var text string
		if err := json.Unmarshal(o.raw, &text); err != nil {
			return err
		}
		err, _ := f(reflect.ValueOf([]byte(text)))[0].Interface().(error)
		return err
	}
	return json.Unmarshal(o.raw, to.Addr().Interface())
}

// plainOf is a value of a type of the pool as one of the basic type.
func plainOf(v reflect.Value) reflect.Value {
	if isPooled(v.Type()) {
		for _, basic := range []reflect.Type{
			reflect.TypeFor[bool](), reflect.TypeFor[int64](), reflect.TypeFor[uint64](), reflect.TypeFor[float64](), reflect.TypeFor[string](),
		} {
			if v.Type().ConvertibleTo(basic) && strings.HasPrefix(basic.String(), strings.TrimRight(v.Kind().String(), "0123456789")) {
				return v.Convert(basic)
			}
		}
	}
	return v
}

// toImage makes the image of a value. to is its type.
func (g *registry) toImage(v reflect.Value, t xreflect.Type, to reflect.Type) reflect.Value {
	if own := g.find(v.Type()); own != nil {
		t = own
	}
	image := reflect.New(to).Elem()
	if to == reflect.TypeFor[jsonOwn]() {
		image.Set(reflect.ValueOf(jsonOwn{g: g, v: v, t: t}))
		return image
	}
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			inner, it := unboxed(v.Elem())
			if inner.IsValid() {
				image.Set(g.toImage(inner, it, g.imageOf(inner.Type(), it)))
			}
		}
		return image
	case reflect.Slice, reflect.Map, reflect.Pointer:
		if v.IsNil() {
			return image
		}
	}
	if v.Type() == to && !g.within(to, map[reflect.Type]bool{}) {
		image.Set(v)
		return image
	}
	g.partsToImage(image, v, t)
	return image
}

// partsToImage makes the images of the parts of a value.
func (g *registry) partsToImage(image, v reflect.Value, t xreflect.Type) {
	to := image.Type()
	switch v.Kind() {
	case reflect.Pointer:
		image.Set(reflect.New(to.Elem()))
		image.Elem().Set(g.toImage(v.Elem(), part(t, xreflect.Type.Elem), to.Elem()))
	case reflect.Slice:
		image.Set(reflect.MakeSlice(to, v.Len(), v.Len()))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			image.Index(i).Set(g.toImage(v.Index(i), part(t, xreflect.Type.Elem), to.Elem()))
		}
	case reflect.Map:
		defer g.unmade(v)
		image.Set(reflect.MakeMap(to))
		for it := v.MapRange(); it.Next(); {
			image.SetMapIndex(g.keyToImage(it.Key(), to.Key()), g.toImage(it.Value(), part(t, xreflect.Type.Elem), to.Elem()))
		}
	case reflect.Struct:
		eachField(v, to, t, func(i, j int, ft xreflect.Type) error {
			image.Field(j).Set(g.toImage(v.Field(i), ft, to.Field(j).Type))
			return nil
		})
	default:
		image.Set(v.Convert(to))
	}
}

// eachField visits the fields of a struct that its image has: number i in the
// struct, j in the image.
func eachField(v reflect.Value, to reflect.Type, t xreflect.Type, visit func(i, j int, t xreflect.Type) error) error {
	j := 0
	for i := 0; i < v.NumField() && j < to.NumField(); i++ {
		f := v.Type().Field(i)
		name := fieldName(f.Name)
		if name != to.Field(j).Name && "E"+name != to.Field(j).Name {
			continue
		}
		ft := part(t, func(t xreflect.Type) xreflect.Type { return t.Field(i).Type })
		if err := visit(i, j, ft); err != nil {
			return err
		}
		j++
	}
	return nil
}

// fromImage changes a value to what its image has become.
func (g *registry) fromImage(image, v reflect.Value, t xreflect.Type) error {
	if own := g.find(v.Type()); own != nil {
		t = own
	}
	if o, ok := image.Addr().Interface().(*jsonOwn); ok {
		o.t = t
		return o.read(v)
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Pointer:
		if image.IsNil() {
			v.SetZero()
			return nil
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		return g.fromImage(image.Elem(), v.Elem(), part(t, xreflect.Type.Elem))
	case reflect.Slice:
		list := reflect.MakeSlice(v.Type(), image.Len(), image.Len())
		reflect.Copy(list, v)
		v.Set(list)
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			if err := g.fromImage(image.Index(i), v.Index(i), part(t, xreflect.Type.Elem)); err != nil {
				return err
			}
		}
	case reflect.Map:
		return g.mapFromImage(image, v, t)
	case reflect.Struct:
		if v.Type() == image.Type() {
			v.Set(image)
			return nil
		}
		return eachField(v, image.Type(), t, func(i, j int, ft xreflect.Type) error {
			return g.fromImage(image.Field(j), v.Field(i), ft)
		})
	case reflect.Interface:
		v.Set(image)
	default:
		v.Set(image.Convert(v.Type()))
	}
	return nil
}

func (g *registry) mapFromImage(image, v reflect.Value, t xreflect.Type) error {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for it := image.MapRange(); it.Next(); {
		elem, from := reflect.New(v.Type().Elem()).Elem(), reflect.New(image.Type().Elem()).Elem()
		from.Set(it.Value())
		if err := g.fromImage(from, elem, part(t, xreflect.Type.Elem)); err != nil {
			return err
		}
		key, err := g.keyFromImage(it.Key(), v.Type().Key())
		if err != nil {
			return err
		}
		v.SetMapIndex(key, elem)
	}
	return nil
}
