package server

import (
	"context"
	"testing"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/symbols"
	"github.com/hourprint/hourprint/kernel/transport"
)

// BenchmarkExecute is a cell of a fake engine, from request to reply, over TCP:
// what the protocol costs.
func BenchmarkExecute(b *testing.B) {
	benchmark(b, newFake(), "execute_request", map[string]any{"code": "value 3"})
}

// BenchmarkReal is the same around the engine of the command.
func BenchmarkReal(b *testing.B) {
	for name, r := range map[string]struct {
		kind    string
		content map[string]any
	}{
		"execute":  {"execute_request", map[string]any{"code": "1+2"}},
		"complete": {"complete_request", map[string]any{"code": "strings.ToU", "cursor_pos": 11}},
		"inspect":  {"inspect_request", map[string]any{"code": "fmt.Println", "cursor_pos": 11}},
	} {
		b.Run(name, func(b *testing.B) {
			e, err := symbols.NewEngine()
			if err != nil {
				b.Fatal(err)
			}
			defer e.Close()
			benchmark(b, e, r.kind, r.content)
		})
	}
}

// BenchmarkStart is from nothing to the first kernel_info_reply.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		e, err := symbols.NewEngine()
		if err != nil {
			b.Fatal(err)
		}
		conversation(b, e, func(ctx context.Context, c *kerneltest.Client) {
			if _, err := c.Do(ctx, transport.Shell, "kernel_info_request", map[string]any{}); err != nil {
				b.Fatal(err)
			}
		})
		e.Close()
	}
}

// benchmark repeats a request, each until its reply and idle.
func benchmark(b *testing.B, e engine.Engine, kind string, content map[string]any) {
	conversation(b, e, func(ctx context.Context, c *kerneltest.Client) {
		b.ReportAllocs()
		for b.Loop() {
			a, err := c.Do(ctx, transport.Shell, kind, content)
			if err != nil {
				b.Fatal(err)
			}
			if state := kerneltest.Field(a.Reply, "status"); state != "ok" {
				b.Fatalf("%s: %s", kind, a.Reply.Content)
			}
		}
	})
}

// conversation connects a client over TCP to a kernel.
func conversation(b *testing.B, e engine.Engine, talk func(context.Context, *kerneltest.Client)) {
	b.Helper()
	s := New(e, Options{Key: []byte("key")})
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
	// Until the welcome, what the kernel publishes may not reach the client.
	if m, err := c.Next(ctx, transport.IOPub); err != nil || m.Header.Type != "iopub_welcome" {
		b.Fatalf("welcome: %+v, %v", m, err)
	}
	talk(ctx, c)
}
