package engine

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// A rewriter turns checked Go that gomacro does not know, or gets wrong, into
// Go that it does. What it adds has names that begin with a middle dot, which
// no cell can write.
type rewriter struct {
	in    *interpreter
	v     *verdict
	info  *types.Info
	units []*unit         // of the cell
	outer []*ast.FuncType // the functions around the current node
	err   error

	method *ast.FuncType // whose results are returned as they are declared in the end

	getters   []ast.Decl // functions that fields declared as any need
	made      *[]*unit   // instances of generic functions
	instanced map[*ast.Ident]bool
	inSelect  map[*ast.UnaryExpr]bool // receive operations that cases of a select wait for
	loopLabel string                  // of the loop that is rewritten
	depth     int                     // of blocks around the current node
	depths    map[*types.Var]int      // where variables are declared
	yields    int                     // how many loops over functions have been
	blanks    int                     // how many blank variables have been given names
}

// rewrite changes units in place, leaves out those that are generic, and puts
// before them the instances of generic functions that they need.
func (in *interpreter) rewrite(units []*unit, v *verdict) ([]*unit, error) {
	if v == nil {
		return units, nil
	}
	var types, functions, others, made []*unit
	for _, u := range units {
		if u.isGeneric() {
			continue
		}
		if err := in.rewriteInto(u, v, scope{units, &made}); err != nil {
			in.forgetInstances(made)
			return nil, err
		}
		if u.kind == kindConst || u.kind == kindType {
			types = append(types, u)
		} else {
			others = append(others, u)
		}
	}
	for _, u := range made {
		if u.kind == kindType {
			types = append(types, u)
		} else {
			functions = append(functions, u)
		}
	}
	return append(types, placed(functions, others)...), nil
}

// placed puts instances of generic functions before other units, but after the
// last that declares a variable which they use.
func placed(functions, others []*unit) []*unit {
	after := make([][]*unit, len(others)+1)
	for _, f := range functions {
		last := 0
		for i, u := range others {
			if u.kind == kindStatement && slices.ContainsFunc(u.declares(), func(name string) bool { return f.uses[name] }) {
				last = i + 1
			}
		}
		after[last] = append(after[last], f)
	}
	list := after[0]
	for i, u := range others {
		list = append(append(list, u), after[i+1]...)
	}
	return list
}

// A scope is what a unit is rewritten among: the units of its cell, and the
// instances of generic functions that they need.
type scope struct {
	units []*unit
	made  *[]*unit
}

// rewriteInto rewrites one unit, and adds the instances it needs to those made.
func (in *interpreter) rewriteInto(u *unit, v *verdict, s scope) error {
	r := &rewriter{in: in, v: v, info: v.info, units: s.units, made: s.made, instanced: map[*ast.Ident]bool{}, depths: map[*types.Var]int{}, inSelect: map[*ast.UnaryExpr]bool{}}
	if u.decl != nil {
		u.decl = astutil.Apply(u.decl, r.enter, r.leave).(ast.Decl)
	}
	for i, s := range u.stmt {
		block := &ast.BlockStmt{List: []ast.Stmt{s}} // so that s itself can be replaced
		astutil.Apply(block, r.enter, r.leave)
		u.stmt[i] = block.List[0]
	}
	u.getters = r.getters
	return r.err
}

// enter notes the functions and blocks on the way down.
func (r *rewriter) enter(c *astutil.Cursor) bool {
	if opensBlock(c.Node()) {
		r.depth++
	}
	switch n := c.Node().(type) {
	case *ast.Ident:
		if v, ok := r.info.Defs[n].(*types.Var); ok {
			r.depths[v] = r.depth
		}
	case *ast.FuncDecl:
		r.outer = append(r.outer, n.Type)
		if n.Recv != nil && !namesResults(n.Type) {
			r.method = n.Type
		}
	case *ast.FuncLit:
		r.outer = append(r.outer, n.Type)
	case *ast.CommClause:
		r.noteComm(n)
	}
	return r.err == nil
}

// opensBlock reports whether a node may have variables of its own.
func opensBlock(n ast.Node) bool {
	switch n.(type) {
	case *ast.BlockStmt, *ast.FuncLit, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// leave rewrites a node whose children have been rewritten.
func (r *rewriter) leave(c *astutil.Cursor) bool {
	if opensBlock(c.Node()) {
		r.depth--
	}
	switch n := c.Node().(type) {
	case *ast.FuncDecl, *ast.FuncLit, *ast.ValueSpec, *ast.TypeSpec, *ast.InterfaceType, *ast.StructType:
		r.leaveDeclaration(n)
	case ast.Stmt:
		r.leaveStatement(c, n)
	case *ast.SelectorExpr:
		r.leaveSelector(c, n)
	case *ast.IndexExpr:
		r.leaveIndex(c, n)
	case ast.Expr:
		if e := r.rewritten(c, n); e != nil && e != n {
			r.replace(c, n, e)
		}
	}
	return r.err == nil
}

// leaveDeclaration rewrites functions, variables and types.
func (r *rewriter) leaveDeclaration(n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		r.outer = r.outer[:len(r.outer)-1]
		r.nameAll(n.Type)
		r.bounded(n.Body)
		if n.Recv != nil {
			r.crossMethod(n)
		}
	case *ast.FuncLit:
		r.outer = r.outer[:len(r.outer)-1]
		r.nameAll(n.Type)
		r.bounded(n.Body)
	case *ast.InterfaceType:
		r.crossInterface(n)
	case *ast.StructType:
		for _, field := range n.Fields.List {
			if t := r.typeOf(field.Type); len(field.Names) == 0 && t != nil {
				r.refuseEmbedded(t, field.Pos())
			}
		}
	case *ast.ValueSpec:
		r.nameBlanks(n)
		r.convertDeclared(n)
	case *ast.TypeSpec:
		r.erase(n)
		r.cutSpec(n)
		r.mark(n)
	}
}

// leaveStatement rewrites a statement.
func (r *rewriter) leaveStatement(c *astutil.Cursor, n ast.Stmt) {
	switch n := n.(type) {
	case *ast.BlockStmt:
		n.List = r.labels(n.List)
	case *ast.CaseClause:
		n.Body = r.labels(n.Body)
	case *ast.CommClause:
		n.Body = r.labels(n.Body)
	case *ast.BranchStmt:
		c.Replace(r.branch(n))
	case *ast.ExprStmt:
		if _, ok := ast.Unparen(n.X).(*ast.TypeAssertExpr); ok {
			n.X = r.asOne(n.X)
		}
	case *ast.GoStmt:
		c.Replace(r.goroutine(n))
	case *ast.DeferStmt:
		c.Replace(r.deferral(n))
	case *ast.SelectStmt:
		r.waits(c, n)
		if s := r.telling(n); s != ast.Stmt(n) {
			c.Replace(s)
		} else if _, labelled := c.Parent().(*ast.LabeledStmt); !labelled && breaks(n) {
			c.Replace(enclosed(n))
		}
	case *ast.SendStmt:
		r.convertSent(n)
		if s := r.waits(c, n); s != nil {
			c.Replace(s)
		}
	case *ast.RangeStmt:
		r.loopLabel = ""
		if l, ok := c.Parent().(*ast.LabeledStmt); ok {
			r.loopLabel = l.Label.Name
		}
		c.Replace(r.rangeLoop(r.rangeAssigned(n)))
	case *ast.IfStmt:
		n.Cond = r.alone(n.Cond)
	case *ast.ForStmt:
		if n.Cond != nil {
			n.Cond = r.alone(n.Cond)
		}
		r.forLoop(n)
	case *ast.SwitchStmt:
		if s := r.interfaceSwitch(c, n); s != ast.Stmt(n) {
			c.Replace(s)
		}
	case *ast.TypeSwitchStmt:
		c.Replace(r.typeSwitch(n))
	default:
		r.leaveValues(c, n)
	}
}

// leaveValues rewrites a statement that hands values on: an assignment, a return.
func (r *rewriter) leaveValues(c *astutil.Cursor, n ast.Stmt) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		r.convertAssigned(n)
		if s := r.assignBlanks(c, n); s != ast.Stmt(n) {
			c.Replace(s)
		} else if s := r.operate(n); s != ast.Stmt(n) {
			c.Replace(s)
		}
	case *ast.IncDecStmt:
		if s := r.step(n); s != nil {
			c.Replace(s)
		}
	case *ast.ReturnStmt:
		r.convertReturned(n)
		if s := r.returned(n); s != ast.Stmt(n) {
			c.Replace(s)
		}
	}
}

// rewritten is what takes the place of an expression; nil if it stays.
func (r *rewriter) rewritten(c *astutil.Cursor, n ast.Expr) ast.Expr {
	switch n := n.(type) {
	case *ast.UnaryExpr:
		r.receive(n)
	case *ast.CallExpr:
		r.standardArguments(n)
		r.convertArguments(n)
		if e := r.call(n); e != n {
			return e
		}
		if r.runsVariable(n) && !isStarted(c.Parent()) {
			return call("·run", n.Fun)
		}
		return r.callCut(n, !isStarted(c.Parent()))
	case *ast.TypeAssertExpr:
		return r.assertion(n)
	case *ast.BinaryExpr:
		if e := r.constant(n); e != nil {
			return e
		}
		if r.info.Types[n].Value == nil {
			n.X = r.shift(n.Op, n.X)
		}
		return r.comparison(n)
	case *ast.CompositeLit:
		r.convertElements(n)
	case *ast.Ident:
		if id := r.instantiate(n); id != nil {
			r.instanced[id] = true
			return id
		}
		if isUntyped(r.info.Uses[n]) {
			return r.constant(n)
		}
	case *ast.BasicLit:
		return r.constant(n)
	case *ast.IndexListExpr:
		return r.index(n)
	case *ast.SliceExpr:
		n.Low, n.High, n.Max = r.asInt(n.Low), r.asInt(n.High), r.asInt(n.Max)
		r.guardSlice(n)
		return r.sliced(n)
	}
	return nil
}

// leaveSelector rewrites x.f.
func (r *rewriter) leaveSelector(c *astutil.Cursor, n *ast.SelectorExpr) {
	if r.instanced[n.Sel] { // a substitute, which has no package
		r.replace(c, n, n.Sel)
		return
	}
	r.standardMethod(n)
	r.refuseGeneric(n)
	if e := r.basicMethod(n); e != nil {
		r.replace(c, n, e)
		return
	}
	r.promote(n)
	r.dereference(n)
	if e := r.methodExpr(n); e != nil {
		r.replace(c, n, e)
	} else if e := r.methodValue(c, n); e != nil {
		r.replace(c, n, e)
	} else if e := r.field(c, n); e != nil {
		r.replace(c, n, e)
	}
}

// leaveIndex rewrites x[i].
func (r *rewriter) leaveIndex(c *astutil.Cursor, n *ast.IndexExpr) {
	r.convertIndex(n)
	if e := r.index(n); e != nil {
		r.replace(c, n, e)
		return
	}
	e := r.element(c, n)
	r.guardIndex(c, n)
	if e != nil {
		r.replace(c, n, e)
	}
}

// isUntyped reports whether obj is a constant without a type of its own.
func isUntyped(obj types.Object) bool {
	c, ok := obj.(*types.Const)
	if !ok {
		return false
	}
	basic, ok := c.Type().(*types.Basic)
	return ok && basic.Info()&types.IsUntyped != 0
}

// replace puts another expression of the same type in the place of one.
func (r *rewriter) replace(c *astutil.Cursor, old, now ast.Expr) {
	if tv, ok := r.info.Types[old]; ok {
		r.info.Types[now] = tv
	}
	c.Replace(now)
}

// localNamed is the type that t or what it points to is, if declared in a cell.
func localNamed(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "main" {
		return nil
	}
	return named
}
