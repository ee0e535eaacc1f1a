package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"reflect"
	"regexp"
	"strings"
	"text/template"

	"github.com/cosmos72/gomacro/xreflect"
)

// templateFuncs are the functions that rewritten templates call.
func (in *interpreter) templateFuncs(missing int) map[string]any {
	field := func(recv reflect.Value, name string, args ...reflect.Value) (reflect.Value, xreflect.Type, error) {
		v, t, err := in.templateField(recv, name, args)
		if errors.Is(err, errNoKey) {
			switch missing {
			case keyNothing:
				return reflect.Value{}, nil, nil
			case keyZero:
				return reflect.Zero(indirect(recv).Type().Elem()), nil, nil
			}
		}
		return v, t, err
	}
	return map[string]any{
		"ǃfield": func(recv reflect.Value, name string, args ...reflect.Value) (reflect.Value, error) {
			v, _, err := field(recv, name, args...)
			return v, err
		},
		"ǃfieldˑ": func(recv reflect.Value, name string) (reflect.Value, error) { // of which a field is wanted
			v, t, err := field(recv, name)
			if err == nil && keepsName(t) {
				v = reflect.ValueOf(in.keep(v, t))
			}
			return v, err
		},
		"ǃshow":   in.templateShown,
		"print":   func(a ...any) string { return fmt.Sprint(in.shownAll(a)...) },
		"println": func(a ...any) string { return fmt.Sprintln(in.shownAll(a)...) },
		"printf": func(format string, a ...any) string {
			format, a = in.formatted(format, a)
			return fmt.Sprintf(format, a...)
		},
	}
}

// A noKey is the fault of a map without an entry.
type noKey struct{ key string }

func (e noKey) Error() string { return fmt.Sprintf("map has no entry for key %q", e.key) }

func (noKey) Is(target error) bool { return target == errNoKey }

var errNoKey = errors.New("no such key")

// indirect is what a value points to or holds, as deep as that goes: a nil
// pointer or interface if it ends there.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v
		}
		if inner, t := unboxed(v); t != nil {
			v = inner
			continue
		}
		v = v.Elem()
	}
	return v
}

// templateField is recv.name, as package template evaluates it: the result of a
// method, a field, or an element of a map. The type is that of a field, if a cell
// has declared it.
func (in *interpreter) templateField(recv reflect.Value, name string, args []reflect.Value) (reflect.Value, xreflect.Type, error) {
	none := reflect.Value{}
	if !recv.IsValid() {
		return none, nil, nil
	}
	var t xreflect.Type
	v := indirect(recv)
	if k, ok := recv.Interface().(*kept); ok {
		v, t = k.inside()
	} else if v.Kind() == reflect.Interface {
		return none, nil, fmt.Errorf("nil pointer evaluating %s.%s", goName(recv.Type(), in.own), name)
	}
	if own := in.own.find(v.Type()); own != nil {
		t = own
	}
	if token.IsExported(name) {
		if f := in.templateMethod(v, t, name); f != nil {
			result, err := f.call(name, args)
			return result, nil, err
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		field, ft := in.own.fieldNamed(v, t, name)
		switch {
		case !field.IsValid():
		case !token.IsExported(name):
			return none, nil, fmt.Errorf("%s is an unexported field of struct type %s", name, goName(recv.Type(), in.own))
		case len(args) > 0:
			return none, nil, fmt.Errorf("%s has arguments but cannot be invoked as function", name)
		default:
			return field, ft, nil
		}
	case reflect.Map:
		if to := v.Type().Key(); to.Kind() == reflect.String || to.Kind() == reflect.Interface && to.NumMethod() == 0 {
			if element := v.MapIndex(reflect.ValueOf(name).Convert(to)); element.IsValid() {
				return element, nil, nil
			}
			return none, nil, noKey{name}
		}
	case reflect.Pointer:
		return none, nil, fmt.Errorf("nil pointer evaluating %s.%s", goName(recv.Type(), in.own), name)
	}
	return none, nil, fmt.Errorf("can't evaluate field %s in type %s", name, goName(recv.Type(), in.own))
}

// fieldNamed finds a field of a struct, or of what is embedded in it.
func (g *registry) fieldNamed(v reflect.Value, t xreflect.Type, name string) (reflect.Value, xreflect.Type) {
	typeOf := func(i int) xreflect.Type {
		return part(t, func(t xreflect.Type) xreflect.Type { return t.Field(i).Type })
	}
	for i := range v.NumField() {
		if fieldName(v.Type().Field(i).Name) == name {
			return v.Field(i), typeOf(i)
		}
	}
	for i := range v.NumField() {
		if !v.Type().Field(i).Anonymous && !embeddedField(t, i) {
			continue
		}
		if inner := indirect(v.Field(i)); inner.Kind() == reflect.Struct {
			if f, ft := g.fieldNamed(inner, g.find(inner.Type()), name); f.IsValid() {
				return f, ft
			}
		}
	}
	return reflect.Value{}, nil
}

// A templateMethod is a method of a value that a template calls.
type templateMethod struct {
	in       *interpreter
	params   []templateParam
	results  int
	variadic bool
	fun      func(...reflect.Value) []reflect.Value
}

// A templateParam is the type of a parameter: t is nil if it is compiled.
type templateParam struct {
	rt reflect.Type
	t  xreflect.Type
}

// templateMethod finds a method of a value, or of a pointer to it; nil if there is
// none.
func (in *interpreter) templateMethod(v reflect.Value, t xreflect.Type, name string) *templateMethod {
	for _, v := range addressed(v) {
		if f, ok := methodOf(v, t, name); ok {
			m, _ := method(withoutPointer(t), name)
			types, results := signature(m.Type)
			var params []templateParam
			for _, t := range types[1:] {
				params = append(params, templateParam{t.ReflectType(), t})
			}
			return &templateMethod{in, params, len(results), m.Type.IsVariadic(), f}
		}
		if v.Type().Name() == "" && v.Kind() != reflect.Pointer {
			continue
		}
		if m := v.MethodByName(name); m.IsValid() {
			var params []templateParam
			for t := range m.Type().Ins() {
				params = append(params, templateParam{rt: t})
			}
			return &templateMethod{in, params, m.Type().NumOut(), m.Type().IsVariadic(), func(args ...reflect.Value) []reflect.Value { return m.Call(args) }}
		}
	}
	return nil
}

// addressed is a value, and a pointer to it if that can be had.
func addressed(v reflect.Value) []reflect.Value {
	if v.CanAddr() && v.Kind() != reflect.Interface {
		return []reflect.Value{v.Addr(), v}
	}
	return []reflect.Value{v}
}

// call calls a method with the arguments that a template gives it.
func (f *templateMethod) call(name string, args []reflect.Value) (reflect.Value, error) {
	fixed := len(f.params)
	if f.variadic {
		fixed--
	}
	switch {
	case f.variadic && len(args) < fixed:
		return reflect.Value{}, fmt.Errorf("wrong number of args for %s: want at least %d got %d", name, fixed, len(args))
	case !f.variadic && len(args) != fixed:
		return reflect.Value{}, fmt.Errorf("wrong number of args for %s: want %d got %d", name, fixed, len(args))
	case f.results != 1 && f.results != 2:
		return reflect.Value{}, fmt.Errorf("can't call method/function %q with %d results", name, f.results)
	}
	in := make([]reflect.Value, len(args))
	for i, arg := range args {
		var err error
		p := f.params[min(i, len(f.params)-1)]
		if f.variadic && i >= fixed {
			p = templateParam{p.rt.Elem(), part(p.t, xreflect.Type.Elem)}
		}
		if in[i], err = f.in.templateArgument(arg, p); err != nil {
			return reflect.Value{}, err
		}
	}
	out := f.fun(in...)
	if len(out) == 2 {
		if err, failed := out[1].Interface().(error); failed {
			return reflect.Value{}, fmt.Errorf("error calling %s: %w", name, err)
		}
	}
	return out[0], nil
}

// templateArgument is an argument as a parameter takes it.
func (in *interpreter) templateArgument(arg reflect.Value, p templateParam) (reflect.Value, error) {
	t, rt := p.t, p.rt
	if !arg.IsValid() {
		return reflect.Zero(rt), nil
	}
	for arg.Kind() == reflect.Interface && !arg.IsNil() {
		arg = arg.Elem()
	}
	switch {
	case arg.Type().AssignableTo(rt):
		return arg, nil
	case t != nil && t.Kind() == reflect.Interface:
		v, have := unboxed(arg)
		if have == nil {
			have = in.own.find(v.Type())
		}
		if in.holds(v, have, t) {
			return in.as(v, have, t).ReflectValue(), nil
		}
	case isNumber(arg.Kind()) && isNumber(rt.Kind()), arg.Kind() == reflect.String && rt.Kind() == reflect.String:
		return arg.Convert(rt), nil
	case arg.Kind() == reflect.Pointer && !arg.IsNil() && arg.Type().Elem().AssignableTo(rt):
		return arg.Elem(), nil
	case arg.CanAddr() && reflect.PointerTo(arg.Type()).AssignableTo(rt):
		return arg.Addr(), nil
	}
	return arg, fmt.Errorf("wrong type for value; expected %s; got %s", goName(rt, in.own), goName(arg.Type(), in.own))
}

func isNumber(k reflect.Kind) bool { return k >= reflect.Int && k <= reflect.Float64 }

// A templateValue is a value made of types that cells declare, as a template
// writes it.
type templateValue struct {
	in *interpreter
	s  *shown
}

// Format implements fmt.Formatter.
func (v templateValue) Format(f fmt.State, verb rune) { v.s.Format(f, verb) }

// MarshalJSON implements json.Marshaler, by which html/template writes into scripts.
func (v templateValue) MarshalJSON() ([]byte, error) {
	if v.s.t != nil && !v.in.own.json().hasMethods(v.s.v.Type(), v.s.t) {
		if f, ok := textMethod(v.s.v, v.s.t, "String"); ok {
			return json.Marshal(f())
		}
	}
	return v.in.marshal(v.s, json.Marshal)
}

// templateShown is a value as a template is to write it.
func (in *interpreter) templateShown(v reflect.Value) reflect.Value {
	if !v.IsValid() {
		return v
	}
	v = indirect(v)
	if !v.CanInterface() || v.Kind() == reflect.Interface || in.shown(v.Interface()) == nil {
		return v
	}
	t := in.own.find(v.Type())
	for _, v := range addressed(v) {
		for _, name := range []string{"Error", "String"} {
			if _, ok := textMethod(v, t, name); ok {
				return reflect.ValueOf(templateValue{in, &shown{v: v, t: t, own: in.own}})
			}
		}
	}
	return reflect.ValueOf(templateValue{in, &shown{v: v, t: t, own: in.own}})
}

// rewrittenFault is how package template words what our functions say of it.
var rewrittenFault = regexp.MustCompile(`(?s)^(template: .* executing .* at )<(.*)>: error calling ǃ\S+: (.*)$`)

// templateError is an error of a rewritten template as it would be of the one
// that the cell has written.
func (in *interpreter) templateError(err error) error {
	var failed template.ExecError
	if !errors.As(err, &failed) {
		return err
	}
	text := strings.ReplaceAll(err.Error(), " | ǃshow", "")
	if m := rewrittenFault.FindStringSubmatch(text); m != nil {
		context := m[2][:strings.LastIndex(m[2], fieldEnds)+len(fieldEnds)]
		text = m[1] + "<" + context + ">: " + m[3]
	}
	return &templateError{failed, unwritten(text)}
}

// unwritten is a text in which fields are written as they were.
func unwritten(text string) string {
	for {
		start := strings.LastIndex(text, "ǃfield") // the innermost of those that are left
		if start < 0 {
			return strings.NewReplacer(fieldBegins, "", fieldEnds, "").Replace(text)
		}
		begins := start + strings.Index(text[start:], fieldBegins)
		ends := begins + strings.Index(text[begins:], fieldEnds)
		if begins < start || ends < begins {
			return text
		}
		before, after := text[:start], text[ends+len(fieldEnds):]
		if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") {
			before, after = before[:len(before)-1], after[1:]
		}
		text = before + text[begins+len(fieldBegins):ends] + after
	}
}

// A templateError is an error of package template in other words.
type templateError struct {
	template.ExecError
	text string
}

func (e *templateError) Error() string { return e.text }

func (e *templateError) Unwrap() error { return e.ExecError }
