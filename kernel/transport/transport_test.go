package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	far, err := time.LoadLocation("Asia/Kathmandu")
	if err != nil {
		panic(err)
	}
	time.Local = far
	os.Exit(m.Run())
}

// patience is how long a test waits for what must come. It is not a measure.
const patience = 20 * time.Second

// echo answers every message with itself, on its channel and to its sender.
type echo struct {
	t        Transport
	greeting string // told to subscribers; "" = nothing
}

func (e *echo) Receive(c Channel, frames [][]byte) { _ = e.t.Send(c, frames) }

func (e *echo) Subscribed(topic []byte) [][][]byte {
	if e.greeting == "" {
		return nil
	}
	return [][][]byte{{topic, []byte(e.greeting)}}
}

func (e *echo) Dropped(n int) [][]byte { return text("notice", fmt.Sprint(n)) }

func text(parts ...string) [][]byte {
	out := make([][]byte, len(parts))
	for i, p := range parts {
		out[i] = []byte(p)
	}
	return out
}

// receive waits for a message and returns its frames joined by "|".
func receive(t *testing.T, c Client, ch Channel) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	frames, err := c.Receive(ctx, ch)
	if err != nil {
		t.Fatalf("%s: %v", ch, err)
	}
	return string(bytes.Join(frames, []byte("|")))
}

func expect(t *testing.T, c Client, ch Channel, want string) {
	t.Helper()
	if got := receive(t, c, ch); got != want {
		t.Errorf("%s: %q, want %q", ch, got, want)
	}
}

// world is a transport of some kind, with a way to connect to it.
type world struct {
	Transport
	dial func(identity string) Client
}

// worlds runs a test over every kind of transport.
func worlds(t *testing.T, greeting string, test func(*testing.T, world)) {
	listen := func(c Connection) func(*testing.T) world {
		return func(t *testing.T) world {
			z, err := Listen(c)
			if err != nil {
				t.Fatal(err)
			}
			return world{z, func(identity string) Client {
				ctx, cancel := context.WithTimeout(context.Background(), patience)
				defer cancel()
				client, err := Dial(ctx, z.Connection(), identity)
				if err != nil {
					t.Fatal(err)
				}
				return client
			}}
		}
	}
	// A socket's path may have 104 bytes at most, and t.TempDir is long.
	dir, err := os.MkdirTemp("", "hp")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for name, make := range map[string]func(*testing.T) world{
		"tcp": listen(Connection{}),
		"ipc": listen(Connection{Transport: "ipc", IP: filepath.Join(dir, "k"), ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5}),
		"memory": func(t *testing.T) world {
			m := NewMemory()
			return world{m, func(identity string) Client {
				client, err := m.Dial(identity)
				if err != nil {
					t.Fatal(err)
				}
				return client
			}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := make(t)
			defer w.Close()
			if err := w.Start(&echo{w, greeting}); err != nil {
				t.Fatal(err)
			}
			test(t, w)
		})
	}
}

func TestEveryChannel(t *testing.T) {
	worlds(t, "welcome", func(t *testing.T, w world) {
		a, b := w.dial("a"), w.dial("")
		defer a.Close()
		defer b.Close()
		for _, ch := range []Channel{Shell, Control, Stdin, Heartbeat} {
			for _, c := range []Client{a, b} {
				if err := c.Send(ch, text("x", "", "y")); err != nil {
					t.Fatal(err)
				}
				expect(t, c, ch, "x||y")
			}
		}
		expect(t, a, IOPub, "|welcome")
		expect(t, b, IOPub, "|welcome")
		w.Publish(text("topic", "1"), false)
		w.Publish(text("topic", "2"), true)
		for _, c := range []Client{a, b} {
			expect(t, c, IOPub, "topic|1")
			expect(t, c, IOPub, "topic|2")
		}
		if err := w.Send(Shell, text("nobody", "x")); !errors.Is(err, ErrNoPeer) {
			t.Errorf("sent to nobody: %v", err)
		}
		if err := w.Send(Stdin, text("a", "question")); err != nil {
			t.Fatal(err)
		}
		expect(t, a, Stdin, "question")
	})
}

// Sizes around the border between short and long frames (255), the one to
// which bodies are allocated before they arrive (1 MiB), and past all buffers.
func TestSizes(t *testing.T) {
	worlds(t, "", func(t *testing.T, w world) {
		c := w.dial("c")
		defer c.Close()
		for _, n := range []int{0, 1, 254, 255, 256, 65535, 65536, trusted, trusted + 1, 5 << 20} {
			want := strings.Repeat("z", n)
			if err := c.Send(Shell, text(want, "end")); err != nil {
				t.Fatal(err)
			}
			if got := receive(t, c, Shell); got != want+"|end" {
				t.Errorf("%d bytes came back as %d", n+4, len(got))
			}
		}
	})
}

func TestOrder(t *testing.T) {
	worlds(t, "", func(t *testing.T, w world) {
		const n = 5000
		c := w.dial("c")
		defer c.Close()
		var wg sync.WaitGroup
		defer wg.Wait()
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range n {
				if err := c.Send(Shell, text(fmt.Sprint(i))); err != nil {
					t.Error(err)
				}
			}
		}()
		for i := range n {
			expect(t, c, Shell, fmt.Sprint(i))
		}
	})
}

// A client that comes back under the same identity takes its own place.
func TestHandover(t *testing.T) {
	worlds(t, "", func(t *testing.T, w world) {
		old := w.dial("same")
		defer old.Close()
		if err := old.Send(Shell, text("1")); err != nil {
			t.Fatal(err)
		}
		expect(t, old, Shell, "1")
		c := w.dial("same")
		defer c.Close()
		if err := c.Send(Shell, text("2")); err != nil {
			t.Fatal(err)
		}
		expect(t, c, Shell, "2")
		if err := w.Send(Shell, text("same", "3")); err != nil {
			t.Fatal(err)
		}
		expect(t, c, Shell, "3")
	})
}

// A subscriber that does not read misses messages, is told how many, and gets
// the essential ones; another subscriber gets everything, and nobody waits.
func TestSlowSubscriber(t *testing.T) {
	worlds(t, "welcome", func(t *testing.T, w world) {
		slow, quick := w.dial(""), w.dial("")
		defer slow.Close()
		defer quick.Close()
		expect(t, slow, IOPub, "|welcome")
		expect(t, quick, IOPub, "|welcome")
		body := strings.Repeat("x", 64<<10)
		// 200 MB: more than the queue's 32 MB and the buffers of any socket. The
		// quick one reads in step, so that its own queue never fills.
		const n = 3200
		for i := range n {
			w.Publish(text("t", fmt.Sprint(i), body), false)
			expect(t, quick, IOPub, fmt.Sprintf("t|%d|%s", i, body))
		}
		w.Publish(text("t", "idle"), true)
		expect(t, quick, IOPub, "t|idle")

		got, missed, idle := 0, 0, false
		for got+missed < n || !idle {
			m := receive(t, slow, IOPub)
			switch {
			case m == "t|idle":
				idle = true
			case strings.HasPrefix(m, "notice|"):
				var k int
				fmt.Sscanf(m, "notice|%d", &k)
				missed += k
			default:
				got++
			}
		}
		if missed == 0 || got+missed != n {
			t.Errorf("got %d and was told of %d missed, want both above 0 and together %d", got, missed, n)
		}
	})
}

func TestCloseDelivers(t *testing.T) {
	worlds(t, "", func(t *testing.T, w world) {
		c := w.dial("c")
		defer c.Close()
		if err := c.Send(Shell, text("hello")); err != nil {
			t.Fatal(err)
		}
		expect(t, c, Shell, "hello")
		for i := range 1000 {
			if err := w.Send(Shell, text("c", fmt.Sprint(i), strings.Repeat("x", 1000))); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		for i := range 1000 {
			if got := receive(t, c, Shell); !strings.HasPrefix(got, fmt.Sprintf("%d|", i)) {
				t.Fatalf("message %d: %.20q", i, got)
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if _, err := c.Receive(ctx, Shell); !errors.Is(err, ErrClosed) {
			t.Errorf("after the last: %v", err)
		}
		if err := w.Send(Shell, text("c", "x")); err == nil {
			t.Error("sent after Close")
		}
	})
}

func TestNothingLeftRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	worlds(t, "welcome", func(t *testing.T, w world) {
		for i := range 20 {
			c := w.dial(fmt.Sprint(i))
			expect(t, c, IOPub, "|welcome")
			if i%2 == 0 {
				c.Close()
			}
		}
	})
	for range 1000 {
		runtime.Gosched()
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	buf := make([]byte, 1<<20)
	t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
}
