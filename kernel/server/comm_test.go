package server

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
	"github.com/hourprint/hourprint/kernel/wire"
)

// listener is a comm target that notes what it gets and echoes messages.
type listener struct {
	mu    sync.Mutex
	comm  *Comm
	notes []string
}

func (l *listener) note(what string, data json.RawMessage, buffers [][]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, b := range buffers {
		data = append(data[:len(data):len(data)], b...)
	}
	l.notes = append(l.notes, what+" "+string(data))
}

func (l *listener) open(c *Comm, data json.RawMessage, buffers [][]byte) Messages {
	l.comm = c
	l.note("open "+c.Target, data, buffers)
	return l
}

func (l *listener) Message(data json.RawMessage, buffers [][]byte) {
	l.note("message", data, buffers)
	l.comm.Send(map[string]any{"echo": string(data)})
}

func (l *listener) Closed(data json.RawMessage) { l.note("closed", data, nil) }

// told waits for idle after a message that has no reply.
func told(c *front, kind string, ask object) *kerneltest.Answer {
	c.t.Helper()
	id := c.send(transport.Shell, kind, ask)
	a := &kerneltest.Answer{}
	if err := c.Idle(waiting(c.t), id, a); err != nil {
		c.t.Fatal(err)
	}
	return a
}

func TestComms(t *testing.T) {
	var l *listener
	target := CommTarget{Name: "echo", Open: func(c *Comm, data json.RawMessage, buffers [][]byte) Messages {
		l = &listener{}
		return l.open(c, data, buffers)
	}}
	tests(t, plainFake, Options{Comms: []CommTarget{target, {Name: "other", Open: func(*Comm, json.RawMessage, [][]byte) Messages { return nil }}}}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		equal(t, "outputs", told(c, "comm_open", object{"comm_id": "1", "target_name": "echo", "data": object{"a": 1}}).Kinds(), []string{})
		told(c, "comm_open", object{"comm_id": "2", "target_name": "other", "data": object{}})
		told(c, "comm_msg", object{"comm_id": "2", "data": object{}})
		a := told(c, "comm_open", object{"comm_id": "3", "target_name": "unknown", "data": object{}})
		equal(t, "kinds", a.Kinds(), []string{"comm_close"})
		equal(t, "unknown target", content(a.Outputs[0]), object{"comm_id": "3", "data": object{}})

		a = told(c, "comm_msg", object{"comm_id": "1", "data": object{"x": 2}})
		equal(t, "kinds", a.Kinds(), []string{"comm_msg"})
		equal(t, "echo", content(a.Outputs[0]), object{"comm_id": "1", "data": object{"echo": `{"x":2}`}})

		all := object{"1": object{"target_name": "echo"}, "2": object{"target_name": "other"}}
		equal(t, "comm_info", content(c.do("comm_info_request", object{}).Reply), object{"status": "ok", "comms": all})
		delete(all, "2")
		equal(t, "comm_info of a target", content(c.do("comm_info_request", object{"target_name": "echo"}).Reply), object{"status": "ok", "comms": all})

		told(c, "comm_close", object{"comm_id": "1", "data": object{"bye": true}})
		equal(t, "message to a closed comm", told(c, "comm_msg", object{"comm_id": "1", "data": object{}}).Kinds(), []string{})
		told(c, "comm_close", object{"comm_id": "1", "data": object{}})
		equal(t, "notes", l.notes, []string{`open echo {"a":1}`, `message {"x":2}`, `closed {"bye":true}`})
		l.comm.Close(nil) // closed already: says nothing

		told(c, "comm_open", object{"comm_id": "4", "target_name": "echo", "data": object{}})
		l.comm.Close(map[string]any{"why": "done"})
		var m *wire.Message
		for m = c.next(transport.IOPub); m.Header.Type != "comm_close"; m = c.next(transport.IOPub) {
		}
		equal(t, "closed by the kernel", content(m), object{"comm_id": "4", "data": object{"why": "done"}})
	})
}

// Buffers reach the target; comms work on control while a cell runs.
func TestCommBuffersOnControl(t *testing.T) {
	l := &listener{}
	f := newFake()
	k := start(t, "memory", f, Options{Comms: []CommTarget{{Name: "echo", Open: l.open}}})
	c := k.client("c")
	cell := c.send(transport.Shell, "execute_request", object{"code": "loop"})
	<-f.entered
	m, err := c.Message("comm_open", object{"comm_id": "1", "target_name": "echo", "data": object{}})
	if err != nil {
		t.Fatal(err)
	}
	m.Buffers = [][]byte{[]byte("<one>"), []byte("<two>")}
	frames, err := m.Join(k.key)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Raw().Send(transport.Control, frames); err != nil {
		t.Fatal(err)
	}
	c.doOn(transport.Control, "interrupt_request", object{})
	c.reply(transport.Shell, cell)
	equal(t, "notes", l.notes, []string{"open echo {}<one><two>"})
}
