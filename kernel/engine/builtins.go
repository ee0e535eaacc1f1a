package engine

import (
	"fmt"
	"go/ast"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// declareBuiltins adds what every cell has without importing it, and what
// rewritten cells call.
func (in *interpreter) declareBuiltins() error {
	for name, function := range map[string]any{
		"print":        func(a ...any) { fmt.Fprint(in.streams.stderr, in.shownAll(a)...) },
		"println":      func(a ...any) { fmt.Fprintln(in.streams.stderr, in.shownAll(a)...) },
		"·stray":       func() { strays.Add(1) },
		"·died":        func(where string, r any) { strays.Add(-1); in.died(where, r) },
		"·recovered":   in.asInGo,
		"·goto":        func(label string) { panic(jump{label}) },
		"·defer":       in.atEnd,
		"·stop":        in.stop,
		"·interrupted": interruptCell,
		"·count":       count,
		"·run":         func(f func()) { f() },
		"·clear":       func(v any) { reflect.ValueOf(v).Clear() },
		"·decode":      in.decode,
		"·encoded":     in.jsonError,
		"·minInt":      func(x int64, more ...int64) int64 { return least(x, more) },
		"·minUint":     func(x uint64, more ...uint64) uint64 { return least(x, more) },
		"·minFloat":    func(x float64, more ...float64) float64 { return least(x, more) },
		"·minString":   func(x string, more ...string) string { return least(x, more) },
		"·maxInt":      func(x int64, more ...int64) int64 { return most(x, more) },
		"·maxUint":     func(x uint64, more ...uint64) uint64 { return most(x, more) },
		"·maxFloat":    func(x float64, more ...float64) float64 { return most(x, more) },
		"·maxString":   func(x string, more ...string) string { return most(x, more) },
	} {
		in.ir.DeclFunc(name, function)
	}
	for _, functions := range []map[string]any{in.templateFunctions(), in.xmlCalls()} {
		for name, function := range functions {
			in.ir.DeclFunc(name, function)
		}
	}
	in.ir.DeclBuiltin("·copy", fast.Builtin{Compile: compileCopy, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·in", fast.Builtin{Compile: compileIn, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·within", fast.Builtin{Compile: compileWithin, ArgMin: 4, ArgMax: 4})
	in.ir.DeclBuiltin("·ready", fast.Builtin{Compile: in.compileReady, ArgMin: 1, ArgMax: 1})
	in.ir.DeclBuiltin("·select", fast.Builtin{Compile: in.compileSelect, ArgMin: 1, ArgMax: 1 << 15})
	in.ir.DeclBuiltin("·got", fast.Builtin{Compile: compileGot, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·method", fast.Builtin{Compile: in.compileMethod, ArgMin: 2, ArgMax: 2})
	in.ir.DeclBuiltin("·label", fast.Builtin{Compile: compileLabel, ArgMin: 1, ArgMax: 1})
	in.declareErrors()
	in.declareDynamic()
	in.ir.DeclBuiltin("·own", fast.Builtin{Compile: in.compileOwn, ArgMin: 1, ArgMax: 1})
	in.ir.DeclVar("Display", nil, in.show)
	in.ir.DeclVar("·stdout", nil, in.stdout)
	in.ir.DeclVar("·stderr", nil, in.stderr)
	in.ir.DeclVar("·stdin", nil, in.stdin)
	in.checker.known["Display"] = displayTypes().Scope().Lookup("Display")
	for _, path := range []string{"display", gophernotesPath} {
		if err := in.importPackage("display", path); err != nil {
			return err
		}
	}
	return nil
}

// count is something to range over n times.
func count(n int64) []struct{} { return make([]struct{}, max(n, 0)) }

type ordered64 interface {
	int64 | uint64 | float64 | string
}

func least[T ordered64](x T, more []T) T {
	for _, y := range more {
		x = min(x, y)
	}
	return x
}

func most[T ordered64](x T, more []T) T {
	for _, y := range more {
		x = max(x, y)
	}
	return x
}

// compileCopy compiles copy, of which gomacro's own has no result.
func compileCopy(c *fast.Comp, sym fast.Symbol, node *ast.CallExpr) *fast.Call {
	dst, src := c.Expr1(node.Args[0], nil), c.Expr1(node.Args[1], nil)
	if src.Const() {
		src.ConstTo(src.DefaultType())
	}
	function := any(func(dst, src xreflect.Value) int {
		return reflect.Copy(dst.ReflectValue(), src.ReflectValue())
	})
	if src.Type.Kind() == reflect.String {
		function = func(dst []byte, src string) int { return copy(dst, src) }
	}
	results := []xreflect.Type{c.TypeOfInt()}
	sym.Type = c.Universe.FuncOf([]xreflect.Type{dst.Type, src.Type}, results, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: function}, Sym: &sym},
		Args:     []*fast.Expr{dst, src},
		OutTypes: results,
	}
}

// compileOwn compiles ·own(v): v, with the methods by which it shows itself
// where compiled code sees them.
func (in *interpreter) compileOwn(c *fast.Comp, sym fast.Symbol, node *ast.CallExpr) *fast.Call {
	arg := c.Expr1(node.Args[0], nil)
	if arg.Untyped() {
		arg.ConstTo(arg.DefaultType())
	}
	t := arg.Type
	own := func(v xreflect.Value) xreflect.Value {
		if o := in.withMethods(v, t); o != nil {
			if o.err != nil {
				return xreflect.ValueOf(o.err)
			}
			return xreflect.ValueOf(o)
		}
		return v
	}
	sym.Type = c.TypeOf(own)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: own}, Sym: &sym},
		Args:     []*fast.Expr{arg},
		OutTypes: []xreflect.Type{c.TypeOfInterface()},
	}
}

// Format implements fmt.Formatter.
func (o *ownFaces) Format(f fmt.State, verb rune) { o.shown.Format(f, verb) }
