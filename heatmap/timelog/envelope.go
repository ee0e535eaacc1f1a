package timelog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// An envelope is an object that holds the records in an array: {"Records":[{…}]}. The
// array may be deeper, and in the elements of other arrays, as OpenTelemetry has it:
// resourceLogs[].scopeLogs[].logRecords.

// eachElement stands in the path to the records for the elements of an array.
const eachElement = "[]"

// mostDepth is how deep an array of records may be.
const mostDepth = 12

// envelopeList is an array of objects inside an object.
type envelopeList struct {
	path   []string
	length int  // in bytes, as far as the text goes
	count  int  // of its elements, up to elementsSeen
	timed  bool // one of these has a time
}

const elementsSeen = 5

// findEnvelope looks for arrays of objects inside the object that text begins
// with and returns the keys that lead to the one that has times and is the
// longest. An object that has a time of its own is rather a record, with arrays in it,
// unless most of it is that array.
func findEnvelope(text []byte) (shape jsonShape) {
	if text[0] != '{' {
		return shape
	}
	e := envelopeFinder{walker: walker{b: text, loose: true}}
	end := e.look(0, nil)
	if len(e.lists) == 0 {
		return shape
	}
	best := 0
	for i := range e.lists {
		if l, b := &e.lists[i], &e.lists[best]; l.timed && !b.timed || l.timed == b.timed && l.length > b.length {
			best = i
		}
	}
	best = e.deeper(best)
	list := &e.lists[best]
	alone := end < 0 || len(bytes.Trim(text[end:], " \t\r\n\x1e")) == 0
	if e.timed && (!alone || !list.timed) {
		return shape
	}
	if end < 0 {
		end = len(text)
	}
	if e.timed && 2*list.length < end && (list.count < 2 || len(list.path) > 1) {
		shape.note = fmt.Sprintf("the object is read as one record; the list in %q holds times too and is not read", strings.Join(list.path, "."))
		return shape
	}
	if e.timed {
		shape.note = fmt.Sprintf("the records are the elements of %q, of which each has a time; --format json reads the object around them as one record, by its own", strings.Join(list.path, "."))
	}
	shape.envelope = list.path
	for i := range e.lists {
		p := e.lists[i].path
		if around := len(p) < len(list.path) && slices.Equal(p, list.path[:len(p)]); i != best && !around && !slices.Contains(p, eachElement) {
			shape.others = append(shape.others, strings.Join(p, "."))
		}
	}
	return shape
}

// deeper is the list in the only element of another one, if it has times too and more of
// them: the events of the one thing that was asked for.
func (e *envelopeFinder) deeper(best int) int {
	outer := &e.lists[best]
	if outer.count != 1 || !outer.timed {
		return best
	}
	for i := range e.lists {
		l := &e.lists[i]
		if n := len(outer.path); l.timed && l.count > 1 && len(l.path) == n+2 && l.path[n] == eachElement && slices.Equal(l.path[:n], outer.path) && 2*l.length > outer.length {
			return i
		}
	}
	return best
}

// envelopeFinder walks an object and notes the arrays of objects in it.
type envelopeFinder struct {
	walker
	lists []envelopeList
	timed bool // the object has a time of its own, in itself or an object in it
}

// look walks the object at i; -1 if it is broken or longer than the text.
func (e *envelopeFinder) look(i int, path []string) int {
	b := e.b
	for {
		if i = e.blanks(i + 1); i >= len(b) || b[i] != '"' {
			if i < len(b) && b[i] == '}' {
				return i + 1
			}
			return -1
		}
		end, _ := e.text(i + 1)
		if end < 0 {
			return -1
		}
		key := string(b[i+1 : end-1])
		if i = e.blanks(end); i >= len(b) || b[i] != ':' {
			return -1
		}
		if i = e.member(e.blanks(i+1), append(slices.Clone(path), key)); i < 0 {
			return -1
		}
		if i = e.blanks(i); i >= len(b) {
			return -1
		}
		if b[i] == '}' {
			return i + 1
		}
	}
}

// member looks at one value.
func (e *envelopeFinder) member(i int, path []string) int {
	if i >= len(e.b) {
		return -1
	}
	switch e.b[i] {
	case '[':
		if k := e.blanks(i + 1); k < len(e.b) && e.b[k] == '{' && len(path) < mostDepth {
			return e.list(i, k, path)
		}
	case '{':
		if len(path) < mostDepth {
			return e.look(i, path)
		}
	case '"':
		end, _ := e.text(i + 1)
		if end > 0 && (isISO(e.b[i+1:end-1]) || nameScore(path[len(path)-1]) > 0 && isStamp(e.b[i+1:end-1])) {
			e.timed = true
		}
		return end
	}
	end := e.value(i, nil, 0)
	if end > 0 && nameScore(path[len(path)-1]) > 0 {
		if whole, _, ok := decimal(e.b[i:end]); ok && plausibleUnit(whole) != unitNone {
			e.timed = true
		}
	}
	return end
}

func isISO(v []byte) bool {
	_, err := parseISO(v)
	return err == nil
}

// isStamp reports whether a value is a time, of whatever year and order of day and month.
func isStamp(v []byte) bool {
	if whole, _, ok := decimal(v); ok {
		return plausibleUnit(whole) != unitNone
	}
	_, err := parseStamp(v, stampRules{})
	return err == nil || err == errDateOrder || err == errNoYear
}

// list notes an array of objects at i, of which the first is at k, and the arrays in its
// first objects.
func (e *envelopeFinder) list(i, k int, path []string) int {
	end := e.value(i, nil, 0)
	stop := end
	if stop < 0 {
		stop = len(e.b)
	}
	l := envelopeList{path: path, length: stop - i}
	inner := envelopeFinder{walker: walker{b: e.b[:stop], loose: true}}
	for k < stop && e.b[k] == '{' && l.count < elementsSeen {
		l.count++
		if k = inner.look(k, append(slices.Clone(path), eachElement)); k < 0 {
			break
		}
		if k = inner.blanks(k); k < stop && e.b[k] == ',' {
			k = inner.blanks(k + 1)
		}
	}
	l.timed = inner.timed
	e.lists = append(e.lists, l)
	for _, in := range inner.lists { // the same in several elements is one
		if at := slices.IndexFunc(e.lists, func(l envelopeList) bool { return slices.Equal(l.path, in.path) }); at >= 0 {
			e.lists[at].length += in.length
		} else {
			e.lists = append(e.lists, in)
		}
	}
	return end
}

// seek finds, from b[i] on, so many objects and arrays deep, the array that the last key
// of a path through arrays leads to. at is the place behind its bracket, -1 if there is
// none up to the end of the outermost object, at end. short says that b ends before.
func seek(b []byte, i, deep int, path []string) (at, end int, short bool) {
	w := walker{b: b, loose: true}
	key := path[len(path)-1]
	for i < len(b) {
		switch b[i] {
		case '"':
			start := i + 1
			if i, _ = w.text(start); i < 0 {
				return -1, 0, true
			}
			if deep != len(path) || string(b[start:i-1]) != key {
				continue
			}
			k := w.blanks(i)
			if k < len(b) && b[k] == ':' {
				k = w.blanks(k + 1)
			}
			if k >= len(b) {
				return -1, 0, true
			}
			if b[k] == '[' {
				return k + 1, 0, false
			}
			continue
		case '{', '[':
			deep++
		case '}', ']':
			if deep--; deep == 0 {
				return -1, i + 1, false
			}
		}
		i++
	}
	return -1, 0, true
}
