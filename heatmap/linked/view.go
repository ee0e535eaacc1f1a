package linked

import (
	"fmt"
	"html/template"

	"github.com/hourprint/hourprint/heatmap"
)

// view is a page ready for its template: every text safe to read.
type view struct {
	Title, Subtitle, Made string
	Notes, Warnings       []string
	Zone                  string
	Views                 []string
	Stills                []still
	Rows, Timed           int64

	Policy string // Content-Security-Policy
	Style  template.CSS
	Early  template.JS // runs before anything is drawn
	Script template.JS
	Data   template.JS
	Blocks []template.HTML // base64, which needs no escape
}

// still is a picture for readers without scripts.
type still struct {
	Heading, Caption string
	Light            template.URL
	Dark             template.Srcset
}

// view prepares the page for its template.
func (p *plan) view(df heatmap.DataFrame) (*view, error) {
	parts := fixedParts()
	v := &view{
		Title: visible(p.title()), Subtitle: visible(p.opt.Subtitle), Made: visible(p.opt.Made),
		Views: p.views, Rows: int64(p.rows), Timed: int64(p.timed), Zone: p.data.Zones[0].Name,
		Policy: parts.policy, Style: parts.style, Early: parts.early, Script: parts.script,
	}
	for _, note := range p.opt.Notes {
		v.Notes = append(v.Notes, visible(note))
	}
	if p.from == "assumed" {
		p.warnings = append(p.warnings, "The stamps carry no zone. They were read as UTC; if they are local times, every hour here shifts with them.")
	}
	for _, w := range p.warnings {
		v.Warnings = append(v.Warnings, visible(w))
	}
	if err := p.stills(v, df); err != nil {
		return nil, err
	}
	var err error
	if v.Data, err = p.data.asJSON(); err != nil {
		return nil, err
	}
	for _, block := range p.blocks.list {
		v.Blocks = append(v.Blocks, template.HTML(block))
	}
	return v, nil
}

// stills draws the pictures for readers without scripts.
func (p *plan) stills(v *view, df heatmap.DataFrame) error {
	grid, err := heatmap.Group(df, heatmap.GroupOptions{Zone: p.data.Zones[0].Name})
	if err != nil {
		return fmt.Errorf("linked: %w", err)
	}
	light, err := heatmap.Draw(grid, heatmap.PlotOptions{Title: p.title()})
	if err != nil {
		return fmt.Errorf("linked: %w", err)
	}
	p.week = light
	dark, err := heatmap.Draw(grid, heatmap.PlotOptions{Title: p.title(), Dark: true})
	if err != nil {
		return fmt.Errorf("linked: %w", err)
	}
	v.Stills = append(v.Stills, still{Heading: "Week", Light: asImage(light.SVG()), Dark: template.Srcset(asImage(dark.SVG())),
		Caption: "All rows by weekday and hour in " + grid.Zone})
	v.Stills = append(v.Stills, p.drawings()...)
	return nil
}
