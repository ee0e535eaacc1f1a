package gophernotes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	upstream = "github.com/gopherdata/gophernotes"
	root     = "../.." // of this repository
)

// errMissing says that what it takes to build gophernotes cannot be had.
var errMissing = errors.New("missing")

// built is the real gophernotes with our symbol tables, made once.
var built = sync.OnceValues(build)

// gophernotes returns the path of the built kernel. Where its source cannot be
// had it skips, but fails in an environment that promises to have everything.
func gophernotes(t testing.TB) string {
	t.Helper()
	program, err := built()
	switch {
	case errors.Is(err, errMissing) && os.Getenv("HOURPRINT_REQUIRE") == "all":
		t.Fatalf("%v, and HOURPRINT_REQUIRE=all", err)
	case errors.Is(err, errMissing):
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	return program
}

// build makes the kernel with the commands of the package's documentation. They
// find a GOPATH of their own, where nothing is in the way but the modules.
func build() (string, error) {
	if _, err := command("go", "mod", "download", upstream); err != nil {
		return "", fmt.Errorf("%s is %w: %w", upstream, errMissing, err)
	}
	shell, err := exec.LookPath("sh")
	if err != nil {
		return "", fmt.Errorf("a POSIX shell is %w: %w", errMissing, err)
	}
	script, err := commands("doc.go")
	if err != nil {
		return "", err
	}
	cache, err := command("go", "env", "GOMODCACHE")
	if err != nil {
		return "", err
	}
	gopath := filepath.Join(scratch, "gopath")
	_, err = command("env", "GOPATH="+gopath, "GOMODCACHE="+strings.TrimSpace(string(cache)), "TMPDIR="+scratch, shell, "-eu", "-c", script)
	return filepath.Join(gopath, "bin", "gophernotes"), err
}

// commands are the indented lines of a file's comments.
func commands(file string) (string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var script strings.Builder
	for line := range strings.Lines(string(b)) {
		if command, ok := strings.CutPrefix(line, "//\t"); ok {
			script.WriteString(command)
		}
	}
	if !strings.Contains(script.String(), "go build") {
		return "", fmt.Errorf("%s does not say how to build: %q", file, script.String())
	}
	return script.String(), nil
}

// executable is the path of a program to build.
func executable(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(scratch, name)
}

// command runs a program in the root of the repository and returns what it prints.
func command(args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%v: %w\n%s", args, err, &stderr)
	}
	return out, err
}
