package timelog

import "bytes"

// cmtraceNames are the columns of the logs of Microsoft's Configuration Manager, Intune and
// Windows deployment, which CMTrace shows.
var cmtraceNames = []string{"time", "component", "context", "type", "thread", "file", "message"}

var (
	cmtraceBegin = []byte("<![LOG[")
	cmtraceEnd   = []byte("]LOG]!>")
)

// cmtraceParser reads their records, whose message may be of many lines and whose time
// stands behind it:
//
//	<![LOG[message]LOG]!><time="19:33:19.766-330" date="11-28-2014" component="AppEnforce" …>
//
// The number behind the time is what has to be added to reach UTC, in minutes; some
// programs leave it out. https://learn.microsoft.com/mem/configmgr/core/support/cmtrace
type cmtraceParser struct{ layout *layout }

func (p *cmtraceParser) parse(record []byte, row *lineRow) {
	row.why = continuation
	row.set(6, record)
	at := bytes.LastIndex(record, cmtraceEnd)
	if at < 0 {
		return
	}
	head := record[at+len(cmtraceEnd):]
	var m moment
	switch start := bytes.Index(head, []byte("time=\"")); {
	case start < 0 || p.layout.match(head, start, &m) < 0:
	case !m.valid():
		row.why = errImpossible.Error()
	default:
		row.why = ""
		row.moment(&m)
	}
	if !row.full {
		return
	}
	for column, name := range cmtraceNames[1:6] {
		row.set(1+column, quotedBehind(head, name))
	}
	row.set(6, bytes.TrimPrefix(record[:at], cmtraceBegin))
}

// quotedBehind is the value of name="value".
func quotedBehind(b []byte, name string) []byte {
	_, after, ok := bytes.Cut(b, []byte(" "+name+"=\""))
	if !ok {
		return nil
	}
	value, _, _ := bytes.Cut(after, []byte{'"'})
	return value
}

// guessCMTrace knows such a log by the marks around a message.
func guessCMTrace(sample [][]byte) *lineShape {
	begins, ends := 0, 0
	for _, line := range sample {
		begins += boolInt(isCMTrace(line))
		ends += boolInt(bytes.Contains(line, []byte("]LOG]!><time=\"")))
	}
	if begins == 0 || 10*ends < 6*begins {
		return nil
	}
	l := layoutNamed("time=\"%H:%N:%S%f%k\" date=\"%m-%d-%Y")
	return &lineShape{
		names: cmtraceNames, starts: isCMTrace,
		where:  []string{"times behind the messages"},
		parser: func() lineParser { return &cmtraceParser{l} },
	}
}

func isCMTrace(line []byte) bool { return bytes.HasPrefix(line, cmtraceBegin) }
