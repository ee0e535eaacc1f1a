package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// gomacro loses the methods of types that refer to themselves. Their methods
// become functions with the receiver as first parameter, and calls of methods
// calls of those.

// isLowered reports whether a type declared in a cell refers to itself.
func (c *checker) isLowered(named *types.Named) bool {
	lowered, known := c.lowered[named]
	if !known {
		lowered = reaches(named.Underlying(), named, map[types.Type]bool{})
		c.lowered[named] = lowered
	}
	return lowered
}

// reaches reports whether t is made of target, through types of cells.
func reaches(t types.Type, target *types.Named, seen map[types.Type]bool) bool {
	t = types.Unalias(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		if t == target {
			return true
		}
		return t.Obj().Pkg() != nil && t.Obj().Pkg().Path() == "main" && reaches(t.Underlying(), target, seen)
	case *types.Struct:
		for f := range t.Fields() {
			if reaches(f.Type(), target, seen) {
				return true
			}
		}
	case *types.Map:
		return reaches(t.Key(), target, seen) || reaches(t.Elem(), target, seen)
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				if reaches(v.Type(), target, seen) {
					return true
				}
			}
		}
	case interface{ Elem() types.Type }:
		return reaches(t.Elem(), target, seen)
	}
	return false
}

// lowerName is the name of the function that a method becomes.
func lowerName(named *types.Named, method string) string {
	return named.Obj().Name() + "·" + method
}

// method makes a function of a method declaration, where its type needs it.
func (r *rewriter) method(u *unit, fn *ast.FuncDecl) ast.Decl {
	if fn.Recv == nil {
		return fn
	}
	var t types.Type
	if tv, ok := r.info.Types[fn.Recv.List[0].Type]; ok {
		t = tv.Type
	}
	if t == nil {
		return fn
	}
	named := localNamed(t)
	if named == nil || !r.in.checker.isLowered(named) {
		return fn
	}
	return &ast.FuncDecl{Doc: fn.Doc, Name: &ast.Ident{NamePos: fn.Name.NamePos, Name: lowerName(named, fn.Name.Name)}, Type: asFunction(fn), Body: fn.Body}
}

// loweredCall rewrites a call of a method that is a function; nil if it is not.
func (r *rewriter) loweredCall(n *ast.CallExpr, sel *ast.SelectorExpr) ast.Expr {
	s := r.info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal {
		return nil
	}
	named, receiver := r.receiver(sel, s)
	if named == nil {
		return nil
	}
	return &ast.CallExpr{
		Fun:  &ast.Ident{NamePos: sel.Sel.NamePos, Name: lowerName(named, sel.Sel.Name)},
		Args: append([]ast.Expr{receiver}, n.Args...), Lparen: n.Lparen, Ellipsis: n.Ellipsis, Rparen: n.Rparen,
	}
}

// receiver is the expression to pass as the receiver of a method that is a
// function, and the type that the method belongs to, nil for other methods.
func (r *rewriter) receiver(sel *ast.SelectorExpr, s *types.Selection) (*types.Named, ast.Expr) {
	f, ok := s.Obj().(*types.Func)
	if !ok || f.Signature().Recv() == nil {
		return nil, nil
	}
	want := f.Signature().Recv().Type()
	named := localNamed(want)
	if named == nil || !r.in.checker.isLowered(named) {
		return nil, nil
	}
	x, t := sel.X, s.Recv()
	for _, i := range s.Index()[:len(s.Index())-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		field := t.Underlying().(*types.Struct).Field(i)
		x, t = &ast.SelectorExpr{X: x, Sel: ast.NewIdent(field.Name())}, field.Type()
	}
	_, wantPointer := want.(*types.Pointer)
	_, isPointer := t.Underlying().(*types.Pointer)
	switch {
	case wantPointer && !isPointer:
		x = &ast.UnaryExpr{OpPos: sel.Pos(), Op: token.AND, X: x}
	case !wantPointer && isPointer:
		x = &ast.StarExpr{Star: sel.Pos(), X: x}
	}
	return named, x
}

// selector rewrites a method value or expression whose method is a function,
// and refuses generic functions of compiled packages; nil changes nothing.
func (r *rewriter) selector(c *astutil.Cursor, n *ast.SelectorExpr) ast.Expr {
	if parent, ok := c.Parent().(*ast.CallExpr); ok && ast.Unparen(parent.Fun) == n && c.Name() == "Fun" {
		if s := r.info.Selections[n]; s != nil && s.Kind() == types.MethodVal {
			return nil // call will do it
		}
	}
	s := r.info.Selections[n]
	if s == nil {
		r.refuseGeneric(n)
		return nil
	}
	if s.Kind() == types.FieldVal {
		return nil
	}
	f, ok := s.Obj().(*types.Func)
	if !ok {
		return nil
	}
	if s.Kind() == types.MethodExpr {
		named := localNamed(s.Recv())
		if named == nil || !r.in.checker.isLowered(named) {
			return nil
		}
		return ast.NewIdent(lowerName(named, n.Sel.Name))
	}
	named, receiver := r.receiver(n, s)
	if named == nil {
		return nil
	}
	return r.bound(f.Signature(), lowerName(named, n.Sel.Name), receiver)
}

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

// loweredFaces gives a value whose type refers to itself the methods by which
// it shows itself, as functions that compiled code can call.
func (r *rewriter) loweredFaces(e ast.Expr, t types.Type, named *types.Named) ast.Expr {
	methods := &ast.CompositeLit{Type: &ast.MapType{Key: ast.NewIdent("string"), Value: ast.NewIdent("any")}}
	_, isPointer := t.(*types.Pointer)
	for m := range named.Methods() {
		sig := m.Signature()
		_, wantPointer := sig.Recv().Type().(*types.Pointer)
		if !showing(m.Name()) || sig.Params().Len() != 0 || sig.Results().Len() != 1 || wantPointer && !isPointer {
			continue
		}
		var recv ast.Expr = ast.NewIdent("·v")
		if isPointer && !wantPointer {
			recv = &ast.StarExpr{X: recv}
		}
		methods.Elts = append(methods.Elts, &ast.KeyValueExpr{Key: stringLit(m.Name()), Value: &ast.FuncLit{
			Type: &ast.FuncType{Params: &ast.FieldList{}, Results: r.fields(sig.Results(), false)},
			Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{call(lowerName(named, m.Name()), recv)}}}},
		}})
	}
	if len(methods.Elts) == 0 {
		return e
	}
	return &ast.CallExpr{Args: []ast.Expr{e}, Fun: &ast.FuncLit{
		Type: &ast.FuncType{
			Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ast.NewIdent("·v")}, Type: r.typeExpr(t)}}},
			Results: &ast.FieldList{List: []*ast.Field{{Type: ast.NewIdent("any")}}},
		},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{call("·faces", ast.NewIdent("·v"), methods)}}}},
	}}
}

// bound is a function literal that calls a function with its first argument
// fixed now.
func (r *rewriter) bound(sig *types.Signature, function string, first ast.Expr) ast.Expr {
	params := r.fields(sig.Params(), sig.Variadic())
	args := idents("·recv")
	for i, field := range params.List {
		name := fmt.Sprintf("·p%d", i)
		field.Names = []*ast.Ident{ast.NewIdent(name)}
		args = append(args, ast.NewIdent(name))
	}
	inner := call(function, args...)
	if sig.Variadic() {
		inner.Ellipsis = first.Pos() | 1
	}
	results := r.fields(sig.Results(), false)
	var body ast.Stmt = &ast.ExprStmt{X: inner}
	if sig.Results().Len() > 0 {
		body = &ast.ReturnStmt{Results: []ast.Expr{inner}}
	}
	typ := &ast.FuncType{Params: params, Results: results}
	outer := &ast.FuncLit{
		Type: &ast.FuncType{
			Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ast.NewIdent("·recv")}, Type: r.typeExpr(sig.Recv().Type())}}},
			Results: &ast.FieldList{List: []*ast.Field{{Type: typ}}},
		},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{
			&ast.FuncLit{Type: typ, Body: &ast.BlockStmt{List: []ast.Stmt{body}}},
		}}}},
	}
	return &ast.CallExpr{Fun: outer, Args: []ast.Expr{first}}
}
