package symbols

import (
	"slices"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/kernel/engine"
)

// at divides code at its cursor, which ‸ marks, and counts it in code points.
func at(code string) (string, int) {
	before, after, _ := strings.Cut(code, "‸")
	return before + after, len([]rune(before))
}

func TestComplete(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import \"strings\"\ntype Point struct{ Left, Low int; name string }\nfunc (p Point) Length() int { return p.Left }\nglobal := Point{}")
	for _, tt := range []struct {
		code, want, kind string
		count            int // of the matches; -1 = any
	}{
		{"fmt.Printl‸", "Println", "function", 1}, // not imported yet
		{"fmt.Println(‸\"x\")", "fmt", "module", -1},
		{"strings.ToUp‸", "ToUpper", "function", 2}, // and ToUpperSpecial
		{"s := \"Привет 🌍🌍\"; strings.ToUppe‸", "ToUpper", "function", 2},
		{"global.L‸", "Left", "field", 3},
		{"global.L‸", "Length", "function", 3},
		{"global.na‸", "name", "field", 1},
		{"glob‸", "global", "instance", 1},
		{"var b strings.Builder\nb.WriteSt‸\nx := 1", "WriteString", "function", 1},
		{"func f(counter int) int {\n\tresult := counter\n\treturn res‸\n}", "result", "instance", 1},
		{"func f(counter int) int {\n\treturn cou‸", "counter", "instance", 1},
		{"width := 3\nfunc g() int { return wid‸ }", "width", "instance", 1},
		{"type T struct{ Alpha int }\nfunc (t *T) Aim() {}\nt := &T{}\nfor i := range 3 {\n\tt.A‸", "Aim", "function", 2},
		{"import \"net/ht‸", "net/http", "module", -1},
		{"import (\n\t\"fmt\"\n\t\"enc‸", "encoding/json", "module", -1},
		{"retur‸", "return", "keyword", 1},
		{"global = Point{Le‸}", "Left", "field", 1},
		{"display.Mark‸", "Markdown", "function", 2},
		{"import h \"net/http\"\nh.StatusTea‸", "StatusTeapot", "constant", 1},
		{"time.Now().Ye‸", "YearDay", "function", 2},
		{"nothingLikeThis‸", "", "", 0},
		{"nothing.Like‸", "", "", 0},
		{"// a comm‸", "", "", 0},
		{"\"a stri‸\"", "", "", 0},
		{"}}}((‸", "", "", -1},
	} {
		code, cursor := at(tt.code)
		c := nb.e.Complete(code, cursor)
		if len(c.Matches) != len(c.Types) || tt.count >= 0 && len(c.Matches) != tt.count {
			t.Errorf("%q: %v (%v), want %d", tt.code, c.Matches, c.Types, tt.count)
		}
		i := slices.Index(c.Matches, tt.want)
		if tt.want != "" && (i < 0 || c.Types[i] != tt.kind) {
			t.Errorf("%q: no %s %s in %v (%v)", tt.code, tt.kind, tt.want, c.Matches, c.Types)
		}
		if c.End != cursor || c.Start > c.End {
			t.Errorf("%q: replaces [%d, %d), the cursor is at %d", tt.code, c.Start, c.End, cursor)
		}
	}
}

func TestInspect(t *testing.T) {
	nb := newNotebook(t)
	for _, tt := range []struct {
		code   string
		detail int
		want   []string
	}{
		{"fmt.Println‸", 0, []string{"func fmt.Println(a ...any) (n int, err error)", "formats using the default formats"}},
		{"fmt.Println(‸", 0, []string{"func fmt.Println(a ...any)"}},
		{"fmt.Println(\"я🌍\", ‸)", 0, []string{"func fmt.Println(a ...any)"}},
		{"fm‸t.Println()", 0, []string{"package fmt", "formatted I/O"}},
		{"bytes.Buffer‸", 1, []string{"type bytes.Buffer", "variable-sized buffer", "WriteString", "appends the contents of s"}},
		{"var b bytes.Buffer\nb.WriteStr‸ing(\"\")", 0, []string{"WriteString(s string)", "appends the contents of s"}},
		{"func add(left, right int) int { return left + right }\nad‸d(1, 2)", 0, []string{"func add(left int, right int) int"}},
		{"math.Pi‸", 0, []string{"const math.Pi", "= 3.14159"}},
		{"dataframe.ReadCSV‸", 0, []string{"func dataframe.ReadCSV(r io.Reader", "DataFrame"}},
		{"http.Request{}.Meth‸od", 0, []string{"Method string", "HTTP method"}},
		{"display.ClearOutput‸", 0, []string{"wait bool", "removes what the cell has shown"}},
	} {
		code, cursor := at(tt.code)
		b, known := nb.e.Inspect(code, cursor, tt.detail)
		if !known {
			t.Errorf("%q: nothing known", tt.code)
			continue
		}
		for _, want := range tt.want {
			if text := b.Data["text/plain"].(string); !strings.Contains(text, want) {
				t.Errorf("%q: no %q in\n%s", tt.code, want, text)
			}
		}
		if b.Data["text/markdown"] == nil || b.Data["text/html"] == nil {
			t.Errorf("%q: %v", tt.code, b.Data)
		}
	}
	nb.run("answer := 42")
	if b, known := nb.e.Inspect("answer", 3, 0); !known || b.Data["text/plain"] != "var answer int\n\n= 42" {
		t.Errorf("a variable: %v %v", known, b)
	}
	if b, known := nb.e.Inspect("nobody.Knows", 9, 0); known {
		t.Errorf("an unknown name: %v", b)
	}
}

func BenchmarkComplete(b *testing.B) {
	e, err := NewEngine()
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close()
	nb := &notebook{t: b, e: e}
	nb.run("import (\"fmt\"; \"strings\"; \"github.com/go-gota/gota/dataframe\")\ndf := dataframe.DataFrame{}")
	code, cursor := at(strings.Repeat("fmt.Println(strings.ToUpper(\"x\"))\n", 40) + "func f(df dataframe.DataFrame) {\n\tdf.Gro‸\n}")
	var c engine.Completion
	for b.Loop() {
		c = e.Complete(code, cursor)
	}
	if len(c.Matches) == 0 {
		b.Fatal("no matches")
	}
}
