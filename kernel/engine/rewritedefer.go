package engine

import (
	"go/ast"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// deferral rewrites a defer statement of a cell itself, which belongs to the
// end of the cell, and one of a builtin function, which gomacro cannot defer.
func (r *rewriter) deferral(n *ast.DeferStmt) ast.Stmt {
	r.bindReceiver(n.Call)
	atTop := len(r.outer) == 0
	if !atTop && !r.isBuiltinOrType(n.Call.Fun) {
		return n
	}
	if lit, ok := n.Call.Fun.(*ast.FuncLit); ok && len(n.Call.Args) == 0 && len(lit.Type.Params.List) == 0 && lit.Type.Results == nil {
		// As it is, so that it may recover.
		return &ast.ExprStmt{X: &ast.CallExpr{Fun: ast.NewIdent("·defer"), Lparen: n.Pos(), Args: []ast.Expr{lit}}}
	}
	block, inner := r.captured(n.Call)
	lit := &ast.FuncLit{
		Type: &ast.FuncType{Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: inner}}},
	}
	var last ast.Stmt = &ast.DeferStmt{Defer: n.Defer, Call: &ast.CallExpr{Fun: lit, Lparen: n.Pos()}}
	if atTop {
		last = &ast.ExprStmt{X: &ast.CallExpr{Fun: ast.NewIdent("·defer"), Lparen: n.Pos(), Args: []ast.Expr{lit}}}
	}
	block.List = append(block.List, last)
	return block
}

// atEnd notes a function that a cell has deferred.
func (in *interpreter) atEnd(f func()) { in.deferred = append(in.deferred, f) }

// runDeferred runs what the cell has deferred, the last first. err is the fault
// of the cell so far; the result is the one that is left.
func (in *interpreter) runDeferred(err error) error {
	for len(in.deferred) > 0 {
		f := in.deferred[len(in.deferred)-1]
		in.deferred = in.deferred[:len(in.deferred)-1]
		recovered := false
		_, fault := in.execute(&step{unit: in.current, deferred: true, run: func(env *fast.Env) (xreflect.Value, []xreflect.Value) {
			recovered = in.callDeferred(env, f, err != nil)
			return fast.None, nil
		}})
		switch {
		case fault != nil:
			err = fault
		case recovered:
			err = nil
		}
	}
	return err
}

// callDeferred calls a deferred function, and reports whether it has recovered
// the panic of the cell.
func (in *interpreter) callDeferred(env *fast.Env, f func(), panicking bool) bool {
	run := env.Run
	run.DeferOfFun = env
	if panicking {
		run.PanicFun, run.Panic = env, in.panicked
	}
	run.ExecFlags.SetStartDefer(true)
	f()
	recovered := panicking && run.PanicFun == nil
	in.reset()
	return recovered
}
