package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress is the bar on standard error. It appears after a second, and only on
// a terminal.
type progress struct {
	out     io.Writer
	started time.Time
	bar     *progressbar.ProgressBar
	rows    bool // what is done is rows, not bytes
}

func newProgress(out io.Writer) *progress {
	return &progress{out: out, started: time.Now()}
}

// update shows how many bytes are done; total is 0 when it is not known.
func (p *progress) update(done, total int64) {
	if p.bar == nil {
		if time.Since(p.started) < time.Second || !isTerminal(p.out) {
			return
		}
		if total <= 0 {
			total = -1 // a spinner
		}
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.out), progressbar.OptionShowBytes(!p.rows), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(30), progressbar.OptionSetPredictTime(true))
	}
	_ = p.bar.Set64(done) // a bar that cannot be drawn is not a failure
}

// finish takes the bar away.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// isTerminal tells whether a person is watching the writer.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// columns is the width of the terminal, 0 when it is none.
func columns(t terminal) int {
	file, ok := t.out.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return width
}
