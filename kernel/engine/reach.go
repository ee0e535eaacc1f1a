package engine

import "go/types"

// gomacro cannot declare types that refer to themselves, but for structs
// without methods. So every circle of types is cut: where a type leads back to
// itself, gomacro is told any, and what is read there is turned back. A circle
// is cut at the fields of a struct, if it goes through one (see erase); else in
// the signature of a function type (see cutSignature), in those of the methods
// of interfaces (see crossed), or at the elements of a slice or a map (see
// cutElements).

// A walk looks for the way from a type back to one of cells. A way that is cut
// elsewhere does not count.
type walk struct {
	target               *types.Named
	structs, funcs       bool // whether ways through them count
	interfaces, elements bool
	seen                 map[types.Type]bool
}

// reaches reports whether t leads to the target of the walk.
func (w *walk) reaches(t types.Type) bool {
	t = types.Unalias(t)
	if w.seen[t] {
		return false
	}
	if w.seen == nil {
		w.seen = map[types.Type]bool{}
	}
	w.seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		return t.Origin() == w.target || isOfCells(t) && w.through(t)
	case *types.Struct:
		for f := range t.Fields() {
			if (w.structs || !erasable(f)) && w.reaches(f.Type()) {
				return true
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if w.reaches(m.Signature()) {
				return true
			}
		}
	case *types.Map:
		return w.reaches(t.Key()) || w.reaches(t.Elem())
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				if w.reaches(v.Type()) {
					return true
				}
			}
		}
	case interface{ Elem() types.Type }:
		return w.reaches(t.Elem())
	}
	return false
}

// through goes on through what a type of cells is declared as.
func (w *walk) through(t *types.Named) bool {
	switch t.Underlying().(type) {
	case *types.Signature:
		if !w.funcs {
			return false
		}
	case *types.Interface:
		if !w.interfaces {
			return false
		}
	case *types.Slice, *types.Map:
		if !w.elements {
			return false
		}
	}
	return w.reaches(t.Underlying())
}

func isOfCells(t *types.Named) bool {
	return t.Obj().Pkg() != nil && t.Obj().Pkg().Path() == "main"
}

// erasable reports whether a field can be declared as any where a circle is to
// be cut: a copy of what it holds has to refer to the same.
func erasable(f *types.Var) bool {
	if f.Embedded() {
		return false
	}
	switch f.Type().Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		return true
	}
	return false
}

// cellType is t as a type that a cell has declared; nil for others.
func cellType(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || !isOfCells(named) {
		return nil
	}
	return named
}

// cutSignature returns what tells the parameters and results of a function
// type that are declared as any; nil if none are.
func cutSignature(t types.Type) func(types.Type) bool {
	named := cellType(t)
	if named == nil {
		return nil
	}
	sig, ok := named.Underlying().(*types.Signature)
	if !ok {
		return nil
	}
	circular := func(p types.Type) bool {
		return (&walk{target: named.Origin(), funcs: true, interfaces: true, elements: true}).reaches(p)
	}
	if !circular(sig) {
		return nil
	}
	return circular
}

// crossed reports whether a parameter or result of a method is declared as
// any, in interfaces and in all types of cells: if it is made of an interface
// whose methods lead back to it.
func crossed(p types.Type) bool {
	p = types.Unalias(p)
	switch p := p.(type) {
	case *types.Named:
		if !isOfCells(p) {
			return false
		}
		switch u := p.Underlying().(type) {
		case *types.Interface:
			return (&walk{target: p.Origin(), interfaces: true, elements: true}).reaches(u)
		case *types.Slice, *types.Map:
			return cutElements(p) == nil && crossed(u)
		}
		return false
	case *types.Map:
		return crossed(p.Key()) || crossed(p.Elem())
	case *types.Signature:
		return anyCrossed(p)
	case *types.TypeParam:
		return false
	case interface{ Elem() types.Type }:
		return crossed(p.Elem())
	}
	return false
}

// anyCrossed reports whether a signature has a parameter or result that is crossed.
func anyCrossed(sig *types.Signature) bool {
	for _, tuple := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range tuple.Variables() {
			if crossed(v.Type()) {
				return true
			}
		}
	}
	return false
}

// cutElements is the type of the elements of a slice or map type that are
// declared as any; nil if they are not.
func cutElements(t types.Type) types.Type {
	named := cellType(t)
	if named == nil {
		return nil
	}
	var elem types.Type
	switch u := named.Underlying().(type) {
	case *types.Slice:
		elem = u.Elem()
	case *types.Map:
		elem = u.Elem()
	default:
		return nil
	}
	if !(&walk{target: named.Origin(), elements: true}).reaches(elem) {
		return nil
	}
	return elem
}
