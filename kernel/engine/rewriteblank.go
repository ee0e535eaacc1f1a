package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// blank is a new name for something that has none: gomacro gets some of those
// wrong.
func (r *rewriter) blank(pos token.Pos) *ast.Ident {
	r.blanks++
	return &ast.Ident{NamePos: pos, Name: fmt.Sprintf("·blank%d", r.blanks)}
}

// assignBlanks assigns what goes to blanks to variables.
//
//	{ var ·blank1 T; x, ·blank1 = y, z }
func (r *rewriter) assignBlanks(c *astutil.Cursor, n *ast.AssignStmt) ast.Stmt {
	if n.Tok != token.ASSIGN || len(n.Rhs) != len(n.Lhs) || c.Index() < 0 {
		return n
	}
	block := &ast.BlockStmt{Lbrace: n.Pos()}
	for i, e := range n.Lhs {
		if !isBlank(e) {
			continue
		}
		tv := r.info.Types[n.Rhs[i]]
		if tv.Type == nil || tv.IsNil() {
			return n
		}
		id := r.blank(e.Pos())
		n.Lhs[i] = id
		block.List = append(block.List, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: n.Pos(), Specs: []ast.Spec{
			&ast.ValueSpec{Names: []*ast.Ident{id}, Type: r.typeExpr(types.Default(tv.Type))},
		}}})
	}
	if len(block.List) == 0 {
		return n
	}
	block.List = append(block.List, n)
	return block
}

// nameAll names the parameters of a function that have none, and the results
// that are blank.
func (r *rewriter) nameAll(t *ast.FuncType) {
	fields := t.Params.List
	for _, field := range fields {
		if len(field.Names) == 0 {
			field.Names = []*ast.Ident{r.blank(field.Type.Pos())}
		}
	}
	if t.Results != nil {
		fields = slices.Concat(fields, t.Results.List)
	}
	for _, field := range fields {
		for i, id := range field.Names {
			if id.Name == "_" {
				field.Names[i] = r.blank(id.Pos())
			}
		}
	}
}

// nameBlanks gives blank variables names: gomacro cannot declare them.
func (r *rewriter) nameBlanks(n *ast.ValueSpec) {
	named := len(n.Names)
	for i, id := range n.Names {
		if id.Name == "_" {
			n.Names[i] = r.blank(id.Pos())
			named--
		}
	}
	// That the values have the type is all that such a declaration says.
	if named == 0 && len(n.Values) > 0 && !slices.ContainsFunc(n.Values, func(e ast.Expr) bool { return r.info.Types[e].IsNil() }) {
		n.Type = nil
	}
}
