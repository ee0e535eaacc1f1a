package notebook

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
)

// Write writes the notebook as Jupyter does: keys sorted, an indent of one
// blank, characters beyond ASCII and < > & as they are, text as lists of lines,
// a line end at the end of the file. The same notebook gives the same bytes.
func Write(w io.Writer, nb *Notebook) error {
	data, err := encode(nb)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// WriteFile writes the notebook to a file with [ReplaceFile]. Errors name the
// file.
func WriteFile(path string, nb *Notebook) error {
	data, err := encode(nb)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return ReplaceFile(path, data)
}

// ReplaceFile gives a file new content in one step: readers see the old file or
// the new one, and an interrupt leaves the old one. A new file has mode 0644
// less the umask; a replaced one keeps its mode, and a symbolic link keeps
// pointing to it.
func ReplaceFile(path string, data []byte) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	temp, err := openBeside(path, mode)
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // a no-op once renamed
	if _, err := temp.Write(data); err != nil {
		temp.Close()
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := temp.Close(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.Rename(temp.Name(), path)
}

// openBeside creates a file of a free hidden name in the folder of path. It
// does not use os.CreateTemp because that gives mode 0600 whatever the umask.
func openBeside(path string, mode os.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	for try := 0; ; try++ {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%d-%d.tmp", base, os.Getpid(), try))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if err == nil || !os.IsExist(err) || try >= 1000 {
			return f, err
		}
	}
}

func encode(nb *Notebook) ([]byte, error) {
	top := withExtra(nb.Extra, map[string]any{
		"nbformat": 4, "nbformat_minor": nb.Minor, "metadata": orEmpty(nb.Metadata),
	})
	cells := make([]any, len(nb.Cells))
	for i, c := range nb.Cells {
		cells[i] = encodeCell(c)
	}
	top["cells"] = cells
	b, err := appendJSON(nil, top, 0)
	return append(b, '\n'), err
}

func encodeCell(c *Cell) map[string]any {
	m := withExtra(c.Extra, map[string]any{
		"cell_type": c.Type, "metadata": orEmpty(c.Metadata), "source": splitLines(c.Source),
	})
	if c.ID != "" {
		m["id"] = c.ID
	}
	if c.Attachments != nil {
		m["attachments"] = encodeAttachments(c.Attachments)
	}
	if c.Type == "code" {
		m["execution_count"] = orNull(c.ExecutionCount)
		outputs := make([]any, len(c.Outputs))
		for i, out := range c.Outputs {
			outputs[i] = encodeOutput(out)
		}
		m["outputs"] = outputs
	}
	return m
}

func encodeAttachments(attachments map[string]any) map[string]any {
	m := make(map[string]any, len(attachments))
	for name, a := range attachments {
		if bundle, ok := a.(map[string]any); ok {
			a = splitBundle(bundle)
		}
		m[name] = a
	}
	return m
}

func encodeOutput(out *Output) map[string]any {
	m := withExtra(out.Extra, map[string]any{"output_type": out.Type})
	switch out.Type {
	case "stream":
		m["name"], m["text"] = out.Name, splitLines(out.Text)
	case "display_data", "execute_result":
		m["data"], m["metadata"] = splitBundle(out.Data), orEmpty(out.Metadata)
		if out.Type == "execute_result" {
			m["execution_count"] = orNull(out.ExecutionCount)
		}
	case "error":
		lines := make([]any, len(out.Traceback))
		for i, line := range out.Traceback {
			lines[i] = line
		}
		m["ename"], m["evalue"], m["traceback"] = out.ErrorName, out.ErrorValue, lines
	}
	return m
}

// withExtra adds the fields the format knows to those it does not.
func withExtra(extra, known map[string]any) map[string]any {
	m := maps.Clone(extra)
	if m == nil {
		return known
	}
	maps.Copy(m, known)
	return m
}

func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

func orNull(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}
