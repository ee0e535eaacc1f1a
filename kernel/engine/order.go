package engine

import (
	"go/ast"
	"go/token"
)

// ordered puts the units of a cell in the order to compile and run them:
// constants and types, then methods and functions, then statements as they
// stand, but for declarations of variables that need one another. A function
// that uses a variable which a statement of the same cell declares comes right
// after that statement, so that it means that variable.
func ordered(units []*unit) []*unit {
	declaredAt := map[string]int{} // by the first statement that does
	var first, statements []*unit
	for _, u := range units {
		switch u.kind {
		case kindConst, kindType:
			first = append(first, u)
		case kindStatement:
			statements = append(statements, u)
		}
	}
	statements = initialised(statements, needsOf(units))
	for i, u := range statements {
		for _, name := range u.declares() {
			if _, again := declaredAt[name]; !again {
				declaredAt[name] = i
			}
		}
	}
	after := make([][]*unit, len(statements))
	for _, kind := range []kind{kindMethod, kindFunc} {
		for _, u := range units {
			if u.kind != kind {
				continue
			}
			last := -1
			for name := range u.uses {
				if at, ok := declaredAt[name]; ok {
					last = max(last, at)
				}
			}
			if last < 0 {
				first = append(first, u)
			} else {
				after[last] = append(after[last], u)
			}
		}
	}
	for i, u := range statements {
		first = append(append(first, u), after[i]...)
	}
	return first
}

// declares lists the names that a unit adds to the notebook.
func (u *unit) declares() []string {
	var names []string
	for _, id := range u.identifiers() {
		names = append(names, id.Name)
	}
	return names
}

// identifiers are those of the names that the unit declares, where it does.
func (u *unit) identifiers() []*ast.Ident {
	switch d := u.decl.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []*ast.Ident{d.Name}
		}
		return nil
	case *ast.GenDecl:
		return identifiersOf(d)
	}
	if len(u.stmt) != 1 {
		return nil
	}
	a, ok := u.stmt[0].(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE {
		return nil
	}
	var ids []*ast.Ident
	for _, lhs := range a.Lhs {
		if id, ok := lhs.(*ast.Ident); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

func identifiersOf(d *ast.GenDecl) []*ast.Ident {
	var ids []*ast.Ident
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			ids = append(ids, spec.Names...)
		case *ast.TypeSpec:
			ids = append(ids, spec.Name)
		}
	}
	return ids
}

func declaredBy(d *ast.GenDecl) []string {
	var names []string
	for _, id := range identifiersOf(d) {
		names = append(names, id.Name)
	}
	return names
}

// value is the expression whose value is that of the cell: what its last
// unit consists of, if that is an expression.
func value(units []*unit) (*unit, ast.Expr) {
	if len(units) == 0 {
		return nil, nil
	}
	u := units[len(units)-1]
	if len(u.stmt) == 1 {
		if e, ok := u.stmt[0].(*ast.ExprStmt); ok {
			return u, e.X
		}
	}
	return nil, nil
}
