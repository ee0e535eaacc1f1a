package notebook

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPythonWritesTheSame gives the notebook to Jupyter's own library, which
// must find it valid and write the same bytes.
func TestPythonWritesTheSame(t *testing.T) {
	python := requireTool(t, "python3-nbformat")
	made := New()
	made.Add("markdown", "# Title\n\n<i>Привет</i> & 😀")
	made.Add("code", "x := \"\u0085\x1c\\\"\"\n").Outputs = []*Output{
		{Type: "stream", Name: "stdout", Text: "a\vb\fc\x7f\u2029\n"},
		{Type: "display_data", Data: map[string]any{"image/png": "aGk=\n", "text/html": "<b>\n</b>", "application/json": map[string]any{"k": []any{}}}},
		{Type: "error", ErrorName: "E", ErrorValue: "v", Traceback: []string{"\x1b[31mx\x1b[0m"}},
	}
	// nbformat drops or refuses some of what every holds: unknown fields, and
	// the float 1.50, which Python writes as 1.5.
	known := parse(t, every)
	known.Extra, known.Cells[0].Extra, known.Cells[2].Outputs[0].Extra = nil, nil, nil
	delete(known.Cells[0].Metadata, "kept")
	for name, nb := range map[string]*Notebook{"made": made, "read": known} {
		t.Run(name, func(t *testing.T) {
			ours := written(t, nb)
			path := filepath.Join(t.TempDir(), "nb.ipynb")
			if err := os.WriteFile(path, []byte(ours), 0o644); err != nil {
				t.Fatal(err)
			}
			const script = "import nbformat, sys\n" +
				"nb = nbformat.read(sys.argv[1], as_version=4)\n" +
				"nbformat.validate(nb)\n" +
				"nbformat.write(nb, sys.argv[1])\n"
			if out, err := exec.Command(python, "-W", "error", "-c", script, path).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			theirs, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(theirs), ours); diff != "" {
				t.Errorf("Jupyter (-) and we (+) write different bytes:\n%s", diff)
			}
		})
	}
}

func TestWriteFileReplacesInOneStep(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "nb.ipynb")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	bad := New()
	bad.Metadata["broken"] = func() {}
	if err := WriteFile(path, bad); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a notebook that cannot be written gives %v", err)
	}
	if data, _ := os.ReadFile(path); string(data) != "old" {
		t.Errorf("a failed write changed the file to %q", data)
	}
	if err := WriteFile(path, New()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("mode became %o", info.Mode().Perm())
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	if err := WriteFile(filepath.Join(dir, "none", "nb.ipynb"), New()); err == nil {
		t.Error("writing into a folder that is not there gives no error")
	}
}

func TestWriteFollowsSymbolicLink(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link.ipynb")
	if err := os.WriteFile(filepath.Join(dir, "real.ipynb"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.ipynb", link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if err := WriteFile(link, New()); err != nil {
		t.Fatal(err)
	}
	if target, err := os.Readlink(link); err != nil || target != "real.ipynb" {
		t.Errorf("the link became %q, %v", target, err)
	}
	if nb, err := ReadFile(filepath.Join(dir, "real.ipynb")); err != nil || nb.Kernel() != "hourprint" {
		t.Errorf("the file behind the link: %v", err)
	}
}

// The values a program may put into a bundle itself are written too.
func TestWriteTakesGoValues(t *testing.T) {
	nb := New()
	nb.Metadata = map[string]any{"list": []string{"a"}, "float": 0.5, "map": map[string]int{"b": 1}}
	got := written(t, nb)
	for _, want := range []string{"\"list\": [\n   \"a\"\n  ]", `"float": 0.5`, "\"map\": {\n   \"b\": 1\n  }"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
}

func TestCloneIsIndependent(t *testing.T) {
	nb := parse(t, every)
	before := written(t, nb)
	c := nb.Clone()
	c.Metadata["x"] = 1
	c.Cells[2].Source, c.Cells[2].Metadata["y"] = "changed", 1
	c.Cells[2].Outputs[1].Data["image/png"] = "changed"
	c.Cells[2].Outputs = c.Cells[2].Outputs[:1]
	c.Cells = c.Cells[:1]
	if after := written(t, nb); after != before {
		t.Errorf("changing the clone changed the notebook:\n%s", cmp.Diff(before, after))
	}
}

func FuzzSplitLines(f *testing.F) {
	f.Add("a\r\nb\rc\u2028\u0085\x1c\xff")
	f.Fuzz(func(t *testing.T, s string) {
		joined, ok := joinLines(splitLines(s))
		if !ok || joined != s {
			t.Fatalf("%q became %q", s, joined)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	b.SetBytes(int64(len(every)))
	for b.Loop() {
		if _, err := Read(bytes.NewReader([]byte(every))); err != nil {
			b.Fatal(err)
		}
	}
}
