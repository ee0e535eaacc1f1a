package runner

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/notebook"
)

func newOutputs() *outputs { return &outputs{displays: map[string][]*notebook.Output{}} }

func TestStoredValues(t *testing.T) {
	o := newOutputs()
	o.Display(engine.Bundle{
		Data: map[string]any{
			"text/plain": "t", "text/html": []byte("<b>"), "image/png": []byte("hello"), "image/svg+xml": []byte("<svg/>"),
			"application/json": map[string]int{"a": 1}, "application/x+json": []byte(`{"b":[1.50]}`), "x/y": func() {},
		},
		Metadata:  map[string]any{"image/png": map[string]int{"width": 300}},
		Transient: map[string]any{"display_id": "never stored"},
	})
	nb := notebook.New()
	nb.Add("code", "x").Outputs = o.close()
	var b strings.Builder
	delete(nb.Cells[0].Outputs[0].Data, "x/y") // its text is an address
	if err := notebook.Write(&b, nb); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"image/png": "aGVsbG8=\n"`, "\"image/svg+xml\": [\n       \"<svg/>\"", "\"text/html\": [\n       \"<b>\"",
		"\"application/json\": {\n       \"a\": 1", "1.50", `"width": 300`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("want %s in\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "never stored") {
		t.Error("the display id is stored")
	}
}

func TestPrintedTextIsBounded(t *testing.T) {
	o := newOutputs()
	chunk := strings.Repeat("я", 1<<20) // 2 MiB
	for range 50 {
		o.Stream("stdout", chunk)
		o.Stream("stderr", "x")
	}
	size, last := 0, ""
	for _, out := range o.close() {
		size += len(out.Text)
		last = out.Text
	}
	if size < maxText-4 || size > maxText+100 {
		t.Errorf("kept %d bytes of 100 MiB, want %d and a notice", size, maxText)
	}
	if !strings.HasSuffix(last, "\n[cut: the cell printed more than 16 MiB]\n") {
		t.Errorf("ends with %q", last[max(0, len(last)-60):])
	}
}

// What a goroutine of an ended cell sends must neither race nor arrive.
func TestLateOutputIsDropped(t *testing.T) {
	o := newOutputs()
	o.Display(named("x", "kept"))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 100 {
				o.Stream("stdout", "s")
				o.Display(text("d"))
				o.UpdateDisplay(named("x", "kept"))
				o.ClearOutput(true)
			}
		})
	}
	list := o.close()
	before := len(list)
	group.Wait()
	o.ClearOutput(false)
	o.Stream("stdout", "late")
	o.UpdateDisplay(named("x", "late"))
	after := o.close()
	if len(after) != before {
		t.Errorf("%d outputs became %d", before, len(after))
	}
	for _, out := range after {
		if out.Text == "late" || cmp.Equal(out.Data["text/plain"], "late") {
			t.Error("late output arrived")
		}
	}
}
