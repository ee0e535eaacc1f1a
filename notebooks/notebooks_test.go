// Package notebooks holds the walk-throughs as notebooks with their outputs;
// its test runs them again.
package notebooks

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/runner"
	"github.com/hourprint/hourprint/kernel/symbols"
)

// all are the notebooks of this folder.
func all(t *testing.T) []*notebook.Notebook {
	t.Helper()
	paths, err := filepath.Glob("*.ipynb")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no notebooks: %v", err)
	}
	var read []*notebook.Notebook
	for _, path := range paths {
		nb, err := notebook.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, nb)
	}
	return read
}

// fresh runs a notebook on an engine of its own.
func fresh(t *testing.T, nb *notebook.Notebook) *notebook.Notebook {
	t.Helper()
	eng, err := symbols.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	result, err := runner.Run(context.Background(), nb, eng, runner.Options{Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	return result.Notebook
}

// TestOutputsHold runs every notebook twice: both runs give the outputs that it holds.
func TestOutputsHold(t *testing.T) {
	t.Setenv("HOURPRINT_DATA", "")
	for _, nb := range all(t) {
		t.Run(nb.Path, func(t *testing.T) {
			first := fresh(t, nb)
			for _, difference := range notebook.Compare(nb, first, notebook.CompareOptions{}) {
				t.Errorf("not as committed: %v", difference)
			}
			for _, difference := range notebook.Compare(first, fresh(t, nb), notebook.CompareOptions{}) {
				t.Errorf("two runs differ: %v", difference)
			}
		})
	}
}

// absolute finds paths that exist on one machine only, and addresses.
var absolute = regexp.MustCompile(`"(/|[A-Za-z]:\\|https?://)`)

// TestStyle holds the notebooks to what makes them readable: a question as
// title, prose before each cell, cells of at most ten lines, no network.
func TestStyle(t *testing.T) {
	for _, nb := range all(t) {
		if len(nb.Cells) == 0 || nb.Cells[0].Type != "markdown" {
			t.Errorf("%s does not begin with text", nb.Path)
			continue
		}
		title, _, _ := strings.Cut(nb.Cells[0].Source, "\n")
		if !strings.HasPrefix(title, "# ") || !strings.HasSuffix(title, "?") {
			t.Errorf("%s: the title asks no question: %q", nb.Path, title)
		}
		if last := nb.Cells[len(nb.Cells)-1]; last.Type != "markdown" {
			t.Errorf("%s ends without a reading of its result", nb.Path)
		}
		for i, cell := range nb.Cells {
			if cell.Type != "code" {
				continue
			}
			if n := strings.Count(strings.TrimSpace(cell.Source), "\n") + 1; n > 10 {
				t.Errorf("%s: cell %d has %d lines, at most ten", nb.Path, i+1, n)
			}
			if found := absolute.FindString(cell.Source); found != "" {
				t.Errorf("%s: cell %d reaches outside: %s", nb.Path, i+1, found)
			}
		}
	}
}
