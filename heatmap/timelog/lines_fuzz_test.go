package timelog

import (
	"bytes"
	"fmt"
	"testing"
)

// scanAll scans text in pieces of a size, as a file arrives, and describes each
// record.
func scanAll(s *lineShape, text []byte, size int) []string {
	sc := newLineScanner(s, nil)
	var got []string
	var buf []byte
	emit := func(r *record) {
		line := r.why
		for _, c := range r.cells {
			line += fmt.Sprintf("|%d:%s", c.kind, c.text(&buf))
		}
		got = append(got, line)
	}
	var held []byte
	for len(text) > size {
		held = append(held, text[:size]...)
		text = text[size:]
		n := sc.scan(held, false, emit)
		held = append([]byte(nil), held[n:]...)
	}
	sc.scan(append(held, text...), true, emit)
	return got
}

// FuzzLines reads any text in every format of lines: nothing panics, no line is
// lost, every time is a valid one, and a text that comes in pieces gives the
// same records as in one.
func FuzzLines(f *testing.F) {
	for _, cases := range [][]lineCase{textCases, syslogCases, webCases, headedCases, packetCases, rowCases, chatCases} {
		for _, c := range cases {
			f.Add([]byte(c.text), 17)
		}
	}
	f.Add([]byte("date,time,timezone,MACB,source,x\n01/02/2012,07:52:33,UTC,a,b,c\n"), 5)
	f.Fuzz(func(t *testing.T, text []byte, size int) {
		if len(text) > 1<<11 {
			return
		}
		size = 1 + max(size, -size)%100
		sample := sampleOf(text)
		if len(sample) == 0 {
			return
		}
		shapes := []*lineShape{}
		for _, format := range lineFormats {
			shapes = append(shapes, format.make(sample), format.guess(sample))
		}
		if d, _ := guessText(text); d != nil {
			shapes = append(shapes, d.lines)
		}
		if d, err := regexDialect(`^(?P<time>\S+ \S+) (?P<rest>.*)`, text); err == nil {
			shapes = append(shapes, d.lines)
		}
		for _, s := range shapes {
			if s == nil {
				continue
			}
			if s.years != nil {
				s.years.first = 2003
			}
			whole, parts := scanAll(s, text, len(text)+1), scanAll(s, text, size)
			if fmt.Sprint(whole) != fmt.Sprint(parts) {
				t.Errorf("%v: in one\n%q\nin pieces of %d\n%q", s.names, whole, size, parts)
			}
			if s.starts == nil && s.names[1] == "line" && len(whole) != filled(text) {
				t.Errorf("%d rows of %d lines", len(whole), filled(text))
			}
		}
	})
}

// filled is the number of lines that are not blank.
func filled(text []byte) int {
	n := 0
	for _, line := range bytes.Split(text, []byte{'\n'}) {
		n += boolInt(!isBlank(bytes.TrimRight(line, "\r\n")))
	}
	return n
}
