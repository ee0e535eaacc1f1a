package heatmap

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"github.com/hourprint/hourprint/heatmap/internal/picturetest"
)

func TestSaveByEnding(t *testing.T) {
	f := mustDraw(t, office(t, "UTC"), PlotOptions{})
	dir := t.TempDir()
	for ending, start := range map[string]string{".png": "\x89PNG\r\n", ".svg": "<svg ", ".pdf": "%PDF-", ".html": "<!DOCTYPE html>", ".PNG": "\x89PNG"} {
		path := filepath.Join(dir, "week"+ending)
		if err := f.Save(path); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(data, []byte(start)) {
			t.Errorf("%s starts with %.12q, %v", path, data, err)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 5 {
		t.Errorf("%d files are left, %v: want the five pictures", len(left), err)
	}
}

func TestSaveFailsWhole(t *testing.T) {
	f := mustDraw(t, twoEvents(), PlotOptions{})
	dir := t.TempDir()
	path := filepath.Join(dir, "week.gif")
	err := f.Save(path)
	if err == nil || !strings.Contains(err.Error(), ".png, .svg, .pdf, .html") || !strings.Contains(err.Error(), path) {
		t.Errorf("error is %v", err)
	}
	if err := f.Save(filepath.Join(dir, "no such folder", "week.png")); err == nil {
		t.Error("a missing folder is no error")
	}
	// A folder stands where the file should go: the move fails and cleans up.
	taken := filepath.Join(dir, "taken.png")
	if err := os.MkdirAll(filepath.Join(taken, "inside"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(taken); err == nil {
		t.Error("a folder was replaced")
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d entries are left, want the folder only", len(left))
	}
}

func TestPNGSizeAndResolution(t *testing.T) {
	f := mustDraw(t, twoEvents(), PlotOptions{Width: 5, Height: 3})
	f.DPI = 100
	data := f.PNG()
	if got := picturetest.Decode(t, data).Bounds().Size(); got != image.Pt(500, 300) {
		t.Errorf("5 by 3 inches at 100 dots are %v", got)
	}
	// 100 dots an inch are 3937 a metre: 0x0f61.
	if !bytes.Contains(data, []byte("pHYs\x00\x00\x0f\x61\x00\x00\x0f\x61\x01")) {
		t.Error("the PNG does not say its resolution")
	}
}

func TestSVGIsSafeAndAccessible(t *testing.T) {
	g := twoEvents()
	g.Label = `<script>alert(1)</script> "&"` + "\x00\x1b[31m \u202eevil\u2066 \xff"
	g.Notes = []string{`"><img src=x onerror=alert(1)>`}
	for _, f := range []*Figure{mustDraw(t, g, PlotOptions{}), mustFacet(t, []*Grid{g, twoEvents()}, FacetOptions{})} {
		svg := f.SVG()
		shapes := svgShapes(t, svg) // fails on XML that is not sound
		known := map[string]bool{"svg": true, "title": true, "desc": true, "rect": true, "path": true, "text": true}
		for _, s := range shapes {
			if !known[s.name] {
				t.Errorf("element %q came out of a label", s.name)
			}
			for name := range s.attr {
				if strings.HasPrefix(name, "on") {
					t.Errorf("attribute %q came out of a label", name)
				}
			}
		}
		root := shapes[0]
		if root.attr["role"] != "img" || root.attr["aria-label"] == "" || root.attr["viewBox"] == "" || shapes[1].name != "title" || shapes[2].name != "desc" {
			t.Errorf("the SVG lacks a role, a label, a view box, a title or a description: %v", root.attr)
		}
		if !strings.Contains(svg, "&lt;script&gt;alert(1)&lt;/script&gt; &#34;&amp;&#34;") {
			t.Error("the label is not there as text")
		}
		if strings.ContainsAny(svg, "\x00\x1b\u202e\u2066") {
			t.Error("a control character or a mark that turns text is left")
		}
		if page := string(f.page()); strings.Contains(page, "<script") || strings.Contains(page, "<img") {
			t.Error("the page holds what a label says")
		}
	}
}

// Any gonum plot can be a figure: its lines, glyphs and arcs are drawn as gonum
// draws them.
func TestFigureOfAnotherPlot(t *testing.T) {
	p := plot.New()
	p.Title.Text, p.Y.Label.Text = "A & B", "reads upwards"
	line, points, err := plotter.NewLinePoints(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 2}, {X: 2, Y: 1}})
	if err != nil {
		t.Fatal(err)
	}
	line.Dashes = []vg.Length{2, 1}
	line.Color = color.NRGBA{R: 255, A: 128}
	p.Add(plotter.NewImage(image.NewGray(image.Rect(0, 0, 2, 2)), 0, 0, 1, 1), line, points)
	f := &Figure{Plot: p}
	svg := f.SVG()
	shapes := svgShapes(t, svg)
	if shapes[0].attr["width"] != "672" || shapes[0].attr["height"] != "432" { // 7 by 4.5 inches of 96 pixels
		t.Errorf("default size is %v", shapes[0].attr)
	}
	for _, want := range []string{"A &amp; B", "stroke-dasharray=\"2 1\"", "stroke-opacity=\"0.5\"", "stroke=\"#ff0000\"", "font-family=\"Liberation Serif,serif\"", "matrix(0 -1 1 0", "data:image/png;base64,"} {
		if !strings.Contains(svg, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// An arc of an SVG passes where gonum's circle does.
func TestArcsAreRound(t *testing.T) {
	c := newSVG(100, 100)
	var path vg.Path
	path.Move(vg.Point{X: 60, Y: 50})
	path.Arc(vg.Point{X: 50, Y: 50}, 10, 0, math.Pi)
	path.Close()
	// Upper half circle about (50, 50): through its top, 10 above the middle, to
	// (40, 50); handles 10·4/3·tan(π/8) = 5.52 long.
	want := "M60,50L60,50C60,44.48 55.52,40 50,40C44.48,40 40,44.48 40,50Z"
	if got := c.data(path); got != want {
		t.Errorf("path %s\nwant %s", got, want)
	}
}

func TestTransformsNest(t *testing.T) {
	c := newSVG(100, 100)
	c.Push()
	c.Translate(vg.Point{X: 10, Y: 20})
	c.Scale(2, 3)
	c.Fill(vg.Rectangle{Max: vg.Point{X: 1, Y: 1}}.Path())
	c.Pop()
	c.Fill(vg.Rectangle{Max: vg.Point{X: 1, Y: 1}}.Path())
	// Up is down on the page: a box from (10, 20) to (12, 23) has its upper edge at 100-23.
	for _, want := range []string{`x="10" y="77" width="2" height="3"`, `x="0" y="99" width="1" height="1"`} {
		if !strings.Contains(c.out.String(), want) {
			t.Errorf("%q is missing from %s", want, c.out.String())
		}
	}
}

func TestPDFHoldsNoTime(t *testing.T) {
	data := mustDraw(t, twoEvents(), PlotOptions{}).EncodePDF()
	if !bytes.Contains(data, []byte("(D:20000101000000)")) || !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data, []byte("%%EOF")) {
		t.Error("the PDF is not whole or says when it was made")
	}
}

// Letters of a PDF are outlines; a Cyrillic handle must have them.
func TestOutlinesHoldCyrillic(t *testing.T) {
	face := lettering(12, false)
	for _, text := range []string{"Дмитрий", "Ελλάδα", "Zoë"} {
		if len(outlines(face, vg.Point{}, text)) < 20 {
			t.Errorf("%q has no outlines", text)
		}
		var buf sfnt.Buffer
		for _, r := range text {
			if i, err := face.Face.GlyphIndex(&buf, r); err != nil || i == 0 {
				t.Errorf("the font lacks %q", r)
			}
		}
	}
	if (pen{}).drawable(face, "用户 Д") != "□□ Д" {
		t.Error("characters that the font lacks do not show")
	}
}
