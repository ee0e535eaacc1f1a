// Command generate writes the symbol tables of package symbols: one file for
// each package that cells may import, and the index of them. It is run by
//
//	go generate ./kernel/symbols
//
// and writes the same bytes wherever it is run with the same Go release and
// the same module versions.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("generate: ")
	dir := flag.String("o", ".", "folder to write to")
	flag.Parse()
	if err := run(*dir); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	world, err := load()
	if err != nil {
		return err
	}
	if err := removeOld(dir); err != nil {
		return err
	}
	for _, p := range world.packages {
		src, err := world.tableFile(p)
		if err != nil {
			return err
		}
		name := p.ident + "_symbols.go"
		if err := os.WriteFile(filepath.Join(dir, name), src, 0o644); err != nil {
			return err
		}
	}
	index, err := world.indexFile()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "index_symbols.go"), index, 0o644); err != nil {
		return err
	}
	archive, err := world.archive()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "packages.zip"), archive, 0o644); err != nil {
		return err
	}
	if err := world.writeSkipped(dir); err != nil {
		return err
	}
	fmt.Printf("%d packages, %d symbols, %d skipped\n", len(world.packages), world.symbols, len(world.skipped))
	return nil
}

// removeOld deletes what an earlier run has written, so that a package taken
// off the list leaves no table behind.
func removeOld(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_symbols.go") {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
