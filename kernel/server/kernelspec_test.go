package server

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// readSpec returns the kernel.json of a folder.
func readSpec(t *testing.T, folder string) spec {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, "kernel.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s spec
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestInstall(t *testing.T) {
	prefix := t.TempDir()
	o := SpecOptions{Prefix: prefix, Executable: "/opt/hourprint", Version: "1"}
	for range 2 { // the second time it replaces itself
		folder, err := Install(o)
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(prefix, "share", "jupyter", "kernels", "hourprint"); folder != want {
			t.Errorf("folder %s, want %s", folder, want)
		}
		equal(t, "kernel.json", readSpec(t, folder), spec{
			Argv:          []string{"/opt/hourprint", "kernel", "{connection_file}"},
			DisplayName:   "Go (Hourprint)",
			Language:      "go",
			InterruptMode: "message",
			Metadata:      map[string]any{"debugger": false, "hourprint": map[string]any{"version": "1"}},
		})
	}
	left, err := os.ReadDir(filepath.Join(prefix, "share", "jupyter", "kernels"))
	if err != nil || len(left) != 1 {
		t.Errorf("%v, %v in the folder of kernels, want hourprint alone", left, err)
	}
}

func TestInstallLeavesForeignSpecs(t *testing.T) {
	prefix := t.TempDir()
	folder := filepath.Join(prefix, "share", "jupyter", "kernels", "gophernotes")
	o := SpecOptions{Prefix: prefix, Name: "gophernotes", Executable: "/opt/hourprint"}
	for _, foreign := range []string{`{"argv":["gophernotes"],"language":"go"}`, `not JSON`} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "kernel.json"), []byte(foreign), 0o644); err != nil {
			t.Fatal(err)
		}
		o.Force = false
		if _, err := Install(o); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), folder) {
			t.Errorf("over %s: %v", foreign, err)
		}
		if b, _ := os.ReadFile(filepath.Join(folder, "kernel.json")); string(b) != foreign {
			t.Errorf("it was changed to %s", b)
		}
		o.Force = true
		if _, err := Install(o); err != nil {
			t.Error(err)
		}
		if got := readSpec(t, folder).Argv[0]; got != "/opt/hourprint" {
			t.Errorf("with Force: %s", got)
		}
	}
}

func TestInstallRefuses(t *testing.T) {
	for _, o := range []SpecOptions{
		{Name: "../../etc", Prefix: t.TempDir()},
		{Name: "a b", Prefix: t.TempDir()},
		{User: true, SysPrefix: true},
		{User: true, Prefix: "/x"},
	} {
		if folder, err := Install(o); err == nil {
			t.Errorf("%+v: installed in %s", o, folder)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Install(SpecOptions{Prefix: file}); err == nil {
		t.Error("installed below a file")
	}
}

func TestFolders(t *testing.T) {
	for _, name := range []string{"JUPYTER_DATA_DIR", "APPDATA", "XDG_DATA_HOME", "VIRTUAL_ENV", "CONDA_PREFIX"} {
		t.Setenv(name, "")
	}
	t.Setenv("HOME", "/home/ada")
	t.Setenv("USERPROFILE", "/home/ada")
	want := func(system, folder string) {
		t.Helper()
		if got, err := dataFolder(system); err != nil || got != filepath.FromSlash(folder) {
			t.Errorf("%s: %s, %v; want %s", system, got, err, folder)
		}
	}
	want("linux", "/home/ada/.local/share/jupyter")
	want("darwin", "/home/ada/Library/Jupyter")
	want("windows", "/home/ada/.jupyter/data")
	t.Setenv("XDG_DATA_HOME", "/data")
	t.Setenv("APPDATA", "/roaming")
	want("linux", "/data/jupyter")
	want("darwin", "/home/ada/Library/Jupyter")
	want("windows", "/roaming/jupyter")
	t.Setenv("JUPYTER_DATA_DIR", "/jupyter")
	want("linux", "/jupyter")
	want("windows", "/jupyter")

	root := func(o SpecOptions, folder string) {
		t.Helper()
		if got, err := o.root(); err != nil || got != filepath.FromSlash(folder) {
			t.Errorf("%+v: %s, %v; want %s", o, got, err, folder)
		}
	}
	root(SpecOptions{}, "/jupyter")
	root(SpecOptions{User: true}, "/jupyter")
	root(SpecOptions{Prefix: "/usr"}, "/usr/share/jupyter")
	t.Setenv("CONDA_PREFIX", "/conda")
	root(SpecOptions{SysPrefix: true}, "/conda/share/jupyter")
	t.Setenv("VIRTUAL_ENV", "/venv")
	root(SpecOptions{SysPrefix: true}, "/venv/share/jupyter")
}

// Without an environment, the Python on the path is asked; without Python,
// there is no answer.
func TestSysPrefixAsksPython(t *testing.T) {
	t.Setenv("VIRTUAL_ENV", "")
	t.Setenv("CONDA_PREFIX", "")
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	if prefix, err := sysPrefix(); err == nil {
		t.Errorf("no Python, but %s", prefix)
	}
	if runtime.GOOS == "windows" {
		return // the Python below is a script of a Unix shell
	}
	script := "#!/bin/sh\necho /the/prefix\n"
	if err := os.WriteFile(filepath.Join(bin, "python"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	if prefix, err := sysPrefix(); err != nil || prefix != "/the/prefix" {
		t.Errorf("%s, %v", prefix, err)
	}
}

func TestLogos(t *testing.T) {
	b, err := logoPNG()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 64 || size.Y != 64 {
		t.Errorf("%v, want 64 × 64", size)
	}
	colours := map[any]bool{}
	for y := range 64 {
		for x := range 64 {
			colours[picture.At(x, y)] = true
		}
	}
	if len(colours) != len(shades)+1 { // and transparent
		t.Errorf("%d colours, want %d", len(colours), len(shades)+1)
	}
	again, err := logoPNG()
	if err != nil || !bytes.Equal(again, b) {
		t.Errorf("another picture the second time, %v", err)
	}
	d, rects := xml.NewDecoder(bytes.NewReader(logoSVG())), 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, is := token.(xml.StartElement); is && e.Name.Local == "rect" {
			rects++
		}
	}
	if rects != 7*24 {
		t.Errorf("%d cells, want 7 × 24", rects)
	}
}
