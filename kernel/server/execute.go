package server

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/hourprint/hourprint/kernel/engine"
)

// executeRequest is the content of execute_request.
type executeRequest struct {
	Code            string            `json:"code"`
	Silent          bool              `json:"silent"`
	StoreHistory    *bool             `json:"store_history"` // nil = true
	UserExpressions map[string]string `json:"user_expressions"`
	AllowStdin      bool              `json:"allow_stdin"`
	StopOnError     *bool             `json:"stop_on_error"` // nil = true
}

// keeps reports whether the execution counts and goes into the history.
func (c *executeRequest) keeps() bool {
	asked := c.StoreHistory == nil || *c.StoreHistory
	return asked && !c.Silent && strings.TrimSpace(c.Code) != ""
}

// executeReply is the content of execute_reply.
type executeReply struct {
	Status          string         `json:"status"`
	Count           int            `json:"execution_count"`
	UserExpressions map[string]any `json:"user_expressions"`
	Payload         []any          `json:"payload"`
	*failure                       // nil when all is well
}

// execute runs a cell and answers.
func (s *Server) execute(r *request) {
	if r.aborted {
		s.reply(r, map[string]any{"status": "aborted", "execution_count": s.count})
		return
	}
	var c executeRequest
	if !s.read(r, &c) {
		return
	}
	s.latest.Store(&r.message.RawHeader)
	begun := time.Now()
	end := s.begin()
	defer end()
	r.metadata = encode(map[string]any{"started": s.header("").Date})
	cell := engine.Cell{Source: c.Code}
	if c.keeps() {
		s.count++
		cell.Number = s.count
	}
	if !c.Silent {
		s.publish("execute_input", r.message.RawHeader, map[string]any{"code": c.Code, "execution_count": s.count})
	}
	out := newOutput(s, r, &c)
	answer := executeReply{Status: ok, Count: s.count, UserExpressions: map[string]any{}, Payload: []any{}}
	value, err := s.runOrPage(cell, out, &answer)
	if value != nil && err == nil {
		out.result(*value, s.count)
	}
	if c.keeps() {
		s.history.add(s.count, c.Code, plain(value))
	}
	if err != nil {
		answer.failure = fault(err)
		answer.Status, answer.failure.Status = "error", ""
		out.fail(*answer.failure)
	} else {
		answer.UserExpressions = s.expressions(c.UserExpressions, out)
	}
	out.finish()
	end()
	if s.opt.After != nil {
		s.opt.After(time.Since(begun))
	}
	if err != nil && !c.Silent && (c.StopOnError == nil || *c.StopOnError) {
		s.settle()
		s.shell.abort(r.message.Header.Session)
	}
	s.reply(r, answer)
}

// fault returns what a front-end is told of an error of the engine.
func fault(err error) *failure {
	var e *engine.Error
	if !errors.As(err, &e) {
		f := failed("KernelError", err.Error())
		return &f
	}
	f := &failure{Name: e.Name, Value: e.Value, Traceback: e.Traceback}
	if f.Traceback == nil {
		f.Traceback = []string{e.Error()}
	}
	return f
}

// How long settle waits for requests that are still on their way.
const (
	quiet       = 10 * time.Millisecond
	quietRounds = 10
)

// settle waits until no more requests come in, for a moment at most. A
// front-end that runs all cells sends them in one burst; when the first fails
// at once, the others may not have arrived, and would run.
func (s *Server) settle() {
	for range quietRounds {
		before := s.shell.seen()
		select {
		case <-time.After(quiet):
		case <-s.quit:
			return
		}
		if s.shell.seen() == before {
			return
		}
	}
}

// expressions evaluates the expressions that a request asks for after its
// code, in the order of their names.
func (s *Server) expressions(asked map[string]string, out *output) map[string]any {
	results := map[string]any{}
	names := make([]string, 0, len(asked))
	for name := range asked {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		value, err := s.run(engine.Cell{Source: asked[name]}, &quietOutput{out})
		if err != nil {
			f := fault(err)
			f.Status = "error"
			results[name] = f
			continue
		}
		if value == nil {
			value = &engine.Bundle{}
		}
		c := bundle(*value)
		results[name] = map[string]any{"status": ok, "data": c.Data, "metadata": c.Metadata}
	}
	return results
}

// quietOutput shows nothing; what asks for input may.
type quietOutput struct{ *output }

// Stream drops the text.
func (quietOutput) Stream(string, string) {}

// Display drops the bundle.
func (quietOutput) Display(engine.Bundle) {}

// UpdateDisplay drops the bundle.
func (quietOutput) UpdateDisplay(engine.Bundle) {}

// ClearOutput clears nothing.
func (quietOutput) ClearOutput(bool) {}
