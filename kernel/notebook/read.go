package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// ReadFile reads the notebook in a file. Errors name the file.
func ReadFile(path string) (*Notebook, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	nb, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	nb.Path = path
	return nb, nil
}

// Read reads a notebook of format 4. A field that is missing gets its empty
// value; a field of the wrong type is an error that names the cell, counted
// from 1. From format 4.5 on, a cell whose id is missing, invalid or taken gets
// one that follows from its place and source. As in Jupyter, what is not to be
// stored is dropped: a cell's "trusted" and the notebook's "signature".
func Read(r io.Reader) (*Notebook, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	dec.UseNumber()
	var top map[string]any
	if err := dec.Decode(&top); err != nil {
		return nil, notJSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not a notebook: something follows the JSON object")
	}
	f := &fields{values: top}
	if err := checkVersion(f); err != nil {
		return nil, err
	}
	return readNotebook(f)
}

func notJSON(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not a notebook: broken JSON at byte %d: %w", syntax.Offset, err)
	}
	return fmt.Errorf("not a notebook: %w", err)
}

func checkVersion(f *fields) error {
	major := f.integer("nbformat")
	switch {
	case f.err != nil:
		return f.err
	case major == nil:
		return errors.New("not a notebook: it has no nbformat number")
	case *major < 4:
		return fmt.Errorf("notebook format %d is too old: format 4 is needed; opening and saving the notebook in Jupyter converts it", *major)
	case *major > 4:
		return fmt.Errorf("notebook format %d is too new: format 4 is needed", *major)
	}
	return nil
}

func readNotebook(f *fields) (*Notebook, error) {
	nb := &Notebook{}
	if minor := f.integer("nbformat_minor"); minor != nil {
		nb.Minor = *minor
	}
	nb.Metadata = f.object("metadata")
	for _, key := range []string{"orig_nbformat", "orig_nbformat_minor", "signature"} {
		delete(nb.Metadata, key)
	}
	cells := f.list("cells")
	nb.Extra = f.rest()
	if f.err != nil {
		return nil, f.err
	}
	for i, v := range cells {
		c, err := readCell(v)
		if err != nil {
			return nil, fmt.Errorf("cell %d: %w", i+1, err)
		}
		nb.Cells = append(nb.Cells, c)
	}
	if nb.Minor >= 5 {
		nb.fixIDs()
	}
	return nb, nil
}

func readCell(v any) (*Cell, error) {
	values, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("is %s, not an object", kind(v))
	}
	f := &fields{values: values}
	c := &Cell{ID: f.text("id"), Type: f.text("cell_type"), Source: f.text("source"), Metadata: f.object("metadata")}
	delete(c.Metadata, "trusted")
	c.Attachments = f.optionalObject("attachments")
	for _, a := range c.Attachments {
		if bundle, ok := a.(map[string]any); ok {
			joinBundle(bundle)
		}
	}
	switch c.Type {
	case "markdown", "raw":
	case "code":
		c.ExecutionCount = f.integer("execution_count")
		if err := readOutputs(c, f.list("outputs")); err != nil {
			return nil, err
		}
	default:
		f.fail("cell_type is %q, not code, markdown or raw", c.Type)
	}
	c.Extra = f.rest()
	return c, f.err
}

func readOutputs(c *Cell, list []any) error {
	for i, v := range list {
		out, err := readOutput(v)
		if err != nil {
			return fmt.Errorf("output %d: %w", i+1, err)
		}
		c.Outputs = append(c.Outputs, out)
	}
	return nil
}

func readOutput(v any) (*Output, error) {
	values, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("is %s, not an object", kind(v))
	}
	f := &fields{values: values}
	out := &Output{Type: f.text("output_type")}
	switch out.Type {
	case "stream":
		out.Name, out.Text = f.text("name"), f.text("text")
	case "display_data", "execute_result":
		out.Data, out.Metadata = f.object("data"), f.object("metadata")
		joinBundle(out.Data)
		if out.Type == "execute_result" {
			out.ExecutionCount = f.integer("execution_count")
		}
	case "error":
		out.ErrorName, out.ErrorValue = f.text("ename"), f.text("evalue")
		out.Traceback = f.strings("traceback")
	default:
		f.fail("output_type is %q, not stream, display_data, execute_result or error", out.Type)
	}
	out.Extra = f.rest()
	return out, f.err
}
