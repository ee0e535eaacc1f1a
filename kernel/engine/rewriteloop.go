package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

func stringLit(s string) ast.Expr {
	return &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(s)}
}

// rangeLoop rewrites loops over integers and over functions, and gives loop
// variables that a function literal may keep a copy for each iteration.
func (r *rewriter) rangeLoop(n *ast.RangeStmt) ast.Stmt {
	t := r.info.Types[n.X].Type
	if t == nil {
		return n
	}
	if _, isPointer := t.Underlying().(*types.Pointer); isPointer && n.Value != nil && isBlank(n.Value) {
		n.Value = nil // or else gomacro looks at elements that there may not be
	}
	if basic, ok := t.Underlying().(*types.Basic); ok && basic.Info()&types.IsInteger != 0 {
		r.rangeInt(n, t)
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return r.rangeFunc(n, sig)
	}
	if isChan(t) {
		return r.rangeChan(n)
	}
	if n.Tok == token.DEFINE {
		r.copies(n.Body, n.Key, n.Value)
	}
	r.rangeElements(n, t)
	return n
}

// rangeAssigned makes a loop that assigns to what there is already one that
// declares, and then assigns: gomacro changes those in other ways.
//
//	for ·k, ·v := range x { k, v = ·k, ·v; … }
func (r *rewriter) rangeAssigned(n *ast.RangeStmt) *ast.RangeStmt {
	t := r.info.Types[n.X].Type
	if t == nil || n.Tok != token.ASSIGN {
		return n
	}
	var key, value types.Type
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString == 0 {
			return n
		}
		key, value = types.Typ[types.Int], types.Typ[types.Rune]
	case *types.Map:
		key, value = u.Key(), u.Elem()
	case *types.Pointer:
		key, value = types.Typ[types.Int], u.Elem().Underlying().(*types.Array).Elem()
	case interface{ Elem() types.Type }:
		if isChan(t) {
			return n
		}
		key, value = types.Typ[types.Int], u.Elem()
	default:
		return n
	}
	set := &ast.AssignStmt{TokPos: n.TokPos, Tok: token.ASSIGN}
	own := func(e ast.Expr, name string, t types.Type) ast.Expr {
		if e == nil || isBlank(e) {
			return e
		}
		set.Lhs = append(set.Lhs, e)
		set.Rhs = append(set.Rhs, r.converted(r.keepType(ast.NewIdent(name), types.TypeAndValue{Type: t}), r.typeOf(e)))
		return ast.NewIdent(name)
	}
	n.Key, n.Value = own(n.Key, "·k", key), own(n.Value, "·v", value)
	if len(set.Lhs) > 0 {
		n.Tok = token.DEFINE
		n.Body.List = append([]ast.Stmt{set}, n.Body.List...)
	}
	return n
}

// rangeInt makes a loop over an integer one over that many empty structs.
func (r *rewriter) rangeInt(n *ast.RangeStmt, t types.Type) {
	n.X = call("·count", call("int64", n.X))
	if n.Key == nil || isBlank(n.Key) {
		return
	}
	changed := false
	if id, ok := n.Key.(*ast.Ident); ok && n.Tok == token.DEFINE {
		if obj := r.info.Defs[id]; obj != nil {
			t, changed = obj.Type(), r.assigned(n.Body, obj)
		}
	} else if kt := r.info.Types[n.Key].Type; kt != nil {
		t = kt
	}
	if n.Tok == token.DEFINE && !changed && types.Identical(t, types.Typ[types.Int]) {
		return
	}
	set := &ast.AssignStmt{
		Lhs: []ast.Expr{n.Key}, Tok: n.Tok,
		Rhs: []ast.Expr{&ast.CallExpr{Fun: r.typeExpr(types.Default(t)), Args: idents("·i")}},
	}
	n.Key, n.Tok = ast.NewIdent("·i"), token.DEFINE
	n.Body.List = append([]ast.Stmt{set}, n.Body.List...)
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// forLoop gives the variables of a three-part loop a copy for each iteration,
// where the body keeps them and does not change them.
func (r *rewriter) forLoop(n *ast.ForStmt) {
	init, ok := n.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE {
		return
	}
	for _, v := range init.Lhs {
		if id, ok := v.(*ast.Ident); ok && !r.assigned(n.Body, r.info.Defs[id]) {
			r.copies(n.Body, id)
		}
	}
}

// copies begins a loop's body with copies of those variables whose address or
// whose place in a function literal may outlive the iteration.
func (r *rewriter) copies(body *ast.BlockStmt, vars ...ast.Expr) {
	var kept []ast.Expr
	for _, v := range vars {
		id, ok := v.(*ast.Ident)
		if ok && id.Name != "_" && r.keeps(body, r.info.Defs[id]) {
			kept = append(kept, ast.NewIdent(id.Name))
		}
	}
	if len(kept) > 0 {
		body.List = append([]ast.Stmt{define(kept, kept)}, body.List...)
	}
}

// keeps reports whether a function literal in body uses obj, or whether its
// address is taken.
func (r *rewriter) keeps(body ast.Node, obj types.Object) bool {
	if obj == nil {
		return false
	}
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			found = found || r.mentions(n, obj)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && r.mentions(n.X, obj)
		}
		return !found
	})
	return found
}

func (r *rewriter) mentions(node ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && r.info.Uses[id] == obj {
			found = true
		}
		return !found
	})
	return found
}

// assigned reports whether the body of a loop changes obj.
func (r *rewriter) assigned(body ast.Node, obj types.Object) bool {
	found := false
	is := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok && obj != nil && r.info.Uses[id] == obj {
			found = true
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				is(e)
			}
		case *ast.IncDecStmt:
			is(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				is(n.X)
			}
		}
		return !found
	})
	return found
}
