package heatmap

import (
	"bytes"
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// A Figure is a plot with a size. A notebook shows it as it is, and it saves
// itself as PNG, SVG, PDF or HTML. Any gonum plot can be put into one:
//
//	figure := &heatmap.Figure{Plot: p}
type Figure struct {
	// Plot is what is drawn.
	Plot *plot.Plot
	// Width and Height are in inches; 0 means 7 and 4.5.
	Width, Height float64
	// DPI is the resolution of PNG in pixels an inch; 0 means 144.
	DPI int
	// Title and Description tell the picture to those who do not see it: an SVG
	// carries them for screen readers.
	Title, Description string
}

// size returns the size in points.
func (f *Figure) size() (w, h vg.Length) {
	w, h = vg.Length(f.Width)*vg.Inch, vg.Length(f.Height)*vg.Inch
	if w <= 0 {
		w = 7 * vg.Inch
	}
	if h <= 0 {
		h = 4.5 * vg.Inch
	}
	return w, h
}

// PNG returns the picture as a PNG image.
func (f *Figure) PNG() []byte {
	w, h := f.size()
	dpi := f.DPI
	if dpi <= 0 {
		dpi = 144
	}
	c := vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(dpi))
	f.Plot.Draw(draw.New(c))
	return encodePNG(c.Image(), dpi)
}

// SVG returns the picture as an SVG document, the same bytes every time. It
// scales with the page, its text is text, a cell of a single
// heat map says its numbers when pointed at, and it holds no script.
func (f *Figure) SVG() string {
	w, h := f.size()
	c := newSVG(w, h)
	f.Plot.Draw(draw.New(c))
	return c.document(f.Title, f.Description)
}

// EncodePDF returns the picture as a one-page PDF document, the same bytes every time.
// Its lettering is outlines, so that every script the font holds prints.
func (f *Figure) EncodePDF() []byte {
	w, h := f.size()
	c := newPDF(w, h)
	f.Plot.Draw(draw.New(c))
	return c.document()
}

// String names the figure, for logs.
func (f *Figure) String() string {
	w, h := f.size()
	return fmt.Sprintf("%s (%s by %s inches)", f.Title, short(float64(w/vg.Inch)), short(float64(h/vg.Inch)))
}

// page returns the picture as a web page of its own.
func (f *Figure) page() []byte {
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	background := color6(f.Plot.BackgroundColor)
	fmt.Fprintf(&b, "<title>%s</title>\n", escapeXML(f.Title))
	fmt.Fprintf(&b, "<style>body{margin:0;background:%s}svg{display:block;margin:auto;width:100%%;height:auto;max-width:80em}</style>\n", background)
	b.WriteString("</head>\n<body>\n")
	b.WriteString(f.SVG())
	b.WriteString("</body>\n</html>\n")
	return b.Bytes()
}
