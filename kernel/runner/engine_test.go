package runner

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/symbols"
)

// start returns the engine that the command uses.
func start(t *testing.T) engine.Engine {
	t.Helper()
	eng, err := symbols.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := eng.Close(); err != nil {
			t.Error(err)
		}
	})
	return eng
}

// A notebook of real Go, run twice: the outputs are right, and equal.
func TestRealEngine(t *testing.T) {
	nb := book("import \"fmt\"", "x := 6", "fmt.Println(\"x is\", x)\nx * 7", "fmt.Printl(x)", "x")
	nb.Cells[4].Metadata["tags"] = []any{"raises-exception"}
	var written [2]bytes.Buffer
	for i := range written {
		result, err := Run(context.Background(), nb, start(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := notebook.Write(&written[i], result.Notebook); err != nil {
			t.Fatal(err)
		}
		got := show(result.Notebook)
		if want := "1:\n2:\n3: stdout=x is 6/ execute_result=42\n4: error="; !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "\n5: execute_result=6\n") {
			t.Errorf("got\n%s\nwant\n%s…", got, want)
		}
		failed := result.Notebook.Cells[4].Outputs[0]
		if trace := strings.Join(failed.Traceback, "\n"); !strings.Contains(trace, "In[4]") {
			t.Errorf("the traceback should name the cell:\n%s", trace)
		}
	}
	if diff := cmp.Diff(written[0].String(), written[1].String()); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

// The time limit ends a loop that never would, and what was printed is kept.
func TestRealEngineTimeout(t *testing.T) {
	nb := book("import \"fmt\"\nfmt.Println(\"before\")\nfor {\n}")
	result, err := Run(context.Background(), nb, start(t), Options{Timeout: 50 * time.Millisecond})
	if !errors.Is(err, ErrTimeout) {
		t.Fatalf("got %v", err)
	}
	if got := show(result.Notebook); !strings.HasPrefix(got, "1: stdout=before/ error=Interrupt,") {
		t.Errorf("got %s", got)
	}
}
