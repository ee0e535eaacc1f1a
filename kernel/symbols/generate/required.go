package main

import "go/types"

// addRequired notes the packages whose interfaces occur in the exported
// functions, methods and fields of p: their proxies must be known as soon as
// p is imported, so that interpreted types can be passed to it.
func (w *world) addRequired(p *pkg, t *table) {
	seen := map[types.Type]bool{}
	for _, name := range w.names(p) {
		obj := p.types.Scope().Lookup(name)
		if generic(obj) != "" {
			continue
		}
		w.visit(p, t, obj.Type(), seen)
		if named, ok := types.Unalias(obj.Type()).(*types.Named); ok {
			for m := range named.Methods() {
				if m.Exported() {
					w.visit(p, t, m.Type(), seen)
				}
			}
			w.visit(p, t, named.Underlying(), seen)
		}
	}
}

func (w *world) visit(p *pkg, t *table, typ types.Type, seen map[types.Type]bool) {
	if seen[typ] {
		return
	}
	seen[typ] = true
	switch typ := types.Unalias(typ).(type) {
	case *types.Named:
		home := typ.Obj().Pkg()
		if home != nil && home != p.types && w.byPath[home.Path()] != nil &&
			typ.Obj().Exported() && w.proxyable(typ.Obj()) != nil {
			t.requires[home.Path()] = true
		}
	case *types.Signature:
		w.visit(p, t, typ.Params(), seen)
		w.visit(p, t, typ.Results(), seen)
	case *types.Tuple:
		for v := range typ.Variables() {
			w.visit(p, t, v.Type(), seen)
		}
	case *types.Struct:
		for f := range typ.Fields() {
			if f.Exported() {
				w.visit(p, t, f.Type(), seen)
			}
		}
	case *types.Interface:
		for m := range typ.Methods() {
			w.visit(p, t, m.Type(), seen)
		}
	case *types.Map:
		w.visit(p, t, typ.Key(), seen)
		w.visit(p, t, typ.Elem(), seen)
	case interface{ Elem() types.Type }:
		w.visit(p, t, typ.Elem(), seen)
	}
}
