package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/report"
)

// drawCommand draws the heat map.
type drawCommand struct {
	countable
	Output    string   `short:"o" placeholder:"FILE" help:"File to write: .png, .svg, .pdf, or .html for an interactive page. Default: draw in the terminal."`
	Beside    []string `placeholder:"ZONES" help:"Draw the same events in these zones too, side by side: Europe/Berlin,Asia/Shanghai."`
	CompareAt string   `placeholder:"T" help:"Draw what changed at this time: the difference of the hours from it on and before it, each cell tested. In the terminal: the changed hours as text."`
	Top       int      `default:"12" placeholder:"N" help:"With --by: draw the N values that have the most events. Default: 12."`
	Measure   string   `enum:"count,rate,share" default:"count" help:"What the colours show: count, rate (events an observed hour) or share. Default: count."`
	Palette   string   `placeholder:"NAME" help:"Colours: ${palettes}."`
	Scale     string   `enum:"linear,log,quantile" default:"linear" help:"Colour scale: linear, log or quantile. Default: linear."`
	Title     string   `placeholder:"TEXT" help:"Title of the picture."`
	Numbers   bool     `help:"Write the numbers into the cells."`
	HoursDown bool     `help:"Weekdays across and hours down, instead of hours across."`
	Band      string   `placeholder:"H-H" help:"Outline these working hours, Monday to Friday: 9-18."`
	Dark      bool     `help:"Light on dark."`
	Color     string   `enum:"auto,always,never" default:"auto" help:"Colour in the terminal: auto, always or never. Default: auto."`
	Light     bool     `help:"The terminal has a light background."`
	ASCII     bool     `name:"ascii" help:"Draw in the terminal with digits instead of shades and blocks."`
}

// Run counts and draws. When some files fail, the picture shows the others, and
// the failure is the exit status.
func (c *drawCommand) Run(ctx context.Context, term terminal) error {
	look, err := c.look()
	if err != nil {
		return err
	}
	tally, failure := c.tally(ctx, term)
	if tally == nil {
		return failure
	}
	c.account(term, tally)
	switch {
	case c.CompareAt != "":
		err = c.difference(term, tally, look)
	case c.Output == "":
		err = c.inTerminal(term, tally, look)
	default:
		err = c.inFile(tally, look)
	}
	if err != nil {
		return err
	}
	if c.Output != "" {
		fmt.Fprintln(term.err, "wrote", c.Output)
	}
	return failure
}

// look turns the flags into plot options; what cannot be drawn is a usage error.
func (c *drawCommand) look() (heatmap.PlotOptions, error) {
	look := heatmap.PlotOptions{
		Measure: heatmap.Measure(c.Measure), Palette: c.Palette, Scale: c.Scale,
		Title: c.Title, Numbers: c.Numbers, HoursDown: c.HoursDown, Dark: c.Dark,
	}
	if c.Palette != "" && !slices.Contains(heatmap.Palettes(), c.Palette) {
		return look, usageError{fmt.Errorf("--palette %q: there are %s", c.Palette, strings.Join(heatmap.Palettes(), ", "))}
	}
	if ext := strings.ToLower(filepath.Ext(c.Output)); c.Output != "" && !slices.Contains([]string{".png", ".svg", ".pdf", ".html"}, ext) {
		return look, usageError{fmt.Errorf("-o %s: name a file that ends in .png, .svg, .pdf or .html", c.Output)}
	}
	if c.Band != "" {
		var week heatmap.Week
		if n, err := fmt.Sscanf(c.Band, "%d-%d", &week.From, &week.To); n != 2 || err != nil || week.From < 0 || week.From > 23 || week.To < 1 || week.To > 24 {
			return look, usageError{fmt.Errorf("--band %q: write two hours such as 9-18", c.Band)}
		}
		look.Band = &week
	}
	if c.CompareAt != "" && (c.By != "" || len(c.Beside) > 0 || strings.EqualFold(filepath.Ext(c.Output), ".html")) {
		return look, usageError{errors.New("--compare-at draws one difference map: leave out --by and --beside, and name a .png, .svg or .pdf")}
	}
	if c.Top < 1 {
		return look, usageError{fmt.Errorf("--top %d: draw at least one", c.Top)}
	}
	return look, nil
}

// difference draws what changed at a time, or says it in the terminal.
func (c *drawCommand) difference(term terminal, tally *heatmap.Tally, look heatmap.PlotOptions) error {
	measure := look.Measure
	if measure == heatmap.Counts { // of periods that differ in length
		measure = heatmap.Rates
	}
	change, err := compareAt(c.CompareAt, tally.Grid, measure)
	if err != nil {
		return err
	}
	if c.Output == "" {
		_, err = io.WriteString(term.out, change.String())
		return err
	}
	figure, err := change.Draw(look)
	if err != nil {
		return err
	}
	return figure.Save(c.Output)
}

// panels are the grids that go side by side: the zones or the groups asked for.
func (c *drawCommand) panels(tally *heatmap.Tally) ([]*heatmap.Grid, error) {
	switch {
	case len(tally.Groups) > 0:
		return tally.Groups[:min(c.Top, len(tally.Groups))], nil
	case len(c.Beside) == 0:
		return nil, nil
	}
	panels := []*heatmap.Grid{tally.Grid}
	for _, zone := range c.Beside {
		moved, err := tally.Grid.In(zone)
		if err != nil {
			return nil, usageError{fmt.Errorf("--beside: %w", err)}
		}
		panels = append(panels, moved)
	}
	return panels, nil
}

// inFile writes the picture; the file appears whole or not at all.
func (c *drawCommand) inFile(tally *heatmap.Tally, look heatmap.PlotOptions) error {
	if strings.EqualFold(filepath.Ext(c.Output), ".html") {
		page := report.Page{
			Title: c.Title, Grid: tally.Grid, Groups: tally.Groups[:min(c.Top, len(tally.Groups))],
			Sources: tally.Sources, Warnings: tally.Warnings,
		}
		if len(c.Beside) > 0 {
			page.Zones = c.Beside
		}
		return report.Write(c.Output, page)
	}
	panels, err := c.panels(tally)
	if err != nil {
		return err
	}
	figure, err := drawn(tally.Grid, panels, look)
	if err != nil {
		return err
	}
	return figure.Save(c.Output)
}

// drawn is the picture of one grid, or of several beside each other.
func drawn(whole *heatmap.Grid, panels []*heatmap.Grid, look heatmap.PlotOptions) (*heatmap.Figure, error) {
	if len(panels) == 0 {
		return heatmap.Draw(whole, look)
	}
	return heatmap.Facet(panels, heatmap.FacetOptions{PlotOptions: look})
}

// inTerminal draws with characters.
func (c *drawCommand) inTerminal(term terminal, tally *heatmap.Tally, look heatmap.PlotOptions) error {
	panels, err := c.panels(tally)
	if err != nil {
		return err
	}
	if len(panels) == 0 {
		panels = []*heatmap.Grid{tally.Grid}
	}
	for i, g := range panels {
		if i > 0 {
			fmt.Fprintln(term.out)
		}
		text := g.Terminal(heatmap.TerminalOptions{
			Measure: look.Measure, Palette: look.Palette, Scale: look.Scale, Numbers: look.Numbers,
			Color: c.colors(term), ASCII: c.ASCII, Light: c.Light, Width: columns(term),
		})
		if _, err := io.WriteString(term.out, text); err != nil {
			return err
		}
	}
	return nil
}

// colors says how many colours the terminal is given: see https://no-color.org
// and, for 24-bit colour, what terminals set in COLORTERM.
func (c *drawCommand) colors(term terminal) string {
	many := "256"
	if found := os.Getenv("COLORTERM"); found == "truecolor" || found == "24bit" {
		many = "24bit"
	}
	switch {
	case c.Color == "always":
		return "24bit"
	case c.Color == "never" || !isTerminal(term.out) || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb":
		return "none"
	}
	return many
}
