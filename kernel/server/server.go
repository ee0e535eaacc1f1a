package server

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/transport"
	"github.com/hourprint/hourprint/kernel/wire"
)

// Server is one kernel. Make one with New.
type Server struct {
	engine  engine.Engine
	opt     Options
	session string // of the kernel, in the headers of its messages
	history *history
	comms   *comms

	transport transport.Transport
	shell     *queue
	control   *queue
	aside     *queue        // what the engine answers while a cell runs
	quit      chan struct{} // closed when serving ends
	quitOnce  sync.Once
	restart   bool // read after quit

	greeting greeting
	working  working
	input    input
	runs     runs
	count    int                             // of the executions that were kept; the shell goroutine's own
	latest   atomic.Pointer[json.RawMessage] // header of the last execute_request
}

// greeting is what a new subscriber is told.
type greeting struct {
	mu       sync.Mutex
	started  bool          // "starting" was told, or is out of date
	listened chan struct{} // closed when somebody listens to the outputs
	once     sync.Once
}

// listenerWait is how long the first cell waits for somebody to listen to its
// outputs.
const listenerWait = time.Second

// awaitListener holds back the first cell until its outputs have a listener. A
// front-end that connected before the kernel listened tries each channel again
// at a time of its own, so its first request may be here before its
// subscription; what is published then, nobody sees.
func (s *Server) awaitListener() {
	select {
	case <-s.greeting.listened:
	case <-time.After(listenerWait):
		s.greeting.listen() // nobody does: later cells need not wait
	case <-s.quit:
	}
}

// listen notes that there is a listener.
func (g *greeting) listen() { g.once.Do(func() { close(g.listened) }) }

// New returns a server that runs cells in an engine. The caller closes the
// engine after Serve has returned.
func New(e engine.Engine, opt Options) *Server {
	opt = opt.complete()
	s := &Server{
		engine:  e,
		opt:     opt,
		session: opt.NewID(),
		shell:   newQueue(),
		control: newQueue(),
		aside:   newQueue(),
		quit:    make(chan struct{}),
	}
	s.greeting.listened = make(chan struct{})
	s.history = openHistory(opt.History, s.session, opt.Log)
	s.comms = newComms(s, opt.Comms)
	return s
}

// Serve answers messages until a front-end asks for a shutdown, and then
// returns nil, or until ctx ends, and then returns ctx.Err. It closes the
// transport. A Server serves once. A cell that still runs is interrupted, not
// waited for.
func (s *Server) Serve(ctx context.Context, t transport.Transport) error {
	s.transport = t
	defer t.Close()
	defer s.end(false)
	defer s.history.close()
	if err := t.Start(handler{s}); err != nil {
		return fmt.Errorf("kernel: %w", err)
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, q := range []*queue{s.shell, s.control, s.aside} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.work(q)
		}()
	}
	select {
	case <-s.quit:
		return nil
	case <-ctx.Done():
		s.end(false)
		return ctx.Err()
	}
}

// Restart reports, after Serve has returned, whether the front-end that asked
// for the shutdown is going to start the kernel again.
func (s *Server) Restart() bool {
	select {
	case <-s.quit:
		return s.restart
	default:
		return false
	}
}

// end makes Serve return.
func (s *Server) end(restart bool) {
	s.quitOnce.Do(func() {
		s.restart = restart
		close(s.quit)
		s.shell.close()
		s.control.close()
		s.aside.close()
		s.Interrupt()
	})
}

// work takes requests from a queue until it is closed.
func (s *Server) work(q *queue) {
	for {
		r, ok := q.next()
		if !ok {
			return
		}
		if r.message.Header.Type == "execute_request" {
			s.awaitListener()
		}
		s.handle(r)
		if r.then != nil {
			r.then()
		}
		if r.message.Header.Type == "execute_request" && s.opt.Rest != nil {
			s.restAfter(q)
		}
	}
}

// restAfter calls Rest, unless a request comes before.
func (s *Server) restAfter(q *queue) {
	seen := q.seen()
	time.AfterFunc(restAfter, func() {
		select {
		case <-s.quit:
		default:
			if q.seen() == seen {
				s.opt.Rest()
			}
		}
	})
}

// handler is the server as the transport sees it.
type handler struct{ *Server }

// Receive checks and parses a message and queues it.
func (h handler) Receive(c transport.Channel, frames [][]byte) {
	m, err := wire.Split(frames, h.opt.Key)
	if err != nil {
		h.opt.Log.Warn("message dropped", "channel", c.String(), "error", err)
		return
	}
	h.greeting.mu.Lock()
	h.greeting.started = true
	h.greeting.mu.Unlock()
	r := &request{channel: c, message: m}
	switch {
	case c == transport.Stdin:
		h.inputReply(m)
	case c == transport.Control && m.Header.Type != "execute_request":
		r.aside = true
		h.control.put(r)
	case asks[m.Header.Type]:
		r.aside = true
		h.aside.put(r)
	default: // cells take their turn wherever they come from
		h.shell.put(r)
	}
}

// Subscribed greets a new subscriber (JEP 65), the first one also with
// "starting" if nothing was asked of the kernel yet: sent any earlier, that
// status would reach nobody.
func (h handler) Subscribed(topic []byte) [][][]byte {
	welcome := h.frames("iopub_welcome", nil, map[string]any{"subscription": string(topic)})
	welcome[0] = topic
	out := [][][]byte{welcome}
	h.greeting.listen()
	h.greeting.mu.Lock()
	defer h.greeting.mu.Unlock()
	if !h.greeting.started {
		h.greeting.started = true
		out = append(out, h.frames("status", nil, status{"starting"}))
	}
	return out
}

// Dropped words what a front-end sees in place of outputs it was too slow for,
// under the cell that ran last: a message without a parent is shown nowhere.
func (h handler) Dropped(n int) [][]byte {
	text := fmt.Sprintf("\n[%d messages were not delivered to this front-end, which reads too slowly]\n", n)
	var parent json.RawMessage
	if cell := h.latest.Load(); cell != nil {
		parent = *cell
	}
	return h.frames("stream", parent, stream{"stderr", text})
}
