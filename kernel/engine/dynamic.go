package engine

import (
	"fmt"
	"go/ast"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// What an interface holds may be a value as it is, a value and its type in the
// struct that gomacro makes for interfaces of cells, or the same in a proxy for
// those of compiled code. Rewritten cells call functions that know that.

// declareDynamic declares those functions.
func (in *interpreter) declareDynamic() {
	for name, compile := range map[string]func(*fast.Comp, fast.Symbol, *ast.CallExpr) *fast.Call{
		"·bare": func(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
			return in.unary(c, sym, n, in.bare)
		},
		"·plain": compilePlain,
		"·keep": func(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
			return in.unary(c, sym, n, in.keep)
		},
		"·boxed": func(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
			return in.unary(c, sym, n, in.boxed)
		},
		"·coded": func(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
			return in.unary(c, sym, n, in.coded)
		},
		"·logged": func(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
			return in.unary(c, sym, n, in.shownAs)
		},
		"·shown": func(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
			return in.unary(c, sym, n, in.shownAs)
		},
	} {
		in.ir.DeclBuiltin(name, fast.Builtin{Compile: compile, ArgMin: 1, ArgMax: 1})
	}
	in.ir.DeclBuiltin("·is", fast.Builtin{Compile: in.compileIs, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·to", fast.Builtin{Compile: in.compileTo, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·as", fast.Builtin{Compile: in.compileTo, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·back", fast.Builtin{Compile: in.compileTo, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·proxy", fast.Builtin{Compile: in.compileProxy, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·key", fast.Builtin{Compile: in.compileKey, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·find", fast.Builtin{Compile: in.compileFind, ArgMin: 3, ArgMax: 3})
	in.ir.DeclBuiltin("·equal", fast.Builtin{Compile: in.compileEqual, ArgMin: 2, ArgMax: 2})
}

// unary compiles a function from a value of any type to an any.
func (in *interpreter) unary(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr, f func(reflect.Value, xreflect.Type) any) *fast.Call {
	arg := typedArg(c, n.Args[0])
	t := arg.Type
	fun := func(v xreflect.Value) xreflect.Value {
		return anyValue(f(in.dynamic(v, t)))
	}
	sym.Type = c.TypeOf(fun)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{c.TypeOfInterface()},
	}
}

func typedArg(c *fast.Comp, node ast.Expr) *fast.Expr {
	arg := c.Expr1(node, nil)
	if arg.Untyped() {
		arg.ConstTo(arg.DefaultType())
	}
	return arg
}

// anyValue is a as the content of a variable of type any.
func anyValue(a any) xreflect.Value {
	return xreflect.MakeValue(reflect.ValueOf(&a).Elem())
}

// dynamic is what a value of static type t is: for an interface, what it
// holds, and the type of that, nil when it is none that a cell has declared.
// The value is invalid for a nil interface.
func (in *interpreter) dynamic(v xreflect.Value, t xreflect.Type) (reflect.Value, xreflect.Type) {
	rv := v.ReflectValue()
	if !rv.IsValid() || v == fast.None {
		return reflect.Value{}, nil
	}
	if t != nil && t.Kind() != reflect.Interface {
		return rv, t
	}
	for rv.Kind() == reflect.Interface {
		rv = rv.Elem()
	}
	if !rv.IsValid() {
		return rv, nil
	}
	inner, it := unboxed(rv)
	if it == nil && inner.IsValid() {
		it = in.own.find(inner.Type())
	}
	return inner, it
}

// bare is a value without what gomacro puts it into, but with its name.
func (in *interpreter) bare(v reflect.Value, t xreflect.Type) any { return in.keep(v, t) }

// boxed is a value as panic takes it: an error stays one.
func (in *interpreter) boxed(v reflect.Value, t xreflect.Type) any {
	if !v.IsValid() {
		return nil
	}
	if err, ok := in.ownError(v, t); ok {
		return err
	}
	return in.keep(v, t)
}

// shownAs is a value as functions take it that print.
func (in *interpreter) shownAs(v reflect.Value, t xreflect.Type) any {
	switch {
	case !v.IsValid():
		return nil
	case t != nil && ownParts(t), in.own.within(v.Type(), map[reflect.Type]bool{}):
		return &shown{v: v, t: t, own: in.own}
	}
	return v.Interface()
}

// holds reports whether what an interface holds is a t, or implements it.
func (in *interpreter) holds(v reflect.Value, have, t xreflect.Type) bool {
	switch {
	case t == nil:
		return !v.IsValid()
	case !v.IsValid():
		return false
	case t.Kind() != reflect.Interface:
		return v.Type() == t.ReflectType() && (have == nil || have.IdenticalTo(t))
	case !xreflect.IsEmulatedInterface(t) && v.Type().Implements(t.ReflectType()):
		return true
	}
	have = in.typed(v, have)
	return ask(question{"implements", identity(have), identity(t)}, func(bool) bool { return have.Implements(t) })
}

// typed is the type of a value, for gomacro.
func (in *interpreter) typed(v reflect.Value, have xreflect.Type) xreflect.Type {
	if have != nil {
		return have
	}
	return ask(question{"type", v.Type(), in}, func(bool) xreflect.Type { return in.ir.Comp.Universe.FromReflectType(v.Type()) })
}

// as makes an interface of what another one holds.
func (in *interpreter) as(v reflect.Value, have, t xreflect.Type) xreflect.Value {
	rt := t.ReflectType()
	if !xreflect.IsEmulatedInterface(t) && v.Type().Implements(rt) {
		return xreflect.MakeValue(v).Convert(rt)
	}
	if have = in.typed(v, have); !xreflect.IsEmulatedInterface(t) && t.NumMethod() > 0 {
		return in.inProxy(v, have, t)
	}
	key := conversion{v.Type(), have.GoType(), t.GoType()}
	convert, known := in.own.conversions.Load(key)
	if !known {
		convert = ask(question{"converter", key.from, key.to}, func(bool) func(xreflect.Value) xreflect.Value {
			return in.ir.Comp.Converter(have, t)
		})
		in.own.conversions.Store(key, convert)
	}
	if c := convert.(func(xreflect.Value) xreflect.Value); c != nil {
		return c(xreflect.MakeValue(v))
	}
	return xreflect.MakeValue(v)
}

// A conversion is from a type, which may have been declared again, to an
// interface.
type conversion struct {
	compiled reflect.Type
	from, to any
}

// compileIs compiles ·is(x, T): 1 if the interface x holds a T, else 0.
func (in *interpreter) compileIs(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	arg, t := c.Expr1(n.Args[0], nil), c.Type(n.Args[1])
	from := arg.Type
	fun := func(x xreflect.Value) int {
		v, have := in.dynamic(x, from)
		if in.holds(v, have, t) {
			return 1
		}
		return 0
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{from}, []xreflect.Type{c.TypeOfInt()}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{c.TypeOfInt()},
	}
}

// compileTo compiles ·to(x, I): the interface I of what the interface x holds.
// ·as(x, I) may be nil, if x is, and so may ·back(x, T), where T may be any type.
func (in *interpreter) compileTo(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	arg, t := c.Expr1(n.Args[0], nil), c.Type(n.Args[1])
	from, zero := arg.Type, xreflect.Zero(t)
	concrete, rt := t.Kind() != reflect.Interface, t.ReflectType()
	fun := func(x xreflect.Value) xreflect.Value {
		v, have := in.dynamic(x, from)
		if !v.IsValid() && sym.Name != "·to" {
			return zero
		}
		if concrete && v.IsValid() && v.Type() == rt {
			return xreflect.MakeValue(v)
		}
		if !in.holds(v, have, t) {
			panic(in.mismatch(from, v, have, t))
		}
		return in.as(v, have, t)
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{from}, []xreflect.Type{t}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{t},
	}
}

// compileEqual compiles ·equal(x, y): 1 if what they are or hold is equal, else 0.
func (in *interpreter) compileEqual(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	x, y := typedArg(c, n.Args[0]), typedArg(c, n.Args[1])
	tx, ty := x.Type, y.Type
	fun := func(a, b xreflect.Value) int {
		v, t := in.dynamic(a, tx)
		w, u := in.dynamic(b, ty)
		if !v.IsValid() || !w.IsValid() {
			if v.IsValid() == w.IsValid() {
				return 1
			}
			return 0
		}
		if v.Type() != w.Type() || keepsName(t) != keepsName(u) || t != nil && u != nil && !t.IdenticalTo(u) {
			return 0
		}
		if !v.Comparable() {
			panic(runtimeError("runtime error: comparing uncomparable type " + (&printer{own: in.own}).name(v, t)))
		}
		if v.Equal(w) {
			return 1
		}
		return 0
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{tx, ty}, []xreflect.Type{c.TypeOfInt()}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{x, y},
		OutTypes: []xreflect.Type{c.TypeOfInt()},
	}
}

// mismatch is the fault of an assertion that does not hold.
func (in *interpreter) mismatch(from xreflect.Type, v reflect.Value, have, to xreflect.Type) error {
	source := typeName(from)
	if from.Kind() == reflect.Interface && from.NumMethod() == 0 && !from.Named() {
		source = "interface {}"
	}
	switch {
	case !v.IsValid():
		if to.Kind() == reflect.Interface {
			return runtimeError("interface conversion: interface is nil, not " + typeName(to))
		}
		return runtimeError(fmt.Sprintf("interface conversion: %s is nil, not %s", source, typeName(to)))
	case to.Kind() == reflect.Interface:
		missing := ""
		if m := xreflect.MissingMethod(in.typed(v, have), to); m != nil {
			missing = ": missing method " + m.Name
		}
		return runtimeError(fmt.Sprintf("interface conversion: %s is not %s%s", (&printer{own: in.own}).name(v, have), typeName(to), missing))
	}
	return runtimeError(fmt.Sprintf("interface conversion: %s is %s, not %s", source, (&printer{own: in.own}).name(v, have), typeName(to)))
}

// compileKey compiles ·key(x, I): the interface I that is x, the same one for
// all that hold equal values.
func (in *interpreter) compileKey(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	arg, t := c.Expr1(n.Args[0], nil), c.Type(n.Args[1])
	from := arg.Type
	fun := func(x xreflect.Value) xreflect.Value {
		v, have := in.dynamic(x, from)
		if !v.IsValid() || !xreflect.IsEmulatedInterface(t) && (have == nil || t.NumMethod() == 0 && !keepsName(have)) {
			return x
		}
		if !v.Comparable() {
			panic(runtimeError("runtime error: hash of unhashable type " + (&printer{own: in.own}).name(v, have)))
		}
		k := mapKey{compiled: v.Type(), iface: t.GoType(), value: v.Interface()}
		if have != nil {
			k.typ = have.GoType()
		}
		same, known := in.own.keys.Load(k)
		if !known {
			kept := reflect.New(x.Type()).Elem() // x may be a variable, which changes
			kept.Set(x.ReflectValue())
			same, _ = in.own.keys.LoadOrStore(k, xreflect.MakeValue(kept))
		}
		return same.(xreflect.Value)
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{from}, []xreflect.Type{t}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{t},
	}
}

// A mapKey is what makes interfaces equal.
type mapKey struct {
	compiled   reflect.Type
	typ, iface any
	value      any
}
