package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// call rewrites calls of builtin functions that gomacro does not have, and gives compiled functions that print values
// which know how to print themselves.
func (r *rewriter) call(n *ast.CallExpr) ast.Expr {
	if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
		if b, ok := r.info.Uses[id].(*types.Builtin); ok {
			if b.Name() == "print" || b.Name() == "println" {
				r.single(n)
			}
			return r.builtin(n, b.Name())
		}
	}
	r.single(n)
	if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok {
		f, ok := r.info.Uses[sel.Sel].(*types.Func)
		if !ok || f.Pkg() == nil {
			return n
		}
		for _, e := range []ast.Expr{r.findError(n, f), r.executed(n, sel, f)} {
			if e != nil {
				return e
			}
		}
		if wrap := printing[f.Pkg().Path()]; wrap != "" && !strings.Contains(f.Name(), "can") {
			if wrap != "·coded" || f.Signature().Recv() != nil {
				r.printable(n, f.Signature(), wrap)
			}
		}
		if f.FullName() == "(*encoding/json.Decoder).Decode" && types.Identical(r.typeOf(sel.X), f.Signature().Recv().Type()) {
			return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: "·decode"}, Lparen: n.Lparen, Args: append([]ast.Expr{sel.X}, n.Args...), Ellipsis: n.Ellipsis}
		}
		if name := xmlMethodCalls[f.FullName()]; name != "" && len(r.info.Selections[sel].Index()) == 1 {
			return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: name}, Lparen: n.Lparen, Args: append([]ast.Expr{r.pointerTo(sel.X)}, n.Args...)}
		}
		if f.FullName() == "(*encoding/json.Encoder).Encode" {
			return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: "·encoded"}, Lparen: n.Lparen, Args: []ast.Expr{n}}
		}
	}
	return n
}

// runsVariable reports whether a call is one of a function in a local variable
// that takes and returns nothing: from three blocks further in, gomacro calls
// what is in another variable.
func (r *rewriter) runsVariable(n *ast.CallExpr) bool {
	id, ok := ast.Unparen(n.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := r.info.Uses[id].(*types.Var)
	if !ok || r.v.local[id.Name] == types.Object(v) || r.in.checker.known[id.Name] == types.Object(v) {
		return false
	}
	sig, ok := v.Type().Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 0 && sig.Results().Len() == 0 && r.depth-r.depths[v] >= 2
}

// single converts an argument to its own type where gomacro would take it for
// two values: x.(T), m[k] and <-ch, alone in a call.
func (r *rewriter) single(n *ast.CallExpr) {
	if len(n.Args) != 1 || r.info.Types[n.Fun].IsType() {
		return
	}
	n.Args[0] = r.alone(n.Args[0])
}

// alone converts x.(T), m[k] and <-ch to its own type where it stands alone.
func (r *rewriter) alone(e ast.Expr) ast.Expr {
	switch x := ast.Unparen(e).(type) {
	case *ast.TypeAssertExpr:
	case *ast.IndexExpr:
		t := r.info.Types[x.X].Type
		if t == nil {
			return e
		}
		if _, isMap := t.Underlying().(*types.Map); !isMap {
			return e
		}
	case *ast.UnaryExpr:
		if x.Op != token.ARROW {
			return e
		}
	default:
		return e
	}
	return r.asOne(e)
}

// asOne converts an expression to its own type, unless it has several values.
func (r *rewriter) asOne(e ast.Expr) ast.Expr {
	tv := r.info.Types[e]
	if _, several := tv.Type.(*types.Tuple); tv.Type == nil || several || !tv.IsValue() {
		return e
	}
	typ := &ast.ParenExpr{Lparen: e.Pos(), X: r.typeExpr(tv.Type)}
	return r.keepType(&ast.CallExpr{Fun: typ, Lparen: e.Pos(), Args: []ast.Expr{e}}, tv)
}

// keepType notes the type of an expression that takes the place of another.
func (r *rewriter) keepType(e ast.Expr, tv types.TypeAndValue) ast.Expr {
	r.info.Types[e] = tv
	return e
}

// printing lists the packages whose functions print what they are given, with
// what gives them values that know how to print themselves.
var printing = map[string]string{"fmt": "·shown", "log": "·shown", "log/slog": "·logged", "display": "·own", "encoding/json": "·coded", "encoding/xml": "·coded"}

// printable wraps arguments of types declared in cells, whose methods compiled
// code does not see, where the parameter is any.
func (r *rewriter) printable(n *ast.CallExpr, sig *types.Signature, wrap string) {
	if n.Ellipsis.IsValid() {
		return
	}
	for i, arg := range n.Args {
		if t := paramType(sig, i, false); t != nil && isAny(t) {
			n.Args[i] = r.withMethods(arg, wrap)
		}
	}
}

// withMethods wraps an expression whose value may be of a type that is declared
// in a cell, so that compiled code sees its methods.
func (r *rewriter) withMethods(e ast.Expr, wrap string) ast.Expr {
	t := r.info.Types[e].Type
	if t == nil || isAny(t) && wrap != "·coded" && wrap != "·logged" {
		return e // what prints looks into an any itself
	}
	if types.IsInterface(t) || ofCells(t, map[types.Type]bool{}) {
		return r.keepType(&ast.CallExpr{Fun: ast.NewIdent(wrap), Lparen: e.Pos(), Args: []ast.Expr{e}}, types.TypeAndValue{Type: types.Universe.Lookup("any").Type()})
	}
	return e
}

// ofCells reports whether a type is made of some that are declared in cells.
func ofCells(t types.Type, seen map[types.Type]bool) bool {
	t = types.Unalias(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		return localNamed(t) != nil
	case *types.Map:
		return ofCells(t.Key(), seen) || ofCells(t.Elem(), seen)
	case *types.Struct:
		for f := range t.Fields() {
			if !f.Exported() || ofCells(f.Type(), seen) {
				return true
			}
		}
	case *types.Chan, *types.Signature:
	case interface{ Elem() types.Type }:
		return ofCells(t.Elem(), seen)
	}
	return false
}
