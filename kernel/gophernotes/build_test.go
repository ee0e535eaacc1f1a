package gophernotes

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

const (
	upstream = "github.com/gopherdata/gophernotes"
	root     = "../.."                 // of this repository
	added    = "testdata/hourprint.go" // what makes it ours
)

// errMissing says that the source of gophernotes cannot be had.
var errMissing = errors.New(upstream + " is missing")

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

// build makes the kernel as the README tells its users to: from a copy of the
// module with one file added, which a go.mod beside it puts in the module's place.
func build() (string, error) {
	source, err := download()
	if err != nil {
		return "", err
	}
	copied := filepath.Join(scratch, "source")
	if err := os.CopyFS(copied, os.DirFS(source)); err != nil {
		return "", fmt.Errorf("copying %s: %w", upstream, err)
	}
	if err := copyFile(added, filepath.Join(copied, filepath.Base(added))); err != nil {
		return "", err
	}
	mod := filepath.Join(scratch, "go.mod")
	for _, name := range []string{"go.mod", "go.sum"} {
		if err := copyFile(filepath.Join(root, name), filepath.Join(scratch, name)); err != nil {
			return "", err
		}
	}
	if _, err := goCommand("mod", "edit", "-replace", upstream+"="+copied, mod); err != nil {
		return "", err
	}
	program := executable("gophernotes")
	_, err = goCommand("build", "-modfile", mod, "-o", program, upstream)
	return program, err
}

// download returns the folder of gophernotes in the module cache, of the
// version that this repository requires.
func download() (string, error) {
	out, err := goCommand("mod", "download", "-json", upstream)
	var got struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &got); jsonErr != nil || got.Dir == "" {
		return "", fmt.Errorf("%w: %s %w", errMissing, got.Error, errors.Join(err, jsonErr))
	}
	return got.Dir, err
}

// executable is the path of a program to build.
func executable(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(scratch, name)
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o644)
}

// goCommand runs the Go command in the root of the repository.
func goCommand(args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("go %v: %w\n%s", args, err, &stderr)
	}
	return out, err
}
