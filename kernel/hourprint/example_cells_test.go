package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/symbols"
)

var cellFiles = flag.String("cells", "testdata/cells/*.txt", "files of cells that TestCells runs")

// TestCells runs the cells that people write and teach with. A file is one
// notebook: its cells share their variables. Each has a name, its source, and
// what it must print and show, which a [transcript] has word for word.
func TestCells(t *testing.T) {
	pattern, err := filepath.Abs(*cellFiles)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files of cells: %s: %v", *cellFiles, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			eng, err := symbols.NewEngine()
			if err != nil {
				t.Fatal(err)
			}
			defer eng.Close()
			t.Chdir(t.TempDir())
			for i, cell := range readCells(t, path) {
				got := runCell(t, eng, engine.Cell{Number: i + 1, Source: cell.source})
				if got != cell.want && !begins(got, cell.want) {
					t.Errorf("%s\n%s\n  gives\n%s\n  and not\n%s", cell.name, indented(cell.source), indented(got), indented(cell.want))
				}
			}
		})
	}
}

// exampleCell is one entry of a file of cells.
type exampleCell struct{ name, source, want string }

// readCells reads entries of the form
//
//	=== name
//	source
//	---
//	transcript
//
// What stands before the first is a comment. A transcript whose last line ends
// in … may go on as it likes.
func readCells(t *testing.T, path string) []exampleCell {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cells []exampleCell
	entries := strings.Split("\n"+string(text), "\n=== ")
	for _, entry := range entries[1:] {
		name, rest, _ := strings.Cut(entry, "\n")
		source, want, ok := strings.Cut(rest+"\n", "\n---\n")
		if !ok {
			t.Fatalf("%s: %s has no line ---", path, name)
		}
		cells = append(cells, exampleCell{name, source, trimLines(want)})
	}
	if len(cells) == 0 {
		t.Fatalf("%s has no cells", path)
	}
	return cells
}

// runCell is the transcript of a cell, which is In[*] there. A cell that does not end in a minute is
// interrupted, and says so.
func runCell(t *testing.T, eng engine.Engine, cell engine.Cell) string {
	t.Helper()
	var out transcript
	late := time.AfterFunc(time.Minute, func() {
		out.Stream("stderr", "interrupted after a minute\n")
		eng.Interrupt()
	})
	defer late.Stop()
	value, err := eng.Run(cell, &out)
	return strings.ReplaceAll(out.end(value, err), fmt.Sprintf("In[%d]", cell.Number), "In[*]")
}

// begins reports whether a transcript begins as wanted, if only that is.
func begins(got, want string) bool {
	prefix, ok := strings.CutSuffix(want, "…")
	return ok && strings.HasPrefix(got, prefix)
}

// trimLines removes blanks at the ends of lines, and empty lines at the end.
func trimLines(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func indented(text string) string {
	return "    " + strings.ReplaceAll(text, "\n", "\n    ")
}
