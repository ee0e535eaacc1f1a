package symbols

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
)

// TestMain sets a zone far from UTC, so that code which reads the local zone
// shows.
func TestMain(m *testing.M) {
	time.Local = time.FixedZone("far", 13*3600+45*60)
	os.Exit(m.Run())
}

// A recorder is an Output that writes down what it gets.
type recorder struct {
	lock   sync.Mutex
	events []string
}

func (r *recorder) add(format string, a ...any) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.events = append(r.events, fmt.Sprintf(format, a...))
}

func (r *recorder) Stream(name, text string)      { r.add("%s:%s", name, text) }
func (r *recorder) Display(b engine.Bundle)       { r.add("display:%v", b.Data["text/plain"]) }
func (r *recorder) UpdateDisplay(b engine.Bundle) { r.add("update:%v", b.Data["text/plain"]) }
func (r *recorder) ClearOutput(bool)              { r.add("clear") }
func (r *recorder) Input(string, bool) (string, error) {
	return "", fmt.Errorf("nobody to ask")
}

func (r *recorder) text() string {
	r.lock.Lock()
	defer r.lock.Unlock()
	return strings.Join(r.events, "")
}

// A notebook is an engine whose cells are numbered, for tests.
type notebook struct {
	t testing.TB
	e engine.Engine
	n int
}

func newNotebook(t testing.TB) *notebook {
	t.Helper()
	e, err := NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return &notebook{t: t, e: e}
}

// run runs a cell that must not fail, and returns its value and its output.
func (nb *notebook) run(src string) (map[string]any, string) {
	nb.t.Helper()
	value, out, err := nb.try(src)
	if err != nil {
		nb.t.Fatalf("%s\n%v", src, err)
	}
	return value, out
}

func (nb *notebook) try(src string) (map[string]any, string, error) {
	nb.n++
	rec := &recorder{}
	b, err := nb.e.Run(engine.Cell{Number: nb.n, Source: src}, rec)
	if b == nil {
		return nil, rec.text(), err
	}
	return b.Data, rec.text(), err
}

// want checks the plain text of a cell's value, and what it prints.
func (nb *notebook) want(src, text, out string) {
	nb.t.Helper()
	value, printed := nb.run(src)
	got, _ := value["text/plain"].(string)
	if got != text || printed != out {
		nb.t.Errorf("%s\n got value %q and output %q\nwant value %q and output %q", src, got, printed, text, out)
	}
}
