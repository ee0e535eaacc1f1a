package engine

import (
	"go/types"

	"github.com/cosmos72/gomacro/imports"
)

// Options say what the cells of an engine may import and how values show
// themselves. The zero value works: cells may then import nothing but display.
type Options struct {
	// Lookup finds the symbols of a package by its import path. It is called
	// when a cell first imports the package. nil finds nothing.
	Lookup func(path string) (Package, bool)
	// Paths lists what Lookup finds, sorted, for messages and completion.
	Paths []string
	// Types reads the types of a package that Lookup finds, for checking cells
	// before they run. It adds them, and those of packages they refer to, to
	// packages, in which it has put what it has read before. With nil, cells
	// are not checked once they have imported a package.
	Types func(packages map[string]*types.Package, path string) (*types.Package, error)
	// Docs is the first paragraph of what the documentation of a package says of
	// a name: a function, type, constant or variable; "Type.Member" for a method
	// or field; "" for the package. It returns "" for what it does not know; nil
	// knows nothing.
	Docs func(path, name string) string
	// Chdir changes the folder for the command %cd, and returns the one that is
	// then current; an empty path is the user's home. With nil there is no %cd.
	Chdir func(path string) (string, error)
	// Replace gives functions that stand in for those of a package in cells, by
	// name. They have the same types. It is called when a cell first imports the
	// package; watch is how they show how far they have come. nil replaces nothing.
	Replace func(path string, watch Watch) map[string]any
	// Former reports whether a function that returns one value returned an error as
	// well in an earlier version of its package, so that cells written for that go
	// on running. nil knows none.
	Former func(path, name string) bool
	// Renderers show values of compiled types that do not show themselves:
	// the first that returns true gives the value's forms by MIME type.
	Renderers []func(v any) (map[string]any, bool)
}

// A Watch shows how much of something has been read, once that has taken a
// second and as long as somebody looks on: a bar, with the rate and the time
// left. What it returns is told the bytes done and their total, 0 for one that
// is not known; end takes the bar away.
type Watch func(label string) (progress func(done, total int64), end func())

// Package is what compiled code offers to cells that import it.
type Package struct {
	imports.Package
	// Requires lists the packages whose interfaces occur in the functions of
	// this one. Types declared in cells can implement those interfaces as soon
	// as this package is imported.
	Requires []string
}

// lookup is Options.Lookup, and works without one.
func (o *Options) lookup(path string) (Package, bool) {
	if o.Lookup == nil {
		return Package{}, false
	}
	return o.Lookup(path)
}
