package timelog

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
)

// xmlTokens goes through the tags of an XML text, fast and without checking
// that they nest: tag is what stands between < and >, text what stood before it.
type xmlTokens struct {
	r    *bufio.Reader
	text []byte
	tag  []byte

	seen  int  // how much of the tag was looked through for quotes
	quote byte // the one that is open there, or 0
}

// maxToken bounds a text between two tags and a tag.
const maxToken = 16 << 20

var errXMLToken = errors.New("a text or tag that is too long")

func newXMLTokens(r io.Reader) *xmlTokens {
	return &xmlTokens{r: bufio.NewReaderSize(r, 1<<16)}
}

// next moves to the next tag; comments and instructions are passed by.
func (t *xmlTokens) next() error {
	t.text = t.text[:0]
	for {
		var err error
		if t.text, err = t.until(t.text, '<'); err != nil {
			return err
		}
		t.text = t.text[:len(t.text)-1]
		if t.tag, err = t.until(t.tag[:0], '>'); err != nil {
			return cutShort(err)
		}
		for t.seen, t.quote = 0, 0; t.open(); {
			if t.tag, err = t.until(t.tag, '>'); err != nil {
				return cutShort(err)
			}
		}
		t.tag = t.tag[:len(t.tag)-1]
		switch {
		case bytes.HasPrefix(t.tag, []byte("![CDATA[")):
			t.text = append(t.text, escapeXML(t.tag[8:len(t.tag)-2])...)
		case len(t.tag) > 0 && t.tag[0] != '!' && t.tag[0] != '?':
			return nil
		}
	}
}

func cutShort(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// until appends all up to and including c.
func (t *xmlTokens) until(b []byte, c byte) ([]byte, error) {
	for {
		part, err := t.r.ReadSlice(c)
		b = append(b, part...)
		if err != bufio.ErrBufferFull {
			return b, err
		}
		if len(b) > maxToken {
			return b, errXMLToken
		}
	}
}

// open reports whether the > reached is inside a comment, a CDATA section or an
// attribute. Each call goes on where the last one stopped: in a damaged sheet a
// quote may be open to the end, past a > in every tag.
func (t *xmlTokens) open() bool {
	b := t.tag
	switch {
	case len(b) > maxToken:
		return false
	case bytes.HasPrefix(b, []byte("!--")):
		return len(b) < 6 || !bytes.HasSuffix(b, []byte("-->"))
	case bytes.HasPrefix(b, []byte("![CDATA[")):
		return !bytes.HasSuffix(b, []byte("]]>"))
	}
	for _, c := range b[t.seen:] {
		if t.quote != 0 && c == t.quote {
			t.quote = 0
		} else if t.quote == 0 && (c == '"' || c == '\'') {
			t.quote = c
		}
	}
	t.seen = len(b)
	return t.quote != 0
}

// name is the local name of the tag, with a slash before it if it closes.
func (t *xmlTokens) name() string { return string(t.local()) }

func (t *xmlTokens) local() []byte {
	b := t.tag
	for i, c := range b {
		if c <= ' ' || c == '/' && i > 0 {
			b = b[:i]
			break
		}
	}
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		if b[0] == '/' {
			return append([]byte{'/'}, b[i+1:]...)
		}
		return b[i+1:]
	}
	return b
}

// empty reports whether the tag closes itself.
func (t *xmlTokens) empty() bool {
	return len(t.tag) > 0 && t.tag[len(t.tag)-1] == '/'
}

// attr is the value of an attribute by its local name, "" if it is not there.
func (t *xmlTokens) attr(name string) string {
	return string(appendUnescaped(nil, t.rawAttr(name)))
}

func (t *xmlTokens) rawAttr(name string) []byte {
	b := t.tag
	for {
		eq := bytes.IndexByte(b, '=')
		if eq < 0 || eq+1 >= len(b) {
			return nil
		}
		key := bytes.TrimRight(b[:eq], " \t\r\n")
		if i := bytes.LastIndexAny(key, " \t\r\n:"); i >= 0 {
			key = key[i+1:]
		}
		b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
		if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return b[1 : 1+end]
		}
		b = b[end+2:]
	}
}

var xmlNames = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// appendUnescaped appends text with its entities resolved.
func appendUnescaped(dst, src []byte) []byte {
	for {
		i := bytes.IndexByte(src, '&')
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(dst, src[:i]...)
		src = src[i:]
		end := bytes.IndexByte(src[:min(len(src), 12)], ';')
		r, ok := rune(0), false
		if end > 1 {
			r, ok = entity(string(src[1:end]))
		}
		if !ok {
			dst, src = append(dst, '&'), src[1:]
			continue
		}
		dst, src = append(dst, string(r)...), src[end+1:]
	}
}

func entity(name string) (rune, bool) {
	if name[0] != '#' {
		r, ok := xmlNames[name]
		return r, ok
	}
	base := 10
	if name = name[1:]; len(name) > 0 && (name[0] == 'x' || name[0] == 'X') {
		name, base = name[1:], 16
	}
	n, err := strconv.ParseUint(name, base, 32)
	return rune(n), err == nil && n <= 0x10FFFF
}

// escapeXML protects what stands in a CDATA section from appendUnescaped.
func escapeXML(b []byte) []byte {
	return bytes.ReplaceAll(b, []byte("&"), []byte("&amp;"))
}
