package notebook

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"mime"
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// prose turns the Markdown of one notebook into HTML. Headings get ids that
// are unique in the page, so one prose serves all cells.
type prose struct {
	trusted goldmark.Markdown // raw HTML passes: cells are the author's own
	strict  goldmark.Markdown // raw HTML is left out: outputs may hold text from anywhere
	ids     headingIDs
	files   fs.FS // where relative images are read from; nil = they are left alone
}

func newProse(files fs.FS) *prose {
	build := func(options ...renderer.Option) goldmark.Markdown {
		options = append(options, renderer.WithNodeRenderers(util.Prioritized(codeBlocks{}, 100)))
		return goldmark.New(
			goldmark.WithExtensions(extension.GFM, extension.Footnote),
			goldmark.WithParserOptions(parser.WithAutoHeadingID()),
			goldmark.WithRendererOptions(options...))
	}
	return &prose{trusted: build(html.WithUnsafe()), strict: build(), ids: headingIDs{}, files: files}
}

// cell renders a markdown cell with the pictures attached to it.
func (p *prose) cell(c *Cell) (string, error) {
	return p.render(p.trusted, c.Source, c.Attachments)
}

// output renders an output of type text/markdown.
func (p *prose) output(source string) (string, error) {
	return p.render(p.strict, source, nil)
}

func (p *prose) render(md goldmark.Markdown, source string, attachments map[string]any) (string, error) {
	src := []byte(source)
	doc := md.Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(p.ids))))
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if img, ok := n.(*ast.Image); ok && entering {
			img.Destination = []byte(p.imageURL(string(img.Destination), attachments))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = md.Renderer().Render(&b, src, doc)
	return b.String(), err
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

// Generate returns an id that was not given before.
func (ids headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	base := strings.Join(strings.FieldsFunc(string(value), unicode.IsSpace), "-")
	if base == "" {
		base = "heading"
	}
	id := base
	for n := 1; ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	ids[id] = true
	return []byte(id)
}

// Put notes an id that the text sets itself.
func (ids headingIDs) Put(value []byte) { ids[string(value)] = true }

// codeBlocks renders fenced code; Go is coloured like the code cells.
type codeBlocks struct{}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (codeBlocks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		block := n.(*ast.FencedCodeBlock)
		var code strings.Builder
		for i := range block.Lines().Len() {
			line := block.Lines().At(i)
			code.Write(line.Value(src))
		}
		fmt.Fprintf(w, "<pre class=\"src\"><code>%s</code></pre>\n", highlight(string(block.Language(src)), code.String()))
		return ast.WalkSkipChildren, nil
	})
}
