package engine

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/cosmos72/gomacro/xreflect"
)

// structure prints a struct.
func (p *printer) structure(v reflect.Value, t xreflect.Type, depth int) {
	if p.sharp() {
		p.write(p.name(v, t))
	}
	p.write("{")
	names := p.Flag('+') && p.verb == 'v' || p.sharp()
	for i := range v.NumField() {
		if i > 0 {
			p.write(separator(p.sharp()))
		}
		f := v.Type().Field(i)
		name := fieldName(f.Name)
		if names {
			p.write(name + ":")
		}
		hidden := name != f.Name
		if hidden {
			p.bare++
		}
		p.print(v.Field(i), part(t, func(t xreflect.Type) xreflect.Type {
			if t.Kind() != reflect.Struct || i >= t.NumField() {
				return nil
			}
			return t.Field(i).Type
		}), depth+1)
		if hidden {
			p.bare--
		}
	}
	p.write("}")
}

func separator(sharp bool) string {
	if sharp {
		return ", "
	}
	return " "
}

// mapping prints a map in the order of its keys.
func (p *printer) mapping(v reflect.Value, t xreflect.Type, depth int) {
	opening, closing := "map[", "]"
	if p.sharp() {
		opening, closing = p.name(v, t)+"{", "}"
		if v.IsNil() {
			opening, closing = p.name(v, t)+"(nil)", ""
		}
	}
	p.write(opening)
	keys := v.MapKeys()
	slices.SortFunc(keys, compareKeys)
	for i, key := range keys {
		if i > 0 {
			p.write(separator(p.sharp()))
		}
		p.print(key, part(t, xreflect.Type.Key), depth+1)
		p.write(":")
		p.print(v.MapIndex(key), part(t, xreflect.Type.Elem), depth+1)
	}
	p.write(closing)
}

// compareKeys orders the keys of a map as fmt does.
func compareKeys(a, b reflect.Value) int {
	for a.Kind() == reflect.Interface {
		a = a.Elem()
	}
	for b.Kind() == reflect.Interface {
		b = b.Elem()
	}
	if !a.IsValid() || !b.IsValid() || a.Kind() != b.Kind() {
		return cmp.Compare(a.Kind(), b.Kind())
	}
	switch {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	}
	switch a.Kind() {
	case reflect.String:
		return strings.Compare(a.String(), b.String())
	case reflect.Struct:
		for i := range min(a.NumField(), b.NumField()) {
			if c := compareKeys(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Array:
		for i := range min(a.Len(), b.Len()) {
			if c := compareKeys(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	case reflect.Bool:
		return strings.Compare(fmt.Sprint(a.Bool()), fmt.Sprint(b.Bool()))
	}
	return 0
}

// list prints a slice or an array.
func (p *printer) list(v reflect.Value, t xreflect.Type, depth int) {
	if v.Type().Elem() == reflect.TypeFor[byte]() && (strings.ContainsRune("sqxX", p.verb) || p.bare == 0 && !p.sharp()) {
		if elem := part(t, xreflect.Type.Elem); elem == nil || !methodful(elem) {
			p.delegate(v, depth)
			return
		}
	}
	opening, closing := "[", "]"
	if p.sharp() {
		opening, closing = p.name(v, t)+"{", "}"
		if v.Kind() == reflect.Slice && v.IsNil() {
			opening, closing = p.name(v, t)+"(nil)", ""
		}
	}
	p.write(opening)
	for i := range v.Len() {
		if i > 0 {
			p.write(separator(p.sharp()))
		}
		p.print(v.Index(i), part(t, xreflect.Type.Elem), depth+1)
	}
	p.write(closing)
}

// pointer prints a pointer: at the top to a struct or the like, what it points
// to, else the address. A pointer may be an interface of a cell.
func (p *printer) pointer(v reflect.Value, t xreflect.Type, depth int) {
	if inner, it := unboxed(v); it != nil || !inner.IsValid() {
		p.print(inner, it, depth)
		return
	}
	if depth > 0 || v.IsNil() || p.verb == 'p' {
		p.address(v)
		return
	}
	switch v.Elem().Kind() {
	case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
		p.write("&")
		p.print(v.Elem(), part(t, xreflect.Type.Elem), depth+1)
	default:
		p.address(v)
	}
}

func (p *printer) address(v reflect.Value) {
	if p.sharp() {
		name := goName(v.Type(), p.own)
		if v.IsNil() {
			p.write("(" + name + ")(nil)")
		} else {
			fmt.Fprintf(p.State, "(%s)(%#x)", name, v.Pointer())
		}
		return
	}
	if v.IsNil() && p.verb == 'v' {
		p.write("<nil>")
		return
	}
	fmt.Fprintf(p.State, p.format(), v.UnsafePointer())
}

// simple prints a number, a string or a function.
func (p *printer) simple(v reflect.Value, t xreflect.Type) {
	switch {
	case v.Kind() == reflect.Bool:
		fmt.Fprintf(p.State, p.format(), v.Bool())
	case v.CanInt():
		fmt.Fprintf(p.State, p.format(), v.Int())
	case v.CanUint():
		fmt.Fprintf(p.State, p.format(), v.Uint())
	case v.Kind() == reflect.Float32:
		fmt.Fprintf(p.State, p.format(), float32(v.Float()))
	case v.CanFloat():
		fmt.Fprintf(p.State, p.format(), v.Float())
	case v.Kind() == reflect.Complex64:
		fmt.Fprintf(p.State, p.format(), complex64(v.Complex()))
	case v.CanComplex():
		fmt.Fprintf(p.State, p.format(), v.Complex())
	case v.Kind() == reflect.String:
		fmt.Fprintf(p.State, p.format(), v.String())
	default:
		fmt.Fprintf(p.State, p.format(), v)
	}
}

// name is the Go name of the type of a value.
func (p *printer) name(v reflect.Value, t xreflect.Type) string {
	if t != nil {
		return typeName(t)
	}
	return goName(v.Type(), p.own)
}

// typeName is the name of a type as Go prints it.
func typeName(t xreflect.Type) string {
	return ask(question{about: "name", typ: identity(t)}, func(bool) string { return nameOf(t) })
}

func nameOf(t xreflect.Type) string {
	switch {
	case t.Named() && t.PkgPath() == "main":
		return "main." + strings.ReplaceAll(t.Name(), "·", "")
	case t.Kind() == reflect.Pointer && !t.Named():
		return "*" + nameOf(t.Elem())
	case t.Kind() == reflect.Slice && !t.Named():
		return "[]" + nameOf(t.Elem())
	case t.Kind() == reflect.Array && !t.Named():
		return fmt.Sprintf("[%d]%s", t.Len(), nameOf(t.Elem()))
	case t.Kind() == reflect.Map && !t.Named():
		return "map[" + nameOf(t.Key()) + "]" + nameOf(t.Elem())
	case t.Kind() == reflect.Interface && xreflect.IsEmulatedInterface(t):
		return t.String()
	}
	return goName(t.ReflectType(), nil)
}

// goName is the name, as Go prints it, of what is rt in compiled code.
func goName(rt reflect.Type, own *registry) string {
	if own != nil {
		if t := own.find(rt); t != nil {
			return typeName(t)
		}
	}
	if name, ok := marked(rt); ok {
		return "main." + name
	}
	if rt.Name() != "" {
		return rt.String()
	}
	switch rt.Kind() {
	case reflect.Pointer:
		return "*" + goName(rt.Elem(), own)
	case reflect.Slice:
		return "[]" + goName(rt.Elem(), own)
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", rt.Len(), goName(rt.Elem(), own))
	case reflect.Chan:
		return rt.ChanDir().String() + " " + goName(rt.Elem(), own)
	case reflect.Map:
		return "map[" + goName(rt.Key(), own) + "]" + goName(rt.Elem(), own)
	case reflect.Struct:
		var fields []string
		for i := range rt.NumField() {
			f := rt.Field(i)
			fields = append(fields, fieldName(f.Name)+" "+goName(f.Type, own))
		}
		if len(fields) == 0 {
			return "struct {}"
		}
		return "struct { " + strings.Join(fields, "; ") + " }"
	}
	return rt.String()
}
