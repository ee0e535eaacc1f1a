package engine

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// cutSpec declares the parameters and results of a function type, or the
// elements of a slice or map type, as any that lead back to it.
func (r *rewriter) cutSpec(spec *ast.TypeSpec) {
	obj, ok := r.info.Defs[spec.Name].(*types.TypeName)
	if !ok || obj.IsAlias() {
		return
	}
	switch lit := spec.Type.(type) {
	case *ast.FuncType:
		if isCut := cutSignature(obj.Type()); isCut != nil {
			spec.Type = r.cutType(cut{obj.Type().Underlying().(*types.Signature), isCut})
		}
	case *ast.ArrayType:
		if lit.Len == nil && cutElements(obj.Type()) != nil {
			lit.Elt = anyAt(lit.Elt)
		}
	case *ast.MapType:
		if cutElements(obj.Type()) != nil {
			lit.Value = anyAt(lit.Value)
		}
	}
}

// anyAt is any, in the place of another type.
func anyAt(t ast.Expr) ast.Expr { return &ast.Ident{NamePos: t.Pos(), Name: "any"} }

// crossInterface declares as any what is crossed in the methods of an interface,
// and writes out those of interfaces that are embedded, which gomacro mixes up.
func (r *rewriter) crossInterface(n *ast.InterfaceType) {
	t, ok := r.typeOf(n).(*types.Interface)
	if ok && t.NumEmbeddeds() > 0 && t.IsMethodSet() {
		n.Methods.List = r.interfaceExpr(t).(*ast.InterfaceType).Methods.List
		return
	}
	for _, field := range n.Methods.List {
		if f, ok := field.Type.(*ast.FuncType); ok && len(field.Names) == 1 {
			r.crossFields(f.Params)
			r.crossFields(f.Results)
		}
	}
}

func (r *rewriter) crossFields(list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, field := range list.List {
		if r.isCrossed(field.Type) {
			field.Type = anyAt(field.Type)
		}
	}
}

// isCrossed reports whether a parameter or result is declared as any that is
// written as t.
func (r *rewriter) isCrossed(t ast.Expr) bool {
	if e, ok := t.(*ast.Ellipsis); ok {
		t = e.Elt
	}
	typ := r.typeOf(t)
	return typ != nil && crossed(typ)
}

// crossMethod declares as any what is crossed in a method. Its body begins with
// turning the parameters back; or, where results have names, it calls a
// function with the types that are written.
func (r *rewriter) crossMethod(n *ast.FuncDecl) {
	r.method = nil
	named := namesResults(n.Type) && r.crosses(n.Type.Results)
	if !named && !r.crosses(n.Type.Params) && !r.crosses(n.Type.Results) {
		return
	}
	f := r.signatureOf(n)
	var back []ast.Stmt
	for _, field := range n.Type.Params.List {
		if !r.isCrossed(field.Type) {
			continue
		}
		for i, id := range field.Names {
			if id.Name == "_" {
				continue
			}
			field.Names[i] = &ast.Ident{NamePos: id.NamePos, Name: "·" + id.Name}
			back = append(back, define(idents(id.Name), []ast.Expr{r.back(ast.NewIdent("·"+id.Name), r.paramOf(field.Type))}))
		}
	}
	if named {
		c := cut{f, crossed}
		inner := &ast.CallExpr{Fun: &ast.FuncLit{
			Type: &ast.FuncType{Params: &ast.FieldList{}, Results: &ast.FieldList{List: append([]*ast.Field{}, n.Type.Results.List...)}},
			Body: n.Body,
		}}
		n.Body = r.adaptedBody(inner, c, false)
		n.Type.Results = r.cutFields(f.Results(), c, false)
	}
	n.Body.List = append(back, n.Body.List...)
	r.crossFields(n.Type.Params)
	r.crossFields(n.Type.Results)
}

func (r *rewriter) crosses(list *ast.FieldList) bool {
	if list == nil {
		return false
	}
	for _, field := range list.List {
		if r.isCrossed(field.Type) {
			return true
		}
	}
	return false
}

// paramOf is the type of a parameter, in the body of its function.
func (r *rewriter) paramOf(t ast.Expr) types.Type {
	if e, ok := t.(*ast.Ellipsis); ok {
		return types.NewSlice(r.typeOf(e.Elt))
	}
	return r.typeOf(t)
}

// signatureOf is the signature of a method, without its receiver.
func (r *rewriter) signatureOf(n *ast.FuncDecl) *types.Signature {
	tuple := func(list *ast.FieldList) *types.Tuple {
		var vars []*types.Var
		if list == nil {
			return nil
		}
		for _, field := range list.List {
			for range max(len(field.Names), 1) {
				vars = append(vars, types.NewParam(token.NoPos, nil, "", r.paramOf(field.Type)))
			}
		}
		return types.NewTuple(vars...)
	}
	return types.NewSignatureType(nil, nil, nil, tuple(n.Type.Params), tuple(n.Type.Results), false)
}

// namesResults reports whether the results of a function have names.
func namesResults(f *ast.FuncType) bool {
	return f.Results != nil && len(f.Results.List) > 0 && len(f.Results.List[0].Names) > 0
}

// isStarted reports whether a call is that of a go or defer statement, which has
// no use for results.
func isStarted(parent ast.Node) bool {
	switch parent.(type) {
	case *ast.GoStmt, *ast.DeferStmt:
		return true
	}
	return false
}

// nameElements writes the types of elements that are left out in a composite
// literal, where gomacro takes them for any.
func (r *rewriter) nameElements(n *ast.CompositeLit, t types.Type) {
	elem := cutElements(t)
	if elem == nil {
		return
	}
	for i, elt := range n.Elts {
		e := &n.Elts[i]
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			e = &kv.Value
		}
		if lit, ok := (*e).(*ast.CompositeLit); ok && lit.Type == nil {
			if p, ok := elem.Underlying().(*types.Pointer); ok && cellType(elem) == nil {
				lit.Type = r.typeExpr(p.Elem())
				*e = r.keepType(&ast.UnaryExpr{Op: token.AND, X: lit}, types.TypeAndValue{Type: elem})
			} else {
				lit.Type = r.typeExpr(elem)
			}
		}
	}
}

// element turns back what is read from a slice or map whose elements are
// declared as any; nil for others, and where the element is written.
func (r *rewriter) element(c *astutil.Cursor, n *ast.IndexExpr) ast.Expr {
	t := r.typeOf(n.X)
	if t == nil {
		return nil
	}
	elem := cutElements(t)
	if f := r.erasedArray(n.X); f != nil {
		elem = f.Type().(*types.Array).Elem()
	}
	if elem == nil {
		return nil
	}
	if isTarget(c) {
		return nil
	}
	if parent, ok := c.Parent().(*ast.UnaryExpr); ok && parent.Op == token.AND {
		at, _ := r.in.place(n.Pos())
		r.err = compileError("CompileError", "the address of an element through which a type refers to itself cannot be taken in cells: make it a slice of structs, or of pointers", at)
		return nil
	}
	if _, several := r.info.Types[n].Type.(*types.Tuple); !several {
		return r.back(n, elem)
	}
	return &ast.CallExpr{Lparen: n.Pos(), Fun: &ast.FuncLit{
		Type: &ast.FuncType{Params: &ast.FieldList{}, Results: &ast.FieldList{List: []*ast.Field{{Type: r.typeExpr(elem)}, {Type: ast.NewIdent("bool")}}}},
		Body: &ast.BlockStmt{List: []ast.Stmt{
			define(idents("·e", "·ok"), []ast.Expr{n}),
			&ast.ReturnStmt{Results: []ast.Expr{r.back(ast.NewIdent("·e"), elem), ast.NewIdent("·ok")}},
		}},
	}}
}

// rangeElements turns back the elements of a loop over such a slice or map.
func (r *rewriter) rangeElements(n *ast.RangeStmt, t types.Type) {
	elem := cutElements(t)
	if f := r.erasedArray(n.X); f != nil {
		elem = f.Type().(*types.Array).Elem()
	}
	if elem == nil || n.Value == nil || isBlank(n.Value) {
		return
	}
	value := n.Value
	n.Value = ast.NewIdent("·e")
	back := &ast.AssignStmt{Lhs: []ast.Expr{value}, Tok: n.Tok, Rhs: []ast.Expr{r.back(n.Value, elem)}}
	n.Body.List = append([]ast.Stmt{back}, n.Body.List...)
}
