package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/hourprint/hourprint/"

// importOrder is the one way in which packages may import each other: a package
// imports only those before it.
var importOrder = []string{
	"heatmap/timelog", "heatmap", "heatmap/rhythm", "heatmap/lake", "heatmap/linked", "heatmap/report",
	"kernel/wire", "kernel/transport", "kernel/engine", "kernel/symbols", "kernel/server", "kernel/notebook", "kernel/runner",
	"kernel/hourprint",
}

// bridges are the packages of kernel that may import packages of heatmap, and
// generators, which write what they bind.
var bridges = []string{"kernel/symbols", "kernel/hourprint", "kernel/symbols/generate", "example_data/generate"}

// doors lists, for libraries that are to be met in one place only, the packages
// that may import them.
var doors = map[string][]string{
	"github.com/go-gota/gota":             {"heatmap", "kernel/symbols", "example_data/generate"},
	"gonum.org/v1/plot":                   {"heatmap", "kernel/symbols"},
	"github.com/go-zeromq/zmq4":           {"kernel/transport"},
	"github.com/cosmos72/gomacro":         {"kernel/engine", "kernel/symbols", "kernel/symbols/generate"},
	"github.com/xuri/excelize":            {"heatmap/timelog", "example_data/generate"},
	"github.com/parquet-go/parquet-go":    {"heatmap/timelog", "heatmap/lake", "example_data/generate"},
	"github.com/ClickHouse/clickhouse-go": {"heatmap/lake", "kernel/hourprint"},
	"github.com/jackc/pgx":                {"heatmap/lake", "kernel/hourprint"},
	"modernc.org/sqlite":                  {"heatmap/lake", "kernel/hourprint", "example_data/generate"},
}

// A listed package, as `go list -json` prints it.
type listed struct {
	ImportPath string
	Imports    []string
}

// packages are those of this module.
func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var one listed
		if err := decoder.Decode(&one); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
}

func TestPackagesImportOneWay(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		place := slices.Index(importOrder, name)
		for _, path := range p.Imports {
			imported, ours := strings.CutPrefix(path, module)
			if !ours {
				continue
			}
			if strings.HasPrefix(name, "kernel/") && strings.HasPrefix(imported, "heatmap") && !slices.Contains(bridges, name) {
				t.Errorf("%s imports %s: of kernel only %q may", name, imported, bridges)
			}
			if place >= 0 && slices.Index(importOrder, imported) >= place {
				t.Errorf("%s imports %s, which comes after it", name, imported)
			}
		}
	}
}

func TestLibrariesHaveOneDoor(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		for _, path := range p.Imports {
			for library, allowed := range doors {
				inside := path == library || strings.HasPrefix(path, library+"/")
				if inside && !slices.Contains(allowed, name) {
					t.Errorf("%s imports %s: only %q may", name, path, allowed)
				}
			}
		}
	}
}
