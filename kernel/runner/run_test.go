package runner

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/notebook"
)

func TestMain(m *testing.M) {
	// Code that reads the local zone by mistake shows in a zone this far off.
	zone, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		panic(err)
	}
	time.Local = zone
	os.Exit(m.Run())
}

// script is an engine that runs no Go: the source of a cell names what it does.
type script struct {
	cells       map[string]func(engine.Output) (*engine.Bundle, error)
	numbers     []int // of the cells run
	interrupted chan struct{}
}

func (s *script) Run(cell engine.Cell, out engine.Output) (*engine.Bundle, error) {
	s.numbers = append(s.numbers, cell.Number)
	if do := s.cells[cell.Source]; do != nil {
		return do(out)
	}
	if cell.Source == "block" {
		<-s.interrupted
		return nil, &engine.Error{Name: "Interrupt", Value: "stopped", Traceback: []string{"trace"}}
	}
	return nil, &engine.Error{Name: "CompileError", Value: "undefined: " + cell.Source, Traceback: []string{"line 1", "line 2"}}
}

func (s *script) Interrupt() {
	select {
	case s.interrupted <- struct{}{}:
	default:
	}
}

func (s *script) Complete(string, int) engine.Completion          { return engine.Completion{} }
func (s *script) Inspect(string, int, int) (*engine.Bundle, bool) { return nil, false }
func (s *script) IsComplete(string) (status, indent string)       { return "unknown", "" }
func (s *script) Close() error                                    { return nil }
func text(s string) engine.Bundle                                 { return engine.Bundle{Data: map[string]any{"text/plain": s}} }
func prints(s string) func(engine.Output) (*engine.Bundle, error) {
	return func(out engine.Output) (*engine.Bundle, error) {
		out.Stream("stdout", s)
		return nil, nil
	}
}

func newScript(cells map[string]func(engine.Output) (*engine.Bundle, error)) *script {
	return &script{cells: cells, interrupted: make(chan struct{}, 1)}
}

// named makes a display with an id.
func named(id, s string) engine.Bundle {
	b := text(s)
	b.Transient = map[string]any{"display_id": id}
	return b
}

// book makes a notebook of code cells.
func book(sources ...string) *notebook.Notebook {
	nb := notebook.New()
	nb.Path = "dir/case.ipynb"
	nb.Add("markdown", "# Case")
	for _, s := range sources {
		nb.Add("code", s)
	}
	return nb
}

// show is a notebook's outputs in short: a line an output, a blank line a cell.
func show(nb *notebook.Notebook) string {
	var b strings.Builder
	for _, c := range nb.Cells {
		if c.Type != "code" {
			continue
		}
		if c.ExecutionCount != nil {
			b.WriteString(string(rune('0'+*c.ExecutionCount)) + ":")
		}
		for _, out := range c.Outputs {
			switch out.Type {
			case "stream":
				b.WriteString(" " + out.Name + "=" + strings.ReplaceAll(out.Text, "\n", "/"))
			case "error":
				b.WriteString(" error=" + out.ErrorName + "," + out.ErrorValue + "," + strings.Join(out.Traceback, "/"))
			default:
				s, _ := out.Data["text/plain"].(string)
				b.WriteString(" " + out.Type + "=" + s)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRunCollectsOutputs(t *testing.T) {
	value := text("42")
	eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){
		"value": func(engine.Output) (*engine.Bundle, error) { return &value, nil },
		"chunks": func(out engine.Output) (*engine.Bundle, error) {
			for _, s := range []string{"a", "", "b\n", "c\n"} {
				out.Stream("stdout", s)
			}
			out.Stream("stderr", "e")
			out.Stream("stdout", "d")
			return nil, nil
		},
		"display": func(out engine.Output) (*engine.Bundle, error) {
			out.Display(named("x", "1"))
			out.Stream("stdout", "between")
			out.Display(named("x", "2"))
			out.UpdateDisplay(named("x", "3"))
			out.UpdateDisplay(named("unknown", "4"))
			return nil, nil
		},
		"update": func(out engine.Output) (*engine.Bundle, error) {
			out.UpdateDisplay(named("x", "5"))
			return nil, nil
		},
		"clear": func(out engine.Output) (*engine.Bundle, error) {
			out.Stream("stdout", "gone")
			out.Display(named("y", "gone"))
			out.ClearOutput(false)
			out.UpdateDisplay(named("y", "gone"))
			out.Stream("stdout", "kept")
			return nil, nil
		},
		"wait": func(out engine.Output) (*engine.Bundle, error) {
			for _, s := range []string{"1", "2", "3"} {
				out.ClearOutput(true)
				out.Stream("stdout", s)
			}
			out.ClearOutput(true) // nothing new comes, so 3 stays
			return nil, nil
		},
		"input": func(out engine.Output) (*engine.Bundle, error) {
			_, err := out.Input("name?", false)
			out.Stream("stdout", err.Error())
			return nil, nil
		},
	})
	nb := book("value", "chunks", "display", "  \n", "update", "clear", "wait", "input")
	nb.Cells[1].Outputs = []*notebook.Output{{Type: "stream", Name: "stdout", Text: "stale"}}
	got, err := Run(context.Background(), nb, eng, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "1: execute_result=42\n" +
		"2: stdout=ab/c/ stderr=e stdout=d\n" +
		"3: display_data=5 stdout=between display_data=5\n" +
		"\n" + // an empty cell does not run
		"4:\n" +
		"5: stdout=kept\n" +
		"6: stdout=3\n" +
		"7: stdout=the cell asks for input, which only a notebook in Jupyter can give: name?\n"
	if diff := cmp.Diff(want, show(got.Notebook)); diff != "" {
		t.Error(diff)
	}
	if got.Cells != 7 || got.Failed != 0 || got.Elapsed != 0 {
		t.Errorf("%d cells, %d failed, %v", got.Cells, got.Failed, got.Elapsed)
	}
	if nb.Cells[1].Outputs[0].Text != "stale" || nb.Cells[1].ExecutionCount != nil {
		t.Error("the notebook given was changed")
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5, 6, 7}, eng.numbers); diff != "" {
		t.Error(diff)
	}
}

func TestRunStopsAtAFailure(t *testing.T) {
	eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){
		"ok":    prints("ok"),
		"later": prints("later"),
	})
	nb := book("ok", "\n  oops", "later")
	nb.Cells[3].Outputs = []*notebook.Output{{Type: "stream", Name: "stdout", Text: "stale"}}
	var events []Event
	got, err := Run(context.Background(), nb, eng, Options{Progress: func(e Event) { events = append(events, e) }})
	const message = "dir/case.ipynb: cell [2] oops: CompileError: undefined: \n  oops"
	if err == nil || err.Error() != message {
		t.Errorf("got %v, want %s", err, message)
	}
	var fault *engine.Error
	if !errors.As(err, &fault) || len(fault.Traceback) != 2 {
		t.Errorf("%v does not wrap the engine's error", err)
	}
	if diff := cmp.Diff("1: stdout=ok\n2: error=CompileError,undefined: /  oops,line 1/line 2\n\n", strings.Replace(show(got.Notebook), "undefined: \n  oops", "undefined: /  oops", 1)); diff != "" {
		t.Error(diff)
	}
	want := []Event{
		{Kind: "start", Cell: 1, Cells: 3, Source: "ok"}, {Kind: "done", Cell: 1, Cells: 3, Source: "ok", Outputs: 1},
		{Kind: "start", Cell: 2, Cells: 3, Source: "oops"}, {Kind: "failed", Cell: 2, Cells: 3, Source: "oops", Outputs: 1},
	}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Error(diff)
	}
}

func TestRunGoesOnWhereItMay(t *testing.T) {
	cells := map[string]func(engine.Output) (*engine.Bundle, error){"later": prints("later")}
	nb := book("oops", "later")
	got, err := Run(context.Background(), nb, newScript(cells), Options{AllowErrors: true})
	if err != nil || got.Failed != 1 || got.Cells != 2 || !strings.Contains(show(got.Notebook), "2: stdout=later") {
		t.Errorf("AllowErrors: %v, %s", err, show(got.Notebook))
	}
	nb.Cells[1].Metadata["tags"] = []any{"raises-exception"}
	got, err = Run(context.Background(), nb, newScript(cells), Options{})
	if err != nil || !strings.Contains(show(got.Notebook), "2: stdout=later") {
		t.Errorf("raises-exception: %v, %s", err, show(got.Notebook))
	}
	nb.Cells[1].Metadata["tags"] = []any{"skip-execution"}
	nb.Cells[1].Outputs = []*notebook.Output{{Type: "stream", Name: "stdout", Text: "as it was"}}
	got, err = Run(context.Background(), nb, newScript(cells), Options{})
	if want := " stdout=as it was\n1: stdout=later\n"; err != nil || show(got.Notebook) != want {
		t.Errorf("skip-execution: %v, got %s, want %s", err, show(got.Notebook), want)
	}
}

// An engine that breaks is not a cell that fails: nothing can go on.
func TestRunEndsWhenTheEngineBreaks(t *testing.T) {
	broken := errors.New("the engine is closed")
	eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){
		"x": func(engine.Output) (*engine.Bundle, error) { return nil, broken },
	})
	got, err := Run(context.Background(), book("x", "x"), eng, Options{AllowErrors: true})
	if !errors.Is(err, broken) || got.Cells != 1 || !strings.Contains(show(got.Notebook), "error=error,the engine is closed") {
		t.Errorf("got %v\n%s", err, show(got.Notebook))
	}
}

func TestRunTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		eng := newScript(nil)
		start := time.Now()
		got, err := Run(context.Background(), book("block", "later"), eng, Options{Timeout: 10 * time.Second, AllowErrors: true})
		const want = "dir/case.ipynb: cell [1] block: interrupted at the time limit of 10s"
		if !errors.Is(err, ErrTimeout) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
		if s := show(got.Notebook); s != "1: error=Interrupt,stopped,trace\n\n" {
			t.Errorf("outputs: %s", s)
		}
		if took := time.Since(start); took != 10*time.Second { // on the clock of the bubble
			t.Errorf("ended after %v", took)
		}
	})
}

// A cell that an interrupt cannot reach must not hold the run for ever.
func TestRunLeavesAStuckCellBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := make(chan struct{})
		eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){
			"stuck": func(out engine.Output) (*engine.Bundle, error) {
				out.Stream("stdout", "so far")
				<-never
				out.Stream("stdout", "late")
				return nil, nil
			},
		})
		got, err := Run(context.Background(), book("stuck"), eng, Options{Timeout: time.Second})
		if !errors.Is(err, ErrTimeout) || !strings.Contains(err.Error(), "did not end when interrupted") {
			t.Errorf("got %v", err)
		}
		close(never)
		synctest.Wait()
		if s := show(got.Notebook); s != "1: stdout=so far error=error,"+errStuck.Error()+",\n" {
			t.Errorf("outputs: %s", s)
		}
	})
}

func TestRunCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){
		"cancel": func(engine.Output) (*engine.Bundle, error) { cancel(); return nil, nil },
	})
	got, err := Run(ctx, book("cancel", "later"), eng, Options{})
	if !errors.Is(err, context.Canceled) || got.Cells != 1 || !strings.Contains(err.Error(), "dir/case.ipynb: stopped before cell [2]") {
		t.Errorf("between cells: %v", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	_, err = Run(ctx, book("block"), newScript(nil), Options{Progress: func(Event) { cancel() }, AllowErrors: true})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("before the first cell started: %v", err)
	}
}

func TestRunMeasures(t *testing.T) {
	now := time.Date(2021, 1, 29, 0, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(time.Second); return now } // a second a look
	eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){"a": prints("")})
	var elapsed []time.Duration
	got, err := Run(context.Background(), book("a", "a"), eng, Options{Clock: clock, Progress: func(e Event) { elapsed = append(elapsed, e.Elapsed) }})
	if err != nil || got.Elapsed != 2*time.Second {
		t.Errorf("%v in all, %v", got.Elapsed, err)
	}
	if diff := cmp.Diff([]time.Duration{0, time.Second, 0, time.Second}, elapsed); diff != "" {
		t.Error(diff)
	}
}

func TestLanguage(t *testing.T) {
	kernel := func(name, language string) map[string]any {
		return map[string]any{"kernelspec": map[string]any{"name": name, "language": language}}
	}
	for name, tt := range map[string]struct {
		metadata map[string]any
		want     string // "" = accepted
	}{
		"hourprint":          {kernel("hourprint", "go"), ""},
		"gophernotes":        {kernel("gophernotes", "go"), ""},
		"any Go":             {kernel("whatever", "Go"), ""},
		"Go without saying":  {kernel("gonb", ""), ""},
		"nothing":            {nil, ""},
		"language_info":      {map[string]any{"language_info": map[string]any{"name": "go"}}, ""},
		"python":             {kernel("python3", "python"), "dir/case.ipynb is written in python: only Go notebooks can be run"},
		"python, no word":    {kernel("python3", ""), `dir/case.ipynb is for the kernel "python3"`},
		"python by its info": {map[string]any{"language_info": map[string]any{"name": "python"}}, "written in python"},
	} {
		t.Run(name, func(t *testing.T) {
			nb := book()
			nb.Metadata = tt.metadata
			_, err := Run(context.Background(), nb, newScript(nil), Options{})
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	said := "one\n"
	eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){
		"say": func(out engine.Output) (*engine.Bundle, error) { out.Stream("stdout", said); return nil, nil },
	})
	result, err := Run(context.Background(), book("say"), eng, Options{})
	if err != nil {
		t.Fatal(err)
	}
	found, err := Check(context.Background(), result.Notebook, eng, Options{})
	if err != nil || len(found) != 0 {
		t.Errorf("the same: %v, %v", found, err)
	}
	said = "two\n"
	found, err = Check(context.Background(), result.Notebook, eng, Options{})
	if err != nil || len(found) != 1 || found[0].Cell != 2 || !strings.Contains(found[0].What, "- one\n+ two") {
		t.Errorf("changed: %v, %v", found, err)
	}
	broken := book("say", "oops", "say")
	for i, c := range result.Notebook.Cells {
		broken.Cells[i].Outputs = c.Outputs
	}
	found, err = Check(context.Background(), broken, eng, Options{})
	if err == nil || len(found) != 1 || found[0].Cell != 2 {
		t.Errorf("a notebook whose second cell fails: %v, %v; want the error and the difference of the first cell", found, err)
	}
}

// The bytes written must hold nothing volatile: two runs give the same.
func TestRunIsRepeatable(t *testing.T) {
	nb := book("a")
	nb.Cells[1].Metadata["execution"] = map[string]any{"iopub.status.busy": "2021-01-29T00:06:46Z"}
	write := func() string {
		eng := newScript(map[string]func(engine.Output) (*engine.Bundle, error){"a": prints("x")})
		result, err := Run(context.Background(), nb, eng, Options{Clock: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := notebook.Write(&b, result.Notebook); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := write()
	if strings.Contains(first, "2021") {
		t.Error("the time of an earlier run is kept")
	}
	if diff := cmp.Diff(first, write()); diff != "" {
		t.Error(diff)
	}
}
