package server

import (
	"context"
	"testing"

	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
)

// BenchmarkExecute is a cell of a fake engine, from request to reply, over TCP:
// what the protocol costs.
func BenchmarkExecute(b *testing.B) {
	s := New(newFake(), Options{Key: []byte("key")})
	z, err := transport.Listen(transport.Connection{})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.Serve(ctx, z) // ends with the context
	}()
	defer func() { cancel(); <-done }()
	raw, err := transport.Dial(ctx, z.Connection(), "bench")
	if err != nil {
		b.Fatal(err)
	}
	c := kerneltest.New(raw, []byte("key"), "bench")
	defer c.Close()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Do(ctx, transport.Shell, "execute_request", map[string]any{"code": "value 3"}); err != nil {
			b.Fatal(err)
		}
	}
}
