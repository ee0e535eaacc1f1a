package engine

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/xreflect"
)

// A shown is a value made of types that cells declare, as package fmt is to
// print it: with the methods and the names that compiled code does not see.
type shown struct {
	v   reflect.Value
	t   xreflect.Type // nil if only v knows
	own *registry
}

// shownAll prepares the arguments of a function that prints.
func (in *interpreter) shownAll(args []any) []any {
	var changed []any
	for i, a := range args {
		if s := in.shown(a); s != nil {
			if changed == nil {
				changed = append([]any{}, args...)
			}
			changed[i] = s
		}
	}
	if changed == nil {
		return args
	}
	return changed
}

// shown is nil if fmt prints a value well by itself.
func (in *interpreter) shown(a any) *shown {
	switch a := a.(type) {
	case nil, string, int, float64, bool, error, fmt.Formatter:
		return nil
	case *kept:
		v, t := a.inside()
		return &shown{v: v, t: t, own: in.own}
	}
	v := reflect.ValueOf(a)
	if !in.own.within(v.Type(), map[reflect.Type]bool{}) {
		return nil
	}
	return &shown{v: v, own: in.own}
}

// within reports whether values of a type may contain some whose type is
// declared in a cell, or fields with names that are not the cell's.
func (g *registry) within(rt reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[rt] {
		return false
	}
	seen[rt] = true
	if g.find(rt) != nil {
		return true
	}
	switch rt.Kind() {
	case reflect.Interface:
		return rt.NumMethod() == 0
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return g.within(rt.Elem(), seen)
	case reflect.Map:
		return g.within(rt.Key(), seen) || g.within(rt.Elem(), seen)
	case reflect.Struct:
		if rt.Name() != "" {
			return false // compiled: nothing in it can be anything else
		}
		if rt.NumField() > 0 && rt.Field(0).Type == reflect.TypeFor[xreflect.InterfaceHeader]() {
			return true // an interface of a cell
		}
		for i := range rt.NumField() {
			if f := rt.Field(i); fieldName(f.Name) != f.Name || g.within(f.Type, seen) {
				return true
			}
		}
		_, own := marked(rt)
		return own
	}
	return false
}

// fieldName is the name of a field in a cell: gomacro has to make all fields
// exported ones.
func fieldName(name string) string {
	name = strings.TrimPrefix(name, xreflect.StrGensymPrivate)
	return strings.TrimPrefix(name, xreflect.StrGensymAnonymous)
}

// Format implements fmt.Formatter.
func (s *shown) Format(f fmt.State, verb rune) {
	p := &printer{State: f, verb: verb, own: s.own}
	p.print(s.v, s.t, 0)
}

// A printer prints one value by one verb, as fmt does.
type printer struct {
	fmt.State
	verb rune
	own  *registry
	bare int // above 0 in fields that are not exported, where fmt calls no methods
}

func (p *printer) format() string { return fmt.FormatString(p.State, p.verb) }

func (p *printer) sharp() bool { return p.verb == 'v' && p.Flag('#') }

func (p *printer) write(s string) { p.State.Write([]byte(s)) }

// typeOf is the type that a cell has declared which a value is of.
func (p *printer) typeOf(v reflect.Value, t xreflect.Type) xreflect.Type {
	if own := p.own.find(v.Type()); own != nil {
		return own
	}
	return t
}

// print prints a value that is depth deep in the argument.
func (p *printer) print(v reflect.Value, t xreflect.Type, depth int) {
	if !v.IsValid() {
		p.write("<nil>")
		return
	}
	t = p.typeOf(v, t)
	if t != nil && p.bare == 0 && p.methods(v, t) {
		return
	}
	if t == nil && !p.own.within(v.Type(), map[reflect.Type]bool{}) {
		p.delegate(v, depth)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if t == nil && v.Type().Name() != "" {
			p.delegate(v, depth)
			return
		}
		p.structure(v, t, depth)
	case reflect.Map:
		p.mapping(v, t, depth)
	case reflect.Slice, reflect.Array:
		p.list(v, t, depth)
	case reflect.Interface:
		p.inside(v, depth)
	case reflect.Pointer:
		p.pointer(v, t, depth)
	default:
		p.simple(v, t)
	}
}

// inside prints what an interface holds, or what one of a cell does.
func (p *printer) inside(v reflect.Value, depth int) {
	if v.IsNil() {
		if p.sharp() {
			p.write(goName(v.Type(), p.own) + "(nil)")
		} else {
			p.write("<nil>")
		}
		return
	}
	v, t := unboxed(v.Elem())
	p.print(v, t, depth+1)
}

// unboxed takes a value out of an interface as gomacro makes them.
func unboxed(v reflect.Value) (reflect.Value, xreflect.Type) {
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() != reflect.Struct || v.Type().Elem().NumField() == 0 {
		return v, nil
	}
	switch v.Type().Elem().Field(0).Type {
	case reflect.TypeFor[xreflect.InterfaceHeader]():
	case reflect.TypeFor[any]():
		if v.Type().Elem().Name() == "" || v.Type().Elem().Field(0).Name != "Object" {
			return v, nil
		}
	default:
		return v, nil
	}
	if v.IsNil() {
		return reflect.Value{}, nil
	}
	if h, ok := v.Elem().Field(0).Interface().(xreflect.InterfaceHeader); ok {
		return h.Value().ReflectValue(), h.Type()
	}
	return v, nil
}

// methods prints by the methods of a type, as fmt would call them.
func (p *printer) methods(v reflect.Value, t xreflect.Type) (handled bool) {
	if f, ok := methodOf(v, t, "Format"); ok && hasSignature(t, "Format", []reflect.Type{reflect.TypeFor[fmt.State](), reflect.TypeFor[rune]()}, nil) {
		state := p.State
		f(reflect.ValueOf(&state).Elem(), reflect.ValueOf(p.verb))
		return true
	}
	if p.sharp() {
		f, ok := textMethod(v, t, "GoString")
		if ok {
			p.write(f())
		}
		return ok
	}
	if !strings.ContainsRune("vsxXq", p.verb) {
		return false
	}
	for _, name := range []string{"Error", "String"} {
		f, ok := textMethod(v, t, name)
		if !ok {
			continue
		}
		if v.Kind() == reflect.Pointer && v.IsNil() {
			defer func() {
				if recover() != nil {
					p.write("<nil>")
					handled = true
				}
			}()
		}
		fmt.Fprintf(p.State, p.format(), f())
		return true
	}
	return false
}

// delegate lets fmt print a value without anything of a cell in it.
func (p *printer) delegate(v reflect.Value, depth int) {
	switch {
	case p.bare > 0:
		fmt.Fprintf(p.State, p.format(), readOnly(v))
	case depth > 0 && v.Kind() == reflect.Pointer && !(v.CanInterface() && speaks(v.Interface())):
		p.address(v)
	case v.CanInterface():
		fmt.Fprintf(p.State, p.format(), v.Interface())
	default:
		fmt.Fprintf(p.State, p.format(), v)
	}
}

// speaks reports whether a value knows how to print itself.
func speaks(a any) bool {
	switch a.(type) {
	case error, fmt.Stringer, fmt.Formatter, fmt.GoStringer:
		return true
	}
	return false
}

// readOnly is a value that fmt prints without calling methods.
func readOnly(v reflect.Value) reflect.Value {
	if !v.CanInterface() {
		return v
	}
	return reflect.ValueOf(struct{ v any }{v.Interface()}).Field(0).Elem()
}
