package timelog

import "bytes"

// mixedNote is what the account says of such a log.
const mixedNote = "objects of JSON and other lines with times take turns, so all are read as text; --format jsonl reads the objects alone, with their fields as columns"

// guessMixed knows a log whose lines are objects of JSON here and text with times
// there, as of a program that was given another format one day. It is nil where less
// than a fifth of the lines are such text: then the objects are read, with their columns.
func guessMixed(text []byte) *dialect {
	if !mixes(text[:min(len(text), 64<<10)]) {
		return nil
	}
	sample := sampleOf(text)
	objects, timed := 0, 0
	for _, line := range sample {
		objects += boolInt(isObject(line))
		timed += boolInt(isTimedText(line))
	}
	if objects < 2 || timed < 2 || 5*timed < len(sample) {
		return nil
	}
	d, _ := guessText(text)
	if d == nil {
		return nil
	}
	p := d.lines.parser().(*textParser)
	found := 0
	for _, line := range sample {
		object := isObject(line)
		for i := range p.spots {
			s := &p.spots[i]
			if ok, _ := s.find(line, &p.found); !ok {
				continue
			}
			if object && nameScore(keyBefore(line[:p.found.start])) < 2.5 {
				return nil // it may be any of an object's times
			}
			found++
			break
		}
	}
	if 10*found < 9*(objects+timed) {
		return nil
	}
	if d.lines.note != "" {
		d.lines.note += "; "
	}
	d.lines.note += mixedNote
	return d
}

// mixes reports whether text has lines of both kinds.
func mixes(text []byte) bool {
	object, other := false, false
	for at := 0; at < len(text); {
		end, next := lineAt(text, at)
		switch line := text[at:end]; {
		case isObject(line):
			object = true
		case !other:
			other = isTimedText(line)
		}
		if object && other {
			return true
		}
		at = next
	}
	return false
}

// isObject reports whether a line is an object of JSON, by its ends.
func isObject(line []byte) bool {
	return len(line) > 2 && line[0] == '{' && line[1] == '"' && line[len(line)-1] == '}'
}

// isTimedText reports whether a line is no part of an object and has a time near its
// start.
func isTimedText(line []byte) bool {
	if len(line) == 0 || bytes.IndexByte([]byte(" \t{}]\","), line[0]) >= 0 {
		return false
	}
	for _, m := range marks(line[:min(len(line), 80)], nil) {
		if m.layout.kind == wholeDate {
			return true
		}
	}
	return false
}
