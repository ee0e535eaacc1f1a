package server

import (
	"fmt"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/hourprint/hourprint/kernel/engine"
)

const (
	holdBack  = 5 * time.Millisecond // text waits at most so long for more
	fullBatch = 64 << 10             // bytes that are sent without waiting
)

// output sends what a cell shows, in the order it shows it. It goes on doing
// so after the cell has ended, for goroutines that the cell left behind.
type output struct {
	server  *Server
	request *request
	silent  bool
	stdin   bool // whether the front-end can be asked

	mu     sync.Mutex
	name   string // of the stream that text waits for
	text   []byte // waiting
	timer  *time.Timer
	left   int64 // bytes that the cell may still print
	hidden int64 // bytes that it printed beyond
	told   bool  // that there are hidden ones
}

func newOutput(s *Server, r *request, c *executeRequest) *output {
	return &output{server: s, request: r, silent: c.Silent, stdin: c.AllowStdin, left: s.opt.StreamLimit}
}

// send publishes a message of the cell, after the text that waits.
func (o *output) send(kind string, content any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flush(true)
	o.publish(kind, content)
}

// publish sends a message unless the request wants silence.
func (o *output) publish(kind string, content any) {
	if !o.silent {
		o.server.publish(kind, o.request.message.RawHeader, content)
	}
}

// Stream takes text for "stdout" or "stderr".
func (o *output) Stream(name, text string) {
	if o.silent || text == "" {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.name != name {
		o.flush(true)
		o.name = name
	}
	o.text = append(o.text, o.within(text)...)
	if o.hidden > 0 && !o.told {
		o.told = true
		o.flush(true)
		o.publish("stream", stream{"stderr", fmt.Sprintf(
			"\n[output cut: a cell may print %s; the rest is not shown]\n", size(o.server.opt.StreamLimit))})
	}
	if len(o.text) >= fullBatch {
		o.flush(false)
	}
	if len(o.text) > 0 && o.timer == nil {
		o.timer = time.AfterFunc(holdBack, o.late)
	}
}

// within returns as much of the text as the cell may still print, in whole
// characters, and keeps count of the rest.
func (o *output) within(text string) string {
	n := len(text)
	if int64(n) <= o.left {
		o.left -= int64(n)
		return text
	}
	end := int(o.left)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	o.hidden += int64(n - end)
	o.left = 0
	return text[:end]
}

// late sends text that has waited long enough.
func (o *output) late() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.timer = nil
	o.flush(false)
}

// flush sends the text that waits. Unless it is the last of its stream for
// now, the start of a character whose other bytes have not come stays behind.
func (o *output) flush(last bool) {
	if o.timer != nil {
		o.timer.Stop()
		o.timer = nil
	}
	n := len(o.text)
	if !last {
		n -= partial(o.text)
	}
	if n == 0 {
		return
	}
	o.publish("stream", stream{o.name, string(o.text[:n])})
	o.text = append(o.text[:0], o.text[n:]...)
}

// partial returns how many bytes at the end of b are the start of a character.
func partial(b []byte) int {
	for n := 1; n <= min(utf8.UTFMax-1, len(b)); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// Live reports whether a person looks on: one who can be asked. Programs that
// execute a notebook to store it say that nobody can.
func (o *output) Live() bool { return o.stdin && !o.silent }

// Display shows a bundle.
func (o *output) Display(b engine.Bundle) { o.send("display_data", bundle(b)) }

// UpdateDisplay replaces a bundle that is shown.
func (o *output) UpdateDisplay(b engine.Bundle) { o.send("update_display_data", bundle(b)) }

// ClearOutput removes what the cell has shown.
func (o *output) ClearOutput(wait bool) { o.send("clear_output", map[string]any{"wait": wait}) }

// result shows the value of the cell.
func (o *output) result(b engine.Bundle, count int) {
	c := bundle(b)
	o.send("execute_result", struct {
		Count int `json:"execution_count"`
		contents
	}{count, c})
}

// fail shows the error that ended the cell.
func (o *output) fail(f failure) { o.send("error", f) }

// finish sends what waits, and says how much was cut.
func (o *output) finish() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flush(true)
	if o.hidden > 0 {
		o.publish("stream", stream{"stderr", fmt.Sprintf("[%s more were printed and are not shown]\n", size(o.hidden))})
		o.hidden = 0
	}
}

// size words a number of bytes.
func size(n int64) string {
	const unit = 1 << 20
	if n < unit {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/unit)
}
