package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// basicMethod makes x.M, where M has a pointer to a basic type as its receiver,
// ·method(&x, "M"): gomacro keeps such values where no pointer can point to when
// a method is called. nil for other selectors.
func (r *rewriter) basicMethod(n *ast.SelectorExpr) ast.Expr {
	s := r.info.Selections[n]
	if s == nil || s.Kind() == types.FieldVal || r.info.Types[n.X].IsType() || len(s.Index()) != 1 || !ofCell(s.Obj()) {
		return nil
	}
	recv, ok := types.Unalias(s.Obj().(*types.Func).Signature().Recv().Type()).(*types.Pointer)
	if !ok {
		return nil
	}
	if _, basic := recv.Elem().Underlying().(*types.Basic); !basic {
		return nil
	}
	if _, isCut := r.cutOf(n); isCut {
		return nil
	}
	x := n.X
	if _, isPointer := types.Unalias(r.typeOf(x)).(*types.Pointer); !isPointer {
		x = &ast.UnaryExpr{OpPos: x.Pos(), Op: token.AND, X: x}
	}
	return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Sel.Pos(), Name: "·method"}, Lparen: n.Sel.Pos(), Args: []ast.Expr{x, stringLit(n.Sel.Name)}}
}

// compileMethod compiles ·method(p, "M").
func (in *interpreter) compileMethod(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	pointer := c.Expr1(n.Args[0], nil)
	name, _ := strconv.Unquote(n.Args[1].(*ast.BasicLit).Value)
	m, _ := pointer.Type.Elem().MethodByName(name, "main")
	var params, results []xreflect.Type
	for i := 1; i < m.Type.NumIn(); i++ {
		params = append(params, m.Type.In(i))
	}
	for i := range m.Type.NumOut() {
		results = append(results, m.Type.Out(i))
	}
	bound := c.Universe.FuncOf(params, results, m.Type.IsVariadic())
	rt := bound.ReflectType()
	fun := func(p xreflect.Value) xreflect.Value {
		method, recv := (*m.Funs)[m.Index], p.ReflectValue()
		call := reflect.Value.Call
		if method.Type().IsVariadic() {
			call = reflect.Value.CallSlice
		}
		return xreflect.MakeValue(reflect.MakeFunc(rt, func(args []reflect.Value) []reflect.Value {
			return call(method, append([]reflect.Value{recv}, args...))
		}))
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{pointer.Type}, []xreflect.Type{bound}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{pointer},
		OutTypes: []xreflect.Type{bound},
	}
}

// call is a call of a function by its name.
func call(name string, args ...ast.Expr) *ast.CallExpr {
	return &ast.CallExpr{Fun: ast.NewIdent(name), Args: args}
}

// define is a short variable declaration.
func define(lhs, rhs []ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: lhs, Tok: token.DEFINE, Rhs: rhs}
}

func idents(names ...string) []ast.Expr {
	var ids []ast.Expr
	for _, name := range names {
		ids = append(ids, ast.NewIdent(name))
	}
	return ids
}
