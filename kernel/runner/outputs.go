package runner

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/notebook"
)

// maxText bounds what one cell may print, in bytes: an endless loop that prints
// must not fill the memory.
const maxText = 16 << 20

// outputs collects what one cell prints and shows, as Jupyter stores it. It
// implements engine.Output.
type outputs struct {
	displays map[string][]*notebook.Output // of the whole run; display id → outputs

	mu      sync.Mutex
	list    []*notebook.Output
	clear   bool // drop the list when something new arrives
	printed int  // bytes
	closed  bool
}

// Stream appends to the last output if that is the same stream.
func (o *outputs) Stream(name, text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if text == "" || o.printed > maxText {
		return
	}
	if o.printed += len(text); o.printed > maxText {
		text = text[:len(text)-(o.printed-maxText)] + fmt.Sprintf("\n[cut: the cell printed more than %d MiB]\n", maxText>>20)
		text = strings.ToValidUTF8(text, "")
	}
	if n := len(o.list); n > 0 && !o.clear && !o.closed && o.list[n-1].Type == "stream" && o.list[n-1].Name == name {
		o.list[n-1].Text += text
		return
	}
	o.add(&notebook.Output{Type: "stream", Name: name, Text: text})
}

// Display appends a bundle.
func (o *outputs) Display(b engine.Bundle) {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := &notebook.Output{Type: "display_data", Data: stored(b.Data), Metadata: plain(b.Metadata)}
	if o.add(out) {
		if id := displayID(b); id != "" {
			o.displays[id] = append(o.displays[id], out)
		}
	}
}

// UpdateDisplay replaces what all outputs of the same display id show, in
// earlier cells too. An id that nothing has is ignored, as by Jupyter.
func (o *outputs) UpdateDisplay(b engine.Bundle) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	for _, out := range o.displays[displayID(b)] {
		out.Data, out.Metadata = stored(b.Data), plain(b.Metadata)
	}
}

// ClearOutput drops what the cell has shown, with wait when it next shows
// something.
func (o *outputs) ClearOutput(wait bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.clear = true
	if !wait {
		o.drop()
	}
}

// Input fails: nobody is there to answer.
func (o *outputs) Input(prompt string, _ bool) (string, error) {
	const asks = "the cell asks for input, which only a notebook in Jupyter can give"
	if prompt == "" {
		return "", errors.New(asks)
	}
	return "", errors.New(asks + ": " + prompt)
}

// result appends the value of the cell.
func (o *outputs) result(b engine.Bundle, number int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.add(&notebook.Output{Type: "execute_result", ExecutionCount: &number, Data: stored(b.Data), Metadata: plain(b.Metadata)})
}

// fail appends the error of the cell.
func (o *outputs) fail(e engine.Error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.add(&notebook.Output{Type: "error", ErrorName: e.Name, ErrorValue: e.Value, Traceback: e.Traceback})
}

// close returns the outputs; what arrives later, from a goroutine that the cell
// left behind, is dropped.
func (o *outputs) close() []*notebook.Output {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	return o.list
}

// add appends an output and reports whether it did. o.mu is locked.
func (o *outputs) add(out *notebook.Output) bool {
	if o.closed {
		return false
	}
	if o.clear {
		o.drop()
	}
	o.list = append(o.list, out)
	return true
}

// drop forgets the outputs of this cell and their display ids. o.mu is locked.
func (o *outputs) drop() {
	o.clear = false
	if o.closed {
		return
	}
	gone := map[*notebook.Output]bool{}
	for _, out := range o.list {
		gone[out] = true
	}
	o.list = nil
	for id, list := range o.displays {
		var kept []*notebook.Output
		for _, out := range list {
			if !gone[out] {
				kept = append(kept, out)
			}
		}
		o.displays[id] = kept
	}
}

func displayID(b engine.Bundle) string {
	id, _ := b.Transient["display_id"].(string)
	return id
}

// stored turns the values of a bundle into what a notebook holds: bytes of
// text types into text, other bytes into base64, the rest by way of JSON.
func stored(data map[string]any) map[string]any {
	m := make(map[string]any, len(data))
	for mime, v := range data {
		b, isBytes := v.([]byte)
		switch {
		case isBytes && (strings.HasPrefix(mime, "text/") || mime == "image/svg+xml" || mime == "application/javascript"):
			m[mime] = string(b)
		case isBytes && strings.HasSuffix(mime, "json"):
			m[mime] = plainValue(json.RawMessage(b))
		case isBytes:
			m[mime] = notebook.EncodeBytes(b)
		default:
			m[mime] = plainValue(v)
		}
	}
	return m
}

func plain(m map[string]any) map[string]any {
	p := maps.Clone(m)
	for key, v := range p {
		p[key] = plainValue(v)
	}
	return p
}

// plainValue keeps strings; a value that JSON cannot hold becomes its text.
func plainValue(v any) any {
	if s, ok := v.(string); ok {
		return s
	}
	p, err := notebook.Plain(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return p
}
