package timelog

import "bytes"

// chatNames are the columns of exported chats.
var chatNames = []string{"time", "from", "message"}

// whatsAppParser reads an exported chat of WhatsApp in both its styles,
//
//	12/03/21, 15:17 - Ada: hello          (Android)
//	[12/3/21, 3:17:24 PM] Ada: hello      (iOS, the blank before PM a narrow one)
//
// The order of day and month is that of the telephone's language and is decided
// over the file. Years of two digits are completed at once: WhatsApp writes them
// last, so that a year in front need not be thought of.
type whatsAppParser struct {
	spot  spot
	order dateOrder
}

func (p *whatsAppParser) parse(line []byte, row *lineRow) {
	var m mark
	ok, shaped := p.spot.find(line, &m)
	if !ok {
		row.why = continuation
		if shaped {
			row.why = errImpossible.Error()
		}
		row.set(2, line)
		return
	}
	if date := m.moment.date; date != nil {
		if cut := bytes.LastIndexAny(date, "/.-"); len(date)-cut == 3 && p.order != orderYMD {
			y, _ := digits(date, cut+1)
			m.moment.date = pad(append(make([]byte, 0, 16), date[:cut+1]...), fullYear(y), 4)
		}
	}
	row.moment(&m.moment)
	text := bytes.TrimLeft(line[m.end:], "] -")
	from, message, said := bytes.Cut(text, []byte(": "))
	if !said || len(from) > 80 {
		row.set(2, text)
		return
	}
	row.set(1, from)
	row.set(2, message)
}

// whatsAppMark reports whether a line begins as one of the two styles has it.
func whatsAppMark(line []byte, m *mark) bool {
	at := tokenAt(line, 0)
	if at >= len(line) || line[at]-'0' > 9 {
		return false
	}
	found := longest(line, at)
	if found.layout == nil || found.layout.kind != openDate {
		return false
	}
	*m = found
	date, rest := found.moment.date, line[found.end:]
	comma := at+len(date) < len(line) && line[at+len(date)] == ','
	switch {
	case at > 0 && line[at-1] == '[':
		return comma && bytes.HasPrefix(rest, []byte("] "))
	case at == 0:
		seconds := bytes.Count(line[len(date):found.end], []byte{':'}) > 1 // Android writes none; IBM MQ does
		return bytes.HasPrefix(rest, []byte(" - ")) && (comma || !seconds)
	}
	return false
}

func guessWhatsApp(sample [][]byte) *lineShape {
	counts := map[*layout]int{}
	var m mark
	for _, line := range sample {
		if whatsAppMark(line, &m) && bytes.IndexByte(line[m.end:], ':') > 0 {
			counts[m.layout]++
		}
	}
	var best *layout
	for k := range layouts {
		if l := &layouts[k]; counts[l] > 0 && (best == nil || counts[l] > counts[best]) {
			best = l
		}
	}
	if best == nil || 10*counts[best] < 3*len(sample) {
		return nil
	}
	s := &lineShape{names: chatNames}
	s.parser = func() lineParser {
		return &whatsAppParser{spot: spot{layout: best, kind: atToken}, order: s.order}
	}
	return s
}
