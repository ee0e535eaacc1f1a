package transport

import (
	"fmt"
	"net"
	"sync"
	"time"
)

// linger is how long Close waits for what is queued to be delivered.
const linger = time.Second

// ZMQ is the Transport over five ZeroMQ sockets. See Listen.
type ZMQ struct {
	connection Connection
	sockets    [channels]*socket
	once       sync.Once
}

// Listen opens the five sockets of a connection. Clients may connect from then
// on; they are answered after Start. A port of 0 is replaced by a free one,
// see Connection.
func Listen(c Connection) (*ZMQ, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("connection: %w", err)
	}
	z := &ZMQ{connection: c}
	for ch := Shell; ch < channels; ch++ {
		l, err := z.connection.listen(ch)
		if err != nil {
			_ = z.Close() // the first error is the one to tell
			return nil, err
		}
		s := &socket{channel: ch, listener: l, peers: map[string]*member{}, conns: map[net.Conn]bool{}}
		z.sockets[ch] = s
	}
	return z, nil
}

// Connection returns the connection with the ports that are in use.
func (z *ZMQ) Connection() Connection { return z.connection }

// Start begins to take peers.
func (z *ZMQ) Start(h Handler) error {
	for _, s := range z.sockets {
		s.mu.Lock()
		if s.ended {
			s.mu.Unlock()
			return ErrClosed
		}
		s.handler = h
		s.wg.Add(1)
		s.mu.Unlock()
		go s.accept()
	}
	return nil
}

// Send queues a message for the peer that the first frame names.
func (z *ZMQ) Send(c Channel, frames [][]byte) error {
	if c != Shell && c != Control && c != Stdin {
		return fmt.Errorf("send on %s: %w", c, ErrNoPeer)
	}
	return z.sockets[c].send(frames)
}

// Publish queues a message for the subscribers of its first frame.
func (z *ZMQ) Publish(frames [][]byte, essential bool) {
	z.sockets[IOPub].publish(frames, essential)
}

// Close delivers what is queued, for at most a second, and disconnects
// everybody. Nothing is running when it returns.
func (z *ZMQ) Close() error {
	z.once.Do(func() {
		done := make(chan struct{})
		for _, s := range z.sockets {
			if s != nil {
				s.close()
			}
		}
		go func() {
			defer close(done)
			for _, s := range z.sockets {
				if s != nil {
					s.wg.Wait()
				}
			}
		}()
		timer := time.NewTimer(linger)
		defer timer.Stop()
		select {
		case <-done:
		case <-timer.C:
			for _, s := range z.sockets {
				if s != nil {
					s.abort()
				}
			}
			<-done
		}
	})
	return nil
}
