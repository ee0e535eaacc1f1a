package timelog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Where no column holds times, one of texts may have a time in each of them: a line of a
// log in a field ("_raw"), or an object of JSON written as a string.

// withinPrefix begins the name of a column of times found in lines of text.
const withinPrefix = "time in "

// learnWithin finds the column of texts that most promises the times of the records, nil
// if none does.
func learnWithin(d *dialect, b []byte) *madeColumn {
	names, texts, rows := sampleTexts(d, b)
	var best *madeColumn
	bestScore := 0.0
	for i, name := range names {
		if 5*len(texts[i]) < 4*rows || rows == 0 {
			continue
		}
		col, score := withinLines(name, texts[i])
		if shareOf(texts[i], startsJSON) > 0.8 {
			col, score = withinObjects(name, texts[i])
		}
		if col != nil && score > bestScore {
			best, bestScore = col, score
		}
	}
	return best
}

// sampleTexts are the texts in each column of the first records.
func sampleTexts(d *dialect, b []byte) (names []string, texts [][][]byte, rows int) {
	const least, most = 12, 1 << 14 // bytes of a text that may hold a time and more
	sc := d.scanner(nil)
	var buf []byte
	sc.scan(b[:min(len(b), 1<<18)], true, func(r *record) {
		if rows++; rows > sampleRows || r.damage != "" {
			rows--
			return
		}
		for i, c := range r.cells {
			if len(texts) <= i {
				texts = append(texts, nil)
			}
			if v := c.text(&buf); len(v) >= least && len(v) <= most && c.kind != composed && !isNumber(string(v)) {
				texts[i] = append(texts[i], bytes.Clone(v))
			}
		}
	})
	return sc.columns()[:len(texts)], texts, rows
}

// withinLines makes the column of the times in texts that are lines of a log.
func withinLines(name string, texts [][]byte) (*madeColumn, float64) {
	l := learn(texts)
	if l == nil || l.share < 0.8 || !l.lead && !l.named && !l.rises {
		return nil, 0
	}
	col := &madeColumn{name: withinPrefix + name, of: []string{name}, maker: func() columnMaker { return &spotMaker{spots: slices.Clone(l.spots)} }}
	col.says = fmt.Sprintf("no column holds times but the texts in %q do, %s: read as %q", name, l.spots[0].explain(), col.name)
	return col, l.share + float64(boolInt(l.lead)) + float64(boolInt(l.named))
}

// spotMaker takes the time of a line of text.
type spotMaker struct {
	spots []spot
	found mark
	out   []byte
}

func (s *spotMaker) value(parts [][]byte) []byte {
	for i := range s.spots {
		if ok, _ := s.spots[i].find(parts[0], &s.found); !ok {
			continue
		}
		if k := s.found.layout.kind; k == yearlessDay || k == openDay {
			return parts[0][s.found.start:s.found.end]
		}
		s.out = s.found.moment.append(s.out[:0])
		return s.out
	}
	return nil
}

// withinObjects makes the column of the times in objects of JSON written as texts.
func withinObjects(name string, texts [][]byte) (*madeColumn, float64) {
	all := bytes.Join(texts, []byte{'\n'})
	d := detectJSON(all, "")
	sv := takeSurvey(d, all, true, stampRules{year: 2000, local: true})
	ch, err := sv.choose("", stampRules{order: orderDMY, year: 2000})
	if err != nil || 5*sv.stats[ch.col].valid() < 4*len(texts) {
		return nil, 0
	}
	col := &madeColumn{name: name + "." + ch.name, of: []string{name}, maker: func() columnMaker {
		return &objectMaker{sc: newJSONScanner(d.json, []string{ch.name})}
	}}
	col.says = fmt.Sprintf("no column holds times but the objects written as texts in %q do: read as %q", name, col.name)
	return col, 1 + nameScore(ch.name)
}

// objectMaker takes a member of an object written as a text.
type objectMaker struct {
	sc  *jsonScanner
	buf []byte
	out []byte
}

func (o *objectMaker) value(parts [][]byte) []byte {
	if len(parts[0]) == 0 {
		return nil
	}
	o.out = o.out[:0]
	o.sc.inside = false
	o.sc.scan(parts[0], true, func(r *record) {
		if len(o.out) == 0 {
			o.out = append(o.out, r.cells[0].text(&o.buf)...)
		}
	})
	if len(o.out) == 0 {
		return nil
	}
	return o.out
}

// isWithin reports whether a column is made of times found in lines of text.
func isWithin(name string) bool { return strings.HasPrefix(name, withinPrefix) }
