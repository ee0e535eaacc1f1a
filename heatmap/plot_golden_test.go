package heatmap

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/hourprint/hourprint/heatmap/internal/picturetest"
)

var update = flag.Bool("update", false, "rewrite the pictures in testdata")

// goldenPictures are the pictures held in testdata, one for each way of drawing.
func goldenPictures(t testing.TB) map[string]*Figure {
	g := office(t, "Europe/Moscow")
	odd := *g
	odd.Label = `Дмитрий <script>alert(1)</script> "&" ` + "\u202eevil\u202c"
	for h := 3; h < 9; h++ {
		odd.Counts[2][h], odd.Hours[2][h] = 0, 0
	}
	empty, err := Empty("Asia/Kathmandu")
	if err != nil {
		t.Fatal(err)
	}
	band := &Week{From: 10, To: 19}
	figures := map[string]*Figure{
		"plot_default":  mustDraw(t, g, PlotOptions{}),
		"plot_small":    mustDraw(t, g, PlotOptions{Width: 5, Height: 3, Numbers: true}),
		"plot_wide":     mustDraw(t, g, PlotOptions{Width: 12, Height: 6, Numbers: true, Band: band}),
		"plot_down":     mustDraw(t, g, PlotOptions{HoursDown: true, Numbers: true, Band: band}),
		"plot_dark":     mustDraw(t, g, PlotOptions{Dark: true, Band: band, Measure: Rates, Palette: "inferno"}),
		"plot_log":      mustDraw(t, g, PlotOptions{Scale: Log, Palette: "viridis", Measure: Rates}),
		"plot_quantile": mustDraw(t, g, PlotOptions{Scale: Quantile, Palette: "blues", Measure: Shares, Numbers: true}),
		"plot_fixed":    mustDraw(t, g, PlotOptions{Min: 20, Max: 200, Palette: "cividis", Margins: "hours"}),
		"plot_odd":      mustDraw(t, &odd, PlotOptions{}),
		"plot_empty":    mustDraw(t, empty, PlotOptions{}),
		"facet_zones":   mustFacet(t, zonesOf(t, g), FacetOptions{}),
		"facet_down":    mustFacet(t, zonesOf(t, g), FacetOptions{PlotOptions: PlotOptions{HoursDown: true, Dark: true}}),
		"facet_people":  mustFacet(t, people(g), FacetOptions{OwnScales: true, PlotOptions: PlotOptions{Band: band}}),
	}
	maps.Copy(figures, incidentPictures(t))
	for _, f := range figures {
		f.DPI = 72 // small files; every line is still there
	}
	return figures
}

func mustDraw(t testing.TB, g *Grid, opt PlotOptions) *Figure {
	t.Helper()
	f, err := Draw(g, opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func mustFacet(t testing.TB, grids []*Grid, opt FacetOptions) *Figure {
	t.Helper()
	f, err := Facet(grids, opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// zonesOf is the same grid in four zones.
func zonesOf(t testing.TB, g *Grid) []*Grid {
	t.Helper()
	var grids []*Grid
	for _, zone := range []string{"UTC", "Europe/Moscow", "America/New_York", "Asia/Shanghai"} {
		moved, err := g.In(zone)
		if err != nil {
			t.Fatal(err)
		}
		grids = append(grids, moved)
	}
	return grids
}

// people is five grids, each with an own label and size.
func people(g *Grid) []*Grid {
	var grids []*Grid
	for i, name := range []string{"frost", "mango", "Дмитрий with a very long handle indeed", "tuner", "x"} {
		one := *g
		one.Label, one.source = name, nil
		one.Events = 0
		for d := range one.Counts {
			for h := range one.Counts[d] {
				one.Counts[d][h] /= int64(i*i + 1)
				one.Events += one.Counts[d][h]
			}
		}
		grids = append(grids, &one)
	}
	return grids
}

func TestGoldenPictures(t *testing.T) {
	for name, f := range goldenPictures(t) {
		t.Run(name, func(t *testing.T) {
			comparePNG(t, filepath.Join("testdata", name+".png"), f.PNG())
			compareBytes(t, filepath.Join("testdata", name+".svg"), []byte(f.SVG()))
		})
	}
}

// compareBytes holds a result to a file, or rewrites the file with -update.
func compareBytes(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		writeGolden(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		at := 0
		for at < min(len(want), len(got)) && want[at] == got[at] {
			at++
		}
		t.Errorf("%s differs from byte %d:\n got …%.120q\nwant …%.120q", path, at, got[min(at, len(got)):], want[min(at, len(want)):])
	}
}

func writeGolden(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// comparePNG holds a picture to a file by its pixels.
func comparePNG(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		writeGolden(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if part := picturetest.Unlike(picturetest.Decode(t, want), picturetest.Decode(t, got)); part > 0.002 {
		t.Errorf("%s: %.2f %% of the pixels differ", path, 100*part)
	}
}

// The comparison must see what a reader would: another palette, a missing outline.
func TestUnlikeSees(t *testing.T) {
	g := office(t, "UTC")
	plain := mustDraw(t, g, PlotOptions{})
	for name, opt := range map[string]PlotOptions{
		"band": {Band: &Week{}}, "palette": {Palette: "blues"}, "numbers": {Numbers: true}, "title": {Title: "Other"},
	} {
		if part := picturetest.Unlike(picturetest.Decode(t, plain.PNG()), picturetest.Decode(t, mustDraw(t, g, opt).PNG())); part <= 0.002 {
			t.Errorf("%s: only %.3f %% of the pixels differ", name, 100*part)
		}
	}
}

func TestPicturesAreTheSameBytes(t *testing.T) {
	g := office(t, "UTC")
	first, second := mustDraw(t, g, PlotOptions{Numbers: true}), mustDraw(t, g, PlotOptions{Numbers: true})
	if first.SVG() != second.SVG() || first.SVG() != first.SVG() {
		t.Error("SVG differs from one drawing to the next")
	}
	if !bytes.Equal(first.PNG(), second.PNG()) {
		t.Error("PNG differs from one drawing to the next")
	}
	if !bytes.Equal(first.EncodePDF(), second.EncodePDF()) {
		t.Error("PDF differs from one drawing to the next")
	}
}
