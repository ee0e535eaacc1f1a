package server

import (
	"log/slog"
	"math"
	"os"
	"sync"
)

// entry is one execution in the history.
type entry struct {
	session int // 1, 2, …: kernels in the order they started; the last is this one
	line    int // its execution count
	input   string
	output  string // text of its value; "" = none
}

// history is what was executed, in this kernel and in those before it.
type history struct {
	mu      sync.Mutex
	entries []entry // oldest first
	session int     // number of this kernel
	id      string  // unique name of this kernel, in the file
	file    *os.File
	log     *slog.Logger
}

// historyRequest is the content of history_request.
type historyRequest struct {
	Output  bool   `json:"output"`
	Access  string `json:"hist_access_type"`
	Session int    `json:"session"` // 0 = this kernel's, negative = so many before it
	Start   int    `json:"start"`   // first line of a range
	Stop    *int   `json:"stop"`    // line after the last; nil = to the end
	N       *int   `json:"n"`       // at most so many of the latest; nil = all
	Pattern string `json:"pattern"` // "" = *
	Unique  bool   `json:"unique"`
}

// recall answers history_request.
func (s *Server) recall(r *request) {
	c := historyRequest{Access: "tail"}
	if !s.read(r, &c) {
		return
	}
	rows := []any{}
	for _, e := range s.history.find(&c) {
		rows = append(rows, e.row(c.Output))
	}
	s.reply(r, map[string]any{"status": ok, "history": rows})
}

// row returns an entry as the protocol has it: session, line, and the input or
// the pair of input and output.
func (e entry) row(output bool) any {
	if !output {
		return []any{e.session, e.line, e.input}
	}
	pair := []any{e.input, nil}
	if e.output != "" {
		pair[1] = e.output
	}
	return []any{e.session, e.line, pair}
}

// find returns the entries that a request asks for, oldest first.
func (h *history) find(c *historyRequest) []entry {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch c.Access {
	case "range":
		return h.span(c)
	case "search":
		return h.search(c)
	}
	return h.entries[len(h.entries)-latest(c.N, len(h.entries)):]
}

// latest returns how many of count entries are wanted.
func latest(n *int, count int) int {
	if n == nil {
		return count
	}
	return max(0, min(*n, count))
}

// span returns a range of lines of a session.
func (h *history) span(c *historyRequest) []entry {
	session, stop := c.Session, math.MaxInt
	if session <= 0 {
		session += h.session
	}
	if c.Stop != nil {
		stop = *c.Stop
	}
	var out []entry
	for _, e := range h.entries {
		if e.session == session && e.line >= c.Start && e.line < stop {
			out = append(out, e)
		}
	}
	return out
}

// search returns the entries whose input matches a pattern; of equal inputs
// only the latest when they are to be unique.
func (h *history) search(c *historyRequest) []entry {
	pattern := c.Pattern
	if pattern == "" {
		pattern = "*"
	}
	var out []entry
	seen := map[string]bool{}
	for i := len(h.entries) - 1; i >= 0; i-- {
		e := h.entries[i]
		if c.N != nil && len(out) >= max(0, *c.N) {
			break
		}
		if c.Unique && seen[e.input] || !globs(pattern, e.input) {
			continue
		}
		seen[e.input] = true
		out = append(out, e)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// add appends an execution.
func (h *history) add(line int, input, output string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	e := entry{h.session, line, input, shorten(output)}
	h.entries = append(h.entries, e)
	h.save(e)
}
