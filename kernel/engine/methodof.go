package engine

import (
	"reflect"
	"slices"

	"github.com/cosmos72/gomacro/xreflect"
)

// methodOf finds a method of a value of a type declared in a cell, bound to
// it. It returns false when the type has no such method, or only its pointer
// does. Methods that later cells declare are found, too.
func methodOf(v reflect.Value, t xreflect.Type, name string) (func(...reflect.Value) []reflect.Value, bool) {
	if t == nil || !v.IsValid() {
		return nil, false
	}
	base := withoutPointer(t)
	if !base.Named() || base.Kind() == reflect.Interface {
		return nil, false
	}
	m, ok := method(base, name)
	if !ok {
		return nil, false
	}
	if v.Kind() != reflect.Pointer && v.CanAddr() && v.CanInterface() {
		v = reflect.ValueOf(v.Interface()) // its pointer's methods are not its own
	}
	recv, ok := embedded(v, m.FieldIndex)
	if !ok {
		return nil, false
	}
	if recv.Kind() == reflect.Interface && recv.NumMethod() > 0 { // an embedded interface of compiled code
		bound := recv.MethodByName(name)
		return func(args ...reflect.Value) []reflect.Value { return bound.Call(args) }, bound.IsValid() && !recv.IsNil()
	}
	if m.Funs == nil || m.Index >= len(*m.Funs) || !(*m.Funs)[m.Index].IsValid() || (*m.Funs)[m.Index].IsNil() {
		return nil, false
	}
	fun := (*m.Funs)[m.Index]
	if recv, ok = asReceiver(recv, fun.Type().In(0)); !ok {
		return nil, false
	}
	return func(args ...reflect.Value) []reflect.Value {
		return fun.Call(append([]reflect.Value{recv}, args...))
	}, true
}

// method finds a method of a type that a cell has declared.
func method(t xreflect.Type, name string) (m xreflect.Method, ok bool) {
	ok = ask(question{"method", identity(t), name}, func(bool) bool {
		count := 0
		m, count = t.MethodByName(name, "main")
		return count == 1 && m.Type != nil
	})
	return m, ok
}

// withoutPointer is what a pointer type points to, and any other type itself.
func withoutPointer(t xreflect.Type) xreflect.Type {
	if t.Kind() != reflect.Pointer || t.Named() {
		return t
	}
	return part(t, xreflect.Type.Elem)
}

// embedded follows the fields through which a method is promoted.
func embedded(v reflect.Value, path []int) (reflect.Value, bool) {
	for _, i := range path {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return v, false // a nil pointer on the way
		}
		v = v.Field(i)
	}
	return v, true
}

// asReceiver turns a value into what a method wants: the value or, if that can
// be had, a pointer to it.
func asReceiver(v reflect.Value, want reflect.Type) (reflect.Value, bool) {
	switch {
	case v.Type() == want:
		return v, true
	case v.Kind() == reflect.Pointer && v.Type().Elem() == want:
		return v.Elem(), !v.IsNil()
	case want.Kind() == reflect.Pointer && v.Type() == want.Elem():
		if !v.CanAddr() {
			return v, false
		}
		return v.Addr(), true
	case v.Type().ConvertibleTo(want):
		return v.Convert(want), true
	}
	return v, false
}

// asError is the text of a value that is an error, if it is one.
func asError(v reflect.Value, t xreflect.Type) (func() string, bool) {
	return textMethod(v, t, "Error")
}

// textMethod finds a method without parameters whose result is a string.
func textMethod(v reflect.Value, t xreflect.Type, name string) (func() string, bool) {
	f, ok := methodOf(v, t, name)
	if !ok || !hasSignature(t, name, nil, []reflect.Type{reflect.TypeFor[string]()}) {
		return nil, false
	}
	return func() string { return f()[0].String() }, true
}

// hasSignature reports whether a method has those parameters and results.
func hasSignature(t xreflect.Type, name string, in, out []reflect.Type) bool {
	m, ok := method(withoutPointer(t), name)
	if !ok {
		return false
	}
	params, results := signature(m.Type)
	same := func(t xreflect.Type, want reflect.Type) bool { return t.ReflectType() == want }
	return slices.EqualFunc(params[1:], in, same) && slices.EqualFunc(results, out, same)
}

// signature lists the parameters, of which the first is the receiver, and the
// results of a method.
func signature(t xreflect.Type) (params, results []xreflect.Type) {
	ask(question{about: "signature", typ: identity(t)}, func(bool) bool {
		for i := range t.NumIn() {
			params = append(params, t.In(i))
		}
		for i := range t.NumOut() {
			results = append(results, t.Out(i))
		}
		return true
	})
	return params, results
}
