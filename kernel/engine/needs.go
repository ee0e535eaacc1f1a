package engine

import (
	"fmt"
	"go/ast"
	"go/token"
)

// needs lists the names that a unit uses when it runs: its own, those of the
// functions of the cell that it calls, and those of the methods of the types of
// the cell that it names.
type needs map[string][]*unit // functions by name, methods by that of their type

func needsOf(units []*unit) needs {
	n := needs{}
	for _, u := range units {
		fn, ok := u.decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		name := fn.Name.Name
		if fn.Recv != nil {
			name = receiverName(fn)
		}
		n[name] = append(n[name], u)
	}
	return n
}

// of collects what u needs.
func (n needs) of(u *unit) map[string]bool {
	all := map[string]bool{}
	var add func(u *unit)
	add = func(u *unit) {
		for name := range u.uses {
			if all[name] {
				continue
			}
			all[name] = true
			for _, f := range n[name] {
				add(f)
			}
		}
	}
	add(u)
	return all
}

// isVar reports whether a unit declares variables as a package does.
func (u *unit) isVar() bool {
	d, ok := u.decl.(*ast.GenDecl)
	return ok && d.Tok == token.VAR
}

// initialised puts declarations of variables that stand side by side in the
// order in which a package would initialise them: each after those it needs.
func initialised(statements []*unit, n needs) []*unit {
	var result []*unit
	for i := 0; i < len(statements); {
		end := i
		for end < len(statements) && statements[end].isVar() {
			end++
		}
		result = append(result, inOrder(statements[i:end], n)...)
		if end < len(statements) {
			result = append(result, statements[end])
		}
		i = end + 1
	}
	return result
}

// inOrder takes, again and again, the first that needs none of the others.
func inOrder(vars []*unit, n needs) []*unit {
	rest := append([]*unit(nil), vars...)
	var result []*unit
	for len(rest) > 0 {
		next := 0
		for i, u := range rest {
			if !needsAny(n.of(u), rest, i) {
				next = i
				break
			}
		}
		result = append(result, rest[next])
		rest = append(rest[:next], rest[next+1:]...)
	}
	return result
}

// needsAny reports whether names has one that a unit but the one at index self
// declares. One that is declared again further down is taken as it is.
func needsAny(names map[string]bool, units []*unit, self int) bool {
	own := map[string]bool{}
	for _, name := range units[self].declares() {
		own[name] = true
	}
	for i, u := range units {
		if i == self {
			continue
		}
		for _, name := range u.declares() {
			if names[name] && !own[name] {
				return true
			}
		}
	}
	return false
}

// premature finds a statement that calls a function before the variables of the
// same cell that the function uses are there.
func (in *interpreter) premature(src *source) error {
	n := needsOf(src.units)
	missing := map[*unit]string{} // functions that do not exist yet
	order := ordered(src.units)
	for _, u := range order {
		if fn, ok := u.decl.(*ast.FuncDecl); ok && fn.Recv == nil {
			missing[u] = fn.Name.Name
		}
	}
	for _, u := range order {
		delete(missing, u)
		if u.kind != kindStatement {
			continue
		}
		called := n.of(&unit{uses: u.immediate()})
		for f, name := range missing {
			if called[name] && !u.defines(name) {
				at, _ := in.place(u.pos())
				return compileError("CompileError", fmt.Sprintf(
					"%s uses variables that the cell declares further down: declare them before this", functionName(f.decl.(*ast.FuncDecl))), at)
			}
		}
	}
	return nil
}

// immediate lists the names that a statement uses at once, and not in function
// literals, which may be called later.
func (u *unit) immediate() map[string]bool {
	names := map[string]bool{}
	each := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.Ident:
			names[n.Name] = u.uses[n.Name]
		}
		return true
	}
	if u.decl != nil {
		ast.Inspect(u.decl, each)
	}
	for _, s := range u.stmt {
		ast.Inspect(s, each)
	}
	for name, used := range names {
		if !used {
			delete(names, name)
		}
	}
	return names
}

// defines reports whether a unit declares name.
func (u *unit) defines(name string) bool {
	for _, d := range u.declares() {
		if d == name {
			return true
		}
	}
	return false
}
