package engine

import (
	"go/ast"
	"reflect"

	"github.com/cosmos72/gomacro/base/genimport"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/imports"
	"github.com/cosmos72/gomacro/xreflect"
)

// A kept is a value in an any that keeps the type by which a cell has named it:
// slices, maps, functions, arrays and others of which reflection cannot make
// named types. gomacro takes it for a proxy, and the value out of it.
type kept struct{ Object any }

// anything is what kept is the proxy of.
type anything interface{}

// declareKept makes gomacro know the proxy.
func (in *interpreter) declareKept() {
	part := imports.Package{
		Name:    "kept",
		Types:   map[string]reflect.Type{"anything": reflect.TypeFor[anything]()},
		Proxies: map[string]reflect.Type{"anything": reflect.TypeFor[kept]()},
	}
	part.LazyInit("·kept")
	in.ir.Comp.NewImport(&genimport.PackageRef{Package: part, Path: "·kept"})
}

// keep is a value with its type, if that would be lost in an any.
func (in *interpreter) keep(v reflect.Value, t xreflect.Type) any {
	if !v.IsValid() {
		return nil
	}
	if t == nil || !t.Named() || t.PkgPath() != "main" || in.own.find(v.Type()) != nil {
		return v.Interface()
	}
	return &kept{xreflect.MakeInterfaceHeader(xreflect.MakeValue(v), t)}
}

// keepsName reports whether a type of a cell is one that compiled code does not
// tell from another: nil is none.
func keepsName(t xreflect.Type) bool {
	return t != nil && t.Named() && t.PkgPath() == "main" && t.ReflectType().Name() == ""
}

// compilePlain compiles ·plain(x): what an any holds, without the name that is
// kept. Other things that stand for a value of a cell, such as errors, stay.
func compilePlain(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	arg := c.Expr1(n.Args[0], nil)
	fun := func(v xreflect.Value) xreflect.Value {
		if rv := v.ReflectValue(); rv.IsValid() && rv.CanInterface() {
			if k, ok := rv.Interface().(*kept); ok {
				inner, _ := k.inside()
				return anyValue(inner.Interface())
			}
		}
		return v
	}
	sym.Type = c.TypeOf(fun)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{c.TypeOfInterface()},
	}
}

// inside is the value that is kept, and its type.
func (k *kept) inside() (reflect.Value, xreflect.Type) {
	h := k.Object.(xreflect.InterfaceHeader)
	return h.Value().ReflectValue(), h.Type()
}

// unkept is a value that an any holds as package display takes it: with its
// methods, if it has kept its name.
func (in *interpreter) unkept(v any) any {
	k, ok := v.(*kept)
	if !ok {
		return v
	}
	inner, t := k.inside()
	if own := in.withMethods(xreflect.MakeValue(inner), t); own != nil {
		return own
	}
	return inner.Interface()
}
