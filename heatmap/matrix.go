package heatmap

import (
	"fmt"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// A matrix is one week of values as it is drawn: with or without events behind
// it, so that a difference of two grids is drawn by the same code.
type matrix struct {
	values  [Days][Hours]float64 // NaN is no data
	byDay   [Days]float64        // what the bars at the sides show; NaN is no bar
	byHour  [Hours]float64
	measure Measure
	tips    *[Days][Hours]string // what a cell says of itself; nil for nothing

	scale   colorScale
	colors  colorTable
	down    bool // weekdays across and hours down
	numbers bool
	band    *Week
}

// newMatrix takes a measure of a grid.
func newMatrix(g *Grid, m Measure) matrix {
	return matrix{
		values: g.Matrix(m), byDay: g.weekdayBars(m), byHour: g.hourBars(m),
		measure: m, tips: g.tips(),
	}
}

// weekdayBars is the measure of whole weekdays; NaN where nothing was observed.
func (g *Grid) weekdayBars(m Measure) [Days]float64 {
	hours := g.HoursByWeekday()
	var bars [Days]float64
	for d, n := range g.ByWeekday() {
		bars[d] = g.barValue(m, n, hours[d])
	}
	return bars
}

// hourBars is the measure of whole hours of the day.
func (g *Grid) hourBars(m Measure) [Hours]float64 {
	hours := g.HoursByHour()
	var bars [Hours]float64
	for h, n := range g.ByHour() {
		bars[h] = g.barValue(m, n, hours[h])
	}
	return bars
}

// barValue is the measure of several cells together: their sum, their share, or
// their events an hour observed in any of them.
func (g *Grid) barValue(m Measure, events int64, hours float64) float64 {
	whole := Grid{Events: g.Events, source: g.source}
	whole.Counts[0][0], whole.Hours[0][0] = events, hours
	return whole.Value(m, 0, 0)
}

// tips says of each cell when it is, its events, share, rate and hours observed.
func (g *Grid) tips() *[Days][Hours]string {
	var tips [Days][Hours]string
	for d := range tips {
		for h := range tips[d] {
			tips[d][h] = fmt.Sprintf("%s %02d–%02d h: %s", DayNames[d], h, h+1, g.tip(d, h))
		}
	}
	return &tips
}

func (g *Grid) tip(day, hour int) string {
	if !g.observed(day, hour) && !g.byHand() {
		return "no data"
	}
	text := plural(g.Counts[day][hour], "event")
	if g.Events > 0 {
		text += ", " + percent(g.Share(day, hour))
	}
	if hours := g.Hours[day][hour]; hours > 0 {
		text += ", " + short(g.Rate(day, hour)) + " an hour in " + trimZeros(strconv.FormatFloat(hours, 'f', 1, 64)) + " observed"
	}
	return text
}

// rows and cols are the sides of the matrix as drawn.
func (m *matrix) rows() int {
	if m.down {
		return Hours
	}
	return Days
}

func (m *matrix) cols() int {
	if m.down {
		return Days
	}
	return Hours
}

// cell turns a row, counted from the top, and a column into a weekday and an hour.
func (m *matrix) cell(row, col int) (day, hour int) {
	if m.down {
		return col, row
	}
	return row, col
}

// bars returns the sums along the columns and along the rows, as drawn.
func (m *matrix) bars() (cols, rows []float64) {
	if m.down {
		return m.byDay[:], m.byHour[:]
	}
	return m.byHour[:], m.byDay[:]
}

// all returns the values in one slice.
func (m *matrix) all() []float64 {
	out := make([]float64, 0, Days*Hours)
	for d := range m.values {
		out = append(out, m.values[d][:]...)
	}
	return out
}

// gaps tells whether a cell has no data.
func (m *matrix) gaps() bool { return len(finite(m.all())) < Days*Hours }

// hourNames are the labels of the hours: cell 14 is the hour from 14:00 to 15:00.
var hourNames = func() []string {
	names := make([]string, Hours)
	for h := range names {
		names[h] = strconv.Itoa(h)
	}
	return names
}()

// A plate is the place of a matrix on paper: its cells, whole half points large.
type plate struct {
	vg.Rectangle
	cols, rows int
	cw, ch     vg.Length // a cell's width and height
}

// newPlate fits whole cells into a room, at its lower left.
func newPlate(m *matrix, room vg.Rectangle) plate {
	pl := plate{cols: m.cols(), rows: m.rows()}
	pl.cw = max(0.5, snapDown(room.Size().X/vg.Length(pl.cols)))
	pl.ch = max(0.5, snapDown(room.Size().Y/vg.Length(pl.rows)))
	x, y := snap(room.Min.X), snap(room.Min.Y)
	pl.Rectangle = box(x, y, x+pl.cw*vg.Length(pl.cols), y+pl.ch*vg.Length(pl.rows))
	return pl
}

// cell returns the rectangle of a cell; row 0 is at the top.
func (pl plate) cell(row, col int) vg.Rectangle {
	x, y := pl.Min.X+vg.Length(col)*pl.cw, pl.Max.Y-vg.Length(row)*pl.ch
	return box(x, y-pl.ch, x+pl.cw, y)
}
