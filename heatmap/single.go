package heatmap

import "gonum.org/v1/plot/vg"

// A single is one heat map with its axes and its bars at the sides.
type single struct {
	matrix  matrix
	across  string // title of the horizontal axis
	upright string // title of the vertical axis
	topBars bool
	endBars bool
}

// room is what the parts around the cells take.
type singleRoom struct{ left, right, top, bottom vg.Length }

func (s *single) around(p pen, room vg.Rectangle) singleRoom {
	r := singleRoom{left: p.rowLabelWidth(&s.matrix), bottom: p.colLabelHeight()}
	if s.across != "" {
		r.bottom += p.pt(12)
	}
	if s.upright != "" {
		r.left += p.pt(12)
	}
	if s.topBars {
		r.top = min(max(room.Size().Y*0.19, p.pt(24)), p.pt(52))
	}
	if s.endBars {
		r.right = min(max(room.Size().X*0.13, p.pt(44)), p.pt(90))
	}
	return r
}

// plate is the place of the cells in a room. Cells keep a shape in which a day
// can be followed: no more than 2.6 times as high or 6 times as wide as they are
// wide or high.
func (s *single) plate(p pen, room vg.Rectangle) plate {
	r := s.around(p, room)
	inner := box(room.Min.X+r.left, room.Min.Y+r.bottom, room.Max.X-r.right, room.Max.Y-r.top)
	size := inner.Size()
	cols, rows := vg.Length(s.matrix.cols()), vg.Length(s.matrix.rows())
	if most := size.X / cols * 2.6 * rows; size.Y > most {
		inner.Max.Y -= (size.Y - most) / 2
		inner.Min.Y = inner.Max.Y - most
	}
	if most := size.Y / rows * 6 * cols; size.X > most {
		inner.Max.X = inner.Min.X + most
	}
	return newPlate(&s.matrix, inner)
}

// keyRoom lets the key stand under the cells.
func (s *single) keyRoom(p pen, room vg.Rectangle) (left, right vg.Length) {
	return s.plate(p, room).Min.X, room.Max.X
}

func (s *single) draw(p pen, room vg.Rectangle) {
	pl := s.plate(p, room)
	r := s.around(p, room)
	p.drawCells(&s.matrix, pl)
	p.drawColLabels(&s.matrix, pl)
	p.drawRowLabels(&s.matrix, pl)
	if s.topBars {
		p.drawTopBars(&s.matrix, pl, room.Max.Y)
	}
	if s.endBars {
		p.drawRightBars(&s.matrix, pl, pl.Max.X+r.right)
	}
	face := p.face(8.5)
	middleX, middleY := (pl.Min.X+pl.Max.X)/2, (pl.Min.Y+pl.Max.Y)/2
	p.write(shorten(face, s.across, pl.Size().X), face, p.theme.soft, middleX, pl.Min.Y-p.colLabelHeight()-p.pt(9), atMiddle)
	if s.upright != "" {
		x := pl.Min.X - p.rowLabelWidth(&s.matrix) - p.pt(7)
		p.writeUp(shorten(face, s.upright, pl.Size().Y), face, p.theme.soft, x, middleY)
	}
}
