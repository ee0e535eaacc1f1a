package notebook

import (
	_ "embed"
	"fmt"
	"html"
	"io/fs"
	"path/filepath"
	"strings"
)

// HTMLOptions says how a notebook becomes a page. The zero value works.
type HTMLOptions struct {
	Title string // "" = the first heading, else the file's name, else "Notebook"
	Files fs.FS  // the notebook's folder: pictures its markdown cells link to are put into the page; nil = they stay links, which the page's policy blocks
}

//go:embed page.css
var pageCSS string

// policy lets the page show what it contains and nothing else: no script runs
// and nothing is loaded, whatever the outputs hold.
const policy = "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

// HTML returns the notebook as one page that works from disk, without a network
// and without scripts, in light and dark, on paper and on a telephone.
//
// Of each output it shows the richest form that works there: HTML, SVG, PNG,
// Markdown or text. HTML outputs are the program's own and pass as they are;
// those with a script give way to a picture of the same output if there is one.
// Text is escaped and keeps its ANSI colours. SVG goes into an img element of
// its own: ids of two drawings cannot clash there, styles cannot leak, and
// links and scripts in it are dead.
func HTML(nb *Notebook, opt HTMLOptions) ([]byte, error) {
	p := &page{prose: newProse(opt.Files), language: nb.Language()}
	for _, c := range nb.Cells {
		p.cell(c)
	}
	title := opt.Title
	if title == "" {
		title = nb.title()
	}
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy)
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	fmt.Fprintf(&b, "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", html.EscapeString(title), pageCSS)
	b.WriteString(p.body.String())
	b.WriteString("</main>\n</body>\n</html>\n")
	return []byte(b.String()), nil
}

// title returns the text of the first heading of the first kind, or the name
// of the file.
func (nb *Notebook) title() string {
	for _, c := range nb.Cells {
		if c.Type != "markdown" {
			continue
		}
		for line := range strings.Lines(c.Source) {
			if heading, ok := strings.CutPrefix(line, "# "); ok {
				return strings.Trim(strings.TrimSpace(heading), "*_`# ")
			}
		}
	}
	if nb.Path != "" {
		return strings.TrimSuffix(filepath.Base(nb.Path), ".ipynb")
	}
	return "Notebook"
}

// page is a page in the making.
type page struct {
	body     strings.Builder
	prose    *prose
	language string
}

func (p *page) cell(c *Cell) {
	switch c.Type {
	case "markdown":
		fmt.Fprintf(&p.body, "<section class=\"md\">\n%s</section>\n", p.prose.cell(c))
	case "raw":
		if kind, _ := c.Metadata["raw_mimetype"].(string); kind == "text/html" {
			fmt.Fprintf(&p.body, "<section class=\"md\">\n%s\n</section>\n", c.Source)
		} else if c.Source != "" {
			fmt.Fprintf(&p.body, "<section class=\"md\"><pre>%s</pre></section>\n", html.EscapeString(c.Source))
		}
	default:
		p.code(c)
	}
}

func (p *page) code(c *Cell) {
	if strings.TrimSpace(c.Source) == "" && len(c.Outputs) == 0 {
		return
	}
	number := ""
	if c.ExecutionCount != nil {
		number = fmt.Sprintf("<span class=\"n\">[%d]</span>", *c.ExecutionCount)
	}
	fmt.Fprintf(&p.body, "<section class=\"code\">\n%s<pre class=\"src\" tabindex=\"0\"><code>%s</code></pre>\n", number, highlight(p.language, c.Source))
	for _, out := range joinStreams(c.Outputs) {
		p.output(out)
	}
	p.body.WriteString("</section>\n")
}

func (p *page) output(out *Output) {
	switch out.Type {
	case "stream":
		p.pre("out "+streamClass(out.Name), ansiHTML(out.Text))
		return
	case "error":
		text := strings.Join(out.Traceback, "\n")
		if text == "" {
			text = out.ErrorName + ": " + out.ErrorValue
		}
		p.pre("out err", ansiHTML(text))
		return
	}
	f := choose(out.Data)
	switch {
	case f.mime == "":
	case f.mime == "text/html":
		fmt.Fprintf(&p.body, "<div class=\"out html\" tabindex=\"0\">%s</div>\n", f.text)
	case f.mime == "text/markdown":
		fmt.Fprintf(&p.body, "<div class=\"out md\">%s</div>\n", p.prose.output(f.text))
	case strings.HasPrefix(f.mime, "image/"):
		fmt.Fprintf(&p.body, "<figure class=\"out\"><img src=\"%s\" alt=\"%s\"%s></figure>\n",
			f.uri(), html.EscapeString(label(out.Data)), sizeOf(out, f.mime))
	default:
		p.pre("out text", ansiHTML(f.text))
	}
}

// pre writes preformatted text, already escaped. The line break after the tag
// is one that HTML drops, so that text may begin with one of its own.
func (p *page) pre(class, escaped string) {
	fmt.Fprintf(&p.body, "<pre class=\"%s\" tabindex=\"0\">\n%s</pre>\n", class, strings.TrimSuffix(escaped, "\n"))
}

func streamClass(name string) string {
	if name == "stderr" {
		return "stderr"
	}
	return "text"
}

// sizeOf returns the width that the output's metadata asks for, in CSS pixels;
// the height follows.
func sizeOf(out *Output, mime string) string {
	m, _ := out.Metadata[mime].(map[string]any)
	if width := strings.TrimSpace(fmt.Sprint(m["width"])); validNumber(width) {
		return ` width="` + width + `"`
	}
	return ""
}

func validNumber(s string) bool {
	return s != "" && len(s) < 6 && strings.Trim(s, "0123456789") == ""
}

// highlight returns source as escaped HTML, coloured if the language is Go.
func highlight(language, source string) string {
	if language == "go" || language == "golang" {
		return highlightGo(source)
	}
	return html.EscapeString(source)
}
