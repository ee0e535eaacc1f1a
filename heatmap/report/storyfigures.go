package report

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// storyFigure is a picture of a write-up in its shapes.
type storyFigure struct {
	Name, Caption string
	Light         template.URL
	Dark          template.Srcset
	svg           string
	png           []byte
}

// figurePair is a picture on a local clock and the same in UTC beside it; Twin is
// nil where the picture itself is in UTC.
type figurePair struct{ Local, Twin *storyFigure }

// draw makes the figures: each candidate zone beside UTC, the groups, and what the
// author adds.
func (s *story) draw() error {
	utc, err := s.weekIn("UTC")
	if err != nil {
		return err
	}
	pairs := [][2]int{}
	s.Figures = []storyFigure{*utc}
	for _, g := range s.zones {
		if zoneOfGrid(g) == "UTC" {
			continue
		}
		f, err := s.weekIn(zoneOfGrid(g))
		if err != nil {
			return err
		}
		s.Figures = append(s.Figures, *f)
		pairs = append(pairs, [2]int{len(s.Figures) - 1, 0})
	}
	if len(pairs) == 0 {
		pairs = append(pairs, [2]int{0, -1})
	}
	if pairs, err = s.drawChange(pairs); err != nil {
		return err
	}
	if pairs, err = s.drawGroups(pairs); err != nil {
		return err
	}
	if pairs, err = s.drawMore(pairs); err != nil {
		return err
	}
	for _, p := range pairs { // not before all figures are there: the slice has moved
		pair := figurePair{Local: &s.Figures[p[0]]}
		if p[1] >= 0 {
			pair.Twin = &s.Figures[p[1]]
		}
		s.Pairs = append(s.Pairs, pair)
	}
	return nil
}

// weekIn draws the week in a zone, the working week outlined. The picture itself
// says zone, n, span, hours observed and scale, because figures get copied out of
// reports.
func (s *story) weekIn(zone string) (*storyFigure, error) {
	g, err := s.zones[0].In(zone)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	g.Notes = append(append([]string(nil), g.Notes...), observedNote(g))
	week := s.c.Week
	caption := fmt.Sprintf("Events by weekday and hour in %s; outlined, %s.", zoneOfGrid(g), s.Week)
	return s.figure("week-"+slug(zoneOfGrid(g)), caption, func(dark bool) (*heatmap.Figure, error) {
		return heatmap.Draw(g, heatmap.PlotOptions{Band: &week, Dark: dark})
	})
}

// observedNote says how long was watched and how the colours run.
func observedNote(g *heatmap.Grid) string {
	hours := 0.0
	for _, h := range g.HoursByWeekday() {
		hours += h
	}
	return observedText(hourText(hours)) + "; colour scale linear, from 0"
}

// drawGroups draws the groups side by side, in the Grid's zone and in UTC.
func (s *story) drawGroups(pairs [][2]int) ([][2]int, error) {
	if len(s.groups) == 0 {
		return pairs, nil
	}
	shown := s.groups[:min(len(s.groups), 12)]
	zones := []string{zoneOfGrid(s.zones[0])}
	if zones[0] != "UTC" {
		zones = append(zones, "UTC")
	}
	by := "by group"
	if s.c.By != "" {
		by = fmt.Sprintf("for each value of \"%s\"", s.say(s.c.By))
	}
	at := [2]int{len(s.Figures), -1}
	for i, zone := range zones {
		var grids []*heatmap.Grid
		for _, g := range shown {
			moved, err := g.In(zone)
			if err != nil {
				return nil, fmt.Errorf("report: group %q: %w", g.Label, err)
			}
			grids = append(grids, moved)
		}
		grids[0].Notes = []string{observedNote(grids[0])}
		caption := fmt.Sprintf("The same %s in %s; each panel has colours of its own.", by, zone)
		if len(shown) < len(s.groups) {
			caption = fmt.Sprintf("The same %s in %s, the %d largest of %d; each panel has colours of its own.", by, zone, len(shown), len(s.groups))
		}
		f, err := s.figure("groups-"+slug(zone), caption, func(dark bool) (*heatmap.Figure, error) {
			opt := heatmap.FacetOptions{OwnScales: true}
			opt.Dark = dark
			return heatmap.Facet(grids, opt)
		})
		if err != nil {
			return nil, err
		}
		at[i] = len(s.Figures)
		s.Figures = append(s.Figures, *f)
	}
	return append(pairs, at), nil
}

// drawMore takes the figures of the author's.
func (s *story) drawMore(pairs [][2]int) ([][2]int, error) {
	for i, f := range s.c.Figures {
		if f.Figure == nil {
			return nil, fmt.Errorf("report: figure %d has no picture", i+1)
		}
		at := [2]int{len(s.Figures), -1}
		name := s0(slug(f.Name), fmt.Sprintf("figure-%d", i+1))
		for j, fig := range []*heatmap.Figure{f.Figure, f.UTC} {
			if fig == nil {
				continue
			}
			if j == 1 {
				name += "-utc"
			}
			for _, there := range s.Figures {
				if there.Name == name {
					return nil, fmt.Errorf("report: two figures are named %q", name)
				}
			}
			drawn := storyFigure{Name: name, Caption: s.say(f.Caption), svg: fig.SVG(), png: fig.PNG()}
			drawn.Light = asImage(drawn.svg)
			at[j] = len(s.Figures)
			s.Figures = append(s.Figures, drawn)
		}
		pairs = append(pairs, at)
	}
	return pairs, nil
}

// figure draws a picture in all its shapes.
func (s *story) figure(name, caption string, draw func(dark bool) (*heatmap.Figure, error)) (*storyFigure, error) {
	light, err := draw(false)
	if err != nil {
		return nil, fmt.Errorf("report: figure %s: %w", name, err)
	}
	dark, err := draw(true)
	if err != nil {
		return nil, fmt.Errorf("report: figure %s: %w", name, err)
	}
	f := &storyFigure{Name: name, Caption: caption, svg: light.SVG(), png: light.PNG()}
	f.Light, f.Dark = asImage(f.svg), template.Srcset(asImage(dark.SVG()))
	return f, nil
}

// slug makes a file's name of any text: lower-case letters, digits and dashes.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+':
			b.WriteString("plus")
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	name := strings.Trim(b.String(), "-")
	return name[:min(len(name), 60)]
}
