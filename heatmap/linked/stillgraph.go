package linked

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// drawGraph is the graph; where it has many links, as many of them as a picture can
// hold, taken evenly.
func (p *plan) drawGraph() still {
	const size, most, strokes = 620, 5000, 25
	d := newDrawing(size+140, size+8) // with room for labels at the right
	place := func(i int32) (x, y float64) {
		return float64(p.netX[i]) * size / 65535, float64(p.netY[i]) * size / 65535
	}
	drawn := min(most, len(p.net.links))
	length := 0.0
	paths := make([]strings.Builder, strokes)
	for i := range drawn {
		l := p.net.links[i*len(p.net.links)/drawn]
		x0, y0 := place(l[0])
		x1, y1 := place(l[1])
		fmt.Fprintf(&paths[i%strokes], "M%.0f %.0fL%.0f %.0f", x0, y0, x1, y1)
		length += math.Hypot(x1-x0, y1-y0)
	}
	for i := range paths { // overlapping lines of one path do not add up, those of several do
		if paths[i].Len() > 0 {
			fmt.Fprintf(d, `<path class="e" stroke-opacity="%.2f" d="%s"/>`, math.Max(0.06, math.Min(0.7, 0.35*size*size/length)), &paths[i])
		}
	}
	wide := math.Max(1.5, 5-math.Log10(float64(len(p.net.names)+1)))
	fmt.Fprintf(d, `<path class="n" stroke-width="%.1f" d="`, wide)
	for i := range p.net.names {
		x, y := place(int32(i))
		fmt.Fprintf(d, "M%.0f %.0fh0", x, y)
	}
	d.WriteString(`"/>`)
	named := 10
	if len(p.net.names) <= 80 {
		named = len(p.net.names)
	}
	for i, name := range p.net.names[:named] {
		x, y := place(int32(i))
		d.label(x+4, y+4, name)
	}
	caption := plural(int64(len(p.net.names)), "node") + " and the links between them"
	if drawn < len(p.net.links) {
		caption += fmt.Sprintf("; the picture shows %s of %s", thousands(int64(drawn)), plural(int64(len(p.net.links)), "link"))
	}
	return d.image("Graph", caption)
}

// axisSteps is how many places an axis of the picture has.
const axisSteps = 32

// drawAxes are the parallel coordinates: between neighbours a line for each pair of
// places, the stronger the more rows.
func (p *plan) drawAxes() still {
	const wide, tall = 820, 280
	d := newDrawing(960, tall+60)
	x := func(i int) float64 { return 70 + float64(i)*wide/float64(len(p.data.Axes)-1) }
	y := func(step int) float64 { return 30 + tall*(1-(float64(step)+0.5)/axisSteps) }
	steps := make([]func(row int) int, len(p.data.Axes))
	ends := make([][2]string, len(p.data.Axes))
	for i, at := range p.data.Axes {
		steps[i], ends[i] = p.axisSteps(p.cols[at], p.data.Columns[at].Log)
	}
	for i := range steps[1:] {
		var counts [axisSteps * axisSteps]int
		for row := range p.rows {
			if a, b := steps[i](row), steps[i+1](row); a >= 0 && b >= 0 {
				counts[a*axisSteps+b]++
			}
		}
		most := math.Log(float64(slices.Max(counts[:]) + 1))
		for code, n := range counts {
			if n > 0 {
				fmt.Fprintf(d, `<path class="e" stroke-opacity="%.2f" d="M%.0f %.0fL%.0f %.0f"/>`, 0.1+0.8*math.Log(float64(n+1))/most, x(i), y(code/axisSteps), x(i+1), y(code%axisSteps))
			}
		}
	}
	for i, at := range p.data.Axes {
		fmt.Fprintf(d, `<path class="n" d="M%.0f 30V%d"/>`, x(i), 30+tall)
		d.label(x(i)-30, 14, p.cols[at].Name)
		d.label(x(i)+5, 42, ends[i][1])
		d.label(x(i)+5, 26+tall, ends[i][0])
	}
	return d.image("Parallel coordinates", "All rows that have a value on both axes; the stronger a line, the more rows")
}

// axisSteps gives the step of every row on an axis, -1 where there is no value, and
// what stands at the axis's lower and upper end.
func (p *plan) axisSteps(c *heatmap.Column, log bool) (step func(row int) int, ends [2]string) {
	value := func(row int) float64 { return c.Numbers[row] }
	if c.Texts != nil {
		texts := slices.Clone(c.Texts)
		slices.Sort(texts)
		texts = slices.Compact(texts)
		ends = [2]string{texts[0], texts[len(texts)-1]}
		rank := make(map[string]float64, len(texts))
		for i, text := range texts {
			rank[text] = float64(i)
		}
		value = func(row int) float64 { return rank[c.Texts[row]] }
	} else if log {
		value = func(row int) float64 { return math.Log10(math.Max(c.Numbers[row], 0)) } // -Inf lies at the bottom
	}
	low, high := math.Inf(1), math.Inf(-1)
	least, most := low, high // as they stand in the column
	for row := range p.rows {
		if v := value(row); !c.IsMissing(row) && !math.IsInf(v, 0) {
			low, high = math.Min(low, v), math.Max(high, v)
			if c.Texts == nil {
				least, most = math.Min(least, c.Numbers[row]), math.Max(most, c.Numbers[row])
			}
		}
	}
	if c.Texts == nil {
		show := func(v float64) string {
			if v == math.Trunc(v) && math.Abs(v) < 1e15 {
				return thousands(int64(v))
			}
			return fmt.Sprintf("%.4g", v)
		}
		if ends = [2]string{show(least), show(most)}; log {
			ends = [2]string{show(least), show(most) + " (log)"}
		}
	}
	return func(row int) int {
		if c.IsMissing(row) {
			return -1
		}
		return int(math.Max(0, math.Min(axisSteps-1, (value(row)-low)/math.Max(1e-300, high-low)*axisSteps)))
	}, ends
}
