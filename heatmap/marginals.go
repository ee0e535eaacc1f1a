package heatmap

import (
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// The bars above the cells show the columns together, those at the right the
// rows together.

// drawTopBars draws a bar over each column into the strip from the cells up to top.
func (p pen) drawTopBars(m *matrix, pl plate, top vg.Length) {
	values, _ := m.bars()
	face := p.face(6.5)
	texts := barTexts(m.measure, values, widestBarText(face, m.measure, values) <= pl.cw-1)
	base := pl.Max.Y + p.pt(2.5)
	most := top - base - face.Font.Size
	peak := math.Abs(values[peakOf(values)])
	for i, v := range values {
		if math.IsNaN(v) || v == 0 {
			continue
		}
		x := pl.Min.X + vg.Length(i)*pl.cw
		height := max(0.5, most*vg.Length(math.Abs(v)/peak))
		p.fill(box(x, base, x+pl.cw-pl.gutter()*2, base+height), p.theme.bar)
		p.write(texts[i], face, p.theme.soft, x+pl.cw/2, base+height+p.pt(1.5), atMiddle)
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
		p.fill(box(base, r.Min.Y+pl.gutter()*2, base+length, r.Max.Y), p.theme.bar)
		p.write(texts[i], face, p.theme.soft, base+length+p.pt(2), middle(face, (r.Min.Y+r.Max.Y)/2), atStart)
	}
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
	if m == Shares {
		return percent(v)
	}
	return short(v)
}

func widestBarText(face font.Face, m Measure, values []float64) vg.Length {
	return widest(face, barTexts(m, values, true))
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
