package engine

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// A runtimeError is a panic of the interpreter in the words, and with the
// interface runtime.Error, that it has in compiled Go.
type runtimeError string

func (e runtimeError) Error() string { return string(e) }

// RuntimeError implements runtime.Error.
func (e runtimeError) RuntimeError() {}

const nilDereference = runtimeError("runtime error: invalid memory address or nil pointer dereference")

// asInGo turns what gomacro panics with into what compiled Go would: gomacro
// works by reflection, whose complaints are strings.
func (in *interpreter) asInGo(r any) any {
	switch r := r.(type) {
	case string:
		if text, ok := runtimeText(r); ok {
			return text
		}
	case *fast.TypeAssertionError:
		return assertionText(r, in.own)
	case error:
		var invalid *reflect.ValueError
		if errors.As(r, &invalid) && invalid.Kind == reflect.Invalid {
			return nilDereference
		}
	}
	return r
}

// reflectTexts are what reflection says, and what Go says instead. Most indices
// never come so far, see guard.go.
var reflectTexts = []struct{ reflect, runtime string }{
	{"reflect: slice index out of range", "runtime error: index out of range"},
	{"reflect: array index out of range", "runtime error: index out of range"},
	{"reflect: string index out of range", "runtime error: index out of range"},
	{"reflect.Value.Slice: slice index out of bounds", "runtime error: slice bounds out of range"},
	{"reflect.Value.Slice3: slice index out of bounds", "runtime error: slice bounds out of range"},
	{"reflect.Value.Slice: string slice index out of bounds", "runtime error: slice bounds out of range"},
	{"reflect.MakeSlice: negative len", "runtime error: makeslice: len out of range"},
	{"reflect.MakeSlice: negative cap", "runtime error: makeslice: cap out of range"},
	{"reflect.MakeSlice: len > cap", "runtime error: makeslice: cap out of range"},
	{"reflect.MakeChan: negative buffer size", "makechan: size out of range"},
	{"reflect: Method on nil interface value", string(nilDereference)},
	{"reflect.Value.Call: call of nil function", string(nilDereference)},
	{"reflect: indirection through nil pointer to embedded struct", string(nilDereference)},
}

// runtimeText is what Go says in the place of reflection.
func runtimeText(msg string) (runtimeError, bool) {
	if !strings.HasPrefix(msg, "reflect") {
		return "", false
	}
	for _, t := range reflectTexts {
		if msg == t.reflect {
			return runtimeError(t.runtime), true
		}
	}
	var length, want int
	if n, _ := fmt.Sscanf(msg, "reflect: cannot convert slice with length %d to array with length %d", &length, &want); n == 2 {
		return runtimeError(fmt.Sprintf("runtime error: cannot convert slice with length %d to array or pointer to array with length %d", length, want)), true
	}
	return "", false
}

// assertionText is what Go says of a type assertion that fails.
func assertionText(e *fast.TypeAssertionError, own *registry) runtimeError {
	concrete := ""
	switch {
	case e.Concrete != nil:
		concrete = typeText(e.Concrete)
	case e.ReflectConcrete != nil:
		concrete = goName(e.ReflectConcrete, own)
	}
	toInterface := e.Asserted != nil && e.Asserted.Kind() == reflect.Interface
	switch {
	case concrete == "" && toInterface:
		return runtimeError(fmt.Sprintf("interface conversion: interface is nil, not %s", typeText(e.Asserted)))
	case concrete == "":
		return runtimeError(fmt.Sprintf("interface conversion: %s is nil, not %s", typeText(e.Interface), typeText(e.Asserted)))
	case toInterface:
		return runtimeError(fmt.Sprintf("interface conversion: %s is not %s%s", concrete, typeText(e.Asserted), missingText(e)))
	}
	return runtimeError(fmt.Sprintf("interface conversion: %s is %s, not %s", typeText(e.Interface), concrete, typeText(e.Asserted)))
}

// missingText names the first method that a type lacks for an interface.
func missingText(e *fast.TypeAssertionError) string {
	if e.MissingMethod != nil {
		return ": missing method " + e.MissingMethod.Name
	}
	iface := e.Asserted.ReflectType()
	if e.ReflectConcrete == nil || iface.Kind() != reflect.Interface {
		return ""
	}
	for m := range iface.Methods() {
		if _, ok := e.ReflectConcrete.MethodByName(m.Name); !ok {
			return ": missing method " + m.Name
		}
	}
	return ""
}

// typeText writes a type as Go's own messages do.
func typeText(t xreflect.Type) string {
	if t == nil {
		return "interface"
	}
	return typeName(t)
}
