package lake

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap"
)

// ends is the statement that finds the first and the last time.
func (b *builder) ends() Statement {
	w := &sqlWriter{d: b.d}
	sql := b.times()
	w.add("SELECT " + b.extreme("min", sql) + " AS hp_first, " + b.extreme("max", sql) + " AS hp_last\nFROM " + b.a.table.in(b.d))
	b.where(w)
	return Statement{w.b.String(), w.args}
}

// listRows is the statement that lists rows.
func (b *builder) listRows(s Selection) Statement {
	w := &sqlWriter{d: b.d}
	t := b.d.ident(b.column.name)
	w.add("SELECT " + b.times().Micros + " AS hp_time")
	for _, c := range s.Columns {
		w.add(", " + fill(b.d.Text, "x", b.d.ident(c)))
	}
	w.add("\nFROM " + b.a.table.in(b.d))
	more := []func(){func() { w.add(t + " IS NOT NULL") }}
	if cells := b.cells(s.Cells); cells != "" {
		more = append(more, func() { w.add(cells) })
	}
	b.where(w, more...)
	w.add("\nORDER BY hp_time\nLIMIT " + fmt.Sprint(s.Limit))
	return Statement{w.b.String(), w.args}
}

// weekZero brings any time since the year 0 above zero and makes the week begin on
// Monday: 1970-01-05 was one.
const weekZero = 604800*200000 - 4*86400

// cells is the condition that a time lies in one of the cells: for each stretch
// without a clock change, second of the week against ranges. Plain arithmetic, so
// that it is our zone data that decides, and engines without zones can do it.
func (b *builder) cells(cells []Cell) string {
	if len(cells) == 0 || len(cells) >= heatmap.Days*heatmap.Hours {
		return ""
	}
	ranges := weekRanges(cells)
	seconds := b.times().Seconds
	var parts []string
	for _, s := range stretches(b.a.Since, b.a.Until, b.a.zone) {
		shift := s.offset
		if b.column.zoneFrom == "flag" {
			_, source := time.Unix(s.from, 0).In(b.a.sourceZone).Zone()
			shift -= int64(source)
			s.from, s.to = s.from+int64(source), s.to+int64(source)
		}
		inWeek := b.d.modulo(fmt.Sprintf("(%s + %d)", seconds, shift+weekZero), 604800)
		condition := ""
		for i, r := range ranges {
			if i > 0 {
				condition += " OR "
			}
			condition += fmt.Sprintf("%s BETWEEN %d AND %d", inWeek, r[0], r[1]-1)
		}
		parts = append(parts, fmt.Sprintf("(%s >= %d AND %s < %d AND (%s))", seconds, s.from, seconds, s.to, condition))
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// weekRanges are cells as half-open ranges of seconds since Monday 0 h.
func weekRanges(cells []Cell) [][2]int64 {
	var hours []int64
	for _, c := range cells {
		hours = append(hours, int64(c.Day*24+c.Hour))
	}
	slices.Sort(hours)
	var ranges [][2]int64
	for _, h := range slices.Compact(hours) {
		if n := len(ranges); n > 0 && ranges[n-1][1] == h*3600 {
			ranges[n-1][1] += 3600
			continue
		}
		ranges = append(ranges, [2]int64{h * 3600, (h + 1) * 3600})
	}
	return ranges
}

// A stretch is a time without a change of offset: [from, to) in Unix seconds.
type stretch struct{ from, to, offset int64 }

func stretches(since, until time.Time, loc *time.Location) []stretch {
	var all []stretch
	last := until.Unix() + 1
	for at := since.Unix(); at < last; {
		t := time.Unix(at, 0).In(loc)
		_, offset := t.Zone()
		_, end := t.ZoneBounds()
		to := last
		if !end.IsZero() && end.Unix() < last {
			to = max(end.Unix(), at+900)
		}
		if n := len(all); n > 0 && all[n-1].offset == int64(offset) {
			all[n-1].to = to
		} else {
			all = append(all, stretch{at, to, int64(offset)})
		}
		at = to
	}
	return all
}
