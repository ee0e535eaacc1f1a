package engine

import (
	"errors"
	"reflect"

	"github.com/cosmos72/gomacro/base/genimport"
	"github.com/cosmos72/gomacro/imports"
	"github.com/cosmos72/gomacro/xreflect"
)

// An ownError is an error whose type a cell has declared, for compiled code.
// gomacro makes one wherever such a value becomes an error: Object is an
// xreflect.InterfaceHeader, which has the value and its type.
type ownError struct {
	Object any
	Error_ func(any) string
}

func (e *ownError) Error() string { return e.Error_(e.Object) }

// value is the error as the cell made it, and its type.
func (e *ownError) value() (reflect.Value, xreflect.Type) {
	h, ok := e.Object.(xreflect.InterfaceHeader)
	if !ok {
		return reflect.Value{}, nil
	}
	return h.Value().ReflectValue(), h.Type()
}

// Unwrap is the error's own, if it has it.
func (e *ownError) Unwrap() error {
	v, t := e.value()
	f, ok := methodOf(v, t, "Unwrap")
	if !ok || !hasSignature(t, "Unwrap", nil, []reflect.Type{errorType}) {
		return nil
	}
	err, _ := f()[0].Interface().(error)
	return err
}

// several are the errors that an error with Unwrap() []error wraps.
func (e *ownError) several() []error {
	v, t := e.value()
	f, ok := methodOf(v, t, "Unwrap")
	if !ok || !hasSignature(t, "Unwrap", nil, []reflect.Type{reflect.TypeFor[[]error]()}) {
		return nil
	}
	list, _ := f()[0].Interface().([]error)
	return list
}

// Is reports whether the target is the same error, or the error says so.
func (e *ownError) Is(target error) bool {
	v, t := e.value()
	if other, ok := target.(*ownError); ok {
		if w, u := other.value(); t.IdenticalTo(u) && v.Comparable() && v.Equal(w) {
			return true
		}
	}
	if f, ok := methodOf(v, t, "Is"); ok && hasSignature(t, "Is", []reflect.Type{errorType}, []reflect.Type{reflect.TypeFor[bool]()}) {
		if f(reflect.ValueOf(&target).Elem())[0].Bool() {
			return true
		}
	}
	for _, err := range e.several() {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// As sets target to the error, if that is its type, or lets the error do so.
func (e *ownError) As(target any) bool {
	v, t := e.value()
	to := reflect.ValueOf(target).Elem()
	if v.Type() == to.Type() {
		to.Set(v)
		return true
	}
	if f, ok := methodOf(v, t, "As"); ok && hasSignature(t, "As", []reflect.Type{reflect.TypeFor[any]()}, []reflect.Type{reflect.TypeFor[bool]()}) {
		if f(reflect.ValueOf(&target).Elem())[0].Bool() {
			return true
		}
	}
	for _, err := range e.several() {
		if errorAs(err, target) {
			return true
		}
	}
	return false
}

// errorAs is errors.As, which would refuse types declared in cells.
func errorAs(err error, target any) bool {
	to := reflect.TypeOf(target)
	if to == nil || to.Kind() != reflect.Pointer || reflect.ValueOf(target).IsNil() {
		panic("errors: target must be a non-nil pointer")
	}
	if to = to.Elem(); to.Kind() == reflect.Interface || to.Implements(errorType) {
		return errors.As(err, target)
	}
	for err != nil {
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() []error }:
			for _, e := range x.Unwrap() {
				if errorAs(e, target) {
					return true
				}
			}
			return false
		default:
			err = errors.Unwrap(err)
		}
	}
	return false
}

// asOwnError makes an error of an argument, if its type is declared in a cell
// and is one.
func (in *interpreter) asOwnError(a any) (error, bool) {
	switch a := a.(type) {
	case *shown:
		return in.ownError(a.v, a.t)
	case *kept:
		return in.ownError(a.inside())
	}
	return in.ownError(reflect.ValueOf(a), nil)
}

// ownError makes an error of a value, whose type may be nil.
func (in *interpreter) ownError(v reflect.Value, t xreflect.Type) (error, bool) {
	if !v.IsValid() {
		return nil, false
	}
	if t == nil {
		t = in.own.find(v.Type())
	}
	if _, ok := asError(v, t); !ok {
		return nil, false
	}
	e := in.inProxy(v, t, in.ir.Comp.TypeOfError()).Interface()
	return e.(error), true
}

// declareErrors makes gomacro use ownError for errors, also where its own
// import would refuse a proxy with more methods than the interface.
func (in *interpreter) declareErrors() {
	part := imports.Package{
		Name:    "errors",
		Types:   map[string]reflect.Type{"error": errorType},
		Proxies: map[string]reflect.Type{"error": reflect.TypeFor[ownError]()},
	}
	part.LazyInit("·errors")
	in.ir.Comp.NewImport(&genimport.PackageRef{Package: part, Path: "·errors"})
	in.declareKept()
}
