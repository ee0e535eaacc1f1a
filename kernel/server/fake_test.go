package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
	"github.com/hourprint/hourprint/kernel/wire"
)

func TestMain(m *testing.M) {
	far, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		panic(err)
	}
	time.Local = far
	os.Exit(m.Run())
}

// patience is how long a test waits for what must come. It is not a measure.
const patience = 20 * time.Second

// fake is an engine whose cells are lines of "VERB ARGUMENT".
type fake struct {
	mu        sync.Mutex
	stop      chan struct{} // closed by Interrupt while a cell runs
	running   bool
	together  bool          // Run was called while it ran
	cells     []engine.Cell // that were run
	entered   chan string   // the verb of each cell that waits
	release   chan struct{} // ends "block"
	abandoned int
}

func newFake() *fake {
	return &fake{entered: make(chan string, 100), release: make(chan struct{})}
}

func (f *fake) Run(cell engine.Cell, out engine.Output) (value *engine.Bundle, err error) {
	f.mu.Lock()
	f.together = f.together || f.running
	f.running = true
	stop := make(chan struct{})
	f.stop = stop
	f.cells = append(f.cells, cell)
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		f.running, f.stop = false, nil
		f.mu.Unlock()
	}()
	for line := range strings.SplitSeq(cell.Source, "\n") {
		verb, argument, _ := strings.Cut(line, " ")
		do, known := verbs[verb]
		if !known {
			return nil, &engine.Error{Name: "CompileError", Value: "undefined: " + verb}
		}
		if value, err = do(f, out, argument, stop); err != nil {
			return nil, err
		}
	}
	return value, nil
}

var interrupted = &engine.Error{Name: "Interrupt", Value: "interrupted", Traceback: []string{"Interrupt"}}

// verbs are what a line of a cell may do.
var verbs map[string]func(f *fake, out engine.Output, argument string, stop chan struct{}) (*engine.Bundle, error)

func init() {
	type verb = func(f *fake, out engine.Output, argument string, stop chan struct{}) (*engine.Bundle, error)
	show := func(argument string) engine.Bundle {
		return engine.Bundle{Data: map[string]any{"text/plain": argument, "image/png": []byte{0x89, 'P'}},
			Transient: map[string]any{"display_id": "d"}}
	}
	verbs = map[string]verb{
		"": func(*fake, engine.Output, string, chan struct{}) (*engine.Bundle, error) { return nil, nil },
		"value": func(_ *fake, _ engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			return &engine.Bundle{Data: map[string]any{"text/plain": a}}, nil
		},
		"out": func(_ *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			out.Stream("stdout", a+"\n")
			return nil, nil
		},
		"err": func(_ *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			out.Stream("stderr", a+"\n")
			return nil, nil
		},
		"bytes": func(_ *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			for i := range len(a) { // each byte on its own
				out.Stream("stdout", a[i:i+1])
			}
			return nil, nil
		},
		"flood": func(_ *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			n, _ := strconv.Atoi(a)
			line := strings.Repeat("ж", 511) + "x\n" // 1024 bytes
			for range n {
				out.Stream("stdout", line)
			}
			return nil, nil
		},
		"fail": func(_ *fake, _ engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			return nil, &engine.Error{Name: "panic", Value: a, Traceback: []string{"In[1]:1", a}}
		},
		"broken": func(_ *fake, _ engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			return nil, errors.New(a)
		},
		"crash": func(_ *fake, _ engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			panic(a)
		},
		"display": func(_ *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			out.Display(show(a))
			return nil, nil
		},
		"update": func(_ *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			out.UpdateDisplay(show(a))
			return nil, nil
		},
		"clear": func(_ *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			out.ClearOutput(a == "wait")
			return nil, nil
		},
		"ask": func(f *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			line, err := out.Input(a, strings.HasPrefix(a, "password"))
			if err != nil {
				return nil, &engine.Error{Name: "InputError", Value: err.Error()}
			}
			return &engine.Bundle{Data: map[string]any{"text/plain": line}}, nil
		},
		"loop": func(f *fake, _ engine.Output, _ string, stop chan struct{}) (*engine.Bundle, error) {
			f.entered <- "loop"
			<-stop
			return nil, interrupted
		},
		"block": func(f *fake, out engine.Output, a string, _ chan struct{}) (*engine.Bundle, error) {
			f.entered <- "block"
			<-f.release
			out.Stream("stdout", "after all")
			return nil, nil
		},
	}
}

func (f *fake) Interrupt() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.stop != nil {
		close(f.stop)
		f.stop = nil
	}
}

// Complete offers three words for the one before the cursor.
func (f *fake) Complete(code string, cursor int) engine.Completion {
	if strings.HasPrefix(code, "none") {
		return engine.Completion{Start: cursor, End: cursor}
	}
	runes := []rune(code)
	start := cursor
	for start > 0 && runes[start-1] != ' ' {
		start--
	}
	word := string(runes[start:cursor])
	return engine.Completion{Matches: []string{word + "1", word + "2"}, Start: start, End: cursor, Types: []string{"function", "variable"}}
}

// Inspect knows every name that starts with "known".
func (f *fake) Inspect(code string, cursor, detail int) (*engine.Bundle, bool) {
	if !strings.HasPrefix(code, "known") {
		return nil, false
	}
	return &engine.Bundle{Data: map[string]any{"text/plain": fmt.Sprintf("%s at %d of %d, detail %d", code, cursor, utf8.RuneCountInString(code), detail)}}, true
}

func (f *fake) IsComplete(code string) (status, indent string) {
	if strings.HasSuffix(code, "{") {
		return "incomplete", "\t"
	}
	return "complete", ""
}

func (f *fake) Close() error { return nil }

// patient is a fake that can abandon a cell.
type patient struct{ *fake }

func (p patient) Abandon() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.abandoned++
	p.running = false
	return nil
}

// kernel is a server that serves, and how to reach it.
type kernel struct {
	*Server
	t    *testing.T
	dial func(identity string) transport.Client
	key  []byte
	done chan error
}

// tests runs a test against a kernel in memory and over sockets.
func tests(t *testing.T, e func() engine.Engine, opt Options, test func(*testing.T, *kernel)) {
	for _, kind := range []string{"memory", "zmq"} {
		t.Run(kind, func(t *testing.T) {
			k := start(t, kind, e(), opt)
			test(t, k)
		})
	}
}

// start serves until the test ends.
func start(t *testing.T, kind string, e engine.Engine, opt Options) *kernel {
	t.Helper()
	opt.Key = []byte("key of the test")
	k := &kernel{t: t, Server: New(e, opt), key: opt.Key, done: make(chan error, 1)}
	var tr transport.Transport
	switch kind {
	case "memory":
		m := transport.NewMemory()
		tr = m
		k.dial = func(identity string) transport.Client {
			c, err := m.Dial(identity)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
	default:
		z, err := transport.Listen(transport.Connection{})
		if err != nil {
			t.Fatal(err)
		}
		tr = z
		k.dial = func(identity string) transport.Client {
			c, err := transport.Dial(waiting(t), z.Connection(), identity)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		k.done <- k.Serve(ctx, tr)
	}()
	t.Cleanup(func() { cancel(); <-stopped })
	return k
}

// waiting returns a context for what must come.
func waiting(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// client connects a front-end, which has got its welcome.
func (k *kernel) client(session string) *front {
	k.t.Helper()
	c := &front{kerneltest.New(k.dial(session), k.key, session), k.t}
	k.t.Cleanup(func() { c.Close() })
	if m := c.next(transport.IOPub); m.Header.Type != "iopub_welcome" {
		k.t.Fatalf("the first message on iopub is %s", m.Header.Type)
	}
	return c
}

// front is a front-end that fails the test when something does not come.
type front struct {
	*kerneltest.Client
	t *testing.T
}

func (f *front) next(ch transport.Channel) *wire.Message {
	f.t.Helper()
	m, err := f.Next(waiting(f.t), ch)
	if err != nil {
		f.t.Fatal(err)
	}
	return m
}

func (f *front) send(ch transport.Channel, kind string, content any) string {
	f.t.Helper()
	id, err := f.Send(ch, kind, content)
	if err != nil {
		f.t.Fatal(err)
	}
	return id
}

func (f *front) do(kind string, content any) *kerneltest.Answer {
	f.t.Helper()
	return f.doOn(transport.Shell, kind, content)
}

func (f *front) doOn(ch transport.Channel, kind string, content any) *kerneltest.Answer {
	f.t.Helper()
	a, err := f.Do(waiting(f.t), ch, kind, content)
	if err != nil {
		f.t.Fatal(err)
	}
	return a
}

// run executes a cell.
func (f *front) run(code string) *kerneltest.Answer {
	f.t.Helper()
	return f.do("execute_request", object{"code": code, "allow_stdin": true})
}

// reply waits for the reply to a request.
func (f *front) reply(ch transport.Channel, id string) *wire.Message {
	f.t.Helper()
	m, err := f.Reply(waiting(f.t), ch, id)
	if err != nil {
		f.t.Fatal(err)
	}
	return m
}

type object = map[string]any

// equal compares as JSON shows it.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	g, err := marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	w, err := marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if string(g) != string(w) {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}

func content(m *wire.Message) any { return kerneltest.Field(m) }

func field(m *wire.Message, path ...string) any { return kerneltest.Field(m, path...) }

func plainFake() engine.Engine { return newFake() }
