package linked

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"testing"
)

// sights are how colours are seen: as they are, and without one kind of cones
// (Machado, Oliveira, Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1), on
// linear red, green and blue.
func sights() map[string][3][3]float64 {
	return map[string][3][3]float64{
		"full":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
		"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
		"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	}
}

// linear is a #rrggbb colour in linear light (IEC 61966-2-1), as it is seen.
func linear(t *testing.T, color string, sight [3][3]float64) (out [3]float64) {
	t.Helper()
	var in [3]float64
	for i := range in {
		v, err := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("%q: %v", color, err)
		}
		if in[i] = float64(v) / 255; in[i] <= 0.04045 {
			in[i] /= 12.92
		} else {
			in[i] = math.Pow((in[i]+0.055)/1.055, 2.4)
		}
	}
	for i, row := range sight {
		out[i] = math.Max(0, math.Min(1, row[0]*in[0]+row[1]*in[1]+row[2]*in[2]))
	}
	return out
}

// apart is how different two colours look: their distance in CIELAB (D65).
func apart(a, b [3]float64) float64 {
	lab := func(c [3]float64) [3]float64 {
		f := func(v float64) float64 {
			if v > 216.0/24389 {
				return math.Cbrt(v)
			}
			return (24389.0/27*v + 16) / 116
		}
		x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
		y := f(0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2])
		z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
		return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
	}
	p, q := lab(a), lab(b)
	return math.Sqrt(square(p[0]-q[0]) + square(p[1]-q[1]) + square(p[2]-q[2]))
}

// contrast is WCAG 2.1's contrast ratio.
func contrast(a, b [3]float64) float64 {
	light := func(c [3]float64) float64 { return 0.05 + 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	return math.Max(light(a), light(b)) / math.Min(light(a), light(b))
}

// themeColors are the colours of page.css by name, and the hues of color.js.
func themeColors(t *testing.T, dark bool) (named map[string]string, hues []string) {
	t.Helper()
	theme, list := `(?s):root \{(.*?)\}`, "const HUES"
	if dark {
		theme, list = `(?s):root\[data-theme="dark"\] \{(.*?)\}`, "const DARK_HUES"
	}
	named = map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(regexp.MustCompile(theme).FindString(asset("page.css")), -1) {
		named[m[1]] = m[2]
	}
	line := regexp.MustCompile(list + ` = \[[^\]]*\]`).FindString(asset("color.js"))
	if hues = regexp.MustCompile(`#[0-9a-f]{6}`).FindAllString(line, -1); len(hues) != 7 || named["paper"] == "" {
		t.Fatalf("%d hues and the theme %v were found", len(hues), named)
	}
	return named, hues
}

// Everybody can tell the kinds of edges from each other, and what is selected from the
// rest, in light and dark; what carries meaning stands out from the paper 3 to 1
// (WCAG 2.1, 1.4.11), and text 4.5 to 1 (1.4.3).
func TestColoursWithoutFullSight(t *testing.T) {
	for _, dark := range []bool{false, true} {
		named, hues := themeColors(t, dark)
		for name, sight := range sights() {
			t.Run(fmt.Sprintf("dark=%v/%s", dark, name), func(t *testing.T) {
				for i, a := range hues {
					for _, b := range hues[:i] {
						if d := apart(linear(t, a, sight), linear(t, b, sight)); d < 18 { // 2.3 is just noticeable side by side
							t.Errorf("%s and %s are only %.1f apart", a, b, d)
						}
					}
					if c := contrast(linear(t, a, sight), linear(t, named["paper"], sight)); c < 2.9 && name != "full" || c < 3 && name == "full" {
						t.Errorf("%s stands out from the paper only %.2f to 1", a, c)
					}
				}
				if d := apart(linear(t, named["accent"], sight), linear(t, named["rest"], sight)); d < 30 {
					t.Errorf("selected and rest are only %.1f apart", d)
				}
				for _, text := range []string{"ink", "soft", "accent"} {
					if c := contrast(linear(t, named[text], sight), linear(t, named["paper"], sight)); c < 4.5 {
						t.Errorf("%s stands out from the paper only %.2f to 1", text, c)
					}
				}
			})
		}
	}
}
