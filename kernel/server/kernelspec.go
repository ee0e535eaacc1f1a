package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// SpecOptions say which kernelspec Install writes, and where. The zero value
// registers the running program for the user, as "hourprint".
type SpecOptions struct {
	User      bool   // in the user's Jupyter folder; also when none of the three is set
	Prefix    string // in PREFIX/share/jupyter
	SysPrefix bool   // in the prefix of the active Python environment

	Name        string // of the folder, by which notebooks ask for it; "" = "hourprint"
	DisplayName string // "" = "Go (Hourprint)"
	Executable  string // the program; "" = the running one
	Version     string // of the program, noted in the kernelspec
	Force       bool   // replace a kernelspec of the same name that is not ours
}

// ErrForeign says that there is a kernelspec of the same name that something
// else installed.
var ErrForeign = errors.New("installed by something else")

// spec is the content of kernel.json.
type spec struct {
	Argv          []string       `json:"argv"`
	DisplayName   string         `json:"display_name"`
	Language      string         `json:"language"`
	InterruptMode string         `json:"interrupt_mode"`
	Metadata      map[string]any `json:"metadata"`
}

// mark is the key in the metadata by which we know our own.
const mark = "hourprint"

// specNames are the names that Jupyter takes.
var specNames = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// Install registers the kernel with Jupyter: it writes kernel.json and the
// logos, and returns their folder. An earlier one of ours is replaced as a
// whole or not at all; one that something else installed only with Force, the
// error is ErrForeign otherwise.
func Install(o SpecOptions) (folder string, err error) {
	if o.Name == "" {
		o.Name = "hourprint"
	}
	if !specNames.MatchString(o.Name) {
		return "", fmt.Errorf("kernel name %q: letters, digits, dot, dash and underscore only", o.Name)
	}
	root, err := o.root()
	if err != nil {
		return "", err
	}
	folder = filepath.Join(root, "kernels", o.Name)
	if err := claim(folder, o.Force); err != nil {
		return "", err
	}
	files, err := o.files()
	if err != nil {
		return "", err
	}
	return folder, replace(folder, files)
}

// files returns what the folder of the kernelspec holds.
func (o *SpecOptions) files() (map[string][]byte, error) {
	program := o.Executable
	if program == "" {
		var err error
		if program, err = os.Executable(); err != nil {
			return nil, fmt.Errorf("which program to register: %w", err)
		}
	}
	program, err := filepath.Abs(program)
	if err != nil {
		return nil, fmt.Errorf("which program to register: %w", err)
	}
	name := o.DisplayName
	if name == "" {
		name = "Go (Hourprint)"
	}
	b, err := json.MarshalIndent(spec{
		Argv:          []string{program, "kernel", "{connection_file}"},
		DisplayName:   name,
		Language:      "go",
		InterruptMode: "message",
		Metadata:      map[string]any{mark: map[string]string{"version": o.Version}, "debugger": false},
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("kernel.json: %w", err)
	}
	logo, err := logoPNG()
	if err != nil {
		return nil, fmt.Errorf("logo-64x64.png: %w", err)
	}
	return map[string][]byte{"kernel.json": append(b, '\n'), "logo-64x64.png": logo, "logo-svg.svg": logoSVG()}, nil
}

// claim reports whether the folder may be written: it is not there, or ours,
// or force says so.
func claim(folder string, force bool) error {
	if _, err := os.Lstat(folder); errors.Is(err, fs.ErrNotExist) || force {
		return nil
	}
	var s spec
	b, err := os.ReadFile(filepath.Join(folder, "kernel.json"))
	if err == nil && json.Unmarshal(b, &s) == nil && s.Metadata[mark] != nil {
		return nil
	}
	return fmt.Errorf("kernelspec %s: %w", folder, ErrForeign)
}

// replace puts a folder with the files in place of what is there.
func replace(folder string, files map[string][]byte) error {
	parent := filepath.Dir(folder)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("kernelspec: %w", err)
	}
	// Jupyter takes no folder with a space for a kernel, should this one be
	// left behind.
	fresh, err := os.MkdirTemp(parent, "new kernelspec ")
	if err != nil {
		return fmt.Errorf("kernelspec: %w", err)
	}
	defer os.RemoveAll(fresh)
	if err := os.Chmod(fresh, 0o755); err != nil {
		return fmt.Errorf("kernelspec: %w", err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(fresh, name), content, 0o644); err != nil {
			return fmt.Errorf("kernelspec: %w", err)
		}
	}
	old := fresh + " old"
	err = os.Rename(folder, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("kernelspec: %w", err)
	}
	had := err == nil
	if err := os.Rename(fresh, folder); err != nil {
		if had {
			err = errors.Join(err, os.Rename(old, folder))
		}
		return fmt.Errorf("kernelspec: %w", err)
	}
	if err := os.RemoveAll(old); err != nil {
		return fmt.Errorf("kernelspec: the old one: %w", err)
	}
	return nil
}
