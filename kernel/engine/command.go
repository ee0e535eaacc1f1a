package engine

import (
	"fmt"
	"go/scanner"
	"go/token"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"unicode/utf8"
)

// helpText is what %help shows.
const helpText = `Cells are Go: declarations, statements, and a last expression whose value is shown.
Lines at the start of a cell may be commands:
  %args [argument …]  set os.Args
  %cd [path]          change the current folder; without a path, to the home folder
  %env [name [value]] set a variable of the environment, or show one or all
  %help               this text
  %list               what cells have declared so far
  $ command           run a command of the system's shell; also ! command
name? or name?? shows what is known of a name.
A line %% or %main, as GoNB wants it before statements, may stand anywhere and does nothing.
`

// runCommands runs a cell that may begin with commands.
func (in *interpreter) runCommands(cell Cell) (*Bundle, error) {
	rest, err := in.commands(cell)
	if err != nil {
		return nil, err
	}
	cell.Source = rest
	return in.runCell(cell)
}

// commands runs the commands on the first lines of a cell, and returns the Go
// after them; lines keep their numbers.
func (in *interpreter) commands(cell Cell) (rest string, err error) {
	commands, rest, stray := in.divided(cell.Source)
	for _, text := range commands {
		if err := in.command(text); err != nil {
			return "", err
		}
	}
	if stray >= 0 {
		src := &source{cell: Cell{cell.Number, rest}, lines: lineStarts(rest)}
		return "", compileError("CommandError", "commands stand at the start of a cell, before its first line of Go", src.place(stray))
	}
	return rest, nil
}

// divided takes the commands on the first lines of a cell, and blanks them out
// of its source. stray is where one stands further down, below 0 if none does.
func (in *interpreter) divided(text string) (commands []string, rest string, stray int) {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		if !in.isCommand(text) {
			break
		}
		commands = append(commands, text)
		lines[i] = line[len(strings.TrimRight(line, "\r\n")):]
	}
	rest, stray = withoutMarks(strings.Join(lines, ""))
	return commands, rest, stray
}

// isCommand reports whether a line at the start of a cell is a command. One that
// begins with ! may be Go as well: an expression of names that are known.
func (in *interpreter) isCommand(text string) bool {
	switch text[0] {
	case '%', '$':
		return true
	case '!':
		rest := strings.TrimLeft(text, "!(*&-^+ ")
		end := strings.IndexFunc(rest, func(r rune) bool { return !isWord(r) })
		if end < 0 {
			end = len(rest)
		}
		name, after := rest[:end], rest[end:]
		return name == "" || !in.knows(name) && !strings.HasPrefix(after, ".") && !strings.HasPrefix(after, "(")
	}
	return false
}

// withoutMarks blanks out the lines %% and %main that stand between others in Go
// source. at is where another line begins as only commands do, below 0 if none.
func withoutMarks(src string) (rest string, at int) {
	for {
		start := odd(src)
		if start < 0 {
			return src, -1
		}
		line, _, _ := strings.Cut(src[start:], "\n")
		if text := strings.TrimSpace(line); text != "%%" && text != "%main" {
			return src, start
		}
		src = src[:start] + strings.Repeat(" ", len(line)) + src[start+len(line):]
	}
}

// odd finds the first line of Go source that begins with % or $, which no line
// of Go does; below 0 if there is none.
func odd(src string) int {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(src))
	s.Init(file, []byte(src), func(token.Position, string) {}, 0)
	last := 0
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return -1
		}
		if line := file.Line(pos); line > last {
			last = line
			if tok == token.REM || tok == token.REM_ASSIGN || tok == token.ILLEGAL && lit == "$" {
				return file.Offset(pos)
			}
		}
	}
}

// command runs one command.
func (in *interpreter) command(text string) error {
	if shell, ok := strings.CutPrefix(text, "$"); ok {
		return in.shell(strings.TrimSpace(shell))
	}
	if shell, ok := strings.CutPrefix(text, "!"); ok {
		if strings.HasPrefix(shell, "*") {
			return commandError("!* runs a command in the module that GoNB makes of the cells; here there is none: ! runs one in the current folder")
		}
		return in.shell(strings.TrimSpace(shell))
	}
	name, arg, _ := strings.Cut(text, " ")
	arg = strings.Trim(strings.TrimSpace(arg), `"`)
	switch name {
	case "%help":
		io.WriteString(in.streams.stdout, helpText)
	case "%%", "%main":
		if arg != "" {
			in.setArgs(arg)
		}
	case "%args":
		in.setArgs(arg)
	case "%env":
		return in.env(arg)
	case "%list", "%ls":
		io.WriteString(in.streams.stdout, in.list())
	case "%cd":
		if in.opt.Chdir == nil {
			return commandError("%cd is not available here")
		}
		dir, err := in.opt.Chdir(arg)
		if err != nil {
			return commandError(err.Error())
		}
		fmt.Fprintln(in.streams.stdout, dir)
	default:
		return in.foreign(name)
	}
	return nil
}

func commandError(msg string) error {
	return &Error{Name: "CommandError", Value: msg, Traceback: []string{headline("CommandError", msg)}}
}

// shell runs a command of the system's shell, which ends with the cell.
func (in *interpreter) shell(text string) error {
	if text == "" {
		return commandError("$ needs a command")
	}
	name, flag := "sh", "-c"
	if runtime.GOOS == "windows" {
		name, flag = "cmd", "/c"
	}
	cmd := exec.Command(name, flag, text)
	cmd.Stdout, cmd.Stderr = io.Writer(in.streams.stdout), io.Writer(in.streams.stderr)
	if err := cmd.Start(); err != nil {
		return commandError(err.Error())
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return commandError(fmt.Sprintf("$ %s: %v", text, err))
		}
		return nil
	case <-in.interruption():
		_ = cmd.Process.Kill()
		<-ended
		return &Error{Name: "Interrupt", Value: "the command was stopped", Traceback: []string{headline("Interrupt", "the command was stopped")}}
	}
}

// question answers a cell such as "fmt.Println?" by what Inspect knows.
func (in *interpreter) question(source string) (*Bundle, bool) {
	text := strings.TrimSpace(source)
	name := strings.TrimSpace(strings.TrimRight(text, "?"))
	marks := len(text) - len(strings.TrimRight(text, "?"))
	if marks == 0 || name == "" || strings.ContainsAny(name, "\n`\"$%") || strings.Contains(name, "//") {
		return nil, false
	}
	b, known := in.Inspect(name, utf8.RuneCountInString(name), min(marks, 2)-1)
	if !known {
		return &Bundle{Data: map[string]any{mimeText: "Nothing is known of " + name + "."}}, true
	}
	return &Bundle{Data: map[string]any{mimeText: b.Data[mimeText]}}, true
}
