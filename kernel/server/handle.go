package server

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/hourprint/hourprint/kernel/wire"
)

// ok is the status of replies that did not fail.
const ok = "ok"

// failure is the content of a reply that failed, and of an error message but
// for the status.
type failure struct {
	Status    string   `json:"status,omitempty"`
	Name      string   `json:"ename"`
	Value     string   `json:"evalue"`
	Traceback []string `json:"traceback"`
}

// failed returns the content of a reply to a request that cannot be answered.
func failed(name, value string) failure {
	return failure{"error", name, value, []string{name + ": " + value}}
}

// handle answers one request, between busy and idle. Whatever goes wrong in it
// does not end the kernel.
func (s *Server) handle(r *request) {
	s.busy(r)
	defer s.idle(r)
	defer func() {
		if p := recover(); p != nil {
			s.opt.Log.Error("request failed", "type", r.message.Header.Type, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			s.reply(r, failed("KernelError", fmt.Sprint(p)))
		}
	}()
	switch r.message.Header.Type {
	case "execute_request":
		s.execute(r)
	case "kernel_info_request":
		s.reply(r, s.info())
	case "complete_request":
		s.complete(r)
	case "inspect_request":
		s.inspect(r)
	case "is_complete_request":
		s.isComplete(r)
	case "history_request":
		s.recall(r)
	case "comm_open", "comm_msg", "comm_close", "comm_info_request":
		s.comms.handle(r)
	case "interrupt_request":
		s.Interrupt()
		s.reply(r, map[string]any{"status": ok})
	case "shutdown_request":
		s.shutdown(r)
	case "create_subshell_request", "delete_subshell_request", "list_subshell_request", "debug_request", "connect_request":
		s.unsupported(r)
	default:
		s.opt.Log.Warn("message of an unknown type", "type", r.message.Header.Type, "channel", r.channel.String())
	}
}

// asks are the requests that only ask the engine about code. It answers them
// while a cell runs, and so does the kernel: whoever presses Tab during a long
// cell wants to see something.
var asks = map[string]bool{"complete_request": true, "inspect_request": true, "is_complete_request": true}

// working is what the shell is busy with.
type working struct {
	mu     sync.Mutex
	parent json.RawMessage // header of its request, nil when it is idle
}

// busy says that a request is being handled.
func (s *Server) busy(r *request) {
	s.working.mu.Lock()
	defer s.working.mu.Unlock()
	if !r.aside {
		s.working.parent = r.message.RawHeader
	}
	s.publish("status", r.message.RawHeader, status{"busy"})
}

// idle says that a request has been handled. A front-end that shows one status
// for the whole kernel would now show a running cell as idle, so that it is told
// again.
func (s *Server) idle(r *request) {
	s.working.mu.Lock()
	defer s.working.mu.Unlock()
	if !r.aside {
		s.working.parent = nil
	}
	s.publish("status", r.message.RawHeader, status{"idle"})
	if s.working.parent != nil {
		s.publish("status", s.working.parent, status{"busy"})
	}
}

// unsupported answers requests of the protocol for what kernel_info does not
// offer: a front-end that sends them all the same need not wait for an answer.
func (s *Server) unsupported(r *request) {
	name := strings.TrimSuffix(r.message.Header.Type, "_request")
	s.opt.Log.Warn("request that is not supported", "type", r.message.Header.Type)
	f := failed("NotSupported", "this kernel has no "+name)
	if name != "debug" {
		s.reply(r, f)
		return
	}
	// A debugger speaks its own protocol inside the message.
	var asked struct {
		Seq     int    `json:"seq"`
		Command string `json:"command"`
	}
	_ = json.Unmarshal(r.message.Content, &asked) // whatever it says, the answer is no
	s.reply(r, map[string]any{
		"type": "response", "request_seq": asked.Seq, "success": false, "command": asked.Command, "message": f.Value,
		"status": f.Status, "ename": f.Name, "evalue": f.Value, "traceback": f.Traceback,
	})
}

// read parses the content of a request, and answers it with an error when it
// is not what the protocol says. It reports whether it could.
func (s *Server) read(r *request, content any) bool {
	err := json.Unmarshal(r.message.Content, content)
	if err != nil {
		s.opt.Log.Warn("content of a message", "type", r.message.Header.Type, "error", err)
		s.reply(r, failed("BadRequest", err.Error()))
	}
	return err == nil
}

// replies are the types of the messages that answer requests; a request that
// is not here has no answer.
var replies = map[string]string{
	"execute_request":     "execute_reply",
	"kernel_info_request": "kernel_info_reply",
	"complete_request":    "complete_reply",
	"inspect_request":     "inspect_reply",
	"is_complete_request": "is_complete_reply",
	"history_request":     "history_reply",
	"comm_info_request":   "comm_info_reply",
	"interrupt_request":   "interrupt_reply",
	"shutdown_request":    "shutdown_reply",

	"create_subshell_request": "create_subshell_reply",
	"delete_subshell_request": "delete_subshell_reply",
	"list_subshell_request":   "list_subshell_reply",
	"debug_request":           "debug_reply",
	"connect_request":         "connect_reply",
}

// reply answers a request on the channel and to the client it came from.
func (s *Server) reply(r *request, content any) {
	kind := replies[r.message.Header.Type]
	if kind == "" || r.replied {
		return
	}
	r.replied = true
	m := &wire.Message{
		Idents:   r.message.Idents,
		Header:   s.header(kind),
		Parent:   r.message.RawHeader,
		Metadata: r.metadata,
		Content:  encode(content),
	}
	if err := s.transport.Send(r.channel, s.join(m)); err != nil {
		s.opt.Log.Warn("reply not sent", "type", kind, "error", err)
	}
}

// shutdown answers, tells everyone, and ends the kernel.
func (s *Server) shutdown(r *request) {
	var content struct {
		Restart bool `json:"restart"`
	}
	if !s.read(r, &content) {
		return
	}
	answer := map[string]any{"status": ok, "restart": content.Restart}
	s.reply(r, answer)
	s.publish("shutdown_reply", r.message.RawHeader, answer)
	// idle before the end: after it nothing can be sent.
	r.then = func() { s.end(content.Restart) }
}

// info returns the content of kernel_info_reply.
func (s *Server) info() any {
	links := s.opt.HelpLinks
	if links == nil {
		links = []HelpLink{}
	}
	return map[string]any{
		"status":                 ok,
		"protocol_version":       wire.Version,
		"implementation":         s.opt.Implementation,
		"implementation_version": s.opt.Version,
		"language_info": map[string]any{
			"name":            "go",
			"version":         goVersion(),
			"mimetype":        "text/x-go",
			"file_extension":  ".go",
			"pygments_lexer":  "go",
			"codemirror_mode": "go",
		},
		"banner":             s.opt.Banner,
		"help_links":         links,
		"debugger":           false,
		"supported_features": []string{},
	}
}
