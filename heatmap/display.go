package heatmap

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Grid shows itself: a notebook finds the methods SVG, PNG and String by
// their names, and needs to know nothing else of this package.

// SVG returns the default picture of the grid as an SVG document.
func (g *Grid) SVG() string { return g.figure().SVG() }

// PNG returns the default picture of the grid as a PNG image.
func (g *Grid) PNG() []byte { return g.figure().PNG() }

// figure is the default picture. Its options hold no mistake, so that an error
// is a programmer's.
func (g *Grid) figure() *Figure {
	f, err := Draw(g, PlotOptions{})
	if err != nil {
		panic("heatmap: the default picture cannot be drawn: " + err.Error())
	}
	return f
}

// String returns the counts as a plain table for terminals and logs, with sums,
// the zone and the number of events. A cell that was never observed is "-".
func (g *Grid) String() string {
	header := make([]string, 0, Hours+2)
	header = append(append(append(header, ""), hourNames...), "sum")
	rows := [][]string{header}
	byDay, byHour := g.ByWeekday(), g.ByHour()
	for d := range Days {
		row := []string{DayNames[d]}
		for h := range Hours {
			row = append(row, g.countText(d, h))
		}
		rows = append(rows, append(row, strconv.FormatInt(byDay[d], 10)))
	}
	sums := []string{"sum"}
	for _, n := range byHour {
		sums = append(sums, strconv.FormatInt(n, 10))
	}
	rows = append(rows, append(sums, strconv.FormatInt(g.Events, 10)))
	return g.headline(Counts) + "\n" + columns(rows)
}

// countText is a cell's count, or "-" where nothing was observed.
func (g *Grid) countText(day, hour int) string {
	if math.IsNaN(g.Value(Counts, day, hour)) {
		return "-"
	}
	return strconv.FormatInt(g.Counts[day][hour], 10)
}

// headline says what is counted, where and how much, below the label.
func (g *Grid) headline(m Measure) string {
	text := m.subject() + " by weekday and hour in " + g.zoneName()
	if assumption := g.assumption(); assumption != "" {
		text += ", " + assumption
	}
	text += ": " + g.countAndSpan()
	if label := cleanText(g.Label); label != "" {
		text = label + "\n" + text
	}
	return text
}

// columns aligns the cells of a table: the first column left, the others right.
func columns(rows [][]string) string {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "%-*s", width[0], row[0])
		for i, cell := range row[1:] {
			fmt.Fprintf(&b, " %*s", width[i+1], cell)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// CSV returns the counts as a table: the line "weekday,0,1,…,23", then a line a
// weekday, Monday first. A cell that was never observed is empty.
func (g *Grid) CSV() string { return g.MatrixCSV(Counts) }

// MatrixCSV returns a measure as CSV does the counts, every number in full.
func (g *Grid) MatrixCSV(m Measure) string {
	var b strings.Builder
	b.WriteString("weekday," + strings.Join(hourNames, ",") + "\n")
	for d := range Days {
		b.WriteString(DayNames[d])
		for h := range Hours {
			b.WriteByte(',')
			if v := g.Value(m, d, h); !math.IsNaN(v) {
				b.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
