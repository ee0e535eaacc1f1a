package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// gomacro reads elements by reflection, which does not say which index was out
// of which range. So x[i] becomes ·in(x, i)[i] where i may be evaluated twice:
// ·in is x, once it has been found to have an element i. x[i:j] becomes
// ·within(x, i, j)[i:j] in the same way.

// guardIndex guards the reading and the writing of an element.
func (r *rewriter) guardIndex(c cursor, n *ast.IndexExpr) {
	t := r.info.Types[n.X].Type
	if t == nil || !r.repeatableInt(n.Index) {
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
	case *types.Array:
		if r.info.Types[n.Index].Value != nil || written(c) {
			return // checked already; or the array itself is needed
		}
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Array); !ok || r.info.Types[n.Index].Value != nil || written(c) {
			return
		}
	default:
		return
	}
	tv := r.info.Types[n.X]
	n.X = r.keepType(&ast.CallExpr{Fun: &ast.Ident{NamePos: n.X.Pos(), Name: "·in"}, Lparen: n.X.Pos(), Args: []ast.Expr{n.X, n.Index}}, tv)
}

// guardSlice guards the slicing of a slice.
func (r *rewriter) guardSlice(n *ast.SliceExpr) {
	tv := r.info.Types[n.X]
	if tv.Type == nil {
		return
	}
	if _, ok := tv.Type.Underlying().(*types.Slice); !ok {
		return
	}
	args := []ast.Expr{n.X}
	for _, i := range []ast.Expr{n.Low, n.High, n.Max} {
		if i != nil && !r.repeatableInt(i) {
			return
		}
		if i == nil {
			i = ast.NewIdent("·none")
		}
		args = append(args, i)
	}
	if n.Low == nil && n.High == nil && n.Max == nil {
		return
	}
	n.X = r.keepType(&ast.CallExpr{Fun: &ast.Ident{NamePos: n.X.Pos(), Name: "·within"}, Lparen: n.X.Pos(), Args: args}, tv)
}

// cursor is what guardIndex needs to know of where a node stands.
type cursor interface {
	Parent() ast.Node
	Name() string
}

// written reports whether a node is assigned to, or its address taken, as a
// whole or in part.
func written(c cursor) bool {
	switch p := c.Parent().(type) {
	case *ast.AssignStmt:
		return c.Name() == "Lhs"
	case *ast.IncDecStmt:
		return true
	case *ast.RangeStmt:
		return c.Name() != "X"
	case *ast.UnaryExpr:
		return p.Op == token.AND
	case *ast.IndexExpr:
		return c.Name() == "X"
	case *ast.SelectorExpr, *ast.SliceExpr, *ast.ParenExpr:
		return true // perhaps
	}
	return false
}

// repeatableInt reports whether an index is an int, and repeatable.
func (r *rewriter) repeatableInt(e ast.Expr) bool {
	tv := r.info.Types[e]
	return tv.Value != nil || tv.Type != nil && types.Identical(tv.Type, types.Typ[types.Int]) && r.repeatable(e)
}

// repeatable reports whether an index costs little and changes nothing, so that
// it may be evaluated twice.
func (r *rewriter) repeatable(e ast.Expr) bool {
	tv := r.info.Types[e]
	if tv.Value != nil {
		return true
	}
	if tv.Type == nil {
		return false
	}
	if basic, ok := tv.Type.Underlying().(*types.Basic); !ok || basic.Info()&types.IsInteger == 0 {
		return false
	}
	switch e := e.(type) {
	case *ast.Ident:
		return true
	case *ast.ParenExpr:
		return r.repeatable(e.X)
	case *ast.BinaryExpr:
		return r.repeatable(e.X) && r.repeatable(e.Y)
	case *ast.UnaryExpr:
		return e.Op != token.ARROW && r.repeatable(e.X)
	case *ast.CallExpr:
		id, ok := e.Fun.(*ast.Ident)
		if ok && id.Name == "int" && r.info.Uses[id] == nil {
			return r.repeatable(e.Args[0]) // see convertIndex
		}
		if !ok || id.Name != "len" || len(e.Args) != 1 {
			return false
		}
		_, simple := e.Args[0].(*ast.Ident)
		_, builtin := r.info.Uses[id].(*types.Builtin)
		return simple && builtin
	}
	return false
}

// compileIn compiles ·in(x, i).
func compileIn(c *fast.Comp, sym fast.Symbol, node *ast.CallExpr) *fast.Call {
	obj, index := c.Expr1(node.Args[0], nil), compileBound(c, node.Args[1])
	container := obj.AsX1()
	pointer := obj.Type.Kind() == reflect.Pointer
	guarded := func(env *fast.Env) xreflect.Value {
		v := container(env)
		i, n := index(env), 0
		if pointer {
			n = v.Elem().Len()
		} else {
			n = v.Len()
		}
		if uint(i) >= uint(n) {
			panic(indexError(i, n))
		}
		return v
	}
	return passed(c, sym, obj.Type, guarded)
}

// passed is a call whose result is what get returns.
func passed(c *fast.Comp, sym fast.Symbol, t xreflect.Type, get func(*fast.Env) xreflect.Value) *fast.Call {
	same := func(v xreflect.Value) xreflect.Value { return v }
	sym.Type = c.Universe.FuncOf([]xreflect.Type{t}, []xreflect.Type{t}, false)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: sym.Type, Value: same}, Sym: &sym},
		Args:     []*fast.Expr{{Lit: fast.Lit{Type: t}, Fun: get}},
		OutTypes: []xreflect.Type{t},
	}
}

// compileBound compiles an index; nil if there is none.
func compileBound(c *fast.Comp, node ast.Expr) func(*fast.Env) int {
	if id, ok := node.(*ast.Ident); ok && id.Name == "·none" {
		return nil
	}
	e := c.Expr1(node, nil)
	if e.Const() {
		e.ConstTo(c.TypeOfInt())
	}
	return e.WithFun().(func(*fast.Env) int)
}

func indexError(i, n int) runtimeError {
	if i < 0 {
		return runtimeError(fmt.Sprintf("runtime error: index out of range [%d]", i))
	}
	return runtimeError(fmt.Sprintf("runtime error: index out of range [%d] with length %d", i, n))
}

// compileWithin compiles ·within(x, low, high, max).
func compileWithin(c *fast.Comp, sym fast.Symbol, node *ast.CallExpr) *fast.Call {
	obj := c.Expr1(node.Args[0], nil)
	slice := obj.AsX1()
	low, high, limit := compileBound(c, node.Args[1]), compileBound(c, node.Args[2]), compileBound(c, node.Args[3])
	guarded := func(env *fast.Env) xreflect.Value {
		v := slice(env)
		b := bounds{low: 0, high: v.Len(), limit: v.Cap(), length: v.Len(), capacity: v.Cap()}
		if low != nil {
			b.low = low(env)
		}
		if high != nil {
			b.high, b.hasHigh = high(env), true
		}
		if limit != nil {
			b.limit, b.hasLimit = limit(env), true
		}
		if uint(b.low) > uint(b.high) || uint(b.high) > uint(b.limit) || uint(b.limit) > uint(b.capacity) {
			panic(b.fault())
		}
		return v
	}
	return passed(c, sym, obj.Type, guarded)
}

// bounds are those of a slice expression, of which one is wrong.
type bounds struct {
	low, high, limit  int
	length, capacity  int
	hasHigh, hasLimit bool
}

// fault words what is wrong as package runtime does.
func (b bounds) fault() runtimeError {
	text := ""
	switch {
	case b.hasLimit && uint(b.limit) > uint(b.capacity):
		text = fmt.Sprintf("[::%d]", b.limit)
		if b.limit >= 0 {
			text += fmt.Sprintf(" with capacity %d", b.capacity)
		}
	case b.hasLimit && uint(b.high) > uint(b.limit):
		text = fmt.Sprintf("[:%d:%d]", b.high, b.limit)
		if b.high < 0 {
			text = fmt.Sprintf("[:%d:]", b.high)
		}
	case b.hasLimit:
		text = fmt.Sprintf("[%d:%d:]", b.low, b.high)
		if b.low < 0 {
			text = fmt.Sprintf("[%d::]", b.low)
		}
	case uint(b.high) > uint(b.capacity):
		text = fmt.Sprintf("[:%d]", b.high)
		if b.high >= 0 {
			text += fmt.Sprintf(" with capacity %d", b.capacity)
		}
	default:
		text = fmt.Sprintf("[%d:%d]", b.low, b.high)
		if b.low < 0 {
			text = fmt.Sprintf("[%d:]", b.low)
		}
	}
	return runtimeError("runtime error: slice bounds out of range " + text)
}
