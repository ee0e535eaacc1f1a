package server

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// The logo is an hourprint in small: seven rows of days, Monday first, by
// twenty-four columns of hours, of somebody who works from nine to six and
// looks in on Saturday.
const (
	days, hours = 7, 24
	logoSize    = 64
	logoEdge    = 2  // pixels left and right
	logoTop     = 10 // pixels above and below
)

// shades are the colours of the logo, from none to much.
var shades = [...]color.RGBA{{0xe8, 0xee, 0xf4, 0xff}, {0x9f, 0xc6, 0xdf, 0xff}, {0x3d, 0x86, 0xbd, 0xff}, {0x0b, 0x3f, 0x73, 0xff}}

// shade returns how much the logo shows in an hour of a day.
func shade(day, hour int) int {
	switch {
	case day < 5 && hour >= 10 && hour < 17 && hour != 13:
		return 3
	case day < 5 && hour >= 9 && hour < 18:
		return 2
	case day < 5 && hour >= 8 && hour < 21 || day == 5 && hour >= 11 && hour < 15:
		return 1
	}
	return 0
}

// logoPNG returns the logo as a PNG of 64 × 64 pixels.
func logoPNG() ([]byte, error) {
	picture := image.NewRGBA(image.Rect(0, 0, logoSize, logoSize))
	for y := logoTop; y < logoSize-logoTop; y++ {
		for x := logoEdge; x < logoSize-logoEdge; x++ {
			day := (y - logoTop) * days / (logoSize - 2*logoTop)
			hour := (x - logoEdge) * hours / (logoSize - 2*logoEdge)
			picture.SetRGBA(x, y, shades[shade(day, hour)])
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, picture)
	return b.Bytes(), err
}

// logoSVG returns the logo as an SVG, in units of an hour by a day.
func logoSVG() []byte {
	var b bytes.Buffer
	const height = 17 // of a day, when an hour is 10 wide: the same shape as the PNG
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -66 260 260" shape-rendering="crispEdges">`+"\n")
	for day := range days {
		for hour := range hours {
			c := shades[shade(day, hour)]
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="10" height="%d" fill="#%02x%02x%02x"/>`+"\n", hour*10, day*height, height, c.R, c.G, c.B)
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}
