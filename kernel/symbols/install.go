package symbols

import "github.com/cosmos72/gomacro/imports"

// Install gives all packages that have a table to gomacro's own table, for
// programs other than ours that are built on gomacro: called from such a
// program's init function, as gophernotes is in kernel/gophernotes, it lets the
// program's cells import what ours import. What gomacro knew of a package, such
// as the standard library of an older Go, is replaced. Our own engine does not
// need it.
func Install() {
	for _, path := range paths {
		if t, ok := tableOf(path); ok {
			imports.Packages[path] = t.symbols()
		}
	}
}
