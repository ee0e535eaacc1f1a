package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A world is what is known of all packages on the three systems that the
// module is built for.
type world struct {
	fset     *token.FileSet
	packages []*pkg // sorted by path
	byPath   map[string]*pkg
	skipped  []string // "path.Name: why"
	symbols  int
}

// A pkg is one package to write a table for.
type pkg struct {
	path, name, ident string
	types             *types.Package // as on Linux
	files             []*ast.File
	elsewhere         []*types.Package // as on the other systems
}

// systems are the ones a table must compile on; the first is the one whose
// types and documentation are used.
var systems = []struct{ os, arch string }{
	{"linux", "amd64"}, {"windows", "amd64"}, {"darwin", "arm64"},
}

func load() (*world, error) {
	w := &world{byPath: map[string]*pkg{}}
	patterns := append([]string{"std"}, existing(thirdParty)...)
	for i, system := range systems {
		fset := token.NewFileSet()
		loaded, err := packages.Load(&packages.Config{
			Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps |
				packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedModule,
			Env:       append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system.os, "GOARCH="+system.arch),
			Fset:      fset,
			ParseFile: parseDeclarations,
		}, patterns...)
		if err != nil {
			return nil, fmt.Errorf("loading for %s: %w", system.os, err)
		}
		if i == 0 {
			w.fset = fset
		}
		if err := w.add(loaded, i == 0); err != nil {
			return nil, fmt.Errorf("loading for %s: %w", system.os, err)
		}
	}
	w.dropForeign()
	sort.Slice(w.packages, func(i, j int) bool { return w.packages[i].path < w.packages[j].path })
	return w, nil
}

// existing leaves out those packages of this module that have no folder yet.
func existing(paths []string) []string {
	root := moduleRoot()
	var kept []string
	for _, path := range paths {
		if rest, own := strings.CutPrefix(path, module+"/"); own {
			files, _ := filepath.Glob(filepath.Join(root, rest, "*.go"))
			if len(files) == 0 {
				continue
			}
		}
		kept = append(kept, path)
	}
	return kept
}

// moduleRoot is the nearest folder above the current one with a go.mod.
func moduleRoot() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return "."
}

// parseDeclarations parses a file without its function bodies: they are not
// needed, and checking them would take most of the time. Positions name the
// file by its base only, because folders differ from machine to machine.
func parseDeclarations(fset *token.FileSet, filename string, src []byte) (*ast.File, error) {
	file, err := parser.ParseFile(fset, filepath.Base(filename), src, parser.ParseComments|parser.SkipObjectResolution)
	if file != nil {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Name.Name != "init" && fn.Name.Name != "main" {
				fn.Body = nil
			}
		}
	}
	return file, err
}

func (w *world) add(loaded []*packages.Package, first bool) error {
	for _, p := range loaded {
		if !importable(p.PkgPath) && p.Module == nil || p.Types == nil || p.Name == "main" {
			continue
		}
		for _, e := range p.Errors {
			if !expected(e) {
				return fmt.Errorf("%s: %w", p.PkgPath, e)
			}
		}
		if first {
			known := &pkg{path: p.PkgPath, name: p.Name, ident: identOf(p.PkgPath), types: p.Types, files: p.Syntax}
			w.packages = append(w.packages, known)
			w.byPath[p.PkgPath] = known
		} else if known := w.byPath[p.PkgPath]; known != nil {
			known.elsewhere = append(known.elsewhere, p.Types)
		}
	}
	return nil
}

// expected reports whether an error comes only from the missing bodies.
func expected(e packages.Error) bool {
	return e.Kind == packages.TypeError &&
		(strings.Contains(e.Msg, "and not used") || strings.Contains(e.Msg, "missing function body"))
}

// dropForeign leaves out packages that some system does not have.
func (w *world) dropForeign() {
	var kept []*pkg
	for _, p := range w.packages {
		if len(p.elsewhere) == len(systems)-1 && len(w.names(p)) > 0 {
			kept = append(kept, p)
		} else {
			w.skip(p, "", "nothing in it on some system")
			delete(w.byPath, p.path)
		}
	}
	w.packages = kept
}

// identOf turns an import path into part of a Go identifier and a file name:
// "std_net_http", "gonum_plot_vg".
func identOf(path string) string {
	switch {
	case strings.HasPrefix(path, module+"/"):
		path = "hourprint/" + strings.TrimPrefix(path, module+"/")
	case strings.HasPrefix(path, "gonum.org/v1/"):
		path = "gonum/" + strings.TrimPrefix(path, "gonum.org/v1/")
	case strings.HasPrefix(path, "github.com/go-gota/gota/"):
		path = "gota/" + strings.TrimPrefix(path, "github.com/go-gota/gota/")
	case !strings.Contains(path, "."):
		path = "std/" + path
	}
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, path)
}

func (w *world) skip(p *pkg, name, why string) {
	if name != "" {
		name = "." + name
	}
	w.skipped = append(w.skipped, p.path+name+": "+why)
}
