package engine

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// abandon runs a cell that does not return until it is abandoned, and returns
// the error of its Run.
func abandon(t *testing.T, e Engine, src string) error {
	t.Helper()
	done := make(chan error)
	go func() {
		_, err := e.Run(Cell{Number: 2, Source: src}, &recorder{})
		done <- err
	}()
	for {
		e.Interrupt()
		if err := e.(interface{ Abandon() error }).Abandon(); err == nil {
			return <-done
		}
		select {
		case err := <-done: // ended by the interrupt: nothing to abandon
			return err
		case <-time.After(time.Millisecond):
		}
	}
}

func TestAbandon(t *testing.T) {
	for _, src := range []string{
		"<-never", "x := <-never", "func wait() { <-never }\nwait()", "for { n += <-never }", "for i := range 3 { <-never; n += 10*i }", "never <- 1",
	} {
		e := bare(t)
		valueOf(e, "never := make(chan int)\nn := 41")
		err := abandon(t, e, src)
		var fault *Error
		if !errors.As(err, &fault) || fault.Name != "Interrupt" {
			t.Errorf("%s: error %v", src, err)
		}
		if got := valueOf(e, "func next() int { return n + 1 }\nnext()"); got != "text/plain=42" {
			t.Errorf("%s: after it: %s", src, got)
		}
		if err := abandon(t, e, "func spin() { for { } }\nspin()"); err == nil {
			t.Errorf("%s: a loop after it ended without error", src)
		}
		// What the cell waited for happens: it must not go on.
		valueOf(e, "select { case never <- 1: case <-never: default: }")
		if got := valueOf(e, "n++\nn"); got != "text/plain=42" {
			t.Errorf("%s: after it woke: %s", src, got)
		}
	}
}

func TestInterruptAfterAbandon(t *testing.T) {
	e := bare(t)
	valueOf(e, "never := make(chan int)")
	abandon(t, e, "<-never")
	for _, src := range []string{"select {}", "func f() { for { } }\nf()"} {
		done := make(chan error)
		go func() {
			_, err := e.Run(Cell{Number: 2, Source: src}, &recorder{})
			done <- err
		}()
		var err error
		for waiting := true; waiting; {
			e.Interrupt()
			select {
			case err = <-done:
				waiting = false
			case <-time.After(10 * time.Millisecond):
			}
		}
		if err == nil || !strings.HasPrefix(err.Error(), "Interrupt") {
			t.Errorf("%s: error %v", src, err)
		}
	}
}

func TestAbandonNothing(t *testing.T) {
	e := bare(t)
	if err := e.(interface{ Abandon() error }).Abandon(); err == nil {
		t.Error("no error, though no cell runs")
	}
}
