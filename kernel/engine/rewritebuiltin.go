package engine

import (
	"go/ast"
	"go/types"
)

// builtin rewrites calls of builtin functions.
func (r *rewriter) builtin(n *ast.CallExpr, name string) ast.Expr {
	switch name {
	case "make":
		for i := range n.Args[1:] {
			n.Args[i+1] = r.asInt(n.Args[i+1])
		}
	case "new":
		return r.newOf(n)
	case "panic":
		n.Args[0] = r.withMethods(n.Args[0], "·boxed")
	case "print", "println":
		for i, arg := range n.Args {
			n.Args[i] = r.withMethods(arg, "·shown")
		}
	case "delete":
		if m, ok := r.typeOf(n.Args[0]).Underlying().(*types.Map); ok {
			n.Args[1] = r.key(n.Args[1], m.Key())
		}
	case "clear":
		return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: "·clear"}, Args: n.Args}
	case "recover":
		return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: "·recovered"}, Args: []ast.Expr{n}}
	case "copy":
		n.Fun = &ast.Ident{NamePos: n.Pos(), Name: "·copy"}
	case "min", "max":
		return r.extreme(n, name)
	}
	return n
}

// extreme rewrites min and max: a constant becomes its value, anything else a
// call of a function for the widest type of its sort.
func (r *rewriter) extreme(n *ast.CallExpr, name string) ast.Expr {
	tv := r.info.Types[n]
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok {
		return n
	}
	if tv.Value != nil {
		for _, arg := range n.Args {
			if av := r.info.Types[arg].Value; av != nil && av.ExactString() == tv.Value.ExactString() {
				return arg
			}
		}
	}
	wide, function := "float64", "·"+name+"Float"
	switch info := basic.Info(); {
	case info&types.IsString != 0:
		wide, function = "string", "·"+name+"String"
	case info&types.IsUnsigned != 0:
		wide, function = "uint64", "·"+name+"Uint"
	case info&types.IsInteger != 0:
		wide, function = "int64", "·"+name+"Int"
	}
	args := make([]ast.Expr, len(n.Args))
	for i, arg := range n.Args {
		args[i] = call(wide, arg)
	}
	return &ast.CallExpr{Fun: r.typeExpr(types.Default(tv.Type)), Args: []ast.Expr{call(function, args...)}, Lparen: n.Lparen}
}
