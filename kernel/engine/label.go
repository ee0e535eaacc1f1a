package engine

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// A jump is the panic by which a goto at the top level of a cell goes to
// another unit of it.
type jump struct{ label string }

// Error makes a jump an error, as which it leaves the step.
func (j jump) Error() string { return "goto " + j.label }

// unlabel takes the labels from a statement of a cell itself, and notes them.
// Loops and the like keep theirs, which break and continue may name.
func (u *unit) unlabel(s ast.Stmt) ast.Stmt {
	labeled, ok := s.(*ast.LabeledStmt)
	if !ok {
		return s
	}
	u.labels = append(u.labels, labeled.Label.Name)
	inner := u.unlabel(labeled.Stmt)
	switch inner.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.LabeledStmt:
		labeled.Stmt = inner
		return labeled
	}
	return inner
}

// labelled finds the unit with a label, -1 if there is none.
func labelled(units []*unit, label string) int {
	for i, u := range units {
		for _, l := range u.labels {
			if l == label {
				return i
			}
		}
	}
	return -1
}

// isOwnLabel reports whether the checker, which sees one statement of a cell
// at a time, misses a label that another one has.
func (s *source) isOwnLabel(msg string) bool {
	name, ok := strings.CutPrefix(msg, "label ")
	if name, ok2 := strings.CutSuffix(name, " not declared"); ok && ok2 {
		return labelled(s.units, name) >= 0
	}
	return false
}

// branch rewrites a goto to the top level of the cell.
func (r *rewriter) branch(n *ast.BranchStmt) ast.Stmt {
	if n.Tok != token.GOTO || len(r.outer) > 0 || labelled(r.units, n.Label.Name) < 0 {
		return n
	}
	return &ast.ExprStmt{X: &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: "·goto"}, Lparen: n.Pos(), Args: []ast.Expr{stringLit(n.Label.Name)}}}
}

// labels makes the labels of a list of statements known before the statements
// are compiled: gomacro knows only those it has met, and none that stand in the
// outermost block of a function.
func (r *rewriter) labels(list []ast.Stmt) []ast.Stmt {
	var known []ast.Stmt
	for _, s := range list {
		for labeled, ok := s.(*ast.LabeledStmt); ok; labeled, ok = labeled.Stmt.(*ast.LabeledStmt) {
			known = append(known, &ast.ExprStmt{X: call("·label", stringLit(labeled.Label.Name))})
		}
	}
	if len(known) == 0 {
		return list
	}
	// The variable gives the block an environment of its own.
	known = append([]ast.Stmt{define(idents("·labels"), []ast.Expr{&ast.BasicLit{Kind: token.INT, Value: "0"}})}, known...)
	return []ast.Stmt{&ast.BlockStmt{Lbrace: list[0].Pos(), List: append(known, list...)}}
}

// compileLabel compiles ·label("x"), which does nothing when it runs.
func compileLabel(c *fast.Comp, sym fast.Symbol, node *ast.CallExpr) *fast.Call {
	if c.Labels == nil {
		c.Labels = map[string]*int{}
	}
	name := strings.Trim(node.Args[0].(*ast.BasicLit).Value, `"`)
	if c.Labels[name] == nil {
		c.Labels[name] = new(int)
	}
	nothing := func(xreflect.Value) {}
	sym.Type = c.TypeOf(nothing)
	return &fast.Call{
		Fun:  &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: nothing}, Sym: &sym},
		Args: []*fast.Expr{{Lit: fast.Lit{Type: c.TypeOfInterface()}, Fun: func(*fast.Env) xreflect.Value { return xreflect.Value{} }}},
	}
}
