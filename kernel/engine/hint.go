package engine

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// fault is the Error for what the checker has found first, with a guess at what
// was meant.
func (c *checker) fault(p pass, e *types.Error) error {
	at, ok := c.in.place(e.Pos)
	if !ok {
		at = p.src.place(0)
	}
	msg := e.Msg
	switch name, undefined := strings.CutPrefix(msg, "undefined: "); {
	case undefined && strings.Contains(name, "."):
		_, name, _ = strings.Cut(name, ".")
		msg += meant(name, c.members(p, e), " (did you mean ", "?)")
	case undefined:
		msg += c.hint(name)
	case strings.HasPrefix(msg, "unknown field "):
		name, _, _ := strings.Cut(strings.TrimPrefix(msg, "unknown field "), " ")
		msg += meant(name, c.members(p, e), ", did you mean ", "?")
	default:
		const lacks = "has no field or method "
		if i := strings.LastIndex(msg, lacks); i >= 0 && strings.HasSuffix(msg, ")") && !strings.Contains(msg[i:], ",") {
			name := strings.TrimSuffix(msg[i+len(lacks):], ")")
			msg = strings.TrimSuffix(msg, ")") + meant(name, c.members(p, e), ", did you mean ", "?") + ")"
		}
	}
	return compileError("CompileError", msg, at)
}

// meant is a guess at what a mistyped name stands for, with what goes around
// it; "" when nothing is near.
func meant(name string, names []string, before, after string) string {
	near := nearest(name, names)
	if len(near) == 0 {
		return ""
	}
	return before + strings.Join(near, " or ") + after
}

// members lists the names that could have stood where a fault is: those of a
// package, or the fields and methods of a type.
func (c *checker) members(p pass, e *types.Error) []string {
	var names []string
	for _, decl := range p.decls {
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if n.Sel.Pos() == e.Pos || n.Pos() == e.Pos && len(names) == 0 {
					names = c.selectable(p, n.X)
				}
			case *ast.CompositeLit:
				for _, elt := range n.Elts {
					if kv, ok := elt.(*ast.KeyValueExpr); ok && kv.Key.Pos() == e.Pos {
						names = fieldNames(p.info.Types[n].Type)
					}
				}
			}
			return true
		})
	}
	return names
}

// selectable lists what may follow x and a dot.
func (c *checker) selectable(p pass, x ast.Expr) []string {
	var names []string
	add := func(name, _ string) { names = append(names, name) }
	if id, ok := x.(*ast.Ident); ok {
		if pkg, ok := p.info.Uses[id].(*types.PkgName); ok {
			for _, name := range pkg.Imported().Scope().Names() {
				if ast.IsExported(name) {
					add(name, "")
				}
			}
			return names
		}
	}
	if t := p.info.Types[x].Type; t != nil {
		members(t, c.pkg, add)
	}
	return names
}

// fieldNames lists the fields of a struct type.
func fieldNames(t types.Type) []string {
	if t == nil {
		return nil
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var names []string
	for f := range st.Fields() {
		names = append(names, f.Name())
	}
	return names
}

// hint guesses what an undefined name was meant to be.
func (c *checker) hint(name string) string {
	for _, path := range c.in.opt.Paths {
		if path == name || strings.HasSuffix(path, "/"+name) {
			return fmt.Sprintf(" (import %q first)", path)
		}
	}
	var names []string
	for n := range c.known {
		names = append(names, n)
	}
	for n := range c.imported {
		names = append(names, n)
	}
	names = append(names, types.Universe.Names()...)
	return meant(name, names, " (did you mean ", "?)")
}
