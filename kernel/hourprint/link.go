package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/linked"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// linkCommand makes the page of linked views.
type linkCommand struct {
	selection
	Output  string   `short:"o" required:"" placeholder:"FILE.html" help:"The page to write."`
	Title   string   `placeholder:"TEXT" help:"Heading of the page."`
	Zones   []string `placeholder:"ZONES" help:"Zones that the page can switch to. Default: one for most hours of the world's working day."`
	Columns []string `placeholder:"COLUMNS" help:"Columns that travel with the page. Default: all."`
	Views   []string `placeholder:"VIEWS" help:"Views on the page: ${views}. Default: all that the columns allow."`
	Bars    []string `placeholder:"COLUMNS" help:"Columns drawn as bars."`
	Axes    []string `placeholder:"COLUMNS" help:"Columns of the parallel coordinates."`
	Log     []string `placeholder:"COLUMNS" help:"Columns of numbers that begin on a logarithmic scale. Default: those that span three decades."`

	Place       []string `group:"map" placeholder:"LAT,LON" help:"Columns of a row's place, in degrees. Default: columns named so."`
	FromPlace   []string `group:"map" placeholder:"LAT,LON" help:"Columns of where an arc to that place begins."`
	Address     string   `group:"map" placeholder:"COLUMN" help:"Column of IP addresses to look up in --places."`
	FromAddress string   `group:"map" placeholder:"COLUMN" help:"Column of IP addresses where arcs begin."`
	Places      string   `group:"map" placeholder:"FILE.mmdb" help:"Database of places in MaxMind's format."`

	Edge   []string `group:"graph" placeholder:"FROM,TO" help:"Columns of the two ends of an edge, such as src,dst. Default: columns named so."`
	Weight string   `group:"graph" placeholder:"COLUMN" help:"Column of numbers, such as bytes, that edges add up and that makes them strong. Default: rows make them strong."`
	Kind   string   `group:"graph" placeholder:"COLUMN" help:"Column that colours the edges, such as proto."`
	Nodes  int      `group:"graph" placeholder:"N" help:"Nodes laid out, those with the most neighbours. Default: 5000."`
	Seed   uint64   `group:"graph" placeholder:"N" help:"Another number gives another layout."`
}

// Run reads, packs and writes. When some files fail, the page holds the others,
// and the failure is the exit status.
func (c *linkCommand) Run(ctx context.Context, term terminal) error {
	look, err := c.look()
	if err != nil {
		return err
	}
	reading, failure := c.reading(ctx, term)
	if reading == nil {
		return failure
	}
	fmt.Fprint(term.err, reading)
	df, err := c.timed(reading)
	if err != nil {
		return errors.Join(err, failure)
	}
	page, err := linked.Page(df, look)
	if err != nil {
		return err
	}
	if err := page.Save(c.Output); err != nil {
		return err
	}
	fmt.Fprintf(term.err, "%s\nwrote %s\n", page, c.Output)
	return failure
}

// reading reads the files, showing progress.
func (c *linkCommand) reading(ctx context.Context, term terminal) (*heatmap.Reading, error) {
	opt, err := c.countOptions()
	if err != nil {
		return nil, err
	}
	bar := newProgress(term.err)
	opt.Read.Progress = bar.update
	reading, err := heatmap.ReadLogContext(ctx, opt.Read, c.Files...)
	bar.finish()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return reading, err
}

// timed parses the times of what was read, from the column that was found.
func (c *linkCommand) timed(reading *heatmap.Reading) (heatmap.DataFrame, error) {
	opt := heatmap.TimeOptions{Column: c.Time, Zone: c.Zone, SourceZone: c.SourceZone, DateOrder: c.DateOrder, Year: c.Year}
	for _, source := range reading.Sources {
		if source.TimeColumn == "" || c.Time != "" {
			continue
		}
		if opt.Column != "" && opt.Column != source.TimeColumn {
			return reading.Frame, usageError{fmt.Errorf("the files have different time columns (%q and %q): name one with --time", opt.Column, source.TimeColumn)}
		}
		opt.Column = source.TimeColumn
		if known := source.ZoneFrom == "header" || source.ZoneFrom == "stated"; known && opt.SourceZone == "" {
			if _, err := timelog.LoadZone(source.Zone); err == nil {
				opt.SourceZone = source.Zone
			}
		}
	}
	if opt.Column == "" {
		return reading.Frame, fmt.Errorf("no column of times was found: name it with --time")
	}
	return heatmap.WithTimeOptions(reading.Frame, opt)
}

// look turns the flags into options; what makes no sense is a usage error.
func (c *linkCommand) look() (linked.Options, error) {
	look := linked.Options{
		Title: c.Title, Zone: c.Zone, Zones: c.Zones, Columns: c.Columns, Views: c.Views, Bars: c.Bars, Axes: c.Axes, Log: c.Log,
		Map:   linked.MapOptions{Address: c.Address, FromAddress: c.FromAddress, Database: c.Places},
		Graph: linked.GraphOptions{Weight: c.Weight, Color: c.Kind, Seed: c.Seed, Most: c.Nodes},
	}
	if ext := strings.ToLower(filepath.Ext(c.Output)); ext != ".html" && ext != ".htm" {
		return look, usageError{fmt.Errorf("-o %s: name a file that ends in .html", c.Output)}
	}
	for _, name := range c.Views {
		if !slices.Contains(linked.Views(), name) {
			return look, usageError{fmt.Errorf("--views %q: there are %s", name, strings.Join(linked.Views(), ", "))}
		}
	}
	for _, pair := range []struct {
		flag         string
		given        []string
		first, other *string
	}{{"--place", c.Place, &look.Map.Lat, &look.Map.Lon}, {"--from-place", c.FromPlace, &look.Map.FromLat, &look.Map.FromLon}, {"--edge", c.Edge, &look.Graph.From, &look.Graph.To}} {
		switch len(pair.given) {
		case 0:
		case 2:
			*pair.first, *pair.other = pair.given[0], pair.given[1]
		default:
			return look, usageError{fmt.Errorf("%s %s: name two columns with a comma between them", pair.flag, strings.Join(pair.given, ","))}
		}
	}
	if c.By != "" && c.Bars == nil {
		look.Bars = []string{c.By}
	}
	if (c.Address == "") != (c.Places == "") {
		return look, usageError{errors.New("--address and --places belong together: the column of addresses and the database to look them up in")}
	}
	return look, nil
}
