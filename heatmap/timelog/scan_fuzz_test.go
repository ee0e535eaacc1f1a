package timelog

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// FuzzResync damages the middle of a file at random: nothing may panic, the
// objects before and after must be found, and how the file comes must not matter.
func FuzzResync(f *testing.F) {
	r := rand.New(rand.NewSource(1))
	for range 18 {
		f.Add(fault(r, message(r, 5)))
	}
	for _, s := range []string{"", "{", "}", `"`, "{{{{", "}\n{", "{\n  }, \"ts\": 1", "[[[", "{\"ts\":\"", "\\", "{\"ts\":{\"ts\":", "\x00\xff", "] , \"a\"", "{}{}{}"} {
		f.Add(s)
	}
	before := "{\n  \"ts\": \"2021-01-01T00:00:00\",\n  \"from\": \"ada\",\n  \"body\": \"x\"\n}\n"
	after := "\n}\n{\n  \"ts\": \"2021-01-03T00:00:00\",\n  \"from\": \"eli\",\n  \"body\": \"z\"\n}\n"
	f.Fuzz(func(t *testing.T, middle string) {
		if len(middle) > 2000 {
			return
		}
		b := []byte(before + middle + after)
		d, err := detect(b, "json")
		if err != nil {
			t.Fatal(err)
		}
		d.json.keys, d.json.common = []string{"ts", "from", "body"}, 3
		d.json.lines, d.json.array, d.json.envelope = false, false, nil
		rows := sameHowever(t, d, []string{"ts", "from"}, b)
		if len(rows) < 2 || rows[0].Cells[0] != "2021-01-01T00:00:00" || rows[0].Damage {
			t.Fatalf("the object before is lost: %v in %q", rows, b)
		}
		if last := rows[len(rows)-1]; last.Cells[0] != "2021-01-03T00:00:00" || last.Cells[1] != "eli" || last.Damage {
			t.Fatalf("the object after is lost: %v in %q", rows, b)
		}
		inOnePiece(d, nil, b)
		inBlocks(d, nil, b, 64)
		if d, err := detect([]byte(middle), ""); err == nil && d != nil {
			inOnePiece(d, nil, []byte(middle))
		}
	})
}

// FuzzJSONLines compares with encoding/json, which is the judge of what is valid.
func FuzzJSONLines(f *testing.F) {
	for _, s := range []string{
		`{"ts":"2021-01-01","a":{"ts":1,"b":[1,{"ts":2}]}}`, `{"ts":1e5,"x":null}`, `{"ts":"a\u00e9\ud83d\ude00\ud83d"}`, `{"ts":-0.5E+3}`,
		`{"ts":01}`, `{"ts":"a` + "\t" + `"}`, `{"ts":tru}`, `{"ts":"x",}`, `{"ts":[]}`, `{ "a":"\\" , "ts" : "\"}" }`, `{"ts":"1","ts":"2"}`,
		`{"t\u0073":"1"}`, `{"":1}`, `{"ts":"\/"}`, `{"a.b":1,"a":{"b":2}}`, `{"ts":{"x":1}}`, `{}`, `{"ts":1}x`, "{\"ts\":\"\xff\"}",
	} {
		f.Add(s, s)
		f.Add(`{"id": 1,"ts":"2021-01-29","x":[]}`, s)
	}
	f.Fuzz(func(t *testing.T, before, line string) {
		if strings.ContainsAny(line, "\n") || !strings.HasPrefix(line, "{") || len(line) > 2000 {
			return
		}
		w := walker{b: []byte(line), cells: make([]cell, 1)}
		end := w.top(0, wanted([]string{"ts"}))
		trained := walker{b: []byte(before), cells: make([]cell, 1)}
		trained.stops = trained.stops.find(trained.b, '"', '\\')
		if strings.HasPrefix(before, "{") {
			trained.top(0, wanted([]string{"ts"}))
		}
		trained.b, trained.cells[0] = []byte(line), cell{}
		trained.stops = trained.stops.find(trained.b, '"', '\\')
		if again := trained.top(0, wanted([]string{"ts"})); again != end || string(trained.cells[0].raw) != string(w.cells[0].raw) {
			t.Fatalf("with hints %d, without %d: %q after %q", again, end, line, before)
		}
		valid := end == len(line)
		if want := json.Valid([]byte(line)) && strings.HasSuffix(line, "}"); valid != want {
			t.Fatalf("valid %v, encoding/json says %v: %q", valid, want, line)
		}
		if !valid {
			return
		}
		var obj map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &obj); err != nil {
			t.Fatal(err)
		}
		var buf []byte
		var s string
		raw := obj["ts"]
		switch got := w.cells[0]; {
		case len(raw) == 0 || string(raw) == "null" || raw[0] == '{':
			if got.kind != absent && !strings.Contains(line, `ts`) {
				t.Fatalf("a value out of nowhere: %q in %q", got.raw, line)
			}
		case raw[0] == '"':
			if err := json.Unmarshal(raw, &s); err != nil {
				t.Fatal(err)
			}
			if have := strings.ToValidUTF8(string(got.text(&buf)), "\ufffd"); have != strings.ToValidUTF8(s, "\ufffd") && !strings.Contains(line, "\xff") && json.Valid([]byte(line)) && strings.ToValidUTF8(line, "") == line {
				t.Fatalf("%q, encoding/json says %q: %q", have, s, line)
			}
		default:
			if string(got.raw) != string(raw) {
				t.Fatalf("%q, encoding/json says %q: %q", got.raw, raw, line)
			}
		}
		flat := newFlattener()
		flat.object([]byte(line), false)
		if fmt.Sprint(len(obj)) != "0" && len(flat.names) == 0 && !strings.Contains(line, "{}") {
			t.Fatalf("no columns in %q", line)
		}
	})
}

// FuzzCSV compares with encoding/csv wherever that accepts the text.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a,b\r\n1,\"x,y\"\r\n", "a,b\n1,\"x\ny\"\n2,\"\"\"q\"\"\"\n", "a\n\n\nb\n", "a,b\n1\n1,2,3\n", "\"a\",\"b\"\n\"1\",\"\"\n",
		"a,b\n\"open\n", "a,b\n1,x\"y\n", "a,b\n\"x\"y,2\n", "a,b\n1,2", ",\n,\n", "\r\n", "a,b\n\"1\r\n2\",3\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		b := []byte("k,l,m\n" + text)
		d := detectCSV(b, ',')
		if d.skip != 6 {
			t.Fatalf("header ends at %d", d.skip)
		}
		inOnePiece(d, nil, b)
		rd := csv.NewReader(strings.NewReader(text))
		rd.FieldsPerRecord = 3
		var want []row
		for {
			rec, err := rd.Read()
			if err == io.EOF {
				break
			}
			if err != nil {
				return // not a table by the book
			}
			want = append(want, row{Cells: append([]string(nil), rec...)})
		}
		got := sameHowever(t, d, nil, b)
		for i := range got { // encoding/csv turns \r\n inside quotes into \n, and drops a \r before the end
			for k := range got[i].Cells {
				got[i].Cells[k] = strings.ReplaceAll(got[i].Cells[k], "\r\n", "\n")
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-encoding/csv +here):\n%s\n%q", diff, text)
		}
		if diff := cmp.Diff(len(want), len(inBlocks(d, nil, b, 16))); diff != "" {
			t.Fatalf("rows in blocks: %s\n%q", diff, text)
		}
	})
}

// FuzzStamp compares with time.Parse on the layouts that both know.
func FuzzStamp(f *testing.F) {
	layouts := stampLayouts()
	for _, l := range layouts {
		f.Add(at("2021-01-29 00:06:46.929363").Format(l))
	}
	for _, s := range []string{"2021-02-29T00:00:00Z", "2021-01-29T23:59:60Z", "2021-01-29T00:00:00+24:00", "0000-01-01", "9999-12-31T23:59:59.999999999Z", "29 Feb 2021",
		"2021-01-29T00:00:00+24:01", "Fri, 29 Jan 2021 00:06:46 LMT", "Fri, 29 Jan 2021 00:06:46 GMT+3", "Fri, 29 Jan 2021 00:06:46 +0060", "Jan 29, 2021 0:06:46 PM", "Jan 29, 2021 13:06:46 PM",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		st, err := ParseStamp(s)
		q := quickStamp{}
		for range 2 { // the second time with the date remembered
			if quick, ok := q.read([]byte(s)); ok && (err != nil || quick != st) {
				t.Fatalf("%q: quickly %+v, slowly %+v %v", s, quick, st, err)
			}
		}
		if err == nil && (st.Nanos < 0 || st.Nanos > 999999999 || !st.HasZone && st.Offset != 0) {
			t.Fatalf("%q: %+v", s, st)
		}
		for _, l := range layouts {
			want, werr := time.ParseInLocation(l, s, time.UTC) // time.Parse also knows the zone words of time.Local, such as LMT
			if werr != nil {
				continue
			}
			if name, _ := want.Zone(); name != "" && name != "UTC" && name != "GMT" {
				continue // it makes up an offset of zero for words it does not know, and does not apply the 3 of GMT+3
			}
			if err != nil {
				if lenient(s) {
					continue
				}
				t.Fatalf("%v; time.Parse with %q reads %v", err, l, want)
			}
			if !st.Time().Equal(want) {
				t.Fatalf("%q: %v; time.Parse with %q reads %v", s, st.Time(), l, want)
			}
		}
	})
}
