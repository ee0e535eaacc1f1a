package notebook

import (
	"maps"
	"slices"
	"strings"
)

// Notebook is an nbformat 4 document.
type Notebook struct {
	Path     string         // the file it was read from; "" when it came from elsewhere
	Minor    int            // minor version of the format, 0 to 5; cells have ids from 5 on
	Metadata map[string]any // of the notebook: kernelspec, language_info and others
	Cells    []*Cell
	Extra    map[string]any // top-level fields outside the format, nil when none
}

// Cell is one cell of a notebook.
type Cell struct {
	ID          string // unique in its notebook; "" before format 4.5
	Type        string // "code", "markdown" or "raw"
	Source      string
	Metadata    map[string]any
	Attachments map[string]any // file name → MIME bundle, as markdown cells have; nil when none

	// ExecutionCount is the n of In[n]; nil for a cell that has not run and
	// for anything but code.
	ExecutionCount *int
	Outputs        []*Output // of a code cell

	Extra map[string]any // fields outside the format, nil when none
}

// Output is one output of a code cell. Which fields count depends on Type.
type Output struct {
	Type string // "stream", "display_data", "execute_result" or "error"

	Name string // stream: "stdout" or "stderr"
	Text string // stream

	// Data maps a MIME type to its value: text and base64 as string, JSON
	// types as what encoding/json decodes with UseNumber. For display_data and
	// execute_result, as are Metadata and, for the latter, ExecutionCount.
	Data           map[string]any
	Metadata       map[string]any
	ExecutionCount *int

	ErrorName  string   // error: the kind of it
	ErrorValue string   // error: the message
	Traceback  []string // error: lines with ANSI colours

	Extra map[string]any // fields outside the format, nil when none
}

// New returns a notebook without cells, format 4.5, for the kernel hourprint.
func New() *Notebook {
	return &Notebook{
		Minor: 5,
		Metadata: map[string]any{
			"kernelspec": map[string]any{
				"display_name": "Go (Hourprint)", "language": "go", "name": "hourprint",
			},
			"language_info": map[string]any{
				"file_extension": ".go", "mimetype": "text/x-go", "name": "go",
			},
		},
	}
}

// Add appends a cell of the given type ("code", "markdown" or "raw") and
// returns it. Its id follows from its place and source, so that the same
// notebook made twice has the same ids.
func (nb *Notebook) Add(cellType, source string) *Cell {
	c := &Cell{Type: cellType, Source: source, Metadata: map[string]any{}}
	nb.Cells = append(nb.Cells, c)
	if nb.Minor >= 5 {
		nb.fixIDs()
	}
	return c
}

// Language returns the programming language that the notebook states, in lower
// case; "" when it states none. The kernelspec goes before language_info.
func (nb *Notebook) Language() string {
	for _, place := range [][2]string{{"kernelspec", "language"}, {"language_info", "name"}} {
		m, _ := nb.Metadata[place[0]].(map[string]any)
		if s, _ := m[place[1]].(string); s != "" {
			return strings.ToLower(s)
		}
	}
	return ""
}

// Kernel returns the name of the notebook's kernelspec; "" when it has none.
func (nb *Notebook) Kernel() string {
	m, _ := nb.Metadata["kernelspec"].(map[string]any)
	s, _ := m["name"].(string)
	return s
}

// Clone returns a copy whose cells and outputs can be replaced without touching
// nb. Values inside metadata and MIME bundles are shared.
func (nb *Notebook) Clone() *Notebook {
	c := *nb
	c.Metadata, c.Extra = maps.Clone(nb.Metadata), maps.Clone(nb.Extra)
	c.Cells = make([]*Cell, len(nb.Cells))
	for i, cell := range nb.Cells {
		d := *cell
		d.Metadata, d.Extra = maps.Clone(cell.Metadata), maps.Clone(cell.Extra)
		d.Outputs = slices.Clone(cell.Outputs)
		for j, out := range d.Outputs {
			o := *out
			o.Data, o.Metadata = maps.Clone(out.Data), maps.Clone(out.Metadata)
			d.Outputs[j] = &o
		}
		c.Cells[i] = &d
	}
	return &c
}

// Tagged reports whether the cell has the tag, such as "raises-exception".
func (c *Cell) Tagged(tag string) bool {
	tags, _ := c.Metadata["tags"].([]any)
	return slices.Contains(tags, any(tag))
}

// FirstLine returns the first line of the source that is not blank, trimmed and
// cut to 72 characters; "" for an empty cell.
func (c *Cell) FirstLine() string {
	for line := range strings.Lines(c.Source) {
		if line = strings.TrimSpace(line); line != "" {
			return shorten(line, 72)
		}
	}
	return ""
}

// shorten cuts s to n characters, the last of them an ellipsis.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
