package engine

import (
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"unicode/utf8"
)

// helpText is what %help shows.
const helpText = `Cells are Go: declarations, statements, and a last expression whose value is shown.
Lines at the start of a cell may be commands:
  %cd [path]       change the current folder; without a path, to the home folder
  %help            this text
  $ command        run a command of the system's shell
name? or name?? shows what is known of a name.
`

// runCommands runs a cell that may begin with commands.
func (in *interpreter) runCommands(cell Cell) (*Bundle, error) {
	rest, err := in.commands(cell.Source)
	if err != nil {
		return nil, err
	}
	cell.Source = rest
	return in.runCell(cell)
}

// commands runs the commands on the first lines of a cell, and blanks them out
// of its source, so that the lines that follow keep their numbers.
func (in *interpreter) commands(source string) (rest string, err error) {
	lines := strings.SplitAfter(source, "\n")
	for i, line := range lines {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		if text[0] != '%' && text[0] != '$' {
			break
		}
		if err := in.command(text); err != nil {
			return "", err
		}
		lines[i] = ""
		if strings.HasSuffix(line, "\n") {
			lines[i] = "\n"
		}
	}
	return strings.Join(lines, ""), nil
}

// command runs one command.
func (in *interpreter) command(text string) error {
	if shell, ok := strings.CutPrefix(text, "$"); ok {
		return in.shell(strings.TrimSpace(shell))
	}
	name, arg, _ := strings.Cut(text, " ")
	arg = strings.Trim(strings.TrimSpace(arg), `"`)
	switch name {
	case "%help":
		io.WriteString(in.streams.stdout, helpText)
	case "%go111module":
		io.WriteString(in.streams.stderr, "%go111module does nothing here: all packages are compiled in.\n")
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
		return commandError(fmt.Sprintf("unknown command %s: there are %%cd, %%help and $", name))
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
