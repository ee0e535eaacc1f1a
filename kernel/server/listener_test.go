package server

import (
	"testing"
	"time"
)

// TestFirstCellWaitsForAListener: it waits until somebody subscribes, and not for
// good when nobody does.
func TestFirstCellWaitsForAListener(t *testing.T) {
	s := New(nil, Options{})
	waited := make(chan struct{})
	go func() { s.awaitListener(); close(waited) }()
	select {
	case <-waited:
		t.Fatal("the cell did not wait")
	case <-time.After(20 * time.Millisecond):
	}
	handler{s}.Subscribed(nil)
	<-waited // hangs, and so fails, if subscribing does not wake it
	s.awaitListener()

	alone := New(nil, Options{})
	alone.awaitListener() // hangs, and so fails, without the limit
	select {
	case <-alone.greeting.listened:
	default:
		t.Error("the next cell would wait again")
	}
}
