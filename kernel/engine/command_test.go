package engine

import (
	"runtime"
	"strings"
	"testing"
)

// ran runs a cell, and returns its value, output and error in one text.
func ran(t *testing.T, e Engine, src string) string {
	t.Helper()
	rec := &recorder{}
	b, err := e.Run(Cell{Number: 1, Source: src}, rec)
	text := rec.text()
	if b != nil {
		text += "\nvalue " + forms(*b)
	}
	if err != nil {
		text += "\nerror " + err.Error()
	}
	return text
}

func TestCommands(t *testing.T) {
	e, err := New(Options{Chdir: func(path string) (string, error) { return "/now/in/" + path, nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, tt := range []struct{ src, want string }{
		{"%help", "Cells are Go"},
		{"%cd some/where\n1+2", "/now/in/some/where"},
		{"%cd some/where\n1+2", "value text/plain=3"},
		{"%go111module on\n3+4", "value text/plain=7"},
		{"%nothing", "error CommandError: unknown command %nothing"},
		{"display.HTML?", "func display.HTML(html string)"},
		{"nothing_at_all?", "Nothing is known of nothing_at_all."},
		{"x := 5\nx % 3", "value text/plain=2"},
	} {
		if got := ran(t, e, tt.src); !strings.Contains(got, tt.want) {
			t.Errorf("%s: no %q in %s", tt.src, tt.want, got)
		}
	}
	if got := ran(t, bare(t), "%cd"); !strings.Contains(got, "%cd is not available") {
		t.Error(got)
	}
}

func TestShell(t *testing.T) {
	e := bare(t)
	if got := ran(t, e, "$ echo from the shell\n8"); !strings.Contains(got, "from the shell") || !strings.Contains(got, "value text/plain=8") {
		t.Error(got)
	}
	if got := ran(t, e, "$ exit 3\n8"); !strings.Contains(got, "exit status 3") || strings.Contains(got, "value") {
		t.Error(got)
	}
	if runtime.GOOS != "windows" {
		if got := ran(t, e, "$ echo wrong >&2"); !strings.Contains(got, "stderr") || !strings.Contains(got, "wrong") {
			t.Error(got)
		}
	}
}

func TestProgress(t *testing.T) {
	e := bare(t)
	got := ran(t, e, "p := display.Progress(10, \"rows\")\nfor i := range 10 { _ = i; p.Add(1) }\np.Done()")
	if n := strings.Count(got, "update "); n != 10 { // one for each step; Done has nothing to add
		t.Errorf("%d updates\n%s", n, got)
	}
	if !strings.Contains(got, "rows [##############################] 100% 10/10") {
		t.Error(got)
	}
	got = ran(t, e, "p := display.Progress(100000, \"\")\nfor i := 0; i < 100000; i++ { p.Add(1) }")
	if n := strings.Count(got, "update "); n != progressSteps {
		t.Errorf("%d updates of a long loop", n)
	}
	got = ran(t, e, "f := display.Bytes(\"file\")\nf(50, 200)\nf(200, 200)")
	if !strings.Contains(got, "file [#######-----------------------]  25% 50/200") || !strings.Contains(got, "100% 200/200") {
		t.Error(got)
	}
}
