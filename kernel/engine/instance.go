package engine

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// gomacro has no generics in Go's syntax. A generic function of a cell is
// compiled once for each set of type arguments that it is called with: its
// source is read again, with the arguments in the place of the parameters.

// A generic is a generic function of a cell.
type generic struct {
	src  *source
	item item
}

// instantiate is the function that a generic one is for some type arguments;
// nil if f is not a generic function of a cell.
func (r *rewriter) instantiate(id *ast.Ident) *ast.Ident {
	inst, ok := r.info.Instances[id]
	if !ok {
		return nil
	}
	f, ok := r.info.Uses[id].(*types.Func)
	if !ok {
		return nil
	}
	f = f.Origin()
	g, own := r.in.checker.generics[f], f.Name()
	if g == nil {
		if g = substitute(f); g == nil {
			return nil
		}
		own = f.Pkg().Name() + "." + own
	}
	name := instanceName(own, inst.TypeArgs)
	if r.in.checker.instances[name] != types.Object(f) {
		r.in.checker.instances[name] = f
		if err := r.make(g, name, inst.TypeArgs); err != nil {
			delete(r.in.checker.instances, name)
			r.err = err
		}
	}
	return &ast.Ident{NamePos: id.NamePos, Name: name}
}

// instanceName is a name that no cell can write: "Map[int,string]".
func instanceName(name string, args *types.TypeList) string {
	var list []string
	for t := range args.Types() {
		list = append(list, types.TypeString(t, nil))
	}
	return name + "[" + strings.Join(list, ",") + "]"
}

// make compiles an instance: it is checked again, because what is rewritten in
// it depends on its types.
func (r *rewriter) make(g *generic, name string, args *types.TypeList) error {
	fn, uses, err := r.reread(g)
	if err != nil {
		return err
	}
	var params []*ast.Ident
	for _, field := range fn.Type.TypeParams.List {
		params = append(params, field.Names...)
	}
	fn.Type.TypeParams = nil
	r.fill(fn, params, args, uses)
	fn.Name = &ast.Ident{NamePos: fn.Name.NamePos, Name: "_"}
	if err := r.recheck(g, fn, uses); err != nil {
		return err
	}
	fn.Name.Name = name
	return r.addMade(&unit{item: g.item, decl: fn, uses: uses}, kindFunc)
}

// reread parses the source of a generic function or method again, and lists the
// names that it uses.
func (r *rewriter) reread(g *generic) (*ast.FuncDecl, map[string]bool, error) {
	base := r.in.fset().Base()
	file, err := parser.ParseFile(r.in.fset(), "", declPrefix+g.src.cell.Source[g.item.start:g.item.end], 0)
	r.in.files[base] = fileOf{src: g.src, shift: g.item.start - len(declPrefix)}
	if err != nil {
		return nil, nil, err
	}
	fn := file.Decls[0].(*ast.FuncDecl)
	uses := map[string]bool{fn.Name.Name: true}
	for _, id := range file.Unresolved {
		uses[id.Name] = true
	}
	return fn, uses, nil
}

// fill puts type arguments in the place of the parameters, which are given in
// their order. To the parser those of a receiver have no object, but names that
// hide them do.
func (r *rewriter) fill(fn *ast.FuncDecl, params []*ast.Ident, args *types.TypeList, uses map[string]bool) {
	byObject, byName := map[*ast.Object]ast.Expr{}, map[string]ast.Expr{}
	for n, id := range params {
		e := r.typeExpr(args.At(n))
		if id.Obj != nil {
			byObject[id.Obj] = e
		} else {
			byName[id.Name] = e
		}
		ast.Inspect(e, func(node ast.Node) bool {
			if id, ok := node.(*ast.Ident); ok {
				uses[id.Name] = true
			}
			return true
		})
	}
	delete(byName, "_")
	astutil.Apply(fn, nil, func(c *astutil.Cursor) bool {
		id, ok := c.Node().(*ast.Ident)
		if !ok {
			return true
		}
		e := byObject[id.Obj]
		if id.Obj == nil && !namesMember(c) {
			e = byName[id.Name]
		}
		if e != nil {
			c.Replace(e)
		}
		return true
	})
}

// namesMember reports whether an identifier names a field or a method.
func namesMember(c *astutil.Cursor) bool {
	switch c.Parent().(type) {
	case *ast.SelectorExpr:
		return c.Name() == "Sel"
	case *ast.KeyValueExpr:
		return c.Name() == "Key"
	case *ast.Field:
		return c.Name() == "Names"
	case *ast.FuncDecl:
		return c.Name() == "Name"
	}
	return false
}

// recheck checks a function that has become an instance.
func (r *rewriter) recheck(g *generic, fn *ast.FuncDecl, uses map[string]bool) error {
	_, err := r.in.checker.run(pass{src: g.src, decls: []ast.Decl{fn}, uses: uses, info: r.info, local: r.v.local, instance: true})
	return err
}

// addMade rewrites a unit that has become an instance, and notes it.
func (r *rewriter) addMade(u *unit, k kind) error {
	u.kind = k
	if err := r.in.rewriteInto(u, r.v, scope{r.units, r.made}); err != nil {
		return err
	}
	*r.made = append(*r.made, u)
	return nil
}

// namedInstance is the type that a generic type of a cell is for some type
// arguments. It is declared when it is first needed.
func (r *rewriter) namedInstance(t *types.Named) ast.Expr {
	name := instanceName(t.Obj().Name(), t.TypeArgs())
	checker := r.in.checker
	if checker.instances[name] != types.Object(t.Origin().Obj()) {
		checker.instances[name] = t.Origin().Obj()
		checker.aliases[name] = types.NewTypeName(token.NoPos, checker.pkg, name, t)
		expr := r.instanceExpr(t)
		if lit, ok := expr.(*ast.StructType); ok && len(lit.Fields.List) > 0 {
			markStruct(lit, name)
		}
		// It may be of types that the same cell declares.
		u := &unit{uses: map[string]bool{}, decl: &ast.GenDecl{Tok: token.TYPE, Specs: []ast.Spec{
			&ast.TypeSpec{Name: ast.NewIdent(name), Type: expr},
		}}}
		u.kind = kindType
		*r.made = append(*r.made, u)
		r.makeMethods(t, name)
	}
	return ast.NewIdent(name)
}

// index rewrites a generic function or type with its type arguments in
// brackets; nil for the elements of arrays, slices and maps.
func (r *rewriter) index(n ast.Expr) ast.Expr {
	x := n
	switch e := n.(type) {
	case *ast.IndexExpr:
		x = e.X
	case *ast.IndexListExpr:
		x = e.X
	}
	if id, ok := x.(*ast.Ident); ok && r.instanced[id] {
		return id
	}
	if tv := r.info.Types[n]; tv.IsType() {
		if named := localNamed(tv.Type); named != nil && named.TypeArgs().Len() > 0 {
			return r.typeExpr(tv.Type)
		}
		if named, ok := types.Unalias(tv.Type).(*types.Named); ok && isIterator(named.Obj()) {
			return r.typeExpr(tv.Type)
		}
	}
	return nil
}

// isGeneric reports whether a unit declares a generic function or method, and drops
// generic types from one that declares types: both are compiled when they are
// used.
func (u *unit) isGeneric() bool {
	switch d := u.decl.(type) {
	case *ast.FuncDecl:
		return d.Type.TypeParams.NumFields() > 0 || isGenericMethod(d)
	case *ast.GenDecl:
		if d.Tok != token.TYPE {
			return false
		}
		var kept []ast.Spec
		for _, spec := range d.Specs {
			if t := spec.(*ast.TypeSpec); t.TypeParams.NumFields() == 0 && !isConstraint(t.Type) {
				kept = append(kept, spec)
			}
		}
		d.Specs = kept
		return len(kept) == 0
	}
	return false
}

// isConstraint reports whether an interface can only be a constraint.
func isConstraint(t ast.Expr) bool {
	iface, ok := t.(*ast.InterfaceType)
	if !ok {
		return false
	}
	for _, field := range iface.Methods.List {
		switch field.Type.(type) {
		case *ast.BinaryExpr, *ast.UnaryExpr:
			return true
		}
		if id, ok := field.Type.(*ast.Ident); ok && len(field.Names) == 0 && types.Universe.Lookup(id.Name) != nil && id.Name != "error" && id.Name != "any" {
			return true
		}
	}
	return false
}
