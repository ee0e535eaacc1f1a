package notebook

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// MarkdownOptions says how a notebook becomes Markdown. The zero value works.
type MarkdownOptions struct {
	Folder string // folder of the figures, as the text links it; "" = the notebook's name and "_files"
}

// Markdown returns the notebook as GitHub-flavoured Markdown and the figures
// that the text links: the path of each, with forward slashes and relative to
// the text, and its bytes. Of each output it takes the richest form that works
// there: a table as HTML, a picture as a file, else text without colours. HTML
// that needs scripts or styles, or draws, gives way to a picture if there is
// one.
func Markdown(nb *Notebook, opt MarkdownOptions) ([]byte, map[string][]byte, error) {
	d := &document{folder: opt.Folder, language: nb.Language(), figures: map[string][]byte{}}
	if d.folder == "" {
		d.folder = "notebook_files"
		if nb.Path != "" {
			d.folder = strings.TrimSuffix(filepath.Base(nb.Path), ".ipynb") + "_files"
		}
	}
	for i, c := range nb.Cells {
		d.cell(i+1, c)
	}
	return []byte(strings.Join(d.blocks, "\n\n") + "\n"), d.figures, nil
}

// document is Markdown in the making: blocks with a blank line between them.
type document struct {
	blocks   []string
	folder   string
	language string
	figures  map[string][]byte
}

func (d *document) add(block string) {
	if block = strings.TrimRight(block, "\n"); block != "" {
		d.blocks = append(d.blocks, block)
	}
}

// fence adds a code block whose fence is longer than any in the text.
func (d *document) fence(language, text string) {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if text = strings.TrimRight(text, "\n"); text != "" {
		d.add(fence + language + "\n" + text + "\n" + fence)
	}
}

func (d *document) cell(number int, c *Cell) {
	switch c.Type {
	case "markdown":
		d.add(d.attach(number, c))
	case "raw":
		kind, _ := c.Metadata["raw_mimetype"].(string)
		if kind == "text/markdown" || kind == "text/html" {
			d.add(c.Source)
		} else {
			d.fence("", c.Source)
		}
	default:
		d.fence(d.language, c.Source)
		for i, out := range joinStreams(c.Outputs) {
			d.output(fmt.Sprintf("%d_%d", number, i+1), out)
		}
	}
}

// attach writes the attachments of a markdown cell beside the text and links
// them there.
func (d *document) attach(number int, c *Cell) string {
	source := c.Source
	for name, a := range c.Attachments {
		bundle, _ := a.(map[string]any)
		for _, mime := range richest {
			v, ok := bundle[mime]
			if f, shown := formOf(mime, v); ok && shown && strings.HasPrefix(mime, "image/") {
				link := d.figure(fmt.Sprintf("%d_%s", number, fileName(name)), f)
				source = strings.ReplaceAll(source, "attachment:"+name, link)
				break
			}
		}
	}
	return source
}

var notInName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^\pL\pN._-]+`) })

// fileName makes the name of an attachment safe as a name of a file, without
// its extension.
func fileName(name string) string {
	name = strings.TrimSuffix(name, filepath.Ext(name))
	return strings.TrimLeft(notInName().ReplaceAllString(name, "_"), ".")
}

var extensions = map[string]string{
	"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}

// figure keeps a picture and returns the link to it.
func (d *document) figure(name string, f form) string {
	data := f.data
	if data == nil {
		data = []byte(f.text)
	}
	name = d.folder + "/" + name + extensions[f.mime]
	d.figures[name] = data
	return (&url.URL{Path: name}).EscapedPath()
}

var (
	needsPage = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)<(script|svg|canvas|style)[\s>/]`) })
	hidden    = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)<(script|style)\b.*?</(script|style)\s*>|<!--.*?-->`)
	})
	blankLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\n[ \t]*(\r?\n)`) })
	altText   = strings.NewReplacer("[", "(", "]", ")", "\\", "/", "<", "(", ">", ")", "`", "'")
)

func (d *document) output(name string, out *Output) {
	switch out.Type {
	case "stream":
		d.fence("text", stripANSI(out.Text))
		return
	case "error":
		text := strings.Join(out.Traceback, "\n")
		if text == "" {
			text = out.ErrorName + ": " + out.ErrorValue
		}
		d.fence("text", stripANSI(text))
		return
	}
	f := d.choose(out.Data)
	switch {
	case f.mime == "text/html":
		d.add(htmlBlock(f.text))
	case f.mime == "text/markdown" || f.mime == "text/latex":
		d.add(f.text)
	case f.mime == "application/json":
		d.fence("json", f.text)
	case strings.HasPrefix(f.mime, "image/"):
		d.add(fmt.Sprintf("![%s](%s)", altText.Replace(label(out.Data)), d.figure(name, f)))
	case f.mime != "":
		d.fence("text", stripANSI(f.text))
	}
}

// choose picks the form to show: as a page does, but HTML that Markdown would
// spoil gives way to a picture.
func (d *document) choose(data map[string]any) form {
	f := choose(data)
	if f.mime != "text/html" || !needsPage().MatchString(f.text) {
		return f
	}
	for _, mime := range richest {
		if v, ok := data[mime]; ok && strings.HasPrefix(mime, "image/") {
			if picture, ok := formOf(mime, v); ok {
				return picture
			}
		}
	}
	return f
}

// htmlBlock makes HTML survive in Markdown, where a blank line would end it:
// blank lines become ones that hold a line feed's character reference, which
// HTML reads the same. Scripts and styles, which Markdown shows as text, go.
func htmlBlock(s string) string {
	s = strings.TrimSpace(hidden().ReplaceAllString(s, ""))
	for blankLine().MatchString(s) {
		s = blankLine().ReplaceAllString(s, "&#10;$1")
	}
	return "<div>\n" + s + "\n</div>"
}
