package timelog

import (
	"bytes"
	"slices"
)

// winxmlNames are the columns of Windows events as XML, named as those of their binary
// files; behind them are the names of the data that the first events have.
var winxmlNames = []string{evtxTime, "EventID", "EventRecordID", "Provider", "Channel", "Computer", "Level", "UserID"}

// winxmlElement is the element that an event is; the events of a file may stand in one
// line, as Event Viewer writes them, or in many.
const winxmlElement = "Event"

// mostWinxmlData is how many columns the data of events make.
const mostWinxmlData = 80

// winxmlParser reads events as wevtutil, Event Viewer, Get-WinEvent and collectors write
// them:
//
//	<Event xmlns='…'><System><Provider Name='…'/><EventID>4624</EventID>…
//	<TimeCreated SystemTime='2020-08-31T22:59:58.123456700Z'/>…</System>
//	<EventData><Data Name='TargetUserName'>ann</Data>…</EventData></Event>
//
// https://learn.microsoft.com/windows/win32/wes/eventschema-schema
type winxmlParser struct {
	names []string
	room  []byte
}

func (p *winxmlParser) parse(event []byte, row *lineRow) {
	system, data, _ := bytes.Cut(event, []byte("</System>"))
	row.why = ""
	if at := attributeOf(system, "<TimeCreated", "SystemTime"); len(at) > 0 {
		row.cells[0] = cell{at, plain}
	} else if row.why = "no time in the event"; !bytes.HasSuffix(event, []byte("</"+winxmlElement+">")) {
		row.why = "cut off"
	}
	if !row.full {
		return
	}
	p.room = p.room[:0]
	for i, name := range p.names[1:len(winxmlNames)] {
		switch name {
		case "Provider":
			row.set(i+1, p.plain(attributeOf(system, "<Provider", "Name")))
		case "UserID":
			row.set(i+1, attributeOf(system, "<Security", "UserID"))
		default:
			row.set(i+1, p.plain(elementText(system, name)))
		}
	}
	for len(data) > 0 {
		var name, value []byte
		if name, value, data = nextData(data); name != nil {
			if i := slices.Index(p.names, string(name)); i > 0 {
				row.set(i, p.plain(value))
			}
		}
	}
}

// plain is a text without the references of XML in it.
func (p *winxmlParser) plain(text []byte) []byte {
	if bytes.IndexByte(text, '&') < 0 {
		return text
	}
	from := len(p.room)
	p.room = appendUnescaped(p.room, text)
	return p.room[from:len(p.room):len(p.room)]
}

// attributeOf is the value of an attribute of the first tag that begins so.
func attributeOf(b []byte, tag, name string) []byte {
	_, after, ok := bytes.Cut(b, []byte(tag))
	if !ok {
		return nil
	}
	after, _, _ = bytes.Cut(after, []byte{'>'})
	at := bytes.Index(after, []byte(" "+name+"="))
	if at < 0 || at+len(name)+3 > len(after) {
		return nil
	}
	after = after[at+len(name)+2:]
	value, _, ok := bytes.Cut(after[1:], after[:1]) // of either quote
	if !ok {
		return nil
	}
	return value
}

// elementText is the text of the first element of a name.
func elementText(b []byte, name string) []byte {
	for {
		_, after, ok := bytes.Cut(b, []byte("<"+name))
		if !ok {
			return nil
		}
		if b = after; len(after) > 0 && (after[0] == '>' || after[0] == ' ') {
			_, text, _ := bytes.Cut(after, []byte{'>'})
			text, _, _ = bytes.Cut(text, []byte{'<'})
			return bytes.TrimSpace(text)
		}
	}
}

// nextData is the name and the text of the next <Data Name='…'>, and what follows it.
func nextData(b []byte) (name, value, rest []byte) {
	_, after, ok := bytes.Cut(b, []byte("<Data "))
	if !ok {
		return nil, nil, nil
	}
	head, text, ok := bytes.Cut(after, []byte{'>'})
	if !ok || bytes.HasSuffix(head, []byte{'/'}) {
		return nil, nil, text
	}
	value, rest, _ = bytes.Cut(text, []byte("</Data>"))
	return attributeOf(append([]byte("<Data "), append(head, '>')...), "<Data", "Name"), value, rest
}

// guessWinXML knows such events by the element of their time.
func guessWinXML(sample [][]byte) *lineShape {
	first := bytes.TrimLeft(sample[0], " \t\uFEFF")
	if len(first) == 0 || first[0] != '<' {
		return nil
	}
	events, times := 0, 0
	names := slices.Clone(winxmlNames)
	for _, line := range sample {
		events += boolInt(bytes.Contains(line, []byte("<Event ")) || bytes.Contains(line, []byte("<Event>")))
		times += boolInt(bytes.Contains(line, []byte("<TimeCreated SystemTime=")))
		for data := line; len(data) > 0 && len(names) < mostWinxmlData; {
			var name []byte
			if name, _, data = nextData(data); name != nil && !slices.Contains(names, string(name)) {
				names = append(names, string(name))
			}
		}
	}
	if events == 0 || times == 0 {
		return nil
	}
	return &lineShape{
		names: names, element: winxmlElement,
		where:  []string{"times in the attribute SystemTime of an event's TimeCreated"},
		parser: func() lineParser { return &winxmlParser{names: names} },
	}
}

// scanElements is scan for rows that are elements of XML, wherever lines end. What stands
// between them is no row.
func (s *lineScanner) scanElements(b []byte, final bool, emit func(*record)) int {
	open, shut := []byte("<"+s.shape.element), []byte("</"+s.shape.element+">")
	for i := 0; ; {
		at := bytes.Index(b[i:], open)
		if at < 0 {
			if final {
				return len(b)
			}
			return max(i, len(b)-len(open)-1)
		}
		at += i
		next := at + len(open)
		if next < len(b) && b[next] != ' ' && b[next] != '>' && b[next] != '\t' && b[next] != '\r' && b[next] != '\n' {
			i = next // <Events>
			continue
		}
		end := bytes.Index(b[next:], shut)
		if end < 0 && !final {
			return at
		}
		if end < 0 {
			end = len(b)
		} else {
			end += next + len(shut)
		}
		s.line(b, at, end, emit)
		i = end
	}
}
