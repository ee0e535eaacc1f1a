package notebook

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// CompareOptions says how far two pictures may be apart and still agree. The
// zero value allows for what the rounding of another processor changes along
// the edges of lines and letters, and nothing that a reader could see. Two
// pictures agree when they have the same size, at most Share of their pixels
// differ, and the mean difference is at most Mean.
type CompareOptions struct {
	Channel int     // a pixel differs when red, green, blue or alpha is more than this apart, of 255; 0 means 8
	Share   float64 // largest share of pixels that may differ, 0 to 1; 0 means 0.001
	Mean    float64 // largest mean difference of all channels of all pixels, of 255; 0 means 0.25
}

func (opt CompareOptions) withDefaults() CompareOptions {
	if opt.Channel == 0 {
		opt.Channel = 8
	}
	if opt.Share == 0 {
		opt.Share = 0.001
	}
	if opt.Mean == 0 {
		opt.Mean = 0.25
	}
	return opt
}

// Difference is one place where the outputs of two notebooks differ.
type Difference struct {
	Cell   int    // place of the cell in the notebook, from 1; 0 for the notebook as a whole
	Source string // first line of the cell
	Output int    // place of the output in the cell, from 1; 0 for the cell as a whole
	What   string // what differs, one line or more
}

// String returns the difference as a paragraph: where, then what, indented.
func (d Difference) String() string {
	var b strings.Builder
	switch {
	case d.Cell == 0:
		b.WriteString("notebook")
	case d.Output == 0:
		fmt.Fprintf(&b, "cell %d: %s", d.Cell, d.Source)
	default:
		fmt.Fprintf(&b, "cell %d, output %d: %s", d.Cell, d.Output, d.Source)
	}
	for line := range strings.Lines(d.What) {
		b.WriteString("\n    " + strings.TrimSuffix(line, "\n"))
	}
	return b.String()
}

// Compare lists the differences between the outputs of a committed notebook and
// those of a fresh run of it, in order; nil when they agree.
//
// Text is compared exactly, after neighbouring pieces of one stream have been
// joined: where a program's buffer was flushed is chance. PNG, JPEG and GIF are
// compared by pixels within opt; SVG, alone or inside HTML, as text in which
// the numbers of a tag may be 0.01 apart; errors by name and message. The order
// of outputs counts. Execution counts, tracebacks and cell metadata do not.
func Compare(committed, fresh *Notebook, opt CompareOptions) []Difference {
	opt = opt.withDefaults()
	if len(committed.Cells) != len(fresh.Cells) {
		return []Difference{{What: fmt.Sprintf("has %d cells, the fresh run has %d", len(committed.Cells), len(fresh.Cells))}}
	}
	var found []Difference
	for i, old := range committed.Cells {
		for _, d := range compareCells(old, fresh.Cells[i], opt) {
			d.Cell, d.Source = i+1, old.FirstLine()
			found = append(found, d)
		}
	}
	return found
}

func compareCells(old, fresh *Cell, opt CompareOptions) []Difference {
	if old.Type != fresh.Type || old.Source != fresh.Source {
		return []Difference{{What: "the source differs:\n" + diffText(old.Source, fresh.Source)}}
	}
	a, b := joinStreams(old.Outputs), joinStreams(fresh.Outputs)
	var found []Difference
	for i := range max(len(a), len(b)) {
		var what string
		switch {
		case i >= len(b):
			what = "is gone: " + describe(a[i])
		case i >= len(a):
			what = "is new: " + describe(b[i])
		default:
			what = compareOutputs(a[i], b[i], opt)
		}
		if what != "" {
			found = append(found, Difference{Output: i + 1, What: what})
		}
	}
	return found
}

// joinStreams joins neighbouring outputs of the same stream.
func joinStreams(outputs []*Output) []*Output {
	var joined []*Output
	for _, out := range outputs {
		if n := len(joined); n > 0 && out.Type == "stream" && joined[n-1].Type == "stream" && joined[n-1].Name == out.Name {
			both := *joined[n-1]
			both.Text += out.Text
			joined[n-1] = &both
			continue
		}
		joined = append(joined, out)
	}
	return joined
}

// describe tells an output that has no counterpart.
func describe(out *Output) string {
	switch out.Type {
	case "stream":
		return out.Name + "\n" + excerpt(out.Text)
	case "error":
		return fmt.Sprintf("the error %s: %s", out.ErrorName, visible(out.ErrorValue))
	}
	text, _ := out.Data["text/plain"].(string)
	return fmt.Sprintf("%s of %s\n%s", out.Type, strings.Join(slices.Sorted(maps.Keys(out.Data)), ", "), excerpt(text))
}

// compareOutputs returns what differs; "" when nothing does.
func compareOutputs(old, fresh *Output, opt CompareOptions) string {
	if old.Type != fresh.Type || old.Name != fresh.Name {
		return fmt.Sprintf("was %s\nis %s", describe(old), describe(fresh))
	}
	switch old.Type {
	case "stream":
		if old.Text != fresh.Text {
			return old.Name + " differs:\n" + diffText(old.Text, fresh.Text)
		}
	case "error":
		if old.ErrorName != fresh.ErrorName || old.ErrorValue != fresh.ErrorValue {
			return "the error differs:\n" + diffText(old.ErrorName+": "+old.ErrorValue, fresh.ErrorName+": "+fresh.ErrorValue)
		}
	default:
		return compareBundles(old, fresh, opt)
	}
	return ""
}

func compareBundles(old, fresh *Output, opt CompareOptions) string {
	var what []string
	mimes := maps.Clone(old.Data)
	maps.Copy(mimes, fresh.Data)
	for _, mime := range slices.Sorted(maps.Keys(mimes)) {
		a, inOld := old.Data[mime]
		b, inFresh := fresh.Data[mime]
		switch {
		case !inFresh:
			what = append(what, mime+" is gone")
		case !inOld:
			what = append(what, mime+" is new")
		default:
			if d := compareValues(mime, a, b, opt); d != "" {
				what = append(what, mime+" differs:"+d)
			}
		}
	}
	if a, b := jsonText(orEmpty(old.Metadata)), jsonText(orEmpty(fresh.Metadata)); a != b {
		what = append(what, "metadata differs:\n"+diffText(a, b))
	}
	return strings.Join(what, "\n")
}

// compareValues compares two values of one MIME type; "" when they agree.
func compareValues(mime string, old, fresh any, opt CompareOptions) string {
	a, aText := old.(string)
	b, bText := fresh.(string)
	if !aText || !bText {
		a, b = jsonText(old), jsonText(fresh)
	}
	switch {
	case a == b:
		return ""
	case mime == "image/png" || mime == "image/jpeg" || mime == "image/gif":
		return comparePictures(a, b, opt)
	case mime == "image/svg+xml" || mime == "text/html":
		if sameDrawing(a, b) {
			return ""
		}
		return "\n" + diffText(tagLines.Replace(a), tagLines.Replace(b))
	}
	return "\n" + diffText(a, b)
}

// tagLines puts each tag on its own line, so that a difference shows where in a
// drawing it is.
var tagLines = strings.NewReplacer("><", ">\n<")

// jsonText is a value as it is written into a file.
func jsonText(v any) string {
	b, err := appendJSON(nil, v, 0)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
