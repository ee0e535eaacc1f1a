// Package kerneltest is a small front-end for tests of Jupyter kernels, over
// any transport: it sends requests, collects what a kernel answers and
// publishes, and holds the kernel to the protocol while it does.
package kerneltest

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/hourprint/hourprint/kernel/transport"
	"github.com/hourprint/hourprint/kernel/wire"
)

// Client is a front-end. Requests are sent from any goroutine; one at a time
// may wait on a channel.
type Client struct {
	raw     transport.Client
	key     []byte
	session string
	sent    atomic.Int64
}

// New returns a front-end over a connection. Messages are signed with key
// unless it is empty; session tells front-ends of one kernel apart. Over
// sockets a kernel may publish before the subscription has reached it: a kernel
// that sends iopub_welcome says when, others have to be asked until they are
// heard.
func New(raw transport.Client, key []byte, session string) *Client {
	return &Client{raw: raw, key: key, session: session}
}

// Close disconnects.
func (c *Client) Close() error { return c.raw.Close() }

// Raw returns the connection, for what no well-behaved front-end sends.
func (c *Client) Raw() transport.Client { return c.raw }

// Message returns a request that was not sent yet, with a fresh id. The
// content is whatever encoding/json can marshal to an object.
func (c *Client) Message(kind string, content any) (*wire.Message, error) {
	b, err := json.Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	return &wire.Message{
		Header: wire.Header{
			MsgID:    c.session + "-" + strconv.FormatInt(c.sent.Add(1), 10),
			Session:  c.session,
			Username: "test",
			Date:     "1970-01-01T00:00:00Z",
			Type:     kind,
			Version:  "5.3",
		},
		Content: b,
	}, nil
}

// Send sends a request and returns its id.
func (c *Client) Send(ch transport.Channel, kind string, content any) (id string, err error) {
	m, err := c.Message(kind, content)
	if err != nil {
		return "", err
	}
	frames, err := m.Join(c.key)
	if err != nil {
		return "", err
	}
	return m.Header.MsgID, c.raw.Send(ch, frames)
}

// Next waits for the next message on a channel and checks its signature.
func (c *Client) Next(ctx context.Context, ch transport.Channel) (*wire.Message, error) {
	frames, err := c.raw.Receive(ctx, ch)
	if err != nil {
		return nil, fmt.Errorf("waiting on %s: %w", ch, err)
	}
	m, err := wire.Split(frames, c.key)
	if err != nil {
		return nil, fmt.Errorf("from the kernel on %s: %w", ch, err)
	}
	return m, nil
}

// Answer is all that a kernel sent for one request.
type Answer struct {
	Reply   *wire.Message   // nil when none was waited for
	Outputs []*wire.Message // on iopub, between busy and idle
	Others  []*wire.Message // on iopub, with other parents, before idle
}

// Do sends a request and waits for its reply and for idle.
func (c *Client) Do(ctx context.Context, ch transport.Channel, kind string, content any) (*Answer, error) {
	id, err := c.Send(ch, kind, content)
	if err != nil {
		return nil, err
	}
	a := &Answer{}
	if err := c.Idle(ctx, id, a); err != nil {
		return a, err
	}
	a.Reply, err = c.Reply(ctx, ch, id)
	return a, err
}

// Reply waits for the reply to a request; replies to others are passed over.
func (c *Client) Reply(ctx context.Context, ch transport.Channel, id string) (*wire.Message, error) {
	for {
		m, err := c.Next(ctx, ch)
		if err != nil {
			return nil, fmt.Errorf("reply to %s: %w", id, err)
		}
		if Parent(m) == id {
			return m, nil
		}
	}
}

// Idle collects what is published until the status idle for a request. It
// fails when the kernel publishes outputs of the request before busy.
func (c *Client) Idle(ctx context.Context, id string, a *Answer) error {
	busy := false
	for {
		m, err := c.Next(ctx, transport.IOPub)
		if err != nil {
			return fmt.Errorf("outputs of %s: %w", id, err)
		}
		if Parent(m) != id {
			a.Others = append(a.Others, m)
			continue
		}
		switch state := Field(m, "execution_state"); {
		case m.Header.Type != "status" && !busy:
			return fmt.Errorf("%s of %s came before busy", m.Header.Type, id)
		case m.Header.Type != "status":
			a.Outputs = append(a.Outputs, m)
		case state == "busy" && !busy:
			busy = true
		case state == "idle" && busy:
			return nil
		default:
			return fmt.Errorf("status %v of %s, busy %v", state, id, busy)
		}
	}
}

// Parent returns the id of the request that a message belongs to.
func Parent(m *wire.Message) string {
	var h wire.Header
	if json.Unmarshal(m.Parent, &h) != nil {
		return ""
	}
	return h.MsgID
}

// Field returns a value inside the content of a message, nil if there is none.
func Field(m *wire.Message, path ...string) any {
	var v any
	if json.Unmarshal(m.Content, &v) != nil {
		return nil
	}
	for _, key := range path {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[key]
	}
	return v
}

// Kinds returns the types of the outputs, in order.
func (a *Answer) Kinds() []string {
	kinds := make([]string, len(a.Outputs))
	for i, m := range a.Outputs {
		kinds[i] = m.Header.Type
	}
	return kinds
}

// Text returns all that was printed to a stream, "stdout" or "stderr".
func (a *Answer) Text(name string) string {
	text := ""
	for _, m := range a.Outputs {
		if m.Header.Type == "stream" && Field(m, "name") == name {
			text += Field(m, "text").(string)
		}
	}
	return text
}
