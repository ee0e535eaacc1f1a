package engine

import (
	"fmt"
	"image"
	"image/color"
	"reflect"
)

// The ways in which a value can show itself. Each has a proxy, through which
// types declared in cells have it too: the value, and its one method.
type (
	renderer       interface{ Render() Data }
	simpleRenderer interface{ SimpleRender() MIMEMap }
	htmler         interface{ HTML() string }
	javaScripter   interface{ JavaScript() string }
	jpeger         interface{ JPEG() []byte }
	jsoner         interface{ JSON() map[string]any }
	latexer        interface{ Latex() string }
	markdowner     interface{ Markdown() string }
	pnger          interface{ PNG() []byte }
	pdfer          interface{ PDF() []byte }
	svger          interface{ SVG() string }
)

type (
	proxyRenderer struct {
		Object  any
		Render_ func(any) Data
	}
	proxySimpleRenderer struct {
		Object        any
		SimpleRender_ func(any) MIMEMap
	}
	proxyHTMLer struct {
		Object any
		HTML_  func(any) string
	}
	proxyJavaScripter struct {
		Object      any
		JavaScript_ func(any) string
	}
	proxyJPEGer struct {
		Object any
		JPEG_  func(any) []byte
	}
	proxyJSONer struct {
		Object any
		JSON_  func(any) map[string]any
	}
	proxyLatexer struct {
		Object any
		Latex_ func(any) string
	}
	proxyMarkdowner struct {
		Object    any
		Markdown_ func(any) string
	}
	proxyPNGer struct {
		Object any
		PNG_   func(any) []byte
	}
	proxyPDFer struct {
		Object any
		PDF_   func(any) []byte
	}
	proxySVGer struct {
		Object any
		SVG_   func(any) string
	}
	proxyStringer struct {
		Object  any
		String_ func(any) string
	}
	proxyImage struct {
		Object      any
		At_         func(object any, x, y int) color.Color
		Bounds_     func(any) image.Rectangle
		ColorModel_ func(any) color.Model
	}
)

func (p *proxyRenderer) Render() Data                { return p.Render_(p.Object) }
func (p *proxySimpleRenderer) SimpleRender() MIMEMap { return p.SimpleRender_(p.Object) }
func (p *proxyHTMLer) HTML() string                  { return p.HTML_(p.Object) }
func (p *proxyJavaScripter) JavaScript() string      { return p.JavaScript_(p.Object) }
func (p *proxyJPEGer) JPEG() []byte                  { return p.JPEG_(p.Object) }
func (p *proxyJSONer) JSON() map[string]any          { return p.JSON_(p.Object) }
func (p *proxyLatexer) Latex() string                { return p.Latex_(p.Object) }
func (p *proxyMarkdowner) Markdown() string          { return p.Markdown_(p.Object) }
func (p *proxyPNGer) PNG() []byte                    { return p.PNG_(p.Object) }
func (p *proxyPDFer) PDF() []byte                    { return p.PDF_(p.Object) }
func (p *proxySVGer) SVG() string                    { return p.SVG_(p.Object) }
func (p *proxyStringer) String() string              { return p.String_(p.Object) }
func (p *proxyImage) At(x, y int) color.Color        { return p.At_(p.Object, x, y) }
func (p *proxyImage) Bounds() image.Rectangle        { return p.Bounds_(p.Object) }
func (p *proxyImage) ColorModel() color.Model        { return p.ColorModel_(p.Object) }

// A face is one of those ways: the interface, its proxy, its method, and what
// it adds to data.
type face struct {
	name, method string
	typ, proxy   reflect.Type
	add          func(v any, d *Data) bool
}

// faces lists all of them. Stringer and image.Image (as Imager) are known to the display
// package as well, so that interpreted types can be printed and drawn.
var faces = []face{
	faceOf[renderer, proxyRenderer]("Renderer", "Render", func(v renderer, d *Data) { merge(d, v.Render()) }),
	faceOf[simpleRenderer, proxySimpleRenderer]("SimpleRenderer", "SimpleRender", func(v simpleRenderer, d *Data) { merge(d, Data{Data: v.SimpleRender()}) }),
	faceOf[htmler, proxyHTMLer]("HTMLer", "HTML", func(v htmler, d *Data) { d.Data[mimeHTML] = v.HTML() }),
	faceOf[javaScripter, proxyJavaScripter]("JavaScripter", "JavaScript", func(v javaScripter, d *Data) { d.Data[mimeJavaScript] = v.JavaScript() }),
	faceOf[jpeger, proxyJPEGer]("JPEGer", "JPEG", func(v jpeger, d *Data) { d.Data[mimeJPEG] = v.JPEG() }),
	faceOf[jsoner, proxyJSONer]("JSONer", "JSON", func(v jsoner, d *Data) { d.Data[mimeJSON] = v.JSON() }),
	faceOf[latexer, proxyLatexer]("Latexer", "Latex", func(v latexer, d *Data) { d.Data[mimeLatex] = v.Latex() }),
	faceOf[markdowner, proxyMarkdowner]("Markdowner", "Markdown", func(v markdowner, d *Data) { d.Data[mimeMarkdown] = v.Markdown() }),
	faceOf[pnger, proxyPNGer]("PNGer", "PNG", func(v pnger, d *Data) { d.Data[mimePNG] = v.PNG() }),
	faceOf[pdfer, proxyPDFer]("PDFer", "PDF", func(v pdfer, d *Data) { d.Data[mimePDF] = v.PDF() }),
	faceOf[svger, proxySVGer]("SVGer", "SVG", func(v svger, d *Data) { d.Data[mimeSVG] = v.SVG() }),
	faceOf[image.Image, proxyImage]("Imager", "ColorModel", addImage),
	faceOf[fmt.Stringer, proxyStringer]("Stringer", "String", nil),
}

func faceOf[Interface, Proxy any](name, method string, add func(Interface, *Data)) face {
	f := face{name: name, method: method, typ: reflect.TypeFor[Interface](), proxy: reflect.TypeFor[Proxy]()}
	f.add = func(v any, d *Data) bool {
		i, ok := v.(Interface)
		if ok && add != nil {
			add(i, d)
		}
		return ok && add != nil
	}
	return f
}

// merge adds the forms of more to d.
func merge(d *Data, more Data) {
	for mime, v := range more.Data {
		d.Data[mime] = v
	}
	for key, v := range more.Metadata {
		if d.Metadata == nil {
			d.Metadata = MIMEMap{}
		}
		d.Metadata[key] = v
	}
	for key, v := range more.Transient {
		if d.Transient == nil {
			d.Transient = MIMEMap{}
		}
		d.Transient[key] = v
	}
}
