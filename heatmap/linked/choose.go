package linked

import (
	"fmt"
	"slices"
	"strings"
)

// choose settles which views are on the page and which columns they show.
func (p *plan) choose() error {
	for _, name := range p.opt.Views {
		if !slices.Contains(Views(), name) {
			return fmt.Errorf("linked: unknown view %q: there are %s", name, strings.Join(Views(), ", "))
		}
	}
	var err error
	if p.data.Bars, err = p.columnsOf(p.opt.Bars, p.barColumns()); err != nil {
		return err
	}
	if p.data.Axes, err = p.columnsOf(p.opt.Axes, p.axisColumns()); err != nil {
		return err
	}
	graph, hasGraph, err := p.edges()
	if err != nil {
		return err
	}
	if p.data.Map, err = p.places(); err != nil {
		return err
	}
	can := map[string]bool{
		"graph": hasGraph, "map": p.data.Map != nil,
		"time": true, "week": true, "rows": true,
		"bars": len(p.data.Bars) > 0, "axes": len(p.data.Axes) > 1,
	}
	for _, name := range Views() {
		asked := slices.Contains(p.opt.Views, name)
		if asked && !can[name] {
			return fmt.Errorf("linked: no column of the frame makes the view %q: name its columns in the options", name)
		}
		if can[name] && (asked || p.opt.Views == nil) {
			p.views = append(p.views, name)
		}
	}
	p.data.Views = p.views
	if slices.Contains(p.views, "graph") {
		return p.addGraph(graph)
	}
	return nil
}

// columnsOf turns names into places; without names the default is taken.
func (p *plan) columnsOf(names []string, usual []int) ([]int, error) {
	if names == nil {
		return usual, nil
	}
	places := []int{}
	for _, name := range names {
		i := p.index(name)
		if i < 0 {
			return nil, fmt.Errorf("linked: no column %q: the page has %q", name, p.names())
		}
		places = append(places, i)
	}
	return places, nil
}

func (p *plan) names() []string {
	names := make([]string, len(p.cols))
	for i, c := range p.cols {
		names[i] = c.Name
	}
	return names
}

// barColumns are up to six columns whose values repeat, those of text first.
func (p *plan) barColumns() []int {
	places := []int{}
	for _, kind := range []string{"text", "number"} {
		for i, c := range p.data.Columns {
			if c.Kind == kind && len(places) < 6 && c.Distinct > 1 && (kind == "number" || c.Distinct*2 <= p.rows || c.Distinct <= 50) {
				places = append(places, i)
			}
		}
	}
	slices.Sort(places)
	return places
}

// axisColumns are up to five columns of which lines can tell something: numbers,
// and texts of few enough values.
func (p *plan) axisColumns() []int {
	places := []int{}
	for i, c := range p.data.Columns {
		if len(places) < 5 && c.Distinct > 1 && (c.Kind == "number" || c.Distinct <= 2000) {
			places = append(places, i)
		}
	}
	return places
}
