package timelog

import (
	"bytes"
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

// row is a record as the tests compare it.
type row struct {
	Cells  []string // "-" for a missing one
	Damage bool
}

// inOnePiece scans b at once.
func inOnePiece(d *dialect, columns []string, b []byte) []row {
	var rows []row
	d.scanner(columns).scan(b[d.skip:], true, collect(&rows))
	return rows
}

// inPieces scans b as it comes from a file, n bytes at a time.
func inPieces(d *dialect, columns []string, b []byte, n int) []row {
	var rows []row
	sc := d.scanner(columns)
	b = b[d.skip:]
	have := 0
	for {
		have = min(have+n, len(b))
		final := have == len(b)
		used := sc.scan(b[:have], final, collect(&rows))
		b, have = b[used:], have-used
		if final {
			return rows
		}
	}
}

// inBlocks cuts b where the dialect allows and scans the blocks apart.
func inBlocks(d *dialect, columns []string, b []byte, n int) []row {
	var rows []row
	b = b[d.skip:]
	for have := min(n, len(b)); len(b) > 0; have = min(have+n, len(b)) {
		end := len(b)
		if have < len(b) {
			if end = d.cut(b[:have], true); end == 0 {
				continue
			}
		}
		d.scanner(columns).scan(b[:end], true, collect(&rows))
		b, have = b[end:], 0
	}
	return rows
}

func collect(rows *[]row) func(*record) {
	return func(r *record) {
		var buf []byte
		out := row{Damage: r.damage != ""}
		for _, c := range r.cells {
			if c.kind == absent {
				out.Cells = append(out.Cells, "-")
			} else {
				out.Cells = append(out.Cells, string(c.text(&buf)))
			}
		}
		*rows = append(*rows, out)
	}
}

// sameHowever checks that the way a file comes does not matter.
func sameHowever(t *testing.T, d *dialect, columns []string, b []byte) []row {
	t.Helper()
	want := inOnePiece(d, columns, b)
	for _, n := range []int{1, 7, 64, 1000} {
		if len(b)/n > 3000 {
			continue
		}
		if diff := cmp.Diff(want, inPieces(d, columns, b, n)); diff != "" {
			t.Fatalf("in pieces of %d bytes (-whole +pieces):\n%s\n%q", n, diff, b)
		}
	}
	return want
}

// message is an object as a chat server dumps it, made up.
func message(r *rand.Rand, i int) string {
	bodies := []string{"hello", `a \"quoted\" word`, `two\nlines`, "привет {всем}", `{\"ts\": \"2001-01-01T00:00:00\"}`, "tab\\there", "}", "{", `\\`, ""}
	ts := fmt.Sprintf("2021-01-%02dT%02d:%02d:00.%06d", 1+i/1440%28, i/60%24, i%60, r.Intn(1e6))
	return fmt.Sprintf("{\n  \"ts\": %q,\n  \"from\": \"ada@chat.example\",\n  \"to\": \"bo@chat.example\",\n  \"body\": \"%s\"\n}\n", ts, bodies[r.Intn(len(bodies))])
}

// fault damages an object the way translation tools and broken disks do. Each
// leaves the time readable.
func fault(r *rand.Rand, m string) string {
	lines := strings.Split(strings.TrimSuffix(m, "\n"), "\n")
	body := len(lines) - 2
	switch r.Intn(18) {
	case 0: // a comma is lost
		lines[2] = strings.TrimSuffix(lines[2], ",")
	case 1: // a brace too many
		lines[body] += " }"
	case 2: // a key is quoted twice
		lines[body] = `  ""body": "oops"`
	case 3: // the closing quote is lost
		lines[body] = `  "body": "without an end`
	case 4: // quotes within
		lines[body] = `  "body": "hello."{"it is me." "see?"`
	case 5: // text after the value
		lines[body] = `  "body": "ts".`
	case 6: // a brace before every key
		for i := 1; i <= body; i++ {
			lines[i] = "  { " + strings.TrimSpace(lines[i])
		}
	case 7: // an empty object first
		lines[1] = "  }, " + strings.TrimSpace(lines[1])
		for i := 2; i <= body; i++ {
			lines[i] = "  { " + strings.TrimSpace(lines[i])
		}
	case 8: // unescaped quotes
		lines[body] = `  "body": "he said "well", and {left"`
	case 9: // a control character
		lines[body] = "  \"body\": \"a\tb\x01\""
	case 10: // raw line breaks
		lines[body] = "  \"body\": \"a\nb { and\n\n} c\""
	case 11: // typographic quotes
		lines[1] = strings.Replace(lines[1], `"ts"`, "“ts”", 1)
	case 12: // the key is translated
		lines[1] = strings.Replace(lines[1], `"ts"`, `"вр"`, 1)
		lines[body] = strings.TrimSuffix(lines[body], `"`)
	case 13: // the time is not closed
		lines[1] = strings.TrimSuffix(lines[1], `",`) + ","
	case 14: // the key is translated, and nothing else is wrong
		lines[1] = strings.Replace(lines[1], `"ts"`, `"вр"`, 1)
	case 15: // no colon
		lines[1] = strings.Replace(lines[1], `"ts":`, `"ts"`, 1)
	case 16: // a quote of the key is lost
		lines[1] = strings.Replace(lines[1], `"ts"`, `"ts`, 1)
	case 17: // the opening quote of the time is lost
		lines[1] = strings.Replace(lines[1], `: "`, `: `, 1)
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestResync(t *testing.T) {
	for seed := range int64(300) {
		r := rand.New(rand.NewSource(seed))
		var text strings.Builder
		var want []string
		for i := range 30 {
			m := message(r, i)
			want = append(want, m[len("{\n  \"ts\": \""):][:26])
			if i > 2 && r.Intn(3) == 0 {
				m = fault(r, m)
			}
			text.WriteString(m)
		}
		b := []byte(text.String())
		if seed%2 == 1 { // cut off inside the last object, after its time
			b = b[:bytes.LastIndex(b, []byte("\n{"))+60]
		}
		d, err := detect(b, "")
		if err != nil || d.name != "json" {
			t.Fatalf("seed %d: %v %v", seed, d, err)
		}
		var got []string
		for _, r := range sameHowever(t, d, []string{"ts"}, b) {
			got = append(got, r.Cells[0])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s\n%s", seed, diff, b)
		}
		if blocks := inBlocks(d, []string{"ts"}, b, 500); len(blocks) != len(want) {
			t.Fatalf("seed %d: %d rows in blocks, %d at once", seed, len(blocks), len(want))
		}
	}
}

func TestRecoveredFields(t *testing.T) {
	const sound = "{\n  \"ts\": \"2021-01-01T00:00:00\",\n  \"from\": \"ada\",\n  \"to\": \"bo\",\n  \"body\": \"x\"\n}\n"
	for _, c := range []struct{ name, damaged, from, body string }{
		{"lost comma", "{\n  \"ts\": \"2021-01-02T00:00:00\",\n  \"from\": \"cy\"\n  \"to\": \"dee\",\n  \"body\": \"hi\"\n}\n", "cy", "hi"},
		{"quotes within", "{\n  \"ts\": \"2021-01-02T00:00:00\",\n  \"from\": \"cy\",\n  \"to\": \"dee\",\n  \"body\": \"say \"x\", or\"\n}\n", "cy", `say "x", or`},
		{"open end", "{\n  \"ts\": \"2021-01-02T00:00:00\",\n  \"from\": \"cy\",\n  \"to\": \"dee\",\n  \"body\": \"no end\n}\n", "cy", "no end"},
		{"control character", "{\n  \"ts\": \"2021-01-02T00:00:00\",\n  \"from\": \"cy\",\n  \"to\": \"dee\",\n  \"body\": \"a\tb\"\n}\n", "cy", "a\tb"},
		{"raw line break", "{\n  \"ts\": \"2021-01-02T00:00:00\",\n  \"from\": \"cy\",\n  \"to\": \"dee\",\n  \"body\": \"a\nb\"\n}\n", "cy", "a\nb"},
		{"one line", `{"ts":"2021-01-02T00:00:00","from":"cy","to":"dee","body":"say "x"!"}` + "\n", "cy", `say "x"!`},
		{"no brace", "  \"ts\": \"2021-01-02T00:00:00\",\n  \"from\": \"cy\",\n  \"body\": \"hi\"\n}\n", "cy", "hi"},
		{"blanks in the time", "{\n  \"ts\": \"2021-01-02T00: 00: 00\",\n  \"from\": \"cy\",\n  \"to\": \"dee\"\n  \"body\": \"hi\"\n}\n", "cy", "hi"},
	} {
		b := []byte(sound + c.damaged + sound)
		d, err := detect(b, "json")
		if err != nil {
			t.Fatal(err)
		}
		want := []row{
			{[]string{"2021-01-01T00:00:00", "ada", "x"}, false},
			{[]string{"2021-01-02T00:00:00", c.from, c.body}, true},
			{[]string{"2021-01-01T00:00:00", "ada", "x"}, false},
		}
		want[1].Cells[0] = strings.Split(want[1].Cells[0], " ")[0]
		if diff := cmp.Diff(want, sameHowever(t, d, []string{"ts", "from", "body"}, b)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestBracesInsideAreNoRecords(t *testing.T) {
	b := []byte(`{"ts":"2021-01-01T00:00:00","body":"{\"ts\":\"1999-01-01T00:00:00\"}","in":{"ts":"1998-01-01T00:00:00"},"more":[{"ts":"1997-01-01T00:00:00"}]}
{"in":{"ts":"1996-01-01T00:00:00"},"ts":"2021-01-02T00:00:00"}
{"ts":"1995-01-01T00:00:00","ts":"2021-01-03T00:00:00"}
{"\u0074s":"2021-01-04T00:00:00"}
`)
	d, err := detect(b, "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range sameHowever(t, d, []string{"ts"}, b) {
		got = append(got, r.Cells[0])
	}
	want := []string{"2021-01-01T00:00:00", "2021-01-02T00:00:00", "2021-01-03T00:00:00", "2021-01-04T00:00:00"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

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

func BenchmarkStamp(b *testing.B) {
	s := []byte("2021-01-29T00:06:46.929363")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if _, err := parseISO(s); err != nil {
			b.Fatal(err)
		}
	}
}
