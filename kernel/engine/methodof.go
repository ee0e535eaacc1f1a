package engine

import (
	"reflect"

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
	universeLock.Lock()
	m, count := base.MethodByName(name, "main")
	universeLock.Unlock()
	if count != 1 || m.Type == nil {
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

// withoutPointer is what a pointer type points to, and any other type itself.
func withoutPointer(t xreflect.Type) xreflect.Type {
	if t.Kind() != reflect.Pointer || t.Named() {
		return t
	}
	universeLock.Lock()
	defer universeLock.Unlock()
	return t.Elem()
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
	t = withoutPointer(t)
	universeLock.Lock()
	defer universeLock.Unlock()
	m, count := t.MethodByName(name, "main")
	if count != 1 || m.Type == nil || m.Type.NumIn() != len(in)+1 || m.Type.NumOut() != len(out) {
		return false
	}
	for i, want := range in {
		if m.Type.In(i+1).ReflectType() != want {
			return false
		}
	}
	for i, want := range out {
		if m.Type.Out(i).ReflectType() != want {
			return false
		}
	}
	return true
}
