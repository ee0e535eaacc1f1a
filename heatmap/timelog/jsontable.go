package timelog

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// jsonTable is where in a document of JSON records stand that are no objects in an array:
//
//	{"columns":[{"name":"time"},{"name":"user"}],"rows":[["2021-01-29T00:00:01Z","ada"],…]}
//	{"stream":{"app":"web"},"values":[["1611878401000000000","GET /"],…]}
//	[["time","user"],["2021-01-29T00:00:01Z","ada"],…]
//	{"-MSx1":{"time":"2021-01-29T00:00:01Z"},"-MSx2":{"time":…},…}
//	["2021-01-29T00:00:01Z","2021-01-29T00:00:03Z",…]
//
// The first is how Log Analytics, Splunk, InfluxDB and pandas answer, the second Loki and
// Prometheus, the fourth how Firebase exports.
type jsonTable struct {
	kind  tableKind
	path  []string // the keys that lead to the rows, eachElement for the elements of an array
	time  int      // the first column with times
	named bool     // the first row has the names of the columns
	size  int64    // in bytes, as far as was looked
	// others are the paths of further tables, which are not read.
	others []string
}

type tableKind byte

const (
	rowsOfValues tableKind = iota + 1
	objectsByKey
	timesAlone
)

// tableLead is how much of a document is looked at.
const tableLead = 64 << 10

// findJSONTable looks for records of such shapes in a text that is one document; nil if
// there are none, or most of the text is something else.
func findJSONTable(text []byte) *jsonTable {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return nil
	}
	if inner := bytes.TrimLeft(text[1:], " \t\r\n"); text[0] == '[' && (len(inner) == 0 || inner[0] == '{') {
		return nil // objects in an array
	}
	lead := text[:min(len(text), tableLead)]
	f := tableFinder{in: json.NewDecoder(bytes.NewReader(lead))}
	f.in.UseNumber()
	root, err := f.value(nil)
	if err == nil && len(bytes.TrimSpace(text[f.in.InputOffset():])) > 0 {
		return nil // one of several documents
	}
	var best *jsonTable
	for i := range f.found {
		if t := &f.found[i]; best == nil || t.size > best.size {
			best = t
		}
	}
	if best == nil || root.when != "" && 2*best.size < int64(len(lead)) {
		return nil // or the document is rather a record, or one of records
	}
	for i := range f.found {
		if t := &f.found[i]; t != best && !within(t.path, best.path) && !within(best.path, t.path) {
			best.others = append(best.others, strings.Join(t.path, "."))
		}
	}
	return best
}

// within reports whether a path leads on from another one, or is it.
func within(path, outer []string) bool {
	return len(path) >= len(outer) && slices.Equal(path[:len(outer)], outer)
}

// tableFinder walks the beginning of a document.
type tableFinder struct {
	in    *json.Decoder
	found []jsonTable
}

// jsonNode is what a value looks like from outside.
type jsonNode struct {
	open  json.Delim // of objects and arrays; 0 for all else
	timed bool       // it is a time
	text  bool       // it is a text
	iso   bool       // … and a time as ISO 8601 has it
	when  string     // the member of an object that is a time, "" for none
	keys  map[string]bool
	cells []jsonNode // of an array, if all are neither objects nor arrays
}

// value walks a value. What has been found when the text ends stands.
func (f *tableFinder) value(path []string) (n jsonNode, err error) {
	from := f.in.InputOffset()
	token, err := f.in.Token()
	if err != nil {
		return n, err
	}
	switch v := token.(type) {
	case json.Delim:
		n.open = v
		if v == '[' {
			err = f.array(path, from, &n)
		} else {
			err = f.object(path, from, &n)
		}
	case string:
		n.text, n.iso = true, isISO([]byte(v))
		n.timed = n.iso || isEpoch(v)
	case json.Number:
		n.timed = isEpoch(v.String())
	}
	return n, err
}

// isEpoch reports whether a text is a number of seconds, milli-, micro- or nanoseconds
// since 1970 of our times.
func isEpoch(v string) bool {
	var m moment
	return len(v) >= 10 && matchEpoch([]byte(v), 0, &m) == len(v)
}

// array walks the rest of an array, which may be a table.
func (f *tableFinder) array(path []string, from int64, n *jsonNode) (err error) {
	path = append(path[:len(path):len(path)], eachElement)
	var rows tableRows
	for err == nil && f.in.More() {
		var v jsonNode
		if v, err = f.value(path); err == nil {
			rows.add(&v)
			if v.open == '{' && n.when == "" {
				n.when = v.when
			}
			if v.open == 0 && len(n.cells) < 100 {
				n.cells = append(n.cells, v)
			}
		}
	}
	if t := rows.table(); t != nil {
		t.path, t.size = path[:len(path)-1], f.in.InputOffset()-from
		f.add(t)
	}
	if err == nil {
		_, err = f.in.Token()
	}
	if rows.n > len(n.cells) && rows.n < 100 {
		n.cells = nil
	}
	return err
}

// add notes a table, or that there is more of one.
func (f *tableFinder) add(t *jsonTable) {
	for i := range f.found {
		if same := &f.found[i]; same.kind == t.kind && same.time == t.time && slices.Equal(same.path, t.path) {
			same.size += t.size
			return
		}
	}
	f.found = append(f.found, *t)
}

// tableRows is what the elements of an array have in common.
type tableRows struct {
	n, arrays, times int
	head             []jsonNode // of the first row
	timed            []int      // times by column, in the rows behind it
}

func (r *tableRows) add(v *jsonNode) {
	r.n++
	switch {
	case v.open == 0:
		r.times += boolInt(v.timed)
		return
	case v.open != '[' || len(v.cells) == 0:
		return
	}
	if r.arrays++; r.arrays == 1 {
		r.head = v.cells
		return
	}
	for i, c := range v.cells {
		if len(r.timed) <= i {
			r.timed = append(r.timed, 0)
		}
		r.timed[i] += boolInt(c.timed)
	}
}

// table is the table that the elements make, nil if they make none: arrays with a column
// of times, of which there may be one only if it begins with one, or times alone.
func (r *tableRows) table() *jsonTable {
	if r.times == r.n && r.n > 2 {
		return &jsonTable{kind: timesAlone}
	}
	if r.n == 0 || 20*r.arrays < 19*r.n {
		return nil
	}
	rest := r.arrays - 1
	for i, n := range r.timed {
		if 5*n < 4*rest {
			continue
		}
		t := &jsonTable{kind: rowsOfValues, time: i}
		if i < len(r.head) && !r.head[i].timed {
			for _, h := range r.head {
				if !h.text || h.timed {
					return nil
				}
			}
			t.named = true
		}
		return t
	}
	if rest == 0 && len(r.head) > 1 && r.head[0].timed {
		return &jsonTable{kind: rowsOfValues}
	}
	return nil
}

// object walks the rest of an object, whose members may be records.
func (f *tableFinder) object(path []string, from int64, n *jsonNode) (err error) {
	n.keys = map[string]bool{}
	var first *jsonNode
	members, alike := 0, 0
	for err == nil && f.in.More() {
		var token json.Token
		if token, err = f.in.Token(); err != nil {
			break
		}
		key, _ := token.(string)
		var v jsonNode
		if v, err = f.value(append(path[:len(path):len(path)], key)); err != nil {
			break
		}
		members++
		n.keys[key] = true
		if n.when == "" {
			switch {
			case v.iso || v.timed && nameScore(key) > 0:
				n.when = key
			case v.when != "":
				n.when = key + "." + v.when
			}
		}
		if v.open == '{' && v.when != "" {
			if first == nil {
				first = &v
			}
			alike += boolInt(v.when == first.when && sameKeys(v.keys, first.keys))
		}
	}
	if members > 2 && 10*alike >= 9*members && !slices.Contains(path, eachElement) {
		f.add(&jsonTable{kind: objectsByKey, path: path, size: f.in.InputOffset() - from})
		n.when = ""
	}
	if err == nil {
		_, err = f.in.Token()
	}
	return err
}

// sameKeys reports whether half of all keys of two objects are in both.
func sameKeys(a, b map[string]bool) bool {
	both := 0
	for k := range a {
		both += boolInt(b[k])
	}
	return 2*both >= len(a)+len(b)-both
}

// columnName is the name of a column that has none.
func (t *jsonTable) columnName(i int) string {
	if i == t.time {
		return "time"
	}
	return "column_" + strconv.Itoa(i+1)
}
