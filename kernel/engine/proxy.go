package engine

import (
	"fmt"
	"go/ast"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// A value whose type a cell has declared is in a proxy where compiled code
// wants one of its interfaces: a compiled struct with a function for each
// method, and with the value and its type, by which the method is found.

// compileProxy compiles ·proxy(x, I): the interface I of compiled code, of x.
func (in *interpreter) compileProxy(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	arg, t := typedArg(c, n.Args[0]), c.Type(n.Args[1])
	from := arg.Type
	if in.proxyOf(t) == nil {
		c.Errorf("types declared in cells cannot implement %s: there is no compiled code for that", t)
	}
	fun := func(x xreflect.Value) xreflect.Value {
		return in.inProxy(x.ReflectValue(), from, t)
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{from}, []xreflect.Type{t}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{t},
	}
}

// proxyOf is the proxy of an interface; nil if there is none.
func (in *interpreter) proxyOf(t xreflect.Type) (proxy reflect.Type) {
	defer func() {
		if recover() != nil {
			proxy = nil
		}
	}()
	return in.ir.Comp.InterfaceProxy(t)
}

// inProxy puts a copy of a value into the proxy of an interface.
func (in *interpreter) inProxy(v reflect.Value, t, iface xreflect.Type) xreflect.Value {
	rt := ask(question{about: "proxy", typ: identity(iface)}, func(bool) reflect.Type { return in.proxyOf(iface) })
	if rt == nil {
		panic(runtimeError(fmt.Sprintf("types declared in cells cannot implement %s: there is no compiled code for that", typeName(iface))))
	}
	table, known := in.own.tables.Load(rt)
	if !known {
		table = proxyTable(rt, iface.ReflectType())
		in.own.tables.Store(rt, table)
	}
	if v.CanInterface() {
		v = reflect.ValueOf(v.Interface())
	}
	p := reflect.New(rt)
	p.Elem().Set(table.(reflect.Value))
	p.Elem().Field(0).Set(reflect.ValueOf(xreflect.MakeInterfaceHeader(xreflect.MakeValue(v), t)))
	return xreflect.MakeValue(p).Convert(iface.ReflectType())
}

// proxyTable is a proxy without a value, with its functions.
func proxyTable(rt, iface reflect.Type) reflect.Value {
	table := reflect.New(rt).Elem()
	for i := range iface.NumMethod() {
		table.Field(i + 1).Set(proxyMethod(iface.Method(i).Name, table.Field(i+1).Type()))
	}
	return table
}

// proxyMethod is the function of a proxy that calls the method of its value.
func proxyMethod(name string, t reflect.Type) reflect.Value {
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		h := args[0].Interface().(xreflect.InterfaceHeader)
		f, ok := methodOf(h.Value().ReflectValue(), h.Type(), name)
		if !ok {
			panic(nilDereference)
		}
		args = args[1:]
		if t.IsVariadic() {
			last := args[len(args)-1]
			args = append([]reflect.Value{}, args[:len(args)-1]...)
			for i := range last.Len() {
				args = append(args, last.Index(i))
			}
		}
		results := f(args...)
		for i, r := range results {
			if want := t.Out(i); r.Type() != want && r.Type().ConvertibleTo(want) {
				results[i] = r.Convert(want)
			}
		}
		return results
	})
}
