package server

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// required fails a test, in an environment that promises to have everything,
// where it would skip elsewhere.
func required(t *testing.T, missing string) {
	t.Helper()
	if os.Getenv("HOURPRINT_REQUIRE") == "all" {
		t.Fatalf("%s is missing, and HOURPRINT_REQUIRE=all", missing)
	}
	t.Skipf("%s is missing", missing)
}

// python returns a Python that has the modules.
func python(t *testing.T, modules ...string) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+strings.Join(modules, ", ")).Run() == nil {
			return name
		}
	}
	required(t, "a Python with "+strings.Join(modules, " and "))
	return ""
}

// installed builds the command, installs it where only this test's Jupyter
// looks, and returns that Jupyter's environment.
func installed(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "hourprint")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, "../hourprint").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if out, err := exec.Command(program, "install", "--prefix", dir).CombinedOutput(); err != nil {
		t.Fatalf("hourprint install: %v\n%s", err, out)
	}
	return append(os.Environ(),
		"HOME="+dir,
		"JUPYTER_PATH="+filepath.Join(dir, "share", "jupyter"),
		"JUPYTER_DATA_DIR="+filepath.Join(dir, "data"),
		"JUPYTER_RUNTIME_DIR="+filepath.Join(dir, "run"),
		"JUPYTER_CONFIG_DIR="+filepath.Join(dir, "config"),
		"IPYTHONDIR="+filepath.Join(dir, "ipython"),
	)
}

// limit is how long a foreign program may take before it is taken for stuck.
const limit = 5 * time.Minute

// TestJupyter runs the kernel under the Jupyter that is there.
func TestJupyter(t *testing.T) {
	env := installed(t)
	t.Run("conformance", func(t *testing.T) { conformance(t, env) })
	t.Run("nbconvert", func(t *testing.T) { nbconvert(t, env) })
}

// conformance runs the community's own test of kernels, jupyter_kernel_test,
// and what it leaves out, over libzmq. No test of it may be skipped.
func conformance(t *testing.T, env []string) {
	py := python(t, "jupyter_kernel_test", "zmq")
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, py, filepath.Join("testdata", "conformance.py"))
	cmd.Env = env
	b, err := cmd.CombinedOutput()
	out := string(b)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// 12 tests of the suite and 5 of ours; from 0.7 on one more of the suite.
	ran := regexp.MustCompile(`(?m)^Ran (\d+) tests`).FindStringSubmatch(out)
	if ran == nil || ran[1] != "17" && ran[1] != "18" {
		t.Errorf("want 17 or 18 tests:\n%s", out)
	}
	if strings.Contains(out, "skipped") {
		t.Errorf("a test was skipped:\n%s", out)
	}
}

// nbconvert runs a notebook as many people do.
func nbconvert(t *testing.T, env []string) {
	py := python(t, "nbconvert", "jupyter_client")
	dir := t.TempDir()
	in := filepath.Join(dir, "in.ipynb")
	notebook := `{"nbformat":4,"nbformat_minor":5,
"metadata":{"kernelspec":{"name":"hourprint","language":"go","display_name":"Go (Hourprint)"}},
"cells":[{"cell_type":"code","id":"a","metadata":{},"outputs":[],"execution_count":null,"source":"x := 20\nimport \"fmt\"\nfmt.Println(\"Привет 🙂\")"},
{"cell_type":"code","id":"b","metadata":{},"outputs":[],"execution_count":null,"source":"x + 22"}]}`
	if err := os.WriteFile(in, []byte(notebook), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, py, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "out.ipynb", in)
	cmd.Env = env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, "out.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	var done struct {
		Cells []struct {
			Count   int `json:"execution_count"`
			Outputs []struct {
				Type string `json:"output_type"`
				Text any    `json:"text"`
				Data object `json:"data"`
			} `json:"outputs"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(b, &done); err != nil {
		t.Fatal(err)
	}
	if len(done.Cells) != 2 || len(done.Cells[0].Outputs) != 1 || len(done.Cells[1].Outputs) != 1 {
		t.Fatalf("%s", b)
	}
	// nbformat writes text as a list of lines.
	equal(t, "printed", done.Cells[0].Outputs[0].Text, []string{"Привет 🙂\n"})
	equal(t, "value", done.Cells[1].Outputs[0].Data["text/plain"], []string{"42"})
	equal(t, "count", done.Cells[1].Count, 2)
}
