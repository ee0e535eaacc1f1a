package engine

import (
	"errors"
	"go/ast"
	"runtime"
	"sync/atomic"

	"github.com/cosmos72/gomacro/base"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/gls"
	"github.com/cosmos72/gomacro/xreflect"
)

// A life is a goroutine of the interpreter. When a cell blocks it for good,
// another life begins, and what becomes of the first no longer matters.
type life struct {
	jobs  chan func()
	run   *fast.Run
	state atomic.Int32
	over  chan struct{} // closed when it is abandoned
}

// What a life does.
const (
	lifeCompiles int32 = iota // or waits for a cell
	lifeRuns                  // code of a cell
	lifeAbandoned
)

func newLife() *life { return &life{jobs: make(chan func()), over: make(chan struct{})} }

// back ends the running of code. The goroutine of a life that was abandoned
// ends here: it must not touch what belongs to another now.
func (l *life) back() {
	if !l.state.CompareAndSwap(lifeRuns, lifeCompiles) {
		runtime.Goexit()
	}
}

// errAbandoned is what Run returns for a cell that was abandoned.
var errAbandoned = &Error{Name: "Interrupt", Value: "the cell was abandoned",
	Traceback: []string{headline("Interrupt", "the cell was abandoned")}}

// Abandon gives up a running cell that an interrupt does not end, because it
// waits in compiled code. Run may be called again when Abandon has returned nil;
// the call that is given up returns an error at once. Variables keep their
// values. When what the cell waits for happens, its goroutine ends. It fails when
// no cell runs, or when the cell is still being compiled.
func (in *interpreter) Abandon() error {
	in.lifeLock.Lock()
	defer in.lifeLock.Unlock()
	old := in.life
	if !old.state.CompareAndSwap(lifeRuns, lifeAbandoned) {
		return errors.New("engine: no cell is running")
	}
	in.mind.Lock()
	defer in.mind.Unlock()
	in.streams.detach()
	next := newLife()
	ready := make(chan struct{})
	go func() {
		in.main.Store(gls.GoID())
		in.takeOver(old, next)
		close(ready)
		in.live(next)
	}()
	<-ready
	in.life = next
	close(old.over)
	return nil
}

// takeOver makes the current goroutine the one whose code can be interrupted.
// gomacro keeps what it knows of a goroutine in a Run, and makes one for each
// that calls an interpreted function; ·here is such a function.
func (in *interpreter) takeOver(old, next *life) {
	for env := old.run.CurrEnv; env != nil; {
		stop(env)
		outer := env.Outer
		if outer == nil || env.Caller != nil {
			outer = env.Caller
		}
		env = outer
	}
	env := in.ir.PrepareEnv()
	stop(env)
	in.noteRun(env)
	next.run = in.noted
	for e := env; e != nil; e = e.Outer {
		e.Run = next.run
	}
	in.run = next.run
	in.reset()
	if old.run != next.run {
		old.run.Signals.Async = base.SigInterrupt
	}
}

// noteRun notes the Run of the current goroutine. One that was abandoned and has
// ended may have left its own behind, since gomacro finds a Run by the place of
// a goroutine in the runtime, which is used again: with the interrupt that ended
// it, which only a panic takes away.
func (in *interpreter) noteRun(env *fast.Env) {
	for tries := 2; ; tries-- {
		if func() (noted bool) {
			defer func() { noted = recover() == nil || tries == 0 }()
			in.here(env)
			return true
		}() {
			return
		}
	}
}

// stop lets code that was abandoned in env end with its next statement: env
// may be used again by then.
func stop(env *fast.Env) {
	end := func(*fast.Env) (fast.Stmt, *fast.Env) { panic(base.SigInterrupt) }
	code := make([]fast.Stmt, len(env.Code))
	for i := range code {
		code[i] = end
	}
	env.Code = code
}

// declareHere declares ·here, which notes the Run of its goroutine.
func (in *interpreter) declareHere() {
	in.declareProbe("·deep", countCalls)
	in.declareProbe("·deepDeferring", countDeferring)
	in.declareProbe("·note", func(env *fast.Env) { in.noted = env.Run })
	body := &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: call("·note")}}}
	in.ir.RunExpr(in.ir.CompileNode(&ast.FuncDecl{
		Name: ast.NewIdent("·here"), Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: body,
	}))
	run := in.ir.CompileNode(call("·here")).AsXV(fast.COptKeepUntyped)
	in.here = func(env *fast.Env) { run(env) }
}

// declareProbe declares a function without parameters that looks at the
// environment of the interpreted function that calls it.
func (in *interpreter) declareProbe(name string, look func(*fast.Env)) {
	nothing := func(xreflect.Value) {}
	compile := func(c *fast.Comp, sym fast.Symbol, _ *ast.CallExpr) *fast.Call {
		sym.Type = c.TypeOf(nothing)
		arg := &fast.Expr{Lit: fast.Lit{Type: c.TypeOfInterface()}, Fun: func(env *fast.Env) xreflect.Value {
			look(env)
			return xreflect.Value{}
		}}
		return &fast.Call{Fun: &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: nothing}, Sym: &sym}, Args: []*fast.Expr{arg}}
	}
	in.ir.DeclBuiltin(name, fast.Builtin{Compile: compile})
}
