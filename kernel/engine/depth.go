package engine

import (
	"fmt"
	"go/ast"
	"go/types"

	"github.com/cosmos72/gomacro/fast"
)

// mostCalls bounds the nesting of interpreted calls. Without it, recursion that
// does not end would fill the stack of the goroutine, which ends the process.
const mostCalls = 100_000

// An overflow is the panic of a call that is nested too deep.
type overflow struct{}

func (overflow) Error() string {
	return fmt.Sprintf("stack overflow: more than %d nested calls", mostCalls)
}

// countCalls is called at the start of functions that may call others.
func countCalls(env *fast.Env) {
	if env.CallDepth > mostCalls {
		panic(overflow{})
	}
}

// bounded begins the body of a function that may call itself, directly or not,
// with a check of how deep the calls are nested.
func (r *rewriter) bounded(body *ast.BlockStmt) {
	calls := false
	ast.Inspect(body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			calls = calls || r.mayRecur(c.Fun)
		}
		return !calls
	})
	if calls {
		check := &ast.CallExpr{Fun: ast.NewIdent("·deep"), Lparen: body.Pos()}
		body.List = append([]ast.Stmt{&ast.ExprStmt{X: check}}, body.List...)
	}
}

// mayRecur reports whether fun may be a function of a cell.
func (r *rewriter) mayRecur(fun ast.Expr) bool {
	if r.isBuiltinOrType(fun) {
		return false
	}
	if sel, ok := ast.Unparen(fun).(*ast.SelectorExpr); ok {
		f, isFunc := r.info.Uses[sel.Sel].(*types.Func)
		return !isFunc || f.Pkg() == nil || f.Pkg().Path() == "main"
	}
	return true
}
