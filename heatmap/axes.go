package heatmap

import (
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// labelGap is between a cell and its label, in points at scale 1.
const labelGap = 3

// labels returns the names of the columns and of the rows.
func (m *matrix) labels() (cols, rows []string) {
	if m.down {
		return DayNames[:], hourNames
	}
	return hourNames, DayNames[:]
}

// rowLabelWidth is the room to keep left of the cells.
func (p pen) rowLabelWidth(m *matrix) vg.Length {
	_, rows := m.labels()
	return widest(p.face(8), rows) + p.pt(labelGap)
}

// colLabelHeight is the room to keep under the cells.
func (p pen) colLabelHeight() vg.Length { return p.pt(8 + labelGap) }

// drawColLabels writes under the middle of each column, or of each second,
// third… one where there is little room.
func (p pen) drawColLabels(m *matrix, pl plate) {
	names, _ := m.labels()
	face := p.face(8)
	if m.down && widest(face, names) > pl.cw {
		names = initials(names)
	}
	step := labelStep(widest(face, names)*1.5, pl.cw)
	for i := 0; i < len(names); i += step {
		x := pl.Min.X + (vg.Length(i)+0.5)*pl.cw
		p.write(names[i], face, p.theme.text, x, pl.Min.Y-p.pt(labelGap)-capHeight(face), atMiddle)
	}
}

// drawRowLabels writes beside the middle of each row, or of some.
func (p pen) drawRowLabels(m *matrix, pl plate) {
	_, names := m.labels()
	face := p.rowFace(m, pl)
	step := labelStep(face.Font.Size*0.95, pl.ch)
	for i := 0; i < len(names); i += step {
		r := pl.cell(i, 0)
		p.write(names[i], face, p.theme.text, pl.Min.X-p.pt(labelGap), middle(face, (r.Min.Y+r.Max.Y)/2), atEnd)
	}
}

// rowFace is the lettering of the row labels: weekdays shrink before one is left out.
func (p pen) rowFace(m *matrix, pl plate) font.Face {
	face := p.face(8)
	if !m.down && pl.ch < face.Font.Size*0.95 {
		return lettering(max(5, pl.ch/0.95), false)
	}
	return face
}

// labelStep is how many cells a label needs: a number that divides the day evenly.
func labelStep(need, cell vg.Length) int {
	for _, step := range []int{1, 2, 3, 4, 6} {
		if need <= vg.Length(step)*cell {
			return step
		}
	}
	return 12
}

func initials(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = name[:1]
	}
	return out
}
