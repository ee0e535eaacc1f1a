package server

import (
	"testing"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
)

// Tab works while a cell runs, and the kernel is shown as busy again after it.
func TestAsksDuringCell(t *testing.T) {
	f := newFake()
	tests(t, func() engine.Engine { return f }, Options{Grace: patience}, func(t *testing.T, k *kernel) {
		c, other := k.client("c"), k.client("other")
		cell := c.send(transport.Shell, "execute_request", object{"code": "loop"})
		<-f.entered
		equal(t, "complete", field(other.do("complete_request", object{"code": "x", "cursor_pos": 1}).Reply, "matches"), []any{"x1", "x2"})
		equal(t, "inspect", field(other.do("inspect_request", object{"code": "known", "cursor_pos": 1}).Reply, "found"), true)
		equal(t, "is_complete", field(other.do("is_complete_request", object{"code": "x"}).Reply, "status"), "complete")
		k.Interrupt()
		equal(t, "cell", field(c.reply(transport.Shell, cell), "ename"), "Interrupt")
		var states []any
		for len(states) == 0 || states[len(states)-1] != "idle" {
			m := c.next(transport.IOPub)
			if m.Header.Type == "status" && field(m, "execution_state") != nil && kerneltest.Parent(m) == cell {
				states = append(states, field(m, "execution_state"))
			}
		}
		equal(t, "states of the cell", states, []any{"busy", "busy", "busy", "busy", "idle"})
	})
}

// What the kernel does not offer is refused, not left without an answer.
func TestUnsupported(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		for _, kind := range []string{"create_subshell_request", "delete_subshell_request", "list_subshell_request"} {
			r := c.doOn(transport.Control, kind, object{"subshell_id": "x"}).Reply
			equal(t, kind, field(r, "status"), "error")
			equal(t, kind, field(r, "ename"), "NotSupported")
		}
		r := c.doOn(transport.Control, "debug_request", object{"seq": 3, "type": "request", "command": "debugInfo"}).Reply
		equal(t, "debug", r.Header.Type, "debug_reply")
		equal(t, "success", field(r, "success"), false)
		equal(t, "request_seq", field(r, "request_seq"), 3.0)
		equal(t, "afterwards", field(c.run("value 1").Reply, "status"), "ok")
	})
}
