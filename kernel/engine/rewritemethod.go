package engine

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// methodValue makes a function of x.M where it is not called at once, with the
// receiver that there is now: gomacro would take the one that x is when the
// function is called. nil for other selectors.
//
//	func(·r T) func(…) { return ·r.M }(x)
func (r *rewriter) methodValue(c *astutil.Cursor, n *ast.SelectorExpr) ast.Expr {
	if _, called := c.Parent().(*ast.CallExpr); called && c.Name() == "Fun" {
		return nil
	}
	s := r.info.Selections[n]
	if s == nil || s.Kind() != types.MethodVal {
		return nil
	}
	bound := r.withReceiver(n, s)
	if f, isCut := r.cutOf(n); isCut {
		return r.open(bound, f)
	}
	if bound == ast.Expr(n) {
		return nil
	}
	return bound
}

// bindReceiver makes the method that a go or defer statement calls that of what
// its receiver is now.
func (r *rewriter) bindReceiver(n *ast.CallExpr) {
	if sel, ok := n.Fun.(*ast.SelectorExpr); ok {
		if s := r.info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			n.Fun = r.keepType(r.withReceiver(sel, s), r.info.Types[sel])
		}
	}
}

// withReceiver is a method of what its receiver is now, as it is declared.
func (r *rewriter) withReceiver(n *ast.SelectorExpr, s *types.Selection) ast.Expr {
	sig, ok := r.typeOf(n).(*types.Signature)
	if !ok {
		return n
	}
	typ := r.typeExpr(sig)
	if f, isCut := r.cutOf(n); isCut {
		typ = r.cutType(f)
	}
	recv, t := r.embedding(n.X, s)
	m, ok := s.Obj().(*types.Func)
	if !ok || recv == nil {
		return n
	}
	p, isPointer := types.Unalias(t).(*types.Pointer)
	_, wantsPointer := types.Unalias(m.Signature().Recv().Type()).(*types.Pointer)
	switch {
	case types.IsInterface(t):
	case wantsPointer && !isPointer:
		recv, t = &ast.UnaryExpr{OpPos: recv.Pos(), Op: token.AND, X: recv}, types.NewPointer(t)
	case !wantsPointer && isPointer:
		recv, t = &ast.StarExpr{Star: recv.Pos(), X: recv}, p.Elem()
	}
	method := &ast.SelectorExpr{X: ast.NewIdent("·r"), Sel: &ast.Ident{NamePos: n.Sel.Pos(), Name: n.Sel.Name}}
	return &ast.CallExpr{Lparen: n.Pos(), Args: []ast.Expr{recv}, Fun: &ast.FuncLit{
		Type: &ast.FuncType{
			Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ast.NewIdent("·r")}, Type: r.typeExpr(t)}}},
			Results: &ast.FieldList{List: []*ast.Field{{Type: typ}}},
		},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{method}}}},
	}}
}

// embedding writes out the embedded fields through which a method is promoted,
// and returns what has the method itself, and its type; nil if that cannot be
// written.
func (r *rewriter) embedding(x ast.Expr, s *types.Selection) (ast.Expr, types.Type) {
	t := s.Recv()
	path := s.Index()
	for _, i := range path[:len(path)-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		u, ok := t.Underlying().(*types.Struct)
		if !ok || r.isErased(u.Field(i)) {
			return nil, nil
		}
		f := u.Field(i)
		x, t = &ast.SelectorExpr{X: x, Sel: &ast.Ident{NamePos: x.Pos(), Name: f.Name()}}, f.Type()
	}
	return x, t
}

// isErased reports whether a field is declared as any.
func (r *rewriter) isErased(f *types.Var) bool {
	_, erased := r.in.checker.erased[f.Origin()]
	return erased
}

// promote writes out the embedded fields through which a struct without a name
// has a method: gomacro finds only those of named types.
func (r *rewriter) promote(n *ast.SelectorExpr) {
	s := r.info.Selections[n]
	if s == nil || s.Kind() != types.MethodVal || len(s.Index()) < 2 {
		return
	}
	t := types.Unalias(s.Recv())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if _, unnamed := t.(*types.Struct); !unnamed {
		return
	}
	if x, xt := r.embedding(n.X, s); x != nil {
		n.X = r.keepType(x, types.TypeAndValue{Type: xt})
	}
}
