package engine

import (
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/xreflect"
)

// Packages json and xml see of a value of a type declared in a cell neither its
// methods nor which of its fields are exported or embedded. So they get an image
// of the value: the same with types that they understand.

// An imager makes images of values for one of these packages.
type imager struct {
	*registry
	methods []string                               // by which values encode and decode themselves
	own     reflect.Type                           // the image of a value with such methods
	wrap    func(reflect.Value, xreflect.Type) any // makes one
}

// An ownImage is a pointer to the image of a value with methods of its own.
type ownImage interface {
	// read makes the value of what the image has been given.
	read(g *registry, to reflect.Value, t xreflect.Type) error
}

func (g *registry) json() imager {
	return imager{g, jsonMethods, reflect.TypeFor[jsonOwn](), func(v reflect.Value, t xreflect.Type) any { return jsonOwn{g: g, v: v, t: t} }}
}

// imageOf is the type of the image of a value; the type itself if it needs none.
func (g imager) imageOf(rt reflect.Type, t xreflect.Type) reflect.Type {
	if own := g.find(rt); own != nil {
		t = own
	}
	if t != nil && t.Kind() != reflect.Pointer && g.hasMethods(rt, t) {
		return g.own
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

func (g imager) imageOfStruct(rt reflect.Type, t xreflect.Type) reflect.Type {
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

// hasMethods reports whether a type or a pointer to it encodes or decodes itself.
func (g imager) hasMethods(rt reflect.Type, t xreflect.Type) bool {
	if !t.Named() || t.PkgPath() != "main" || t.Kind() == reflect.Interface {
		return false
	}
	p := reflect.New(rt)
	for _, name := range g.methods {
		if _, ok := methodOf(p, t, name); ok {
			return true
		}
	}
	return false
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
func (g imager) toImage(v reflect.Value, t xreflect.Type, to reflect.Type) reflect.Value {
	if own := g.find(v.Type()); own != nil {
		t = own
	}
	image := reflect.New(to).Elem()
	if to == g.own {
		image.Set(reflect.ValueOf(g.wrap(v, t)))
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
func (g imager) partsToImage(image, v reflect.Value, t xreflect.Type) {
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
func (g imager) fromImage(image, v reflect.Value, t xreflect.Type) error {
	if own := g.find(v.Type()); own != nil {
		t = own
	}
	if o, ok := image.Addr().Interface().(ownImage); ok {
		return o.read(g.registry, v, t)
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

func (g imager) mapFromImage(image, v reflect.Value, t xreflect.Type) error {
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

// bare is what a value is encoded as without its methods.
func (g imager) bare(v reflect.Value, t xreflect.Type) any {
	if v.Kind() != reflect.Struct {
		return plainOf(v).Interface()
	}
	image := reflect.New(g.imageOfStruct(v.Type(), t)).Elem()
	g.partsToImage(image, v, t)
	return image.Interface()
}

// intoBare decodes into a value without its methods.
func (g imager) intoBare(decode func(any) error, to reflect.Value, t xreflect.Type) error {
	if to.Kind() != reflect.Struct {
		return decode(to.Addr().Interface())
	}
	image := reflect.New(g.imageOfStruct(to.Type(), t)).Elem()
	g.partsToImage(image, to, t)
	if err := decode(image.Addr().Interface()); err != nil {
		return err
	}
	return eachField(to, image.Type(), t, func(i, j int, ft xreflect.Type) error {
		return g.fromImage(image.Field(j), to.Field(i), ft)
	})
}
