package engine

import (
	"fmt"
	"go/ast"
	"go/types"
)

// refuseGeneric says what to do about a generic function or type of a compiled
// package: there is no compiled code for it.
func (r *rewriter) refuseGeneric(n *ast.SelectorExpr) {
	what := ""
	switch obj := r.info.Uses[n.Sel].(type) {
	case *types.Func:
		if obj.Signature().TypeParams().Len() > 0 {
			what = "function"
		}
	case *types.TypeName:
		if isIterator(obj) {
			return // a function type, see index
		}
		if named, ok := types.Unalias(obj.Type()).(*types.Named); ok && named.TypeParams().Len() > 0 {
			what = "type"
		}
	}
	if id, ok := n.X.(*ast.Ident); ok && what != "" && r.err == nil {
		at, _ := r.in.place(n.Pos())
		r.err = compileError("CompileError", fmt.Sprintf("%s.%s is a generic %s of a compiled package, which does not work in cells%s",
			id.Name, n.Sel.Name, what, instead[id.Name]), at)
	}
}

// instead names what does the same without type parameters.
var instead = map[string]string{
	"slices": ": use package sort, or a loop",
	"maps":   ": use a loop over the map",
	"cmp":    ": compare with < and ==",
}

// isIterator reports whether a generic type of a compiled package is one of
// those that only name a type of functions: iter.Seq and iter.Seq2.
func isIterator(obj *types.TypeName) bool {
	return obj.Pkg() != nil && obj.Pkg().Path() == "iter"
}
