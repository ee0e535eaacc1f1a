package transport

import (
	"context"
	"errors"
)

// Channel is one of the five channels between a kernel and its front-ends.
type Channel int

// The channels, in the order of the connection file.
const (
	Shell Channel = iota
	Control
	Stdin
	IOPub
	Heartbeat
	channels // how many there are
)

// String returns the name of the channel as Jupyter's documentation has it.
func (c Channel) String() string {
	if c < 0 || c >= channels {
		return "no channel"
	}
	return [channels]string{"shell", "control", "stdin", "iopub", "heartbeat"}[c]
}

// ErrNoPeer says that a message is for a peer that is not connected.
var ErrNoPeer = errors.New("no such peer")

// ErrClosed says that the transport, or the connection to it, was closed.
var ErrClosed = errors.New("transport closed")

// ErrFull says that a message was dropped because its peer reads too slowly.
var ErrFull = errors.New("peer too slow, message dropped")

// Handler is what a transport calls. Its methods are called from several
// goroutines. Subscribed and Dropped must not call the transport.
type Handler interface {
	// Receive takes a message from a peer on Shell, Control or Stdin. The first
	// frame is the peer's identity. It may block, which holds back that peer's
	// channel only; it must not block for good, or Close never returns.
	Receive(c Channel, frames [][]byte)

	// Subscribed returns the messages to greet a new subscriber with; it gets
	// them before anything else. Called once for each subscription.
	Subscribed(topic []byte) (greeting [][][]byte)

	// Dropped returns the message that tells a subscriber that n messages were
	// dropped because it reads too slowly; nil = do not tell.
	Dropped(n int) [][]byte
}

// Transport is the kernel's side of the five channels. The heartbeat is
// answered by the transport itself.
type Transport interface {
	// Start begins to take peers, and returns. It is called once.
	Start(h Handler) error

	// Send queues a message for the peer on Shell, Control or Stdin that the
	// first frame names. It does not block. The error is ErrNoPeer, ErrFull or
	// ErrClosed.
	Send(c Channel, frames [][]byte) error

	// Publish queues a message for the IOPub subscribers of its first frame. It
	// does not block. For a subscriber that reads too slowly, messages that are
	// not essential are dropped first.
	Publish(frames [][]byte, essential bool)

	// Close delivers what is queued, for at most a second, and disconnects
	// everybody.
	Close() error
}

// Client is a front-end's side of the five channels. It subscribes to all
// topics of IOPub.
type Client interface {
	// Send sends a message on Shell, Control, Stdin or Heartbeat, without an
	// identity.
	Send(c Channel, frames [][]byte) error

	// Receive waits for the next message on a channel; on IOPub the first frame
	// is the topic. One goroutine at a time may wait on a channel.
	Receive(ctx context.Context, c Channel) ([][]byte, error)

	// Close disconnects.
	Close() error
}
