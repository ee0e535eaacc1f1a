package report

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// markdown turns text into HTML that can do nothing: goldmark drops dangerous
// addresses, and plainParts shows HTML as text and fetches no picture.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
			extension.Strikethrough, extension.Typographer),
		goldmark.WithRendererOptions(
			renderer.WithNodeRenderers(util.Prioritized(plainParts{}, 1))),
	)
})

// fromMarkdown renders plain text or Markdown; it cannot fail on a buffer.
func fromMarkdown(text string) (template.HTML, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	var b bytes.Buffer
	if err := markdown().Convert([]byte(visible(text)), &b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// plainParts renders the parts of Markdown that could reach out of the page.
type plainParts struct{}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (plainParts) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindRawHTML, rawHTML)
	r.Register(ast.KindHTMLBlock, htmlBlock)
	r.Register(ast.KindImage, image)
	r.Register(tables.KindTableCell, tableCell)
}

// rawHTML writes a tag inside a paragraph as text.
func rawHTML(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		segments := node.(*ast.RawHTML).Segments
		for i := range segments.Len() {
			part := segments.At(i)
			w.Write(util.EscapeHTML(part.Value(source)))
		}
	}
	return ast.WalkSkipChildren, nil
}

// htmlBlock writes a block of HTML as a paragraph of text.
func htmlBlock(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		w.WriteString("</p>\n")
		return ast.WalkContinue, nil
	}
	w.WriteString("<p>")
	block := node.(*ast.HTMLBlock)
	lines := block.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		w.Write(util.EscapeHTML(line.Value(source)))
	}
	if block.HasClosure() {
		w.Write(util.EscapeHTML(block.ClosureLine.Value(source)))
	}
	return ast.WalkContinue, nil
}

// image embeds a picture that is in the text itself (a data: address); of any
// other it writes the description and the address, because the page fetches nothing.
func image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	img := node.(*ast.Image)
	address := string(img.Destination)
	embedded := strings.HasPrefix(address, "data:image/") && !html.IsDangerousURL(img.Destination)
	switch {
	case entering && embedded:
		w.WriteString(`<img src="`)
		w.Write(util.EscapeHTML(util.URLEscape(img.Destination, true)))
		w.WriteString(`" alt="`)
		w.Write(util.EscapeHTML(textOf(img, source)))
		w.WriteString(`">`)
		return ast.WalkSkipChildren, nil
	case entering:
		w.WriteString("[picture: ")
	case !embedded:
		w.WriteString(" (")
		w.Write(util.EscapeHTML([]byte(address)))
		w.WriteString(")]")
	}
	return ast.WalkContinue, nil
}

// tableCell writes a cell; its alignment is a class, because the page's policy
// admits no style of an element's own.
func tableCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	cell := node.(*tables.TableCell)
	name := "td"
	if cell.Parent().Kind() == tables.KindTableHeader {
		name = "th"
	}
	switch {
	case !entering:
		w.WriteString("</" + name + ">\n")
	case cell.Alignment == tables.AlignNone:
		w.WriteString("<" + name + ">")
	default:
		w.WriteString("<" + name + ` class="` + cell.Alignment.String() + `">`)
	}
	return ast.WalkContinue, nil
}

// textOf gathers the text inside a node, without its markup.
func textOf(node ast.Node, source []byte) []byte {
	var text []byte
	for child := node.FirstChild(); child != nil; child = child.NextSibling() {
		switch n := child.(type) {
		case *ast.Text:
			text = append(text, n.Segment.Value(source)...)
		case *ast.String:
			text = append(text, n.Value...)
		default:
			text = append(text, textOf(child, source)...)
		}
	}
	return text
}
