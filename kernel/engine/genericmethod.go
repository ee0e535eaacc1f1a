package engine

import (
	"go/ast"
	"go/types"
)

// noteMethods keeps the methods of the generic types that a cell declares.
func (c *checker) noteMethods(src *source, units []*unit, local map[string]types.Object) {
	for _, u := range units {
		fn, ok := u.decl.(*ast.FuncDecl)
		if !ok || !isGenericMethod(fn) {
			continue
		}
		if obj, ok := local[receiverName(fn)].(*types.TypeName); ok {
			c.methods[obj] = append(c.methods[obj], &generic{src: src, item: u.item})
		}
	}
}

// hasMethod reports whether a generic type has a method, word for word.
func (c *checker) hasMethod(src *source, u *unit) bool {
	obj, ok := c.known[receiverName(u.decl.(*ast.FuncDecl))].(*types.TypeName)
	if !ok {
		return false
	}
	for _, m := range c.methods[obj] {
		if m.src.cell.Source[m.item.start:m.item.end] == src.cell.Source[u.start:u.end] {
			return true
		}
	}
	return false
}

// changesMethods reports whether a cell has a method for a generic type that the
// type does not have yet.
func (c *checker) changesMethods(src *source, name string) bool {
	for _, u := range src.units {
		if fn, ok := u.decl.(*ast.FuncDecl); ok && isGenericMethod(fn) && receiverName(fn) == name && !c.hasMethod(src, u) {
			return true
		}
	}
	return false
}

// makeMethods compiles the methods of an instance of a generic type.
func (r *rewriter) makeMethods(t *types.Named, name string) {
	for _, g := range r.in.checker.methods[t.Origin().Obj()] {
		if err := r.makeMethod(g, t, name); err != nil && r.err == nil {
			r.err = err
		}
	}
}

// makeMethod compiles one of them: it is checked as a function that takes the
// receiver as its first parameter.
func (r *rewriter) makeMethod(g *generic, t *types.Named, name string) error {
	fn, uses, err := r.reread(g)
	if err != nil {
		return err
	}
	recv := fn.Recv.List[0]
	base, pointer := ast.Unparen(recv.Type), false
	if star, ok := base.(*ast.StarExpr); ok {
		base, pointer = ast.Unparen(star.X), true
	}
	var params []*ast.Ident
	for _, e := range typeArguments(base) {
		id, ok := e.(*ast.Ident)
		if !ok {
			return nil // the checker has said so
		}
		params = append(params, id)
	}
	r.fill(fn, params, t.TypeArgs(), uses)
	var typ ast.Expr = &ast.Ident{NamePos: base.Pos(), Name: name}
	if pointer {
		typ = &ast.StarExpr{Star: recv.Type.Pos(), X: typ}
	}
	recv.Type = typ
	uses[name] = true
	check := &ast.FuncDecl{Name: ast.NewIdent("_"), Type: asFunction(fn), Body: fn.Body}
	if err := r.recheck(g, check, uses); err != nil {
		return err
	}
	return r.addMade(&unit{item: g.item, decl: fn, uses: uses}, kindMethod)
}

// typeArguments are what stands in the brackets after a generic type.
func typeArguments(e ast.Expr) []ast.Expr {
	switch e := e.(type) {
	case *ast.IndexExpr:
		return []ast.Expr{e.Index}
	case *ast.IndexListExpr:
		return e.Indices
	}
	return nil
}

// instanceExpr writes what an instance of a generic type is declared as.
func (r *rewriter) instanceExpr(t *types.Named) ast.Expr {
	if isCut := cutSignature(t); isCut != nil {
		return r.cutType(cut{t.Underlying().(*types.Signature), isCut})
	}
	expr := r.typeExpr(t.Underlying())
	switch lit := expr.(type) {
	case *ast.ArrayType:
		if cutElements(t) != nil {
			lit.Elt = anyAt(lit.Elt)
		}
	case *ast.MapType:
		if cutElements(t) != nil {
			lit.Value = anyAt(lit.Value)
		}
	case *ast.StructType:
		r.eraseInstance(t, lit)
	}
	return expr
}

// eraseInstance is erase for an instance of a generic struct type.
func (r *rewriter) eraseInstance(t *types.Named, lit *ast.StructType) {
	st := t.Underlying().(*types.Struct)
	for i, field := range lit.Fields.List {
		f := st.Field(i)
		circle := &walk{target: t.Origin(), structs: true, funcs: true, interfaces: true, elements: true}
		if r.eraseArray(field, f, circle) {
			r.in.checker.arrays[f.Origin()] = true
		} else if erasable(f) && circle.reaches(f.Type()) {
			field.Type = anyAt(field.Type)
			r.in.checker.erased[f.Origin()] = ""
		}
	}
}
