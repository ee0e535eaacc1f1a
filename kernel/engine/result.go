package engine

import (
	"fmt"
	"go/ast"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// result is the bundle of the values of a cell's last expression, by the rules
// of gophernotes: one value that shows itself, among others that are nil, is
// shown in all its forms; values that are all nil are not shown; others are
// printed, separated by blanks. Unlike there, a nil error is not printed after
// a value, and what printing functions return is not shown.
func (in *interpreter) result(s *step, expr ast.Expr, values []xreflect.Value) (bundle *Bundle, err error) {
	if in.prints(expr) || len(values) == 0 {
		return nil, nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = in.fault(r, s.unit)
			in.reset()
		}
	}()
	if n := len(values); n > 1 && isError(s.types[n-1]) && isNil(values[n-1]) {
		values = values[:n-1]
	}
	var shown []any
	all := true
	for i, v := range values {
		if !isNil(v) {
			shown = append(shown, in.plain(v, s.types[i]))
			continue
		}
		all = false
	}
	if len(shown) == 0 {
		return nil, nil
	}
	if len(shown) == 1 {
		if d, ok := in.faceData(shown[0]); ok {
			b := Bundle(d)
			return &b, nil
		}
	}
	if !all {
		shown = shown[:0]
		for i, v := range values {
			shown = append(shown, in.plain(v, s.types[i]))
		}
	}
	texts := make([]string, len(shown))
	for i, v := range shown {
		texts[i] = in.text(v)
	}
	return &Bundle{Data: map[string]any{mimeText: strings.Join(texts, " ")}}, nil
}

// prints reports whether expr is a call of a function that prints, whose
// results nobody wants to see.
func (in *interpreter) prints(expr ast.Expr) bool {
	call, ok := expr.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if pkg, ok := sel.X.(*ast.Ident); ok && in.imported[pkg.Name] == "fmt" {
		return strings.HasPrefix(sel.Sel.Name, "Print") || strings.HasPrefix(sel.Sel.Name, "Fprint")
	}
	return sel.Sel.Name == "WriteString" || sel.Sel.Name == "Write"
}

var errorType = reflect.TypeFor[error]()

func isError(t xreflect.Type) bool {
	return t != nil && t.ReflectType() == errorType
}

// isNil reports whether v is nil or no value at all.
func isNil(v xreflect.Value) bool {
	if !v.IsValid() || v == fast.None {
		return true
	}
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		return v.IsNil()
	}
	return false
}

// plain takes a value out of the interpreter. One of a type declared in a cell
// becomes something that has the methods of that type.
func (in *interpreter) plain(v xreflect.Value, t xreflect.Type) any {
	if isNil(v) {
		return nil
	}
	if t != nil && t.Kind() == reflect.Interface {
		v, t = in.concrete(v, t)
	}
	if t != nil && t.Kind() == reflect.Func {
		return function(t.String())
	}
	if own := in.withMethods(v, t); own != nil {
		return own
	}
	rv := v.ReflectValue()
	if !rv.IsValid() || !rv.CanInterface() {
		return nil
	}
	if in.own.find(rv.Type()) != nil || ownParts(t) {
		return &shown{v: rv, t: t, own: in.own}
	}
	return rv.Interface()
}

// ownParts reports whether a type is made of others that have methods and are
// declared in cells.
func ownParts(t xreflect.Type) bool {
	return ask(question{about: "own parts", typ: identity(t)}, func(bool) bool { return hasOwnParts(t, map[string]bool{}) })
}

func hasOwnParts(t xreflect.Type, seen map[string]bool) bool {
	if t == nil || seen[t.String()] {
		return false
	}
	seen[t.String()] = true
	if methodful(t) {
		return true
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return hasOwnParts(t.Elem(), seen)
	case reflect.Map:
		return hasOwnParts(t.Key(), seen) || hasOwnParts(t.Elem(), seen)
	case reflect.Struct:
		if t.PkgPath() != "main" && t.Named() {
			return false
		}
		for i := range t.NumField() {
			if hasOwnParts(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}

// function is what a function shows of itself: its type. Its address would
// differ each time.
type function string

// concrete takes a value out of an interface.
func (in *interpreter) concrete(v xreflect.Value, t xreflect.Type) (xreflect.Value, xreflect.Type) {
	if xreflect.IsEmulatedInterface(t) {
		return xreflect.FromEmulatedInterface(v)
	}
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() {
		return v, nil
	}
	if own := in.own.find(v.Type()); own != nil {
		return v, own
	}
	if v.Kind() == reflect.Pointer && v.Elem().IsValid() && v.Elem().Kind() == reflect.Struct && v.Elem().NumField() > 0 {
		first := v.Elem().Field(0)
		if first.Kind() == reflect.Interface && first.ReflectValue().CanInterface() {
			if h, ok := first.Interface().(xreflect.InterfaceHeader); ok {
				return h.Value(), h.Type()
			}
		}
	}
	return v, nil
}

// ownFaces is a value declared in a cell with its methods for showing itself,
// each behind the interface that it makes up.
type ownFaces struct {
	value any
	shown *shown
	text  fmt.Stringer
	err   error
	faces []any // by the index of faces, nil where it has no such method
}

// withMethods finds the methods by which a value of a type declared in a cell
// shows itself; nil if there are none. Compiled code does not see such methods.
func (in *interpreter) withMethods(v xreflect.Value, t xreflect.Type) *ownFaces {
	if t == nil || !methodful(t) {
		return nil
	}
	own := &ownFaces{value: v.ReflectValue().Interface(), faces: make([]any, len(faces))}
	own.shown = &shown{v: v.ReflectValue(), t: t, own: in.own}
	found := false
	for i, f := range faces {
		if c := in.convert(v, t, f.typ, f.method); c != nil {
			own.faces[i], found = c, true
			if s, ok := c.(fmt.Stringer); ok && f.method == "String" {
				own.text = s
			}
		}
	}
	if c := in.convert(v, t, errorType, "Error"); c != nil {
		own.err, found = c.(error), true
	}
	if !found {
		return nil
	}
	return own
}

// methodful reports whether t is declared in a cell and has methods.
func methodful(t xreflect.Type) bool {
	if t.Kind() == reflect.Pointer && !t.Named() {
		t = t.Elem()
	}
	return t.Named() && t.Kind() != reflect.Interface && t.PkgPath() == "main" && t.NumAllMethod() > 0
}

// convert makes an interface of a value declared in a cell; nil if its type
// does not have the method.
func (in *interpreter) convert(v xreflect.Value, t xreflect.Type, iface reflect.Type, method string) (converted any) {
	type of struct {
		iface  reflect.Type
		method string
	}
	return ask(question{"face", identity(t), of{iface, method}}, func(bool) any { return in.converted(v, t, iface, method) })
}

// converted is convert for who may ask about types.
func (in *interpreter) converted(v xreflect.Value, t xreflect.Type, iface reflect.Type, method string) (converted any) {
	base := t
	if t.Kind() == reflect.Pointer && !t.Named() {
		base = t.Elem()
	}
	if _, count := base.MethodByName(method, ""); count != 1 {
		return nil
	}
	defer func() {
		if recover() != nil {
			converted = nil // another signature, or a pointer receiver
		}
	}()
	comp := in.ir.Comp
	to := comp.Universe.FromReflectType(iface)
	if t.Kind() == reflect.Pointer && !t.Named() && base.Implements(to) {
		v, t = v.Elem(), base // the method wants the value, not the pointer
	}
	if !t.Implements(to) {
		return nil
	}
	c := comp.Converter(t, to)
	if c == nil {
		return nil
	}
	return c(v).Interface()
}
