package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// writtenOut is the operator of an assignment that gomacro does not have for
// elements, fields and what pointers point to, or gets wrong: for ^= it computes
// &=, and in maps it forgets the types of cells.
func (r *rewriter) writtenOut(n *ast.AssignStmt) (op token.Token, ok bool) {
	switch n.Tok {
	case token.ASSIGN, token.DEFINE:
		return 0, false
	}
	x := ast.Unparen(n.Lhs[0])
	if _, variable := x.(*ast.Ident); variable {
		return 0, false
	}
	op = n.Tok - token.ADD_ASSIGN + token.ADD
	if op == token.XOR || op == token.SHL || op == token.SHR {
		return op, true
	}
	index, isIndex := x.(*ast.IndexExpr)
	return op, isIndex && isMap(r.typeOf(index.X)) && cellType(r.typeOf(x)) != nil
}

// operate writes x ^= y as x = x ^ y, where x is no variable. What would be
// evaluated twice is kept:
//
//	{ ·p := &x; *·p = *·p ^ y }
//	{ ·m, ·k := m, k; ·m[·k] = ·m[·k] ^ y }
func (r *rewriter) operate(n *ast.AssignStmt) ast.Stmt {
	op, ok := r.writtenOut(n)
	if !ok {
		return n
	}
	x, tv := n.Lhs[0], r.info.Types[n.Lhs[0]]
	block := &ast.BlockStmt{Lbrace: n.Pos()}
	if !r.steady(x) {
		if index, isIndex := ast.Unparen(x).(*ast.IndexExpr); isIndex && isMap(r.typeOf(index.X)) {
			block.List = append(block.List, define(idents("·m", "·k"), []ast.Expr{index.X, index.Index}))
			x = &ast.IndexExpr{X: ast.NewIdent("·m"), Lbrack: index.Lbrack, Index: ast.NewIdent("·k")}
		} else {
			block.List = append(block.List, define(idents("·p"), []ast.Expr{&ast.UnaryExpr{OpPos: x.Pos(), Op: token.AND, X: x}}))
			x = &ast.StarExpr{Star: x.Pos(), X: ast.NewIdent("·p")}
		}
	}
	value := r.keepType(&ast.BinaryExpr{X: x, OpPos: n.TokPos, Op: op, Y: &ast.ParenExpr{Lparen: n.Rhs[0].Pos(), X: n.Rhs[0]}}, tv)
	set := &ast.AssignStmt{Lhs: []ast.Expr{x}, TokPos: n.TokPos, Tok: token.ASSIGN, Rhs: []ast.Expr{value}}
	if len(block.List) == 0 {
		return set
	}
	block.List = append(block.List, set)
	return block
}

// step writes x++ as x = x + 1 where operate would; nil for others.
func (r *rewriter) step(n *ast.IncDecStmt) ast.Stmt {
	one := &ast.BasicLit{ValuePos: n.TokPos, Kind: token.INT, Value: "1"}
	a := &ast.AssignStmt{Lhs: []ast.Expr{n.X}, TokPos: n.TokPos, Tok: token.ADD_ASSIGN, Rhs: []ast.Expr{one}}
	if n.Tok == token.DEC {
		a.Tok = token.SUB_ASSIGN
	}
	if s := r.operate(a); s != ast.Stmt(a) {
		return s
	}
	return nil
}

// steady reports whether an expression may be evaluated twice.
func (r *rewriter) steady(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.ParenExpr:
		return r.steady(e.X)
	case *ast.StarExpr:
		return r.steady(e.X)
	case *ast.SelectorExpr:
		return r.steady(e.X)
	case *ast.IndexExpr:
		return r.steady(e.X) && r.steady(e.Index)
	case *ast.BinaryExpr:
		return r.steady(e.X) && r.steady(e.Y)
	case *ast.CallExpr:
		id, ok := e.Fun.(*ast.Ident)
		if !ok || !strings.HasPrefix(id.Name, "·in") && id.Name != "int" {
			return false
		}
		for _, arg := range e.Args {
			if !r.steady(arg) {
				return false
			}
		}
		return true
	}
	return false
}

func isMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}
