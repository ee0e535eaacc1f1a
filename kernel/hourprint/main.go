package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/linked"
	"github.com/hourprint/hourprint/kernel/hourprint/start"
)

// The exit statuses.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
)

const description = `When does somebody work, and what does that say about who it is?

Counts the timestamps of any log by weekday and hour, in the time zone you name, and draws them as a heat map.
A FILE is a file, a folder, a glob or - for standard input.`

// cli is what the command line holds besides its commands.
type cli struct {
	Version kong.VersionFlag `help:"Print the version."`
}

// terminal is where a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// usageError is a mistake in how the command was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := hourprint(ctx, os.Args[1:], terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(status)
}

// exited is how kong's own exits (--help) leave the parser.
type exited int

// hourprint is the whole command; it returns the exit status.
func hourprint(ctx context.Context, args []string, term terminal) (status int) {
	defer func() {
		switch stopped := recover().(type) {
		case nil:
		case exited:
			status = int(stopped)
		default:
			panic(stopped)
		}
	}()
	debug.SetGCPercent(-1) // collecting the few megabytes of a start takes longer than the rest of it
	defer debug.SetGCPercent(start.GCPercent)
	var line cli
	parser, err := kong.New(&line, append(grammar(args),
		kong.Name("hourprint"), kong.Description(description), kong.Writers(term.out, term.err),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"version": version(), "palettes": strings.Join(heatmap.Palettes(), ", "), "views": strings.Join(linked.Views(), ", ")},
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(term, commandLine(args)))...)
	if err != nil {
		panic(err) // the struct tags above are wrong
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	chosen, err := parser.Parse(args)
	if err != nil {
		return complain(term, usageError{err})
	}
	collectLate(start.GCPercent)
	return complain(term, chosen.Run())
}

// collectLate puts the first collection of garbage off until there are 16 megabytes,
// more than most commands ever need; from then on percent applies.
func collectLate(percent int) {
	const late = 400                    // of the runtime's least heap, 4 MB
	if percent < 0 || percent >= late { // the user's own wish
		debug.SetGCPercent(percent)
		return
	}
	debug.SetGCPercent(late)
	runtime.AddCleanup(new([64]byte), func(percent int) {
		if now := debug.SetGCPercent(percent); now != late { // set by the command itself
			debug.SetGCPercent(now)
		}
	}, percent)
}

// complain prints an error and returns the exit status for it.
func complain(term terminal, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintf(term.err, "hourprint: %v\nTry \"hourprint --help\", or --help after a command.\n", err)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(term.err, "hourprint: interrupted; nothing half-written was left behind")
		return exitFailure
	default:
		fmt.Fprintf(term.err, "hourprint: %v\n", err)
		return exitFailure
	}
}
