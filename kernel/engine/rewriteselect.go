package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// The select of gomacro says of each channel that it is open. So one that asks
// for that becomes a switch on what a function of ours has chosen:
//
//	switch ·s := ·select("receive", c, "default"); ·s.I {
//	case 0:
//		v, ok := ·got(·s, T), ·s.OK
//		…

// A selection is which case of a select was chosen.
type selection struct {
	I     int
	OK    bool // what was received was sent
	value reflect.Value
}

// The directions of cases, as ·select is told them.
const (
	caseReceives = "receive"
	caseSends    = "send"
	caseDefault  = "default"
)

// telling rewrites a select that asks whether a channel is open; others stay.
func (r *rewriter) telling(n *ast.SelectStmt) ast.Stmt {
	asks := false
	for _, s := range n.Body.List {
		a, ok := s.(*ast.CommClause).Comm.(*ast.AssignStmt)
		asks = asks || ok && len(a.Lhs) == 2 && !isBlank(a.Lhs[1])
	}
	if !asks {
		return n
	}
	choice := &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: "·select"}, Lparen: n.Pos()}
	out := &ast.SwitchStmt{
		Switch: n.Select,
		Init:   define(idents("·s"), []ast.Expr{choice}),
		Tag:    &ast.SelectorExpr{X: ast.NewIdent("·s"), Sel: ast.NewIdent("I")},
		Body:   &ast.BlockStmt{Lbrace: n.Body.Lbrace, Rbrace: n.Body.Rbrace},
	}
	for i, s := range n.Body.List {
		clause := s.(*ast.CommClause)
		c := &ast.CaseClause{Case: clause.Case, Colon: clause.Colon, Body: clause.Body,
			List: []ast.Expr{&ast.BasicLit{ValuePos: clause.Case, Kind: token.INT, Value: strconv.Itoa(i)}}}
		switch comm := clause.Comm.(type) {
		case nil:
			choice.Args = append(choice.Args, stringLit(caseDefault))
		case *ast.SendStmt:
			choice.Args = append(choice.Args, stringLit(caseSends), comm.Chan, comm.Value)
		case *ast.ExprStmt:
			choice.Args = append(choice.Args, stringLit(caseReceives), ast.Unparen(comm.X).(*ast.UnaryExpr).X)
		case *ast.AssignStmt:
			from := ast.Unparen(comm.Rhs[0]).(*ast.UnaryExpr).X
			choice.Args = append(choice.Args, stringLit(caseReceives), from)
			c.Body = append([]ast.Stmt{r.got(comm, from)}, c.Body...)
		}
		out.Body.List = append(out.Body.List, c)
	}
	return out
}

// breaks reports whether there is a break in a statement.
func breaks(n ast.Stmt) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if b, ok := n.(*ast.BranchStmt); ok {
			found = found || b.Tok == token.BREAK
		}
		return !found
	})
	return found
}

// enclosed puts a statement into a block with an environment of its own: gomacro
// does not look for what a break leaves in the outermost one of a function.
func enclosed(n ast.Stmt) ast.Stmt {
	return &ast.BlockStmt{Lbrace: n.Pos(), List: []ast.Stmt{define(idents("·own"), []ast.Expr{&ast.BasicLit{Kind: token.INT, Value: "0"}}), n}}
}

// got assigns what was received, and whether it was sent.
func (r *rewriter) got(comm *ast.AssignStmt, from ast.Expr) ast.Stmt {
	elem := r.typeOf(from).Underlying().(*types.Chan).Elem()
	var value ast.Expr = call("·got", ast.NewIdent("·s"), r.typeExpr(elem))
	if _, basic := elem.Underlying().(*types.Basic); basic { // for which gomacro wants functions of their own
		value = &ast.TypeAssertExpr{X: call("·got", ast.NewIdent("·s"), ast.NewIdent("any")), Type: r.typeExpr(elem)}
	}
	r.keepType(value, types.TypeAndValue{Type: elem})
	a := &ast.AssignStmt{Lhs: comm.Lhs, TokPos: comm.TokPos, Tok: comm.Tok, Rhs: []ast.Expr{value}}
	if len(comm.Lhs) == 2 {
		a.Rhs = append(a.Rhs, &ast.SelectorExpr{X: ast.NewIdent("·s"), Sel: ast.NewIdent("OK")})
	}
	if isBlank(a.Lhs[0]) {
		a.Lhs, a.Rhs = a.Lhs[1:], a.Rhs[1:]
	}
	r.convertAssigned(a)
	return a
}

// A selectCase makes one case of a select.
type selectCase struct {
	dir      reflect.SelectDir
	ch, sent func(*fast.Env) xreflect.Value // nil where there is none
}

// compileSelect compiles ·select("receive", c, "send", d, x, "default").
func (in *interpreter) compileSelect(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	var all []selectCase
	for args := n.Args; len(args) > 0; {
		dir, _ := strconv.Unquote(args[0].(*ast.BasicLit).Value)
		if dir == caseDefault {
			all = append(all, selectCase{dir: reflect.SelectDefault})
			args = args[1:]
			continue
		}
		ch := c.Expr1(args[1], nil)
		one := selectCase{dir: reflect.SelectRecv, ch: ch.AsX1()}
		args = args[2:]
		if dir == caseSends {
			sent := c.Expr1(args[0], nil)
			if sent.Const() || sent.Type == nil { // nil has no type
				sent.ConstTo(ch.Type.Elem())
			}
			one.dir, one.sent = reflect.SelectSend, sent.AsX1()
			args = args[1:]
		}
		all = append(all, one)
	}
	return passed(c, sym, c.TypeOf(&selection{}), func(env *fast.Env) xreflect.Value {
		cases := make([]reflect.SelectCase, len(all))
		for i, one := range all {
			cases[i].Dir = one.dir
			if one.ch != nil {
				cases[i].Chan = one.ch(env).ReflectValue()
			}
			if one.sent != nil {
				cases[i].Send = one.sent(env).ReflectValue()
			}
		}
		s := &selection{}
		s.I, s.value, s.OK = reflect.Select(cases)
		return xreflect.ValueOf(s)
	})
}

// compileGot compiles ·got(s, T): what was received, of type T.
func compileGot(c *fast.Comp, sym fast.Symbol, n *ast.CallExpr) *fast.Call {
	arg, t := c.Expr1(n.Args[0], nil), c.Type(n.Args[1])
	fun := func(s xreflect.Value) xreflect.Value {
		v := s.Interface().(*selection).value
		if t.Kind() == reflect.Interface && t.NumMethod() == 0 {
			return anyValue(v.Interface())
		}
		return xreflect.MakeValue(v)
	}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{arg.Type}, []xreflect.Type{t}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: fun}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{t},
	}
}
