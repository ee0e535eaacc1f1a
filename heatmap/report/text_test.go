package report

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain text", "plain text"},
		{"две строки\nи\tтаб", "две строки\nи\tтаб"},
		{"nul\x00 esc\x1b[31m del\x7f", "nul␀ esc␛[31m del␡"},
		{"\r\n", "␍\n"},
		{"c1 \u0085", "c1 ⟨U+0085⟩"},
		{"exe\u202egpj", "exe⟨U+202E⟩gpj"},                 // right-to-left override: the old trick with file names
		{"\u2066isolate\u2069", "⟨U+2066⟩isolate⟨U+2069⟩"}, // isolates
		{"zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"},
		{"tag\U000e0041", "tag⟨U+E0041⟩"},
		{"می\u200cخواهم 👩\u200d💻", "می\u200cخواهم 👩\u200d💻"}, // joiners belong to the script and the emoji
		{"bad \xff byte", "bad \ufffd byte"},
	} {
		if got := visible(c.in); got != c.want {
			t.Errorf("visible(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 5, "short"}, {"", 3, ""}, {"привет", 6, "привет"}, // 12 bytes, 6 characters
		{"привет", 3, "при… (6 characters)"}, {strings.Repeat("x", 1<<20), 2, "xx… (1,048,576 characters)"},
	} {
		if got := shorten(c.in, c.n); got != c.want {
			t.Errorf("shorten(%.10q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 60694: "60,694", 1234567: "1,234,567", -1000: "-1,000", -999: "-999"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q, want %q", n, got, want)
		}
	}
	if one, two := plural(1, "event"), plural(2000, "event"); one != "1 event" || two != "2,000 events" {
		t.Errorf("plural gives %q and %q", one, two)
	}
}

// The author's Markdown is rendered; nothing in it can act or fetch.
func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {" \n", ""},
		{"plain", "<p>plain</p>\n"},
		{"**bold** and `code`", "<p><strong>bold</strong> and <code>code</code></p>\n"},
		{"a <b>tag</b>", "<p>a &lt;b&gt;tag&lt;/b&gt;</p>\n"},
		{"<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n"},
		{"<div>\nx\n</div>\n\nafter", "<p>&lt;div&gt;\nx\n&lt;/div&gt;</p>\n<p>after</p>\n"},
		{"[x](JavaScript:alert(1)) [y](data:text/html,hi) [z](https://example.org/?a=1&b=2)", "<p><a href=\"\">x</a> <a href=\"\">y</a> <a href=\"https://example.org/?a=1&amp;b=2\">z</a></p>\n"},
		{"why: -- \"so\"\n- one\n- two", "<p>why: &ndash; &ldquo;so&rdquo;</p>\n\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"},
		{"[x](javascript:alert(1))", "<p><a href=\"\">x</a></p>\n"},
		{"![cat *in* hat](https://example.org/cat.png)", "<p>[picture: cat *in* hat (https://example.org/cat.png)]</p>\n"},
		{"![dot & *line*](data:image/png;base64,AAAA)", "<p><img src=\"data:image/png;base64,AAAA\" alt=\"dot &amp; *line*\"></p>\n"},
		{"![x](data:text/html,hi)", "<p>[picture: x (data:text/html,hi)]</p>\n"},
		{"a\u202eb", "<p>a⟨U+202E⟩b</p>\n"},
		{"|a|\n|-:|\n|1|", "<table>\n<thead>\n<tr><th class=\"right\">a</th>\n</tr>\n</thead>\n\n<tbody>\n<tr><td class=\"right\">1</td>\n</tr>\n</tbody>\n</table>\n"},
	} {
		got, err := fromMarkdown(c.in)
		if err != nil || string(got) != c.want {
			t.Errorf("fromMarkdown(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

// fuzz: no Markdown ends the renderer, none gets a script or an address of
// another kind into the page.
func FuzzMarkdown(f *testing.F) {
	f.Add("# a\n\n- b\n\n|c|\n|-|\n|<script>|\n\n[d](javascript:e) ![f](g)")
	f.Add("```\n<img src=x onerror=y>\n```\n[a]: javascript:b\n[a]")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := fromMarkdown(s)
		if err != nil {
			t.Fatal(err)
		}
		for z := html.NewTokenizer(strings.NewReader(string(got))); ; {
			kind := z.Next()
			if kind == html.ErrorToken {
				return
			}
			for token := z.Token(); kind == html.StartTagToken || kind == html.SelfClosingTagToken; kind = 0 {
				if !harmlessTag(token) {
					t.Fatalf("%q gives %q", s, got)
				}
			}
		}
	})
}

// harmlessTag reports whether a tag is one that formats, with attributes that do not act.
func harmlessTag(tag html.Token) bool {
	switch tag.Data {
	case "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "base", "meta", "link":
		return false
	}
	for _, a := range tag.Attr {
		address := strings.ToLower(strings.TrimSpace(a.Val))
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style",
			a.Key == "href" && (strings.HasPrefix(address, "javascript:") || strings.HasPrefix(address, "data:")),
			a.Key == "src" && !strings.HasPrefix(address, "data:image/"):
			return false
		}
	}
	return true
}

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"Hours of the Marigold group": "hours-of-the-marigold-group", "../../etc/passwd": "etc-passwd", "con:*?": "con",
		"Часы": "часы", "...": "hourprint", "": "hourprint", strings.Repeat("a ", 80): strings.Repeat("a-", 30)[:59] + "-a",
	} {
		if got := fileName(in); got != want {
			t.Errorf("fileName(%q) = %q, want %q", in, got, want)
		}
	}
}

// fuzz: visible text never holds a character that acts on others.
func FuzzVisible(f *testing.F) {
	f.Add("a\u202eb\x00")
	f.Add("\xff\ufeff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range visible(s) {
			if hidden(r) {
				t.Fatalf("visible(%q) holds %U", s, r)
			}
		}
	})
}
