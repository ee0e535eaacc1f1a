package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFrontEnds runs the kernel under the programs that people use it with.
func TestFrontEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Jupyter several times")
	}
	j := newJupyter(t)
	t.Run("nbconvert", func(t *testing.T) { testNbconvert(t, j) })
	t.Run("console", func(t *testing.T) { testConsole(t, j) })
	t.Run("client", func(t *testing.T) { testClient(t, j) })
	t.Run("notebook", func(t *testing.T) { testNotebook(t, j) })
}

// testNbconvert executes notebooks: their outputs are those that we committed.
func testNbconvert(t *testing.T, j *jupyter) {
	py := python(t, "nbconvert, jupyter_client")
	for _, name := range []string{"00_the_kernel.ipynb", "01_contileaks.ipynb"} {
		t.Run(name, func(t *testing.T) {
			fresh := filepath.Join(t.TempDir(), name)
			j.run(t, "", py, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", fresh, name)
			agree(t, filepath.Join("../../notebooks", name), fresh)
		})
	}
}

// testConsole types lines into jupyter-console, which shows text only.
func testConsole(t *testing.T, j *jupyter) {
	py := python(t, "jupyter_console")
	typed := []string{
		`1+2`,
		`import ("fmt"; "strings"; "github.com/go-gota/gota/dataframe"; "gonum.org/v1/plot")`,
		`dataframe.ReadCSV(strings.NewReader("name,n\nann,1\nbob,2\n"))`,
		`p := plot.New(); p.Title.Text = "Sales"; p`,
		`for i := 0; i < 2; i++ { fmt.Println("line", i) }`,
		`display.HTML("<b>bold</b>")`,
		`Display(display.Markdown("some *text*"))`,
		`func half(n int) int { return n / (n - n) }`,
		`half(8)`,
		`undefinedName + 1`,
	}
	got := j.run(t, strings.Join(typed, "\n")+"\n", py, "-m", "jupyter_console", "--kernel", "hourprint",
		"--simple-prompt", "--ZMQTerminalInteractiveShell.image_handler=None")
	inOrder(t, got.out, "In [1]: Out[1]: 3\n", "In [3]: Out[3]: \nDataFrame: 2 rows × 2 columns\n", "0  ann   1\n1  bob   2\n",
		"In [4]: Out[4]: plot", "In [5]: line 0\nline 1\n", "In [6]: Out[6]: <b>bold</b>", "In [7]: some *text*\n")
	if strings.ContainsAny(got.out, "\x1b\x00") || strings.Contains(got.out, "<svg") {
		t.Errorf("it shows what is no text:\n%q", got.out)
	}
	trace := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(got.err, "")
	inOrder(t, trace, "runtime error", "integer divide by zero", "half in In[8], line 1", "return n / (n - n)", "^", "In[9], line 1", "half(8)",
		"CompileError: undefined: undefinedName", "In[10], line 1", "^")
	if strings.Contains(trace, "\x1b") {
		t.Errorf("more than colours in the traceback: %q", got.err)
	}
}

// inOrder checks that a text has the parts, one after another.
func inOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("no %q (in this order) in\n%s", part, text)
			return
		}
		rest = after
	}
}

// testClient interrupts, restarts and orphans the kernel as a front-end written
// with jupyter_client does: over libzmq, in processes of their own.
func testClient(t *testing.T, j *jupyter) {
	py := python(t, "jupyter_client")
	script, err := filepath.Abs(filepath.Join("testdata", "client.py"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Fatal(err)
	}
	got := j.run(t, "", py, script)
	inOrder(t, got.out, "interrupted by a signal, state kept", "interrupted by a message, state kept",
		"blocked cell given back", "restarted, state gone", "exit code says nothing is left", "orphan ended")
}
