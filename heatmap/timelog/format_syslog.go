package timelog

import "bytes"

var syslogNames = []string{"time", "host", "process", "pid", "message"}

// guessSyslog knows the lines of syslog daemons and of journalctl: a time in
// front, a host, a process perhaps with its number, a colon. The time is that of
// RFC 3164 (no year, no zone), RFC 5424, or ISO 8601 as rsyslog and journald can
// be told to write it.
func guessSyslog(sample [][]byte) *lineShape {
	if shareOf(sample, isRFC5424) > 0.8 && shareOf(sample, timedRFC5424) > 0.5 {
		return makeRFC5424(sample)
	}
	if leadless(sample) {
		return nil
	}
	l := learn(sample)
	if l == nil || !l.lead || l.share < 0.3 || !syslogLayout(l.spots[0].layout) {
		return nil
	}
	timed, tagged := 0, 0
	var m mark
	for _, line := range sample {
		if ok, _ := l.spots[0].find(line, &m); ok {
			timed++
			_, tag, _ := syslogParts(line[m.end:])
			iso := l.spots[0].layout == &layouts[0]
			tagged += boolInt(tag != nil && (!iso || line[m.start+10] == 'T' && line[0] != '['))
		}
	}
	if 10*tagged < 6*timed {
		return nil
	}
	return looseShape(sample, l, syslogNames, splitSyslog)
}

// makeSyslog reads lines as syslog because the user says so.
func makeSyslog(sample [][]byte) *lineShape {
	if shareOf(sample, isRFC5424) > 0.5 {
		return makeRFC5424(sample)
	}
	if l := learn(sample); l != nil {
		return looseShape(sample, l, syslogNames, splitSyslog)
	}
	return nil
}

func syslogLayout(l *layout) bool {
	return l.kind == yearlessDay || l.pattern == "%B %d %Y%T%h:%N:%S%f%P%z" || l.pattern == layouts[0].pattern
}

func splitSyslog(line []byte, m *mark, row *lineRow) {
	host, tag, message := syslogParts(line[m.end:])
	row.set(1, host)
	if tag != nil {
		process, pid, _ := bytes.Cut(tag, []byte{'['})
		row.set(2, process)
		row.set(3, bytes.TrimRight(pid, "]"))
	}
	row.set(4, message)
}

// syslogParts are what stands after the time. The tag is nil if there is none.
func syslogParts(rest []byte) (host, tag, message []byte) {
	rest = bytes.TrimLeft(rest, " ")
	if len(rest) > 0 && rest[0] == ':' { // "Nov 18 01:15:43: --- last message repeated …"
		return nil, nil, bytes.TrimLeft(rest[1:], " ")
	}
	host, after, _ := bytes.Cut(rest, []byte{' '})
	after = bytes.TrimLeft(bytes.TrimPrefix(after, []byte(": ")), " ")
	word := bytes.IndexByte(after, ' ')
	if word < 0 {
		word = len(after)
	}
	colon := bytes.IndexByte(after, ':')
	if open := bytes.IndexByte(after, '['); open > 0 && (colon < 0 || open < colon) {
		if shut := bytes.Index(after[open:], []byte("]:")); shut > 0 && open < 64 {
			return host, after[:open+shut+1], bytes.TrimLeft(after[open+shut+2:], " ")
		}
	}
	if colon > 0 && colon == word-1 {
		return host, after[:colon], bytes.TrimLeft(after[colon+1:], " ")
	}
	if bytes.HasSuffix(host, []byte{':'}) { // no host: "Jun 14 15:16:01 sshd[1]: …"
		return nil, host[:len(host)-1], after
	}
	return host, nil, after
}

// isRFC5424 reports whether a line begins <priority>1 and a time.
func isRFC5424(line []byte) bool {
	if len(line) < 8 || line[0] != '<' {
		return false
	}
	_, end := digits(line, 1)
	return end > 1 && end+2 < len(line) && line[end] == '>' && line[end+1] == '1' && line[end+2] == ' '
}

// timedRFC5424 reports whether the time comes next, as it must, or its dash.
// Meraki writes seconds since 1970 there.
func timedRFC5424(line []byte) bool {
	var m moment
	_, rest, _ := bytes.Cut(line, []byte{' '})
	return layouts[0].match(rest, 0, &m) > 0 || bytes.HasPrefix(rest, []byte("- "))
}

// makeRFC5424 is the shape of https://www.rfc-editor.org/rfc/rfc5424#section-6.
func makeRFC5424(sample [][]byte) *lineShape {
	l := &learnt{spots: []spot{{layout: &layouts[0], kind: atToken, at: 1}}}
	return looseShape(sample, l, syslogNames, func(line []byte, m *mark, row *lineRow) {
		if !isRFC5424(line) {
			splitSyslog(line, m, row)
			return
		}
		rest := line[m.end:]
		for _, column := range []int{1, 2, 3, 0} {
			var word []byte
			word, rest, _ = bytes.Cut(bytes.TrimLeft(rest, " "), []byte{' '})
			if column > 0 && string(word) != "-" {
				row.set(column, word)
			}
		}
		row.set(4, bytes.TrimPrefix(rest, []byte("- ")))
	})
}
