package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// findError writes errors.As(err, &x) as ·find(err, &x, I) == 1 where the type I
// of x is an interface that a cell has declared: compiled code cannot tell what
// implements that. nil for other calls.
func (r *rewriter) findError(n *ast.CallExpr, f *types.Func) ast.Expr {
	if f.Pkg().Path() != "errors" || f.Name() != "As" || len(n.Args) != 2 {
		return nil
	}
	p, ok := r.typeOf(n.Args[1]).Underlying().(*types.Pointer)
	if !ok || !emulated(p.Elem()) {
		return nil
	}
	found := &ast.CallExpr{Fun: ast.NewIdent("·find"), Lparen: n.Pos(), Args: []ast.Expr{n.Args[0], n.Args[1], r.typeExpr(p.Elem())}}
	return &ast.BinaryExpr{X: found, OpPos: n.Pos(), Op: token.EQL, Y: &ast.BasicLit{Kind: token.INT, Value: "1"}}
}

// compileFind compiles ·find(err, &x, I): 1 if err is, or wraps, what implements
// the interface I, to which x is then set; else 0.
func (in *interpreter) compileFind(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	err, target, t := typedArg(c, n.Args[0]), c.Expr1(n.Args[1], nil), c.Type(n.Args[2])
	from := err.Type
	fun := func(e, to xreflect.Value) int {
		place := to.ReflectValue()
		if place.IsNil() {
			panic("errors: target must be a non-nil pointer")
		}
		v, have := in.dynamic(e, from)
		if in.findIn(v, have, t, place.Elem()) {
			return 1
		}
		return 0
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{from, target.Type}, []xreflect.Type{c.TypeOfInt()}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{err, target},
		OutTypes: []xreflect.Type{c.TypeOfInt()},
	}
}

// findIn looks for an error that implements t in v and what it wraps.
func (in *interpreter) findIn(v reflect.Value, have, t xreflect.Type, place reflect.Value) bool {
	if !v.IsValid() {
		return false
	}
	if in.holds(v, have, t) {
		place.Set(in.as(v, have, t).ReflectValue())
		return true
	}
	err, ok := in.ownError(v, have)
	if !ok {
		err, _ = v.Interface().(error)
	}
	var wrapped []error
	switch e := err.(type) {
	case *ownError:
		if wrapped = e.several(); wrapped == nil {
			wrapped = []error{e.Unwrap()}
		}
	case interface{ Unwrap() []error }:
		wrapped = e.Unwrap()
	case interface{ Unwrap() error }:
		wrapped = []error{e.Unwrap()}
	}
	for _, w := range wrapped {
		inner, it := in.dynamic(anyValue(w), nil)
		if in.findIn(inner, it, t, place) {
			return true
		}
	}
	return false
}
