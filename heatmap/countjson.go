package heatmap

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// weekJSON is what the published shape of a Tally begins with.
type weekJSON struct {
	Zone     string               `json:"zone"`
	Counts   [Days][Hours]int64   `json:"counts"`
	Observed [Days][Hours]float64 `json:"hours_observed"`
	Events   int64                `json:"events"`
	First    string               `json:"first"`
	Last     string               `json:"last"`
}

type groupJSON struct {
	Counts [Days][Hours]int64 `json:"counts"`
	Events int64              `json:"events"`
}

// MarshalJSON gives the object that WriteJSON writes.
func (t *Tally) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	err := WriteJSON(&out, t)
	return out.Bytes(), err
}

// WriteJSON writes the object that `hourprint count --json` prints: zone, counts (7
// rows, Monday first, of 24), hours_observed, events, first, last (RFC 3339, in the
// zone; empty without events), groups in the order of their labels (left out if there
// are none), sources and warnings. It never holds the whole text, which is long if there
// are very many groups or files.
func WriteJSON(w io.Writer, t *Tally) error {
	out := &jsonWriter{w: bufio.NewWriter(w)}
	out.value(weekJSON{
		Zone: t.Grid.Zone, Counts: t.Grid.Counts, Observed: t.Grid.Hours, Events: t.Grid.Events,
		First: stampOrNothing(t.Grid.First), Last: stampOrNothing(t.Grid.Last),
	}, "}")
	out.groups(t)
	out.text(`,"sources":[`)
	for i := range t.Sources {
		out.comma(i)
		out.value(&t.Sources[i], "")
	}
	out.text(`],"warnings":`)
	out.value(append([]string{}, t.Warnings...), "")
	out.text("}")
	return errors.Join(out.err, out.w.Flush())
}

// jsonWriter writes a long object piece by piece and keeps the first error.
type jsonWriter struct {
	w   *bufio.Writer
	err error
}

func (j *jsonWriter) text(s string) { j.w.WriteString(s) }

func (j *jsonWriter) comma(i int) {
	if i > 0 {
		j.text(",")
	}
}

// value writes v as JSON, without what it ends with.
func (j *jsonWriter) value(v any, without string) {
	text, err := json.Marshal(v)
	if err != nil && j.err == nil {
		j.err = err
	}
	j.w.Write(bytes.TrimSuffix(text, []byte(without)))
}
