package heatmap

import (
	"bytes"
	"regexp"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"
)

// A pdfCanvas is gonum's, but for its lettering, which it draws as outlines
// whoever asks for it: an axis of another plot too may be labelled in Cyrillic.
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
