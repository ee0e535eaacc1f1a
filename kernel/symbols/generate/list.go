package main

import "strings"

// module is the path of this module.
const module = "github.com/hourprint/hourprint"

// thirdParty lists the packages outside the standard library that cells may
// import. Those of this module are left out while they do not exist.
var thirdParty = []string{
	"github.com/go-gota/gota/dataframe",
	"github.com/go-gota/gota/series",
	"gonum.org/v1/gonum/floats",
	"gonum.org/v1/gonum/mat",
	"gonum.org/v1/gonum/stat",
	"gonum.org/v1/plot",
	"gonum.org/v1/plot/font",
	"gonum.org/v1/plot/palette",
	"gonum.org/v1/plot/palette/brewer",
	"gonum.org/v1/plot/palette/moreland",
	"gonum.org/v1/plot/plotter",
	"gonum.org/v1/plot/plotutil",
	"gonum.org/v1/plot/text",
	"gonum.org/v1/plot/vg",
	"gonum.org/v1/plot/vg/draw",
	"gonum.org/v1/plot/vg/vgimg",
	"gonum.org/v1/plot/vg/vgpdf",
	"gonum.org/v1/plot/vg/vgsvg",
	module + "/heatmap",
	module + "/heatmap/lake",
	module + "/heatmap/linked",
	module + "/heatmap/report",
	module + "/heatmap/rhythm",
	module + "/heatmap/timelog",
}

// notForCells says why a package of the standard library has no table.
var notForCells = map[string]string{
	"builtin":     "no package, only documentation",
	"log/syslog":  "not on Windows",
	"plugin":      "loads compiled code, and only with cgo",
	"runtime/cgo": "needs cgo",
	"syscall":     "differs from one system to another",
	"syscall/js":  "only in a browser",
	"unsafe":      "no symbols; the interpreter has its own",
}

// importable reports whether path is a package of the standard library that
// cells may import.
func importable(path string) bool {
	if _, no := notForCells[path]; no {
		return false
	}
	for _, part := range strings.Split(path, "/") {
		if part == "internal" || part == "vendor" {
			return false
		}
	}
	return true
}
