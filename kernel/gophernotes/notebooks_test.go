package gophernotes

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
)

// oursOnly is the tag of cells that show what only our kernel has.
const oursOnly = "hourprint-only"

// patience is how long a notebook may take in gophernotes.
const patience = 2 * time.Minute

// TestNotebooks runs all notebooks of this repository in the real gophernotes:
// every cell runs, and shows what it shows in our kernel.
func TestNotebooks(t *testing.T) {
	gophernotes(t)
	paths, err := filepath.Glob(filepath.Join(root, "notebooks", "*.ipynb"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no notebooks: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			nb, err := notebook.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fresh := rerun(t, nb)
			for _, d := range notebook.Compare(nb, fresh, notebook.CompareOptions{}) {
				t.Errorf("%v", d)
			}
		})
	}
}

// rerun runs a notebook in gophernotes, in a copy of its folder: cells may
// write files.
func rerun(t *testing.T, nb *notebook.Notebook) *notebook.Notebook {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	k := started(t, ctx, workspace(t))
	fresh := nb.Clone()
	for i, cell := range fresh.Cells {
		if cell.Type != "code" {
			continue
		}
		if cell.Tagged(oursOnly) {
			t.Logf("cell %d is for our kernel only: %s", i+1, cell.FirstLine())
			continue
		}
		a, err := k.run(ctx, cell.Source)
		if err != nil {
			t.Fatalf("cell %d: %s\n%v\n%s", i+1, cell.FirstLine(), err, &k.said)
		}
		if kerneltest.Field(a.Reply, "status") != "ok" && !cell.Tagged("raises-exception") {
			t.Errorf("cell %d: %s\n%s", i+1, cell.FirstLine(), a.Reply.Content)
		}
		got, err := outputs(a)
		if err != nil {
			t.Fatalf("cell %d: %s\n%v", i+1, cell.FirstLine(), err)
		}
		cell.Outputs = tolerate(nb.Cells[i].Outputs, got)
	}
	return fresh
}

// workspace is a folder for notebooks beside a copy of the example data.
func workspace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "example_data"), os.DirFS(filepath.Join(root, "example_data"))); err != nil {
		t.Fatal(err)
	}
	notebooks := filepath.Join(dir, "notebooks")
	if err := os.Mkdir(notebooks, 0o755); err != nil {
		t.Fatal(err)
	}
	return notebooks
}
