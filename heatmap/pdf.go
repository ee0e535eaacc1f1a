package heatmap

import (
	"bytes"
	"regexp"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"
)

// A pdfCanvas is gonum's, but for its lettering. gonum's knows only the
// characters of Windows code page 1252, in which a Cyrillic handle is lost, so
// text is drawn as the outlines of its letters.
type pdfCanvas struct {
	*vgpdf.Canvas
}

func newPDF(w, h vg.Length) *pdfCanvas { return &pdfCanvas{vgpdf.New(w, h)} }

// FillString implements vg.Canvas.
func (c *pdfCanvas) FillString(f font.Face, pt vg.Point, text string) {
	if path := outlines(f, pt, text); len(path) > 0 {
		c.Fill(path)
	}
}

// pdfDate is where the library writes the time at which the file was made.
var pdfDate = regexp.MustCompile(`\(D:\d{14}\)`)

// document closes the canvas and returns its bytes. The time of making is
// replaced by a fixed one of the same length, so that the same picture is the
// same file.
func (c *pdfCanvas) document() []byte {
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		panic("heatmap: a drawn PDF cannot be written to memory: " + err.Error())
	}
	return pdfDate.ReplaceAll(b.Bytes(), []byte("(D:20000101000000)"))
}

// outlines returns the letters of a line as a path that starts at pt.
func outlines(f font.Face, pt vg.Point, text string) vg.Path {
	var buf sfnt.Buffer
	var path vg.Path
	units := fixed.Int26_6(f.Face.UnitsPerEm())
	scale := f.Font.Size / vg.Length(units)
	for _, r := range text {
		glyph, err := f.Face.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		segments, err := f.Face.LoadGlyph(&buf, glyph, units, nil)
		if err == nil {
			path = appendGlyph(path, segments, pt, scale)
		}
		advance, err := f.Face.GlyphAdvance(&buf, glyph, units, 0)
		if err == nil {
			pt.X += vg.Length(advance) * scale
		}
	}
	return path
}

// appendGlyph adds one letter; its y axis points down, the page's up.
func appendGlyph(path vg.Path, segments sfnt.Segments, at vg.Point, scale vg.Length) vg.Path {
	place := func(p fixed.Point26_6) vg.Point {
		return vg.Point{X: at.X + vg.Length(p.X)*scale, Y: at.Y - vg.Length(p.Y)*scale}
	}
	for i, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(place(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(place(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(place(s.Args[0]), place(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(place(s.Args[0]), place(s.Args[1]), place(s.Args[2]))
		}
	}
	if len(segments) > 0 {
		path.Close()
	}
	return path
}
