package engine

import (
	"errors"
	"fmt"
	"sync/atomic"
)

// errOutside is what displays return when no cell runs.
var errOutside = errors.New("display: no cell is running")

// displays counts the displays that can be updated, in all engines.
var displays atomic.Int64

// Handle is a display that can be replaced later. Cells get one from
// display.Show.
type Handle struct {
	update func(v any) error
}

// Update shows v where the handle's last value is. It fails when no cell runs.
func (h *Handle) Update(v any) error { return h.update(v) }

// show is Display: it shows data at once.
func (in *interpreter) show(d Data) error {
	out := in.streams.output()
	if out == nil {
		return errOutside
	}
	out.Display(Bundle(d))
	return nil
}

// showHandle is display.Show: it shows any value, in all its forms.
func (in *interpreter) showHandle(v any) *Handle {
	id := fmt.Sprintf("hourprint-display-%d", displays.Add(1))
	if out := in.streams.output(); out != nil {
		out.Display(named(in.bundleOf(v), id))
	}
	return &Handle{update: func(v any) error {
		out := in.streams.output()
		if out == nil {
			return errOutside
		}
		out.UpdateDisplay(named(in.bundleOf(v), id))
		return nil
	}}
}

// named gives a bundle the identifier by which it can be updated.
func named(d Data, id string) Bundle {
	b := Bundle(d)
	b.Transient = map[string]any{"display_id": id}
	return b
}

// bundleOf is anyData, but never fails to have a plain text.
func (in *interpreter) bundleOf(v any) Data {
	d := in.anyData("", v)
	if _, ok := d.Data[mimeText]; !ok && d.Data != nil {
		d.Data[mimeText] = in.text(v)
	}
	return d
}

// clearOutput is display.ClearOutput.
func (in *interpreter) clearOutput(wait bool) {
	if out := in.streams.output(); out != nil {
		out.ClearOutput(wait)
	}
}

// input is display.Input: it asks the user for a line.
func (in *interpreter) input(prompt string) (string, error) { return in.ask(prompt, false) }

// password is display.Password: it asks for a line that is not to be seen.
func (in *interpreter) password(prompt string) (string, error) { return in.ask(prompt, true) }

func (in *interpreter) ask(prompt string, secret bool) (string, error) {
	out := in.streams.output()
	if out == nil {
		return "", errOutside
	}
	return out.Input(prompt, secret)
}
