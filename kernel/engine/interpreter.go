package engine

import (
	"errors"
	"go/build"
	"go/token"
	"io"
	"sync"
	"sync/atomic"

	"github.com/cosmos72/gomacro/base"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/gls"
	"github.com/cosmos72/gomacro/xreflect"
)

// An interpreter is the Engine: gomacro, and the goroutine it lives in.
type interpreter struct {
	opt  Options
	quit chan struct{}
	once sync.Once

	life     *life // the goroutine, and what it is to do
	lifeLock sync.Mutex

	// mind guards what is known of the cells so far: checker, imported, and the
	// names of the compiler. A cell holds it, but not while its code runs, so that
	// what is known can be asked for then.
	mind sync.Mutex

	// The rest is used in that goroutine only.
	ir       *fast.Interp
	run      *fast.Run
	here     func(*fast.Env) // sets noted
	noted    *fast.Run
	files    map[int]fileOf // by the base of a parsed file
	proxied  map[string]bool
	imported map[string]string // name → path
	checker  *checker
	own      *registry
	runs     int
	current  *unit    // of the running step
	deferred []func() // by the running cell
	panicked any      // what its last panic was about

	streams     *streams
	stdout      *standard
	stderr      *standard
	stdin       *keyboard
	args        []string       // os.Args
	main        atomic.Uintptr // the goroutine of life, see isMain
	interrupted atomic.Bool
	wake        chan struct{} // closed by an interrupt, to end sleeps
	wakeLock    sync.Mutex
}

// ErrClosed is what Run returns after Close.
var ErrClosed = errors.New("engine: closed")

// New starts an engine.
func New(opt Options) (Engine, error) {
	streams, err := newStreams()
	if err != nil {
		return nil, err
	}
	in := &interpreter{
		opt:      opt,
		life:     newLife(),
		quit:     make(chan struct{}),
		files:    map[int]fileOf{},
		proxied:  map[string]bool{},
		imported: map[string]string{},
		own:      newRegistry(),
		streams:  streams,
		stdout:   newStandard(streams.stdout),
		stderr:   newStandard(streams.stderr),
		wake:     make(chan struct{}),
	}
	failed := make(chan error)
	in.stdin = newKeyboard(in)
	in.setArgs("")
	in.checker = newChecker(in)
	go func() {
		in.main.Store(gls.GoID())
		failed <- in.start()
		in.live(in.life)
	}()
	if err := <-failed; err != nil {
		return nil, err
	}
	return in, nil
}

// live is the goroutine of the interpreter. gomacro interrupts only code that
// runs in the goroutine that made it, so all of it runs here.
func (in *interpreter) live(l *life) {
	for {
		select {
		case job := <-l.jobs:
			job()
		case <-in.quit:
			return
		}
	}
}

// do runs a function in the goroutine of the interpreter.
func (in *interpreter) do(job func()) error {
	in.lifeLock.Lock()
	l := in.life
	in.lifeLock.Unlock()
	done := make(chan struct{})
	select {
	case l.jobs <- func() { job(); close(done) }:
	case <-in.quit:
		return ErrClosed
	}
	select {
	case <-done:
		return nil
	case <-l.over:
		return errAbandoned
	}
}

// startLock guards what gomacro keeps in variables: while an interpreter is
// made, and while one imports.
var startLock sync.Mutex

// start makes the interpreter. Left alone, gomacro would ask the Go toolchain
// for the types of packages; with a GOROOT that does not exist, and then
// without an importer, it takes them from its tables by reflection.
func (in *interpreter) start() error {
	startLock.Lock()
	goroot := build.Default.GOROOT
	build.Default.GOROOT = "/nonexistent"
	in.ir = fast.New()
	build.Default.GOROOT = goroot
	startLock.Unlock()

	comp := in.ir.Comp
	comp.Universe.Importer = &xreflect.Importer{}
	comp.Options &^= base.OptTrapPanic | base.OptModuleImport
	comp.Stdout, comp.Stderr = io.Discard, io.Discard
	in.run = in.ir.PrepareEnv().Run
	in.life.run = in.run
	in.declareHere()
	return in.declareBuiltins()
}

func (in *interpreter) fset() *token.FileSet { return &in.ir.Comp.Fileset.FileSet }

// Run implements Engine.
func (in *interpreter) Run(cell Cell, out Output) (*Bundle, error) {
	if b, asks := in.question(cell.Source); asks {
		return b, nil
	}
	type outcome struct {
		bundle *Bundle
		err    error
	}
	result := make(chan outcome, 1)
	err := in.do(func() {
		in.interrupted.Store(false)
		in.rearm()
		in.streams.attach(out)
		bundle, err := in.runCommands(cell)
		in.streams.detach()
		result <- outcome{bundle, err}
	})
	if err != nil {
		return nil, err
	}
	r := <-result
	return r.bundle, r.err
}

// Interrupt implements Engine. gomacro looks for the signal that it leaves after
// every few statements, in a byte that nothing guards: the race detector says
// so, and a lock or an atomic there would be gomacro's to add. A signal that is
// lost is sent again by whoever waits for the end of the cell.
func (in *interpreter) Interrupt() {
	in.interrupted.Store(true)
	in.ir.Interrupt(nil)
	in.wakeLock.Lock()
	defer in.wakeLock.Unlock()
	select {
	case <-in.wake:
	default:
		close(in.wake)
	}
}

// rearm makes sleeps last again after an interrupt.
func (in *interpreter) rearm() {
	in.wakeLock.Lock()
	defer in.wakeLock.Unlock()
	select {
	case <-in.wake:
		in.wake = make(chan struct{})
	default:
	}
}

// interruption is closed when the running cell is interrupted.
func (in *interpreter) interruption() <-chan struct{} {
	in.wakeLock.Lock()
	defer in.wakeLock.Unlock()
	return in.wake
}

// Close implements Engine.
func (in *interpreter) Close() error {
	in.once.Do(func() { close(in.quit) })
	return in.streams.close()
}
