package engine

import (
	"fmt"
	"log"
	"os"
	"reflect"
	"time"

	"github.com/cosmos72/gomacro/base"
)

// An exit is the panic that os.Exit becomes in a cell.
type exit struct{ code int }

// ours replaces those functions of the standard library that would reach
// around the engine: they print to the cell, do not end the process, and can
// be interrupted.
func (in *interpreter) ours(path string) map[string]any {
	switch path {
	case "fmt":
		return in.printers()
	case "encoding/json":
		return in.jsonFunctions()
	case "encoding/xml":
		return in.xmlFunctions()
	case "errors":
		return map[string]any{"As": errorAs}
	case "os":
		return map[string]any{
			"Exit":   func(code int) { panic(exit{code}) },
			"Stdin":  &in.stdin.file,
			"Stdout": &in.stdout.file,
			"Stderr": &in.stderr.file,
			"Args":   &in.args,
		}
	case "log":
		return in.logFunctions(log.New(in.stderr, "", log.LstdFlags))
	case "runtime":
		return map[string]any{"Goexit": func() { panic(exit{0}) }}
	case "time":
		return map[string]any{"Sleep": in.sleep}
	}
	if in.opt.Replace != nil {
		return in.opt.Replace(path, in.watch)
	}
	return nil
}

// apply puts our own functions and variables in the place of a package's:
// a pointer replaces a variable, anything else a function.
func (in *interpreter) apply(path string, binds map[string]reflect.Value) {
	for name, value := range in.ours(path) {
		v := reflect.ValueOf(value)
		if v.Kind() == reflect.Pointer && v.Type() != reflect.TypeFor[*log.Logger]() {
			v = v.Elem()
		}
		binds[name] = v
	}
}

// closedInput is an os.Stdin at its end: a cell has no terminal.
func closedInput() *os.File {
	f, err := os.Open(os.DevNull)
	if err != nil {
		return nil
	}
	return f
}

// logFunctions are those of package log for a logger that ends no process.
func (in *interpreter) logFunctions(l *log.Logger) map[string]any {
	line := func(v []any) string { return fmt.Sprint(in.shownAll(v)...) }
	text := func(format string, v []any) string {
		format, v = in.formatted(format, v)
		return fmt.Sprintf(format, v...)
	}
	lines := func(v []any) string { return fmt.Sprintln(in.shownAll(v)...) }
	return map[string]any{
		"Print":   func(v ...any) { l.Print(line(v)) },
		"Printf":  func(format string, v ...any) { l.Print(text(format, v)) },
		"Println": func(v ...any) { l.Print(lines(v)) },
		"Panic":   func(v ...any) { l.Panic(line(v)) },
		"Panicf":  func(format string, v ...any) { l.Panic(text(format, v)) },
		"Panicln": func(v ...any) { l.Panic(lines(v)) },
		"Fatal":   func(v ...any) { l.Print(line(v)); panic(exit{1}) },
		"Fatalf":  func(format string, v ...any) { l.Print(text(format, v)); panic(exit{1}) },
		"Fatalln": func(v ...any) { l.Print(lines(v)); panic(exit{1}) },
		"Output":  l.Output, "Writer": l.Writer, "SetOutput": l.SetOutput,
		"Flags": l.Flags, "SetFlags": l.SetFlags, "Prefix": l.Prefix, "SetPrefix": l.SetPrefix,
		"Default": func() *log.Logger { return l },
	}
}

// sleep is time.Sleep, but ends with the cell.
func (in *interpreter) sleep(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-in.stop():
		panic(base.SigInterrupt)
	}
}
