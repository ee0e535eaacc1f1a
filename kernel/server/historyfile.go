package server

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"unicode/utf8"
)

// The history file has one JSON object a line, for each execution. Kernels
// append to it side by side, each line in one write; a session has its number
// from where its unique name first stands in the file.
const (
	maxHistory = 8 << 20  // bytes; a larger file is set aside as FILE.old
	maxLine    = 4 << 20  // bytes of a line that is read
	maxKept    = 64 << 10 // bytes kept of an output
)

// record is a line of the history file.
type record struct {
	Session string `json:"session"`
	Line    int    `json:"line"`
	Input   string `json:"input"`
	Output  string `json:"output,omitempty"`
}

// openHistory reads the history of earlier kernels and opens the file to
// append to. When it cannot, the kernel works on without it and the log says
// so.
func openHistory(path, id string, log *slog.Logger) *history {
	h := &history{id: id, log: log}
	numbers := map[string]int{}
	if path != "" {
		if err := h.open(path, numbers); err != nil {
			log.Warn("history not kept", "error", err)
		}
	}
	h.session = len(numbers) + 1
	return h
}

// open reads what there is and opens the file.
func (h *history) open(path string, numbers map[string]int) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("history: %w", err)
	}
	old := path + ".old"
	if info, err := os.Stat(path); err == nil && info.Size() > maxHistory {
		if err := os.Rename(path, old); err != nil {
			return fmt.Errorf("history: %w", err)
		}
	}
	for _, p := range []string{old, path} {
		if err := h.load(p, numbers); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("history %s: %w", p, err)
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("history: %w", err)
	}
	h.file = f
	return endLine(path, f)
}

// endLine ends the last line of the file if a kernel that was killed cut it.
func endLine(path string, out *os.File) error {
	b := []byte{'\n'}
	in, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("history: %w", err)
	}
	defer in.Close()
	if size, err := in.Seek(0, io.SeekEnd); err != nil || size == 0 {
		return err
	}
	if _, err := in.Seek(-1, io.SeekEnd); err != nil {
		return fmt.Errorf("history %s: %w", path, err)
	}
	if _, err := io.ReadFull(in, b); err != nil || b[0] == '\n' {
		return err
	}
	_, err = out.Write([]byte{'\n'})
	return err
}

// load reads a history file. Lines that are cut or not JSON, from a kernel
// that was killed while it wrote, are passed over and counted in the log.
func (h *history) load(path string, numbers map[string]int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	bad := 0
	lines := bufio.NewReaderSize(f, 64<<10)
	for {
		line, err := readLine(lines)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		var r record
		if json.Unmarshal(line, &r) != nil || r.Session == "" {
			bad++
			continue
		}
		if numbers[r.Session] == 0 {
			numbers[r.Session] = len(numbers) + 1
		}
		h.entries = append(h.entries, entry{numbers[r.Session], r.Line, r.Input, r.Output})
	}
	if bad > 0 {
		h.log.Warn("history: lines passed over", "file", path, "lines", bad)
	}
	return nil
}

// readLine returns the next line; one longer than maxLine comes back cut.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) < maxLine {
			line = append(line, part...)
		}
		switch {
		case err == nil:
			return line, nil
		case errors.Is(err, io.EOF) && len(line) > 0:
			return line, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// save appends an entry to the file, in one write so that kernels that share
// the file do not tear each other's lines.
func (h *history) save(e entry) {
	if h.file == nil {
		return
	}
	line := append(encode(record{h.id, e.line, e.input, e.output}), '\n')
	if _, err := h.file.Write(line); err != nil {
		h.log.Warn("history not kept", "error", err)
	}
}

// close closes the file.
func (h *history) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.file == nil {
		return
	}
	if err := h.file.Close(); err != nil {
		h.log.Warn("history not kept", "error", err)
	}
	h.file = nil
}

// shorten cuts a long output at a character.
func shorten(output string) string {
	if len(output) <= maxKept {
		return output
	}
	end := maxKept
	for !utf8.RuneStart(output[end]) {
		end--
	}
	return output[:end]
}
