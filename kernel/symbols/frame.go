package symbols

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-gota/gota/series"
)

const (
	mostRows   = 20 // of a table; longer ones show as many from both ends
	widestCell = 60 // code points of a cell in the text form
)

// A column of a table to show.
type column struct {
	name, kind string
	cell       func(row int) series.Element
}

// text is what a cell shows.
func (c column) text(row int) string {
	e := c.cell(row)
	if e.IsNA() {
		return "NaN"
	}
	if c.kind == string(series.Float) {
		return strconv.FormatFloat(e.Float(), 'g', 6, 64)
	}
	return e.String()
}

// numeric reports whether the column is set to the right.
func (c column) numeric() bool {
	return c.kind == string(series.Float) || c.kind == string(series.Int)
}

// tableForms shows columns as an HTML table and as text.
func tableForms(what string, columns []column, rows int) map[string]any {
	title := fmt.Sprintf("%s: %s × %s", what, count(rows, "row"), count(len(columns), "column"))
	return map[string]any{
		"text/html":  htmlTable(title, columns, rows),
		"text/plain": textTable(title, columns, rows),
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// shownRows lists the rows to show; -1 stands for those left out.
func shownRows(rows int) []int {
	var shown []int
	for row := range rows {
		switch {
		case rows <= mostRows || row < mostRows/2 || row >= rows-mostRows/2:
			shown = append(shown, row)
		case row == mostRows/2:
			shown = append(shown, -1)
		}
	}
	return shown
}

// leftOut says how many rows are not shown.
func leftOut(rows int) string { return "… " + count(rows-mostRows, "more row") + " …" }

func htmlTable(title string, columns []column, rows int) string {
	var b strings.Builder
	b.WriteString("<table>\n<caption>" + html.EscapeString(title) + "</caption>\n<thead><tr><th></th>")
	for _, c := range columns {
		fmt.Fprintf(&b, "<th title=\"%s\">%s</th>", html.EscapeString(c.kind), html.EscapeString(c.name))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range shownRows(rows) {
		if row < 0 {
			fmt.Fprintf(&b, "<tr><td colspan=\"%d\">%s</td></tr>\n", len(columns)+1, leftOut(rows))
			continue
		}
		fmt.Fprintf(&b, "<tr><th>%d</th>", row)
		for _, c := range columns {
			align := "left"
			if c.numeric() {
				align = "right"
			}
			fmt.Fprintf(&b, "<td style=\"text-align:%s\">%s</td>", align, html.EscapeString(c.text(row)))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n")
	return b.String()
}

func textTable(title string, columns []column, rows int) string {
	lines := [][]string{{""}}
	for _, c := range columns {
		lines[0] = append(lines[0], c.name)
	}
	for _, row := range shownRows(rows) {
		if row < 0 {
			lines = append(lines, nil)
			continue
		}
		line := []string{strconv.Itoa(row)}
		for _, c := range columns {
			line = append(line, oneLine(c.text(row)))
		}
		lines = append(lines, line)
	}
	widths := make([]int, len(columns)+1)
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	b.WriteString(title + "\n")
	for _, line := range lines {
		if line == nil {
			b.WriteString("  " + leftOut(rows) + "\n")
			continue
		}
		b.WriteString(strings.TrimRight(aligned(line, widths, columns), " ") + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// aligned sets a line's cells to their widths: numbers right, text left.
func aligned(line []string, widths []int, columns []column) string {
	var b strings.Builder
	for i, cell := range line {
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i == 0 || columns[i-1].numeric() {
			b.WriteString(pad + cell + "  ")
		} else {
			b.WriteString(cell + pad + "  ")
		}
	}
	return b.String()
}

// oneLine shortens a cell to what fits on a line.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= widestCell {
		return s
	}
	return string([]rune(s)[:widestCell-1]) + "…"
}
