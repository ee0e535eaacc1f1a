package transport

import (
	"context"
	"fmt"
	"strconv"
	"sync"
)

// Memory is a Transport inside the process. Make one with NewMemory.
type Memory struct {
	started chan struct{} // closed by Start
	ended   chan struct{} // closed by Close
	once    sync.Once

	mu      sync.Mutex
	handler Handler
	clients map[string]*memoryClient
	last    int
}

// NewMemory returns a transport to which clients connect with its Dial.
func NewMemory() *Memory {
	return &Memory{
		started: make(chan struct{}),
		ended:   make(chan struct{}),
		clients: map[string]*memoryClient{},
	}
}

// Start begins to take clients.
func (m *Memory) Start(h Handler) error {
	select {
	case <-m.ended:
		return ErrClosed
	default:
	}
	m.mu.Lock()
	m.handler = h
	m.mu.Unlock()
	close(m.started)
	return nil
}

// Dial connects a client under an identity, or, if that is empty, under one of
// the transport's making. It waits for Start.
func (m *Memory) Dial(identity string) (Client, error) {
	select {
	case <-m.started:
	case <-m.ended:
		return nil, ErrClosed
	}
	c := &memoryClient{memory: m}
	for i := range c.in {
		c.in[i].outbox = newOutbox()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if identity == "" {
		m.last++
		identity = "\x00" + strconv.Itoa(m.last)
	}
	if old := m.clients[identity]; old != nil {
		old.closeAll()
	}
	c.identity = identity
	c.in[IOPub].notice = m.handler.Dropped
	for _, frames := range m.handler.Subscribed(nil) {
		_ = c.in[IOPub].put(item{frames: frames}, true) // an empty outbox takes it
	}
	m.clients[identity] = c
	return c, nil
}

// Send queues a message for the client that the first frame names.
func (m *Memory) Send(c Channel, frames [][]byte) error {
	if c != Shell && c != Control && c != Stdin {
		return fmt.Errorf("send on %s: %w", c, ErrNoPeer)
	}
	m.mu.Lock()
	client := m.clients[string(frames[0])]
	m.mu.Unlock()
	if client == nil {
		return ErrNoPeer
	}
	return client.in[c].put(item{frames: frames[1:]}, true)
}

// Publish queues a message for all clients.
func (m *Memory) Publish(frames [][]byte, essential bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range m.clients {
		_ = c.in[IOPub].put(item{frames: frames}, essential) // the outbox keeps count of what it drops
	}
}

// Close disconnects everybody. What is queued for a client can still be
// received.
func (m *Memory) Close() error {
	m.once.Do(func() {
		close(m.ended)
		m.mu.Lock()
		defer m.mu.Unlock()
		for _, c := range m.clients {
			c.closeAll()
		}
	})
	return nil
}

// memoryClient is the Client of a Memory.
type memoryClient struct {
	memory   *Memory
	identity string
	in       [channels]mailbox
}

// mailbox hands out one by one what an outbox gives in batches.
type mailbox struct {
	*outbox
	batch []item
}

// Send gives a message to the kernel's handler, or echoes it on Heartbeat.
func (c *memoryClient) Send(ch Channel, frames [][]byte) error {
	select {
	case <-c.memory.ended:
		return ErrClosed
	default:
	}
	switch ch {
	case Heartbeat:
		return c.in[ch].put(item{frames: frames}, true)
	case IOPub:
		return fmt.Errorf("send on %s: %w", ch, ErrNoPeer)
	}
	c.memory.handler.Receive(ch, append([][]byte{[]byte(c.identity)}, frames...))
	return nil
}

// Receive waits for the next message on a channel.
func (c *memoryClient) Receive(ctx context.Context, ch Channel) ([][]byte, error) {
	in := &c.in[ch]
	if len(in.batch) == 0 {
		batch, err := in.take(ctx)
		if err != nil {
			return nil, err
		}
		in.batch = batch
	}
	first := in.batch[0]
	in.batch = in.batch[1:]
	return first.frames, nil
}

// Close disconnects the client.
func (c *memoryClient) Close() error {
	c.memory.mu.Lock()
	defer c.memory.mu.Unlock()
	if c.memory.clients[c.identity] == c {
		delete(c.memory.clients, c.identity)
	}
	c.closeAll()
	return nil
}

// closeAll lets nothing more in.
func (c *memoryClient) closeAll() {
	for i := range c.in {
		c.in[i].close()
	}
}
