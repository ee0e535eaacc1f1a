package timelog

import (
	"bytes"
	"slices"
)

// A window cut out of a log begins in the middle of a line. Of so little as a line or
// two that line would tell the wrong place of the times, the wrong number of fields, or
// no format at all.

// cutSample is how much of a text is looked at behind its first line.
const cutSample = 1 << 16

// guess names the format of a text, by its first line too unless the lines behind it
// tell more of their times without.
func guess(text []byte) (*dialect, error) {
	d, err := guessWhole(text)
	if err == errNoDate || d != nil && d.knowsFirst(text) {
		return d, err
	}
	_, next := lineAt(text, 0)
	rest := text[next:]
	if isBlank(bytes.TrimLeft(rest[:min(len(rest), cutSample)], "\n")) {
		return d, err
	}
	few := rest[:min(len(rest), cutSample)]
	behind, wrong := guessWhole(few)
	if wrong != nil || behind == nil || behind.skip > 0 || !behind.betterThan(d, few) {
		return d, err
	}
	if len(few) < len(rest) {
		if behind, wrong = guessWhole(rest); wrong != nil || behind == nil || behind.skip > 0 {
			return d, err
		}
	}
	behind.why += ", if its first line is the end of one that was cut off"
	return behind, nil
}

// knowsFirst reports whether the first line is as the dialect says that lines are, and
// most of those behind it as well.
func (d *dialect) knowsFirst(text []byte) bool {
	switch {
	case d.sure:
		return true
	case d.isJSON():
		return startsJSON(text)
	case d.lines == nil:
		end, _ := lineAt(text, 0)
		return d.skip > 0 && namesOnly(text[:end], d.csv.comma) && bytes.IndexAny(text[:end], "{}[]=\\") < 0 && !bytes.Contains(text[:end], []byte(`":`))
	case d.lines.starts != nil || d.lines.single || d.lines.element != "":
		return true
	}
	p := d.lines.parser()
	lines, known := 0, 0
	for at := 0; at < len(text) && lines < 10; {
		end, next := lineAt(text, at)
		line := text[at:end]
		if at = next; isBlank(line) {
			continue
		}
		row := lineRow{cells: make([]cell, len(d.lines.names))}
		p.parse(line, &row)
		ok := row.none || row.cells[0].kind != absent
		if t, plain := p.(*textParser); ok && plain && d.name == "text" {
			ok = isLead(line, t.found.start)
		}
		if lines == 0 && !ok {
			return false
		}
		lines++
		known += boolInt(ok)
	}
	return 2*known > lines
}

// betterThan reports whether a dialect learnt of a text alone finds more times in it than
// another, or as many in a place that is better known. other may be nil.
func (d *dialect) betterThan(other *dialect, text []byte) bool {
	found := d.timed(text)
	if found == 0 || other == nil {
		return found > 0
	}
	if known := other.timed(text); found != known {
		return found > known
	}
	switch {
	case d.isJSON() != other.isJSON():
		return d.isJSON()
	case d.isJSON():
		return false
	case d.lines == nil:
		return other.lines != nil || len(d.csv.names) != len(other.csv.names)
	}
	return d.plainPlace(text) && other.lines != nil && !other.plainPlace(text)
}

// plainPlace reports whether the time of the first line stands where it leaves no doubt:
// in front, or as a number with a date of the same day beside it.
func (d *dialect) plainPlace(text []byte) bool {
	p, ok := d.lines.parser().(*textParser)
	if !ok {
		return true
	}
	end, _ := lineAt(text, 0)
	line := text[:end]
	for i := range p.spots {
		if found, _ := p.spots[i].find(line, &p.found); !found {
			continue
		}
		if all := marks(line, nil); p.found.layout.kind == epochNumber {
			k := slices.IndexFunc(all, func(m mark) bool { return m.start == p.found.start })
			if k < 0 {
				return false
			}
			_, agree := datesBeside(all, k)
			return agree
		}
		return isLead(line, p.found.start)
	}
	return false
}

// timed is how many records of a text have a time that can be read for certain.
func (d *dialect) timed(text []byte) int {
	if d.lines != nil && d.lines.years != nil {
		n := 0
		newLineScanner(d.lines, d.lines.names[:1]).scan(text, true, func(r *record) { n += boolInt(r.cells[0].kind != absent) })
		return n
	}
	sv := takeSurvey(d, text, true, stampRules{year: 2000})
	ch, err := sv.choose("", stampRules{})
	if err != nil {
		return 0
	}
	return sv.stats[ch.col].valid()
}
