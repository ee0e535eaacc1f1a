package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hourprint/hourprint/kernel/engine"
)

// encode returns a message's content as JSON. What a cell can put into it went
// through bundle first, so that this cannot fail.
func encode(v any) json.RawMessage {
	b, err := marshal(v)
	if err != nil {
		panic(fmt.Sprintf("server: content of a message: %v", err))
	}
	return b
}

// marshal returns v as JSON, with <, > and & as they are. A panic in a
// MarshalJSON of the user's is an error.
func marshal(v any) (b json.RawMessage, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// contents is a bundle as it goes out.
type contents struct {
	Data      map[string]any `json:"data"`
	Metadata  map[string]any `json:"metadata"`
	Transient map[string]any `json:"transient"`
}

// bundle returns an engine's bundle as it goes out: pictures in base64, texts
// as text, and what JSON cannot hold as the text that fmt makes of it. Keys of
// Data that are not MIME types are left out: front-ends reject them.
func bundle(b engine.Bundle) contents {
	c := contents{Data: values(nil), Metadata: values(b.Metadata), Transient: values(b.Transient)}
	for mime, v := range b.Data {
		if strings.Count(mime, "/") == 1 {
			c.Data[mime] = value(mime, v)
		}
	}
	return c
}

// values returns a map of values that JSON can hold, never nil.
func values(m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		out[k] = value("", v)
	}
	return out
}

// value returns v, or what stands for it in JSON, as fits its MIME type.
func value(mime string, v any) any {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		switch {
		case isJSON(mime) && json.Valid(v):
			return json.RawMessage(v)
		case isText(mime):
			return string(v)
		}
		return v // encoding/json writes bytes in base64
	}
	b, err := marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return b
}

// isJSON reports whether values of a MIME type are JSON.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasSuffix(mime, "+json")
}

// isText reports whether values of a MIME type are text rather than bytes.
func isText(mime string) bool {
	return strings.HasPrefix(mime, "text/") || strings.HasSuffix(mime, "+xml") ||
		mime == "application/javascript" || mime == "application/xml"
}

// plain returns the text form of a bundle, "" if there is none.
func plain(b *engine.Bundle) string {
	if b == nil {
		return ""
	}
	switch t := b.Data["text/plain"].(type) {
	case string:
		return t
	case []byte:
		return string(t)
	}
	return ""
}
