package heatmap

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"
)

func ExamplePalettes() {
	fmt.Println(Palettes())
	// Output: [dusk viridis inferno cividis blues gray diverging]
}

func ExamplePaletteColors() {
	colors, err := PaletteColors("blues", 3)
	fmt.Println(colors, err)
	// Output: [#f4f8fd #5896d1 #0b2f6b] <nil>
}

func TestUnknownPaletteNamesTheOthers(t *testing.T) {
	_, err := PaletteColors("jet", 5)
	if err == nil || !strings.Contains(err.Error(), "viridis") || !strings.Contains(err.Error(), `"jet"`) {
		t.Errorf("error is %v", err)
	}
	if _, err := PaletteColors("", 0); err == nil {
		t.Error("no colours at all were given without an error")
	}
	if one, err := PaletteColors("", 1); err != nil || len(one) != 1 {
		t.Errorf("one colour: %v, %v", one, err)
	}
}

// A vision turns the colours of a screen into those that somebody sees.
type vision struct {
	name   string
	matrix [3][3]float64
}

// visions are complete lack of one kind of cone, for linear light, from Machado,
// Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1.
var visions = []vision{
	{"full colour", [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"protanopia", [3][3]float64{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
	{"deuteranopia", [3][3]float64{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
	{"tritanopia", [3][3]float64{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}

// see returns the colour in OKLab as somebody sees it.
func (v vision) see(c color.RGBA) lab {
	in := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	var out [3]uint32
	for i, row := range v.matrix {
		out[i] = uint32(screen(row[0]*in[0] + row[1]*in[1] + row[2]*in[2]))
	}
	return labOf(out[0]<<16 | out[1]<<8 | out[2])
}

// Sequential palettes rise or fall in lightness all the way for every vision, so
// that more always looks like more.
func TestSequentialPalettesAreOrderedForEveryVision(t *testing.T) {
	for _, r := range ramps {
		if r.diverging {
			continue
		}
		table := r.table()
		for _, v := range visions {
			direction := math.Copysign(1, v.see(table.at(1)).l-v.see(table.at(0)).l)
			last := v.see(table.at(0)).l
			for i := 1; i <= 16; i++ {
				l := v.see(table.at(float64(i) / 16)).l
				if direction*(l-last) < 0.015 {
					t.Errorf("%s, %s: step %d of 16 goes from lightness %.3f to %.3f", r.name, v.name, i, last, l)
				}
				last = l
			}
		}
	}
}

// Equal steps of value are equal steps to the eye.
func TestPalettesHaveEvenSteps(t *testing.T) {
	for _, r := range ramps {
		table := r.table()
		least, most := math.Inf(1), 0.0
		for i := range 16 {
			a, b := table.at(float64(i)/16), table.at(float64(i+1)/16)
			d := visions[0].see(a).distance(visions[0].see(b))
			least, most = math.Min(least, d), math.Max(most, d)
		}
		if most > 1.35*least {
			t.Errorf("%s: steps between %.3f and %.3f", r.name, least, most)
		}
	}
}

// The two sides of a diverging palette stay apart for every vision.
func TestDivergingSidesDiffer(t *testing.T) {
	r, err := findRamp("diverging")
	if err != nil {
		t.Fatal(err)
	}
	table := r.table()
	for _, v := range visions {
		for _, at := range []float64{0.1, 0.25, 0.4} {
			if d := v.see(table.at(at)).distance(v.see(table.at(1 - at))); d < 0.05 {
				t.Errorf("%s: %.2f and %.2f are only %.3f apart", v.name, at, 1-at, d)
			}
		}
	}
}

func TestOKLabRoundTrip(t *testing.T) {
	for rgb := uint32(0); rgb < 1<<24; rgb += 4099 { // a prime, so that all channels vary
		c := labOf(rgb).rgb()
		if got := uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B); got != rgb {
			t.Fatalf("%06x comes back as %06x", rgb, got)
		}
	}
	// White is lightness 1 without colour, by the definition of OKLab.
	if w := labOf(0xffffff); math.Abs(w.l-1) > 1e-6 || math.Abs(w.a) > 1e-6 || math.Abs(w.b) > 1e-6 {
		t.Errorf("white is %v", w)
	}
}

// Text on a cell keeps the contrast that WCAG 2.1 asks of text, 4.5 to 1, on
// nearly every colour, and never falls under that for large text, 3 to 1.
func TestInkReads(t *testing.T) {
	for _, r := range ramps {
		for _, c := range r.table() {
			if ratio := contrast(c, ink(c)); ratio < 4.2 {
				t.Errorf("%s: contrast %.2f on %s", r.name, ratio, hexColor(c))
			}
		}
	}
}

func TestThemesRead(t *testing.T) {
	for _, th := range []theme{lightTheme, darkTheme} {
		if c := contrast(th.text, th.background); c < 7 {
			t.Errorf("text has contrast %.1f", c)
		}
		if c := contrast(th.soft, th.background); c < 4.5 {
			t.Errorf("soft text has contrast %.1f", c)
		}
	}
}

func TestDarkPicturesKeepLittleNearTheBackground(t *testing.T) {
	for _, r := range ramps {
		if r.diverging {
			continue
		}
		low, high := r.tableOn(true).at(0), r.tableOn(true).at(1)
		if luminance(low) > luminance(high) {
			t.Errorf("%s: zero is brighter than the top on a dark background", r.name)
		}
	}
}
