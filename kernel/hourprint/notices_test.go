package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestNoticesAreComplete: every module linked into the command is named in NOTICES.md.
func TestNoticesAreComplete(t *testing.T) {
	notices, err := os.ReadFile("NOTICES.md")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	listed := strings.ReplaceAll(string(notices), "golang.org/x/crypto, image, mod, net, sync, sys, term, text, tools",
		"golang.org/x/crypto golang.org/x/image golang.org/x/mod golang.org/x/net golang.org/x/sync golang.org/x/sys golang.org/x/term golang.org/x/text golang.org/x/tools")
	modules := slices.Compact(slices.Sorted(slices.Values(strings.Fields(string(out)))))
	if len(modules) < 10 {
		t.Fatalf("go list names only %d other modules", len(modules))
	}
	for _, module := range modules {
		if !strings.Contains(listed, module) {
			t.Errorf("%s is linked and not named in NOTICES.md", module)
		}
	}
}
