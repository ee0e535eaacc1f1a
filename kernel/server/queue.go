package server

import (
	"encoding/json"
	"sync"

	"github.com/hourprint/hourprint/kernel/transport"
	"github.com/hourprint/hourprint/kernel/wire"
)

// maxWaiting is how many requests may wait; then their senders do.
const maxWaiting = 10_000

// request is a message that wants to be handled.
type request struct {
	channel  transport.Channel
	message  *wire.Message
	aborted  bool            // answer "aborted"; guarded by the queue until next
	metadata json.RawMessage // of the reply
	replied  bool
	aside    bool   // answered beside the cells, not in turn with them
	then     func() // what to do after the status idle
}

// queue holds the requests of a channel in the order they came.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	waiting []*request
	arrived int // requests put since the start
	closed  bool
}

func newQueue() *queue {
	q := &queue{}
	q.changed.L = &q.mu
	return q
}

// put adds a request, when there is room; a closed queue takes nothing.
func (q *queue) put(r *request) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) >= maxWaiting && !q.closed {
		q.changed.Wait()
	}
	if q.closed {
		return
	}
	q.waiting = append(q.waiting, r)
	q.arrived++
	q.changed.Broadcast()
}

// next waits for a request; it returns false when the queue is closed.
func (q *queue) next() (*request, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed {
		q.changed.Wait()
	}
	if q.closed {
		return nil, false
	}
	r := q.waiting[0]
	q.waiting = q.waiting[1:]
	q.changed.Broadcast()
	return r, true
}

// seen returns how many requests have come since the start.
func (q *queue) seen() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.arrived
}

// abort marks the waiting execute requests of a client's session.
func (q *queue) abort(session string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, r := range q.waiting {
		if h := r.message.Header; h.Type == "execute_request" && h.Session == session {
			r.aborted = true
		}
	}
}

// close ends the waiting of everybody.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}
