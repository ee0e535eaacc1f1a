package engine

import (
	"go/ast"
)

// keepFormer lets a cell go on calling functions as they were in an earlier
// version of their package, when they returned an error as well: the error is
// nil now.
func (in *interpreter) keepFormer(src *source) {
	for _, u := range src.units {
		u.inspect(func(n ast.Node) {
			switch n := n.(type) {
			case *ast.AssignStmt:
				n.Rhs = in.withError(len(n.Lhs), n.Rhs)
			case *ast.ValueSpec:
				n.Values = in.withError(len(n.Names), n.Values)
			}
		})
	}
}

// withError adds a nil error to the call of such a function, if two values are
// wanted of it.
func (in *interpreter) withError(wanted int, values []ast.Expr) []ast.Expr {
	if wanted != 2 || len(values) != 1 {
		return values
	}
	c, ok := ast.Unparen(values[0]).(*ast.CallExpr)
	if !ok {
		return values
	}
	sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr)
	if !ok {
		return values
	}
	pkg, ok := sel.X.(*ast.Ident)
	if !ok || pkg.Obj != nil { // a variable, not a package
		return values
	}
	path, ok := in.imported[pkg.Name]
	if !ok || in.opt.Former == nil || !in.opt.Former(path, sel.Sel.Name) {
		return values
	}
	none := call("error", ast.NewIdent("nil"))
	none.Lparen = c.Pos()
	return append(values, none)
}
