package engine

import (
	"fmt"
	"go/ast"
	"go/types"

	"github.com/cosmos72/gomacro/base"
)

// goroutine rewrites a go statement so that a panic in it is reported instead
// of ending the process.
func (r *rewriter) goroutine(n *ast.GoStmt) ast.Stmt {
	r.bindReceiver(n.Call)
	block, inner := r.captured(n.Call)
	where := "a cell"
	if at, ok := r.in.place(n.Pos()); ok {
		where = fmt.Sprintf("%s, line %d", at.src.name(), at.line)
	}
	body := &ast.BlockStmt{List: []ast.Stmt{
		&ast.ExprStmt{X: call("·stray")},
		&ast.DeferStmt{Call: &ast.CallExpr{Fun: &ast.FuncLit{
			Type: &ast.FuncType{Params: &ast.FieldList{}},
			Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: call("·died", stringLit(where), call("recover"))}}},
		}}},
		&ast.ExprStmt{X: inner},
	}}
	block.List = append(block.List, &ast.GoStmt{Go: n.Go, Call: &ast.CallExpr{
		Fun: &ast.FuncLit{Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: body},
	}})
	return block
}

// captured evaluates the function and the arguments of a call in a block, as Go
// does for go and defer, and returns the block and the call that is left.
// Constants and nil stay where they are, because they take their type from the
// parameter.
func (r *rewriter) captured(n *ast.CallExpr) (*ast.BlockStmt, *ast.CallExpr) {
	block := &ast.BlockStmt{Lbrace: n.Pos()}
	inner := &ast.CallExpr{Fun: n.Fun, Lparen: n.Lparen, Ellipsis: n.Ellipsis}
	if !r.isBuiltinOrType(n.Fun) {
		block.List = append(block.List, define(idents("·f"), []ast.Expr{n.Fun}))
		inner.Fun = ast.NewIdent("·f")
	}
	for i, arg := range n.Args {
		tv := r.info.Types[arg]
		if tuple, ok := tv.Type.(*types.Tuple); ok {
			var names []string
			for j := range tuple.Len() {
				names = append(names, fmt.Sprintf("·a%d", j))
			}
			block.List = append(block.List, define(idents(names...), []ast.Expr{arg}))
			inner.Args = append(inner.Args, idents(names...)...)
			continue
		}
		if tv.Value != nil || tv.IsNil() || tv.IsType() {
			inner.Args = append(inner.Args, arg)
			continue
		}
		name := fmt.Sprintf("·a%d", i)
		block.List = append(block.List, define(idents(name), []ast.Expr{arg}))
		inner.Args = append(inner.Args, ast.NewIdent(name))
	}
	return block, inner
}

// isBuiltinOrType reports whether fun is no value: a builtin or a conversion.
func (r *rewriter) isBuiltinOrType(fun ast.Expr) bool {
	tv := r.info.Types[fun]
	return tv.IsBuiltin() || tv.IsType()
}

// died reports a panic in a goroutine.
func (in *interpreter) died(where string, r any) {
	switch r := in.asInGo(r).(type) {
	case nil:
	case base.Signal, interrupted:
	case exit:
		fmt.Fprintf(in.streams.stderr, "the goroutine started at %s ended with exit status %d\n", where, r.code)
	default:
		fmt.Fprintf(in.streams.stderr, "%spanic in the goroutine started at %s%s: %s\n", red, where, plain, message(r))
	}
}
