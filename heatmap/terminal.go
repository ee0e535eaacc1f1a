package heatmap

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// TerminalOptions says how a Grid is drawn in a terminal. The zero value is for
// a dark terminal of 80 columns with 24-bit colour.
type TerminalOptions struct {
	// Measure, Palette, Scale, Min and Max are as in PlotOptions.
	Measure  Measure
	Palette  string
	Scale    string
	Min, Max float64
	// Color is "24bit" (the default), "256" or "none". Without colour, shades
	// stand for the values; a program sets it when NO_COLOR is set, when
	// TERM=dumb, or when the output is not a terminal.
	Color string
	// ASCII keeps to plain ASCII: digits instead of shades, no block characters.
	ASCII bool
	// Numbers writes the values into the cells, which grow to hold them: 3
	// columns for two digits and so on. It asks for a Width that holds 24 of
	// them, or of 0; in a narrower terminal the numbers are left out.
	Numbers bool
	// Half packs two weekdays into one line with half blocks; it needs colour.
	Half bool
	// Light says that the terminal's background is light.
	Light bool
	// Width is the number of columns; 0 means 80, or as many as Numbers need.
	// Under 76, cells are two columns wide; under 52, one.
	Width int
}

// Terminal draws the grid for a terminal, with weekdays, hours, zone, number of
// events and a legend. Unknown options fall back on their defaults, because a
// terminal is no place to fail.
func (g *Grid) Terminal(opt TerminalOptions) string {
	t := g.terminal(opt)
	var b strings.Builder
	b.WriteString(t.head(g))
	b.WriteString(t.hourLine() + "\n")
	if opt.Half && t.color != "none" && !opt.ASCII {
		for d := 0; d < Days; d += 2 {
			b.WriteString(t.halfLine(d) + "\n")
		}
	} else {
		for d := range Days {
			b.WriteString(t.dayLine(d) + "\n")
		}
	}
	b.WriteString(t.legend() + "\n")
	for _, note := range g.Notes {
		b.WriteString(cleanText(note) + "\n")
	}
	return b.String()
}

// head is the headline, its lines no longer than the picture is wide: a label
// is cut, the rest goes on in the next line.
func (t *terminal) head(g *Grid) string {
	width := max(20, 4+t.cell*Hours)
	var b strings.Builder
	line := 0
	for i, text := range strings.Split(g.headline(t.measure), "\n") {
		if runes := []rune(text); i == 0 && g.Label != "" && len(runes) > width {
			text = string(runes[:width-1]) + "…"
		}
		for _, word := range strings.Fields(text) {
			n := utf8.RuneCountInString(word)
			if line > 0 && line+1+n > width {
				b.WriteByte('\n')
				line = 0
			}
			if line > 0 {
				b.WriteByte(' ')
				line++
			}
			b.WriteString(word)
			line += n
		}
		b.WriteByte('\n')
		line = 0
	}
	return b.String()
}

// A terminal is a matrix and the characters it is drawn with.
type terminal struct {
	matrix
	opt   TerminalOptions
	color string
	cell  int // columns of a cell
}

func (g *Grid) terminal(opt TerminalOptions) *terminal {
	if opt.Measure.check() != nil {
		opt.Measure = Counts
	}
	t := &terminal{matrix: newMatrix(g, opt.Measure), opt: opt, color: opt.Color, cell: 3}
	if t.color == "" {
		t.color = "24bit"
	}
	t.fitCells()
	dress := PlotOptions{Palette: opt.Palette, Scale: opt.Scale, Min: opt.Min, Max: opt.Max, Dark: !opt.Light}
	if t.dress(dress, t.all()) != nil {
		// Nothing is wrong with the defaults.
		_ = t.dress(PlotOptions{Dark: !opt.Light}, t.all())
	}
	return t
}

// fitCells chooses how wide the cells are.
func (t *terminal) fitCells() {
	width := t.opt.Width
	if t.opt.Numbers {
		for _, v := range t.all() {
			t.cell = max(t.cell, len(cellText(t.measure, v))+1)
		}
		if width == 0 || width >= 4+t.cell*Hours {
			return
		}
		t.opt.Numbers, t.cell = false, 3
	}
	switch {
	case width > 0 && width < 4+2*Hours:
		t.cell = 1
	case width > 0 && width < 4+3*Hours:
		t.cell = 2
	}
}

// hourLine labels the hours as far as the cells have room.
func (t *terminal) hourLine() string {
	line := []rune(strings.Repeat(" ", 4+t.cell*Hours))
	step := 1
	if t.cell == 2 {
		step = 2
	} else if t.cell == 1 {
		step = 3
	}
	for h := 0; h < Hours; h += step {
		label := fmt.Sprintf("%*d", min(t.cell, 2), h)
		if t.opt.Numbers {
			label = fmt.Sprintf("%*d", t.cell, h)
		} else if t.cell > 2 {
			label = fmt.Sprintf(" %d", h)
		}
		copy(line[4+h*t.cell:], []rune(label))
	}
	return strings.TrimRight(string(line), " ")
}

// dayLine is one weekday in whole blocks.
func (t *terminal) dayLine(day int) string {
	var b strings.Builder
	b.WriteString(DayNames[day] + " ")
	for h := range Hours {
		b.WriteString(t.block(t.values[day][h]))
	}
	return strings.TrimRight(b.String()+t.reset(), " ")
}

// block is one cell.
func (t *terminal) block(v float64) string {
	text := t.inside(v)
	if t.color == "none" || t.opt.ASCII && math.IsNaN(v) {
		return text
	}
	if math.IsNaN(v) {
		return t.reset() + text
	}
	c := t.colors.at(t.scale.at(v))
	return t.paint(48, c) + t.paint(38, ink(c)) + text + t.reset()
}

// inside is the text of a cell, as wide as the cell.
func (t *terminal) inside(v float64) string {
	switch {
	case math.IsNaN(v) && t.opt.Numbers:
		return strings.Repeat(" ", t.cell-1) + strings.TrimSpace(pad("·", "?", t))
	case math.IsNaN(v):
		return pad("·", "?", t)
	case t.opt.Numbers:
		return fmt.Sprintf("%*s", t.cell, cellText(t.measure, v))
	case t.color != "none":
		return strings.Repeat(" ", t.cell)
	case t.opt.ASCII:
		return pad(t.mark(v), t.mark(v), t)
	default:
		return strings.Repeat(t.mark(v), t.cell)
	}
}

// pad centres a mark in a cell.
func pad(mark, ascii string, t *terminal) string {
	if t.opt.ASCII {
		mark = ascii
	}
	return strings.Repeat(" ", (t.cell-1)/2) + mark + strings.Repeat(" ", t.cell/2)
}

// shadeOf and digitOf stand for a place 0 to 1 on the scale without colour.
// Only zero is blank.
func shadeOf(at float64) string {
	shades := []string{"░", "▒", "▓", "█"}
	if at <= 0 {
		return " "
	}
	return shades[min(3, int(at*4))]
}

func digitOf(at float64) string {
	if at <= 0 {
		return "."
	}
	return fmt.Sprint(min(9, int(at*9)+1))
}

// halfLine is two weekdays: the upper half of each character is the first, the
// lower half the second.
func (t *terminal) halfLine(day int) string {
	name := DayNames[day]
	var b strings.Builder
	b.WriteString(name + " ")
	for h := range Hours {
		b.WriteString(t.halves(day, h))
	}
	b.WriteString(t.reset())
	if day+1 < Days {
		b.WriteString(" " + DayNames[day+1])
	}
	return b.String()
}

func (t *terminal) halves(day, hour int) string {
	upper, lower := t.values[day][hour], math.NaN()
	if day+1 < Days {
		lower = t.values[day+1][hour]
	}
	paint := func(layer int, v float64) string { return t.paint(layer, t.colors.at(t.scale.at(v))) }
	switch {
	case math.IsNaN(upper) && math.IsNaN(lower):
		return t.reset() + pad("·", "?", t)
	case math.IsNaN(upper):
		return t.reset() + paint(38, lower) + strings.Repeat("▄", t.cell)
	case math.IsNaN(lower):
		return t.reset() + paint(38, upper) + strings.Repeat("▀", t.cell)
	default:
		return paint(38, upper) + paint(48, lower) + strings.Repeat("▀", t.cell)
	}
}
