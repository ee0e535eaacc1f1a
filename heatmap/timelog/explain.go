package timelog

import (
	"fmt"
	"slices"
	"strings"
)

// decisions explain how a file was read, in the order in which it was decided:
// how it is stored, its format, its columns, the time among them, what numbers
// count, the order of dates, years and zone.
func (res *fileResult) decisions(r *run) []string {
	if res.d == nil {
		return nil
	}
	says := append([]string{}, res.layers...)
	switch {
	case res.in.inner:
		says = append([]string{"taken out of an archive"}, says...)
	case len(says) == 0:
		says = append(says, "stored as it is, neither compressed nor in UTF-16")
	}
	format := "format " + res.d.name
	if res.d.why != "" {
		format += ": " + res.d.why
	}
	says = append(says, format)
	says = append(says, res.d.explain()...)
	if res.src.TimeColumn == "" {
		return append(says, "no time column")
	}
	says = append(says, res.explainColumn(r))
	says = append(says, res.choice.read.explain(res.sv.numbered(res.choice.col))...)
	if res.yearNote != "" {
		says = append(says, "years: "+res.yearNote)
	} else if r.opt.Year != 0 {
		says = append(says, fmt.Sprintf("years: stamps without one begin in %d, as asked", r.opt.Year))
	}
	return append(says, res.explainZone(r))
}

// explain says where the records begin, what names the columns and how one is made.
func (d *dialect) explain() []string {
	says := d.explainRecords()
	if d.made != nil {
		says = append(says, d.made.says)
	}
	return says
}

// explainRecords says where the records begin and what names the columns.
func (d *dialect) explainRecords() []string {
	switch {
	case d.lines != nil:
		return d.lines.where
	case d.isJSON() && len(d.json.envelope) > 0:
		return []string{fmt.Sprintf("records are the elements of %q", strings.Join(d.json.envelope, "."))}
	case d.isJSON():
		return nil
	case len(d.csv.names) > 0 && strings.HasPrefix(d.csv.names[0], "column_"):
		return []string{"no heading: its first record holds data, so the columns are numbered"}
	case slices.Equal(d.csv.names, bodyNames):
		return []string{"its records are those of a body file, which has no heading"}
	}
	says := []string{fmt.Sprintf("heading: %s (a record without times or numbers)", quoteAll(d.csv.names))}
	return says
}

// explainColumn says why the times were taken from their column, and which
// others hold times.
func (res *fileResult) explainColumn(r *run) string {
	text := fmt.Sprintf("time column %q: ", res.choice.name)
	if r.opt.Time != "" {
		text += "as asked"
	} else {
		text += res.sv.reasons(res.choice.col, res.d.lines == nil)
	}
	var others []string
	for _, name := range res.choice.others {
		others = append(others, fmt.Sprintf("%q (%s)", name, res.sv.reasons(res.sv.column(name), true)))
	}
	if len(others) > 8 {
		others = append(others[:8], fmt.Sprintf("and %d more", len(others)-8))
	}
	if len(others) > 0 {
		text += "; not taken: " + strings.Join(others, ", ")
	}
	return text
}

// reasons are the evidence on one column, its name included if it came with the
// file.
func (sv *survey) reasons(col int, named bool) string {
	if sv == nil || col < 0 || col >= len(sv.stats) || sv.rows == 0 {
		return "as its rows have it"
	}
	c := &sv.stats[col]
	text := percent(float64(c.valid())/float64(sv.rows)) + " of the first rows have a time in it"
	switch score := nameScore(sv.names[col]); {
	case !named:
	case score >= 2.5:
		text += ", its name is that of an event's time"
	case score > 0:
		text += ", its name promises times"
	case score < 0:
		text += ", its name is that of another time than the event's"
	}
	if order := c.inOrder(); order > 0.95 && c.valid() > 2 {
		text += ", in the order of the rows"
	}
	if 2*c.dateOnly > c.valid() {
		text += ", dates without a time of day"
	}
	return text
}

// numbered reports whether the values of a column are numbers.
func (sv *survey) numbered(col int) bool {
	return sv != nil && col >= 0 && col < len(sv.stats) && sv.stats[col].numbers.n > 0
}

// explain says how the values are read.
func (r *reading) explain(numbered bool) []string {
	var says []string
	switch {
	case r.unit != unitNone:
		text := "numbers are " + r.unit.String()
		if r.unit <= unitNanos {
			text += " since 1970"
		}
		says = append(says, text+": "+r.unitWhy)
	case numbered:
		says = append(says, "some of its values are numbers, most are texts: numbers are not read as times")
	}
	switch {
	case r.why != "":
		says = append(says, fmt.Sprintf("day and month: %s, %s", r.rules.order, r.why))
	case r.rules.order != orderOpen:
		says = append(says, fmt.Sprintf("day and month: %s, as asked", r.rules.order))
	case r.unit == unitNone:
		says = append(says, "day and month: no date leaves their order open")
	}
	return says
}

// explainZone says in which zone the stamps were read and whence that is known.
func (res *fileResult) explainZone(r *run) string {
	zone, from := res.zone(r)
	why := map[string]string{
		"stamp":   "the stamps say so themselves",
		"flag":    "the stamps carry none; as asked",
		"stated":  "the format says so",
		"header":  "the stamps carry none; a heading says so",
		"assumed": "nothing tells, so it is assumed",
	}[from]
	t := res.tally
	if t != nil && t.zoned > 0 && t.zoneless > 0 {
		why += fmt.Sprintf(" (%d stamps carry a zone, %d do not)", t.zoned, t.zoneless)
	}
	return "zone " + zone + ": " + why
}

// explain says where in a line the spot is.
func (s *spot) explain() string {
	text := ""
	switch s.kind {
	case atByte:
		text = fmt.Sprintf("at byte %d of a line", s.at)
	case atToken:
		text = fmt.Sprintf("in word %d of a line", s.at+1)
	case afterKey:
		text = fmt.Sprintf("behind %q", s.key)
	default:
		text = "anywhere in a line"
	}
	return "times stand " + text + ", written as " + s.layout.sample()
}

// sample is the layout with a time in it: 2006-01-02 15:04:05.
func (l *layout) sample() string {
	names := map[byte]string{
		'Y': "2006", 'J': "002", 'y': "06", 'M': "01", 'm': "1", 'D': "02", 'd': "2", 'B': "Jan", 'A': "Mon", 'H': "15", 'h': "15", 'N': "04", 'n': "04",
		'S': "05", 's': "05", 'f': "[.000]", 'c': "[:000]", 'P': "[ PM]", 'p': " PM", 'z': "[ zone]", 'k': "+minutes", 'T': "T", 'a': "01", 'b': "02",
		'o': "01/02/2006", 'O': "01022006", 'i': "1", 'j': "2", 'q': "+060", 'w': "UTC", 't': "1504", 'x': "4000000043b940ff00000000", 'r': "+0100", 'e': "1136214245",
	}
	var b strings.Builder
	for i := 0; i < len(l.pattern); i++ {
		if l.pattern[i] == '%' && i+1 < len(l.pattern) {
			i++
			b.WriteString(names[l.pattern[i]])
		} else {
			b.WriteByte(l.pattern[i])
		}
	}
	return b.String()
}
