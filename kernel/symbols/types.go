package symbols

import (
	"archive/zip"
	"bytes"
	_ "embed" // for the archive
	"fmt"
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
)

//go:embed packages.zip
var packagesZip []byte

// archive opens what the generator knew of the packages.
var archive = sync.OnceValues(func() (*zip.Reader, error) {
	return zip.NewReader(bytes.NewReader(packagesZip), int64(len(packagesZip)))
})

// Types reads the types of a package that has a table, and adds them to
// packages together with those that they refer to.
func Types(packages map[string]*types.Package, path string) (*types.Package, error) {
	z, err := archive()
	if err != nil {
		return nil, fmt.Errorf("archive of packages: %w", err)
	}
	f, err := z.Open(path + ".types")
	if err != nil {
		return nil, fmt.Errorf("types of %s: %w", path, err)
	}
	defer f.Close()
	pkg, err := gcexportdata.Read(f, token.NewFileSet(), packages, path)
	if err != nil {
		return nil, fmt.Errorf("types of %s: %w", path, err)
	}
	return pkg, nil
}
