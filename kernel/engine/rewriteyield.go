package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// rangeFunc makes a loop over a function a call of that function: its body
// becomes the function that is called for each iteration, which returns
// whether to go on. Jumps out of the loop are noted and made after the call.
func (r *rewriter) rangeFunc(n *ast.RangeStmt, sig *types.Signature) ast.Stmt {
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok {
		return n
	}
	r.yields++
	y := &yieldBody{label: r.loopLabel, number: r.yields}
	if len(r.outer) > 0 {
		y.results = r.outer[len(r.outer)-1].Results
	}
	y.rewrite(n.Body)
	if y.unsupported != "" {
		at, _ := r.in.place(n.Pos())
		r.err = compileError("CompileError", y.unsupported+" out of a loop over a function does not work in cells", at)
		return n
	}
	literal := &ast.FuncLit{
		Type: &ast.FuncType{Params: &ast.FieldList{}, Results: &ast.FieldList{List: []*ast.Field{{Type: ast.NewIdent("bool")}}}},
		Body: n.Body,
	}
	var assigned []ast.Stmt
	vars := []ast.Expr{n.Key, n.Value}
	for i := range yield.Params().Len() {
		name := ast.NewIdent(fmt.Sprintf("·v%d", i))
		if i < len(vars) && vars[i] != nil && !isBlank(vars[i]) {
			if id, ok := vars[i].(*ast.Ident); ok && n.Tok == token.DEFINE {
				name = id
			} else {
				assigned = append(assigned, &ast.AssignStmt{Lhs: []ast.Expr{vars[i]}, Tok: token.ASSIGN, Rhs: []ast.Expr{name}})
			}
		}
		literal.Type.Params.List = append(literal.Type.Params.List,
			&ast.Field{Names: []*ast.Ident{name}, Type: r.typeExpr(yield.Params().At(i).Type())})
	}
	n.Body.List = append(append(assigned, n.Body.List...), yieldReturn("true"))
	block := &ast.BlockStmt{Lbrace: n.Pos(), List: y.before()}
	block.List = append(block.List, &ast.ExprStmt{X: &ast.CallExpr{Fun: n.X, Args: []ast.Expr{literal}}})
	block.List = append(block.List, y.after()...)
	return block
}

// A yieldBody rewrites the jumps in the body of a loop over a function.
type yieldBody struct {
	label       string         // of the loop
	number      int            // of the loop, so that those inside have other variables
	results     *ast.FieldList // of the function around the loop; nil at top level
	returns     bool
	jumps       []*ast.BranchStmt // to the labels of loops further out
	unsupported string
}

func yieldReturn(value string) ast.Stmt {
	return &ast.ReturnStmt{Results: idents(value)}
}

// rewrite replaces break, continue and return. depth counts the loops, and
// breakable the statements, in which an unlabelled one means another loop.
func (y *yieldBody) rewrite(body *ast.BlockStmt) {
	loops, breakable := 0, 0
	inner := map[string]bool{} // labels of loops in the body
	ast.Inspect(body, func(n ast.Node) bool {
		if l, ok := n.(*ast.LabeledStmt); ok {
			inner[l.Label.Name] = true
		}
		return true
	})
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			loops++
			breakable++
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			breakable++
		case *ast.DeferStmt:
			y.unsupported = "defer"
		case *ast.BranchStmt:
			switch {
			case n.Tok == token.FALLTHROUGH:
			case n.Tok == token.GOTO:
				y.unsupported = "goto"
			case n.Label != nil && n.Label.Name == y.label:
				c.Replace(yieldReturn(strconv.FormatBool(n.Tok == token.CONTINUE)))
			case n.Label != nil && !inner[n.Label.Name]:
				c.Replace(y.jump(n))
			case n.Label != nil:
			case n.Tok == token.BREAK && breakable == 0:
				c.Replace(yieldReturn("false"))
			case n.Tok == token.CONTINUE && loops == 0:
				c.Replace(yieldReturn("true"))
			}
		case *ast.ReturnStmt:
			c.Replace(y.leave(n))
			return false
		}
		return true
	}, func(c *astutil.Cursor) bool {
		switch c.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loops--
			breakable--
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			breakable--
		}
		return true
	})
}

// jump notes where a labelled break or continue goes, and ends the loop.
func (y *yieldBody) jump(n *ast.BranchStmt) ast.Stmt {
	if !slices.ContainsFunc(y.jumps, func(j *ast.BranchStmt) bool { return jumpName(j) == jumpName(n) }) {
		y.jumps = append(y.jumps, n)
	}
	return &ast.BlockStmt{List: []ast.Stmt{
		&ast.AssignStmt{Lhs: idents(jumpName(n)), Tok: token.ASSIGN, Rhs: idents("true")}, yieldReturn("false"),
	}}
}

// jumpName is the variable that notes a jump.
func jumpName(n *ast.BranchStmt) string { return "·" + n.Tok.String() + "·" + n.Label.Name }

// leave notes the results of a return, and ends the loop.
func (y *yieldBody) leave(n *ast.ReturnStmt) ast.Stmt {
	y.returns = true
	block := &ast.BlockStmt{}
	if len(n.Results) > 0 {
		block.List = append(block.List, &ast.AssignStmt{Lhs: idents(y.names()...), Tok: token.ASSIGN, Rhs: n.Results})
	}
	block.List = append(block.List,
		&ast.AssignStmt{Lhs: idents(y.returned()), Tok: token.ASSIGN, Rhs: idents("true")}, yieldReturn("false"))
	return block
}

// returned is the variable that notes a return.
func (y *yieldBody) returned() string { return fmt.Sprintf("·returned%d", y.number) }

// names are the variables for the results: their own, if they have names.
func (y *yieldBody) names() []string {
	var names []string
	if y.results == nil {
		return nil
	}
	for _, field := range y.results.List {
		for _, id := range field.Names {
			names = append(names, id.Name)
		}
		if len(field.Names) == 0 {
			names = append(names, fmt.Sprintf("·r%d·%d", y.number, len(names)))
		}
	}
	return names
}

// before declares what the loop notes.
func (y *yieldBody) before() []ast.Stmt {
	var list []ast.Stmt
	for _, j := range y.jumps {
		list = append(list, define(idents(jumpName(j)), idents("false")))
	}
	if !y.returns {
		return list
	}
	list = append(list, define(idents(y.returned()), idents("false")))
	for i, name := range y.names() {
		if field := y.results.List[min(i, len(y.results.List)-1)]; len(field.Names) == 0 {
			list = append(list, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{
				&ast.ValueSpec{Names: []*ast.Ident{ast.NewIdent(name)}, Type: field.Type},
			}}})
		}
	}
	return list
}

// after goes on where the body of the loop has jumped to.
func (y *yieldBody) after() []ast.Stmt {
	var list []ast.Stmt
	on := func(name string, s ast.Stmt) {
		list = append(list, &ast.IfStmt{Cond: ast.NewIdent(name), Body: &ast.BlockStmt{List: []ast.Stmt{s}}})
	}
	for _, j := range y.jumps {
		on(jumpName(j), &ast.BranchStmt{TokPos: j.TokPos, Tok: j.Tok, Label: j.Label})
	}
	if y.returns {
		on(y.returned(), &ast.ReturnStmt{Results: idents(y.names()...)})
	}
	return list
}
