package transport

import (
	"context"
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
)

// A client written by others, which speaks ZMTP 3.0.
func TestIndependentClient(t *testing.T) {
	z, err := Listen(Connection{})
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if err := z.Start(&echo{t: z, greeting: "welcome"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	connect := func(s zmq4.Socket, ch Channel) zmq4.Socket {
		c := z.Connection()
		_, address := c.address(ch)
		if err := s.Dial("tcp://" + address); err != nil {
			t.Fatalf("%s: %v", ch, err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	want := func(s zmq4.Socket, frames ...string) {
		t.Helper()
		m, err := s.Recv()
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%q", m.Frames); got != fmt.Sprintf("%q", text(frames...)) {
			t.Errorf("%s, want %q", got, frames)
		}
	}
	for _, ch := range []Channel{Shell, Control, Stdin} {
		dealer := connect(zmq4.NewDealer(ctx, zmq4.WithID(zmq4.SocketIdentity("one"))), ch)
		for i := range 100 {
			if err := dealer.Send(zmq4.NewMsgFrom(text("<IDS|MSG>", "", fmt.Sprint(i))...)); err != nil {
				t.Fatal(err)
			}
			want(dealer, "<IDS|MSG>", "", fmt.Sprint(i))
		}
		if err := z.Send(ch, text("one", "for you")); err != nil {
			t.Errorf("%s does not know the identity it was given: %v", ch, err)
		}
		want(dealer, "for you")
	}
	req := connect(zmq4.NewReq(ctx), Heartbeat)
	for range 3 {
		if err := req.Send(zmq4.NewMsgString("ping")); err != nil {
			t.Fatal(err)
		}
		want(req, "ping")
	}
	sub := connect(zmq4.NewSub(ctx), IOPub)
	if err := sub.SetOption(zmq4.OptionSubscribe, ""); err != nil {
		t.Fatal(err)
	}
	want(sub, "", "welcome")
	z.Publish(text("status", "busy"), true)
	want(sub, "status", "busy")
}

// A kernel written by others: it publishes with a PUB, and a ROUTER echoes its
// heartbeats, as that of ipykernel does.
func TestIndependentKernel(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := Connection{}
	pub := zmq4.NewPub(ctx)
	for ch := Shell; ch < channels; ch++ {
		s := zmq4.Socket(pub)
		if ch != IOPub {
			s = zmq4.NewRouter(ctx)
		}
		defer s.Close()
		if err := s.Listen("tcp://127.0.0.1:0"); err != nil {
			t.Fatal(err)
		}
		*c.port(ch) = s.Addr().(*net.TCPAddr).Port
		if ch == IOPub {
			continue
		}
		go func() {
			for m, err := s.Recv(); err == nil; m, err = s.Recv() {
				if s.Send(m) != nil { // back to the identity that it begins with
					return
				}
			}
		}()
	}
	client, err := Dial(ctx, c, "ours")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for _, ch := range []Channel{Heartbeat, Shell, Control, Stdin} {
		if err := client.Send(ch, text("ping")); err != nil {
			t.Fatal(err)
		}
		expect(t, client, ch, "ping")
	}
	// Nothing says when the subscription has arrived.
	go func() {
		for ctx.Err() == nil {
			_ = pub.Send(zmq4.NewMsgFrom(text("status", "busy")...))
			time.Sleep(time.Millisecond)
		}
	}()
	expect(t, client, IOPub, "status|busy")
}

// BenchmarkRoundTrip is a message to the kernel's end and back over TCP.
func BenchmarkRoundTrip(b *testing.B) {
	z, err := Listen(Connection{})
	if err != nil {
		b.Fatal(err)
	}
	defer z.Close()
	if err := z.Start(&echo{t: z}); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	c, err := Dial(ctx, z.Connection(), "bench")
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	message := text("<IDS|MSG>", "signature", "{}", "{}", "{}", "{}")
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Send(Shell, message); err != nil {
			b.Fatal(err)
		}
		if _, err := c.Receive(ctx, Shell); err != nil {
			b.Fatal(err)
		}
	}
}
