package main

import (
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// names lists the exported names that p has on every system.
func (w *world) names(p *pkg) []string {
	var names []string
	for _, name := range p.types.Scope().Names() {
		if p.types.Scope().Lookup(name).Exported() && p.everywhere(name) {
			names = append(names, name)
		}
	}
	return names
}

// everywhere reports whether the other systems have name too, as the same
// sort of thing.
func (p *pkg) everywhere(name string) bool {
	here := p.types.Scope().Lookup(name)
	for _, other := range p.elsewhere {
		there := other.Scope().Lookup(name)
		if there == nil || kindOf(here) != kindOf(there) {
			return false
		}
	}
	return true
}

// kindOf names the sort of thing that an object is.
func kindOf(obj types.Object) string {
	switch obj.(type) {
	case *types.Const:
		return "const"
	case *types.Var:
		return "var"
	case *types.Func:
		return "func"
	default:
		return "type"
	}
}

// generic says why obj cannot be in a table, or "".
func generic(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Func:
		if obj.Type().(*types.Signature).TypeParams().Len() > 0 {
			return "generic function"
		}
	case *types.TypeName:
		if alias, ok := obj.Type().(*types.Alias); ok && alias.TypeParams().Len() > 0 {
			return "generic alias"
		}
		if named, ok := types.Unalias(obj.Type()).(*types.Named); ok &&
			named.TypeParams().Len() > 0 && named.TypeArgs().Len() == 0 {
			return "generic type"
		}
		if iface, ok := obj.Type().Underlying().(*types.Interface); ok && !iface.IsMethodSet() {
			return "constraint"
		}
	}
	return ""
}

// promoted lists the exported methods that a struct type has only through its
// embedded fields. Reflection cannot tell them from the type's own.
func promoted(obj *types.TypeName) []string {
	named, ok := types.Unalias(obj.Type()).(*types.Named)
	if !ok {
		return nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	own := map[string]bool{}
	for m := range named.Methods() {
		own[m.Name()] = true
	}
	var names []string
	set := types.NewMethodSet(types.NewPointer(named))
	for sel := range set.Methods() {
		if m := sel.Obj(); m.Exported() && !own[m.Name()] {
			names = append(names, m.Name())
		}
	}
	sort.Strings(names)
	return names
}

// writeSkipped lists what has no table, and why, for whoever misses it.
func (w *world) writeSkipped(dir string) error {
	sort.Strings(w.skipped)
	text := "What has no symbol table, and why. Written by go generate ./kernel/symbols.\n\n" +
		strings.Join(w.skipped, "\n") + "\n"
	return os.WriteFile(filepath.Join(dir, "skipped.txt"), []byte(text), 0o644)
}
