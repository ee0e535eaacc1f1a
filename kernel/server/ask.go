package server

import (
	"unicode/utf8"
)

// cursor is a position in code as front-ends send it: in code points.
type cursor struct {
	Code   string `json:"code"`
	Cursor *int   `json:"cursor_pos"` // nil = the end
	Detail int    `json:"detail_level"`
}

// position returns the cursor, kept within the code.
func (c *cursor) position() int {
	end := utf8.RuneCountInString(c.Code)
	if c.Cursor == nil {
		return end
	}
	return max(0, min(*c.Cursor, end))
}

// kinded is an entry of _jupyter_types_experimental.
type kinded struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`
}

// complete answers complete_request.
func (s *Server) complete(r *request) {
	var c cursor
	if !s.read(r, &c) {
		return
	}
	found := s.engine.Complete(c.Code, c.position())
	matches, kinds := found.Matches, []kinded{}
	if matches == nil {
		matches = []string{}
	}
	for i, m := range matches {
		k := kinded{Start: found.Start, End: found.End, Text: m}
		if i < len(found.Types) {
			k.Type = found.Types[i]
		}
		kinds = append(kinds, k)
	}
	s.reply(r, map[string]any{
		"status":       ok,
		"matches":      matches,
		"cursor_start": found.Start,
		"cursor_end":   found.End,
		"metadata":     map[string]any{"_jupyter_types_experimental": kinds},
	})
}

// inspect answers inspect_request.
func (s *Server) inspect(r *request) {
	var c cursor
	if !s.read(r, &c) {
		return
	}
	shown := contents{Data: values(nil), Metadata: values(nil)}
	b, known := s.engine.Inspect(c.Code, c.position(), c.Detail)
	known = known && b != nil
	if known {
		shown = bundle(*b)
	}
	s.reply(r, map[string]any{"status": ok, "found": known, "data": shown.Data, "metadata": shown.Metadata})
}

// isComplete answers is_complete_request.
func (s *Server) isComplete(r *request) {
	var c struct {
		Code string `json:"code"`
	}
	if !s.read(r, &c) {
		return
	}
	if _, _, asks := question(c.Code); asks {
		s.reply(r, map[string]any{"status": "complete"})
		return
	}
	answer := map[string]any{}
	state, indent := s.engine.IsComplete(c.Code)
	answer["status"] = state
	if state == "incomplete" {
		answer["indent"] = indent
	}
	s.reply(r, answer)
}
