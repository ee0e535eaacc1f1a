package timelog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Some tables and objects have the zone of a time beside it, in a column of its own: PayPal's
// Date, Time and TimeZone. The two are then read as one more column.

// isZoneColumn reports whether a column is named for the zone of the time at path: it stands
// beside it, in the same object.
func isZoneColumn(name, path string) bool {
	parent := func(s string) string { return s[:strings.LastIndexByte(s, '.')+1] }
	if parent(name) != parent(path) {
		return false
	}
	leaf := strings.ToLower(name[len(parent(name)):])
	switch strings.NewReplacer("_", "", "-", "", " ", "").Replace(leaf) {
	case "timezone", "tz", "timezoneoffset", "utcoffset", "tzoffset", "gmtoffset", "timezonename", "tzname":
		return true
	}
	return false
}

// withoutZone is the name of the time column asked for, without that of its zones.
func (sv *survey) withoutZone(asked string) string {
	at := strings.LastIndex(asked, " + ")
	if at < 0 || sv.column(asked) >= 0 {
		return asked
	}
	if time, zones := asked[:at], asked[at+3:]; sv.column(zones) >= 0 && isZoneColumn(zones, strings.Split(time, " + ")[0]) {
		return time
	}
	return asked
}

// isZone reports whether a text is a zone: an offset, a word, the name of a place.
func isZone(v []byte) bool {
	if len(v) == 0 || len(v) > 40 {
		return false
	}
	if doubtfulZones[string(v)] {
		return true
	}
	stamp := append([]byte("2021-01-29 00:00:00 "), v...)
	st, err := parseStamp(stamp, stampRules{})
	if err == errZoneWord {
		var z zoneReader
		st, err = z.stamp(stamp, stampRules{})
	}
	return err == nil && st.HasZone
}

// zoneBesideColumn is the column that the time column makes with one of its zones; nil if the
// times carry zones themselves, or there is none.
func zoneBesideColumn(d *dialect, sv *survey, choice timeChoice, text []byte) *madeColumn {
	stats := &sv.stats[choice.col]
	if d.lines != nil || choice.read.unit != unitNone || len(stats.spoken.offsets) > 0 || stats.spoken.said != 0 || choice.dates {
		return nil
	}
	inner := d.made
	path := choice.name
	if inner != nil {
		if inner.name != choice.name || isWithin(inner.name) {
			return nil
		}
		path = inner.of[0]
	}
	zones := ""
	for _, name := range sv.names {
		if name != choice.name && isZoneColumn(name, path) {
			zones = name
		}
	}
	if zones == "" || !zonesIn(d, zones, text) {
		return nil
	}
	made := &madeColumn{name: choice.name + " + " + zones, of: []string{choice.name, zones}, maker: func() columnMaker { return &zoner{} },
		says: fmt.Sprintf("the times in %q carry no zone; that of each row is in %q: read together", choice.name, zones)}
	if inner != nil {
		made.of = append(append([]string{}, inner.of...), zones)
		made.maker = func() columnMaker { return &zoner{inner: inner.maker()} }
	}
	return made
}

// zonesIn reports whether nearly all values of a column are zones.
func zonesIn(d *dialect, name string, text []byte) bool {
	plain := *d
	plain.made = nil
	rows, zones := 0, 0
	var buf []byte
	plain.scanner([]string{name}).scan(text[:min(len(text), 1<<15)], true, func(r *record) {
		if v := bytes.TrimSpace(r.cells[0].text(&buf)); r.damage == "" && len(v) > 0 {
			rows++
			zones += boolInt(isZone(v))
		}
	})
	return zones > 0 && 10*zones >= 9*rows
}

// zoner puts a time and its zone together.
type zoner struct {
	inner columnMaker // makes the time, nil if it is the first part
	both  []byte
}

func (z *zoner) value(parts [][]byte) []byte {
	last := len(parts) - 1
	at := parts[0]
	if z.inner != nil {
		at = z.inner.value(parts[:last])
	}
	zone := bytes.TrimSpace(parts[last])
	if at = bytes.TrimSpace(at); len(at) == 0 || len(zone) == 0 {
		return at
	}
	z.both = append(append(append(z.both[:0], at...), ' '), zone...)
	return z.both
}

// withZones reads the time column together with that of its zones, if there is one and the
// rows are not in better order without: the zone may be that of who did something, and the
// time be in UTC.
func (r *run) withZones(res *fileResult, d *dialect, sv *survey, choice timeChoice, first []byte, all bool, rules stampRules) (*survey, timeChoice, error) {
	made := zoneBesideColumn(d, sv, choice, first)
	if made == nil || r.zone != nil {
		return sv, choice, nil
	}
	before := d.made
	d.made = made
	more := takeSurvey(d, first, all, rules)
	ch, err := more.choose(made.name, rules)
	if err == nil && more.stats[ch.col].lane().against() > sv.stats[choice.col].lane().against() {
		d.made = before
		res.notes = append(res.notes, fmt.Sprintf("the times in %q carry no zone; those in %q were not taken for theirs, since the rows are in order without them", choice.name, made.of[len(made.of)-1]))
		return sv, choice, nil
	}
	if ch.read.why == "" {
		ch.read.why, ch.read.either = choice.read.why, choice.read.either
	}
	res.notes = append(res.notes, made.says)
	ch.others = slices.DeleteFunc(ch.others, func(name string) bool { return slices.Contains(made.of, name) })
	return more, ch, err
}
