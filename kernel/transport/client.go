package transport

import (
	"context"
	"fmt"
	"net"
	"sync"
	"time"
)

const (
	retry = 5 * time.Millisecond // between attempts to connect
	inbox = 1000                 // messages a client holds before it stops reading
)

// ZMQClient is a front-end's end of five ZeroMQ sockets. See Dial.
type ZMQClient struct {
	peers [channels]*peer
	in    [channels]chan [][]byte
	done  chan struct{}
	once  sync.Once
	wg    sync.WaitGroup
}

// Dial connects to the kernel of a connection under an identity, and
// subscribes to everything on iopub. It tries until ctx ends, so that the
// kernel may still be starting. The identity may be empty; then nothing can be
// asked of this client on stdin.
func Dial(ctx context.Context, c Connection, identity string) (*ZMQClient, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("connection: %w", err)
	}
	z := &ZMQClient{done: make(chan struct{})}
	for ch := Shell; ch < channels; ch++ {
		p, err := dial(ctx, c, ch, identity)
		if err != nil {
			_ = z.Close() // the first error is the one to tell
			return nil, fmt.Errorf("connecting to %s: %w", ch, err)
		}
		z.peers[ch] = p
		z.in[ch] = make(chan [][]byte, inbox)
		z.wg.Add(2)
		go func() { defer z.wg.Done(); p.write() }()
		go func() { defer z.wg.Done(); z.read(p, z.in[ch]) }()
	}
	return z, z.subscribe()
}

// dial connects one channel.
func dial(ctx context.Context, c Connection, ch Channel, identity string) (*peer, error) {
	kind, id := "DEALER", identity
	switch ch {
	case IOPub:
		kind, id = "SUB", ""
	case Heartbeat:
		kind, id = "REQ", ""
	}
	network, address := c.address(ch)
	for {
		var d net.Dialer
		conn, err := d.DialContext(ctx, network, address)
		if err == nil {
			return dialled(conn, kind, id, append([]string{kinds[ch][0]}, also[ch]...))
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(retry):
		}
	}
}

// also are the sockets that other kernels have on a channel: ipykernel 7 echoes
// heartbeats with a ROUTER, and older kernels publish with a PUB.
var also = map[Channel][]string{Heartbeat: {"ROUTER"}, IOPub: {"PUB"}}

// dialled shakes hands on a new connection, with one of the kinds wanted.
func dialled(conn net.Conn, kind, identity string, wanted []string) (*peer, error) {
	p, err := handshake(conn, kind, identity, wanted...)
	if err != nil {
		conn.Close()
	}
	return p, err
}

// subscribe asks for every topic, in the way of the kernel's ZMTP version.
func (z *ZMQClient) subscribe() error {
	p := z.peers[IOPub]
	if p.minor == 0 {
		return p.out.put(item{frames: [][]byte{{1}}}, true)
	}
	return p.out.put(item{frames: [][]byte{command("SUBSCRIBE", nil)}, command: true}, true)
}

// read hands on what arrives until the connection ends.
func (z *ZMQClient) read(p *peer, in chan<- [][]byte) {
	defer close(in)
	defer p.conn.Close()
	defer p.out.close()
	for {
		message, name, _, err := p.read()
		if err != nil {
			return
		}
		if name != "" {
			continue
		}
		select {
		case in <- message:
		case <-z.done:
			return
		}
	}
}

// Send sends a message, without an identity. On Heartbeat it adds the empty
// frame that a REQ socket puts first.
func (z *ZMQClient) Send(c Channel, frames [][]byte) error {
	if c == Heartbeat {
		frames = append([][]byte{{}}, frames...)
	}
	return z.peers[c].out.put(item{frames: frames}, true)
}

// Receive waits for the next message on a channel. The error is ErrClosed when
// the kernel or Close ended the connection.
func (z *ZMQClient) Receive(ctx context.Context, c Channel) ([][]byte, error) {
	select {
	case m, ok := <-z.in[c]:
		if !ok {
			return nil, ErrClosed
		}
		if c == Heartbeat && len(m) > 0 && len(m[0]) == 0 {
			m = m[1:]
		}
		return m, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Close sends what is queued, for at most a second, and disconnects.
func (z *ZMQClient) Close() error {
	z.once.Do(func() {
		close(z.done)
		for _, p := range z.peers {
			if p == nil {
				continue
			}
			p.out.close()
			timer := time.NewTimer(linger)
			select {
			case <-p.done:
			case <-timer.C:
			}
			timer.Stop()
			p.conn.Close()
		}
		z.wg.Wait()
	})
	return nil
}
