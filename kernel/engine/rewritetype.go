package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
)

// assertion rewrites x.(I) for an interface I, which gomacro gets wrong; nil
// for other types.
func (r *rewriter) assertion(n *ast.TypeAssertExpr) ast.Expr {
	if n.Type == nil {
		return nil
	}
	t := r.typeOf(n.Type)
	if t == nil || !types.IsInterface(t) {
		return nil
	}
	tv := r.info.Types[n]
	_, several := tv.Type.(*types.Tuple)
	if !several {
		return &ast.CallExpr{Fun: ast.NewIdent("·to"), Lparen: n.Pos(), Args: []ast.Expr{n.X, n.Type}}
	}
	x := ast.NewIdent("·x")
	fun := &ast.FuncLit{
		Type: &ast.FuncType{
			Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{x}, Type: r.typeExpr(r.typeOf(n.X))}}},
			Results: &ast.FieldList{List: []*ast.Field{{Type: n.Type}, {Type: r.typeExpr(types.Typ[types.Bool])}}},
		},
		Body: &ast.BlockStmt{List: []ast.Stmt{
			&ast.IfStmt{Cond: r.holds(x, n.Type), Body: &ast.BlockStmt{List: []ast.Stmt{
				&ast.ReturnStmt{Results: []ast.Expr{call("·to", x, n.Type), ast.NewIdent("true")}},
			}}},
			&ast.ReturnStmt{Results: idents("nil", "false")},
		}},
	}
	return &ast.CallExpr{Fun: fun, Lparen: n.Pos(), Args: []ast.Expr{n.X}}
}

// dereference writes out that a method of a pointer to something that is no
// struct belongs to what it points to.
func (r *rewriter) dereference(n *ast.SelectorExpr) {
	s := r.info.Selections[n]
	if s == nil || s.Kind() == types.FieldVal || r.typeOf(n.X) == nil || r.info.Types[n.X].IsType() {
		return
	}
	p, ok := types.Unalias(r.typeOf(n.X)).(*types.Pointer)
	if !ok {
		return
	}
	if _, isStruct := p.Elem().Underlying().(*types.Struct); isStruct || types.IsInterface(p.Elem()) {
		return
	}
	if address, ok := ast.Unparen(n.X).(*ast.UnaryExpr); ok && address.Op == token.AND {
		n.X = address.X
		return
	}
	n.X = r.keepType(&ast.ParenExpr{Lparen: n.X.Pos(), X: &ast.StarExpr{Star: n.X.Pos(), X: n.X}}, types.TypeAndValue{Type: p.Elem()})
}

// methodExpr writes (*T).M as a function, and T.M if the method is cut; nil for
// other selectors.
func (r *rewriter) methodExpr(n *ast.SelectorExpr) ast.Expr {
	s := r.info.Selections[n]
	if s == nil || s.Kind() != types.MethodExpr {
		return nil
	}
	sig, ok := r.typeOf(n).(*types.Signature)
	if !ok {
		return nil
	}
	c := cut{sig, crossed}
	if _, pointer := types.Unalias(s.Recv()).(*types.Pointer); !pointer && !(ofCell(s.Obj()) && anyCrossed(sig)) {
		return nil
	}
	if !ofCell(s.Obj()) {
		c.any = func(types.Type) bool { return false }
	}
	typ := r.typeExpr(sig).(*ast.FuncType)
	inner := &ast.CallExpr{}
	for i, field := range typ.Params.List {
		id := ast.NewIdent("·p" + strconv.Itoa(i))
		field.Names = []*ast.Ident{id}
		if i == 0 {
			method := &ast.SelectorExpr{X: r.keepType(id, types.TypeAndValue{Type: sig.Params().At(0).Type()}), Sel: ast.NewIdent(n.Sel.Name)}
			r.info.Selections[method] = s
			if inner.Fun = r.basicMethod(method); inner.Fun == nil {
				r.dereference(method)
				inner.Fun = method
			}
			continue
		}
		inner.Args = append(inner.Args, r.crossing(id, sig.Params().At(i).Type(), c, false))
	}
	if sig.Variadic() && !c.any(sig.Params().At(sig.Params().Len()-1).Type()) {
		inner.Ellipsis = n.Pos()
	}
	return &ast.FuncLit{Type: typ, Body: r.adaptedBody(inner, c, true)}
}

// holds is ·is(x, t) == 1.
func (r *rewriter) holds(x, t ast.Expr) ast.Expr {
	return &ast.BinaryExpr{X: call("·is", x, t), Op: token.EQL, Y: &ast.BasicLit{Kind: token.INT, Value: "1"}}
}

// typeSwitch rewrites a type switch that has a case for an interface, or is on
// one of a cell, which may be nil: gomacro gets those wrong. It becomes a switch
// with conditions.
func (r *rewriter) typeSwitch(n *ast.TypeSwitchStmt) ast.Stmt {
	var x ast.Expr
	name := ""
	switch s := n.Assign.(type) {
	case *ast.AssignStmt:
		name = s.Lhs[0].(*ast.Ident).Name
		x = s.Rhs[0].(*ast.TypeAssertExpr).X
	case *ast.ExprStmt:
		x = s.X.(*ast.TypeAssertExpr).X
	}
	if t := r.typeOf(x); !r.hasUnusualCase(n) && (t == nil || !emulated(t)) {
		return n
	}
	out := &ast.SwitchStmt{Switch: n.Switch, Body: &ast.BlockStmt{Lbrace: n.Body.Lbrace, Rbrace: n.Body.Rbrace}}
	for _, s := range n.Body.List {
		c := s.(*ast.CaseClause)
		clause := &ast.CaseClause{Case: c.Case, Colon: c.Colon, Body: c.Body}
		for _, t := range c.List {
			cond := r.holds(ast.NewIdent("·x"), t)
			if r.info.Types[t].IsNil() {
				cond = &ast.BinaryExpr{X: ast.NewIdent("·x"), Op: token.EQL, Y: ast.NewIdent("nil")}
			}
			clause.List = append(clause.List, cond)
		}
		if name != "" {
			clause.Body = append([]ast.Stmt{define(idents(name), []ast.Expr{r.switched(c)})}, clause.Body...)
		}
		out.Body.List = append(out.Body.List, clause)
	}
	keep := define(idents("·x"), []ast.Expr{x})
	if n.Init == nil {
		out.Init = keep
		return out
	}
	return &ast.BlockStmt{Lbrace: n.Pos(), List: []ast.Stmt{n.Init, keep, out}}
}

// switched is the value of the variable of a type switch in a clause.
func (r *rewriter) switched(c *ast.CaseClause) ast.Expr {
	if len(c.List) != 1 || r.info.Types[c.List[0]].IsNil() {
		return ast.NewIdent("·x")
	}
	if t := r.typeOf(c.List[0]); t != nil && types.IsInterface(t) {
		return call("·to", ast.NewIdent("·x"), c.List[0])
	}
	return &ast.TypeAssertExpr{X: ast.NewIdent("·x"), Type: c.List[0]}
}

// hasUnusualCase reports whether a type switch has a case for an interface, or
// two for one type, which instances of generic functions may have.
func (r *rewriter) hasUnusualCase(n *ast.TypeSwitchStmt) bool {
	var before []types.Type
	for _, s := range n.Body.List {
		for _, e := range s.(*ast.CaseClause).List {
			t := r.typeOf(e)
			if t == nil || r.info.Types[e].IsNil() {
				continue
			}
			if types.IsInterface(t) || slices.ContainsFunc(before, func(u types.Type) bool { return types.Identical(t, u) }) {
				return true
			}
			before = append(before, t)
		}
	}
	return false
}

// interfaceSwitch makes a switch on an interface one with conditions.
func (r *rewriter) interfaceSwitch(c cursor, n *ast.SwitchStmt) ast.Stmt {
	if n.Tag == nil {
		return n
	}
	if t := r.typeOf(n.Tag); t == nil || !types.IsInterface(t) {
		return n
	}
	init := n.Init
	if _, labelled := c.Parent().(*ast.LabeledStmt); labelled && init != nil {
		return n
	}
	n.Init = define(idents("·tag"), []ast.Expr{n.Tag})
	n.Tag = nil
	for _, s := range n.Body.List {
		c := s.(*ast.CaseClause)
		for i, e := range c.List {
			if r.info.Types[e].IsNil() {
				c.List[i] = &ast.BinaryExpr{X: ast.NewIdent("·tag"), Op: token.EQL, Y: e}
			} else {
				c.List[i] = &ast.BinaryExpr{X: call("·equal", ast.NewIdent("·tag"), e), Op: token.EQL, Y: &ast.BasicLit{Kind: token.INT, Value: "1"}}
			}
		}
	}
	if init == nil {
		return n
	}
	return &ast.BlockStmt{Lbrace: n.Pos(), List: []ast.Stmt{init, n}}
}

// comparison rewrites == and != of interfaces, which hold more than gomacro
// compares; nil for other operands.
func (r *rewriter) comparison(n *ast.BinaryExpr) ast.Expr {
	if n.Op != token.EQL && n.Op != token.NEQ {
		return nil
	}
	x, y := r.info.Types[n.X], r.info.Types[n.Y]
	if x.Type == nil || y.Type == nil || x.IsNil() || y.IsNil() || !types.IsInterface(x.Type) && !types.IsInterface(y.Type) {
		return nil
	}
	equal := &ast.CallExpr{Fun: ast.NewIdent("·equal"), Lparen: n.OpPos, Args: []ast.Expr{n.X, n.Y}}
	return &ast.BinaryExpr{X: equal, OpPos: n.OpPos, Op: n.Op, Y: &ast.BasicLit{Kind: token.INT, Value: "1"}}
}
