package engine

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, src string
		want      []string // "kind:text"
	}{
		{"nothing", "  \n\n", nil},
		{"comment", "// only this", nil},
		{"expression", "1 + 2", []string{"0:1 + 2"}},
		{"two on a line", "a := 1; b := 2", []string{"0:a := 1", "0:b := 2"}},
		{"block", "if x {\n\ty()\n} else {\n\tz()\n}\nw", []string{"0:if x {\n\ty()\n} else {\n\tz()\n}", "0:w"}},
		{"header of a loop", "for i := 0; i < 3; i++ { f(i); g() }; x", []string{"0:for i := 0; i < 3; i++ { f(i); g() }", "0:x"}},
		{"headers of conditions", "if a := 1; a > b { c() } else if d := f(); d { e() }\ny", []string{"0:if a := 1; a > b { c() } else if d := f(); d { e() }", "0:y"}},
		{"literal in a header", "if f := func() bool { return true }; f() { g() }\nz", []string{"0:if f := func() bool { return true }; f() { g() }", "0:z"}},
		{"header of a switch", "switch x := y; x { case 1: f(); g() }\nz", []string{"0:switch x := y; x { case 1: f(); g() }", "0:z"}},
		{"imports", "import (\n\t\"fmt\"\n)\nimport \"os\"", []string{"1:import (\n\t\"fmt\"\n)", "1:import \"os\""}},
		{"function", "func f(x int) int {\n\treturn x\n}", []string{"4:func f(x int) int {\n\treturn x\n}"}},
		{"method", "func (t *T) M() {}", []string{"5:func (t *T) M() {}"}},
		{"method of a generic type", "func (t *T[K]) M() {}", []string{"5:func (t *T[K]) M() {}"}},
		{"literal called", "func() { f() }()", []string{"0:func() { f() }()"}},
		{"literal with a result", "func(x int) string { return \"\" }(3)", []string{"0:func(x int) string { return \"\" }(3)"}},
		{"raw string", "s := `a;\nb`\nt", []string{"0:s := `a;\nb`", "0:t"}},
		{"raw string with carriage return", "s := `a\r\nb`; t", []string{"0:s := `a\r\nb`", "0:t"}},
		{"label", "outer:\n\tfor {\n\t\tbreak outer\n\t}", []string{"0:outer:\n\tfor {\n\t\tbreak outer\n\t}"}},
		{"package", "package main\nvar x = 1", []string{"6:package main", "0:var x = 1"}},
		{"letters beyond ASCII", "имя := \"й\"; имя", []string{"0:имя := \"й\"", "0:имя"}},
		{"unclosed", "f(", []string{"0:f("}},
		{"closed too often", "}; x", []string{"0:}", "0:x"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, it := range split(test.src) {
				got = append(got, string('0'+rune(it.kind))+":"+test.src[it.start:it.end])
			}
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("got %q\nwant %q", got, test.want)
			}
		})
	}
}

// FuzzSplit checks that items are in order, do not overlap, and leave out
// nothing but what may stand between them.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "a", "x := `", "func (", "/*", "\"", "'", "a;;b", "}{", "import \"x\"\n1", "\xff\xfe", "s:=`\r`"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		end := 0
		for _, it := range split(src) {
			if it.start < end || it.end < it.start || it.end > len(src) {
				t.Fatalf("item [%d, %d) after %d in %q", it.start, it.end, end, src)
			}
			end = it.end
		}
	})
}
