package engine

import (
	"go/ast"
	"go/token"
	"maps"
	reflection "reflect"
	"slices"

	"github.com/cosmos72/gomacro/ast2"
	"github.com/cosmos72/gomacro/base/reflect"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// A step is a compiled unit.
type step struct {
	unit   *unit
	run    func(*fast.Env) (xreflect.Value, []xreflect.Value)
	types  []xreflect.Type
	before map[string]*fast.Bind // of what it declares

	deferred bool // runs at the end of a cell, even if that was interrupted
}

// runCell runs a cell in the goroutine of the interpreter.
func (in *interpreter) runCell(cell Cell) (*Bundle, error) {
	in.mind.Lock() // not unlocked by defer: an abandoned goroutine does not hold it
	bundle, err := in.runHolding(cell)
	in.mind.Unlock()
	return bundle, err
}

// runHolding is runCell for who holds mind.
func (in *interpreter) runHolding(cell Cell) (*Bundle, error) {
	src, err := in.parse(cell)
	if err != nil {
		return nil, err
	}
	in.noteFiles(src)
	for _, u := range src.units {
		if u.kind == kindImport {
			if err := in.importAll(u); err != nil {
				return nil, err
			}
		}
	}
	in.keepFormer(src)
	if err := in.premature(src); err != nil {
		return nil, err
	}
	v, err := in.checker.check(src)
	if err != nil {
		return nil, err
	}
	steps, err := in.compile(src, v)
	if err != nil {
		return nil, err
	}
	for _, u := range src.units {
		if u.kind == kindConst || u.kind == kindType || u.isGeneric() {
			in.checker.learn(v, u)
		}
	}
	in.deferred, in.panicked = nil, nil
	bundle, err := in.runSteps(src, v, steps)
	if err = in.runDeferred(err); err != nil {
		return nil, err
	}
	return bundle, nil
}

// runSteps runs the steps of a cell up to the first that fails.
func (in *interpreter) runSteps(src *source, v *verdict, steps []*step) (bundle *Bundle, err error) {
	last, expr := value(src.units)
	for i := 0; i < len(steps); i++ {
		s := steps[i]
		in.current = s.unit
		values, err := in.execute(s)
		if j, ok := err.(jump); ok {
			i = slices.IndexFunc(steps, func(s *step) bool { return slices.Contains(s.unit.labels, j.label) }) - 1
			continue
		}
		if err != nil {
			in.undo(steps[i:])
			return nil, err
		}
		in.checker.learn(v, s.unit)
		if s.unit == last {
			in.mind.Unlock() // values may show themselves with code of cells
			bundle, err = in.result(s, expr, values)
			in.mind.Lock()
			if err != nil {
				return nil, err
			}
		}
	}
	return bundle, nil
}

// noteFiles marks the pipes that the cell may write to as files.
func (in *interpreter) noteFiles(src *source) {
	for _, u := range src.units {
		u.inspect(func(n ast.Node) {
			if id, ok := n.(*ast.Ident); ok {
				switch id.Name {
				case "Stdout":
					in.streams.stdout.use()
				case "Stderr":
					in.streams.stderr.use()
				}
			}
		})
	}
}

// inspect visits all nodes of the unit.
func (u *unit) inspect(visit func(ast.Node)) {
	each := func(n ast.Node) bool {
		if n != nil {
			visit(n)
		}
		return true
	}
	if u.decl != nil {
		ast.Inspect(u.decl, each)
	}
	for _, s := range u.stmt {
		ast.Inspect(s, each)
	}
}

// compile compiles all units of a cell before any of them runs. When one
// fails, nothing is left of the others.
func (in *interpreter) compile(src *source, v *verdict) (steps []*step, err error) {
	comp := in.ir.Comp
	binds, types := maps.Clone(comp.Binds), maps.Clone(comp.Types)
	var at token.Pos
	var units []*unit
	defer func() {
		if r := recover(); r != nil {
			if comp.Pos.IsValid() {
				at = comp.Pos
			}
			err = in.compileFault(r, at)
		}
		if err != nil {
			comp.Binds, comp.Types = binds, types
			in.forgetInstances(units)
			comp.Code.Clear()
		}
	}()
	units = ordered(src.units)
	if units, err = in.rewrite(units, v); err != nil {
		return nil, err
	}
	defer alone()()
	units, err = in.declareTypes(units, v)
	if err != nil {
		return nil, err
	}
	in.own.makeRoom()
	in.declareFunctions(units)
	in.declareMethods(units)
	for _, u := range units {
		comp.Pos = token.NoPos
		at = u.pos()
		steps = append(steps, in.compileUnit(u))
	}
	for _, u := range units {
		if fn, ok := u.decl.(*ast.FuncDecl); ok && fn.Recv != nil {
			if t := comp.Types[receiverName(fn)]; t != nil {
				meetMethod(t, fn.Name.Name)
			}
		}
	}
	return steps, nil
}

// forgetInstances forgets the instances of generic types and functions that a
// cell has not come to declare, or to give a method.
func (in *interpreter) forgetInstances(units []*unit) {
	for _, u := range units {
		names := u.declares()
		if fn, ok := u.decl.(*ast.FuncDecl); ok && fn.Recv != nil {
			names = []string{receiverName(fn)}
		}
		for _, name := range names {
			delete(in.checker.instances, name)
		}
	}
}

func (u *unit) pos() token.Pos {
	if u.decl != nil {
		return u.decl.Pos()
	}
	if len(u.stmt) > 0 {
		return u.stmt[0].Pos()
	}
	return token.NoPos
}

// declareTypes compiles the constants and types, which may refer to one
// another in any order, and returns the other units.
func (in *interpreter) declareTypes(units []*unit, v *verdict) ([]*unit, error) {
	var nodes []ast.Node
	var getters []ast.Decl
	declared := units
	for len(units) > 0 && (units[0].kind == kindConst || units[0].kind == kindType) {
		u := units[0]
		units = units[1:]
		getters = append(getters, u.getters...)
		if d, ok := u.decl.(*ast.GenDecl); ok && u.kind == kindType && v != nil {
			simple := *d // the unit goes on knowing what it declares
			if in.declareSimple(&simple, v.info); len(simple.Specs) == 0 {
				continue
			}
			nodes = append(nodes, &simple)
			continue
		}
		nodes = append(nodes, u.decl)
	}
	declared = declared[:len(declared)-len(units)]
	defer in.register(declared)
	if len(nodes) > 0 {
		startLock.Lock()
		defer startLock.Unlock()
		for _, group := range inGroups(nodes) {
			in.ir.CompileAst(ast2.NodeSlice{X: group})
		}
		for _, decl := range getters {
			in.ir.RunExpr(in.ir.CompileNode(decl))
		}
	}
	return units, nil
}

// declareFunctions declares all functions before the first is compiled, so
// that they may call each other. One whose type has changed gets a new place:
// what was compiled with the old one goes on calling that.
func (in *interpreter) declareFunctions(units []*unit) {
	comp := in.ir.Comp
	for _, u := range units {
		fn, ok := u.decl.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || fn.Type.TypeParams != nil || fn.Name.Name == "_" {
			continue
		}
		t, _, _ := comp.TypeFunction(fn.Type)
		if old := comp.Binds[fn.Name.Name]; old != nil && (old.Desc.Class() != fast.FuncBind || !old.Type.IdenticalTo(t)) {
			delete(comp.Binds, fn.Name.Name)
		}
		comp.NewFuncBind(fn.Name.Name, t)
	}
}

// declareMethods declares all methods before the first is compiled, so that
// they, and functions, may call those that stand further down.
func (in *interpreter) declareMethods(units []*unit) {
	comp := in.ir.Comp
	for _, u := range units {
		fn, ok := u.decl.(*ast.FuncDecl)
		if !ok || fn.Recv == nil {
			continue
		}
		comp.Pos = fn.Pos()
		t, _, _ := comp.TypeFunctionOrMethod(fn.Recv.List[0], fn.Type)
		recv := t.In(0)
		if recv.Kind() == reflection.Pointer && !recv.Named() {
			recv = recv.Elem()
		}
		recv.AddMethod(fn.Name.Name, t)
	}
}

// compileUnit compiles one unit. A variable declared again with another type
// gets a new place, as functions do.
func (in *interpreter) compileUnit(u *unit) *step {
	comp := in.ir.Comp
	s := &step{unit: u, before: map[string]*fast.Bind{}}
	names := u.declares()
	for _, name := range names {
		s.before[name] = comp.Binds[name]
	}
	expr := in.compileNode(u)
	if _, isFunc := u.decl.(*ast.FuncDecl); !isFunc && retyped(s.before, comp.Binds) {
		for _, name := range names {
			delete(comp.Binds, name)
		}
		expr = in.compileNode(u)
	}
	if expr == nil {
		return s
	}
	if expr.Untyped() {
		expr.ConstTo(expr.DefaultType())
	}
	s.types = reflect.PackTypes(expr.Type, expr.Types)
	s.run = expr.AsXV(fast.COptKeepUntyped)
	return s
}

// retyped reports whether a name has kept its place with another type.
func retyped(before, after map[string]*fast.Bind) bool {
	for name, old := range before {
		now := after[name]
		if old == nil || now == nil || old == now || old.Desc.Index() == fast.NoIndex {
			continue
		}
		if old.Desc.Index() == now.Desc.Index() && (old.Desc.Class() != now.Desc.Class() || !old.Type.IdenticalTo(now.Type)) {
			return true
		}
	}
	return false
}

func (in *interpreter) compileNode(u *unit) *fast.Expr {
	if u.kind == kindMethod {
		// It may hide one that was found in an embedded field before.
		defer in.ir.Comp.Universe.InvalidateMethodCache()
	}
	if d, ok := u.decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
		// As a statement, or else gomacro takes several variables with one value
		// for a package clause.
		return in.ir.CompileNode(&ast.DeclStmt{Decl: d})
	}
	if u.decl != nil {
		return in.ir.CompileNode(u.decl)
	}
	if len(u.stmt) == 0 {
		return nil
	}
	if e, ok := u.stmt[0].(*ast.ExprStmt); ok {
		return in.ir.CompileNode(e.X)
	}
	return in.ir.CompileNode(u.stmt[0])
}

// undo forgets what steps that did not run to their end have declared.
func (in *interpreter) undo(steps []*step) {
	comp := in.ir.Comp
	for i := len(steps) - 1; i >= 0; i-- {
		in.forgetInstances([]*unit{steps[i].unit})
		for name, old := range steps[i].before {
			if old == nil {
				delete(comp.Binds, name)
			} else {
				comp.Binds[name] = old
			}
		}
	}
}

// execute runs one step and returns the values of its expression.
func (in *interpreter) execute(s *step) (values []xreflect.Value, err error) {
	if s.run == nil {
		return nil, nil
	}
	l := in.life
	l.state.Store(lifeRuns)
	in.mind.Unlock()
	defer func() {
		r := recover()
		l.back()
		in.mind.Lock()
		if r != nil {
			in.panicked = r
			err = in.fault(r, s.unit)
			in.reset()
		}
	}()
	if in.interrupted.Load() && !s.deferred {
		panic(interrupted{})
	}
	env := in.ir.PrepareEnv()
	env.DebugPos = nil
	in.run.CurrEnv = env
	v, vs := s.run(env)
	l.run.CurrEnv = nil
	return reflect.PackValues(v, vs), nil
}
