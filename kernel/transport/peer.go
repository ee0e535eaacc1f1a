package transport

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"time"
)

// handshakeTime is how long a peer may take to say who it is.
const handshakeTime = 30 * time.Second

// peer is one ZMTP connection, from either end.
type peer struct {
	conn     net.Conn
	r        *bufio.Reader
	out      *outbox
	minor    byte   // of the other side's ZMTP version
	kind     string // the other side's socket type
	identity string // the other side's identity; "" = none given
	done     chan struct{}
}

// handshake greets the other side and exchanges READY commands. Its socket
// type must be among wanted.
func handshake(conn net.Conn, kind, identity string, wanted ...string) (*peer, error) {
	timer := time.AfterFunc(handshakeTime, func() { conn.Close() })
	defer timer.Stop()
	p := &peer{conn: conn, r: bufio.NewReaderSize(conn, 64<<10), out: newOutbox(), done: make(chan struct{})}
	if _, err := conn.Write(greeting()); err != nil {
		return nil, err
	}
	minor, err := readGreeting(p.r)
	if err != nil {
		return nil, err
	}
	p.minor = minor
	w := bufio.NewWriter(conn)
	if err := writeFrame(w, flagCommand, ready(property{"Socket-Type", kind}, property{"Identity", identity})); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	if err := p.readReady(); err != nil {
		return nil, err
	}
	for _, k := range wanted {
		if k == p.kind {
			return p, nil
		}
	}
	_ = writeFrame(w, flagCommand, command("ERROR", append([]byte{20}, "Invalid socket type."...)))
	_ = w.Flush() // the peer is turned away whether it hears why or not
	return nil, fmt.Errorf("%w: a %s socket connected to a %s", errZMTP, p.kind, kind)
}

// readReady reads the other side's READY.
func (p *peer) readReady() error {
	f, err := readFrame(p.r, trusted)
	if err != nil {
		return err
	}
	if !f.command {
		return fmt.Errorf("%w: a message before READY", errZMTP)
	}
	name, data, err := splitCommand(f.body)
	if err != nil {
		return err
	}
	if name != "READY" {
		return fmt.Errorf("%w: %s %q before READY", errZMTP, name, data)
	}
	properties, err := readReady(data)
	if err != nil {
		return err
	}
	p.kind, p.identity = properties["socket-type"], properties["identity"]
	return nil
}

// read returns the next message, or subscription as a command name and topic.
func (p *peer) read() (message [][]byte, name string, topic []byte, err error) {
	left := maxMessage
	for {
		f, err := readFrame(p.r, left)
		if err != nil {
			return nil, "", nil, err
		}
		if f.command {
			name, data, err := splitCommand(f.body)
			if err != nil {
				return nil, "", nil, err
			}
			switch name {
			case "PING":
				_ = p.out.put(item{[][]byte{pong(data)}, true}, true) // a full queue answers no pings
			case "SUBSCRIBE", "CANCEL":
				return nil, name, data, nil
			}
			continue
		}
		message = append(message, f.body)
		left -= len(f.body)
		if len(message) > maxFrames {
			return nil, "", nil, fmt.Errorf("%w: message of more than %d frames", errZMTP, maxFrames)
		}
		if !f.more {
			return message, "", nil, nil
		}
	}
}

// write sends what is put in the outbox until it is closed and empty, or the
// connection breaks. Then it half-closes the connection: closing it while
// bytes from the other side are unread would make the kernel of the operating
// system throw away what was just written.
func (p *peer) write() {
	defer close(p.done)
	w := bufio.NewWriterSize(p.conn, 64<<10)
	for {
		batch, err := p.out.take(context.Background())
		if err != nil {
			break
		}
		if err := writeBatch(w, batch); err != nil {
			p.out.close()
			p.conn.Close()
			return
		}
	}
	if c, ok := p.conn.(interface{ CloseWrite() error }); ok {
		_ = c.CloseWrite() // the reader ends whether this works or not
	}
}

// writeBatch writes messages and flushes after the last.
func writeBatch(w *bufio.Writer, batch []item) error {
	for _, it := range batch {
		var err error
		if it.command {
			err = writeFrame(w, flagCommand, it.frames[0])
		} else {
			err = writeMessage(w, it.frames)
		}
		if err != nil {
			return err
		}
	}
	return w.Flush()
}
