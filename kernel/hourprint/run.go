package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/runner"
	"github.com/hourprint/hourprint/kernel/symbols"
)

// runCommand runs notebooks in this process.
type runCommand struct {
	To          string        `enum:"ipynb,html,md" default:"ipynb" help:"What to write: ipynb (the notebook with its outputs), html (one offline page) or md. Default: ipynb."`
	Output      string        `short:"o" placeholder:"DIR" help:"Folder to write into. Default: beside the notebook; an ipynb then replaces it."`
	Check       bool          `help:"Write nothing: run, compare with the outputs that the notebook holds, and print the differences."`
	Timeout     time.Duration `placeholder:"D" help:"Give up on a cell after this long, such as 30s. Default: never."`
	AllowErrors bool          `help:"Go on after a cell that fails; its error is among the outputs."`
	Notebooks   []string      `arg:"" name:"NOTEBOOK" help:"Notebooks (.ipynb) for a Go kernel."`
}

// Run runs each notebook in its own folder, as Jupyter does, and goes on to the
// next when one fails.
func (c *runCommand) Run(ctx context.Context, term terminal) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	var failures []error
	for _, path := range c.Notebooks {
		if !filepath.IsAbs(path) {
			path = filepath.Join(here, path)
		}
		if err := c.one(ctx, term, path); err != nil {
			printTraceback(term, err)
			failures = append(failures, err)
		}
		if err := os.Chdir(here); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return errors.Join(failures...)
}

// one runs, or checks, one notebook.
func (c *runCommand) one(ctx context.Context, term terminal, path string) error {
	folder, err := c.folder(path)
	if err != nil {
		return err
	}
	nb, err := notebook.ReadFile(path)
	if err != nil {
		return err
	}
	if err := os.Chdir(filepath.Dir(path)); err != nil {
		return err
	}
	name := filepath.Base(path)
	fmt.Fprintf(term.err, "%s: %d code cells\n", name, codeCells(nb))
	opt := runner.Options{Timeout: c.Timeout, AllowErrors: c.AllowErrors, Clock: time.Now, Progress: func(e runner.Event) { cellLine(term, e) }}
	if c.Check {
		return c.check(ctx, term, nb, opt)
	}
	eng, err := symbols.NewEngine()
	if err != nil {
		return err
	}
	defer eng.Close()
	result, failure := runner.Run(ctx, nb, eng, opt)
	if result == nil {
		return failure
	}
	if failure != nil && c.Output == "" {
		fmt.Fprintf(term.err, "%s is left as it was\n", name)
		return failure
	}
	if err := c.write(term, result.Notebook, folder, name); err != nil {
		return errors.Join(failure, err)
	}
	return failure
}

// folder is where the result of a notebook goes, made if need be.
func (c *runCommand) folder(path string) (string, error) {
	if c.Output == "" {
		return filepath.Dir(path), nil
	}
	folder, err := filepath.Abs(c.Output)
	if err != nil || c.Check {
		return folder, err
	}
	return folder, os.MkdirAll(folder, 0o755)
}

// write writes what a notebook became.
func (c *runCommand) write(term terminal, nb *notebook.Notebook, folder, name string) error {
	base := filepath.Join(folder, strings.TrimSuffix(name, filepath.Ext(name)))
	path, err := base+"."+c.To, error(nil)
	switch c.To {
	case "html":
		page, failure := notebook.HTML(nb, notebook.HTMLOptions{Files: os.DirFS(".")})
		if failure != nil {
			return failure
		}
		err = notebook.ReplaceFile(path, page)
	case "md":
		err = writeMarkdown(path, nb)
	default:
		err = notebook.WriteFile(path, nb)
	}
	if err == nil {
		fmt.Fprintln(term.err, "wrote", path)
	}
	return err
}

// writeMarkdown writes the text, and its pictures into a folder beside it.
func writeMarkdown(path string, nb *notebook.Notebook) error {
	text, pictures, err := notebook.Markdown(nb, notebook.MarkdownOptions{})
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(pictures)) {
		picture := filepath.Join(filepath.Dir(path), filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(picture), 0o755); err != nil {
			return err
		}
		if err := notebook.ReplaceFile(picture, pictures[name]); err != nil {
			return err
		}
	}
	return notebook.ReplaceFile(path, text)
}

// cellLine prints a line for each cell that is done.
func cellLine(term terminal, e runner.Event) {
	switch e.Kind {
	case "done":
		fmt.Fprintf(term.err, "  [%d/%d] %6.2f s  %s\n", e.Cell, e.Cells, e.Elapsed.Seconds(), e.Source)
	case "failed":
		fmt.Fprintf(term.err, "  [%d/%d] failed    %s\n", e.Cell, e.Cells, e.Source)
	}
}

// codeCells is the number of cells that run.
func codeCells(nb *notebook.Notebook) int {
	n := 0
	for _, cell := range nb.Cells {
		if cell.Type == "code" {
			n++
		}
	}
	return n
}

// colorCode is what colours text in a terminal.
var colorCode = regexp.MustCompile("\x1b\\[[0-9;]*m")

// printTraceback shows where a cell failed.
func printTraceback(term terminal, err error) {
	var fault *engine.Error
	if !errors.As(err, &fault) {
		return
	}
	for _, line := range fault.Traceback {
		if !isTerminal(term.err) {
			line = colorCode.ReplaceAllString(line, "")
		}
		fmt.Fprintln(term.err, line)
	}
}

// errDiffers is the failure of a check.
var errDiffers = errors.New("the outputs differ from those that the notebook holds")

// check runs a notebook and prints where its outputs differ from those it holds.
func (c *runCommand) check(ctx context.Context, term terminal, nb *notebook.Notebook, opt runner.Options) error {
	eng, err := symbols.NewEngine()
	if err != nil {
		return err
	}
	defer eng.Close()
	differences, err := runner.Check(ctx, nb, eng, opt)
	for _, difference := range differences {
		fmt.Fprintln(term.out, difference)
	}
	if err != nil {
		return err
	}
	if len(differences) > 0 {
		return fmt.Errorf("%s: %w (%d differences)", nb.Path, errDiffers, len(differences))
	}
	fmt.Fprintf(term.err, "%s: every output is as the notebook holds it\n", filepath.Base(nb.Path))
	return nil
}
