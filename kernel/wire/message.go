package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Version is the version of the messaging protocol that headers declare.
// 5.5 is the first that has kernel_info on the control channel and
// supported_features in its reply.
const Version = "5.5"

// Delimiter is the frame between the idents and the signature.
const Delimiter = "<IDS|MSG>"

// ErrMalformed says that frames are not a Jupyter message.
var ErrMalformed = errors.New("malformed message")

// ErrSignature says that the signature of a message is missing or wrong.
var ErrSignature = errors.New("wrong signature")

// signed is the number of JSON frames, which are also what is signed.
const signed = 4

// Header says what a message is and who sent it.
type Header struct {
	MsgID    string `json:"msg_id"`                // unique to the message
	Session  string `json:"session"`               // the sender's session; a kernel and its clients have one each
	Username string `json:"username"`              // who the sender works for
	Date     string `json:"date"`                  // ISO 8601
	Type     string `json:"msg_type"`              // "execute_request", …
	Version  string `json:"version"`               // of the protocol, see Version
	Subshell string `json:"subshell_id,omitempty"` // "" = the parent shell
}

// Message is one Jupyter message. The zero value joins to a message with an
// empty header and four empty objects.
type Message struct {
	// Idents are the routing frames before the delimiter; the topic on iopub.
	Idents [][]byte
	// Header is the parsed header.
	Header Header
	// RawHeader is the header as it came, which the answers to the message
	// repeat as their parent. When it is not nil, Join writes it instead of
	// Header.
	RawHeader json.RawMessage
	// Parent is the header of the message that caused this one; nil = {}.
	Parent json.RawMessage
	// Metadata and Content are JSON objects; nil = {}.
	Metadata, Content json.RawMessage
	// Buffers are raw bytes, used by comms.
	Buffers [][]byte
}

// Split reads a message from its frames, which it keeps references to. With an
// empty key the signature is not looked at.
func Split(frames [][]byte, key []byte) (*Message, error) {
	at := delimiter(frames)
	if at < 0 {
		return nil, fmt.Errorf("%w: no %s frame among %d", ErrMalformed, Delimiter, len(frames))
	}
	rest := frames[at+1:]
	if len(rest) < 1+signed {
		return nil, fmt.Errorf("%w: %d frames after %s, want at least %d", ErrMalformed, len(rest), Delimiter, 1+signed)
	}
	parts := rest[1 : 1+signed]
	if err := verify(key, rest[0], parts); err != nil {
		return nil, err
	}
	m := &Message{
		Idents:    frames[:at:at],
		RawHeader: parts[0],
		Parent:    parts[1],
		Metadata:  parts[2],
		Content:   parts[3],
		Buffers:   rest[1+signed:],
	}
	return m, m.parse(parts)
}

// delimiter returns the index of the delimiter frame, -1 if there is none.
func delimiter(frames [][]byte) int {
	for i, f := range frames {
		if string(f) == Delimiter {
			return i
		}
	}
	return -1
}

// parse checks that the four parts are JSON objects and reads the header.
func (m *Message) parse(parts [][]byte) error {
	for i, name := range [signed]string{"header", "parent header", "metadata", "content"} {
		if !isObject(parts[i]) {
			return fmt.Errorf("%w: the %s is not a JSON object", ErrMalformed, name)
		}
	}
	if err := json.Unmarshal(m.RawHeader, &m.Header); err != nil {
		return fmt.Errorf("%w: header: %w", ErrMalformed, err)
	}
	if m.Header.Type == "" {
		return fmt.Errorf("%w: the header has no msg_type", ErrMalformed)
	}
	return nil
}

// isObject reports whether b is one JSON object.
func isObject(b []byte) bool {
	trimmed := bytes.TrimLeft(b, " \t\r\n")
	return len(trimmed) > 0 && trimmed[0] == '{' && json.Valid(b)
}

// Join returns the frames of the message, signed with key unless it is empty.
// It fails when a part is plainly not a JSON object; it does not read the parts
// through, which may hold megabytes of pictures.
func (m *Message) Join(key []byte) ([][]byte, error) {
	head := m.RawHeader
	if head == nil {
		b, err := json.Marshal(m.Header)
		if err != nil {
			return nil, fmt.Errorf("%w: header: %w", ErrMalformed, err)
		}
		head = b
	}
	parts := [][]byte{head, object(m.Parent), object(m.Metadata), object(m.Content)}
	for _, p := range parts {
		if p = bytes.TrimSpace(p); len(p) < 2 || p[0] != '{' || p[len(p)-1] != '}' {
			return nil, fmt.Errorf("%w: %s holds a part that is not a JSON object", ErrMalformed, m.Header.Type)
		}
	}
	frames := make([][]byte, 0, len(m.Idents)+2+signed+len(m.Buffers))
	frames = append(frames, m.Idents...)
	frames = append(frames, []byte(Delimiter), Sign(key, parts...))
	frames = append(frames, parts...)
	return append(frames, m.Buffers...), nil
}

// object returns b, or an empty JSON object for nil.
func object(b json.RawMessage) []byte {
	if b == nil {
		return []byte("{}")
	}
	return b
}
