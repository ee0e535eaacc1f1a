package notebook

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

func TestANSI(t *testing.T) {
	for name, tt := range map[string]struct{ in, page, text string }{
		"plain":         {"a < b & \"c\"\n\tд", "a &lt; b &amp; &#34;c&#34;\n\tд", "a < b & \"c\"\n\tд"},
		"red, reset":    {"\x1b[31mred\x1b[0m.", `<span class="ansi-f1">red</span>.`, "red."},
		"bold bright":   {"\x1b[1;92mok\x1b[m.", `<span class="ansi-f10 ansi-bold">ok</span>.`, "ok."},
		"background":    {"\x1b[44mx\x1b[49my", `<span class="ansi-b4 ansi-on">x</span>y`, "xy"},
		"both":          {"\x1b[30;107mx", `<span class="ansi-f0 ansi-b15">x</span>`, "x"},
		"256 named":     {"\x1b[38;5;9mx", `<span class="ansi-f9">x</span>`, "x"},
		"256 cube":      {"\x1b[38;5;208mx", `<span style="color:#ff8700">x</span>`, "x"}, // xterm's 208 is ff8700
		"256 grey":      {"\x1b[48;5;255mx", `<span style="background-color:#eeeeee">x</span>`, "x"},
		"24 bit":        {"\x1b[38;2;1;2;3;48;2;255;0;16mx", `<span style="color:#010203;background-color:#ff0010">x</span>`, "x"},
		"colons":        {"\x1b[38:5:208mx", `<span style="color:#ff8700">x</span>`, "x"},
		"out of range":  {"\x1b[38;2;1;2;300mx\x1b[38;5;999my\x1b[38mz", "xyz", "xyz"},
		"too large":     {"\x1b[99999999999999999999mx", "x", "x"},
		"inverse":       {"\x1b[7mx\x1b[27my", `<span class="ansi-inverse">x</span>y`, "xy"},
		"inverse red":   {"\x1b[31;7mx", `<span class="ansi-inverse ansi-b1">x</span>`, "x"},
		"styles":        {"\x1b[2;3;4mx\x1b[22;23;24my", `<span class="ansi-faint ansi-italic ansi-under">x</span>y`, "xy"},
		"cursor, title": {"\x1b[2K\x1b[1;1H\x1b]0;title\x07\x1b(Bx\x1b", "x", "x"},
		"bell, delete":  {"a\x07\x00\x7fb", "ab", "ab"},
		"progress":      {"10 %\r50 %\r100 %\nnext\r\nlast\r", "100 %\nnext\nlast", "100 %\nnext\nlast"},
		"in colour":     {"\x1b[31m<b>\x1b[0m", `<span class="ansi-f1">&lt;b&gt;</span>`, "<b>"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ansiHTML(tt.in); got != tt.page {
				t.Errorf("page: got  %s\n      want %s", got, tt.page)
			}
			if got := stripANSI(tt.in); got != tt.text {
				t.Errorf("text: got %q, want %q", got, tt.text)
			}
		})
	}
}

var (
	goodSpan = regexp.MustCompile(`</span>|<span( class="[a-z0-9 -]+")?( style="[a-z#0-9:;-]+")?>`)
	anyTag   = regexp.MustCompile(`[<>]`)
)

// Whatever the text, the only tags are spans, and the text itself is kept.
func FuzzANSI(f *testing.F) {
	f.Add("\x1b[31;1m<script>\x1b[0m\r\n&lt;")
	f.Add("\x1b[38;5;208;48;2;1;2;3m\"'\x1b]8;;http://x\x1b\\")
	f.Fuzz(func(t *testing.T, s string) {
		page := ansiHTML(s)
		bare := goodSpan.ReplaceAllString(page, "")
		if anyTag.MatchString(bare) {
			t.Fatalf("%q gives the tag in %q", s, page)
		}
		if got := html.UnescapeString(bare); got != stripANSI(s) {
			t.Fatalf("%q shows as %q, its text is %q", s, got, stripANSI(s))
		}
		if strings.Count(page, "<span") != strings.Count(page, "</span>") {
			t.Fatalf("%q leaves a span open: %q", s, page)
		}
	})
}

func TestHighlight(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"words":     {"func f(x int) { return g(x, \"s\", 'r', 1.5, nil) } // c", `<span class="key">func</span> <span class="call">f</span>(x <span class="type">int</span>) { <span class="key">return</span> <span class="call">g</span>(x, <span class="str">&#34;s&#34;</span>, <span class="str">&#39;r&#39;</span>, <span class="num">1.5</span>, <span class="num">nil</span>) } <span class="com">// c</span>`},
		"raw, CR":   {"`a\r\nb`\r\nx", "<span class=\"str\">`a\r\nb`</span>\r\nx"},
		"shell":     {"%cd <dir>\n$ ls \"a\nx", "%cd &lt;dir&gt;\n$ ls <span class=\"str\">&#34;a</span>\nx"},
		"not ended": {"x := `<a", "x := <span class=\"str\">`&lt;a</span>"},
		"Cyrillic":  {"имя := \"да\"", "имя := <span class=\"str\">&#34;да&#34;</span>"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := highlightGo(tt.in); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// The colours must not change the source, whatever it is.
func FuzzHighlight(f *testing.F) {
	f.Add("a\r/*\r*/`\r`\xff\x00\"\n#!x\ufeff")
	f.Fuzz(func(t *testing.T, s string) {
		bare := goodSpan.ReplaceAllString(highlightGo(s), "")
		if got := html.UnescapeString(bare); got != html.UnescapeString(html.EscapeString(s)) {
			t.Fatalf("%q became %q", s, got)
		}
	})
}
