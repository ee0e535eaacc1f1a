package server

import (
	"sync/atomic"
	"testing"
	"time"
)

// After a cell the server says that it rests; after other requests it does not.
func TestRest(t *testing.T) {
	rested := make(chan struct{}, 10)
	opt := Options{Rest: func() { rested <- struct{}{} }}
	tests(t, plainFake, opt, func(t *testing.T, k *kernel) {
		c := k.client("c")
		c.run("value 1")
		<-rested
		c.do("kernel_info_request", object{})
		c.run("value 2")
		<-rested
		if len(rested) > 0 {
			t.Error("it rested more often than cells ran")
		}
	})
}

// After a cell, and before its reply, the server says how long it took.
func TestAfter(t *testing.T) {
	var calls atomic.Int32
	opt := Options{After: func(took time.Duration) {
		if took <= 0 {
			t.Errorf("a cell took %v", took)
		}
		time.Sleep(10 * time.Millisecond) // were the reply not to wait, it would be here before
		calls.Add(1)
	}}
	tests(t, plainFake, opt, func(t *testing.T, k *kernel) {
		before := calls.Load()
		c := k.client("c")
		for n := range int32(3) {
			c.run("value 1")
			if got := calls.Load() - before; got != n+1 {
				t.Errorf("after %d cells it was called %d times", n+1, got)
			}
			c.do("kernel_info_request", object{})
		}
	})
}
