package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"reflect"
	"runtime"
	"strings"

	"github.com/cosmos72/gomacro/base"
)

// interrupted is the panic of a step that an interrupt has kept from starting.
type interrupted struct{}

// compileFault is the Error for what the compiler of gomacro panics with.
func (in *interpreter) compileFault(r any, pos token.Pos) error {
	if e, ok := r.(*Error); ok {
		return e
	}
	at, _ := in.place(pos)
	return compileError("CompileError", message(r), at)
}

// fault is the Error for a panic in a running cell, with a frame for each
// interpreted call.
func (in *interpreter) fault(r any, u *unit) error {
	e := &Error{}
	switch r := in.asInGo(r).(type) {
	case *Error:
		return r
	case jump:
		return r
	case exit:
		e.Name, e.Value = "Exit", fmt.Sprintf("exit status %d: the cell ends here, the kernel and its variables stay", r.code)
	case interrupted:
		e.Name, e.Value = "Interrupt", "the cell was interrupted; variables keep their values"
	case base.Signal:
		e.Name, e.Value = "Interrupt", "the cell was interrupted; variables keep their values"
	case overflow:
		e.Name, e.Value = "runtime error", r.Error()
	case runtime.Error:
		e.Name, e.Value = "runtime error", strings.TrimPrefix(r.Error(), "runtime error: ")
	default:
		e.Name, e.Value = panicName(r), message(r)
	}
	e.Traceback = append(strings.Split(headline(e.Name, e.Value), "\n"), in.frames(u)...)
	return e
}

// panicName is the Go type of an error of compiled code, "panic" for anything else.
func panicName(r any) string {
	if own, ok := r.(*ownError); ok {
		_, t := own.value()
		return strings.Replace(typeName(t), "main.", "", 1)
	}
	t := reflect.TypeOf(r)
	if _, isError := r.(error); !isError {
		return "panic"
	}
	named := t
	if t.Kind() == reflect.Pointer {
		named = t.Elem()
	}
	if named.PkgPath() == "" || strings.Contains(named.PkgPath(), "gomacro") || strings.Contains(named.PkgPath(), "hourprint/kernel") {
		return "panic"
	}
	return t.String()
}

// message is the text of a panic's value.
func message(r any) string {
	switch r := r.(type) {
	case error:
		return r.Error()
	case fmt.Stringer:
		return r.String()
	case string:
		return r
	}
	return fmt.Sprintf("%v", r)
}

// mostFrames bounds a traceback: of a deep recursion, both ends are shown.
const mostFrames = 20

// frames shows the interpreted calls from the innermost to the cell's own.
func (in *interpreter) frames(u *unit) []string {
	var positions []token.Pos
	for env := in.run.CurrEnv; env != nil; {
		if env.IP >= 0 && env.IP < len(env.DebugPos) {
			positions = append(positions, env.DebugPos[env.IP])
		}
		for env != nil && env.Caller == nil {
			env = env.Outer
		}
		if env != nil {
			env = env.Caller
		}
	}
	if n := len(positions); n == 0 || !in.within(positions[n-1], u) {
		positions = append(positions, u.pos())
	}
	var lines []string
	for i, pos := range positions {
		if i == mostFrames/2 && len(positions) > mostFrames {
			lines = append(lines, fmt.Sprintf("  … %d calls more …", len(positions)-mostFrames))
		}
		if i >= mostFrames/2 && i < len(positions)-mostFrames/2 {
			continue
		}
		if at, ok := in.place(pos); ok {
			lines = append(lines, at.frame(in.functionAt(pos))...)
		}
	}
	return lines
}

// within reports whether pos lies in the unit.
func (in *interpreter) within(pos token.Pos, u *unit) bool {
	a, ok := in.place(pos)
	b, ok2 := in.place(u.pos())
	if !ok || !ok2 || a.src != b.src {
		return false
	}
	offset := in.fset().File(pos).Offset(pos) + in.files[in.fset().File(pos).Base()].shift
	return offset >= u.start && offset < u.end
}

// functionAt names the function or method that pos lies in, "" at top level.
func (in *interpreter) functionAt(pos token.Pos) string {
	file := in.fset().File(pos)
	if file == nil {
		return ""
	}
	f, ok := in.files[file.Base()]
	if !ok {
		return ""
	}
	for _, u := range f.src.units {
		fn, isFunc := u.decl.(*ast.FuncDecl)
		if isFunc && fn.Pos() <= pos && pos < fn.End() {
			return functionName(fn)
		}
	}
	return ""
}

// functionName is the name of a function as Go's own tracebacks write it.
func functionName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return fn.Name.Name
	}
	recv := fn.Recv.List[0].Type
	if star, ok := recv.(*ast.StarExpr); ok {
		if id, ok := star.X.(*ast.Ident); ok {
			return "(*" + id.Name + ")." + fn.Name.Name
		}
	}
	if id, ok := recv.(*ast.Ident); ok {
		return id.Name + "." + fn.Name.Name
	}
	return fn.Name.Name
}

// reset makes the interpreter ready for the next step after a panic.
func (in *interpreter) reset() {
	run := in.run
	run.CurrEnv = nil
	run.Interrupt = nil
	run.ExecFlags = 0
	run.DeferOfFun, run.PanicFun, run.Panic, run.InstallDefer = nil, nil, nil, nil
	run.Signals = base.Signals{}
}
