package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/hourprint/hourprint/kernel/transport"
	"github.com/hourprint/hourprint/kernel/wire"
)

// How long and how often a question is tried while the front-end has not
// connected its stdin channel.
const (
	stdinTries = 100
	stdinPause = 20 * time.Millisecond
)

// input knows which question is open. Questions are asked one at a time.
type input struct {
	asking sync.Mutex

	mu     sync.Mutex
	id     string // of the open input_request; "" = none
	answer chan string
}

// Input asks the user for a line, at the front-end that sent the cell.
func (o *output) Input(prompt string, password bool) (string, error) {
	if !o.stdin {
		return "", errors.New("this front-end cannot be asked for input")
	}
	o.mu.Lock()
	o.flush(true)
	o.mu.Unlock()
	return o.server.ask(o.request, prompt, password)
}

// ask sends an input_request and waits for its reply, an interrupt, or the end.
func (s *Server) ask(r *request, prompt string, password bool) (string, error) {
	s.input.asking.Lock()
	defer s.input.asking.Unlock()
	stop := s.stopped()
	m := &wire.Message{
		Idents:  r.message.Idents,
		Header:  s.header("input_request"),
		Parent:  r.message.RawHeader,
		Content: encode(map[string]any{"prompt": prompt, "password": password}),
	}
	answer := s.expect(m.Header.MsgID)
	defer s.expect("")
	if err := s.sendQuestion(s.join(m), stop); err != nil {
		return "", err
	}
	select {
	case line := <-answer:
		return line, nil
	case <-stop:
		return "", errors.New("interrupted while waiting for input")
	case <-s.quit:
		return "", errors.New("the kernel shuts down")
	}
}

// sendQuestion sends an input_request, a few times if the front-end's stdin
// channel is not there yet: it connects its channels one after the other.
func (s *Server) sendQuestion(frames [][]byte, stop <-chan struct{}) error {
	for try := 1; ; try++ {
		err := s.transport.Send(transport.Stdin, frames)
		if err == nil {
			return nil
		}
		if !errors.Is(err, transport.ErrNoPeer) || try == stdinTries {
			return fmt.Errorf("asking for input: %w", err)
		}
		select {
		case <-time.After(stdinPause):
		case <-stop:
			return errors.New("interrupted while asking for input")
		case <-s.quit:
			return errors.New("the kernel shuts down")
		}
	}
}

// expect opens a question; an empty id closes it.
func (s *Server) expect(id string) <-chan string {
	s.input.mu.Lock()
	defer s.input.mu.Unlock()
	s.input.id, s.input.answer = id, make(chan string, 1)
	return s.input.answer
}

// inputReply takes the answer to the open question. Front-ends may leave out
// what they answer; one that says it answers something else is late.
func (s *Server) inputReply(m *wire.Message) {
	var content struct {
		Value string `json:"value"`
	}
	var parent wire.Header
	if err := json.Unmarshal(m.Content, &content); m.Header.Type != "input_reply" || err != nil {
		s.opt.Log.Warn("message dropped", "channel", "stdin", "type", m.Header.Type, "error", err)
		return
	}
	_ = json.Unmarshal(m.Parent, &parent) // a parent that is no header names no question
	s.input.mu.Lock()
	defer s.input.mu.Unlock()
	if s.input.id == "" || parent.MsgID != "" && parent.MsgID != s.input.id {
		s.opt.Log.Warn("input_reply to no open question")
		return
	}
	select {
	case s.input.answer <- content.Value:
	default: // answered already
	}
}
