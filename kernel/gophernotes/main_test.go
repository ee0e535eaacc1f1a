package gophernotes

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// scratch is where this run of the tests builds and writes.
var scratch string

// TestMain puts the tests into a far zone, so that code that reads the local
// one shows. The kernels that they start inherit it.
func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	if err := os.Setenv("TZ", "Asia/Kathmandu"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	zone, err := time.LoadLocation("Asia/Kathmandu")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	time.Local = zone
	if scratch, err = os.MkdirTemp("", "gophernotes"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	// Behind links, a folder above has another name than the one it was reached by.
	if scratch, err = filepath.EvalSymlinks(scratch); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}
