package notebook

import (
	"regexp"
	"strings"
	"sync"
)

// form is the one form of an output's bundle that an export shows.
type form struct {
	mime string // "" when the bundle has nothing that can be shown
	text string // for text, HTML, SVG and JSON
	data []byte // for pictures
}

// richest lists MIME types as an export prefers them.
var richest = []string{
	"text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp",
	"text/markdown", "text/latex", "application/json", "text/plain",
}

var scripts = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)<script[\s>/]`) })

// choose picks the form to show. HTML that brings a script gives way to a
// picture of the same thing, because no script runs in an exported page. A
// picture that cannot be decoded is passed over.
func choose(data map[string]any) form {
	fallback := form{}
	for _, mime := range richest {
		v, ok := data[mime]
		if !ok {
			continue
		}
		f, ok := formOf(mime, v)
		switch {
		case !ok:
		case mime == "text/html" && scripts().MatchString(f.text):
			fallback = f
		case fallback.mime != "" && !strings.HasPrefix(mime, "image/"):
			return fallback
		default:
			return f
		}
	}
	return fallback
}

func formOf(mime string, v any) (form, bool) {
	if isJSON(mime) {
		return form{mime: mime, text: jsonText(v)}, true
	}
	s, ok := v.(string)
	if !ok {
		return form{}, false
	}
	if !strings.HasPrefix(mime, "image/") || mime == "image/svg+xml" {
		return form{mime: mime, text: s}, true
	}
	data, err := DecodeBytes(s)
	return form{mime: mime, data: data}, err == nil && len(data) > 0
}

// pictureURI returns the picture of a bundle as a data URI; "" when it has none.
func pictureURI(data map[string]any) string {
	for _, mime := range richest {
		v, ok := data[mime]
		if !ok || !strings.HasPrefix(mime, "image/") {
			continue
		}
		if f, ok := formOf(mime, v); ok {
			return f.uri()
		}
	}
	return ""
}

// uri returns a picture as a data URI.
func (f form) uri() string {
	if f.data == nil {
		return dataURI(f.mime, []byte(f.text))
	}
	return dataURI(f.mime, f.data)
}

// label describes an output in words for readers who do not see its picture:
// the first line of its plain text.
func label(data map[string]any) string {
	s, _ := data["text/plain"].(string)
	for line := range strings.Lines(stripANSI(s)) {
		if line = strings.TrimSpace(line); line != "" {
			return shorten(line, 120)
		}
	}
	return "figure"
}
