package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/notebook"
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

// A jupyter is what the front-ends share: a kernel that is installed where only
// they look, and a folder of notebooks with their data. None of them sees the
// user's own Jupyter.
type jupyter struct {
	root string   // has notebooks and example_data
	env  []string // of the front-ends
}

// newJupyter builds and installs the command.
func newJupyter(t *testing.T) *jupyter {
	t.Helper()
	command, home := buildCommand(t), t.TempDir()
	install := exec.Command(command, "install", "--prefix", home)
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("hourprint install: %v\n%s", err, out)
	}
	j := &jupyter{root: standIn(t)}
	for _, setting := range os.Environ() {
		name, _, _ := strings.Cut(setting, "=")
		if !strings.HasPrefix(name, "JUPYTER") && name != "HOURPRINT_DATA" && !strings.HasSuffix(strings.ToLower(name), "_proxy") {
			j.env = append(j.env, setting)
		}
	}
	j.env = append(j.env, "HOME="+home, "PYTHONIOENCODING=utf-8", "PYDEVD_DISABLE_FILE_VALIDATION=1")
	for name, folder := range map[string]string{
		"JUPYTER_PATH": "share/jupyter", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run",
		"JUPYTER_CONFIG_DIR": "config", "IPYTHONDIR": "ipython",
	} {
		j.env = append(j.env, name+"="+filepath.Join(home, filepath.FromSlash(folder)))
	}
	return j
}

// notebooks is the folder of the notebooks.
func (j *jupyter) notebooks() string { return filepath.Join(j.root, "notebooks") }

// python returns a Python that has a module; without one the test is skipped.
func python(t *testing.T, module string) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	required(t, "a Python with "+module)
	return ""
}

// output is what a program wrote.
type output struct{ out, err string }

// run runs a program in the folder of the notebooks, for two minutes at most.
func (j *jupyter) run(t *testing.T, input string, args ...string) output {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	var out, errors bytes.Buffer
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env, cmd.Dir, cmd.WaitDelay = j.env, j.notebooks(), 5*time.Second
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &out, &errors
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s\n%s", strings.Join(args, " "), err, out.String(), errors.String())
	}
	return output{out.String(), errors.String()}
}

// agree compares a notebook that a front-end ran with the one it was given.
func agree(t *testing.T, committed, fresh string) {
	t.Helper()
	before, err := notebook.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	after, err := notebook.ReadFile(fresh)
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, cell := range after.Cells {
		if cell.Type == "code" && cell.ExecutionCount != nil {
			ran++
		}
	}
	if ran == 0 || ran != codeCells(before) {
		t.Errorf("%s: %d of %d cells ran", committed, ran, codeCells(before))
	}
	for _, difference := range notebook.Compare(before, after, notebook.CompareOptions{}) {
		t.Errorf("%s: %v", filepath.Base(committed), difference)
	}
}
