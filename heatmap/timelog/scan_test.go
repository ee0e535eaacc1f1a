package timelog

import (
	"bytes"
	"fmt"
	"math/rand"
	"strings"
	"testing"

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

func BenchmarkStamp(b *testing.B) {
	s := []byte("2021-01-29T00:06:46.929363")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if _, err := parseISO(s); err != nil {
			b.Fatal(err)
		}
	}
}
