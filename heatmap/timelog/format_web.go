package timelog

import (
	"bytes"
	"sync"
)

var accessNames = []string{"time", "host", "user", "method", "path", "status", "bytes", "referer", "agent"}

// layoutNamed is the layout with that pattern.
func layoutNamed(pattern string) *layout {
	for i := range layouts {
		if layouts[i].pattern == pattern {
			return &layouts[i]
		}
	}
	panic("no layout " + pattern)
}

// accessLayout is how the common log format writes a time.
var accessLayout = sync.OnceValue(func() *layout { return layoutNamed("%d/%B/%Y%T%h:%N:%S%f%z") })

// wordInBrackets takes what stands between the time and the bracket behind it for a
// zone word: nothing else does in an access log. As it is none that is known, the row
// cannot be read.
func (m *mark) wordInBrackets(line []byte) {
	if m.moment.zoned || m.moment.word != nil || m.end >= len(line) || line[m.end] != ' ' {
		return
	}
	end := m.end + 1
	for end < len(line) && line[end] >= 'A' && line[end] <= 'Z' {
		end++
	}
	if end > m.end+1 && end < len(line) && line[end] == ']' {
		m.moment.word, m.end = line[m.end+1:end], end
	}
}

// accessSpot is where the common log format has its time.
// https://httpd.apache.org/docs/current/logs.html#accesslog
func accessSpot() spot {
	return spot{layout: accessLayout(), kind: afterKey, key: " ["}
}

// guessAccess knows the access logs of Apache, nginx and those who write alike:
// host, two names, the time in brackets, the request in quotes.
func guessAccess(sample [][]byte) *lineShape {
	s := accessSpot()
	var m mark
	if shareOf(sample, func(line []byte) bool {
		ok, _ := s.find(line, &m)
		return ok && bytes.HasPrefix(line[m.end:], []byte("] \""))
	}) < 0.8 {
		return nil
	}
	return makeAccess(sample)
}

// makeAccess is the shape of access logs, between whose lines those of an error
// log may stand, as in what a container prints.
func makeAccess(sample [][]byte) *lineShape {
	return looseShape(sample, &learnt{spots: further(sample, []spot{accessSpot()})}, accessNames, splitAccess)
}

func splitAccess(line []byte, m *mark, row *lineRow) {
	if m.start == 0 || line[m.start-1] != '[' || m.end == len(line) || line[m.end] != ']' {
		return
	}
	if front := bytes.Fields(line[:m.start-1]); len(front) >= 3 {
		row.set(1, front[len(front)-3])
		setUnlessDash(row, 2, front[len(front)-1])
	} else if len(front) > 0 {
		row.set(1, front[0])
	}
	request, rest := quotedPart(bytes.TrimPrefix(line[m.end:], []byte("]")))
	method, path, two := bytes.Cut(request, []byte{' '})
	if two {
		row.set(3, method)
		if i := bytes.LastIndex(path, []byte(" HTTP/")); i >= 0 {
			path = path[:i]
		}
		row.set(4, path)
	} else {
		setUnlessDash(row, 4, request)
	}
	status, rest, _ := bytes.Cut(bytes.TrimLeft(rest, " "), []byte{' '})
	row.set(5, status)
	size, rest, _ := bytes.Cut(rest, []byte{' '})
	setUnlessDash(row, 6, size)
	referer, rest := quotedPart(rest)
	setUnlessDash(row, 7, referer)
	agent, _ := quotedPart(rest)
	setUnlessDash(row, 8, agent)
}

func setUnlessDash(row *lineRow, i int, v []byte) {
	if string(v) != "-" {
		row.set(i, v)
	}
}

// quotedPart is the next text in quotation marks, in which a backslash makes the
// next character plain, and what follows it.
func quotedPart(b []byte) (text, rest []byte) {
	i := bytes.IndexByte(b, '"')
	if i < 0 {
		return nil, b
	}
	for k := i + 1; k < len(b); k++ {
		switch b[k] {
		case '\\':
			k++
		case '"':
			return b[i+1 : k], b[k+1:]
		}
	}
	return b[i+1:], nil
}

var errorNames = []string{"time", "level", "pid", "client", "message"}

// guessApacheError knows [Sun Dec 04 04:47:44 2005] [error] [client 10.1.1.1] ….
func guessApacheError(sample [][]byte) *lineShape {
	return guessError(sample, func(l *layout) bool {
		return l.pattern == "%A %B %d %h:%N:%S%f%P%z %Y"
	}, func(line []byte, m *mark) bool {
		return m.start == 1 && line[0] == '[' && bytes.HasPrefix(line[m.end:], []byte("] ["))
	})
}

// guessNginxError knows 2024/01/02 03:04:05 [error] 123#123: *1 ….
func guessNginxError(sample [][]byte) *lineShape {
	return guessError(sample, func(l *layout) bool {
		return l.pattern == "%Y/%m/%d%T%h:%n:%s%f%P%z"
	}, func(line []byte, m *mark) bool {
		return m.start == 0 && bytes.HasPrefix(line[m.end:], []byte(" [")) && bytes.IndexByte(line[m.end:], '#') > 0
	})
}

func guessError(sample [][]byte, is func(*layout) bool, fits func(line []byte, m *mark) bool) *lineShape {
	if leadless(sample) {
		return nil
	}
	l := learn(sample)
	if l == nil || !l.lead || !is(l.spots[0].layout) {
		return nil
	}
	var m mark
	if shareOf(sample, func(line []byte) bool {
		ok, _ := l.spots[0].find(line, &m)
		return ok && fits(line, &m)
	}) < 0.7*l.share {
		return nil
	}
	return looseShape(sample, l, errorNames, splitError)
}

func makeError(sample [][]byte) *lineShape {
	if l := learn(sample); l != nil {
		return looseShape(sample, l, errorNames, splitError)
	}
	return nil
}

// splitError reads what both servers write behind the time: a level, a process,
// the client, the message.
func splitError(line []byte, m *mark, row *lineRow) {
	rest := bytes.TrimLeft(line[m.end:], "] ")
	for len(rest) > 0 && rest[0] == '[' {
		n := bytes.IndexByte(rest, ']')
		if n < 0 {
			break
		}
		part := rest[1:n]
		if pid, ok := bytes.CutPrefix(part, []byte("pid ")); ok {
			pid, _, _ = bytes.Cut(pid, []byte{':'})
			row.set(2, pid)
		} else if client, ok := bytes.CutPrefix(part, []byte("client ")); ok {
			row.set(3, client)
		} else if row.cells[1].kind == absent {
			row.set(1, part)
		} else {
			break
		}
		rest = bytes.TrimLeft(rest[n+1:], " ")
	}
	if i := bytes.IndexByte(rest, '#'); i > 0 {
		if _, end := digits(rest, 0); end == i {
			row.set(2, rest[:i])
			if _, after, ok := bytes.Cut(rest, []byte(": ")); ok {
				rest = after
			}
		}
	}
	if _, after, ok := bytes.Cut(rest, []byte(", client: ")); ok {
		client, _, _ := bytes.Cut(after, []byte{','})
		row.set(3, client)
	}
	row.set(4, rest)
}
