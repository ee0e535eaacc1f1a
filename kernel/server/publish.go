package server

import (
	"encoding/json"
	"fmt"

	"github.com/hourprint/hourprint/kernel/wire"
)

// status is the content of a status message.
type status struct {
	State string `json:"execution_state"`
}

// stream is the content of a stream message.
type stream struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// header returns the header of a new message.
func (s *Server) header(kind string) wire.Header {
	return wire.Header{
		MsgID:    s.opt.NewID(),
		Session:  s.session,
		Username: s.opt.Username,
		Date:     s.opt.Now().UTC().Format("2006-01-02T15:04:05.000000Z"),
		Type:     kind,
		Version:  wire.Version,
	}
}

// frames returns the frames of a message on iopub; the topic is the first.
func (s *Server) frames(kind string, parent json.RawMessage, content any) [][]byte {
	m := &wire.Message{
		Idents:  [][]byte{[]byte("kernel." + s.session + "." + kind)},
		Header:  s.header(kind),
		Parent:  parent,
		Content: encode(content),
	}
	return s.join(m)
}

// join turns a message of our own into frames.
func (s *Server) join(m *wire.Message) [][]byte {
	frames, err := m.Join(s.opt.Key)
	if err != nil {
		// Every part was made by encode or came through wire.Split.
		panic(fmt.Sprintf("server: %v", err))
	}
	return frames
}

// publish sends a message to everyone on iopub. What a cell can produce
// without end is dropped first for a front-end that reads too slowly.
func (s *Server) publish(kind string, parent json.RawMessage, content any) {
	essential := true
	switch kind {
	case "stream", "display_data", "update_display_data", "comm_msg":
		essential = false
	}
	s.transport.Publish(s.frames(kind, parent, content), essential)
}
