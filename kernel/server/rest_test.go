package server

import "testing"

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
