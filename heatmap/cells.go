package heatmap

import (
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// drawCells draws the cells, their numbers and the outline of the working hours.
func (p pen) drawCells(m *matrix, pl plate) {
	for row := range pl.rows {
		for col := range pl.cols {
			p.drawCell(m, pl, row, col)
		}
	}
	if m.numbers {
		p.drawNumbers(m, pl)
	}
	if m.band != nil {
		p.drawBand(m, pl)
	}
}

// gutter is the line of background between two cells.
func (pl plate) gutter() vg.Length {
	if min(pl.cw, pl.ch) < 4 {
		return 0
	}
	return 0.5
}

func (p pen) drawCell(m *matrix, pl plate, row, col int) {
	day, hour := m.cell(row, col)
	r := pl.cell(row, col)
	r.Max.X -= pl.gutter()
	r.Min.Y += pl.gutter()
	if m.tips != nil {
		p.tip(m.tips[day][hour])
	}
	v := m.values[day][hour]
	if math.IsNaN(v) {
		p.fill(r, p.theme.blank)
		p.hatch(r)
		return
	}
	p.fill(r, m.colors.at(m.scale.at(v)))
}

// hatchStep is the distance between the lines of the hatching, in points.
const hatchStep = 4

// hatch covers a rectangle with rising lines, which run on from cell to cell.
func (p pen) hatch(r vg.Rectangle) {
	var pairs []vg.Point
	// A line is x - y = d; the corners give the first and the last d.
	first := math.Ceil(float64(r.Min.X-r.Max.Y) / hatchStep)
	last := math.Floor(float64(r.Max.X-r.Min.Y) / hatchStep)
	for i := first; i <= last; i++ {
		d := vg.Length(i * hatchStep)
		from := max(r.Min.X, r.Min.Y+d)
		to := min(r.Max.X, r.Max.Y+d)
		if to > from {
			pairs = append(pairs, vg.Point{X: from, Y: from - d}, vg.Point{X: to, Y: to - d})
		}
	}
	p.lines(0.5, p.theme.hatch, pairs...)
}

// drawNumbers writes each cell's value in lettering that fits the widest of them.
func (p pen) drawNumbers(m *matrix, pl plate) {
	face := p.numberFace(m, pl)
	for row := range pl.rows {
		for col := range pl.cols {
			day, hour := m.cell(row, col)
			v := m.values[day][hour]
			if math.IsNaN(v) {
				continue
			}
			r := pl.cell(row, col)
			c := ink(m.colors.at(m.scale.at(v)))
			x := (r.Min.X + r.Max.X - pl.gutter()) / 2
			p.write(cellNumber(m.measure, v), face, c, x, middle(face, (r.Min.Y+r.Max.Y)/2), atMiddle)
		}
	}
}

// numberFace is the largest lettering up to that of the labels in which every
// number fits its cell.
func (p pen) numberFace(m *matrix, pl plate) font.Face {
	face := p.face(8)
	var texts []string
	for _, v := range m.all() {
		texts = append(texts, cellNumber(m.measure, v))
	}
	room := pl.cw * 0.88
	if w := widest(face, texts); w > room {
		face = lettering(face.Font.Size*room/w, false)
	}
	if size := pl.ch * 0.85; face.Font.Size > size {
		face = lettering(size, false)
	}
	return face
}

// drawBand outlines the cells of the working week, over a halo that keeps it
// clear of any colour.
func (p pen) drawBand(m *matrix, pl plate) {
	edges := bandEdges(m, pl)
	p.lines(p.pt(3), p.theme.halo, edges...)
	p.lines(p.pt(1.5), p.theme.band, edges...)
}

// bandEdges are the borders between a cell of the working week and one outside it.
func bandEdges(m *matrix, pl plate) []vg.Point {
	return edgesOf(pl, func(row, col int) bool {
		day, hour := m.cell(row, col)
		return m.band.Holds(day, hour)
	})
}

// edgesOf are the borders between cells that belong to a set and those that do not.
func edgesOf(pl plate, belongs func(row, col int) bool) []vg.Point {
	holds := func(row, col int) bool {
		return row >= 0 && col >= 0 && row < pl.rows && col < pl.cols && belongs(row, col)
	}
	half := pl.gutter() / 2
	corner := func(row, col int) vg.Point {
		return vg.Point{X: pl.Min.X + vg.Length(col)*pl.cw - half, Y: pl.Max.Y - vg.Length(row)*pl.ch + half}
	}
	var out []vg.Point
	for row := 0; row <= pl.rows; row++ {
		for col := range pl.cols {
			if holds(row, col) != holds(row-1, col) {
				out = appendEdge(out, corner(row, col), corner(row, col+1))
			}
		}
	}
	for col := 0; col <= pl.cols; col++ {
		for row := range pl.rows {
			if holds(row, col) != holds(row, col-1) {
				out = appendEdge(out, corner(row, col), corner(row+1, col))
			}
		}
	}
	return squareEnds(out)
}

// appendEdge joins an edge to the last one where it goes straight on from it.
func appendEdge(edges []vg.Point, from, to vg.Point) []vg.Point {
	n := len(edges)
	if n > 0 && edges[n-1] == from && (edges[n-2].Y == to.Y || edges[n-2].X == to.X) {
		edges[n-1] = to
		return edges
	}
	return append(edges, from, to)
}

// squareEnds lengthens each edge a little, so that corners close.
func squareEnds(edges []vg.Point) []vg.Point {
	const more = 0.75
	for i := 0; i+1 < len(edges); i += 2 {
		if edges[i].Y == edges[i+1].Y {
			edges[i].X -= more
			edges[i+1].X += more
		} else {
			edges[i].Y += more
			edges[i+1].Y -= more
		}
	}
	return edges
}
