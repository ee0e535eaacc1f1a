package engine

import (
	"fmt"
	"go/ast"
	"go/types"
)

// returned evaluates all results before the first is set, if one mentions
// another that has a name: gomacro sets them one by one.
//
//	{ ·r0, ·r1 := b, a; return ·r0, ·r1 }
func (r *rewriter) returned(n *ast.ReturnStmt) ast.Stmt {
	if len(n.Results) < 2 || !r.mentionsResult(n.Results[1:]) {
		return n
	}
	var names, values []ast.Expr
	for i, e := range n.Results {
		if tv := r.info.Types[e]; tv.Type == nil || tv.Value != nil || tv.IsNil() {
			continue
		}
		id := ast.NewIdent(fmt.Sprintf("·r%d", i))
		names, values = append(names, id), append(values, e)
		n.Results[i] = id
	}
	return &ast.BlockStmt{Lbrace: n.Pos(), List: []ast.Stmt{define(names, values), n}}
}

// mentionsResult reports whether one of the values that a function returns is
// made of a result with a name.
func (r *rewriter) mentionsResult(values []ast.Expr) bool {
	if len(r.outer) == 0 {
		return false
	}
	named := map[types.Object]bool{}
	for _, field := range r.outer[len(r.outer)-1].Results.List {
		for _, id := range field.Names {
			if obj := r.info.Defs[id]; obj != nil {
				named[obj] = true
			}
		}
	}
	found := false
	for _, e := range values {
		ast.Inspect(e, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && named[r.info.Uses[id]]
			return !found
		})
	}
	return found
}
