package report

import (
	"fmt"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// mostMultiples is how many small pictures are drawn; the choice above the map has all groups.
const mostMultiples = 48

// groupsView is the small multiples.
type groupsView struct {
	Multiples []multiple
	First     int   // the index of the first group among the page's grids
	Left      int64 // groups without a picture
}

// multiple is one small picture: seven rows of 24 cells, its own colour scale.
type multiple struct {
	Index  int // among the page's grids
	Label  string
	Events string
	Most   string // the count of its busiest cell
	Cells  []cellGroup
}

// cellGroup are the cells of one colour, as an SVG path; the empty colour marks
// cells never observed.
type cellGroup struct {
	Color string
	Path  string
}

// newGroups draws the groups; nil without any.
func newGroups(groups []*heatmap.Grid, data *pageData) *groupsView {
	if len(groups) == 0 {
		return nil
	}
	v := &groupsView{First: len(data.Grids) - len(groups)}
	shown := min(len(groups), mostMultiples)
	v.Left = int64(len(groups) - shown)
	for i, g := range groups[:shown] {
		v.Multiples = append(v.Multiples, newMultiple(v.First+i, g, data.Palettes[0]))
	}
	return v
}

// newMultiple draws a grid small, on a linear scale from zero to its busiest cell.
func newMultiple(index int, g *heatmap.Grid, palette paletteRow) multiple {
	var most int64
	for _, row := range g.Counts {
		for _, n := range row {
			most = max(most, n)
		}
	}
	paths := map[string]*strings.Builder{}
	var order []string
	for d, row := range g.Counts {
		for h, n := range row {
			color := ""
			if v := g.Value(heatmap.Counts, d, h); v == v { // NaN is unlike itself
				color = palette.at(float64(n) / float64(max(1, most)))
			}
			if paths[color] == nil {
				paths[color] = &strings.Builder{}
				order = append(order, color)
			}
			fmt.Fprintf(paths[color], "M%d %dh9v9h-9z", h*10, d*10)
		}
	}
	m := multiple{Index: index, Label: labelOf(g), Events: plural(g.Events, "event"), Most: thousands(most)}
	for _, color := range order {
		m.Cells = append(m.Cells, cellGroup{Color: color, Path: paths[color].String()})
	}
	return m
}

// at is the colour at a place from 0 to 1, as "#rrggbb".
func (p paletteRow) at(place float64) string {
	i := int(place*float64(paletteSteps-1) + 0.5)
	return "#" + p.Colors[6*i:6*i+6]
}
