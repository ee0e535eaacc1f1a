package symbols

import (
	"fmt"
	"os"

	"github.com/hourprint/hourprint/kernel/engine"
)

// NewEngine returns an engine whose cells may import every package that has a
// table, and that shows plots, data frames and series.
func NewEngine() (engine.Engine, error) {
	e, err := engine.New(engine.Options{
		Lookup:    Lookup,
		Paths:     Paths(),
		Types:     Types,
		Docs:      Docs,
		Chdir:     changeFolder,
		Replace:   replace,
		Former:    former,
		Renderers: Renderers(),
	})
	if err != nil {
		return nil, fmt.Errorf("starting the engine: %w", err)
	}
	return e, nil
}

// former reports whether a function once returned an error beside its value: so
// plot.New did before gonum/plot v0.10.0, for which many notebooks were written,
// the example of gophernotes among them.
func former(path, name string) bool {
	return path == "gonum.org/v1/plot" && name == "New"
}

// changeFolder changes the current folder of the process, as the command %cd
// asks, and returns the one it then is in. An empty path is the user's home.
func changeFolder(path string) (string, error) {
	if path == "" || path == "~" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("home folder: %w", err)
		}
		path = home
	}
	if err := os.Chdir(path); err != nil {
		return "", err
	}
	return os.Getwd()
}

// Paths lists the import paths of the packages that have a table, sorted.
func Paths() []string {
	return append([]string(nil), paths[:]...)
}

// Lookup makes the symbols of a package. It returns false when the package has
// no table.
func Lookup(path string) (engine.Package, bool) {
	t, ok := tableOf(path)
	if !ok {
		return engine.Package{}, false
	}
	return engine.Package{Package: t.symbols(), Requires: t.requires}, true
}
