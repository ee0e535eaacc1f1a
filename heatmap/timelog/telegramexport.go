package timelog

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// telegramExport translates what Telegram Desktop writes when all chats of an
// account are exported: one object in which lists of chats, and of chats left,
// hold the lists of their messages. Each message is a record; the name of its chat
// is added to it.
type telegramExport struct {
	open func() (io.ReadCloser, error)
}

// isTelegramExport tells such a file by its first member and those that only an
// account has. The export of one chat is an object with a list of messages and
// needs no translation.
func isTelegramExport(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n\ufeff")
	if len(text) == 0 || text[0] != '{' || !bytes.HasPrefix(bytes.TrimLeft(text[1:], " \t\r\n"), []byte(`"about"`)) {
		return false
	}
	for _, key := range []string{`"personal_information"`, `"chats"`, `"left_chats"`} {
		if at := bytes.Index(text, []byte(key)); at > 0 && colonAfter(text[at+len(key):]) > 0 {
			return true
		}
	}
	return false
}

func (t *telegramExport) format() string { return "telegram" }

func (t *telegramExport) stated(string) bool { return false }

func (t *telegramExport) write(out *jsonLines, _ []string) error {
	in, err := t.open()
	if err != nil {
		return err
	}
	defer in.Close()
	w := telegramWalk{in: boundedDecoder(in), out: out}
	err = w.value("", "")
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

type telegramWalk struct {
	in   *json.Decoder
	out  *jsonLines
	line bytes.Buffer
}

// value walks one value, under a key, in a chat.
func (w *telegramWalk) value(key, chat string) error {
	token, err := w.in.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('{'):
		for w.in.More() {
			if chat, err = w.member(chat); err != nil {
				return err
			}
		}
	case json.Delim('['):
		for w.in.More() {
			if key == "messages" {
				err = w.message(chat)
			} else {
				err = w.value("", chat)
			}
			if err != nil {
				return err
			}
		}
	default:
		return nil
	}
	_, err = w.in.Token() // its closing bracket
	return err
}

// member walks one member of an object and returns the name of the chat, which
// may be what it holds.
func (w *telegramWalk) member(chat string) (string, error) {
	token, err := w.in.Token()
	if err != nil {
		return chat, err
	}
	key, _ := token.(string)
	if key != "name" {
		return chat, w.value(key, chat)
	}
	var name any
	if err := w.in.Decode(&name); err != nil {
		return chat, err
	}
	chat, _ = name.(string)
	return chat, nil
}

// message passes a message on as a record.
func (w *telegramWalk) message(chat string) error {
	var raw json.RawMessage
	if err := w.in.Decode(&raw); err != nil {
		return err
	}
	w.line.Reset()
	if err := json.Compact(&w.line, raw); err != nil {
		return err
	}
	members, isObject := bytes.CutPrefix(w.line.Bytes(), []byte{'{'})
	if !isObject {
		return nil
	}
	w.out.begin()
	w.out.key("chat")
	w.out.b = appendText(w.out.b, chat)
	if members = bytes.TrimSuffix(members, []byte{'}'}); len(members) > 0 {
		w.out.b = append(append(w.out.b, ','), members...)
	}
	return w.out.end()
}

// account reads the export of an account, of which the first block has been read.
func (r *run) account(res *fileResult, o *opened, first block, workers int, rules stampRules) error {
	open, err := r.again(res, o, first)
	if err != nil {
		return err
	}
	return r.translated(res, &telegramExport{open}, workers, rules)
}

// again opens an input of which the first block has been read as often as it is asked to:
// its records are gone through twice. What can be read only once is kept aside.
func (r *run) again(res *fileResult, o *opened, first block) (open func() (io.ReadCloser, error), err error) {
	if first.eof {
		return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(first.b)), nil }, nil
	}
	if res.in.stream {
		at, size, free, err := spool(&prefixed{first.b, o.Reader})
		if err != nil {
			return nil, err
		}
		o.frees = append(o.frees, free)
		return func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(at, 0, size)), nil }, nil
	}
	o.elsewhere = true
	return func() (io.ReadCloser, error) {
		o, err := r.open(res.in, false, nil)
		if err != nil {
			return nil, err
		}
		return openedReader{o}, nil
	}, nil
}

// openedReader is an opened input as an io.ReadCloser.
type openedReader struct{ *opened }

func (o openedReader) Close() error {
	o.close()
	return nil
}
