package main

import (
	"fmt"
	"go/types"
	"sort"
	"strings"
)

// proxyable returns the interface that obj names, if a type outside its
// package can implement it and a table can spell all its methods.
func (w *world) proxyable(obj *types.TypeName) *types.Interface {
	iface, ok := obj.Type().Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 || !iface.IsMethodSet() || generic(obj) != "" {
		return nil
	}
	for m := range iface.Methods() {
		if !m.Exported() || !w.spellable(m.Type(), map[types.Type]bool{}) {
			return nil
		}
	}
	return iface
}

// spellable reports whether every type in t can be written outside its
// package: exported, and of a package that may be imported.
func (w *world) spellable(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return true
	}
	seen[t] = true
	if alias, ok := t.(*types.Alias); ok {
		return w.spellableName(alias.Obj()) && w.spellable(types.Unalias(t), seen)
	}
	switch t := t.(type) {
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if !w.spellable(arg, seen) {
				return false
			}
		}
		return w.spellableName(t.Obj())
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				if !w.spellable(v.Type(), seen) {
					return false
				}
			}
		}
		return true
	case *types.Map:
		return w.spellable(t.Key(), seen) && w.spellable(t.Elem(), seen)
	case interface{ Elem() types.Type }:
		return w.spellable(t.Elem(), seen)
	case *types.Basic:
		return true
	case *types.Interface:
		return t.Empty()
	case *types.Struct:
		return t.NumFields() == 0
	}
	return false
}

func (w *world) spellableName(obj *types.TypeName) bool {
	return obj.Pkg() == nil || obj.Exported() && (importable(obj.Pkg().Path()) || w.byPath[obj.Pkg().Path()] != nil)
}

// writeProxy writes the struct through which an interpreted type implements
// an interface: the object, and one function for each method.
func (t *table) writeProxy(proxy, doc string, iface *types.Interface) {
	out := &t.proxyTypes
	fmt.Fprintf(out, "\n// %s implements %s for interpreted types.\ntype %s struct {\nObject any\n", proxy, doc, proxy)
	for m := range iface.Methods() {
		sig := m.Type().(*types.Signature)
		params, _ := t.params(sig)
		fmt.Fprintf(out, "%s_ func(%s)%s\n", m.Name(), strings.Join(append([]string{"object any"}, params...), ", "), t.results(sig))
	}
	out.WriteString("}\n")
	for m := range iface.Methods() {
		sig := m.Type().(*types.Signature)
		params, args := t.params(sig)
		ret := ""
		if sig.Results().Len() > 0 {
			ret = "return "
		}
		fmt.Fprintf(out, "\nfunc (p *%s) %s(%s)%s {\n%sp.%s_(%s)\n}\n", proxy, m.Name(), strings.Join(params, ", "), t.results(sig),
			ret, m.Name(), strings.Join(append([]string{"p.Object"}, args...), ", "))
	}
}

// params lists the parameters of a signature as declared and as passed on.
func (t *table) params(sig *types.Signature) (declared, passed []string) {
	n := sig.Params().Len()
	for i := range n {
		typ, name := sig.Params().At(i).Type(), fmt.Sprintf("a%d", i)
		if sig.Variadic() && i == n-1 {
			declared = append(declared, name+" ..."+t.typeString(typ.(*types.Slice).Elem()))
			passed = append(passed, name+"...")
			continue
		}
		declared = append(declared, name+" "+t.typeString(typ))
		passed = append(passed, name)
	}
	return declared, passed
}

func (t *table) results(sig *types.Signature) string {
	var results []string
	for v := range sig.Results().Variables() {
		results = append(results, t.typeString(v.Type()))
	}
	switch len(results) {
	case 0:
		return ""
	case 1:
		return " " + results[0]
	}
	return " (" + strings.Join(results, ", ") + ")"
}

func (t *table) typeString(typ types.Type) string {
	return types.TypeString(typ, t.imports.name)
}

// importNames gives the packages that a generated file mentions names that do
// not clash.
type importNames struct {
	own    string
	byPath map[string]string
	taken  map[string]bool
}

func newImportNames(p *pkg) *importNames {
	n := &importNames{byPath: map[string]string{}, taken: map[string]bool{}}
	n.own = n.name(p.types)
	return n
}

func (n *importNames) name(p *types.Package) string {
	if name, ok := n.byPath[p.Path()]; ok {
		return name
	}
	name := p.Name()
	for i := 2; n.taken[name]; i++ {
		name = fmt.Sprintf("%s%d", p.Name(), i)
	}
	n.byPath[p.Path()], n.taken[name] = name, true
	return name
}

func (n *importNames) decl() string {
	var lines []string
	for path, name := range n.byPath {
		if strings.HasSuffix("/"+path, "/"+name) {
			name = ""
		}
		lines = append(lines, fmt.Sprintf("%s %q", name, path))
	}
	sort.Slice(lines, func(i, j int) bool {
		return lines[i][strings.Index(lines[i], `"`):] < lines[j][strings.Index(lines[j], `"`):]
	})
	return "import (\n" + strings.Join(lines, "\n") + "\n)\n\n"
}
