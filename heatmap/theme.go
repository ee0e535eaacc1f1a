package heatmap

import "image/color"

// A theme is the colours of everything but the cells.
type theme struct {
	background color.RGBA
	text       color.RGBA // title and labels
	soft       color.RGBA // subtitle, caption, axis titles
	bar        color.RGBA // marginal bars
	blank      color.RGBA // a cell without data
	hatch      color.RGBA // the lines over it
	band       color.RGBA // the working-hours outline
	halo       color.RGBA // the line under the outline
}

func rgb(rgb uint32) color.RGBA {
	return color.RGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 255}
}

var (
	lightTheme = theme{
		background: rgb(0xffffff), text: rgb(0x1b1f24), soft: rgb(0x59626d), bar: rgb(0x97a1ac),
		blank: rgb(0xf1f1f2), hatch: rgb(0xc3c8cd), band: rgb(0xc2410c), halo: rgb(0xffffff),
	}
	darkTheme = theme{
		background: rgb(0x14171c), text: rgb(0xe8ebef), soft: rgb(0xa3adb8), bar: rgb(0x66717e),
		blank: rgb(0x262b32), hatch: rgb(0x4a535e), band: rgb(0xff9d5c), halo: rgb(0x14171c),
	}
)

// themeOf returns the colours of a light or a dark picture.
func themeOf(dark bool) theme {
	if dark {
		return darkTheme
	}
	return lightTheme
}

// tableOn returns a palette's colours for a light or a dark background.
func (r ramp) tableOn(dark bool) colorTable {
	table := r.table()
	if dark && r.light {
		return table.reversed()
	}
	return table
}

// ink returns the colour, of near-black and near-white, that reads best on a cell.
func ink(cell color.RGBA) color.RGBA {
	dark, light := rgb(0x15181c), rgb(0xffffff)
	if contrast(cell, dark) >= contrast(cell, light) {
		return dark
	}
	return light
}
