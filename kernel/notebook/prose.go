package notebook

import (
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/gomarkdown/markdown"
	"github.com/gomarkdown/markdown/ast"
	"github.com/gomarkdown/markdown/html"
	"github.com/gomarkdown/markdown/parser"
)

// markdownParts is the Markdown that front-ends of Jupyter show.
const markdownParts = parser.NoIntraEmphasis | parser.Tables | parser.FencedCode | parser.Autolink | parser.Strikethrough |
	parser.SpaceHeadings | parser.BackslashLineBreak | parser.OrderedListStart | parser.Footnotes | parser.NoEmptyLineBeforeBlock

// prose turns the Markdown of one notebook into HTML. Headings get ids that
// are unique in the page, so one prose serves all cells.
type prose struct {
	ids   headingIDs
	files fs.FS // where relative images are read from; nil = they are left alone
	notes int   // texts rendered so far: footnotes of different cells are told apart by it
}

func newProse(files fs.FS) *prose {
	return &prose{ids: headingIDs{}, files: files}
}

// cell renders a markdown cell with the pictures attached to it. Raw HTML
// passes: a cell is the author's own.
func (p *prose) cell(c *Cell) string {
	return p.render(c.Source, c.Attachments, proseHook{prose: p, rawHTML: true})
}

// output renders an output of type text/markdown. Raw HTML and links that
// could act are left out: an output may hold text from anywhere.
func (p *prose) output(source string) string {
	return p.render(source, nil, proseHook{prose: p})
}

func (p *prose) render(source string, attachments map[string]any, hook proseHook) string {
	p.notes++
	doc := parser.NewWithExtensions(markdownParts).Parse(markdown.NormalizeNewlines([]byte(source)))
	ast.WalkFunc(doc, func(n ast.Node, entering bool) ast.WalkStatus {
		switch n := n.(type) {
		case *ast.Image:
			if entering {
				n.Destination = []byte(p.imageURL(string(n.Destination), attachments))
			}
		case *ast.Heading:
			if entering {
				n.HeadingID = p.ids.next(textOf(n))
			}
		}
		return ast.GoToNext
	})
	return string(markdown.Render(doc, html.NewRenderer(html.RendererOptions{
		Flags:                html.FootnoteReturnLinks,
		FootnoteAnchorPrefix: fmt.Sprintf("%d-", p.notes),
		RenderNodeHook:       hook.node,
	})))
}

// textOf gathers the text inside a node, without its markup.
func textOf(node ast.Node) string {
	var text strings.Builder
	ast.WalkFunc(node, func(n ast.Node, entering bool) ast.WalkStatus {
		if leaf := n.AsLeaf(); entering && leaf != nil {
			text.Write(leaf.Literal)
		}
		return ast.GoToNext
	})
	return text.String()
}

// proseHook renders what the page shows differently from the library.
type proseHook struct {
	*prose
	rawHTML bool
}

func (h proseHook) node(w io.Writer, node ast.Node, entering bool) (ast.WalkStatus, bool) {
	switch n := node.(type) {
	case *ast.HTMLSpan, *ast.HTMLBlock:
		return ast.GoToNext, !h.rawHTML
	case *ast.Heading:
		heading(w, n, entering)
	case *ast.CodeBlock:
		language, _, _ := strings.Cut(string(n.Info), " ")
		fmt.Fprintf(w, "<pre class=\"src\"><code>%s</code></pre>\n", highlight(language, string(n.Literal)))
	case *ast.TableCell:
		tableCell(w, n, entering)
	case *ast.Link:
		if h.rawHTML || follows(string(n.Destination)) {
			return ast.GoToNext, false
		}
	case *ast.Image:
		if h.rawHTML || follows(string(n.Destination)) || strings.HasPrefix(string(n.Destination), "data:image/") {
			return ast.GoToNext, false
		}
		return ast.SkipChildren, true
	default:
		return ast.GoToNext, false
	}
	return ast.GoToNext, true
}

// follows reports whether an address leads to a page, a letter or a place, and
// runs nothing.
func follows(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto", "ftp":
		return true
	}
	return false
}

// heading writes a heading; its id may hold any character but those that HTML minds.
func heading(w io.Writer, n *ast.Heading, entering bool) {
	if !entering {
		fmt.Fprintf(w, "</h%d>\n", n.Level)
		return
	}
	fmt.Fprintf(w, "\n<h%d id=\"", n.Level)
	html.EscapeHTML(w, []byte(n.HeadingID))
	io.WriteString(w, "\">")
}

// tableCell writes a cell with its alignment.
func tableCell(w io.Writer, n *ast.TableCell, entering bool) {
	name := "td"
	if n.IsHeader {
		name = "th"
	}
	switch {
	case !entering:
		io.WriteString(w, "</"+name+">\n")
	case n.Align == 0:
		io.WriteString(w, "<"+name+">")
	default:
		fmt.Fprintf(w, "<%s style=\"text-align:%s\">", name, n.Align)
	}
}

// imageURL turns the address of an attached or a local picture into a data URI;
// other addresses, and pictures that cannot be read, stay as they are.
func (p *prose) imageURL(address string, attachments map[string]any) string {
	name, err := url.PathUnescape(address)
	if err != nil {
		return address
	}
	if attached, ok := strings.CutPrefix(name, "attachment:"); ok {
		bundle, _ := attachments[attached].(map[string]any)
		if uri := pictureURI(bundle); uri != "" {
			return uri
		}
		return address
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if p.files == nil || !strings.HasPrefix(kind, "image/") || !fs.ValidPath(path.Clean(name)) {
		return address
	}
	data, err := fs.ReadFile(p.files, path.Clean(name))
	if err != nil {
		return address
	}
	return dataURI(kind, data)
}

func dataURI(kind string, data []byte) string {
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// headingIDs makes heading ids as Jupyter does, with the words of the heading
// joined by hyphens, in any script, so that links written for Jupyter work. It
// holds the ids already given.
type headingIDs map[string]bool

// next returns an id that was not given before.
func (ids headingIDs) next(words string) string {
	base := strings.Join(strings.FieldsFunc(words, unicode.IsSpace), "-")
	if base == "" {
		base = "heading"
	}
	id := base
	for n := 1; ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	ids[id] = true
	return id
}
