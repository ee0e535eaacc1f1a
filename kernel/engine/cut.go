package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// A cut says which parameters and results of a function are declared as any
// though its signature says otherwise.
type cut struct {
	sig *types.Signature
	any func(types.Type) bool
}

// cutOf is how the function is cut that an expression stands for; false if it
// is not.
func (r *rewriter) cutOf(fun ast.Expr) (cut, bool) {
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		if s := r.info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			sig, _ := s.Type().(*types.Signature)
			return cut{sig, crossed}, sig != nil && ofCell(s.Obj()) && anyCrossed(sig)
		}
	}
	t := r.typeOf(fun)
	if isCut := cutSignature(t); isCut != nil {
		return cut{t.Underlying().(*types.Signature), isCut}, true
	}
	return cut{}, false
}

// ofCell reports whether an object is declared in a cell.
func ofCell(obj types.Object) bool {
	return obj.Pkg() != nil && obj.Pkg().Path() == "main"
}

// results reports whether there are several, and some of them are cut.
func (c cut) severalResults() bool {
	several := false
	if results := c.sig.Results(); results.Len() > 1 {
		for v := range results.Variables() {
			several = several || c.any(v.Type())
		}
	}
	return several
}

// callCut rewrites a call of a function that is cut, whose result may be used
// or not; n itself is what it returns if it is not.
func (r *rewriter) callCut(n *ast.CallExpr, used bool) ast.Expr {
	if r.info.Types[n.Fun].IsType() {
		return n
	}
	c, ok := r.cutOf(n.Fun)
	if !ok {
		return n
	}
	if used && c.severalResults() || len(n.Args) == 1 && c.sig.Params().Len() > 1 && !c.sig.Variadic() {
		n.Fun = r.open(n.Fun, c)
		return n
	}
	r.packVariadic(n, c)
	for i, arg := range n.Args {
		if t := c.sig.Params().At(min(i, c.sig.Params().Len()-1)).Type(); c.any(t) {
			n.Args[i] = r.into(arg, t)
		}
	}
	if used && c.sig.Results().Len() == 1 && c.any(c.sig.Results().At(0).Type()) {
		return r.back(n, c.sig.Results().At(0).Type())
	}
	return n
}

// packVariadic makes one argument of those for a variadic parameter that is cut.
func (r *rewriter) packVariadic(n *ast.CallExpr, c cut) {
	last := c.sig.Params().Len() - 1
	if !c.sig.Variadic() || !c.any(c.sig.Params().At(last).Type()) {
		return
	}
	if n.Ellipsis.IsValid() {
		n.Ellipsis = 0
		return
	}
	t := c.sig.Params().At(last).Type()
	list := &ast.CompositeLit{Type: r.typeExpr(t)}
	for _, arg := range n.Args[last:] {
		list.Elts = append(list.Elts, r.converted(arg, t.(*types.Slice).Elem()))
	}
	n.Args = append(n.Args[:last:last], r.keepType(list, types.TypeAndValue{Type: t}))
}

// into makes an any of what is given for a parameter or result of type t.
func (r *rewriter) into(e ast.Expr, t types.Type) ast.Expr {
	tv := r.info.Types[e]
	e = r.converted(e, t)
	if tv.IsNil() || types.IsInterface(t) && localNamed(tv.Type) == nil {
		return e
	}
	if !types.IsInterface(t) && !types.Identical(tv.Type, t) {
		e = &ast.CallExpr{Fun: r.typeExpr(t), Lparen: e.Pos(), Args: []ast.Expr{e}}
	}
	return r.keepType(&ast.CallExpr{Fun: ast.NewIdent("·keep"), Lparen: e.Pos(), Args: []ast.Expr{e}}, types.TypeAndValue{Type: types.Universe.Lookup("any").Type()})
}

// back turns an any back into what it is.
func (r *rewriter) back(e ast.Expr, t types.Type) ast.Expr {
	return r.keepType(&ast.CallExpr{Fun: ast.NewIdent("·back"), Lparen: e.Pos(), Args: []ast.Expr{e, r.typeExpr(t)}}, types.TypeAndValue{Type: t})
}

// cutFields writes parameters or results as they are declared, with names.
func (r *rewriter) cutFields(tuple *types.Tuple, c cut, variadic bool) *ast.FieldList {
	list := &ast.FieldList{}
	for i := range tuple.Len() {
		t := tuple.At(i).Type()
		field := &ast.Field{}
		s, isSlice := t.(*types.Slice)
		switch {
		case c.any(t):
			field.Type = ast.NewIdent("any")
		case variadic && isSlice && i == tuple.Len()-1:
			field.Type = &ast.Ellipsis{Elt: r.typeExpr(s.Elem())}
		default:
			field.Type = r.typeExpr(t)
		}
		list.List = append(list.List, field)
	}
	return list
}

// cutType writes the type of a function as it is declared.
func (r *rewriter) cutType(c cut) *ast.FuncType {
	return &ast.FuncType{Params: r.cutFields(c.sig.Params(), c, c.sig.Variadic()), Results: r.cutFields(c.sig.Results(), c, false)}
}

// open makes a function with its own signature of one that is cut.
func (r *rewriter) open(f ast.Expr, c cut) ast.Expr {
	return r.adapted(f, c, true)
}

// closed makes a function that is cut of one with its own signature: a value of
// the type t.
func (r *rewriter) closed(f ast.Expr, c cut, t types.Type) ast.Expr {
	e := &ast.CallExpr{Fun: r.typeExpr(t), Lparen: f.Pos(), Args: []ast.Expr{r.adapted(f, c, false)}}
	return r.keepType(e, types.TypeAndValue{Type: t})
}

// adapted is a function that calls f with other types, nil if f is: that with
// its own signature if opening, else that which is cut.
func (r *rewriter) adapted(f ast.Expr, c cut, opening bool) ast.Expr {
	whole := cut{c.sig, func(types.Type) bool { return false }}
	from, to := whole, c
	if opening {
		from, to = c, whole
	}
	literal := &ast.FuncLit{Type: r.cutType(to)}
	inner := &ast.CallExpr{Fun: ast.NewIdent("·f")}
	for i, field := range literal.Type.Params.List {
		id := ast.NewIdent(fmt.Sprintf("·p%d", i))
		field.Names = []*ast.Ident{id}
		t := c.sig.Params().At(i).Type()
		inner.Args = append(inner.Args, r.crossing(id, t, c, !opening))
		if c.sig.Variadic() && i == c.sig.Params().Len()-1 && !(c.any(t) && opening) {
			inner.Ellipsis = f.Pos()
		}
	}
	literal.Body = r.adaptedBody(inner, c, opening)
	outer := &ast.FuncLit{
		Type: &ast.FuncType{
			Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ast.NewIdent("·f")}, Type: r.cutType(from)}}},
			Results: &ast.FieldList{List: []*ast.Field{{Type: r.cutType(to)}}},
		},
		Body: &ast.BlockStmt{List: []ast.Stmt{
			&ast.IfStmt{
				Cond: &ast.BinaryExpr{X: ast.NewIdent("·f"), Op: token.EQL, Y: ast.NewIdent("nil")},
				Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: idents("nil")}}},
			},
			&ast.ReturnStmt{Results: []ast.Expr{literal}},
		}},
	}
	e := &ast.CallExpr{Fun: outer, Lparen: f.Pos(), Args: []ast.Expr{f}}
	r.single(e)
	return r.keepType(e, types.TypeAndValue{Type: c.sig})
}

// crossing is a value of type t where it crosses from a function that is cut,
// or to one.
func (r *rewriter) crossing(e ast.Expr, t types.Type, c cut, from bool) ast.Expr {
	switch {
	case !c.any(t):
		return e
	case from:
		return r.back(e, t)
	}
	return call("·keep", e)
}

// adaptedBody calls the function that is adapted and returns what it does.
func (r *rewriter) adaptedBody(inner ast.Expr, c cut, opening bool) *ast.BlockStmt {
	results := c.sig.Results()
	if results.Len() == 0 {
		return &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: inner}}}
	}
	var names []string
	back := &ast.ReturnStmt{}
	for i := range results.Len() {
		names = append(names, fmt.Sprintf("·r%d", i))
		back.Results = append(back.Results, r.crossing(ast.NewIdent(names[i]), results.At(i).Type(), c, opening))
	}
	return &ast.BlockStmt{List: []ast.Stmt{define(idents(names...), []ast.Expr{inner}), back}}
}

// convertFunc converts a function whose type is cut, or becomes one that is;
// false for other values.
func (r *rewriter) convertFunc(e ast.Expr, from, to types.Type) (ast.Expr, bool) {
	if _, ok := to.Underlying().(*types.Signature); !ok {
		return e, false
	}
	if _, ok := from.Underlying().(*types.Signature); !ok {
		return e, false
	}
	was, is := cutSignature(from), cutSignature(to)
	if was == nil && is == nil {
		return e, false
	}
	sig := to.Underlying().(*types.Signature)
	if was != nil {
		e = r.open(e, cut{sig, was})
	}
	if is != nil {
		e = r.closed(e, cut{sig, is}, to)
	}
	return e, true
}
