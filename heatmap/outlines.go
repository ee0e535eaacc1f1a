package heatmap

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// outlines returns the letters of a line as a path that starts at pt.
func outlines(f font.Face, pt vg.Point, text string) vg.Path {
	var buf sfnt.Buffer
	var path vg.Path
	units := fixed.Int26_6(f.Face.UnitsPerEm())
	scale := f.Font.Size / vg.Length(units)
	var last sfnt.GlyphIndex
	for i, r := range text {
		glyph, err := f.Face.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		if kern, err := f.Face.Kern(&buf, last, glyph, units, 0); err == nil && i > 0 {
			pt.X += vg.Length(kern) * scale
		}
		last = glyph
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
