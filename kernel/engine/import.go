package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/cosmos72/gomacro/base/genimport"
	"github.com/cosmos72/gomacro/imports"
)

// importAll runs the imports of a cell, in order.
func (in *interpreter) importAll(u *unit) error {
	for _, spec := range u.decl.(*ast.GenDecl).Specs {
		spec := spec.(*ast.ImportSpec)
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return in.importError(spec.Path.Pos(), "invalid import path "+spec.Path.Value)
		}
		name := ""
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if err := in.importPackage(name, path); err != nil {
			return in.importError(spec.Path.Pos(), err.Error())
		}
	}
	return nil
}

func (in *interpreter) importError(pos token.Pos, msg string) error {
	at, _ := in.place(pos)
	return compileError("ImportError", msg, at)
}

// importPackage declares a package under a name; "" is its own, "." declares
// what it exports, "_" only loads it.
func (in *interpreter) importPackage(name, path string) error {
	pkg, ok := in.find(path)
	if !ok {
		return fmt.Errorf("%s", in.missing(path))
	}
	startLock.Lock()
	defer startLock.Unlock()
	defer alone()()
	for _, required := range pkg.Requires {
		in.loadProxies(required)
	}
	if in.ir.Comp.KnownImports[path] == nil {
		in.apply(path, pkg.Binds)
		imports.Packages[path] = pkg.Package
		in.proxied[path] = true
	}
	if name == "" {
		name = pkg.Name
	}
	if _, err := in.ir.ImportPackagesOrError(map[string]genimport.PackageName{path: genimport.PackageName(name)}); err != nil {
		return fmt.Errorf("importing %q: %w", path, err)
	}
	if name != "_" {
		in.checker.importAs(name, path)
	}
	if name != "_" && name != "." {
		in.imported[name] = path
	}
	return nil
}

// find looks a package up among our own and those of the options.
func (in *interpreter) find(path string) (Package, bool) {
	if path == "display" || path == gophernotesPath {
		return Package{Package: in.displayPackage()}, true
	}
	return in.opt.lookup(path)
}

// loadProxies makes the interfaces of a package known, so that interpreted
// types can implement them, without importing the rest of it.
func (in *interpreter) loadProxies(path string) {
	if in.proxied[path] {
		return
	}
	in.proxied[path] = true
	pkg, ok := in.opt.lookup(path)
	if !ok || len(pkg.Proxies) == 0 {
		return
	}
	part := imports.Package{Name: pkg.Name, Proxies: pkg.Proxies}
	part.LazyInit(path)
	for name := range pkg.Proxies {
		part.Types[name] = pkg.Types[name]
	}
	hidden := path + "\x00interfaces"
	imports.Packages[hidden] = part
	in.ir.ImportPackage("_", hidden)
}

// missing is the message for a package that is not compiled in.
func (in *interpreter) missing(path string) string {
	msg := fmt.Sprintf("package %q is not compiled into this kernel, and nothing is downloaded or built at run time.", path)
	if strings.HasPrefix(path, "github.com/janpfeifer/gonb/") {
		msg += "\nWhat GoNB's packages show and ask, package display does here, which needs no import: display.HTML, display.Show, display.Input."
	}
	if near := nearest(path, in.opt.Paths); len(near) > 0 {
		msg += "\nDid you mean " + strings.Join(near, " or ") + "?"
	}
	var third []string
	for _, p := range in.opt.Paths {
		if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ".") {
			third = append(third, p)
		}
	}
	if len(third) > 0 {
		msg += "\nAvailable besides the standard library:\n    " + strings.Join(third, "\n    ")
	}
	return msg
}
