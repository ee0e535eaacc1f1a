package report

import (
	"fmt"
	"strconv"

	"github.com/hourprint/hourprint/heatmap"
)

// tableRow is an hour of the tables of 168 numbers: its seven cells and their sum.
type tableRow struct {
	Head  string
	Cells []string
	Sum   string
}

// table is one of the two tables of 168 numbers, hours down.
type table struct {
	ID, Caption string
	Columns     []string
	Rows        []tableRow
}

// newTable gathers what its template needs.
func newTable(id, caption string, columns []string, rows []tableRow) table {
	return table{ID: id, Caption: caption, Columns: columns, Rows: rows}
}

// countTable writes the 168 counts, an hour a row, with the totals last; a cell
// that was never observed is a dash.
func countTable(g *heatmap.Grid) []tableRow {
	var rows []tableRow
	byHour := g.ByHour()
	for h := range heatmap.Hours {
		row := tableRow{Head: fmt.Sprintf("%02d:00", h), Sum: thousands(byHour[h])}
		for d := range heatmap.Days {
			text := "–"
			if v := g.Value(heatmap.Counts, d, h); v == v { // NaN is unlike itself
				text = thousands(g.Counts[d][h])
			}
			row.Cells = append(row.Cells, text)
		}
		rows = append(rows, row)
	}
	sum := tableRow{Head: "All", Sum: thousands(g.Events)}
	for _, n := range g.ByWeekday() {
		sum.Cells = append(sum.Cells, thousands(n))
	}
	return append(rows, sum)
}

// hourTable writes the observed hours in the same shape.
func hourTable(g *heatmap.Grid) []tableRow {
	var rows []tableRow
	byHour := g.HoursByHour()
	for h := range heatmap.Hours {
		row := tableRow{Head: fmt.Sprintf("%02d:00", h), Sum: hourText(byHour[h])}
		for d := range heatmap.Days {
			row.Cells = append(row.Cells, hourText(g.Hours[d][h]))
		}
		rows = append(rows, row)
	}
	sum, total := tableRow{Head: "All"}, 0.0
	for _, hours := range g.HoursByWeekday() {
		sum.Cells = append(sum.Cells, hourText(hours))
		total += hours
	}
	sum.Sum = hourText(total)
	return append(rows, sum)
}

// hourText writes a number of hours, with a fraction only where there is one.
func hourText(hours float64) string {
	whole := int64(hours)
	if float64(whole) == hours {
		return thousands(whole)
	}
	return strconv.FormatFloat(hours, 'f', -1, 64)
}

// observedText says how many hours were observed.
func observedText(hours string) string {
	if hours == "1" {
		return "1 hour observed"
	}
	return hours + " hours observed"
}
