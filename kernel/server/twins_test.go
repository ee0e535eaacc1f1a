package server

import "testing"

// A front-end that comes with the identity of another takes its place, and what
// the first one asks for no longer keeps the kernel from answering.
func TestSameIdentity(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		first := k.client("twin")
		equal(t, "first", field(first.run("value 1").Reply, "status"), "ok")
		second := k.client("twin")
		a := second.run("value 2")
		equal(t, "second", field(a.Reply, "execution_count"), 2)
		equal(t, "others", field(k.client("other").run("value 3").Reply, "execution_count"), 3)
		equal(t, "second again", field(second.run("value 4").Reply, "execution_count"), 4)
	})
}
