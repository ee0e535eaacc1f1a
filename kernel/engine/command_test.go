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
		{"func double(i int) int { return 2 * i }\n\n%%\ndouble(2)", "value text/plain=4"},
		{"%main\ndouble(3)", "value text/plain=6"},
		{"s := `\n%cd\n$ no command`\nlen(s)", "value text/plain=17"},
		{"double(1)\n%cd there", "error CommandError: In[1]:2:1: commands stand at the start"},
		{"double(1)\n  $ ls", "error CommandError: In[1]:2:3: commands stand at the start"},
		{"%list", "func double(i int) int\\nvar s string"},
		{"%writefile", "unknown command"},
		{"%%writefile x\n\"", "there is no %%writefile here: os.WriteFile"},
		{"%autoget\n5", "value text/plain=5"},
		{"%autoget\n5", "%autoget does nothing here: all packages are compiled in"},
	} {
		if got := ran(t, e, tt.src); !strings.Contains(got, tt.want) {
			t.Errorf("%s: no %q in %s", tt.src, tt.want, got)
		}
	}
	if got := ran(t, bare(t), "%cd"); !strings.Contains(got, "%cd is not available") {
		t.Error(got)
	}
}

// What a cell that begins with ! means depends on the names that are known.
func TestExclamationMark(t *testing.T) {
	e := bare(t)
	ran(t, e, "fine := 1 < 2")
	for _, tt := range []struct{ src, want string }{
		{"!echo one two\n7", "one two"},
		{"!echo one two\n7", "value text/plain=7"},
		{"!fine", "value text/plain=false"},
		{"!(fine && 1 < 2)", "value text/plain=false"},
		{"!func() bool { return true }()", "value text/plain=false"},
		{"!unknown(3)", "undefined: unknown"},
		{"!*go get something", "error CommandError: !* runs a command in the module that GoNB makes"},
	} {
		if got := ran(t, e, tt.src); !strings.Contains(got, tt.want) {
			t.Errorf("%s: no %q in %s", tt.src, tt.want, got)
		}
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("HOURPRINT_TEST", "") // restored after the test
	e := bare(t)
	for _, src := range []string{"%env HOURPRINT_TEST=set so", "%env HOURPRINT_TEST set so", "%env HOURPRINT_TEST=\"set so\""} {
		t.Setenv("HOURPRINT_TEST", "")
		ran(t, e, src)
		if got := ran(t, e, "%env HOURPRINT_TEST"); got != `stdout "set so\n"` {
			t.Errorf("%s: %s", src, got)
		}
	}
	if got := ran(t, e, "%env"); !strings.Contains(got, "HOURPRINT_TEST=set so") {
		t.Error(got)
	}
	if got := ran(t, e, "%env HOURPRINT_NO_SUCH"); !strings.Contains(got, "there is no variable HOURPRINT_NO_SUCH") {
		t.Error(got)
	}
}

func TestCommandsAreNoGo(t *testing.T) {
	e := bare(t)
	for code, want := range map[string]string{"%cd \"some where": "complete", "$ echo `date": "complete", "!ls -la 'x": "complete", "func f() {\n%%": "incomplete", "1\n%cd": "invalid"} {
		if got, _ := e.IsComplete(code); got != want {
			t.Errorf("%s is %s", code, got)
		}
	}
	c := e.Complete("%cd x\n%l", 8)
	if len(c.Matches) != 1 || c.Matches[0] != "%list" || c.Start != 6 || c.End != 8 {
		t.Errorf("%+v", c)
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
