package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A checker knows what the cells so far have declared, as go/types sees it,
// and checks a cell against it before anything of it is compiled. gomacro
// itself overlooks many errors, and does not place the others well.
type checker struct {
	in       *interpreter
	pkg      *types.Package                 // what cells declare belongs to it
	packages map[string]*types.Package      // by path, as imported
	imported map[string]*types.Package      // by the name in cells
	known    map[string]types.Object        // what cells have declared
	text     map[string]string              // of the type declarations among them
	spoiled  map[string]bool                // types that have changed a method
	generics map[*types.Func]*generic       // generic functions of cells
	methods  map[*types.TypeName][]*generic // of generic types of cells
	aliases  map[string]types.Object        // instances of generic types by their names
	// instances are the functions and types that generic ones have become, by
	// name: what they are instances of.
	instances map[string]types.Object
	erased    map[*types.Var]string // fields declared as any, and what turns them back
	arrays    map[*types.Var]bool   // fields declared as arrays of any
	off       bool                  // a package without types was imported
}

func newChecker(in *interpreter) *checker {
	return &checker{
		in:        in,
		pkg:       types.NewPackage("main", "main"),
		packages:  map[string]*types.Package{},
		imported:  map[string]*types.Package{},
		known:     map[string]types.Object{},
		text:      map[string]string{},
		spoiled:   map[string]bool{},
		generics:  map[*types.Func]*generic{},
		methods:   map[*types.TypeName][]*generic{},
		instances: map[string]types.Object{},
		aliases:   map[string]types.Object{},
		erased:    map[*types.Var]string{},
		arrays:    map[*types.Var]bool{},
	}
}

// importAs makes a package known under a name.
func (c *checker) importAs(name, path string) {
	pkg := c.packageOf(path)
	if pkg == nil {
		c.off = true
		return
	}
	if name == "." {
		for _, n := range pkg.Scope().Names() {
			if obj := pkg.Scope().Lookup(n); obj.Exported() {
				c.known[n] = obj
			}
		}
		return
	}
	delete(c.known, name)
	c.imported[name] = pkg
}

// packageOf finds the types of a package; nil when there are none.
func (c *checker) packageOf(path string) *types.Package {
	if path == "display" || path == gophernotesPath {
		return displayTypes()
	}
	if pkg := c.packages[path]; pkg != nil && pkg.Complete() {
		return pkg
	}
	if c.in.opt.Types == nil {
		return nil
	}
	pkg, err := c.in.opt.Types(c.packages, path)
	if err != nil {
		return nil
	}
	return pkg
}

// A verdict is what checking one cell has found.
type verdict struct {
	info     *types.Info
	declares map[*unit][]types.Object // what becomes known once the unit has run
	local    map[string]types.Object  // all of that
}

// check checks a cell. Its declarations are not known yet when it returns.
func (c *checker) check(src *source) (*verdict, error) {
	v := &verdict{
		info: &types.Info{
			Types:      map[ast.Expr]types.TypeAndValue{},
			Defs:       map[*ast.Ident]types.Object{},
			Uses:       map[*ast.Ident]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
			Implicits:  map[ast.Node]types.Object{},
			Instances:  map[*ast.Ident]types.Instance{},
		},
		declares: map[*unit][]types.Object{},
	}
	if c.off {
		return nil, nil
	}
	local := map[string]types.Object{}
	v.local = local
	if err := c.checkDeclarations(src, v, local); err != nil {
		return nil, err
	}
	for _, u := range ordered(src.units) {
		if err := c.checkUnit(src, u, v, local); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// checkUnit checks a statement, or the body of a function.
func (c *checker) checkUnit(src *source, u *unit, v *verdict, local map[string]types.Object) error {
	fn := &ast.FuncDecl{Name: ast.NewIdent("_"), Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: &ast.BlockStmt{}}
	switch d := u.decl.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil && d.Name.Name == "_" || isGenericMethod(d) {
			return nil // a method of a generic type is checked in each instance
		}
		fn.Type, fn.Body = asFunction(d), d.Body
	case *ast.GenDecl:
		if u.kind != kindStatement {
			return nil
		}
		fn.Body.List = []ast.Stmt{&ast.DeclStmt{Decl: d}}
	default:
		fn.Body.List = u.stmt
	}
	if _, err := c.run(pass{src: src, decls: []ast.Decl{fn}, uses: u.uses, info: v.info, local: local}); err != nil {
		return err
	}
	if u.kind == kindStatement {
		for _, id := range u.identifiers() {
			if obj, ok := v.info.Defs[id].(*types.Var); ok && id.Name != "_" {
				variable := types.NewVar(token.NoPos, c.pkg, id.Name, obj.Type())
				local[id.Name] = variable
				v.declares[u] = append(v.declares[u], variable)
			}
		}
	}
	return nil
}

// A pass is one run of the type checker over some declarations of a cell.
type pass struct {
	src        *source
	decls      []ast.Decl
	uses       map[string]bool         // names that may mean something from outside
	info       *types.Info             // to fill
	local      map[string]types.Object // known from the cell itself
	signatures bool                    // leave out the bodies of functions
	instance   bool                    // of a generic function, whose type switches may have the same case twice
}

// run type-checks declarations as a package of their own, in which the names
// they use stand for what is known.
func (c *checker) run(p pass) (*types.Package, error) {
	// One package and scope for all cells, or else none could use the unexported
	// fields of another's types; but emptied each time, because in cells names
	// may be declared again.
	pkg := c.pkg
	*pkg.Scope() = *types.NewPackage("main", "main").Scope()
	declared := declaredNames(p.decls)
	for name := range p.uses {
		if declared[name] {
			continue
		}
		if obj := p.local[name]; obj != nil {
			pkg.Scope().Insert(obj)
		} else if obj := c.known[name]; obj != nil {
			pkg.Scope().Insert(obj)
		} else if obj := c.aliases[name]; obj != nil {
			pkg.Scope().Insert(obj)
		} else if imp := c.imported[name]; imp != nil {
			pkg.Scope().Insert(types.NewPkgName(token.NoPos, pkg, name, imp))
		}
	}
	var first *types.Error
	conf := types.Config{
		IgnoreFuncBodies: p.signatures,
		Error: func(err error) {
			if e, ok := err.(types.Error); ok && first == nil && !tolerated(e, p.instance) && !p.src.isOwnLabel(e.Msg) {
				first = &e
			}
		},
	}
	file := &ast.File{Name: ast.NewIdent("main"), Decls: p.decls}
	check := types.NewChecker(&conf, c.in.fset(), pkg, p.info)
	if err := c.safely(func() { check.Files([]*ast.File{file}) }); err != nil {
		return nil, err
	}
	if first != nil {
		return nil, c.fault(p, first)
	}
	return pkg, nil
}

// safely runs the checker, whose panics are faults of ours and not the cell's.
func (c *checker) safely(check func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Error{Name: "CompileError", Value: fmt.Sprintf("the type checker failed: %v", r),
				Traceback: []string{headline("CompileError", fmt.Sprintf("the type checker failed: %v", r))}}
		}
	}()
	check()
	return nil
}

// tolerated reports whether an error of a Go program is none in a cell, or in an
// instance of a generic function.
func tolerated(e types.Error, instance bool) bool {
	if instance && (strings.HasPrefix(e.Msg, "duplicate case") || strings.HasPrefix(e.Msg, "\tprevious case") || strings.HasPrefix(e.Msg, "impossible type")) {
		return true
	}
	for _, end := range []string{"is not used", "not used", "not used as value"} {
		if strings.HasSuffix(e.Msg, end) && !strings.Contains(e.Msg, "(no value)") && !strings.Contains(e.Msg, "(type)") {
			return true
		}
	}
	return strings.HasPrefix(e.Msg, "declared and not used") || strings.HasPrefix(e.Msg, "label ") && strings.HasSuffix(e.Msg, "declared and not used")
}

// learn makes known what a unit has declared.
func (c *checker) learn(v *verdict, u *unit) {
	if v == nil {
		return
	}
	for _, obj := range v.declares[u] {
		delete(c.imported, obj.Name())
		c.known[obj.Name()] = obj
	}
}
