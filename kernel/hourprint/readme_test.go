package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// shellBlocks are the commands of the README: the lines of its blocks marked sh.
func shellBlocks(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var commands []string
	for i, block := range strings.Split(string(text), "```") {
		if body, ok := strings.CutPrefix(block, "sh\n"); ok && i%2 == 1 {
			commands = append(commands, strings.Split(strings.TrimSpace(body), "\n")...)
		}
	}
	return commands
}

// TestReadmeCommands runs the README's commands as a reader would, in a folder
// that looks like the repository. Building, installing and the test command
// itself are the only ones left out.
func TestReadmeCommands(t *testing.T) {
	commands := shellBlocks(t)
	if len(commands) < 8 {
		t.Fatalf("the README has only %d commands: %q", len(commands), commands)
	}
	command := buildCommand(t)
	root := standIn(t)
	for _, line := range commands {
		line = strings.Replace(line, "go run ./kernel/hourprint", "hourprint", 1)
		args := strings.Fields(line)
		if args[0] != "hourprint" {
			if line != "go test ./..." && line != "go install ./kernel/hourprint" {
				t.Errorf("the README has a command that is not tried: %s", line)
			}
			continue
		}
		run := exec.Command(command, args[1:]...)
		run.Dir = root
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
		for i, arg := range args {
			if arg == "-o" {
				if _, err := os.Stat(filepath.Join(root, args[i+1])); err != nil {
					t.Errorf("%s: %v", line, err)
				}
			}
		}
	}
	if _, err := os.Stat(filepath.Join(root, "notebooks", "conti_report.html")); err != nil {
		t.Errorf("the first command left no report: %v", err)
	}
}

// buildCommand builds the command for this test.
func buildCommand(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hourprint")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// standIn is a folder with the repository's data and a copy of its notebooks.
func standIn(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, folder := range []string{"notebooks", "example_data/jabber_logs", "example_data/flows", "example_data/incident"} {
		if err := os.CopyFS(filepath.Join(root, filepath.FromSlash(folder)), os.DirFS("../../"+folder)); err != nil {
			t.Fatal(err)
		}
	}
	return root
}
