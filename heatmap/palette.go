package heatmap

import (
	"fmt"
	"image/color"
	"math"
	"strings"
)

// DefaultPalette is the palette of a picture whose options name none.
const DefaultPalette = "dusk"

// A ramp is a palette: anchor colours from the lowest value to the highest,
// joined in OKLab and walked in equal perceptual steps.
type ramp struct {
	name    string
	anchors []uint32 // 0xRRGGBB
	// light marks a ramp that runs from light to dark. It is turned round on a
	// dark background, so that little stays close to the background.
	light bool
	// diverging marks a ramp whose middle means zero.
	diverging bool
}

// The sequential ramps rise or fall evenly in lightness, so that they read the
// same without colour vision and on a grey printer; a test holds them to that.
// "viridis", "inferno" and "cividis" follow the five-point summaries of the
// ramps of those names, which their authors gave to the public domain (CC0):
// Smith and van der Walt 2015; Nuñez, Anderton and Renslow 2018,
// doi:10.1371/journal.pone.0199239.
var ramps = []ramp{
	{name: "dusk", anchors: []uint32{0xfbf8e3, 0xd3ebc0, 0x8fd3b6, 0x48b0bb, 0x2a82b0, 0x2c4f97, 0x231f5c}, light: true},
	{name: "viridis", anchors: []uint32{0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725}},
	{name: "inferno", anchors: []uint32{0x000004, 0x57106e, 0xbc3754, 0xf98e09, 0xfcffa4}},
	{name: "cividis", anchors: []uint32{0x00224e, 0x434e6c, 0x7d7c78, 0xbcae6c, 0xfee838}},
	{name: "blues", anchors: []uint32{0xf4f8fd, 0xb9d4ee, 0x6aa6dc, 0x2b6cb5, 0x0b2f6b}, light: true},
	{name: "gray", anchors: []uint32{0xfafafa, 0x141414}, light: true},
	{name: "diverging", anchors: []uint32{0x1f3f8f, 0x5d8fd0, 0xb7d0ea, 0xf4f2ee, 0xf2c9a0, 0xd98332, 0x8a3f06}, diverging: true},
}

// Palettes returns the names of the palettes, the default first. All but
// "diverging" are sequential; "diverging" puts zero in its middle, for
// differences. Every one can be told apart with the common kinds of colour
// blindness.
func Palettes() []string {
	names := make([]string, len(ramps))
	for i, r := range ramps {
		names[i] = r.name
	}
	return names
}

// PaletteColors returns n colours of a palette in equal perceptual steps, the
// lowest value's first, as "#rrggbb". An empty name is the default palette; an
// unknown name, or n under 1, is an error.
func PaletteColors(name string, n int) ([]string, error) {
	r, err := findRamp(name)
	if err != nil {
		return nil, err
	}
	if n < 1 {
		return nil, fmt.Errorf("heatmap: %d colours of a palette were asked for: ask for 1 or more", n)
	}
	table := r.table()
	hex := make([]string, n)
	for i := range hex {
		hex[i] = hexColor(table.at(float64(i) / math.Max(1, float64(n-1))))
	}
	return hex, nil
}

func hexColor(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// findRamp looks a palette up; the empty name is the default.
func findRamp(name string) (ramp, error) {
	if name == "" {
		name = DefaultPalette
	}
	for _, r := range ramps {
		if r.name == name {
			return r, nil
		}
	}
	return ramp{}, fmt.Errorf("heatmap: unknown palette %q: use %s", name, strings.Join(Palettes(), ", "))
}

// A colorTable is a ramp sampled in equal perceptual steps.
type colorTable []color.RGBA

// at returns the colour at t from 0 (lowest) to 1 (highest).
func (table colorTable) at(t float64) color.RGBA {
	t = math.Min(1, math.Max(0, t))
	return table[int(math.Round(t*float64(len(table)-1)))]
}

// reversed returns the table from its end to its start.
func (table colorTable) reversed() colorTable {
	back := make(colorTable, len(table))
	for i, c := range table {
		back[len(table)-1-i] = c
	}
	return back
}

const (
	tableSteps = 257  // odd, so that a diverging ramp has a middle
	denseSteps = 4097 // points along the anchors, from which the equal steps are taken
)

// table samples the ramp so that neighbours are equally far apart in OKLab; a
// diverging ramp's arms one by one, so that its middle stays in the middle.
func (r ramp) table() colorTable {
	dense := r.dense()
	if !r.diverging {
		return evenly(dense, tableSteps)
	}
	arm := (tableSteps + 1) / 2
	lower, upper := evenly(dense[:denseSteps/2+1], arm), evenly(dense[denseSteps/2:], arm)
	return append(lower, upper[1:]...)
}

// evenly picks n colours at equal distances along a line of them.
func evenly(dense []lab, n int) colorTable {
	length := make([]float64, len(dense))
	for i := 1; i < len(dense); i++ {
		length[i] = length[i-1] + dense[i].distance(dense[i-1])
	}
	table := make(colorTable, n)
	at := 0
	for i := range table {
		want := length[len(length)-1] * float64(i) / float64(n-1)
		for at < len(length)-1 && length[at] < want {
			at++
		}
		table[i] = dense[at].rgb()
	}
	return table
}

// dense joins the anchors in OKLab with straight lines.
func (r ramp) dense() []lab {
	anchors := make([]lab, len(r.anchors))
	for i, a := range r.anchors {
		anchors[i] = labOf(a)
	}
	points := make([]lab, denseSteps)
	legs := float64(len(r.anchors) - 1)
	for i := range points {
		at := legs * float64(i) / (denseSteps - 1)
		leg := int(math.Min(math.Floor(at), legs-1))
		points[i] = anchors[leg].toward(anchors[leg+1], at-float64(leg))
	}
	return points
}
