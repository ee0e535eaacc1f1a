package heatmap

import (
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// A colorKey explains the colours: a bar with ticks and unit, a patch for zero
// where zero has a colour of its own, and a patch for "no data" where there is any.
type colorKey struct {
	scale   colorScale
	colors  colorTable
	measure Measure
	gaps    bool
	name    string // what the colours show, if it is not the measure's own unit
}

// barSteps is how many stripes make the gradient of a bar.
const barSteps = 96

// keyHeight is the room that a key needs.
func (p pen) keyHeight() vg.Length { return p.pt(7 + 3 + 7) }

// drawKey draws the key with its upper left corner at (x, y), at most width wide.
func (p pen) drawKey(k colorKey, x, y, width vg.Length) {
	face := p.face(7.5)
	end := x + width
	if !k.scale.empty {
		unit := k.unit(face, width)
		room := width - textWidth(face, unit) - p.pt(6)
		if k.gaps {
			room -= p.noDataWidth(face)
		}
		x = p.drawBar(k, x, y, min(p.pt(210), room))
		p.write(unit, face, p.theme.text, x+p.pt(6), middle(face, y-p.pt(3.5)), atStart)
		x += p.pt(6) + textWidth(face, unit) + p.pt(14)
	}
	if k.gaps {
		p.drawNoData(face, min(x, end-p.noDataWidth(face)+p.pt(14)), y)
	}
}

// unit is the unit's name, in short where it would take too much of the width.
func (k colorKey) unit(face font.Face, width vg.Length) string {
	unit := k.measure.Unit()
	if k.name != "" {
		return k.name
	}
	if k.measure == Rates && textWidth(face, unit) > width*0.35 {
		return "events/h"
	}
	return unit
}

func (p pen) noDataWidth(face font.Face) vg.Length {
	return p.pt(14+10+4) + textWidth(face, "no data")
}

// drawNoData draws the patch for cells that were never observed.
func (p pen) drawNoData(face font.Face, x, y vg.Length) {
	r := box(x, y-p.pt(7), x+p.pt(10), y)
	p.fill(r, p.theme.blank)
	p.hatch(r)
	p.write("no data", face, p.theme.text, r.Max.X+p.pt(4), middle(face, y-p.pt(3.5)), atStart)
}

// drawBar draws patch, bar and ticks and returns where it ends.
func (p pen) drawBar(k colorKey, x, y, width vg.Length) vg.Length {
	bottom := y - p.pt(7)
	end := x + width
	var ticks []placedTick
	if k.scale.zero {
		p.fill(box(x, bottom, x+p.pt(10), y), k.colors.at(0))
		p.outline(box(x, bottom, x+p.pt(10), y))
		label := cellText(k.measure, 0)
		if k.measure == Shares {
			label += " %"
		}
		ticks = append(ticks, placedTick{x: x + p.pt(5), label: label, bare: true})
		x += p.zeroGap(k, label)
	}
	if k.scale.kind == Quantile && k.scale.classes() == 0 {
		p.drawTicks(ticks, bottom)
		return x
	}
	bar := box(x, bottom, end, y)
	p.drawGradient(k, bar)
	p.outline(bar)
	for _, t := range k.scale.ticks(k.measure, p.tickCount(width)) {
		ticks = append(ticks, placedTick{x: x + vg.Length(t.at)*(end-x), label: t.label})
	}
	p.drawTicks(ticks, bottom)
	return end
}

// zeroGap is the way from the patch for zero to the bar, so that the label of
// the bar's start has room beside that of zero.
func (p pen) zeroGap(k colorKey, zero string) vg.Length {
	ticks := k.scale.ticks(k.measure, 2)
	if len(ticks) == 0 {
		return p.pt(15)
	}
	face := p.face(7)
	return max(p.pt(15), p.pt(5+4)+(textWidth(face, zero)+textWidth(face, ticks[0].label))/2)
}

// tickCount is how many ticks fit a bar.
func (p pen) tickCount(width vg.Length) int {
	return max(2, min(6, int(width/p.pt(34))))
}

// drawGradient paints the bar in stripes, each over the rest of the bar, so that
// no seam shows between two; a quantile scale has one stripe a class.
func (p pen) drawGradient(k colorKey, r vg.Rectangle) {
	n := barSteps
	if k.scale.kind == Quantile {
		n = k.scale.classes()
	}
	for i := range n {
		x := r.Min.X + vg.Length(i)/vg.Length(n)*r.Size().X
		t := (float64(i) + 0.5) / float64(n)
		switch k.scale.kind {
		case Quantile:
			t = float64(i+1) / float64(n)
		case Log:
			t = logFloor + (1-logFloor)*t
		}
		p.fill(box(x, r.Min.Y, r.Max.X, r.Max.Y), k.colors.at(t))
	}
}

// outline draws the thin border that shows a colour close to the background.
func (p pen) outline(r vg.Rectangle) {
	a, b := r.Min, r.Max
	c, d := vg.Point{X: b.X, Y: a.Y}, vg.Point{X: a.X, Y: b.Y}
	p.lines(0.5, p.theme.bar, a, c, c, b, b, d, d, a)
}

// A placedTick is a label under the bar; a bare one has no tick mark.
type placedTick struct {
	x     vg.Length
	label string
	bare  bool
}

// drawTicks writes the labels, leaving out those that would touch a neighbour;
// the first and the last stay.
func (p pen) drawTicks(ticks []placedTick, bottom vg.Length) {
	face := p.face(7)
	free := vg.Length(-1e9) // up to here the line is taken
	for i, t := range ticks {
		half := textWidth(face, t.label) / 2
		last := ticks[len(ticks)-1]
		lastLeft := last.x - textWidth(face, last.label)/2
		if i < len(ticks)-1 && (t.x-half < free || t.x+half+p.pt(3) > lastLeft) && i > 0 {
			continue
		}
		if !t.bare {
			p.lines(0.5, p.theme.soft, vg.Point{X: t.x, Y: bottom}, vg.Point{X: t.x, Y: bottom - p.pt(2)})
		}
		p.write(t.label, face, p.theme.text, t.x, bottom-p.pt(3)-capHeight(face), atMiddle)
		free = t.x + half + p.pt(3)
	}
}
