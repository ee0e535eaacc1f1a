package timelog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// tableExport translates the records of a jsonTable.
type tableExport struct {
	jsonTable
	open func() (io.ReadCloser, error)
}

func (t *tableExport) format() string {
	if t.kind == objectsByKey {
		return "json-map"
	}
	return "json-table"
}

func (t *tableExport) stated(string) bool { return false }

func (t *tableExport) write(out *jsonLines, _ []string) error {
	in, err := t.open()
	if err != nil {
		return err
	}
	defer in.Close()
	w := tableWalk{jsonTable: t.jsonTable, in: boundedDecoder(withoutMark(in)), out: out}
	err = w.value(0, nil)
	var broken *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errCutJSON
	case errors.As(err, &broken):
		return fmt.Errorf("the JSON is damaged at byte %d, from where on nothing is read: %w", w.in.InputOffset(), err)
	}
	return err
}

var errCutJSON = errors.New("the file ends in the middle of its JSON: it was cut off, and what was lost is not counted")

// why says where the records stand.
func (t *tableExport) why() string {
	below := ""
	if len(t.path) > 0 {
		below = fmt.Sprintf(" below %q", strings.Join(t.path, "."))
	}
	switch t.kind {
	case objectsByKey:
		return "the records are the members of the object" + below + `, their keys in "key"`
	case timesAlone:
		return "the records are times in a list" + below
	}
	return "the records are lists of values" + below
}

// besideMost is how long what stands beside the rows may be to be added to each, besides
// how many members that may be.
const (
	besideMost = 4 << 10
	besides    = 50
)

// nameLists are the keys of the names of columns.
var nameLists = []string{"columns", "fields", "headers", "header", "columnNames", "column_names", "names", "keys", "schema"}

// tableWalk walks a document to its tables.
type tableWalk struct {
	jsonTable
	in    *json.Decoder
	out   *jsonLines
	names []string // of the columns, as far as they are known
}

// beside is a member of an object around the rows.
type beside struct {
	key string
	raw []byte
}

// value walks a value that the first keys of the path lead to.
func (w *tableWalk) value(depth int, around []beside) error {
	if depth == len(w.path) {
		return w.records(around)
	}
	token, err := w.in.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('['):
		for w.in.More() && err == nil {
			if w.path[depth] == eachElement {
				err = w.value(depth+1, around)
			} else {
				err = w.skip()
			}
		}
	case json.Delim('{'):
		err = w.object(depth, around)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	_, err = w.in.Token()
	return err
}

// object walks the members of an object on the way to the rows.
func (w *tableWalk) object(depth int, around []beside) error {
	around = slices.Clip(around)
	for w.in.More() {
		token, err := w.in.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		if key == w.path[depth] {
			err = w.value(depth+1, around)
		} else {
			var raw []byte
			if raw, err = w.capture(); len(raw) > 0 {
				if names := namesIn(raw); names != nil && slices.Contains(nameLists, key) {
					w.names = names
				} else if raw[0] != '[' && len(raw) <= besideMost && len(around) < besides {
					around = append(around, beside{key, raw})
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// capture takes a value, as far as it is not too long to be kept.
func (w *tableWalk) capture() ([]byte, error) {
	var b []byte
	err := w.copy(&b)
	return b, err
}

func (w *tableWalk) skip() error { return w.copy(nil) }

// copy passes a value on to b, of one that is far too long only the beginning.
func (w *tableWalk) copy(b *[]byte) error {
	const most = 16 * besideMost
	add := func(text ...byte) {
		if b != nil && len(*b) < most {
			*b = append(*b, text...)
		}
	}
	type level struct {
		object bool
		n      int
	}
	var levels []level
	for {
		token, err := w.in.Token()
		if err != nil {
			return err
		}
		closing := token == json.Delim('}') || token == json.Delim(']')
		if deep := len(levels); deep > 0 && !closing {
			l := &levels[deep-1]
			if l.object && l.n%2 == 1 {
				add(':')
			} else if l.n > 0 {
				add(',')
			}
			l.n++
		}
		switch v := token.(type) {
		case json.Delim:
			add(byte(v))
			if closing {
				levels = levels[:len(levels)-1]
			} else {
				levels = append(levels, level{object: v == '{'})
			}
		case string:
			if b != nil && len(*b) < most {
				*b = appendText(*b, v)
			}
		case json.Number:
			add([]byte(v)...)
		case bool:
			add(strconv.AppendBool(nil, v)...)
		default:
			add([]byte("null")...)
		}
		if len(levels) == 0 {
			return nil
		}
	}
}

// namesIn are the names that a list has as texts or in its objects; nil if it has none.
func namesIn(raw []byte) (names []string) {
	var list []any
	if json.Unmarshal(raw, &list) != nil {
		return nil
	}
	for _, v := range list {
		name, ok := v.(string)
		if of, is := v.(map[string]any); is {
			for _, key := range []string{"name", "Name", "columnName", "ColumnName", "field", "text", "label"} {
				if name, ok = of[key].(string); ok {
					break
				}
			}
		}
		if !ok {
			return nil
		}
		for again, n := name, 2; slices.Contains(names, name); n++ {
			name = fmt.Sprintf("%s_%d", again, n)
		}
		names = append(names, name)
	}
	return names
}

// records passes on the records, which come next.
func (w *tableWalk) records(around []beside) error {
	token, err := w.in.Token()
	if err != nil {
		return err
	}
	switch {
	case token == json.Delim('{') && w.kind == objectsByKey:
		err = w.members(around)
	case token == json.Delim('[') && w.kind != objectsByKey:
		err = w.rows(around)
	case token == json.Delim('{') || token == json.Delim('['):
		return w.leave()
	default:
		return nil
	}
	if err != nil {
		return err
	}
	_, err = w.in.Token()
	return err
}

// leave goes to the end of the object or array it is in.
func (w *tableWalk) leave() error {
	for deep := 1; deep > 0; {
		token, err := w.in.Token()
		switch {
		case err != nil:
			return err
		case token == json.Delim('{') || token == json.Delim('['):
			deep++
		case token == json.Delim('}') || token == json.Delim(']'):
			deep--
		}
	}
	return nil
}

// rows passes on the elements of an array.
func (w *tableWalk) rows(around []beside) error {
	head := w.named
	for w.in.More() {
		var raw json.RawMessage
		if err := w.in.Decode(&raw); err != nil {
			return err
		}
		if w.kind == timesAlone {
			w.begin(around)
			w.cell("time", raw)
		} else {
			var cells []json.RawMessage
			bad := json.Unmarshal(raw, &cells) != nil
			if head && !bad {
				w.names, head = namesIn(raw), false
				continue
			}
			w.begin(around)
			if bad {
				w.cell("value", raw)
			}
			for i, c := range cells {
				w.cell(w.name(i), c)
			}
		}
		if err := w.out.end(); err != nil {
			return err
		}
	}
	return nil
}

func (w *tableWalk) name(i int) string {
	if i < len(w.names) {
		return w.names[i]
	}
	return w.columnName(i)
}

// members passes on the members of an object.
func (w *tableWalk) members(around []beside) error {
	var line bytes.Buffer
	for w.in.More() {
		token, err := w.in.Token()
		if err != nil {
			return err
		}
		var raw json.RawMessage
		if err := w.in.Decode(&raw); err != nil {
			return err
		}
		key, _ := token.(string)
		w.begin(around)
		w.out.key("key")
		w.out.b = appendText(w.out.b, key)
		line.Reset()
		if err := json.Compact(&line, raw); err != nil {
			return err
		}
		if members, ok := bytes.CutPrefix(line.Bytes(), []byte{'{'}); !ok {
			w.cell("value", line.Bytes())
		} else if members = bytes.TrimSuffix(members, []byte{'}'}); len(members) > 0 {
			w.out.b = append(append(w.out.b, ','), members...)
		}
		if err := w.out.end(); err != nil {
			return err
		}
	}
	return nil
}

// begin begins a record with what stands around it.
func (w *tableWalk) begin(around []beside) {
	w.out.begin()
	for _, a := range around {
		if !slices.Contains(w.names, a.key) {
			w.out.key(a.key)
			w.out.b = append(w.out.b, a.raw...)
		}
	}
}

// cell adds one value to a record; a line break between its parts goes.
func (w *tableWalk) cell(name string, raw []byte) {
	w.out.key(name)
	var line bytes.Buffer
	if bytes.IndexByte(raw, '\n') >= 0 && json.Compact(&line, raw) == nil {
		raw = line.Bytes()
	}
	w.out.b = append(w.out.b, raw...)
}

// tabled reads records that are no objects in an array.
func (r *run) tabled(res *fileResult, o *opened, t *jsonTable, first block, workers int, rules stampRules) error {
	open, err := r.again(res, o, first)
	if err != nil {
		return err
	}
	if len(t.others) > 0 {
		res.notes = append(res.notes, fmt.Sprintf("the records are those in %q; those in %s are not read", strings.Join(t.path, "."), quoteAll(t.others)))
	}
	if t.kind == timesAlone && len(t.path) > 0 {
		res.notes = append(res.notes, fmt.Sprintf("the times are those of the list %q; what lists beside it have is not read", strings.Join(t.path, ".")))
	}
	return r.translated(res, &tableExport{jsonTable: *t, open: open}, workers, rules)
}
