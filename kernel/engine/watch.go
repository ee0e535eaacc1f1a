package engine

import (
	"fmt"
	"html"
	"strings"
	"sync/atomic"
	"time"
)

// When a watch begins to show something, and how often it does.
const (
	watchAfter = time.Second
	watchEvery = 200 * time.Millisecond
)

// A watched is something whose progress is shown while it lasts.
type watched struct {
	label       string
	done, total atomic.Int64
	over, ended chan struct{}
}

// watch implements Watch.
func (in *interpreter) watch(label string) (progress func(done, total int64), end func()) {
	w := &watched{label: label, over: make(chan struct{}), ended: make(chan struct{})}
	go w.show(in, watchAfter, watchEvery)
	progress = func(done, total int64) {
		w.done.Store(done)
		w.total.Store(total)
	}
	return progress, func() {
		close(w.over)
		<-w.ended
	}
}

// looksOn reports whether somebody sees the displays of a cell while it runs. A
// notebook that is executed to be stored keeps no trace of a bar.
func looksOn(out Output) bool {
	l, ok := out.(interface{ Live() bool })
	return ok && l.Live()
}

// show draws the bar until the watch is over.
func (w *watched) show(in *interpreter, after, every time.Duration) {
	defer close(w.ended)
	select {
	case <-w.over:
		return
	case <-time.After(after):
	}
	if !looksOn(in.streams.output()) {
		return
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	handle := in.showHandle(w.data(after))
	defer func() { _ = handle.Update(Data{Data: MIMEMap{mimeText: "", mimeHTML: ""}}) }()
	for elapsed := after + every; ; elapsed += every {
		select {
		case <-w.over:
			return
		case <-tick.C:
			_ = handle.Update(w.data(elapsed)) // with no cell running, nobody looks
		}
	}
}

// data is the bar after a time.
func (w *watched) data(elapsed time.Duration) Data {
	done, total := w.done.Load(), w.total.Load()
	rate := float64(done) / elapsed.Seconds()
	text := readSize(float64(done))
	bar, value := "", ""
	if total > 0 {
		share := min(float64(done)/float64(total), 1)
		full := int(share * progressWidth)
		bar = fmt.Sprintf("[%s%s] %3.0f%% ", strings.Repeat("#", full), strings.Repeat("-", progressWidth-full), 100*share)
		value = fmt.Sprintf(` value="%.3f"`, share)
		text += " of " + readSize(float64(total))
	}
	text += ", " + readSize(rate) + "/s"
	if left := float64(total-done) / rate; total > done && rate > 0 && left < 1e6 {
		text += fmt.Sprintf(", %s left", time.Duration(left*float64(time.Second)).Round(time.Second))
	}
	return Data{Data: MIMEMap{
		mimeText: w.label + " " + bar + text,
		mimeHTML: fmt.Sprintf(`<label>%s <progress max="1"%s></progress> %s</label>`, html.EscapeString(w.label), value, text),
	}}
}

// readSize words a number of bytes.
func readSize(n float64) string {
	for _, unit := range []string{"B", "kB", "MB", "GB"} {
		if n < 999.5 {
			return fmt.Sprintf("%.3g %s", n, unit)
		}
		n /= 1000
	}
	return fmt.Sprintf("%.4g TB", n)
}
