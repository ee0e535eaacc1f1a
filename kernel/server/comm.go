package server

import (
	"encoding/json"
	"sync"
)

// CommTarget is something in the kernel that front-ends can open comms to.
type CommTarget struct {
	// Name is the target_name of comm_open.
	Name string
	// Open is called for each comm that a front-end opens, with the data it
	// came with. It may keep the comm and send on it. A nil Messages means that
	// nobody listens.
	Open func(c *Comm, data json.RawMessage, buffers [][]byte) Messages
}

// Messages takes what a front-end sends on a comm.
type Messages interface {
	Message(data json.RawMessage, buffers [][]byte)
	Closed(data json.RawMessage)
}

// Comm is an open comm between the kernel and a front-end.
type Comm struct {
	ID, Target string
	comms      *comms
	messages   Messages
	parent     json.RawMessage // header of the last message that came on it; guarded by comms
}

// Send sends data to the front-ends; what JSON cannot hold goes as text.
func (c *Comm) Send(data map[string]any) { c.comms.send("comm_msg", c.ID, c.last(), data) }

// last returns the header of the last message that came on the comm.
func (c *Comm) last() json.RawMessage {
	c.comms.mu.Lock()
	defer c.comms.mu.Unlock()
	return c.parent
}

// Close closes the comm from the kernel's side.
func (c *Comm) Close(data map[string]any) {
	if c.comms.remove(c.ID) != nil {
		c.comms.send("comm_close", c.ID, c.last(), data)
	}
}

// comms are the targets and the open comms of a kernel.
type comms struct {
	server  *Server
	targets map[string]CommTarget

	mu   sync.Mutex
	open map[string]*Comm
}

func newComms(s *Server, targets []CommTarget) *comms {
	c := &comms{server: s, targets: map[string]CommTarget{}, open: map[string]*Comm{}}
	for _, t := range targets {
		c.targets[t.Name] = t
	}
	return c
}

// commContent is the content of all comm messages.
type commContent struct {
	ID     string          `json:"comm_id"`
	Target string          `json:"target_name"`
	Data   json.RawMessage `json:"data"`
}

// handle takes a comm message or comm_info_request.
func (c *comms) handle(r *request) {
	var content commContent
	if !c.server.read(r, &content) {
		return
	}
	switch r.message.Header.Type {
	case "comm_open":
		c.opened(r, content)
	case "comm_msg":
		if messages := c.find(content.ID, r.message.RawHeader); messages != nil {
			messages.Message(content.Data, r.message.Buffers)
		}
	case "comm_close":
		if comm := c.remove(content.ID); comm != nil && comm.messages != nil {
			comm.messages.Closed(content.Data)
		}
	case "comm_info_request":
		c.server.reply(r, c.list(content.Target))
	}
}

// opened takes comm_open; one to an unknown target is closed at once.
func (c *comms) opened(r *request, content commContent) {
	target, known := c.targets[content.Target]
	if !known {
		c.server.opt.Log.Warn("comm to an unknown target", "target", content.Target)
		c.send("comm_close", content.ID, r.message.RawHeader, nil)
		return
	}
	comm := &Comm{ID: content.ID, Target: content.Target, comms: c, parent: r.message.RawHeader}
	c.mu.Lock()
	c.open[comm.ID] = comm
	c.mu.Unlock()
	messages := target.Open(comm, content.Data, r.message.Buffers)
	c.mu.Lock()
	comm.messages = messages
	c.mu.Unlock()
}

// send sends a comm message to the front-ends.
func (c *comms) send(kind, id string, parent json.RawMessage, data map[string]any) {
	c.server.publish(kind, parent, map[string]any{"comm_id": id, "data": values(data)})
}

// find returns who listens to an open comm on which a message came, nil if
// nobody does.
func (c *comms) find(id string, parent json.RawMessage) Messages {
	c.mu.Lock()
	defer c.mu.Unlock()
	comm := c.open[id]
	if comm == nil {
		return nil
	}
	comm.parent = parent
	return comm.messages
}

// remove forgets an open comm and returns it, nil if there is none.
func (c *comms) remove(id string) *Comm {
	c.mu.Lock()
	defer c.mu.Unlock()
	comm := c.open[id]
	delete(c.open, id)
	return comm
}

// list returns the content of comm_info_reply: the comms open to a target, or
// all for "".
func (c *comms) list(target string) any {
	c.mu.Lock()
	defer c.mu.Unlock()
	open := map[string]any{}
	for id, comm := range c.open {
		if target == "" || target == comm.Target {
			open[id] = map[string]string{"target_name": comm.Target}
		}
	}
	return map[string]any{"status": ok, "comms": open}
}
