package server

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/transport"
)

func TestKernelInfo(t *testing.T) {
	tests(t, plainFake, Options{Version: "1.2", HelpLinks: []HelpLink{{"Go", "https://go.dev"}}}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
			r := c.doOn(ch, "kernel_info_request", object{}).Reply
			equal(t, "status", field(r, "status"), "ok")
			equal(t, "protocol_version", field(r, "protocol_version"), "5.5")
			equal(t, "implementation_version", field(r, "implementation_version"), "1.2")
			equal(t, "language", field(r, "language_info", "name"), "go")
			equal(t, "extension", field(r, "language_info", "file_extension"), ".go")
			equal(t, "help_links", field(r, "help_links"), []any{object{"text": "Go", "url": "https://go.dev"}})
			equal(t, "supported_features", field(r, "supported_features"), []any{})
		}
	})
}

// The first subscriber is welcomed, then told that the kernel starts; nobody
// else is told that, and each is welcomed before anything else.
func TestWelcome(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		a := k.client("a") // takes the welcome
		m := a.next(transport.IOPub)
		equal(t, "starting", content(m), object{"execution_state": "starting"})
		a.run("out x")
		b := k.client("b")
		for _, m := range b.run("out x").Others {
			t.Errorf("%s %s to the second client", m.Header.Type, m.Content)
		}
	})
}

func TestWelcomeContent(t *testing.T) {
	k := start(t, "memory", newFake(), Options{})
	frames := handler{k.Server}.Subscribed([]byte("topic"))
	if len(frames) != 2 || string(frames[0][0]) != "topic" {
		t.Fatalf("%q", frames)
	}
	equal(t, "content", string(frames[0][len(frames[0])-1]), `{"subscription":"topic"}`)
}

// Control answers while a cell runs; shell waits its turn.
func TestControlDuringCell(t *testing.T) {
	f := newFake()
	tests(t, func() engine.Engine { return f }, Options{}, func(t *testing.T, k *kernel) {
		c, other := k.client("c"), k.client("other")
		cell := c.send(transport.Shell, "execute_request", object{"code": "loop"})
		<-f.entered
		waits := c.send(transport.Shell, "kernel_info_request", object{})
		equal(t, "kernel_info on control", field(other.doOn(transport.Control, "kernel_info_request", object{}).Reply, "status"), "ok")
		a := other.doOn(transport.Control, "interrupt_request", object{})
		equal(t, "interrupt_reply", content(a.Reply), object{"status": "ok"})
		equal(t, "cell", field(c.reply(transport.Shell, cell), "ename"), "Interrupt")
		equal(t, "what waited", field(c.reply(transport.Shell, waits), "status"), "ok")
		equal(t, "next cell", field(c.run("value 1").Reply, "status"), "ok")
		equal(t, "interrupt of nothing", field(c.doOn(transport.Control, "interrupt_request", object{}).Reply, "status"), "ok")
		equal(t, "cell after it", field(c.run("value 1").Reply, "status"), "ok")
	})
}

// Cells that come by control are run in turn, and answered on control.
func TestExecuteOnControl(t *testing.T) {
	f := newFake()
	tests(t, func() engine.Engine { return f }, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		shell := c.send(transport.Shell, "execute_request", object{"code": "loop"})
		<-f.entered
		control := c.send(transport.Control, "execute_request", object{"code": "value 1"})
		c.doOn(transport.Control, "kernel_info_request", object{})
		k.Interrupt()
		equal(t, "shell", field(c.reply(transport.Shell, shell), "ename"), "Interrupt")
		equal(t, "control", c.reply(transport.Control, control).Header.Type, "execute_reply")
	})
	if f.together {
		t.Error("two cells ran at once")
	}
}

// A signal is an interrupt too.
func TestInterruptBySignal(t *testing.T) {
	f := newFake()
	tests(t, func() engine.Engine { return f }, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		k.Interrupt() // between cells nothing happens
		for range 3 {
			id := c.send(transport.Shell, "execute_request", object{"code": "loop"})
			<-f.entered
			k.Interrupt()
			equal(t, "cell", field(c.reply(transport.Shell, id), "ename"), "Interrupt")
		}
	})
}

// An interrupt that comes as soon as the cell is announced is not lost, even
// if the engine does not run it yet.
func TestInterruptAtOnce(t *testing.T) {
	f := newFake()
	k := start(t, "memory", f, Options{Grace: patience})
	c := k.client("c")
	for range 100 {
		id := c.send(transport.Shell, "execute_request", object{"code": "loop"})
		for m := c.next(transport.IOPub); m.Header.Type != "execute_input"; m = c.next(transport.IOPub) {
		}
		k.Interrupt()
		equal(t, "cell", field(c.reply(transport.Shell, id), "ename"), "Interrupt")
		<-f.entered
	}
}

// deaf is an engine that misses the first interrupts, as one that is compiling.
type deaf struct {
	*fake
	missed int
}

func (d *deaf) Interrupt() {
	d.mu.Lock()
	d.missed++
	hears := d.missed > 2
	d.mu.Unlock()
	if hears {
		d.fake.Interrupt()
	}
}

func TestInterruptIsRepeated(t *testing.T) {
	d := &deaf{fake: newFake()}
	k := start(t, "memory", d, Options{Grace: patience})
	c := k.client("c")
	id := c.send(transport.Shell, "execute_request", object{"code": "loop"})
	<-d.entered
	k.Interrupt()
	equal(t, "cell", field(c.reply(transport.Shell, id), "ename"), "Interrupt")
}

// A cell blocked in compiled code is given back after the grace period.
func TestAbandon(t *testing.T) {
	f := newFake()
	defer close(f.release)
	tests(t, func() engine.Engine { return patient{f} }, Options{Grace: time.Millisecond}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		id := c.send(transport.Shell, "execute_request", object{"code": "block"})
		<-f.entered
		k.Interrupt()
		r := c.reply(transport.Shell, id)
		equal(t, "ename", field(r, "ename"), "Interrupt")
		equal(t, "evalue", field(r, "evalue"), "the cell waits inside compiled code (a sleep, a channel, the network) and did not stop; it goes on in the background, and cells can be run again")
		equal(t, "next cell", field(c.run("value 1").Reply, "status"), "ok")
	})
	if f.abandoned != 2 {
		t.Errorf("abandoned %d times", f.abandoned)
	}
}

// An engine that cannot abandon answers that it is busy until it is not.
func TestStuck(t *testing.T) {
	f := newFake()
	k := start(t, "memory", f, Options{Grace: time.Millisecond})
	c := k.client("c")
	id := c.send(transport.Shell, "execute_request", object{"code": "block"})
	<-f.entered
	k.Interrupt()
	equal(t, "evalue", field(c.reply(transport.Shell, id), "evalue"), "the cell waits inside compiled code (a sleep, a channel, the network) and did not stop; other cells can run when it has ended, or after a restart of the kernel")
	equal(t, "next cell", field(c.run("value 1").Reply, "ename"), "Busy")
	equal(t, "complete still works", field(c.do("complete_request", object{"code": "x", "cursor_pos": 1}).Reply, "status"), "ok")
	close(f.release)
	for field(c.run("value 1").Reply, "status") != "ok" {
		time.Sleep(time.Millisecond)
	}
	if f.together {
		t.Error("two cells ran at once")
	}
}

func TestShutdown(t *testing.T) {
	for _, restart := range []bool{false, true} {
		for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
			tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
				c, other := k.client("c"), k.client("other")
				a := c.doOn(ch, "shutdown_request", object{"restart": restart})
				equal(t, "reply", content(a.Reply), object{"status": "ok", "restart": restart})
				if err := <-k.done; err != nil {
					t.Errorf("Serve: %v", err)
				}
				if k.Restart() != restart {
					t.Errorf("Restart() = %v", k.Restart())
				}
				// The other client is told as well.
				for m := other.next(transport.IOPub); m.Header.Type != "shutdown_reply"; m = other.next(transport.IOPub) {
				}
			})
		}
	}
}

// A shutdown does not wait for the cell that runs.
func TestShutdownDuringCell(t *testing.T) {
	f := newFake()
	defer close(f.release)
	tests(t, func() engine.Engine { return f }, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		c.send(transport.Shell, "execute_request", object{"code": "block"})
		<-f.entered
		c.doOn(transport.Control, "shutdown_request", object{"restart": false})
		if err := <-k.done; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
}

func TestServeEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := New(newFake(), Options{})
	if err := s.Serve(ctx, transport.NewMemory()); !errors.Is(err, context.Canceled) {
		t.Errorf("Serve: %v", err)
	}
	if s.Restart() {
		t.Error("nobody asked for a restart")
	}
	closed := transport.NewMemory()
	closed.Close()
	if err := New(newFake(), Options{}).Serve(context.Background(), closed); !errors.Is(err, transport.ErrClosed) {
		t.Errorf("over a closed transport: %v", err)
	}
}
