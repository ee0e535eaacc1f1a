package server

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/transport"
	"github.com/hourprint/hourprint/kernel/wire"
)

// journal is a log that tests can read while it is written.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

// lines returns how many lines hold a text.
func (j *journal) lines(text string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Count(j.b.String(), text)
}

func logged() (*journal, *slog.Logger) {
	j := &journal{}
	return j, slog.New(slog.NewTextHandler(j, nil))
}

// Forged messages, on every channel, do nothing but leave a line in the log.
func TestForgedSignatures(t *testing.T) {
	j, log := logged()
	f := newFake()
	tests(t, func() engine.Engine { return f }, Options{Log: log}, func(t *testing.T, k *kernel) {
		before := j.lines("wrong signature")
		c := k.client("c")
		for _, kind := range []string{"execute_request", "shutdown_request", "interrupt_request", "input_reply"} {
			for _, ch := range []transport.Channel{transport.Shell, transport.Control, transport.Stdin} {
				m, err := c.Message(kind, object{"code": "value forged"})
				if err != nil {
					t.Fatal(err)
				}
				for _, key := range []string{"", "another key"} {
					frames, err := m.Join([]byte(key))
					if err != nil {
						t.Fatal(err)
					}
					if err := c.Raw().Send(ch, frames); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
			equal(t, "alive", field(c.doOn(ch, "kernel_info_request", object{}).Reply, "status"), "ok")
		}
		for n := 0; n < 24; n = j.lines("wrong signature") - before { // stdin is read beside the others
		}
	})
	if len(f.cells) != 0 {
		t.Errorf("%d forged cells were run", len(f.cells))
	}
}

// 10,000 messages that are noise, from a fixed seed: mutations of a good one,
// signed and not, on all channels. The kernel lives, and answers.
func TestFuzzedFrames(t *testing.T) {
	_, log := logged()
	tests(t, plainFake, Options{Log: log}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		random := rand.New(rand.NewPCG(3, 4))
		for i := range 10_000 {
			ch := []transport.Channel{transport.Shell, transport.Control, transport.Stdin}[i%3]
			if err := c.Raw().Send(ch, noise(random, k.key, i)); err != nil {
				t.Fatal(err)
			}
		}
		for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
			id := c.send(ch, "kernel_info_request", object{})
			equal(t, "alive", field(c.reply(ch, id), "status"), "ok")
		}
	})
}

// noise returns frames that are almost a message.
func noise(random *rand.Rand, key []byte, i int) [][]byte {
	kinds := []string{"complete_request", "inspect_request", "history_request", "comm_open", "comm_msg", "is_complete_request", "x", ""}
	contents := []string{`{}`, `{"code":"x","cursor_pos":-5}`, `{"code":null}`, `{"code":3}`, `{"n":1e9}`, `{"session":-9223372036854775808}`,
		`[]`, `null`, `{"data":{"a":"` + "\xff\xfe" + `"}}`, `{"hist_access_type":"search","pattern":"[[["}`, strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200), `{`}
	parts := [][]byte{
		fmt.Appendf(nil, `{"msg_id":"%d","session":"noise","msg_type":"%s"}`, i, kinds[random.IntN(len(kinds))]),
		[]byte("{}"), []byte("{}"), []byte(contents[random.IntN(len(contents))]),
	}
	damage := func(b []byte) []byte {
		b = bytes.Clone(b)
		for range random.IntN(4) {
			if len(b) > 0 {
				b[random.IntN(len(b))] = byte(random.Uint32())
			}
		}
		return b[:len(b)-random.IntN(len(b)+1)/2]
	}
	if random.IntN(2) == 0 { // damaged, but signed: it reaches the parser
		at := random.IntN(len(parts))
		parts[at] = damage(parts[at])
	}
	frames := append([][]byte{[]byte(wire.Delimiter), wire.Sign(key, parts...)}, parts...)
	if random.IntN(2) == 0 { // damaged after signing
		at := random.IntN(len(frames))
		frames[at] = damage(frames[at])
	}
	if random.IntN(4) == 0 { // frames missing
		frames = frames[:random.IntN(len(frames)+1)]
	}
	if len(frames) == 0 {
		frames = [][]byte{{}}
	}
	return frames
}

// A type that nobody knows is wrapped in busy and idle and not answered.
func TestUnknownType(t *testing.T) {
	j, log := logged()
	tests(t, plainFake, Options{Log: log}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		equal(t, "outputs", told(c, "no_such_request", object{}).Kinds(), []string{})
		equal(t, "next", field(c.run("value 1").Reply, "status"), "ok")
	})
	if n := j.lines("unknown type"); n != 2 {
		t.Errorf("%d lines in the log, want 2", n)
	}
}

// An engine that panics where it should not does not take the kernel along.
func TestEnginePanics(t *testing.T) {
	tests(t, func() engine.Engine { return panicky{newFake()} }, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		r := c.do("complete_request", object{"code": "x", "cursor_pos": 1}).Reply
		equal(t, "reply", content(r), object{"status": "error", "ename": "KernelError", "evalue": "lost", "traceback": []string{"KernelError: lost"}})
		equal(t, "next", field(c.run("value 1").Reply, "status"), "ok")
	})
}

type panicky struct{ *fake }

func (panicky) Complete(string, int) engine.Completion { panic("lost") }

// Two clients at once: each gets its own replies, both see all outputs.
func TestTwoClients(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		const each = 50
		var wg sync.WaitGroup
		defer wg.Wait()
		for _, name := range []string{"a", "b"} {
			c := k.client(name)
			wg.Add(1)
			go func() {
				defer wg.Done()
				for i := range each {
					want := fmt.Sprint(name, i)
					a, err := c.Do(waiting(t), transport.Shell, "execute_request", object{"code": "value " + want})
					if err != nil {
						t.Error(err)
						return
					}
					equal(t, "result", field(a.Outputs[len(a.Outputs)-1], "data", "text/plain"), want)
				}
			}()
		}
		wg.Wait()
		equal(t, "count", field(k.client("c").run("value 1").Reply, "execution_count"), 2*each+1)
	})
}

func TestHeartbeat(t *testing.T) {
	f := newFake()
	tests(t, func() engine.Engine { return f }, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		id := c.send(transport.Shell, "execute_request", object{"code": "loop"})
		<-f.entered
		for range 3 {
			if err := c.Raw().Send(transport.Heartbeat, [][]byte{[]byte("ping")}); err != nil {
				t.Fatal(err)
			}
			frames, err := c.Raw().Receive(waiting(t), transport.Heartbeat)
			if err != nil || string(bytes.Join(frames, nil)) != "ping" {
				t.Errorf("%q, %v", frames, err)
			}
		}
		k.Interrupt()
		c.reply(transport.Shell, id)
	})
}
