package engine

import (
	"fmt"
	"html"
	"math"
	"strings"
	"sync"
)

// progressSteps is how often a progress bar is drawn at most: it goes by what
// is done and not by the clock, so that a notebook says the same every time.
const progressSteps = 200

// progressWidth is the width of the bar as text.
const progressWidth = 30

// Progress is a progress bar. Cells get one from display.Progress. Its methods
// may be called from several goroutines.
type Progress struct {
	lock        sync.Mutex
	label       string
	total, done int64
	step        int64
	bytes       bool // what is counted
	ended       bool
	show        func(Data)
}

// Add counts n more as done.
func (p *Progress) Add(n int) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.set(p.done+int64(n), p.total)
}

// Done fills the bar; nothing moves it afterwards.
func (p *Progress) Done() {
	p.lock.Lock()
	defer p.lock.Unlock()
	if !p.ended {
		p.done, p.ended = max(p.total, p.done), true
		p.show(p.data())
	}
}

// set moves the bar, and draws it if that shows.
func (p *Progress) set(done, total int64) {
	if p.ended {
		return
	}
	p.done, p.total = done, total
	step := int64(0)
	if total > 0 {
		step = int64(float64(min(done, total)) / float64(total) * progressSteps)
	} else if p.bytes {
		step = int64(8 * math.Log2(1+float64(done)/1e6)) // ever more rarely
	}
	if step != p.step {
		p.step = step
		p.ended = total > 0 && done >= total || total <= 0 && !p.bytes
		p.show(p.data())
	}
}

// data is the bar as it stands.
func (p *Progress) data() Data {
	share := 1.0
	if p.total > 0 {
		share = max(0, min(float64(p.done)/float64(p.total), 1))
	} else if !p.ended {
		share = 0
	}
	label := p.label
	if label != "" {
		label += " "
	}
	if p.bytes && p.total <= 0 {
		text := label + readSize(float64(p.done))
		return Data{Data: MIMEMap{mimeText: text, mimeHTML: fmt.Sprintf(`<label>%s<progress></progress> %s</label>`, html.EscapeString(label), readSize(float64(p.done)))}}
	}
	full := int(share * progressWidth)
	text := fmt.Sprintf("%s[%s%s] %3.0f%% %d/%d", label, strings.Repeat("#", full), strings.Repeat("-", progressWidth-full), 100*share, p.done, p.total)
	page := fmt.Sprintf(`<label>%s<progress max="1" value="%.3f"></progress> %.0f%%</label>`, html.EscapeString(label), share, 100*share)
	return Data{Data: MIMEMap{mimeText: text, mimeHTML: page}}
}

// progress is display.Progress: it shows a bar for total steps.
func (in *interpreter) progress(total int, label string) *Progress {
	p := &Progress{label: label, total: int64(total)}
	h := in.showHandle(p.data())
	p.show = func(d Data) { _ = h.Update(d) } // with no cell running, nobody looks
	return p
}

// progressBytes is display.Bytes: a function that shows how much of a file has
// been read, for options such as those of heatmap.Read.
func (in *interpreter) progressBytes(label string) func(done, total int64) {
	p := &Progress{label: label, bytes: true}
	h := in.showHandle(p.data())
	p.show = func(d Data) { _ = h.Update(d) }
	return func(done, total int64) {
		p.lock.Lock()
		defer p.lock.Unlock()
		p.set(done, total)
	}
}
