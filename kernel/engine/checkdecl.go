package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// checkDeclarations checks the constants, types and signatures of a cell as
// one group, because they may refer to one another in any order.
func (c *checker) checkDeclarations(src *source, v *verdict, local map[string]types.Object) error {
	var decls []ast.Decl
	uses := map[string]bool{}
	own := c.redeclared(src)
	var units, added []*unit
	for _, u := range src.units {
		switch u.kind {
		case kindType:
			if !own[u] {
				continue // the type is known, and stays the one it is
			}
		case kindMethod:
			fn := u.decl.(*ast.FuncDecl)
			if isGenericMethod(fn) && !ownReceiver(fn, own) {
				if c.hasMethod(src, u) {
					continue
				}
				return c.genericMethod(fn)
			}
			if !ownReceiver(fn, own) {
				added = append(added, u)
				u.asFunc = &ast.FuncDecl{Name: ast.NewIdent(functionName(fn)), Type: asFunction(fn)}
				decls = append(decls, u.asFunc)
				addAll(uses, u.uses)
				continue
			}
		case kindConst, kindFunc:
		default:
			continue
		}
		units = append(units, u)
		decls = append(decls, u.decl)
		addAll(uses, u.uses)
	}
	if len(decls) == 0 {
		return nil
	}
	pkg, err := c.run(pass{src: src, decls: decls, uses: uses, info: v.info, local: local, signatures: true})
	if err != nil {
		return err
	}
	c.noteNames(src, v, pkg, units, local)
	c.noteMethods(src, units, local)
	for _, u := range added {
		if err := c.addMethod(u, v, local); err != nil {
			return err
		}
	}
	return nil
}

// noteNames keeps what the units of a cell declare.
func (c *checker) noteNames(src *source, v *verdict, pkg *types.Package, units []*unit, local map[string]types.Object) {
	for _, u := range units {
		for _, name := range u.declares() {
			if obj := pkg.Scope().Lookup(name); obj != nil {
				local[name] = obj
				v.declares[u] = append(v.declares[u], obj)
				if f, ok := obj.(*types.Func); ok && u.isGeneric() {
					c.generics[f] = &generic{src: src, item: u.item}
				}
			}
		}
		if u.kind == kindType {
			for _, name := range u.declares() {
				c.text[name] = src.cell.Source[u.start:u.end]
				delete(c.spoiled, name)
			}
		}
	}
}

// redeclared marks the type declarations that make new types: all but those
// that an earlier cell has had, word for word.
func (c *checker) redeclared(src *source) map[*unit]bool {
	own := map[*unit]bool{}
	for _, u := range src.units {
		if u.kind != kindType {
			continue
		}
		for _, name := range u.declares() {
			if _, ok := c.known[name].(*types.TypeName); !ok || c.spoiled[name] || c.text[name] != src.cell.Source[u.start:u.end] || c.changesMethods(src, name) {
				own[u] = true
			}
		}
	}
	return own
}

// ownReceiver reports whether a method's type is declared in the same cell.
func ownReceiver(fn *ast.FuncDecl, own map[*unit]bool) bool {
	name := receiverName(fn)
	for u := range own {
		for _, declared := range u.declares() {
			if declared == name {
				return true
			}
		}
	}
	return false
}

// receiverName is the name of the type that a method belongs to.
func receiverName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return ""
	}
	t := ast.Unparen(fn.Recv.List[0].Type)
	if star, ok := t.(*ast.StarExpr); ok {
		t = ast.Unparen(star.X)
	}
	switch x := t.(type) {
	case *ast.IndexExpr:
		t = x.X
	case *ast.IndexListExpr:
		t = x.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// isGenericMethod reports whether the receiver has type parameters.
func isGenericMethod(fn *ast.FuncDecl) bool {
	generic := false
	if fn.Recv != nil {
		ast.Inspect(fn.Recv, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.IndexExpr, *ast.IndexListExpr:
				generic = true
			}
			return true
		})
	}
	return generic
}

// genericMethod is the error of a method that stands in another cell than its
// type.
func (c *checker) genericMethod(fn *ast.FuncDecl) error {
	at, _ := c.in.place(fn.Pos())
	return compileError("CompileError", fmt.Sprintf("a method of a generic type stands in the cell that declares the type: write it below type %s, and run that cell again", receiverName(fn)), at)
}

// asFunction is the type of a function that takes a method's receiver as its
// first parameter.
func asFunction(fn *ast.FuncDecl) *ast.FuncType {
	if fn.Recv == nil {
		return fn.Type
	}
	params := &ast.FieldList{Opening: fn.Type.Params.Opening, Closing: fn.Type.Params.Closing}
	for _, list := range []*ast.FieldList{fn.Recv, fn.Type.Params} {
		for _, field := range list.List {
			if len(field.Names) == 0 {
				field = &ast.Field{Names: []*ast.Ident{ast.NewIdent("_")}, Type: field.Type}
			}
			params.List = append(params.List, field)
		}
	}
	return &ast.FuncType{Func: fn.Type.Func, Params: params, Results: fn.Type.Results}
}

// addMethod adds a method to a type that an earlier cell has declared.
func (c *checker) addMethod(u *unit, v *verdict, local map[string]types.Object) error {
	fn := u.decl.(*ast.FuncDecl)
	f, ok := v.info.Defs[u.asFunc.Name].(*types.Func)
	if !ok {
		return nil
	}
	sig := f.Type().(*types.Signature)
	recv := sig.Params().At(0)
	base := recv.Type()
	if p, ok := base.(*types.Pointer); ok {
		base = p.Elem()
	}
	at, _ := c.in.place(fn.Pos())
	named, ok := types.Unalias(base).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "main" {
		return compileError("CompileError", fmt.Sprintf("cannot define new methods on non-local type %s", base), at)
	}
	var params []*types.Var
	for i := 1; i < sig.Params().Len(); i++ {
		params = append(params, sig.Params().At(i))
	}
	method := types.NewSignatureType(types.NewVar(token.NoPos, named.Obj().Pkg(), recv.Name(), recv.Type()), nil, nil,
		types.NewTuple(params...), sig.Results(), sig.Variadic())
	for m := range named.Methods() {
		if m.Name() == fn.Name.Name {
			if types.Identical(m.Type(), method) && types.Identical(m.Signature().Recv().Type(), recv.Type()) {
				return nil
			}
			c.spoiled[named.Obj().Name()] = true
			return compileError("CompileError", fmt.Sprintf("%s had other parameters or results before: run the cell that declares the type %s again, then this one",
				functionName(fn), named.Obj().Name()), at)
		}
	}
	named.AddMethod(types.NewFunc(fn.Name.Pos(), named.Obj().Pkg(), fn.Name.Name, method))
	return nil
}

// declaredNames lists the names that declarations put into package scope.
func declaredNames(decls []ast.Decl) map[string]bool {
	names := map[string]bool{}
	for _, d := range decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names[d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, name := range declaredBy(d) {
				names[name] = true
			}
		}
	}
	return names
}

func addAll(to, from map[string]bool) {
	for name := range from {
		to[name] = true
	}
}
