package transport

import (
	"context"
	"sync"
)

// How much may wait for one peer. The reserve, on top of it, is for messages
// that front-ends cannot do without, such as the status "idle".
const (
	maxQueued      = 10_000
	maxQueuedBytes = 32 << 20
	reserve        = 4
)

// outbox is the queue of messages to one peer. Any number of goroutines put,
// one takes.
type outbox struct {
	notice func(n int) [][]byte // words what is told of n dropped messages; nil = nothing

	mu      sync.Mutex
	queue   []item
	bytes   int
	dropped int // since the last notice
	closed  bool
	wake    chan struct{} // holds a token when there may be something to take
}

// item is one queued message, or a command when command is set.
type item struct {
	frames  [][]byte
	command bool
}

// size returns the bytes that the frames hold in memory, roughly.
func (i item) size() int {
	n := 0
	for _, f := range i.frames {
		n += len(f) + 32
	}
	return n
}

func newOutbox() *outbox {
	return &outbox{wake: make(chan struct{}, 1)}
}

// put queues a message unless too much waits already.
func (o *outbox) put(it item, essential bool) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return ErrClosed
	}
	factor := 1
	if essential {
		factor = reserve
	}
	size := it.size()
	// A message on its own is always taken, however large it is.
	if len(o.queue) > 0 && (len(o.queue) >= factor*maxQueued || o.bytes+size > factor*maxQueuedBytes) {
		o.dropped++
		return ErrFull
	}
	o.tell()
	o.queue = append(o.queue, it)
	o.bytes += size
	o.signal()
	return nil
}

// tell queues the notice of what was dropped, if anything was.
func (o *outbox) tell() {
	if o.dropped == 0 || o.notice == nil {
		return
	}
	if m := o.notice(o.dropped); m != nil {
		it := item{frames: m}
		o.queue = append(o.queue, it)
		o.bytes += it.size()
	}
	o.dropped = 0
}

// signal leaves a token for the taker.
func (o *outbox) signal() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// take waits until something is queued and returns all of it, with the notice
// of what was dropped where it would have been. It returns ErrClosed when the
// outbox is closed and empty.
func (o *outbox) take(ctx context.Context) ([]item, error) {
	for {
		o.mu.Lock()
		o.tell()
		batch, closed := o.queue, o.closed
		o.queue, o.bytes = nil, 0
		o.mu.Unlock()
		if len(batch) > 0 {
			return batch, nil
		}
		if closed {
			return nil, ErrClosed
		}
		select {
		case <-o.wake:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// close lets nothing more in; what is queued can still be taken.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.signal()
}
