package engine

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// erase declares those fields of a struct type as any through which it refers
// to itself, and notes them.
func (r *rewriter) erase(spec *ast.TypeSpec) {
	obj, ok := r.info.Defs[spec.Name].(*types.TypeName)
	if !ok {
		obj, ok = r.in.checker.known[spec.Name.Name].(*types.TypeName)
	}
	lit, isStruct := spec.Type.(*ast.StructType)
	if !ok || !isStruct || obj.IsAlias() {
		return
	}
	named, ok := obj.Type().(*types.Named)
	if !ok {
		return
	}
	t, ok := named.Underlying().(*types.Struct)
	if !ok {
		return
	}
	index := 0
	for _, field := range lit.Fields.List {
		f := t.Field(index)
		index += max(len(field.Names), 1)
		circle := walk{target: named.Origin(), structs: true, funcs: true, interfaces: true, elements: true}
		if r.eraseArray(field, f, &circle) || !erasable(f) || !circle.reaches(f.Type()) {
			continue
		}
		field.Type = &ast.Ident{NamePos: field.Type.Pos(), Name: "any"}
		for range max(len(field.Names), 1) {
			index--
		}
		for range field.Names {
			r.noteErased(obj, t.Field(index))
			index++
		}
	}
}

// noteErased notes a field and, unless its type belongs to a function, makes
// the function that turns back what is read from it.
func (r *rewriter) noteErased(obj *types.TypeName, f *types.Var) {
	name := ""
	if obj.Parent() == nil || obj.Parent() == obj.Pkg().Scope() || r.in.checker.known[obj.Name()] == obj || len(r.outer) == 0 {
		name = "·" + obj.Name() + "·" + f.Name()
		r.getters = append(r.getters, &ast.FuncDecl{
			Name: &ast.Ident{NamePos: obj.Pos(), Name: name},
			Type: r.getterType(f), Body: r.getterBody(f),
		})
	}
	r.in.checker.erased[f.Origin()] = name
}

func (r *rewriter) getterType(f *types.Var) *ast.FuncType {
	return &ast.FuncType{
		Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ast.NewIdent("·v")}, Type: ast.NewIdent("any")}}},
		Results: &ast.FieldList{List: []*ast.Field{{Type: r.typeExpr(f.Type())}}},
	}
}

// getterBody is { t, _ := v.(T); return t }: of nothing, nil.
func (r *rewriter) getterBody(f *types.Var) *ast.BlockStmt {
	if types.IsInterface(f.Type()) {
		return &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{call("·as", ast.NewIdent("·v"), r.typeExpr(f.Type()))}}}}
	}
	return &ast.BlockStmt{List: []ast.Stmt{
		define(idents("·t", "_"), []ast.Expr{&ast.TypeAssertExpr{X: ast.NewIdent("·v"), Type: r.typeExpr(f.Type())}}),
		&ast.ReturnStmt{Results: idents("·t")},
	}}
}

// field turns back what is read from a field that is declared as any; nil for
// other fields, and where the field is written.
func (r *rewriter) field(c *astutil.Cursor, n *ast.SelectorExpr) ast.Expr {
	s := r.info.Selections[n]
	if s == nil || s.Kind() != types.FieldVal {
		return nil
	}
	f, ok := s.Obj().(*types.Var)
	if !ok {
		return nil
	}
	getter, erased := r.in.checker.erased[f.Origin()]
	if !erased {
		return r.wholeArray(c, n, f)
	}
	if isTarget(c) {
		return nil
	}
	if parent, ok := c.Parent().(*ast.UnaryExpr); ok && parent.Op == token.AND {
		at, _ := r.in.place(n.Pos())
		r.err = compileError("CompileError", "the address of a field through which a type refers to itself cannot be taken in cells: use the struct that has the field", at)
		return nil
	}
	if getter == "" {
		return &ast.CallExpr{Fun: &ast.FuncLit{Type: r.getterType(f), Body: r.getterBody(f)}, Args: []ast.Expr{n}}
	}
	return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: getter}, Lparen: n.Pos(), Args: []ast.Expr{n}}
}

// isTarget reports whether the node is where an assignment or a range clause writes.
func isTarget(c *astutil.Cursor) bool {
	switch c.Parent().(type) {
	case *ast.AssignStmt:
		return c.Name() == "Lhs"
	case *ast.RangeStmt:
		return c.Name() == "Key" || c.Name() == "Value"
	}
	return false
}
