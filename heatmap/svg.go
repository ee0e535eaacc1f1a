package heatmap

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"

	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// An svgCanvas draws as SVG. It does what gonum's own does and more: it names
// fonts to fall back on, explains shapes, and is a third of the size.
type svgCanvas struct {
	w, h  vg.Length
	out   bytes.Buffer
	state []svgState
	tip   string
}

// svgState is what Push saves: the pen and the transform to the page.
type svgState struct {
	color  color.Color
	width  vg.Length
	dashes []vg.Length
	offset vg.Length
	m      affine
}

// affine maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// then returns the transform that first does inner, then m.
func (m affine) then(inner affine) affine {
	e, f := m.apply(inner.e, inner.f)
	return affine{
		a: m.a*inner.a + m.c*inner.b, b: m.b*inner.a + m.d*inner.b,
		c: m.a*inner.c + m.c*inner.d, d: m.b*inner.c + m.d*inner.d, e: e, f: f,
	}
}

// newSVG returns a canvas whose y axis points up, as gonum's do.
func newSVG(w, h vg.Length) *svgCanvas {
	c := &svgCanvas{w: w, h: h, state: []svgState{{m: affine{a: 1, d: -1, f: h.Points()}}}}
	vg.Initialize(c)
	return c
}

func (c *svgCanvas) now() *svgState { return &c.state[len(c.state)-1] }

// Size, the setters, Push and Pop implement vg.CanvasSizer.
func (c *svgCanvas) Size() (w, h vg.Length)   { return c.w, c.h }
func (c *svgCanvas) SetLineWidth(w vg.Length) { c.now().width = w }
func (c *svgCanvas) SetColor(clr color.Color) { c.now().color = clr }
func (c *svgCanvas) Push()                    { c.state = append(c.state, *c.now()) }
func (c *svgCanvas) Pop()                     { c.state = c.state[:len(c.state)-1] }
func (c *svgCanvas) Tip(text string)          { c.tip = text }
func (c *svgCanvas) Scale(x, y float64)       { c.turn(affine{a: x, d: y}) }
func (c *svgCanvas) Translate(pt vg.Point) {
	c.turn(affine{a: 1, d: 1, e: pt.X.Points(), f: pt.Y.Points()})
}
func (c *svgCanvas) turn(by affine) { c.now().m = c.now().m.then(by) }
func (c *svgCanvas) SetLineDash(d []vg.Length, offset vg.Length) {
	c.now().dashes, c.now().offset = d, offset
}

func (c *svgCanvas) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	c.turn(affine{a: cos, b: sin, c: -sin, d: cos})
}

// Fill implements vg.Canvas.
func (c *svgCanvas) Fill(path vg.Path) {
	if x, y, w, h, ok := c.rectangle(path); ok {
		fmt.Fprintf(&c.out, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"%s`,
			num(x), num(y), num(w), num(h), color6(c.now().color), opacity("fill", c.now().color))
		c.close("rect")
		return
	}
	fmt.Fprintf(&c.out, `<path d="%s" fill="%s"%s`, c.data(path), color6(c.now().color), opacity("fill", c.now().color))
	c.close("path")
}

// Stroke implements vg.Canvas.
func (c *svgCanvas) Stroke(path vg.Path) {
	s := c.now()
	if s.width <= 0 {
		return
	}
	scale := math.Sqrt(math.Abs(s.m.a*s.m.d - s.m.b*s.m.c))
	fmt.Fprintf(&c.out, `<path d="%s" fill="none" stroke="%s"%s stroke-width="%s"`,
		c.data(path), color6(s.color), opacity("stroke", s.color), num(s.width.Points()*scale))
	if len(s.dashes) > 0 {
		var dashes []string
		for _, d := range s.dashes {
			dashes = append(dashes, num(d.Points()*scale))
		}
		fmt.Fprintf(&c.out, ` stroke-dasharray="%s" stroke-dashoffset="%s"`, strings.Join(dashes, " "), num(s.offset.Points()*scale))
	}
	c.close("path")
}

// close ends an element, with its explanation inside where there is one.
func (c *svgCanvas) close(element string) {
	if c.tip == "" {
		c.out.WriteString("/>\n")
		return
	}
	fmt.Fprintf(&c.out, "><title>%s</title></%s>\n", escapeXML(c.tip), element)
	c.tip = ""
}

// rectangle recognises an upright rectangle.
func (c *svgCanvas) rectangle(path vg.Path) (x, y, w, h float64, ok bool) {
	if len(path) != 5 || path[4].Type != vg.CloseComp || path[0].Type != vg.MoveComp {
		return 0, 0, 0, 0, false
	}
	var xs, ys [4]float64
	for i := range xs {
		if i > 0 && path[i].Type != vg.LineComp {
			return 0, 0, 0, 0, false
		}
		xs[i], ys[i] = c.now().m.apply(path[i].Pos.X.Points(), path[i].Pos.Y.Points())
	}
	flat := xs[0] == xs[3] && xs[1] == xs[2] && ys[0] == ys[1] && ys[2] == ys[3]
	tall := xs[0] == xs[1] && xs[2] == xs[3] && ys[0] == ys[3] && ys[1] == ys[2]
	x, y = math.Min(xs[0], xs[2]), math.Min(ys[0], ys[2])
	return x, y, math.Abs(xs[2] - xs[0]), math.Abs(ys[2] - ys[0]), flat || tall
}

// FillString implements vg.Canvas.
func (c *svgCanvas) FillString(f font.Face, pt vg.Point, text string) {
	if f.Font.Size == 0 {
		return
	}
	m := c.now().m
	x, y := m.apply(pt.X.Points(), pt.Y.Points())
	c.out.WriteString("<text")
	if m.a == 1 && m.b == 0 && m.c == 0 && m.d == -1 {
		fmt.Fprintf(&c.out, ` x="%s" y="%s"`, num(x), num(y))
	} else {
		fmt.Fprintf(&c.out, ` transform="matrix(%s %s %s %s %s %s)"`, num(m.a), num(m.b), num(-m.c), num(-m.d), num(x), num(y))
	}
	fmt.Fprintf(&c.out, ` font-size="%s" fill="%s"%s%s>%s</text>`+"\n", num(f.Font.Size.Points()), color6(c.now().color),
		opacity("fill", c.now().color), fontAttributes(f), escapeXML(text))
}

// DrawImage implements vg.Canvas.
func (c *svgCanvas) DrawImage(r vg.Rectangle, img image.Image) {
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		return // an image that cannot be encoded has no pixels
	}
	m := c.now().m
	x, y := m.apply(r.Min.X.Points(), r.Max.Y.Points())
	fmt.Fprintf(&c.out, `<image transform="matrix(%s %s %s %s %s %s)" width="%s" height="%s" preserveAspectRatio="none" href="data:image/png;base64,%s"`,
		num(m.a), num(m.b), num(-m.c), num(-m.d), num(x), num(y), num(r.Size().X.Points()), num(r.Size().Y.Points()),
		base64.StdEncoding.EncodeToString(data.Bytes()))
	c.close("image")
}

// svgFonts are named on the whole document: the font that the text was measured
// with, and those of the same widths, before whatever else there is.
const svgFonts = "Liberation Sans,Arimo,Helvetica,Arial,sans-serif"

// document returns the whole SVG. The title and the description are what a
// screen reader says.
func (c *svgCanvas) document(title, description string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" style="max-width:100%%;height:auto" font-family="%s"`,
		num(c.w.Points()*96/72), num(c.h.Points()*96/72), num(c.w.Points()), num(c.h.Points()), svgFonts)
	if title != "" {
		fmt.Fprintf(&b, ` role="img" aria-label="%s"`, escapeXML(title))
	}
	b.WriteString(">\n")
	if title != "" {
		fmt.Fprintf(&b, "<title>%s</title>\n", escapeXML(title))
	}
	if description != "" {
		fmt.Fprintf(&b, "<desc>%s</desc>\n", escapeXML(description))
	}
	b.Write(c.out.Bytes())
	b.WriteString("</svg>\n")
	return b.String()
}

// fontAttributes names what differs from the document's font.
func fontAttributes(f font.Face) string {
	var b strings.Builder
	if f.Font.Weight >= stdfont.WeightSemiBold {
		b.WriteString(` font-weight="bold"`)
	}
	if f.Font.Style != stdfont.StyleNormal {
		b.WriteString(` font-style="italic"`)
	}
	var buf sfnt.Buffer
	name, err := f.Face.Name(&buf, sfnt.NameIDFamily)
	if err == nil && name != "Liberation Sans" {
		fmt.Fprintf(&b, ` font-family="%s"`, escapeXML(name+familyFallback(name)))
	}
	return b.String()
}

func familyFallback(name string) string {
	switch {
	case strings.Contains(name, "Mono"):
		return ",monospace"
	case strings.Contains(name, "Serif"):
		return ",serif"
	}
	return ",sans-serif"
}

// escapeXML escapes text for content and quoted attributes, and drops what XML
// cannot hold even escaped.
func escapeXML(text string) string {
	legal := strings.Map(func(r rune) rune {
		if (r < 0x20 && r != '\t' && r != '\n' && r != '\r') || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return html.EscapeString(legal)
}

// num writes a length in hundredths of a point at most.
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // not -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func color6(c color.Color) string {
	if c == nil {
		return "#000000"
	}
	return hexOf(c)
}

// hexOf is a colour without its opacity.
func hexOf(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)
}

// opacity is the attribute for a colour one can see through.
func opacity(of string, c color.Color) string {
	if c == nil {
		return ""
	}
	_, _, _, a := c.RGBA()
	if a == 0xffff {
		return ""
	}
	return fmt.Sprintf(` %s-opacity="%s"`, of, num(float64(a)/0xffff))
}
