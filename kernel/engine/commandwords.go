package engine

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"os"
	"slices"
	"strings"
)

// needless lists commands of other Go kernels for which there is nothing to do
// here, and why.
var needless = map[string]string{
	"%go111module":   "all packages are compiled in",
	"%autoget":       "all packages are compiled in",
	"%noautoget":     "all packages are compiled in",
	"%goworkfix":     "all packages are compiled in",
	"%track":         "all packages are compiled in",
	"%untrack":       "all packages are compiled in",
	"%goflags":       "cells are interpreted",
	"%with_inputs":   "any cell may ask, by reading os.Stdin or with display.Input",
	"%with_password": "any cell may ask, with display.Password",
}

// otherwise lists commands of other kernels that there are none of here, and the
// way to get the same.
var otherwise = map[string]string{
	"%capture":    "write what a cell prints to a file, with os.WriteFile",
	"%exec":       "call the function in the cell",
	"%get":        "packages are compiled in, and nothing is downloaded",
	"%rm":         "declare the name again, or restart the kernel",
	"%remove":     "declare the name again, or restart the kernel",
	"%reset":      "restart the kernel; names may also be declared again",
	"%test":       "run go test outside of the notebook, with $ go test",
	"%bench":      "call testing.Benchmark in the cell",
	"%time":       "start := time.Now(), and time.Since(start) at the end of the cell",
	"%timeit":     "call testing.Benchmark in the cell",
	"%version":    "see runtime.Version()",
	"%wasm":       "show pages with display.HTML",
	"%widgets":    "show pages with display.HTML, and change them with display.Handle",
	"%%bash":      "begin lines at the start of a cell with $",
	"%%sh":        "begin lines at the start of a cell with $",
	"%%script":    "begin lines at the start of a cell with $",
	"%%writefile": "os.WriteFile(\"name\", []byte(`text`), 0o644)",
}

// foreign answers a command that other kernels have, or none.
func (in *interpreter) foreign(name string) error {
	if why, ok := needless[name]; ok {
		fmt.Fprintf(in.streams.stderr, "%s does nothing here: %s.\n", name, why)
		return nil
	}
	if way, ok := otherwise[name]; ok {
		return commandError(fmt.Sprintf("there is no %s here: %s", name, way))
	}
	return commandError(fmt.Sprintf("unknown command %s: there are %s; %%help explains them", name, strings.Join(commandNames, ", ")))
}

// commandNames are what a command may begin with.
var commandNames = []string{"%args", "%cd", "%env", "%help", "%list", "$"}

// setArgs sets os.Args to the words of a command.
func (in *interpreter) setArgs(arg string) {
	in.args = append([]string{"notebook"}, strings.Fields(arg)...)
}

// env shows the environment, or sets a variable of it, which code in cells and
// the commands of the shell see.
func (in *interpreter) env(arg string) error {
	name, value, sets := strings.Cut(arg, "=")
	if space := strings.IndexAny(arg, " \t"); space >= 0 && space < len(name) {
		name, value, sets = arg[:space], strings.TrimSpace(arg[space:]), true
	}
	if sets {
		if err := os.Setenv(name, strings.Trim(value, `"`)); err != nil {
			return commandError(fmt.Sprintf("%%env %s: %v", arg, err))
		}
		return nil
	}
	if name != "" {
		value, ok := os.LookupEnv(name)
		if !ok {
			return commandError(fmt.Sprintf("there is no variable %s in the environment", name))
		}
		fmt.Fprintln(in.streams.stdout, value)
		return nil
	}
	all := os.Environ()
	slices.Sort(all)
	fmt.Fprintln(in.streams.stdout, strings.Join(all, "\n"))
	return nil
}

// list lists what cells have imported and declared.
func (in *interpreter) list() string {
	in.mind.Lock()
	defer in.mind.Unlock()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(in.imported)) {
		if name == "display" {
			continue // no cell has done that
		}
		fmt.Fprintf(&b, "import %s %q\n", name, in.imported[name])
	}
	known := in.checker.known
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if token.IsIdentifier(name) && name != "Display" {
			fmt.Fprintln(&b, types.ObjectString(known[name], in.qualify))
		}
	}
	return b.String()
}

// knows reports whether a name means something in cells.
func (in *interpreter) knows(name string) bool {
	in.mind.Lock()
	defer in.mind.Unlock()
	_, imported := in.imported[name]
	return imported || in.checker.known[name] != nil || types.Universe.Lookup(name) != nil || name == "func" || name == "display"
}
