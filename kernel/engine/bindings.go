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
	out, err := in.streams.stdout, in.streams.stderr
	switch path {
	case "fmt":
		return map[string]any{
			"Print":   func(a ...any) (int, error) { return fmt.Fprint(out, a...) },
			"Printf":  func(format string, a ...any) (int, error) { return fmt.Fprintf(out, format, a...) },
			"Println": func(a ...any) (int, error) { return fmt.Fprintln(out, a...) },
		}
	case "os":
		stdin, stdout, stderr := closedInput(), out.file, err.file
		args := []string{"notebook"}
		return map[string]any{
			"Exit":   func(code int) { panic(exit{code}) },
			"Stdin":  &stdin,
			"Stdout": &stdout,
			"Stderr": &stderr,
			"Args":   &args,
		}
	case "log":
		return logFunctions(log.New(err, "", log.LstdFlags))
	case "runtime":
		return map[string]any{"Goexit": func() { panic(exit{0}) }}
	case "time":
		return map[string]any{"Sleep": in.sleep}
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
func logFunctions(l *log.Logger) map[string]any {
	return map[string]any{
		"Print": l.Print, "Printf": l.Printf, "Println": l.Println,
		"Panic": l.Panic, "Panicf": l.Panicf, "Panicln": l.Panicln,
		"Fatal":   func(v ...any) { l.Print(v...); panic(exit{1}) },
		"Fatalf":  func(format string, v ...any) { l.Printf(format, v...); panic(exit{1}) },
		"Fatalln": func(v ...any) { l.Println(v...); panic(exit{1}) },
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
	case <-in.interruption():
		panic(base.SigInterrupt)
	}
}

// forever waits for the end of the cell.
func (in *interpreter) forever() {
	<-in.interruption()
	panic(base.SigInterrupt)
}
