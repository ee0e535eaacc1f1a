package transport

import (
	"context"
	"fmt"
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
