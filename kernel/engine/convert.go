package engine

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// Values are converted without a word in many places. Where gomacro would get
// that wrong, it is written out.

// converted is e, which takes the place of a value of type to.
func (r *rewriter) converted(e ast.Expr, to types.Type) ast.Expr {
	tv, ok := r.info.Types[e]
	if !ok || to == nil || tv.Type == nil || tv.IsNil() || !tv.IsValue() {
		return e
	}
	if keys := r.standardInput(e, to); keys != nil {
		return r.keepType(keys, types.TypeAndValue{Type: to})
	}
	from := types.Unalias(tv.Type)
	if _, several := from.(*types.Tuple); several || types.Identical(from, to) {
		return e
	}
	if f, ok := r.convertFunc(e, from, to); ok {
		return f
	}
	if types.IsInterface(to) {
		if _, param := to.(*types.TypeParam); param {
			return e
		}
		if types.IsInterface(from) && !isAny(from) {
			if isAny(to) {
				return r.keepType(call("·bare", e), types.TypeAndValue{Type: to})
			}
			return r.keepType(&ast.CallExpr{Fun: ast.NewIdent("·as"), Lparen: e.Pos(), Args: []ast.Expr{e, r.typeExpr(to)}}, types.TypeAndValue{Type: to})
		}
		if localNamed(from) == nil || types.IsInterface(from) {
			return e
		}
		if tv.Value != nil {
			e = r.keepType(r.variable(e, from), types.TypeAndValue{Type: from})
		}
		switch {
		case isAny(to) && losesName(from):
			e = call("·keep", e)
		case isAny(to):
			return e
		case emulated(to):
			e = &ast.CallExpr{Fun: r.typeExpr(to), Lparen: e.Pos(), Args: []ast.Expr{e}}
		default:
			e = &ast.CallExpr{Fun: ast.NewIdent("·proxy"), Lparen: e.Pos(), Args: []ast.Expr{e, r.typeExpr(to)}}
		}
		return r.keepType(e, types.TypeAndValue{Type: to})
	}
	_, s1 := from.(*types.Struct)
	_, s2 := types.Unalias(to).(*types.Struct)
	if s1 && localNamed(to) == types.Unalias(to) || s2 && localNamed(from) == from {
		return r.keepType(&ast.CallExpr{Fun: r.typeExpr(to), Lparen: e.Pos(), Args: []ast.Expr{e}}, types.TypeAndValue{Type: to})
	}
	return e
}

// losesName reports whether a type of a cell would lose its name in an any:
// reflection has no named types of its sort to offer.
func losesName(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Signature, *types.Chan, *types.Array:
		return cellType(t) != nil
	}
	return false
}

// sliced converts a part of a slice or string to the type that a cell has given
// the whole, which gomacro forgets; nil for others.
func (r *rewriter) sliced(n *ast.SliceExpr) ast.Expr {
	t := r.typeOf(n)
	if t == nil || cellType(t) == nil {
		return nil
	}
	return &ast.CallExpr{Fun: r.typeExpr(t), Lparen: n.Pos(), Args: []ast.Expr{n}}
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

// emulated reports whether t is an interface with methods that gomacro makes
// itself: all but those of packages.
func emulated(t types.Type) bool {
	t = types.Unalias(t)
	if !types.IsInterface(t) || isAny(t) {
		return false
	}
	named, ok := t.(*types.Named)
	return !ok || named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "main"
}

// variable is a constant as the result of a function: gomacro cannot convert
// constants of types with methods.
func (r *rewriter) variable(e ast.Expr, t types.Type) ast.Expr {
	return &ast.CallExpr{Lparen: e.Pos(), Fun: &ast.FuncLit{
		Type: &ast.FuncType{Params: &ast.FieldList{}, Results: &ast.FieldList{List: []*ast.Field{{Type: r.typeExpr(t)}}}},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{e}}}},
	}}
}

// typeOf is the type of an expression, or of the variable that it names.
func (r *rewriter) typeOf(e ast.Expr) types.Type {
	if tv, ok := r.info.Types[e]; ok {
		return tv.Type
	}
	if id, ok := e.(*ast.Ident); ok {
		if obj := r.info.ObjectOf(id); obj != nil {
			return obj.Type()
		}
	}
	return nil
}

// convertAssigned converts what is assigned.
func (r *rewriter) convertAssigned(n *ast.AssignStmt) {
	if len(n.Lhs) != len(n.Rhs) || n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
		return
	}
	for i, lhs := range n.Lhs {
		if !isBlank(lhs) {
			n.Rhs[i] = r.converted(n.Rhs[i], r.typeOf(lhs))
		}
		if f := r.erasedArray(lhs); f != nil {
			n.Rhs[i] = r.intoArray(n.Rhs[i], f)
		}
	}
}

// convertDeclared converts the values of variables that are declared.
func (r *rewriter) convertDeclared(n *ast.ValueSpec) {
	if n.Type == nil {
		return
	}
	for i := range n.Values {
		n.Values[i] = r.converted(n.Values[i], r.typeOf(n.Names[min(i, len(n.Names)-1)]))
	}
}

// convertReturned converts the results of a function.
func (r *rewriter) convertReturned(n *ast.ReturnStmt) {
	if len(r.outer) == 0 || len(n.Results) == 0 {
		return
	}
	results := r.outer[len(r.outer)-1].Results
	if results == nil {
		return
	}
	var list []types.Type
	for _, field := range results.List {
		for range max(len(field.Names), 1) {
			list = append(list, r.typeOf(field.Type))
		}
	}
	if len(list) != len(n.Results) {
		return
	}
	for i := range n.Results {
		n.Results[i] = r.alone(n.Results[i])
		if crossed(list[i]) && r.outer[len(r.outer)-1] == r.method {
			n.Results[i] = r.into(n.Results[i], list[i])
		} else {
			n.Results[i] = r.converted(n.Results[i], list[i])
		}
	}
}

// convertElements converts the elements of a composite literal.
func (r *rewriter) convertElements(n *ast.CompositeLit) {
	t := r.typeOf(n)
	if t == nil {
		return
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	r.nameElements(n, t)
	for i, elt := range n.Elts {
		kv, keyed := elt.(*ast.KeyValueExpr)
		switch u := t.Underlying().(type) {
		case *types.Struct:
			if keyed {
				if id, ok := kv.Key.(*ast.Ident); ok {
					if f := fieldNamed(u, id.Name); f != nil {
						kv.Value = r.elementOf(kv.Value, f)
					}
				}
			} else if i < u.NumFields() {
				n.Elts[i] = r.elementOf(elt, u.Field(i))
			}
		case *types.Map:
			if keyed {
				kv.Key, kv.Value = r.key(kv.Key, u.Key()), r.converted(kv.Value, u.Elem())
			}
		case interface{ Elem() types.Type }:
			if keyed {
				kv.Value = r.converted(kv.Value, u.Elem())
			} else {
				n.Elts[i] = r.converted(elt, u.Elem())
			}
		}
	}
}

// elementOf converts the value of a field in a composite literal.
func (r *rewriter) elementOf(e ast.Expr, f *types.Var) ast.Expr {
	e = r.converted(e, f.Type())
	if r.in.checker.arrays[f.Origin()] {
		return r.intoArray(e, f)
	}
	return e
}

func fieldNamed(s *types.Struct, name string) *types.Var {
	for f := range s.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

// convertArguments converts the arguments of a call.
func (r *rewriter) convertArguments(n *ast.CallExpr) {
	tv := r.info.Types[n.Fun]
	if tv.Type == nil {
		return
	}
	if tv.IsType() {
		if len(n.Args) == 1 && (types.IsInterface(tv.Type) || cutSignature(tv.Type) != nil) {
			if arg := r.info.Types[n.Args[0]]; arg.Value != nil && isAny(tv.Type) {
				t := types.Default(arg.Type)
				n.Args[0] = r.keepType(r.variable(n.Args[0], t), types.TypeAndValue{Type: t})
			}
			n.Args[0] = r.converted(n.Args[0], tv.Type)
		}
		return
	}
	if _, isCut := r.cutOf(n.Fun); isCut {
		return // see callCut
	}
	if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && r.info.Uses[id] == types.Universe.Lookup("panic") {
		return // see builtin
	}
	sig, ok := tv.Type.Underlying().(*types.Signature)
	if !ok {
		return
	}
	compiled := r.compiledFunc(n.Fun)
	for i, arg := range n.Args {
		switch t := paramType(sig, i, n.Ellipsis.IsValid()); {
		case t == nil:
		case compiled != nil && isAny(t):
			n.Args[i] = r.plain(arg, printing[compiled.Pkg().Path()] != "")
		default:
			n.Args[i] = r.converted(arg, t)
		}
	}
}

// compiledFunc is the function of a package, not of cells, that an expression
// names; nil for others.
func (r *rewriter) compiledFunc(fun ast.Expr) *types.Func {
	id, ok := ast.Unparen(fun).(*ast.Ident)
	if sel, isSelector := ast.Unparen(fun).(*ast.SelectorExpr); isSelector {
		id, ok = sel.Sel, true
	}
	if !ok {
		return nil
	}
	f, ok := r.info.Uses[id].(*types.Func)
	if !ok || f.Pkg() == nil || ofCell(f) {
		return nil
	}
	return f
}

// plain is an argument for compiled code, which knows nothing of how a value in
// an any keeps its name. The functions that print do.
func (r *rewriter) plain(e ast.Expr, prints bool) ast.Expr {
	tv := r.info.Types[e]
	switch {
	case tv.Type != nil && losesName(tv.Type):
		return e
	case tv.Type == nil || tv.IsNil() || prints || !isAny(tv.Type):
		return r.converted(e, types.Universe.Lookup("any").Type())
	}
	return r.keepType(call("·plain", e), types.TypeAndValue{Type: tv.Type})
}

// paramType is the type of what is given for the i-th argument; nil if there
// is no such parameter.
func paramType(sig *types.Signature, i int, spread bool) types.Type {
	last := sig.Params().Len() - 1
	switch {
	case last < 0:
		return nil
	case sig.Variadic() && i >= last && !spread:
		if s, ok := sig.Params().At(last).Type().Underlying().(*types.Slice); ok {
			return s.Elem()
		}
		return nil
	case i <= last:
		return sig.Params().At(i).Type()
	}
	return nil
}

// convertIndex converts the key by which a map is read or written, and indices
// that are no int: gomacro takes no others for arrays.
func (r *rewriter) convertIndex(n *ast.IndexExpr) {
	t := r.typeOf(n.X)
	if t == nil || r.info.Types[n.X].IsType() {
		return
	}
	if m, ok := t.Underlying().(*types.Map); ok {
		n.Index = r.key(n.Index, m.Key())
		return
	}
	if r.info.Types[n.Index].Value == nil {
		n.Index = r.asInt(n.Index)
	}
}

// key is e as the key of a map: equal values in interfaces have to be the same
// there.
func (r *rewriter) key(e ast.Expr, t types.Type) ast.Expr {
	if lit, ok := e.(*ast.CompositeLit); ok && lit.Type == nil {
		return e // not an interface
	}
	from := r.typeOf(e)
	e = r.converted(e, t)
	if tv := r.info.Types[e]; !types.IsInterface(t) || tv.IsNil() || isAny(t) && !types.IsInterface(from) && !losesName(from) {
		return e
	}
	return r.keepType(&ast.CallExpr{Fun: ast.NewIdent("·key"), Lparen: e.Pos(), Args: []ast.Expr{e, r.typeExpr(t)}}, types.TypeAndValue{Type: t})
}

// convertSent converts what is sent to a channel.
func (r *rewriter) convertSent(n *ast.SendStmt) {
	if t := r.typeOf(n.Chan); t != nil {
		if ch, ok := t.Underlying().(*types.Chan); ok {
			n.Value = r.converted(n.Value, ch.Elem())
		}
	}
}

// constant writes out a constant of a type that is a string or a bool: gomacro
// spoils those that have no type of their own. nil for other expressions.
func (r *rewriter) constant(e ast.Expr) ast.Expr {
	tv, ok := r.info.Types[e]
	if !ok || tv.Value == nil || tv.Type == nil {
		return nil
	}
	named, ok := types.Unalias(tv.Type).(*types.Named)
	if !ok {
		return nil
	}
	basic, ok := named.Underlying().(*types.Basic)
	if !ok {
		return nil
	}
	var value ast.Expr
	switch {
	case basic.Info()&types.IsString != 0:
		value = call("string", stringLit(constant.StringVal(tv.Value)))
	case basic.Info()&types.IsBoolean != 0:
		value = call("bool", ast.NewIdent(tv.Value.String()))
	default:
		return nil
	}
	return &ast.CallExpr{Fun: r.typeExpr(named), Lparen: e.Pos(), Args: []ast.Expr{value}}
}
