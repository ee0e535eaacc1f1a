package heatmap

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
)

// data writes a path in the units of the page. Arcs become Bézier curves, which
// any transform keeps.
func (c *svgCanvas) data(path vg.Path) string {
	var b strings.Builder
	started := false
	for _, step := range path {
		switch step.Type {
		case vg.MoveComp:
			c.command(&b, "M", step.Pos)
			started = true
		case vg.LineComp:
			c.command(&b, "L", step.Pos)
		case vg.CurveComp:
			letter := "C"
			if len(step.Control) == 1 {
				letter = "Q"
			}
			c.command(&b, letter, append(append([]vg.Point(nil), step.Control...), step.Pos)...)
		case vg.ArcComp:
			c.arc(&b, step, started)
			started = true
		case vg.CloseComp:
			b.WriteString("Z")
		}
	}
	return b.String()
}

// command writes one letter and its points.
func (c *svgCanvas) command(b *strings.Builder, letter string, points ...vg.Point) {
	b.WriteString(letter)
	for i, pt := range points {
		if i > 0 {
			b.WriteByte(' ')
		}
		x, y := c.now().m.apply(pt.X.Points(), pt.Y.Points())
		b.WriteString(num(x) + "," + num(y))
	}
}

// arc joins the path to the start of an arc and follows it in pieces of at most
// a quarter turn, each a cubic curve with handles of 4/3·tan(angle/4) radii.
func (c *svgCanvas) arc(b *strings.Builder, step vg.PathComp, started bool) {
	at := func(angle float64) (pt, tangent vg.Point) {
		sin, cos := math.Sincos(angle)
		return vg.Point{X: step.Pos.X + step.Radius*vg.Length(cos), Y: step.Pos.Y + step.Radius*vg.Length(sin)},
			vg.Point{X: -step.Radius * vg.Length(sin), Y: step.Radius * vg.Length(cos)}
	}
	from, slope := at(step.Start)
	if started {
		c.command(b, "L", from)
	} else {
		c.command(b, "M", from)
	}
	pieces := max(1, int(math.Ceil(math.Abs(step.Angle)/(math.Pi/2))))
	piece := step.Angle / float64(pieces)
	handle := vg.Length(4.0 / 3 * math.Tan(piece/4))
	for i := 1; i <= pieces; i++ {
		to, next := at(step.Start + float64(i)*piece)
		c.command(b, "C", from.Add(slope.Scale(handle)), to.Sub(next.Scale(handle)), to)
		from, slope = to, next
	}
}
