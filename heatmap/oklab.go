package heatmap

import (
	"image/color"
	"math"
)

// lab is a colour in OKLab, in which equal distances look about equally far
// apart: l is the lightness 0 to 1, a runs from green to red, b from blue to
// yellow. The matrices are those of Björn Ottosson, "A perceptual color space
// for image processing" (2020), https://bottosson.github.io/posts/oklab/.
type lab struct{ l, a, b float64 }

// labOf converts a colour written 0xRRGGBB.
func labOf(rgb uint32) lab {
	r, g, b := linear(uint8(rgb>>16)), linear(uint8(rgb>>8)), linear(uint8(rgb))
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return lab{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// rgb converts back to the screen's colours; what lies outside them is clipped.
func (c lab) rgb() color.RGBA {
	l := cube(c.l + 0.3963377774*c.a + 0.2158037573*c.b)
	m := cube(c.l - 0.1055613458*c.a - 0.0638541728*c.b)
	s := cube(c.l - 0.0894841775*c.a - 1.2914855480*c.b)
	return color.RGBA{
		R: screen(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		G: screen(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		B: screen(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
		A: 255,
	}
}

func (c lab) toward(to lab, t float64) lab {
	return lab{c.l + t*(to.l-c.l), c.a + t*(to.a-c.a), c.b + t*(to.b-c.b)}
}

func (c lab) distance(to lab) float64 {
	return math.Sqrt((c.l-to.l)*(c.l-to.l) + (c.a-to.a)*(c.a-to.a) + (c.b-to.b)*(c.b-to.b))
}

func cube(x float64) float64 { return x * x * x }

// linear and screen are the transfer function of sRGB (IEC 61966-2-1) and its inverse.
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func screen(x float64) uint8 {
	x = math.Min(1, math.Max(0, x))
	if x <= 0.0031308 {
		x *= 12.92
	} else {
		x = 1.055*math.Pow(x, 1/2.4) - 0.055
	}
	return uint8(math.Round(x * 255))
}

// luminance is the relative luminance 0 to 1 of WCAG 2.1.
func luminance(c color.RGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// contrast is the contrast ratio 1 to 21 of WCAG 2.1.
func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}
