package engine

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// A field that is an array of what leads back to its struct is declared as an
// array of any. Its elements are turned back where they are read; where the
// array is copied as a whole, all of them are.

// eraseArray declares the elements of such a field as any, and notes it.
func (r *rewriter) eraseArray(field *ast.Field, f *types.Var, circle *walk) bool {
	array, ok := f.Type().(*types.Array)
	lit, written := field.Type.(*ast.ArrayType)
	if !ok || !written || f.Embedded() {
		return false
	}
	if !erasable(types.NewField(f.Pos(), f.Pkg(), f.Name(), array.Elem(), false)) || !circle.reaches(array.Elem()) {
		return false
	}
	lit.Elt = anyAt(lit.Elt)
	st := circle.target.Underlying().(*types.Struct)
	for g := range st.Fields() {
		for _, id := range field.Names {
			if g.Name() == id.Name {
				r.in.checker.arrays[g] = true
			}
		}
	}
	return true
}

// erasedArray is the field that e is, if its elements are declared as any.
func (r *rewriter) erasedArray(e ast.Expr) *types.Var {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	s := r.info.Selections[sel]
	if s == nil || s.Kind() != types.FieldVal {
		return nil
	}
	if f, ok := s.Obj().(*types.Var); ok && r.in.checker.arrays[f.Origin()] {
		return f
	}
	return nil
}

// wholeArray turns back an array that is read as a whole; nil for other fields,
// and where single elements are meant.
func (r *rewriter) wholeArray(c *astutil.Cursor, n *ast.SelectorExpr, f *types.Var) ast.Expr {
	if !r.in.checker.arrays[f.Origin()] {
		return nil
	}
	switch p := c.Parent().(type) {
	case *ast.IndexExpr, *ast.RangeStmt:
		if c.Name() == "X" {
			return nil
		}
	case *ast.AssignStmt:
		if c.Name() == "Lhs" {
			return nil
		}
	case *ast.CallExpr:
		if id, ok := p.Fun.(*ast.Ident); ok && (id.Name == "len" || id.Name == "cap") {
			return nil
		}
	case *ast.UnaryExpr, *ast.SliceExpr:
		at, _ := r.in.place(n.Pos())
		r.err = compileError("CompileError", "an array through which a type refers to itself can be neither sliced nor pointed at in cells: make the field a slice", at)
		return nil
	}
	return r.copiedArray(n, f, false)
}

// intoArray turns an array into what the field f is declared as.
func (r *rewriter) intoArray(e ast.Expr, f *types.Var) ast.Expr {
	return r.copiedArray(e, f, true)
}

// copiedArray is func(·a A) (·c C) { for ·i := range ·a { ·c[·i] = ·a[·i] }; return ·c }(e).
func (r *rewriter) copiedArray(e ast.Expr, f *types.Var, erase bool) ast.Expr {
	array := f.Type().(*types.Array)
	real := r.typeExpr(array)
	erased := r.typeExpr(types.NewArray(types.Universe.Lookup("any").Type(), array.Len()))
	from, to := erased, real
	var value ast.Expr = &ast.IndexExpr{X: ast.NewIdent("·a"), Index: ast.NewIdent("·i")}
	if erase {
		from, to = real, erased
		value = call("·bare", value)
	} else {
		value = r.back(value, array.Elem())
	}
	loop := &ast.RangeStmt{Key: ast.NewIdent("·i"), X: ast.NewIdent("·a"), Body: &ast.BlockStmt{List: []ast.Stmt{
		&ast.AssignStmt{Lhs: []ast.Expr{&ast.IndexExpr{X: ast.NewIdent("·c"), Index: ast.NewIdent("·i")}}, Tok: token.ASSIGN, Rhs: []ast.Expr{value}},
	}}}
	loop.Tok = token.DEFINE
	fun := &ast.FuncLit{
		Type: &ast.FuncType{
			Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ast.NewIdent("·a")}, Type: from}}},
			Results: &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ast.NewIdent("·c")}, Type: to}}},
		},
		Body: &ast.BlockStmt{List: []ast.Stmt{loop, &ast.ReturnStmt{Results: idents("·c")}}},
	}
	return r.keepType(&ast.CallExpr{Fun: fun, Lparen: e.Pos(), Args: []ast.Expr{e}}, types.TypeAndValue{Type: array})
}
