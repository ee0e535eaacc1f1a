package heatmap

import "gonum.org/v1/plot/vg"

// keyRoom lets the key stand under the first panel's cells.
func (f *facets) keyRoom(p pen, room vg.Rectangle) (left, right vg.Length) {
	return f.place(p, room, 0).Min.X, room.Max.X
}

// place is the room of a panel's cells and bars, below its heading; the panels
// divide the whole evenly. Row labels stand at the left of the first
// column only, column labels under the lowest panel of a column only.
func (f *facets) place(p pen, room vg.Rectangle, i int) vg.Rectangle {
	const gap = 10
	head, left, foot := p.pt(13), p.rowLabelWidth(&f.panels[0].matrix), p.colLabelHeight()+p.pt(3)
	if f.panels[0].matrix.down {
		left += p.pt(12)
	} else {
		foot += p.pt(11)
	}
	w := (room.Size().X - left - p.pt(gap)*vg.Length(f.columns-1)) / vg.Length(f.columns)
	h := (room.Size().Y - foot - p.pt(6)*vg.Length(f.rows-1)) / vg.Length(f.rows)
	col, row := vg.Length(i%f.columns), vg.Length(i/f.columns)
	if !f.headingsFit(p, w) {
		head += p.pt(9)
	}
	x, y := room.Min.X+left+col*(w+p.pt(gap)), room.Max.Y-row*(h+p.pt(6))
	return box(x, y-h, x+w, y-head)
}

func (f *facets) draw(p pen, room vg.Rectangle) {
	for i := range f.panels {
		f.drawPanel(p, f.place(p, room, i), i)
	}
	face := p.face(8.5)
	first, last := f.place(p, room, 0), f.place(p, room, f.columns-1)
	if f.panels[0].matrix.down {
		text := shorten(face, f.axis, room.Size().Y)
		p.writeUp(text, face, p.theme.soft, room.Min.X+p.pt(4), (room.Min.Y+room.Max.Y)/2)
		return
	}
	text := shorten(face, f.axis, last.Max.X-first.Min.X)
	p.write(text, face, p.theme.soft, (first.Min.X+last.Max.X)/2, room.Min.Y+p.pt(3), atMiddle)
}

func (f *facets) drawPanel(p pen, room vg.Rectangle, i int) {
	pn := &f.panels[i]
	cells := room
	if pn.topBars {
		cells.Max.Y -= cells.Size().Y * 0.22
	}
	if pn.endBars {
		cells.Max.X -= cells.Size().X * 0.14
	}
	pl := newPlate(&pn.matrix, cells)
	p.drawCells(&pn.matrix, pl)
	if pn.topBars {
		p.drawTopBars(&pn.matrix, pl, room.Max.Y)
	}
	if pn.endBars {
		p.drawRightBars(&pn.matrix, pl, room.Max.X)
	}
	if i%f.columns == 0 {
		p.drawRowLabels(&pn.matrix, pl)
	}
	if i+f.columns >= len(f.panels) {
		p.drawColLabels(&pn.matrix, pl)
	}
	top := pl.Max.Y + p.pt(3)
	if pn.topBars {
		top = room.Max.Y + p.pt(3)
	}
	f.drawHeading(p, pn, pl.Min.X, top, room.Size().X)
}

// headingsFit tells whether name and number stand side by side in every panel.
func (f *facets) headingsFit(p pen, width vg.Length) bool {
	for _, pn := range f.panels {
		if textWidth(p.bold(8), pn.name)+p.pt(5)+textWidth(p.face(7), pn.note) > width {
			return false
		}
	}
	return true
}

// drawHeading writes the name and, in soft lettering behind or below it, the
// number of events.
func (f *facets) drawHeading(p pen, pn *panel, x, y, width vg.Length) {
	name, note := p.bold(8), p.face(7)
	text := shorten(name, pn.name, width)
	if f.headingsFit(p, width) {
		p.write(pn.note, note, p.theme.soft, x+textWidth(name, text)+p.pt(5), y, atStart)
	} else {
		p.write(shorten(note, pn.note, width), note, p.theme.soft, x, y, atStart)
		y += p.pt(9)
	}
	p.write(text, name, p.theme.text, x, y, atStart)
}
