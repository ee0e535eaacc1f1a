package transport

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"testing"
	"testing/iotest"
)

// serving returns a transport that echoes, and the address of a channel.
func serving(t *testing.T, ch Channel) (*ZMQ, string) {
	t.Helper()
	z, err := Listen(Connection{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { z.Close() })
	if err := z.Start(&echo{t: z, greeting: "welcome"}); err != nil {
		t.Fatal(err)
	}
	c := z.Connection()
	_, address := c.address(ch)
	return z, address
}

// raw connects without any protocol.
func raw(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// alive fails unless the transport still echoes to a new client.
func alive(t *testing.T, z *ZMQ) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, err := Dial(ctx, z.Connection(), "alive")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Send(Shell, text("alive?")); err != nil {
		t.Fatal(err)
	}
	expect(t, c, Shell, "alive?")
}

func joinBytes(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func commandFrame(body []byte) []byte {
	return append([]byte{flagCommand, byte(len(body))}, body...)
}

// What is not ZMTP 3 with NULL, or not from the right kind of socket, is
// disconnected, whatever it is; and the kernel lives on.
func TestStrangersAreTurnedAway(t *testing.T) {
	z, address := serving(t, Shell)
	changed := func(at int, b ...byte) []byte {
		g := greeting()
		copy(g[at:], b)
		return g
	}
	dealer := commandFrame(ready(property{"Socket-Type", "DEALER"}))
	huge := binary.BigEndian.AppendUint64([]byte{flagLong}, 1<<62)
	for name, sent := range map[string][]byte{
		"HTTP":                   []byte("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + strings.Repeat(" ", 64)),
		"ZMTP 2":                 changed(10, 1, 0),
		"another mechanism":      changed(12, []byte("PLAIN")...),
		"a message before READY": joinBytes(greeting(), []byte{0, 1, 'x'}),
		"ERROR before READY":     joinBytes(greeting(), commandFrame(command("ERROR", []byte{1, 'x'}))),
		"a cut command":          joinBytes(greeting(), commandFrame([]byte{200, 'x'})),
		"a cut property":         joinBytes(greeting(), commandFrame(command("READY", []byte{4, 'N'}))),
		"a cut value":            joinBytes(greeting(), commandFrame(command("READY", []byte{1, 'N', 0, 0, 0, 9, 'x'}))),
		"a subscriber":           joinBytes(greeting(), commandFrame(ready(property{"Socket-Type", "SUB"}))),
		"no socket type":         joinBytes(greeting(), commandFrame(ready())),
		"reserved flags":         joinBytes(greeting(), dealer, []byte{0x80, 0}),
		"a command with more":    joinBytes(greeting(), dealer, []byte{flagCommand | flagMore, 0}),
		"a huge frame":           joinBytes(greeting(), dealer, huge),
		"an empty command":       joinBytes(greeting(), dealer, []byte{flagCommand, 0}),
	} {
		conn := raw(t, address)
		if _, err := conn.Write(sent); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := io.Copy(io.Discard, conn); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("%s: not disconnected: %v", name, err)
		}
	}
	alive(t, z)
}

// 10,000 frames of noise, from a fixed seed: the kernel lives on.
func TestNoise(t *testing.T) {
	z, address := serving(t, Shell)
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		w := bufio.NewWriter(conn)
		w.Write(greeting())
		w.Write(commandFrame(ready(property{"Socket-Type", "DEALER"})))
		for range 100 {
			body := make([]byte, random.IntN(300))
			for i := range body {
				body[i] = byte(random.Uint32())
			}
			// Mostly sound frames with noise in them, so that the noise gets far.
			flags := byte(random.IntN(2)) * flagMore
			if random.IntN(20) == 0 {
				flags = byte(random.IntN(8))
			}
			writeFrame(w, flags, body)
		}
		w.Flush() // the kernel may have hung up by now
		conn.Close()
	}
	alive(t, z)
}

// A peer that connects and says nothing does not keep Close from ending.
func TestSilentPeer(t *testing.T) {
	z, address := serving(t, Shell)
	raw(t, address)
	alive(t, z)
	z.Close()
}

func TestPing(t *testing.T) {
	_, address := serving(t, Shell)
	conn := raw(t, address)
	p, err := handshake(conn, "DEALER", "", "ROUTER")
	if err != nil {
		t.Fatal(err)
	}
	// Time to live 1 s, then a context of 18 bytes, of which 16 come back.
	conn.Write(commandFrame(command("PING", []byte("\x00\x0a0123456789abcdefgh"))))
	f, err := readFrame(p.r, 100)
	if err != nil || !f.command || string(f.body) != "\x04PONG0123456789abcdef" {
		t.Errorf("%q, %v", f.body, err)
	}
	conn.Write(commandFrame(command("PING", nil))) // without the time it should have
	if f, err := readFrame(p.r, 100); err != nil || string(f.body) != "\x04PONG" {
		t.Errorf("%q, %v", f.body, err)
	}
}

// Subscriptions by message (ZMTP 3.0) and by command (3.1), by prefix, counted
// and cancelled.
func TestSubscriptions(t *testing.T) {
	z, address := serving(t, IOPub)
	for name, frame := range map[string]func(subscribe bool, topic string) []byte{
		"message": func(subscribe bool, topic string) []byte {
			b := byte(0)
			if subscribe {
				b = 1
			}
			return append([]byte{0, byte(len(topic) + 1), b}, topic...)
		},
		"command": func(subscribe bool, topic string) []byte {
			if subscribe {
				return commandFrame(command("SUBSCRIBE", []byte(topic)))
			}
			return commandFrame(command("CANCEL", []byte(topic)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			conn := raw(t, address)
			p, err := handshake(conn, "SUB", "", "XPUB")
			if err != nil {
				t.Fatal(err)
			}
			next := func() string {
				m, _, _, err := p.read()
				if err != nil {
					t.Fatal(err)
				}
				return string(bytes.Join(m, []byte("|")))
			}
			want := func(w string) {
				t.Helper()
				if got := next(); got != w {
					t.Errorf("%q, want %q", got, w)
				}
			}
			conn.Write(joinBytes(frame(true, "st"), frame(true, "st"), frame(true, "err")))
			want("st|welcome")
			want("st|welcome")
			want("err|welcome")
			z.Publish(text("status", "1"), true)
			z.Publish(text("s", "not for it"), true)
			z.Publish(text("error", "2"), true)
			want("status|1")
			want("error|2")
			conn.Write(joinBytes(frame(false, "st"), frame(false, "err"), frame(true, "sync1")))
			want("sync1|welcome")
			z.Publish(text("error", "not any more"), true)
			z.Publish(text("status", "3"), true) // two subscriptions less one
			want("status|3")
			conn.Write(joinBytes(frame(false, "st"), frame(true, "sync2")))
			want("sync2|welcome")
			z.Publish(text("status", "not any more"), true)
			z.Publish(text("sync1", "end"), true)
			want("sync1|end")
		})
	}
}

func TestReadFrameCut(t *testing.T) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	if err := writeMessage(w, text("short", strings.Repeat("l", 300))); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	whole := b.Bytes()
	for n := range len(whole) {
		r := bufio.NewReader(iotest.OneByteReader(bytes.NewReader(whole[:n])))
		var err error
		for err == nil {
			_, err = readFrame(r, maxMessage)
		}
		// Between two frames the end is an end, within one it is not.
		want := io.ErrUnexpectedEOF
		if n == 0 || n == 7 { // the first frame: flags, size, "short"
			want = io.EOF
		}
		if !errors.Is(err, want) || want == io.EOF && errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("after %d bytes: %v, want %v", n, err, want)
		}
	}
}

// FuzzPeer: whatever follows a good handshake, reading it ends without a panic.
func FuzzPeer(f *testing.F) {
	f.Add([]byte{0, 1, 'x'})
	f.Add([]byte{flagMore, 0, flagLong, 0, 0, 0, 0, 0, 0, 0, 2, 'a', 'b'})
	f.Add(commandFrame(command("SUBSCRIBE", []byte("t"))))
	f.Add(commandFrame(command("PING", []byte{0, 1, 2})))
	f.Add(commandFrame(ready(property{"Socket-Type", "DEALER"}, property{"Identity", "x"})))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := &peer{r: bufio.NewReader(bytes.NewReader(data)), out: newOutbox()}
		if len(data) > 0 {
			_, _ = readReady(data)
		}
		total := 0
		for {
			m, name, topic, err := p.read()
			if err != nil {
				return
			}
			for _, frame := range m {
				total += len(frame)
			}
			total += len(topic) + len(name)
			if total > len(data) {
				t.Fatalf("%d bytes read from %d", total, len(data))
			}
		}
	})
}
