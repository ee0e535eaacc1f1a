package timelog

import "bytes"

// detectJSON learns how the objects are laid out and which keys they have.
func detectJSON(text []byte, asked string) *dialect {
	d := &dialect{name: "json", why: "objects one after another"}
	first := bytes.TrimLeft(text, " \t\r\n\x1e")
	switch {
	case asked == "json" || asked == "jsonl":
		d.name, d.why = asked, "as asked"
	case first[0] == '[':
		d.name, d.why = "json-array", "an array of objects"
	default:
		if d.json = findEnvelope(first); d.json.envelope != nil {
			d.name, d.why = "json-array", "an array of objects inside an object"
		} else if asked == "" && onePerLine(text) {
			d.name, d.why = "jsonl", "one object a line"
		}
	}
	d.json.array = d.name == "json-array"
	d.json.lines = d.name == "jsonl"
	d.json.keys, d.json.common = learnKeys(text, d.json)
	return d
}

// onePerLine reports whether nearly all of the first lines are one object each.
func onePerLine(text []byte) bool {
	lines, objects := 0, 0
	for len(text) > 0 && lines < 50 {
		line, rest, ended := bytes.Cut(text, []byte{'\n'})
		text = rest
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if !ended && lines > 0 {
			break // perhaps cut off by the end of the block
		}
		lines++
		w := walker{b: line, loose: true}
		end := -1
		if line[0] == '{' {
			end = w.object(0, nil, 0)
		}
		switch {
		case end == len(line), end < 0 && len(line) > 2 && line[0] == '{' && line[len(line)-1] == '}':
			objects++
		case end > 0:
			return false // two objects in a line
		}
	}
	return objects*5 >= lines*4
}

// learnKeys gathers the keys of the first objects, the one that usually comes
// first in front, then the common ones.
func learnKeys(text []byte, shape jsonShape) (keys []string, common int) {
	c := keyCount{n: map[string]int{}, first: map[string]int{}}
	s := newJSONScanner(shape, []string{})
	s.scan(text[:min(len(text), 1<<18)], false, func(r *record) {
		if r.damage == "" {
			c.object(text[r.start:r.end])
		}
	})
	if len(c.order) == 0 {
		c.scrape(text[:min(len(text), 1<<18)])
	}
	var lead string
	for _, k := range c.order {
		if lead == "" || c.first[k] > c.first[lead] {
			lead = k
		}
	}
	if lead == "" {
		return nil, 0
	}
	keys = []string{lead}
	for _, often := range []bool{true, false} {
		for _, k := range c.order {
			if k != lead && len(keys) < 200 && (5*c.n[k] >= c.n[lead]) == often {
				keys = append(keys, k)
			}
		}
		if often {
			common = len(keys)
		}
	}
	return keys, common
}

type keyCount struct {
	n     map[string]int // objects with the key
	first map[string]int // objects in which it comes first
	order []string
}

func (c *keyCount) add(key string, first bool) {
	if c.n[key] == 0 {
		c.order = append(c.order, key)
	}
	c.n[key]++
	if first {
		c.first[key]++
	}
}

// object counts the keys of a valid object.
func (c *keyCount) object(b []byte) {
	w := walker{b: b, loose: true}
	i := w.blanks(1)
	for first := true; i < len(b) && b[i] == '"'; first = false {
		end, _ := w.text(i + 1)
		c.add(string(b[i+1:end-1]), first)
		i = w.blanks(w.value(w.blanks(w.blanks(end)+1), nil, 0))
		if b[i] == ',' {
			i = w.blanks(i + 1)
		}
	}
}

// scrape counts what looks like keys in a text without a valid object: short
// quoted words before a colon that come more than once.
func (c *keyCount) scrape(b []byte) {
	seen := keyCount{n: map[string]int{}, first: map[string]int{}}
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			break
		}
		i += n + 1
		end := bytes.IndexByte(b[i:], '"')
		if end < 0 {
			break
		}
		if w := b[i : i+end]; len(w) > 0 && len(w) <= 40 && bytes.IndexAny(w, "\n{}:,") < 0 && colonAfter(b[i+end+1:]) > 0 {
			seen.add(string(w), len(seen.order) == 0)
		}
	}
	for _, k := range seen.order {
		if seen.n[k] > 1 || len(seen.order) < 10 {
			c.add(k, len(c.order) == 0)
		}
	}
}
