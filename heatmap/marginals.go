package heatmap

import (
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// The bars above the cells show the columns together, those at the right the
// rows together.

// barPart is how much of a row's or a column's width its bar takes.
const barPart = 0.7

// drawTopBars draws a bar over each column into the strip from the cells up to top.
func (p pen) drawTopBars(m *matrix, pl plate, top vg.Length) {
	values, _ := m.bars()
	face := p.face(6.5)
	texts := topTexts(m.measure, values, face, pl.cw-p.pt(2))
	base := pl.Max.Y + p.pt(2.5)
	most := top - base - face.Font.Size
	peak := math.Abs(values[peakOf(values)])
	for i, v := range values {
		if math.IsNaN(v) || v == 0 {
			continue
		}
		center := pl.Min.X + (vg.Length(i)+0.5)*pl.cw - pl.gutter()/2
		half := snap(min(pl.cw*barPart, p.pt(26)) / 2)
		height := max(0.5, most*vg.Length(math.Abs(v)/peak))
		p.fill(box(center-half, base, center+half, base+height), p.theme.bar)
		p.write(texts[i], face, p.theme.soft, center, base+height+p.pt(1.5), atMiddle)
	}
}

// drawRightBars draws a bar beside each row into the strip from the cells to right.
func (p pen) drawRightBars(m *matrix, pl plate, right vg.Length) {
	_, values := m.bars()
	face := p.face(6.5)
	texts := barTexts(m.measure, values, face.Font.Size*0.95 <= pl.ch)
	base := pl.Max.X + p.pt(2.5)
	most := right - base - widest(face, texts) - p.pt(2)
	peak := math.Abs(values[peakOf(values)])
	for i, v := range values {
		if math.IsNaN(v) || v == 0 {
			continue
		}
		r := pl.cell(i, 0)
		length := max(0.5, most*vg.Length(math.Abs(v)/peak))
		center := (r.Min.Y + r.Max.Y + pl.gutter()) / 2
		half := snap(min(pl.ch*barPart, p.pt(14)) / 2)
		p.fill(box(base, center-half, base+length, center+half), p.theme.bar)
		p.write(texts[i], face, p.theme.soft, base+length+p.pt(2), middle(face, center), atStart)
	}
}

// topTexts are the values over the columns: in full where all of them fit side
// by side, in short where they fit so, or else only the largest.
func topTexts(m Measure, values []float64, face font.Face, room vg.Length) []string {
	texts := barTexts(m, values, true)
	if widest(face, texts) <= room {
		return texts
	}
	for i, v := range values {
		texts[i] = cellNumber(m, v)
	}
	if m != Shares && widest(face, texts) <= room {
		return texts
	}
	return barTexts(m, values, false)
}

// barTexts are the values at the ends of the bars: all of them where they fit,
// or else only that of the longest bar.
func barTexts(m Measure, values []float64, fit bool) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		if (fit || i == peakOf(values)) && !math.IsNaN(v) {
			texts[i] = barText(m, v)
		}
	}
	return texts
}

func barText(m Measure, v float64) string {
	switch {
	case m == Shares:
		return percent(v)
	case m != Rates && math.Abs(v) < 100_000:
		return thousands(int64(math.Round(v)))
	default:
		return cellNumber(m, v)
	}
}

// peakOf is the first of the largest values, by size without sign; 0 when there is none.
func peakOf(values []float64) int {
	peak := 0
	for i, v := range values {
		if math.Abs(v) > math.Abs(values[peak]) || math.IsNaN(values[peak]) {
			peak = i
		}
	}
	return peak
}
