package timelog

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
)

var tableCases = []struct {
	name, text string
	format     string
	column     string
	times      string // of day
	columns    string // all but that of the time
}{
	{"Log Analytics", `{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"User","type":"string"}],"rows":[["2021-01-29T00:00:01Z","ada"],["2021-01-29T00:00:03Z","bo"]]}]}`,
		"json-table", "TimeGenerated", "00:00:01 00:00:03", "name User"},
	{"Splunk", `{"fields":["_time","user"],"rows":[["2021-01-29T00:00:01Z","ada"],["2021-01-29T00:00:03Z","bo"]]}`,
		"json-table", "_time", "00:00:01 00:00:03", "user"},
	{"InfluxDB", `{"results":[{"statement_id":0,"series":[{"name":"cpu","columns":["time","v"],"values":[[1611878401,1],[1611878403,2]]},{"name":"mem","columns":["time","v"],"values":[[1611878405,1]]}]}]}`,
		"json-table", "time", "00:00:01 00:00:03 00:00:05", "statement_id name v"},
	{"Loki", `{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"a"},"values":[["1611878403000000001","second \n line"],["1611878401000000000","first"]]},{"stream":{"app":"b"},"values":[["1611878405000000000","x"]]}]}}`,
		"json-table", "time", "00:00:03 00:00:01 00:00:05", "status resultType stream.app column_2"},
	{"a header in front", "[[\"who\", \"when\"],\n [\"ada\", \"2021-01-29 00:00:01\"],\n [\"bo\",\n \"2021-01-29 00:00:03\"]]\n",
		"json-table", "when", "00:00:01 00:00:03", "who"},
	{"no names", `{"total":3,"data":[["ada","2021-01-29T00:00:01Z"],["bo","2021-01-29T00:00:03Z"],["bo","2021-01-29T00:00:04Z"]]}`,
		"json-table", "time", "00:00:01 00:00:03 00:00:04", "total column_1"},
	{"members of an object", `{"-M1":{"timestamp":1611878401000,"user":{"name":"ada"}},"-M2":{"timestamp":1611878403000,"user":{"name":"bo"}},"-M3":{"timestamp":1611878404000}}`,
		"json-map", "timestamp", "00:00:01 00:00:03 00:00:04", "key user.name"},
	{"… further down", "{\"room\":\"x\",\"messages\":{\n\"-M1\":{\"sent\":{\"at\":\"2021-01-29T00:00:01Z\"}},\n\"-M2\":{\"sent\":{\"at\":\"2021-01-29T00:00:03Z\"}},\n\"-M3\":{\"sent\":{\"at\":\"2021-01-29T00:00:04Z\"}}},\"more\":false}",
		"json-map", "sent.at", "00:00:01 00:00:03 00:00:04", "room key"},
	{"times alone", "\ufeff" + `["2021-01-29T00:00:01Z","2021-01-29T00:00:03Z","2021-01-29T00:00:04Z"]`,
		"json-table", "time", "00:00:01 00:00:03 00:00:04", ""},
	// What is read as ever.
	{"one record of three objects", `{"time":"2021-01-29T00:00:01Z","a":{"x":1},"b":{"y":2},"c":{"z":3}}`, "jsonl", "time", "00:00:01", "a.x b.y c.z"},
	{"records with tables in them", `{"Records":[{"time":"2021-01-29T00:00:01Z","at":[["2020-01-29T00:00:01Z",2],["2020-01-29T00:00:01Z",4]]},{"time":"2021-01-29T00:00:03Z","at":[]}]}`, "json-array", "time", "00:00:01 00:00:03", "at"},
	{"records with arrays of numbers", `[{"time":"2021-01-29T00:00:01Z","at":[[1,2],[3,4]]},{"time":"2021-01-29T00:00:03Z","at":[[1,2],[3,4]]}]`, "json-array", "time", "00:00:01 00:00:03", "at"},
}

func TestJSONTables(t *testing.T) {
	for _, c := range tableCases {
		t.Run(c.name, func(t *testing.T) {
			path := file(t, "answer.json", c.text)
			tally, err := Count(context.Background(), Options{}, path)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, tally.Sources)
			table, err := Read(context.Background(), Options{}, path)
			if err != nil {
				t.Fatal(err)
			}
			src := tally.Sources[0]
			if got := clocksIn(t, table); got != c.times || src.Format != c.format || src.TimeColumn != c.column || src.Events != int64(len(strings.Fields(c.times))) {
				t.Errorf("%s in %+v, want %s in %s", got, src, c.times, c.column)
			}
			var names []string
			for _, col := range table.Columns {
				if col.Name != src.TimeColumn {
					names = append(names, col.Name)
				}
			}
			if got := strings.Join(names, " "); got != c.columns {
				t.Errorf("columns %s, want %s", got, c.columns)
			}
		})
	}
}

// What is not read of a document is said.
func TestOtherJSONTables(t *testing.T) {
	for text, want := range map[string]string{
		`{"in":[["2021-01-29T00:00:01Z",1],["2021-01-29T00:00:02Z",2],["2021-01-29T00:00:03Z",3]],"out":[["2021-01-29T00:00:01Z",1],["2021-01-29T00:00:02Z",2]]}`: `those in "out" are not read`,
		`{"_time":["2021-01-29T00:00:01Z","2021-01-29T00:00:02Z","2021-01-29T00:00:03Z"],"user":["a","b","c"]}`:                                                   "lists beside it",
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "answer.json", text))
		if err != nil || tally.Sources[0].Events != 3 || !strings.Contains(strings.Join(tally.Warnings, "; "), want) {
			t.Errorf("%s: %v, %+v", text, err, tally)
		}
	}
}

// longTable is a document of so many rows, of which one is no list and one has no time.
func longTable(rows int) string {
	var s strings.Builder
	s.WriteString(`{"columns":["time","n"],"meta":{"long":"` + strings.Repeat("x", 9<<10) + `"},"rows":[`)
	for i := range rows {
		switch i {
		case 2000:
			s.WriteString(`"odd",`)
		case 3000:
			s.WriteString(`[null,3000],`)
		default:
			fmt.Fprintf(&s, "[%d,%d],\n", 1611878400+i, i)
		}
	}
	return s.String() + `[1611878399,0]]}`
}

func TestLongJSONTable(t *testing.T) {
	const rows = 100_000
	text := longTable(rows)
	tally, err := Count(context.Background(), Options{}, file(t, "long.json", text))
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	if s := tally.Sources[0]; s.Format != "json-table" || s.Rows != rows+1 || s.Events != rows-1 || s.Bytes != int64(len(text)) {
		t.Errorf("%+v", s)
	}
	w := asStdin(t)
	go func() {
		io.WriteString(w, text)
		w.Close()
	}()
	if tally, err := Count(context.Background(), Options{}, "-"); err != nil || tally.Sources[0].Events != rows-1 || tally.Sources[0].Bytes != int64(len(text)) {
		t.Errorf("from standard input: %v", err)
	}
	// Cut off, and damaged: what comes before is counted, and the error says so.
	half := strings.LastIndex(text[:len(text)/2], "\n")
	long := "[1611878400,\"" + strings.Repeat("x", 2*mostPending) + "\"],"
	for _, broken := range []string{text[:half], text[:half] + "}}" + text[half:], text[:half] + long + text[half:]} {
		tally, err := Count(context.Background(), Options{}, file(t, "broken.json", broken))
		if err == nil || tally == nil || tally.Sources[0].Events < rows/3 {
			t.Errorf("%v", err)
		}
	}
}

// FuzzJSONTables holds the records of documents against what encoding/json finds.
func FuzzJSONTables(f *testing.F) {
	for _, c := range tableCases {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		found := findJSONTable(b)
		if found == nil {
			return
		}
		e := &tableExport{jsonTable: *found, open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
		out := &jsonLines{}
		err := e.write(out, nil)
		if !bytes.HasSuffix(out.b, []byte{'\n'}) && len(out.b) > 0 && err == nil {
			t.Errorf("%q", out.b)
		}
		var doc json.RawMessage
		in := json.NewDecoder(bytes.NewReader(b))
		if in.Decode(&doc) != nil {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if want := rowsBelow(doc, found, 0); out.rows != want {
			t.Errorf("%d records, want %d: %q", out.rows, want, out.b)
		}
		for _, line := range bytes.Split(bytes.TrimSuffix(out.b, []byte{'\n'}), []byte{'\n'}) {
			if len(line) > 0 && !json.Valid(line) {
				t.Errorf("%q", line)
			}
		}
	})
}

// rowsBelow is how many records there are in a document at the path to a table.
func rowsBelow(doc json.RawMessage, t *jsonTable, depth int) (n int64) {
	in := json.NewDecoder(bytes.NewReader(doc))
	in.UseNumber()
	token, _ := in.Token()
	last := depth == len(t.path)
	switch {
	case token == json.Delim('{') && (!last || t.kind == objectsByKey):
		for in.More() { // a key may come twice
			var v json.RawMessage
			key, _ := in.Token()
			if in.Decode(&v) != nil {
				return n
			}
			if last {
				n++
			} else if key == t.path[depth] {
				n += rowsBelow(v, t, depth+1)
			}
		}
	case token == json.Delim('[') && (last && t.kind != objectsByKey || !last && t.path[depth] == eachElement):
		head := t.named
		for in.More() {
			var v json.RawMessage
			if in.Decode(&v) != nil {
				return n
			}
			if isHead := head && json.Unmarshal(v, new([]json.RawMessage)) == nil; last && isHead {
				head = false
			} else if last {
				n++
			} else {
				n += rowsBelow(v, t, depth+1)
			}
		}
	}
	return n
}
