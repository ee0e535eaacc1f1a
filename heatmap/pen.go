package heatmap

import (
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// A pen draws on a canvas in points, y upwards, with the colours of a theme.
type pen struct {
	on    vg.Canvas
	theme theme
	// size is the scale of the lettering: 1 for a picture of 7 by 4.5 inches.
	size float64
}

func newPen(c draw.Canvas, th theme) pen {
	w, h := float64(c.Max.X-c.Min.X), float64(c.Max.Y-c.Min.Y)
	size := math.Min(w/(7*72), h/(4.5*72))
	return pen{on: bare(c), theme: th, size: math.Min(1.3, math.Max(0.8, size))}
}

// bare takes off the canvases that a plot wraps around its canvas to crop it.
func bare(c vg.Canvas) vg.Canvas {
	for {
		wrapped, ok := c.(draw.Canvas)
		if !ok {
			return c
		}
		c = wrapped.Canvas
	}
}

// face returns lettering of a size in points at scale 1.
func (p pen) face(points float64) font.Face {
	return lettering(vg.Length(points*p.size), false)
}

func (p pen) bold(points float64) font.Face {
	return lettering(vg.Length(points*p.size), true)
}

// pt scales a length with the lettering.
func (p pen) pt(points float64) vg.Length { return vg.Length(points * p.size) }

// snap rounds to half a point: whole pixels at 144 dots an inch, so that edges are sharp.
func snap(x vg.Length) vg.Length { return vg.Length(math.Round(float64(x)*2) / 2) }

// snapDown rounds down to half a point.
func snapDown(x vg.Length) vg.Length { return vg.Length(math.Floor(float64(x)*2) / 2) }

// box is a rectangle from its corners.
func box(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}
}

func (p pen) fill(r vg.Rectangle, c color.RGBA) {
	p.on.SetColor(c)
	p.on.Fill(r.Path())
}

// tipper is a canvas on which a shape can explain itself, such as an SVG's.
type tipper interface{ Tip(text string) }

// tip makes the next shape explain itself where the canvas knows how.
func (p pen) tip(text string) {
	if t, ok := p.on.(tipper); ok {
		t.Tip(text)
	}
}

// lines strokes separate straight lines, given as pairs of points.
func (p pen) lines(width vg.Length, c color.RGBA, pairs ...vg.Point) {
	if len(pairs) < 2 {
		return
	}
	var path vg.Path
	for i := 0; i+1 < len(pairs); i += 2 {
		path.Move(pairs[i])
		path.Line(pairs[i+1])
	}
	p.on.SetLineWidth(width)
	p.on.SetLineDash(nil, 0)
	p.on.SetColor(c)
	p.on.Stroke(path)
}

// Where a text stands to its point, as a part of its width.
const (
	atStart  = 0.0
	atMiddle = 0.5
	atEnd    = 1.0
)

// write draws one line with its baseline at y; align says which part of its
// width lies left of x.
func (p pen) write(text string, face font.Face, c color.RGBA, x, y vg.Length, align float64) {
	if text == "" {
		return
	}
	text = p.drawable(face, text)
	p.on.SetColor(c)
	p.letters(text, face, vg.Point{X: x - vg.Length(align)*textWidth(face, text), Y: y})
}

// keepsText tells whether the canvas writes text as text, for a reader's own fonts.
func (p pen) keepsText() bool {
	switch p.on.(type) {
	case *svgCanvas, *vgsvg.Canvas:
		return true
	}
	return false
}

// letters draws a line that starts at pt. Where text does not stay text it is
// drawn as outlines: gonum's PDF knows only the characters of Windows code page
// 1252, in which a Cyrillic handle is lost, and its images round the kerning of
// small lettering to whole pixels, in which a comma is lost.
func (p pen) letters(text string, face font.Face, pt vg.Point) {
	if p.keepsText() {
		p.on.FillString(face, pt, text)
	} else if path := outlines(face, pt, text); len(path) > 0 {
		p.on.Fill(path)
	}
}

// drawable puts "□" for the characters that the font lacks, where no other font
// can step in as it does in an SVG.
func (p pen) drawable(face font.Face, text string) string {
	if p.keepsText() {
		return text
	}
	var buf sfnt.Buffer
	return strings.Map(func(r rune) rune {
		if i, err := face.Face.GlyphIndex(&buf, r); err != nil || i == 0 {
			return '□'
		}
		return r
	}, text)
}

// writeUp draws one line that reads upwards, centred on (x, y).
func (p pen) writeUp(text string, face font.Face, c color.RGBA, x, y vg.Length) {
	text = p.drawable(face, text)
	p.on.Push()
	p.on.SetColor(c)
	p.on.Rotate(math.Pi / 2)
	at := vg.Point{X: y - textWidth(face, text)/2, Y: -x - capHeight(face)/2}
	p.letters(text, face, at)
	p.on.Pop()
}

// capHeight is the height of a capital or a digit of Liberation Sans: 1409 of
// 2048 units. Text centred by it looks centred.
func capHeight(face font.Face) vg.Length { return face.Font.Size * 1409 / 2048 }

// middle is the baseline on which a line is centred on y.
func middle(face font.Face, y vg.Length) vg.Length { return y - capHeight(face)/2 }
