package engine

import (
	"go/ast"
	"go/token"
	"go/types"
)

// asInt converts an index, or a length, of another type to int, which is all
// that gomacro takes.
func (r *rewriter) asInt(e ast.Expr) ast.Expr {
	if e == nil {
		return nil
	}
	tv := r.info.Types[e]
	if tv.Type == nil || types.Identical(tv.Type, types.Typ[types.Int]) {
		return e
	}
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 || tv.Value != nil && basic.Info()&types.IsUntyped != 0 {
		return e
	}
	return r.keepType(&ast.CallExpr{Fun: ast.NewIdent("int"), Lparen: e.Pos(), Args: []ast.Expr{e}}, types.TypeAndValue{Type: types.Typ[types.Int]})
}

// shift gives a constant that is shifted by a variable the type that it takes
// from its surroundings: gomacro takes it for an int.
func (r *rewriter) shift(op token.Token, x ast.Expr) ast.Expr {
	tv := r.info.Types[x]
	if op != token.SHL && op != token.SHR || tv.Value == nil || tv.Type == nil {
		return x
	}
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 || basic.Info()&types.IsUntyped != 0 {
		return x
	}
	return r.keepType(&ast.CallExpr{Fun: r.typeExpr(tv.Type), Lparen: x.Pos(), Args: []ast.Expr{x}}, tv)
}

// newOf is new(x) of a value, which Go has since 1.26.
//
//	func(·v T) *T { return &·v }(x)
func (r *rewriter) newOf(n *ast.CallExpr) ast.Expr {
	p, ok := r.typeOf(n).(*types.Pointer)
	if !ok || r.info.Types[n.Args[0]].IsType() {
		return n
	}
	param := &ast.Field{Names: []*ast.Ident{ast.NewIdent("·v")}, Type: r.typeExpr(p.Elem())}
	return &ast.CallExpr{Lparen: n.Lparen, Args: []ast.Expr{r.converted(n.Args[0], p.Elem())}, Fun: &ast.FuncLit{
		Type: &ast.FuncType{
			Params:  &ast.FieldList{List: []*ast.Field{param}},
			Results: &ast.FieldList{List: []*ast.Field{{Type: &ast.StarExpr{X: r.typeExpr(p.Elem())}}}},
		},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{&ast.UnaryExpr{Op: token.AND, X: ast.NewIdent("·v")}}}}},
	}}
}
