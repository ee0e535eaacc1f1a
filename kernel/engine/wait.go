package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"github.com/cosmos72/gomacro/base"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/gls"
	"github.com/cosmos72/gomacro/xreflect"
)

// gomacro waits for channels in compiled code, which an interrupt does not
// reach. So <-c becomes <-·ready(c): a channel that has what c gave, or an end
// of the cell. Sending, select, and range over a channel wait for an interrupt
// as well. None of that concerns goroutines that a cell has started: an
// interrupt is not for them.

// waits rewrites statements that wait for channels; nil for others.
func (r *rewriter) waits(c cursor, n ast.Node) ast.Stmt {
	switch n := n.(type) {
	case *ast.SendStmt:
		r.typeSent(n)
		if clause, ok := c.Parent().(*ast.CommClause); ok && clause.Comm == ast.Stmt(n) {
			return nil
		}
		return &ast.SelectStmt{Select: n.Pos(), Body: &ast.BlockStmt{List: []ast.Stmt{&ast.CommClause{Comm: n}, stopped(n.Pos())}}}
	case *ast.SelectStmt:
		for _, clause := range n.Body.List {
			if clause.(*ast.CommClause).Comm == nil {
				return nil // it does not wait
			}
		}
		n.Body.List = append(n.Body.List, stopped(n.Pos()))
	}
	return nil
}

// typeSent gives a constant that is sent its type, which select wants.
func (r *rewriter) typeSent(n *ast.SendStmt) {
	t := r.info.Types[n.Chan].Type
	if t == nil || !isChan(t) {
		return
	}
	if tv := r.info.Types[n.Value]; tv.Value != nil || tv.IsNil() {
		elem := r.typeExpr(t.Underlying().(*types.Chan).Elem())
		n.Value = r.keepType(&ast.CallExpr{Fun: &ast.ParenExpr{Lparen: n.Value.Pos(), X: elem}, Args: []ast.Expr{n.Value}}, tv)
	}
}

// stopped is the case of a select that ends the cell when it is interrupted.
func stopped(pos token.Pos) ast.Stmt {
	return &ast.CommClause{
		Case: pos,
		Comm: &ast.ExprStmt{X: &ast.UnaryExpr{OpPos: pos, Op: token.ARROW, X: call("·stop")}},
		Body: []ast.Stmt{&ast.ExprStmt{X: &ast.CallExpr{Fun: &ast.Ident{NamePos: pos, Name: "·interrupted"}}}},
	}
}

// receive makes a receive operation one that an interrupt ends.
func (r *rewriter) receive(n *ast.UnaryExpr) {
	if n.Op != token.ARROW || r.inSelect[n] || r.info.Types[n.X].Type == nil {
		return
	}
	tv := r.info.Types[n.X]
	n.X = r.keepType(&ast.CallExpr{Fun: &ast.Ident{NamePos: n.X.Pos(), Name: "·ready"}, Args: []ast.Expr{n.X}}, tv)
}

// rangeChan makes a loop over a channel one that receives.
func (r *rewriter) rangeChan(n *ast.RangeStmt) ast.Stmt {
	from := ast.NewIdent("·chan")
	r.info.Types[from] = r.info.Types[n.X]
	get := &ast.UnaryExpr{OpPos: n.X.Pos(), Op: token.ARROW, X: from}
	r.receive(get)
	value := ast.Expr(ast.NewIdent("_"))
	var assign []ast.Stmt
	if n.Key != nil && !isBlank(n.Key) {
		value = ast.NewIdent("·v")
		assign = []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{n.Key}, TokPos: n.Key.Pos(), Tok: n.Tok, Rhs: idents("·v")}}
	}
	head := []ast.Stmt{
		define([]ast.Expr{value, ast.NewIdent("·ok")}, []ast.Expr{get}),
		&ast.IfStmt{If: n.Pos(), Cond: &ast.UnaryExpr{Op: token.NOT, X: ast.NewIdent("·ok")},
			Body: &ast.BlockStmt{List: []ast.Stmt{&ast.BranchStmt{Tok: token.BREAK}}}},
	}
	n.Body.List = append(append(head, assign...), n.Body.List...)
	return &ast.ForStmt{For: n.Pos(), Init: define([]ast.Expr{from}, []ast.Expr{n.X}), Body: n.Body}
}

// noteComm notes the receive operation that a case of a select waits for.
func (r *rewriter) noteComm(n *ast.CommClause) {
	var e ast.Expr
	switch s := n.Comm.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		e = s.Rhs[0]
	}
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		r.inSelect[u] = true
	}
}

// isChan reports whether t is a channel type.
func isChan(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// isMain reports whether the current goroutine is that of the cells themselves,
// which an interrupt is for.
func (in *interpreter) isMain() bool { return in.main.Load() == gls.GoID() }

// stop is a channel that is closed by an interrupt; nil, for good, in
// goroutines that a cell has started.
func (in *interpreter) stop() <-chan struct{} {
	if !in.isMain() {
		return nil
	}
	return in.interruption()
}

// interruptCell ends the cell as an interrupt does.
func interruptCell() { panic(base.SigInterrupt) }

// compileReady compiles ·ready(c).
func (in *interpreter) compileReady(c *fast.Comp, sym fast.Symbol, node *ast.CallExpr) *fast.Call {
	arg := c.Expr1(node.Args[0], nil)
	get := arg.AsX1()
	return passed(c, sym, arg.Type, func(env *fast.Env) xreflect.Value {
		v := get(env)
		if ch := v.ReflectValue(); in.isMain() && ch.Kind() == reflect.Chan && ch.Len() == 0 {
			return xreflect.ValueOf(received(ch, in.interruption()).Interface())
		}
		return v
	})
}

// received waits until ch gives something, and returns a channel that has it.
func received(ch reflect.Value, stop <-chan struct{}) reflect.Value {
	chosen, value, ok := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: ch},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(stop)},
	})
	if chosen == 1 {
		interruptCell()
	}
	got := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, ch.Type().Elem()), 1)
	if ok {
		got.Send(value)
	}
	got.Close()
	return got.Convert(ch.Type())
}
