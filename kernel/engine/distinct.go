package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/cosmos72/gomacro/xreflect"
)

// A registry knows the types that cells have declared by what they are in
// compiled code.
type registry struct {
	lock  sync.RWMutex
	types map[reflect.Type]xreflect.Type
	taken map[string]reflect.Type // of the pool, by kind and name
	used  map[reflect.Kind]int    // how many of the pool

	conversions sync.Map // of types to interfaces, by conversion
	tables      sync.Map // of proxies, by their types
	keys        sync.Map // interfaces that have been keys of maps, by mapKey

	methods map[any]methodTable // by type, as gomacro has it
}

func newRegistry() *registry {
	return &registry{types: map[reflect.Type]xreflect.Type{}, taken: map[string]reflect.Type{}, used: map[reflect.Kind]int{}, methods: map[any]methodTable{}}
}

// find is the type that a cell declares which is rt in compiled code.
// It is nil for other types.
func (g *registry) find(rt reflect.Type) xreflect.Type {
	if rt == nil {
		return nil
	}
	g.lock.RLock()
	defer g.lock.RUnlock()
	return g.types[rt]
}

// add notes a type that a cell has declared, and pointers to it.
func (g *registry) add(t xreflect.Type, pointer xreflect.Type) {
	g.lock.Lock()
	defer g.lock.Unlock()
	g.types[t.ReflectType()] = t
	g.types[pointer.ReflectType()] = pointer
}

// take finds a type of the pool for a name. One that is declared again keeps
// its type. false means that there are none left.
func (g *registry) take(kind reflect.Kind, name string) (reflect.Type, bool) {
	g.lock.Lock()
	defer g.lock.Unlock()
	key := kind.String() + " " + name
	if rt, ok := g.taken[key]; ok {
		return rt, true
	}
	all := pooled()[kind]
	if g.used[kind] == len(all) {
		return nil, false
	}
	rt := all[g.used[kind]]
	g.used[kind]++
	g.taken[key] = rt
	return rt, true
}

// markKey is the key of the tag that makes struct types distinct that have the
// same fields. The value is the name of the type.
const markKey = "·"

// mark gives the first field of a struct type a tag that no other type has.
func (r *rewriter) mark(spec *ast.TypeSpec) {
	if spec.Assign.IsValid() || spec.TypeParams.NumFields() > 0 {
		return
	}
	lit, ok := spec.Type.(*ast.StructType)
	if !ok {
		if lit = r.copied(spec.Type); lit == nil {
			return
		}
		spec.Type = lit
	}
	if len(lit.Fields.List) == 0 {
		return
	}
	name := spec.Name.Name
	if len(r.outer) > 0 {
		name += "@" + strconv.Itoa(int(spec.Pos())) // another function may have one
	}
	markStruct(lit, name)
}

// copied is the struct that another type of a cell is, for a type declared as that.
func (r *rewriter) copied(e ast.Expr) *ast.StructType {
	t := r.info.Types[e].Type
	if t == nil {
		return nil
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || localNamed(t) != named || named.TypeArgs().Len() > 0 {
		return nil
	}
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return r.structExpr(s).(*ast.StructType)
}

func markStruct(lit *ast.StructType, name string) {
	first := lit.Fields.List[0]
	tag := ""
	if first.Tag != nil {
		tag, _ = strconv.Unquote(first.Tag.Value)
		tag = strings.TrimRight(tag, " ") + " "
	}
	tag += markKey + ":" + strconv.Quote(name)
	first.Tag = &ast.BasicLit{ValuePos: first.Pos(), Kind: token.STRING, Value: strconv.Quote(tag)}
}

// marked is the name of the type that a struct type has been declared as.
func marked(rt reflect.Type) (string, bool) {
	if rt.Kind() != reflect.Struct || rt.NumField() == 0 {
		return "", false
	}
	name, ok := rt.Field(0).Tag.Lookup(markKey)
	name, _, _ = strings.Cut(name, "@")
	return name, ok
}

// declareSimple declares those types of a declaration that are basic types or
// structs without fields, and leaves the others in it.
func (in *interpreter) declareSimple(d *ast.GenDecl, info *types.Info) {
	var rest []ast.Spec
	for _, spec := range d.Specs {
		if spec, ok := spec.(*ast.TypeSpec); !ok || !in.declarePooled(spec, info) {
			rest = append(rest, spec)
		}
	}
	d.Specs = rest
}

func (in *interpreter) declarePooled(spec *ast.TypeSpec, info *types.Info) bool {
	tv := info.Types[spec.Type]
	if spec.Assign.IsValid() || tv.Type == nil || spec.Name.Name == "_" {
		return false
	}
	comp := in.ir.Comp
	var base xreflect.Type
	switch u := tv.Type.Underlying().(type) {
	case *types.Basic:
		if u.Kind() == types.Invalid || u.Kind() == types.UnsafePointer {
			return false
		}
		kind := reflect.Kind(u.Kind())
		if u.Kind() == types.String {
			kind = reflect.String
		}
		base = comp.Universe.BasicTypes[kind]
	case *types.Struct:
		if u.NumFields() > 0 {
			return false
		}
		base = comp.TypeOf(struct{}{})
	default:
		return false
	}
	rt, ok := in.own.take(base.Kind(), spec.Name.Name)
	if !ok {
		return false
	}
	t := comp.DeclNamedType(spec.Name.Name)
	comp.SetUnderlyingType(t, base)
	t.UnsafeForceReflectType(rt)
	return true
}

// register notes the types that the units of a cell have declared, if compiled
// code can tell them from others.
func (in *interpreter) register(units []*unit) {
	for _, u := range units {
		for _, name := range u.declares() {
			in.registerType(in.ir.Comp.Types[name])
		}
	}
}

func (in *interpreter) registerType(t xreflect.Type) {
	if t == nil || t.PkgPath() != "main" || t.ReflectType() == nil {
		return
	}
	if t.Kind() != reflect.Interface && t.Kind() != reflect.Pointer {
		in.own.methods[t.GoType()] = methodTable{t, t.GetMethods()}
	}
	meetParts(t)
	rt := t.ReflectType()
	if _, ok := marked(rt); ok || isPooled(rt) {
		in.own.add(t, in.ir.Comp.Universe.PtrTo(t))
	}
}

// isPooled reports whether a type is one of the pool.
func isPooled(rt reflect.Type) bool {
	return rt.PkgPath() == reflect.TypeFor[ownNothing[d0, d0]]().PkgPath() && strings.HasPrefix(rt.Name(), "own") && strings.HasSuffix(rt.Name(), "]")
}

// A methodTable is where gomacro keeps the methods of a type. It loses them
// when it needs a larger one.
type methodTable struct {
	t     xreflect.Type
	funcs *[]reflect.Value
}

// spareMethods is how many methods a type may get in one cell.
const spareMethods = 200

// makeRoom enlarges the tables that may become too small in the next cell.
func (g *registry) makeRoom() {
	for _, m := range g.methods {
		if want := m.t.NumAllMethod() + spareMethods; cap(*m.funcs) < want {
			larger := make([]reflect.Value, len(*m.funcs), want+spareMethods)
			copy(larger, *m.funcs)
			*m.funcs = larger
		}
	}
}
