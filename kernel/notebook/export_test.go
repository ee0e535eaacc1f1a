package notebook

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

// dot is a PNG of one red pixel.
const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==\n"

func show(data map[string]any) *Notebook {
	nb := New()
	nb.Add("code", "x").Outputs = []*Output{{Type: "display_data", Data: data}}
	return nb
}

func page1(t *testing.T, nb *Notebook, opt HTMLOptions) string {
	t.Helper()
	data, err := HTML(nb, opt)
	if err != nil {
		t.Fatal(err)
	}
	_, body, ok := strings.Cut(string(data), "<main>")
	if !ok {
		t.Fatalf("no <main> in %s", data)
	}
	return body
}

// Whatever text an output holds, it must stay text.
func TestHTMLEscapesHostileText(t *testing.T) {
	const evil = `</pre><script>alert(1)</script>"><img src=x onerror=alert(1)>`
	nb := New()
	nb.Add("raw", evil)
	c := nb.Add("code", "// "+evil+"\nx := `"+evil+"`")
	c.Outputs = []*Output{
		{Type: "stream", Name: "stdout", Text: "\x1b[31m" + evil + "\x1b[0m" + evil},
		{Type: "stream", Name: evil, Text: evil},
		{Type: "error", ErrorName: evil, ErrorValue: evil},
		{Type: "error", Traceback: []string{evil}},
		{Type: "display_data", Data: map[string]any{"text/plain": evil}},
		{Type: "display_data", Data: map[string]any{"text/markdown": evil}},
		{Type: "display_data", Data: map[string]any{"text/latex": evil}},
		{Type: "display_data", Data: map[string]any{"application/json": map[string]any{evil: evil}}},
		{Type: "display_data", Data: map[string]any{"image/png": evil, "text/plain": evil}},
		{Type: "display_data", Data: map[string]any{"image/png": dot, "text/plain": evil},
			Metadata: map[string]any{"image/png": map[string]any{"width": `1" onload="alert(1)`}}},
		{Type: "display_data", Data: map[string]any{"image/svg+xml": "<svg>" + evil + "</svg>"}},
	}
	nb.Path = evil + ".ipynb"
	data, err := HTML(nb, HTMLOptions{Title: "</title>" + evil})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<img src=x", `" onload=`} {
		if strings.Contains(strings.ToLower(string(data)), bad) {
			i := strings.Index(strings.ToLower(string(data)), bad)
			t.Errorf("%s got through: …%s…", bad, data[max(0, i-60):i+60])
		}
	}
	if n := strings.Count(string(data), "&lt;script&gt;alert(1)"); n < 10 {
		t.Errorf("the hostile text shows %d times, want each of its 10 places or more", n)
	}
}

func TestHTMLChoosesTheRichestForm(t *testing.T) {
	const svg = "<svg xmlns='http://www.w3.org/2000/svg' id='a'/>"
	for name, tt := range map[string]struct {
		data map[string]any
		want string
	}{
		"html":               {map[string]any{"text/html": "<b>h</b>", "image/svg+xml": svg, "text/plain": "t"}, `<div class="out html" tabindex="0"><b>h</b></div>`},
		"svg":                {map[string]any{"image/svg+xml": svg, "image/png": dot, "text/plain": "t"}, `<img src="data:image/svg+xml;base64,`},
		"png":                {map[string]any{"image/png": dot, "text/markdown": "*m*", "text/plain": "seven days\nmore"}, `<img src="data:image/png;base64,` + strings.TrimSpace(dot) + `" alt="seven days"`},
		"markdown":           {map[string]any{"text/markdown": "*m*", "text/plain": "t"}, "<em>m</em>"},
		"json":               {map[string]any{"application/json": []any{"a"}}, "<pre class=\"out text\" tabindex=\"0\">\n[\n &#34;a&#34;\n]</pre>"},
		"text":               {map[string]any{"text/plain": "a<b", "application/x": "y"}, "\na&lt;b</pre>"},
		"broken png":         {map[string]any{"image/png": "%%%", "text/plain": "t"}, "\nt</pre>"},
		"script and picture": {map[string]any{"text/html": "<SCRIPT>x</script>", "image/png": dot, "text/plain": "t"}, `<img src="data:image/png`},
		"script and text":    {map[string]any{"text/html": "<p>p</p><script>x</script>", "text/plain": "t"}, "<p>p</p>"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := page1(t, show(tt.data), HTMLOptions{}); !strings.Contains(got, tt.want) {
				t.Errorf("want …%s… in\n%s", tt.want, got)
			}
		})
	}
	if got := page1(t, show(map[string]any{"application/x": "y"}), HTMLOptions{}); strings.Contains(got, "out") {
		t.Errorf("an output without a known form shows as\n%s", got)
	}
}

func TestHTMLProse(t *testing.T) {
	nb := New()
	nb.Add("markdown", "# Кто пишет когда?\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[jump](#Кто-пишет-когда?)\n\n![kept](attachment:p%20q.png) ![local](img/dot.png) ![far](https://example.org/x.png)\n\n<i>raw</i>\n\n```go\nfunc main() {}\n```\n\n```python\nx < 1\n```\n").
		Attachments = map[string]any{"p q.png": map[string]any{"image/png": dot}}
	nb.Add("markdown", "# Кто пишет когда?\n~~old~~")
	files := fstest.MapFS{"img/dot.png": {Data: []byte("hi")}}
	got := page1(t, nb, HTMLOptions{Files: files})
	for _, want := range []string{
		`<h1 id="Кто-пишет-когда?">`, `<h1 id="Кто-пишет-когда?-1">`, "<table>", `<td style="text-align:right">2</td>`,
		`<img src="data:image/png;base64,` + strings.TrimSpace(dot) + `" alt="kept"`, `<img src="data:image/png;base64,aGk=" alt="local"`,
		`<img src="https://example.org/x.png"`, "<i>raw</i>", `<span class="key">func</span> <span class="call">main</span>() {}`, "x &lt; 1", "<del>old</del>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want …%s… in\n%s", want, got)
		}
	}
	data, err := HTML(nb, HTMLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), "<title>Кто пишет когда?</title>") {
		t.Error("the title is not the first heading")
	}
}

// A page may show what it contains and load nothing.
func TestHTMLPolicy(t *testing.T) {
	data, err := HTML(parse(t, every), HTMLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(data), "</head>")
	at := strings.Index(head, "Content-Security-Policy")
	if at < 0 || at > strings.Index(head, "<style>") {
		t.Error("the policy must come before what it governs")
	}
	for _, want := range []string{"default-src 'none'", "base-uri 'none'", "form-action 'none'"} {
		if !strings.Contains(head, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	for _, bad := range []string{"script-src", "http:", "https:", "url(", "@import"} {
		if strings.Contains(head, bad) {
			t.Errorf("the head has %s", bad)
		}
	}
}

func TestTitle(t *testing.T) {
	nb := New()
	if got := nb.title(); got != "Notebook" {
		t.Errorf("of nothing: %q", got)
	}
	nb.Path = filepath.Join("some", "01_case.ipynb")
	if got := nb.title(); got != "01_case" {
		t.Errorf("of a file: %q", got)
	}
	nb.Add("markdown", "text\n# **Bold** `x` #\n")
	if got := nb.title(); got != "Bold** `x" {
		t.Errorf("of a heading: %q", got)
	}
}

func TestMarkdownForms(t *testing.T) {
	const svg = "<svg>\n</svg>"
	for name, tt := range map[string]struct {
		data    map[string]any
		want    string
		figures map[string][]byte
	}{
		"picture":        {map[string]any{"image/svg+xml": svg, "text/plain": "a [map]"}, "![a (map)](my%20nb_files/1_1.svg)", map[string][]byte{"my nb_files/1_1.svg": []byte(svg)}},
		"table":          {map[string]any{"text/html": "<table>\n\n \n<tr></tr></table><style>x</style>", "image/png": dot}, "![figure](my%20nb_files/1_1.png)", nil},
		"table alone":    {map[string]any{"text/html": "<table>\n\n \n<tr></tr></table><style>x</style>", "text/plain": "t"}, "<div>\n<table>&#10;&#10;\n<tr></tr></table>\n</div>", nil},
		"drawing":        {map[string]any{"text/html": "<div><svg></svg></div>", "image/svg+xml": svg}, ".svg)", nil},
		"fence in text":  {map[string]any{"text/plain": "```\n\x1b[31mx\x1b[0m"}, "````text\n```\nx\n````", nil},
		"json":           {map[string]any{"application/json": map[string]any{}}, "```json\n{}\n```", nil},
		"markdown as is": {map[string]any{"text/markdown": "*m*", "text/plain": "t"}, "*m*", nil},
	} {
		t.Run(name, func(t *testing.T) {
			nb := show(tt.data)
			nb.Path = "dir/my nb.ipynb"
			text, figures, err := Markdown(nb, MarkdownOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(string(text), "```go\nx\n```\n\n") || !strings.Contains(string(text), tt.want) {
				t.Errorf("want …%s… in\n%s", tt.want, text)
			}
			if diff := cmp.Diff(tt.figures, figures); tt.figures != nil && diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMarkdownAttachments(t *testing.T) {
	nb := New()
	nb.Add("markdown", "![x](attachment:../p.png)").Attachments = map[string]any{"../p.png": map[string]any{"image/png": dot}}
	text, figures, err := Markdown(nb, MarkdownOptions{Folder: "figs"})
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != "![x](figs/1__p.png)\n" || len(figures["figs/1__p.png"]) == 0 {
		t.Errorf("%q with %v", text, figures)
	}
}

// The exports of one notebook with everything in it, byte for byte.
func TestExportGolden(t *testing.T) {
	nb := parse(t, every)
	nb.Path = "every.ipynb"
	html, err := HTML(nb, HTMLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := Markdown(nb, MarkdownOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{"every.html": html, "every.md": text} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (rewrite with -update):\n%s", path, diff)
		}
	}
}
