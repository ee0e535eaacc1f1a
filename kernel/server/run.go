package server

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
)

// Abandoner is an engine that can give up a cell which does not stop: after
// Abandon returns nil, Run may be called again although the abandoned call has
// not returned.
type Abandoner interface {
	Abandon() error
}

// How often an interrupt is repeated while the cell goes on: it may have come
// while the engine was compiling, when there was nothing to stop yet.
const (
	firstRepeat = 10 * time.Millisecond
	lastRepeat  = 200 * time.Millisecond
)

// runs knows which cell is being executed.
type runs struct {
	mu    sync.Mutex
	stop  chan struct{} // closed by the first interrupt; nil between cells
	stuck *oneRun       // interrupted in vain, and not abandoned; the shell goroutine's own
}

// oneRun is one call of the engine's Run.
type oneRun struct {
	done  chan struct{} // closed when the call has returned
	value *engine.Bundle
	err   error
}

// Interrupt ends the running cell, as interrupt_request does. It is what a
// kernel does on SIGINT. Nothing happens when no cell runs.
func (s *Server) Interrupt() {
	s.runs.mu.Lock()
	defer s.runs.mu.Unlock()
	if s.runs.stop == nil {
		return
	}
	select {
	case <-s.runs.stop:
	default:
		close(s.runs.stop)
	}
	s.engine.Interrupt()
}

// begin says that from now on an interrupt is for a cell, before anyone can
// have heard of it: an interrupt that comes before the engine runs must not be
// lost. What it returns ends that.
func (s *Server) begin() (end func()) {
	set := func(stop chan struct{}) {
		s.runs.mu.Lock()
		defer s.runs.mu.Unlock()
		s.runs.stop = stop
	}
	set(make(chan struct{}))
	return func() { set(nil) }
}

// stopped returns what an interrupt of the cell closes; nil, which blocks for
// good, between cells.
func (s *Server) stopped() <-chan struct{} {
	s.runs.mu.Lock()
	defer s.runs.mu.Unlock()
	return s.runs.stop
}

// run runs a cell to its end, or until it was interrupted and does not stop.
func (s *Server) run(cell engine.Cell, out engine.Output) (*engine.Bundle, error) {
	if s.runs.stuck != nil {
		select {
		case <-s.runs.stuck.done:
			s.runs.stuck = nil
		default:
			return nil, cellFault("Busy", "an interrupted cell is still waiting inside compiled code; try again later or restart the kernel")
		}
	}
	r := &oneRun{done: make(chan struct{})}
	go func() {
		defer close(r.done)
		r.value, r.err = s.guarded(cell, out)
	}()
	select {
	case <-r.done:
	case <-s.stopped():
		return s.outlast(r)
	case <-s.quit:
		return nil, cellFault("Interrupt", "the kernel shuts down")
	}
	return r.value, r.err
}

// cellFault returns an error of the server's own about a cell.
func cellFault(name, value string) *engine.Error {
	return &engine.Error{Name: name, Value: value, Traceback: []string{"\x1b[31m" + name + "\x1b[0m: " + value}}
}

// guarded runs a cell; a panic of the engine is an error.
func (s *Server) guarded(cell engine.Cell, out engine.Output) (value *engine.Bundle, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.opt.Log.Error("engine panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			value, err = nil, fmt.Errorf("the engine failed: %v", p)
		}
	}()
	return s.engine.Run(cell, out)
}

// outlast repeats the interrupt until the cell stops, or gives it up.
func (s *Server) outlast(r *oneRun) (*engine.Bundle, error) {
	grace := time.NewTimer(s.opt.Grace)
	defer grace.Stop()
	repeat := firstRepeat
	for {
		select {
		case <-r.done:
			return r.value, r.err
		case <-s.quit:
			return nil, cellFault("Interrupt", "the kernel shuts down")
		case <-grace.C:
			return nil, s.abandon(r)
		case <-time.After(repeat):
			repeat = min(2*repeat, lastRepeat)
			s.engine.Interrupt()
		}
	}
}

// abandon gives up a cell that does not stop.
func (s *Server) abandon(r *oneRun) error {
	err := errors.New("the engine cannot")
	if a, can := s.engine.(Abandoner); can {
		err = a.Abandon()
	}
	const stuck = "the cell waits inside compiled code (a sleep, a channel, the network) and did not stop"
	if err == nil {
		return cellFault("Interrupt", stuck+"; it goes on in the background, and cells can be run again")
	}
	s.opt.Log.Warn("cell not abandoned", "error", err)
	s.runs.stuck = r
	return cellFault("Interrupt", stuck+"; other cells can run when it has ended, or after a restart of the kernel")
}
