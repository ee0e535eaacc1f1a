package server

import (
	"strings"
	"unicode/utf8"

	"github.com/hourprint/hourprint/kernel/engine"
)

// page is a payload that opens the front-end's pager.
type page struct {
	Source string `json:"source"`
	Data   any    `json:"data"`
	Start  int    `json:"start"`
}

// question returns the name that a cell such as "fmt.Println?" asks about, and
// the detail: 1 for "??". A cell of one line that ends in a question mark, and
// not in a comment, is never Go.
func question(code string) (name string, detail int, asks bool) {
	code = strings.TrimSpace(code)
	name = strings.TrimRight(code, "?")
	marks := len(code) - len(name)
	if marks == 0 || strings.ContainsAny(name, "\n`\"") || strings.Contains(name, "//") || strings.HasPrefix(name, "$") {
		return "", 0, false
	}
	return strings.TrimSpace(name), min(marks, 2) - 1, true
}

// runOrPage runs a cell, or answers its question in the pager.
func (s *Server) runOrPage(cell engine.Cell, out *output, answer *executeReply) (*engine.Bundle, error) {
	name, detail, asks := question(cell.Source)
	if !asks {
		return s.run(cell, out)
	}
	found, known := s.engine.Inspect(name, utf8.RuneCountInString(name), detail)
	if known && found != nil {
		answer.Payload = append(answer.Payload, page{"page", bundle(*found).Data, 0})
	} else {
		out.Stream("stdout", "Nothing is known of "+name+".\n")
	}
	return nil, nil
}
