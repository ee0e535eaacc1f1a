package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// link runs the command and returns its exit status and what it says.
func link(t *testing.T, args ...string) (status int, says string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = hourprint(context.Background(), append([]string{"link"}, args...), terminal{in: strings.NewReader(""), out: &out, err: &errs})
	return status, out.String() + errs.String()
}

// What makes no sense is a usage error that says what to do; a column that is not
// there is a failure that names those there are.
func TestLinkRefusals(t *testing.T) {
	const data = "../../example_data/laptop"
	page := filepath.Join(t.TempDir(), "page.html")
	for _, c := range []struct {
		want   string
		status int
		args   []string
	}{
		{"--output", exitUsage, []string{data}},
		{"ends in .html", exitUsage, []string{"-o", "page.pdf", data}},
		{"there are time, week", exitUsage, []string{"-o", page, "--views", "pie", data}},
		{"name two columns", exitUsage, []string{"-o", page, "--edge", "src", data}},
		{"belong together", exitUsage, []string{"-o", page, "--address", "remote", data}},
		{`no column "nothing"`, exitFailure, []string{"-o", page, "--bars", "nothing", data}},
	} {
		if status, says := link(t, c.args...); status != c.status || !strings.Contains(says, c.want) {
			t.Errorf("%q: exit %d, want %d and %q: %s", c.args, status, c.status, c.want, says)
		}
	}
	if _, err := os.Stat(page); err == nil {
		t.Error("a refused call left a page")
	}
}

// The page holds what was asked for; the notices say how many rows are on it.
func TestLink(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.html")
	status, says := link(t, "-o", page, "--zone", "Europe/Berlin", "--edge", "process,remote", "--kind", "process", "--weight", "bytes_sent", "--title", "A day", "../../example_data/laptop")
	if status != exitOK || !strings.Contains(says, "A day: 1,292 rows") { // example_data/README.md
		t.Fatalf("exit %d: %s", status, says)
	}
	text, err := os.ReadFile(page)
	if err != nil || !bytes.Contains(text, []byte("<title>A day</title>")) || !bytes.Contains(text, []byte(`"views":["time","week","graph","axes","bars","rows"]`)) {
		t.Errorf("the page is not what was asked for (%v)", err)
	}
}
