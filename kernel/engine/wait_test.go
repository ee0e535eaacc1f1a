package engine

import (
	"strings"
	"testing"
	"time"
)

// An interrupt ends the waiting for channels at once, without abandoning the
// cell; goroutines of earlier cells go on waiting.
func TestInterruptWaiting(t *testing.T) {
	for _, src := range []string{
		"<-never", "x, ok := <-never", "never <- 1", "for v := range never { n = v }", "select {}",
		"select { case v := <-never: n = v; case never <- 2: }", "func f() int { return <-never }\nf()", "var none chan int\n<-none",
	} {
		e := bare(t)
		if _, err := e.Run(Cell{Source: "never, work, done := make(chan int), make(chan int), make(chan int, 1)\nn := 41\ngo func() { for v := range work { done <- v } }()"}, &recorder{}); err != nil {
			t.Fatal(err)
		}
		failed := make(chan error)
		go func() {
			_, err := e.Run(Cell{Number: 2, Source: src}, &recorder{})
			failed <- err
		}()
		var err error
		for waiting := true; waiting; {
			e.Interrupt()
			select {
			case err = <-failed:
				waiting = false
			case <-time.After(time.Millisecond): // it had not begun
			}
		}
		if err == nil || !strings.HasPrefix(err.Error(), "Interrupt") {
			t.Errorf("%s: error %v", src, err)
		}
		if got := valueOf(e, "work <- 1\nn + <-done"); got != "text/plain=42" {
			t.Errorf("%s: after it: %s", src, got)
		}
	}
}
