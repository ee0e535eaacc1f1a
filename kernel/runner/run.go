package runner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/notebook"
)

// Options says how to run a notebook. The zero value runs it without a limit
// and without telling.
type Options struct {
	Timeout     time.Duration    // for each cell; 0 = no limit
	AllowErrors bool             // go on after a cell that fails
	Progress    func(Event)      // called before and after each cell, by the goroutine that called Run; nil = nobody is told
	Clock       func() time.Time // for Elapsed; nil = times are not measured and 0
}

// Event tells how far a run is.
type Event struct {
	Kind    string        // "start", "done" or "failed"
	Cell    int           // the cell, counted from 1 among those that run: the n of its In[n]
	Cells   int           // number of cells that run, if none fails
	Source  string        // first line of the cell
	Elapsed time.Duration // time the cell took; 0 at its start and without a clock
	Outputs int           // number of outputs the cell has, 0 at its start
}

// Result is what a run gives.
type Result struct {
	Notebook *notebook.Notebook // the copy with fresh outputs, up to the cell that ended the run
	Cells    int                // number of cells that ran
	Failed   int                // how many of them failed
	Elapsed  time.Duration      // of all cells together; 0 without a clock
}

// ErrTimeout is what [CellError] wraps when a cell exceeded Options.Timeout.
var ErrTimeout = errors.New("interrupted at the time limit")

// CellError is the error of a run that a cell ended. It wraps the
// *engine.Error of a cell at fault, [ErrTimeout], or the cause for which the
// run's context ended.
type CellError struct {
	Path   string // of the notebook; "" when it has none
	Cell   int    // counted from 1 among the cells that run
	Source string // first line of the cell
	Err    error
}

// Error returns path, cell, first line and cause on one line.
func (e *CellError) Error() string {
	cell := fmt.Sprintf("cell [%d] %s: %v", e.Cell, e.Source, e.Err)
	if e.Path == "" {
		return cell
	}
	return e.Path + ": " + cell
}

// Unwrap returns the cause.
func (e *CellError) Unwrap() error { return e.Err }

// Run runs the code cells of nb, which stays as it is, one after another on eng.
// The result is nil only when nothing ran because nb is not for Go. The error
// is a *CellError when a cell failed and may not, took too long, or was running
// when ctx ended. A cell that is interrupted and does not end within five
// seconds is left behind, and eng is then of no more use. Run does not close
// eng.
func Run(ctx context.Context, nb *notebook.Notebook, eng engine.Engine, opt Options) (*Result, error) {
	if err := checkLanguage(nb); err != nil {
		return nil, err
	}
	r := &run{eng: eng, opt: opt, path: nb.Path, displays: map[string][]*notebook.Output{}}
	if r.opt.Progress == nil {
		r.opt.Progress = func(Event) {}
	}
	r.result.Notebook = nb.Clone()
	cells := prepare(r.result.Notebook)
	for i, c := range cells {
		if ctx.Err() != nil {
			return &r.result, fmt.Errorf("%s: stopped before cell [%d]: %w", name(nb), i+1, context.Cause(ctx))
		}
		if err := r.cell(ctx, c, Event{Cell: i + 1, Cells: len(cells), Source: c.FirstLine()}); err != nil {
			return &r.result, err
		}
	}
	return &r.result, nil
}

// Check runs nb and compares its outputs with the fresh ones. No differences
// and no error mean that the notebook tells the truth. When a cell fails, the
// differences of those before it are returned with the error: an input that has
// changed is often said by the first cells and broken for the later ones.
func Check(ctx context.Context, nb *notebook.Notebook, eng engine.Engine, opt Options) ([]notebook.Difference, error) {
	result, err := Run(ctx, nb, eng, opt)
	if result == nil {
		return nil, err
	}
	if err != nil {
		leaveOut(result.Notebook, nb, err)
	}
	return notebook.Compare(nb, result.Notebook, notebook.CompareOptions{}), err
}

// leaveOut gives the cell that failed and those that did not run the outputs that
// they had, so that only what ran to its end is compared.
func leaveOut(fresh, held *notebook.Notebook, err error) {
	failed := 0
	var fault *CellError
	if errors.As(err, &fault) {
		failed = fault.Cell
	}
	for i, c := range fresh.Cells {
		if c.ExecutionCount == nil || *c.ExecutionCount == failed {
			c.Outputs, c.ExecutionCount = held.Cells[i].Outputs, held.Cells[i].ExecutionCount
		}
	}
}

// goKernels are kernels for Go whose notebooks may not name their language.
var goKernels = map[string]bool{"hourprint": true, "gophernotes": true, "gonb": true, "lgo": true, "gomacro": true}

func checkLanguage(nb *notebook.Notebook) error {
	language, kernel := nb.Language(), nb.Kernel()
	switch {
	case language == "go", language == "golang":
	case language == "" && (kernel == "" || goKernels[kernel]):
	case language == "":
		return fmt.Errorf("%s is for the kernel %q: only Go notebooks can be run", name(nb), kernel)
	default:
		return fmt.Errorf("%s is written in %s: only Go notebooks can be run", name(nb), language)
	}
	return nil
}

func name(nb *notebook.Notebook) string {
	if nb.Path == "" {
		return "the notebook"
	}
	return nb.Path
}

// prepare clears the code cells and returns those to run.
func prepare(nb *notebook.Notebook) []*notebook.Cell {
	var cells []*notebook.Cell
	for _, c := range nb.Cells {
		if c.Type != "code" || c.Tagged("skip-execution") {
			continue
		}
		c.Outputs, c.ExecutionCount = nil, nil
		delete(c.Metadata, "execution") // when an earlier run started and ended
		if strings.TrimSpace(c.Source) != "" {
			cells = append(cells, c)
		}
	}
	return cells
}

// run is the state of one run.
type run struct {
	eng      engine.Engine
	opt      Options
	path     string
	displays map[string][]*notebook.Output // display id → the outputs that have it
	result   Result
}

// cell runs one cell and tells about it.
func (r *run) cell(ctx context.Context, c *notebook.Cell, event Event) error {
	event.Kind = "start"
	r.opt.Progress(event)
	start := r.now()
	fatal, err := r.execute(ctx, c, event.Cell)
	event.Elapsed = r.now().Sub(start)
	r.result.Cells++
	r.result.Elapsed += event.Elapsed
	event.Kind, event.Outputs = "done", len(c.Outputs)
	if err != nil {
		event.Kind = "failed"
		r.result.Failed++
	}
	r.opt.Progress(event)
	if err == nil || !fatal && (r.opt.AllowErrors || c.Tagged("raises-exception")) {
		return nil
	}
	return &CellError{Path: r.path, Cell: event.Cell, Source: event.Source, Err: err}
}

func (r *run) now() time.Time {
	if r.opt.Clock == nil {
		return time.Time{}
	}
	return r.opt.Clock()
}

// execute runs one cell and stores its outputs. A fatal error is one after
// which the run cannot go on whatever the options say.
func (r *run) execute(ctx context.Context, c *notebook.Cell, number int) (fatal bool, err error) {
	cellCtx, cancel := ctx, context.CancelFunc(func() {})
	if r.opt.Timeout > 0 {
		cellCtx, cancel = context.WithTimeoutCause(ctx, r.opt.Timeout, fmt.Errorf("%w of %v", ErrTimeout, r.opt.Timeout))
	}
	defer cancel()
	out := &outputs{displays: r.displays}
	value, err := await(cellCtx, r.eng, engine.Cell{Number: number, Source: c.Source}, out)
	if err == nil && value != nil {
		out.result(*value, number)
	}
	var fault *engine.Error
	isFault := errors.As(err, &fault)
	if isFault {
		out.fail(*fault)
	} else if err != nil {
		out.fail(engine.Error{Name: "error", Value: err.Error()})
	}
	c.ExecutionCount, c.Outputs = &number, out.close()
	if err != nil && cellCtx.Err() != nil {
		return true, interruption(ctx, cellCtx, err)
	}
	return !isFault, err
}

// interruption says why a cell was interrupted: by its own time limit or by the
// end of the whole run.
func interruption(ctx, cellCtx context.Context, err error) error {
	cause := context.Cause(cellCtx)
	if ctx.Err() != nil {
		cause = fmt.Errorf("interrupted: %w", context.Cause(ctx))
	}
	if errors.Is(err, errStuck) {
		return fmt.Errorf("%w; %w", cause, err)
	}
	return cause
}

// grace is how long an interrupted cell may take to end.
const grace = 5 * time.Second

var errStuck = errors.New("the cell did not end when interrupted: it is blocked in compiled code")

// await runs a cell and interrupts it when ctx ends: again and again, because
// an interrupt that reaches the engine before the cell has started is lost. It
// returns errStuck, and leaves the cell behind, when grace has passed.
func await(ctx context.Context, eng engine.Engine, cell engine.Cell, out engine.Output) (*engine.Bundle, error) {
	var value *engine.Bundle
	var err error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		value, err = eng.Run(cell, out)
	}()
	select {
	case <-ended:
		return value, err
	case <-ctx.Done():
	}
	for range grace / time.Second {
		eng.Interrupt()
		select {
		case <-ended:
			return value, err
		case <-time.After(time.Second):
		}
	}
	return nil, errStuck
}
