package engine

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
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

func (r *recorder) Stream(name, text string) { r.add("%s %q", name, text) }
func (r *recorder) Display(b Bundle)         { r.add("display %s", forms(b)) }
func (r *recorder) UpdateDisplay(b Bundle)   { r.add("update %s", forms(b)) }
func (r *recorder) ClearOutput(wait bool)    { r.add("clear %v", wait) }
func (r *recorder) Input(prompt string, secret bool) (string, error) {
	if secret {
		return "secret answer to " + prompt, nil
	}
	return "answer to " + prompt, nil
}

func (r *recorder) text() string {
	r.lock.Lock()
	defer r.lock.Unlock()
	return strings.Join(r.events, "\n")
}

// forms writes a bundle in one line, without its binary data.
func forms(b Bundle) string {
	var parts []string
	for _, mime := range []string{mimeText, mimeHTML, mimeMarkdown, mimeLatex, mimeSVG, mimePNG, mimeJPEG, mimePDF, mimeJSON, mimeJavaScript} {
		v, ok := b.Data[mime]
		if !ok {
			continue
		}
		if data, binary := v.([]byte); binary {
			v = fmt.Sprintf("%d bytes", len(data))
		}
		parts = append(parts, fmt.Sprintf("%s=%v", mime, v))
	}
	return strings.Join(parts, " ")
}

// bare starts an engine whose cells can import nothing but display.
func bare(t testing.TB) Engine {
	t.Helper()
	e, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// value runs a cell and returns the forms of its value, or its error.
func valueOf(e Engine, src string) string {
	b, err := e.Run(Cell{Number: 1, Source: src}, &recorder{})
	switch {
	case err != nil:
		return "error: " + err.Error()
	case b == nil:
		return ""
	}
	return forms(*b)
}
