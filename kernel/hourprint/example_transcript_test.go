package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hourprint/hourprint/kernel/engine"
)

// A transcript is everything a cell gives, as text, in order:
//
//	what it prints
//	stderr| what it prints to standard error
//	: what it displays, if that is plain text
//	: image/png: PNG of 3 x 2 pixels
//	^ what replaces a display
//	= its value
//	= text/html: <b>its value</b>
//	! panic: its error
//
// Lines that follow in the same value begin with "| ".
type transcript struct {
	mu    sync.Mutex
	lines strings.Builder
	began string // "stdout" or "stderr" while the last line has not ended
}

func (r *transcript) Stream(name, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for line := range strings.Lines(colorCode.ReplaceAllString(text, "")) {
		if r.began != name {
			r.endLine()
			if name == "stderr" {
				r.lines.WriteString("stderr| ")
			}
		}
		r.lines.WriteString(line)
		if r.began = name; strings.HasSuffix(line, "\n") {
			r.began = ""
		}
	}
}

// endLine ends a line that a stream began.
func (r *transcript) endLine() {
	if r.began != "" {
		r.lines.WriteByte('\n')
	}
	r.began = ""
}

func (r *transcript) Display(b engine.Bundle)       { r.bundle(":", b) }
func (r *transcript) UpdateDisplay(b engine.Bundle) { r.bundle("^", b) }
func (r *transcript) ClearOutput(bool)              { r.line("(cleared)") }

func (r *transcript) Input(prompt string, _ bool) (string, error) {
	r.line("? " + prompt)
	return "an answer", nil
}

func (r *transcript) line(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.endLine()
	r.lines.WriteString(strings.TrimRight(text, "\n") + "\n")
}

// bundle adds a value: its plain text first, then its other forms by name. The
// plain text of pictures is left out.
func (r *transcript) bundle(mark string, b engine.Bundle) {
	var lines []string
	picture := false
	for _, mime := range slices.Sorted(maps.Keys(b.Data)) {
		if mime != "text/plain" {
			picture = picture || !strings.HasPrefix(mime, "text/")
			lines = append(lines, mark+" "+mime+": "+described(b.Data[mime]))
		}
	}
	if text, ok := b.Data["text/plain"]; ok && !picture {
		lines = slices.Insert(lines, 0, mark+" "+described(text))
	}
	if len(lines) == 0 {
		lines = []string{mark + " nothing"}
	}
	r.line(strings.Join(lines, "\n"))
}

// described is a value on one line, or more where it has them. Of a drawing and
// a page it is the beginning.
func described(v any) string {
	switch v := v.(type) {
	case string:
		if page := strings.TrimSpace(v); strings.HasPrefix(page, "<") && len(page) > 200 {
			first, _, _ := strings.Cut(page, "\n")
			return first[:min(len(first), 30)] + "…"
		}
		return strings.ReplaceAll(strings.TrimRight(v, "\n"), "\n", "\n| ")
	case []byte:
		if picture, format, err := image.DecodeConfig(bytes.NewReader(v)); err == nil {
			return fmt.Sprintf("%s of %d x %d pixels", strings.ToUpper(format), picture.Width, picture.Height)
		}
		return fmt.Sprintf("%.40q", v)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// end is the whole transcript of a cell that ended so.
func (r *transcript) end(value *engine.Bundle, err error) string {
	if value != nil {
		r.bundle("=", *value)
	}
	var fault *engine.Error
	switch {
	case errors.As(err, &fault):
		r.line("! " + strings.ReplaceAll(fault.Error(), "\n", "\n| "))
	case err != nil:
		r.line("! not the cell's error: " + err.Error())
	}
	return trimLines(r.lines.String())
}

func TestTranscript(t *testing.T) {
	var r transcript
	r.Stream("stdout", "a\nb")
	r.Stream("stderr", "c\nd\n")
	r.Display(engine.Bundle{Data: map[string]any{"text/plain": "x\ny", "text/html": "<b>"}})
	r.UpdateDisplay(engine.Bundle{})
	r.Stream("stdout", "e")
	got := r.end(&engine.Bundle{Data: map[string]any{"application/json": []int{1}, "text/plain": "left out"}}, &engine.Error{Name: "panic", Value: "f"})
	want := "a\nb\nstderr| c\nstderr| d\n: x\n| y\n: text/html: <b>\n^ nothing\ne\n= application/json: [1]\n! panic: f"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
