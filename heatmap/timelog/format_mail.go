package timelog

import "bytes"

var mailNames = []string{"time", "from", "to", "subject"}

// mailParser reads a message: one of an mbox, or a file that is one. The time is
// that of its Date header (https://www.rfc-editor.org/rfc/rfc5322#section-3.3),
// with the offset the sender's machine put there.
type mailParser struct{ buf []byte }

// mailZones are the words that RFC 5322, section 4.3, gives a meaning in mail.
var mailZones = map[string]int{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}

func (p *mailParser) parse(text []byte, row *lineRow) {
	row.why = "no Date in the message's header"
	for len(text) > 0 {
		line, after := header(text)
		if isBlank(bytes.TrimRight(line, "\r\n")) {
			break
		}
		text = after
		name, value, ok := bytes.Cut(line, []byte{':'})
		if !ok {
			continue
		}
		switch string(bytes.ToLower(name)) {
		case "date":
			p.date(value, row)
		case "from":
			row.set(1, unfold(value))
		case "to":
			row.set(2, unfold(value))
		case "subject":
			row.set(3, unfold(value))
		}
	}
}

// header is the first header of a message, the lines it is folded into included.
func header(text []byte) (line, after []byte) {
	for i := 0; ; {
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			return text, nil
		}
		i += n + 1
		if i >= len(text) || text[i] != ' ' && text[i] != '\t' {
			return text[:i], text[i:]
		}
	}
}

func unfold(value []byte) []byte {
	value = bytes.TrimSpace(value)
	if bytes.IndexByte(value, '\n') < 0 {
		return value
	}
	return bytes.Join(bytes.Fields(value), []byte{' '})
}

func (p *mailParser) date(value []byte, row *lineRow) {
	m, ok := mailDate(unfold(value))
	if !ok {
		row.why = "Date that cannot be read"
		return
	}
	if hours, known := mailZones[string(m.word)]; known {
		m.word, m.zoned, m.off = nil, true, hours*3600
	}
	row.why = ""
	row.moment(&m)
}

// mailDate reads a date that begins a text.
func mailDate(v []byte) (moment, bool) {
	if len(v) == 0 || !isAlnum(v[0]) {
		return moment{}, false
	}
	found := longest(v, 0)
	return found.moment, found.layout != nil && found.layout.kind == wholeDate
}

// isFromLine tells the line that begins a message of an mbox:
// "From ada@example.org Tue Jul 11 14:28:13 2017".
func isFromLine(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("From ")) || len(line) > 300 {
		return false
	}
	words := bytes.Fields(line)
	for i := 2; i+3 < len(words); i++ {
		if weekdayNamed(words[i]) && monthNamed(words[i+1]) > 0 {
			return true
		}
	}
	return false
}

// guessMbox knows the files that mail programs keep messages in.
func guessMbox(sample [][]byte) *lineShape {
	if len(sample) < 2 || !isFromLine(sample[0]) {
		return nil
	}
	return makeMbox(sample)
}

func makeMbox([][]byte) *lineShape {
	return &lineShape{names: mailNames, starts: isFromLine, parser: func() lineParser { return &mailParser{} }}
}

// guessMail knows a file that is one message: headers one after another, among
// them a date and a sender.
func guessMail(sample [][]byte) *lineShape {
	date, from, headers := false, false, 0
	for _, line := range sample {
		name, _, ok := bytes.Cut(line, []byte{':'})
		if !ok || !isHeaderName(name) {
			if line[0] == ' ' || line[0] == '\t' {
				continue
			}
			break
		}
		headers++
		lower := string(bytes.ToLower(name))
		date = date || lower == "date"
		from = from || lower == "from" || lower == "received" || lower == "message-id"
	}
	if !date || !from || headers < 3 {
		return nil
	}
	return makeMail(sample)
}

func makeMail([][]byte) *lineShape {
	return &lineShape{names: mailNames, single: true, starts: func([]byte) bool { return false },
		parser: func() lineParser { return &mailParser{} }}
}

func isHeaderName(b []byte) bool {
	for _, c := range b {
		if !isAlnum(c) && c != '-' && c != '_' {
			return false
		}
	}
	return len(b) > 1 && len(b) < 60
}
