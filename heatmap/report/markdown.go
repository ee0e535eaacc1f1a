package report

import (
	"bytes"
	"html/template"
	"io"
	"net/url"
	"strings"

	"github.com/gomarkdown/markdown"
	"github.com/gomarkdown/markdown/ast"
	"github.com/gomarkdown/markdown/html"
	"github.com/gomarkdown/markdown/parser"
)

// markdownParts is the Markdown that an author may use. Raw HTML and addresses
// are parsed, so that plainParts can show them instead of obeying them.
const markdownParts = parser.NoIntraEmphasis | parser.Tables | parser.FencedCode | parser.Strikethrough |
	parser.SpaceHeadings | parser.BackslashLineBreak | parser.NoEmptyLineBeforeBlock

// fromMarkdown renders plain text or Markdown as HTML that can do nothing: it
// follows no dangerous address, shows HTML as text and fetches no picture.
func fromMarkdown(text string) (template.HTML, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	doc := parser.NewWithExtensions(markdownParts).Parse(markdown.NormalizeNewlines([]byte(visible(text))))
	renderer := html.NewRenderer(html.RendererOptions{
		Flags:          html.Smartypants | html.SmartypantsDashes | html.SmartypantsLatexDashes,
		RenderNodeHook: plainParts,
	})
	return template.HTML(markdown.Render(doc, renderer)), nil
}

// plainParts renders the parts of Markdown that could reach out of the page,
// and leaves the others to the library.
func plainParts(w io.Writer, node ast.Node, entering bool) (ast.WalkStatus, bool) {
	switch n := node.(type) {
	case *ast.HTMLSpan:
		html.EscapeHTML(w, n.Literal)
	case *ast.HTMLBlock:
		io.WriteString(w, "<p>")
		html.EscapeHTML(w, bytes.TrimRight(n.Literal, "\n"))
		io.WriteString(w, "</p>\n")
	case *ast.Image:
		return picture(w, n, entering), true
	case *ast.Link:
		link(w, n, entering)
	case *ast.TableCell:
		tableCell(w, n, entering)
	default:
		return ast.GoToNext, false
	}
	return ast.GoToNext, true
}

// link writes a link; one that could run something leads nowhere.
func link(w io.Writer, n *ast.Link, entering bool) {
	if !entering {
		io.WriteString(w, "</a>")
		return
	}
	io.WriteString(w, `<a href="`)
	if harmless(string(n.Destination)) {
		html.EscLink(w, n.Destination)
	}
	io.WriteString(w, `">`)
}

// harmless reports whether following an address opens a page, a letter or a
// place in this page, and nothing else.
func harmless(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto":
		return true
	}
	return false
}

// picture embeds a picture that is in the text itself (a data: address); of any
// other it writes the description and the address, because the page fetches nothing.
func picture(w io.Writer, n *ast.Image, entering bool) ast.WalkStatus {
	address := string(n.Destination)
	switch {
	case entering && embedded(address):
		io.WriteString(w, `<img src="`)
		html.EscLink(w, n.Destination)
		io.WriteString(w, `" alt="`)
		html.EscapeHTML(w, []byte(textOf(n)))
		io.WriteString(w, `">`)
		return ast.SkipChildren
	case embedded(address): // already written whole
	case entering:
		io.WriteString(w, "[picture: ")
	default:
		io.WriteString(w, " (")
		html.EscapeHTML(w, []byte(address))
		io.WriteString(w, ")]")
	}
	return ast.GoToNext
}

// embedded reports whether an address holds a picture of a kind that cannot act.
func embedded(address string) bool {
	for _, kind := range []string{"png", "jpeg", "gif", "webp"} {
		if strings.HasPrefix(strings.ToLower(address), "data:image/"+kind+";") {
			return true
		}
	}
	return false
}

// tableCell writes a cell; its alignment is a class, because the page's policy
// admits no style of an element's own.
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
		io.WriteString(w, "<"+name+` class="`+n.Align.String()+`">`)
	}
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
