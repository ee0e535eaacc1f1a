package engine

import (
	"fmt"
	"go/ast"
	"go/types"
	"runtime"
	"runtime/metrics"

	"github.com/cosmos72/gomacro/fast"
)

// mostCalls bounds the nesting of interpreted calls. Without it, recursion that
// does not end would fill the stack of the goroutine, which ends the process.
const mostCalls = 100_000

// An overflow is the panic of a call that is nested too deep.
type overflow struct{ calls int }

func (o overflow) Error() string {
	return fmt.Sprintf("stack overflow: more than %d nested calls", o.calls-1)
}

// Calls that go through compiled code, such as a String method that prints its
// own value, take more of the stack each. So the stacks are measured as well,
// now and then. Go ends a process whose stack would grow beyond 2^29 bytes.
const (
	mostStack    = 1 << 28 // bytes, of all goroutines
	measureEvery = 512     // calls
)

// countCalls is called at the start of functions that may call others.
func countCalls(env *fast.Env) {
	if env.CallDepth > mostCalls || env.CallDepth%measureEvery == 0 && stacksFull() {
		panic(overflow{env.CallDepth})
	}
}

// stacksFull reports whether the stacks take as much as they may. What an earlier
// recursion has left is given back first, in halves, by the collector.
func stacksFull() bool {
	before := stacks()
	if before < mostStack {
		return false
	}
	runtime.GC()
	return stacks() >= before
}

// mostDeferring is mostCalls for functions that defer: gomacro recovers a panic
// and panics again for each of those, while the stack below stays, which takes
// time that grows with the square of their number.
const mostDeferring = 3_000

// countDeferring is countCalls for functions that defer.
func countDeferring(env *fast.Env) {
	if env.CallDepth > mostDeferring {
		panic(overflow{env.CallDepth})
	}
	countCalls(env)
}

// defers reports whether a function itself has a defer statement.
func defers(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			found = true
		}
		return !found
	})
	return found
}

// stacks is how many bytes the stacks of all goroutines take.
func stacks() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return sample[0].Value.Uint64()
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
		name := "·deep"
		if defers(body) {
			name = "·deepDeferring"
		}
		check := &ast.CallExpr{Fun: ast.NewIdent(name), Lparen: body.Pos()}
		body.List = append([]ast.Stmt{&ast.ExprStmt{X: check}}, body.List...)
	}
}

// mayRecur reports whether a call of fun may come to call functions of cells: if
// it is one, or if it is compiled and is given something with methods or
// functions in it.
func (r *rewriter) mayRecur(fun ast.Expr) bool {
	if r.isBuiltinOrType(fun) {
		return false
	}
	sel, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	if !ok {
		return true
	}
	f, isFunc := r.info.Uses[sel.Sel].(*types.Func)
	if !isFunc || f.Pkg() == nil || f.Pkg().Path() == "main" {
		return true
	}
	sig := f.Signature()
	if sig.Recv() != nil {
		return true
	}
	for p := range sig.Params().Variables() {
		if mayCallBack(p.Type()) {
			return true
		}
	}
	return false
}

// mayCallBack reports whether a value of type t may bring functions with it.
func mayCallBack(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Slice:
		return mayCallBack(t.Elem())
	case *types.Array:
		return mayCallBack(t.Elem())
	}
	return true
}
