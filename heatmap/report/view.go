package report

import (
	"fmt"
	"html/template"

	"github.com/hourprint/hourprint/heatmap"
)

// view is a Page as the templates take it: every text safe to read, every
// number written out.
type view struct {
	Title, Subtitle, Made string
	Lead                  template.HTML
	Warnings              []string
	Map                   *mapView
	Groups                *groupsView
	Sections              []sectionView
	Sample                *sampleView
	Accounts              *accounts

	Policy string // Content-Security-Policy
	Style  template.CSS
	Early  template.JS // runs before anything is drawn
	Script template.JS
	Data   template.JS
}

// sectionView is a Section ready for the page.
type sectionView struct {
	Heading, Caption string
	Text             template.HTML
	Figure           template.URL
}

// mapView is the main heat map ready for the page.
type mapView struct {
	Zone           string // with its offset
	Zones          []zoneRules
	Palettes       []string
	Assumed        bool
	Label          string
	Events         string
	Observed       string // "9,528 hours observed"
	From, To       string // first and last event on the zone's clock; To is empty when they are the same
	Notes          []string
	Wide           template.URL    // hours across
	WideDark       template.Srcset // the same on a dark page
	Tall, TallDark template.Srcset // hours down, for narrow screens
	Choices        []string        // names of all grids; nil when there is only one
	DayNames       []string
	Counts         []tableRow
	Hours          []tableRow
	CanSwitch      bool // more than one zone
}

// newView prepares a page for its templates.
func newView(p Page) (*view, error) {
	parts := fixedParts()
	v := &view{
		Title: visible(p.Title), Subtitle: visible(p.Subtitle), Made: visible(p.Made),
		Sample: newSample(p.Sample), Accounts: newAccounts(p.Sources),
		Policy: parts.policy, Style: parts.style, Early: parts.early, Script: parts.script,
	}
	if v.Title == "" {
		v.Title = "Hours of activity"
	}
	for _, w := range p.Warnings {
		v.Warnings = append(v.Warnings, visible(w))
	}
	var err error
	if v.Lead, err = fromMarkdown(p.Lead); err != nil {
		return nil, fmt.Errorf("report: the lead: %w", err)
	}
	if err := v.addSections(p.Sections); err != nil {
		return nil, err
	}
	if err := v.addGrids(&p); err != nil {
		return nil, err
	}
	return v, nil
}

func (v *view) addSections(sections []Section) error {
	for i, s := range sections {
		text, err := fromMarkdown(s.Text)
		if err != nil {
			return fmt.Errorf("report: section %d: %w", i+1, err)
		}
		sv := sectionView{Heading: visible(s.Heading), Caption: visible(s.Caption), Text: text}
		if s.Figure != "" {
			sv.Figure = asImage(s.Figure)
		}
		v.Sections = append(v.Sections, sv)
	}
	return nil
}

// addGrids prepares the map, the groups and the data of both for the script.
func (v *view) addGrids(p *Page) error {
	grids, err := p.grids()
	if err != nil || len(grids) == 0 {
		return err
	}
	names, err := p.zoneNames(grids[0])
	if err != nil {
		return err
	}
	palettes, err := paletteRows()
	if err != nil {
		return err
	}
	data := pageData{
		Name: fileName(v.Title), Title: v.Title, Palettes: palettes,
		Assumed: grids[0].ZoneFrom == "assumed",
	}
	from, to := spanOf(grids)
	for _, name := range names {
		rules, err := rulesOf(name, from, to)
		if err != nil {
			return err
		}
		data.Zones = append(data.Zones, rules)
	}
	for _, g := range grids {
		data.Grids = append(data.Grids, newGridData(g))
	}
	data.name(p.Grid)
	if v.Data, err = data.asJSON(); err != nil {
		return err
	}
	if v.Map, err = newMap(grids[0], &data); err != nil {
		return err
	}
	v.Groups = newGroups(grids[len(grids)-len(p.Groups):], &data)
	return nil
}

// grids lists the main grid, if there is one, and the groups, all in the zone of the first.
func (p *Page) grids() ([]*heatmap.Grid, error) {
	var grids []*heatmap.Grid
	if p.Grid != nil {
		grids = append(grids, p.Grid)
	}
	for i, g := range p.Groups {
		if g == nil {
			return nil, fmt.Errorf("report: group %d is nil", i+1)
		}
		if len(grids) > 0 && g.Zone != grids[0].Zone {
			moved, err := g.In(grids[0].Zone)
			if err != nil {
				return nil, fmt.Errorf("report: group %q: %w", g.Label, err)
			}
			g = moved
		}
		grids = append(grids, g)
	}
	return grids, nil
}

// newMap prepares the main map.
func newMap(g *heatmap.Grid, data *pageData) (*mapView, error) {
	m := &mapView{
		Zone: data.Zones[0].Label, Zones: data.Zones, CanSwitch: len(data.Zones) > 1,
		Assumed: data.Assumed, Events: plural(g.Events, "event"), Notes: data.Grids[0].Notes,
		DayNames: heatmap.DayNames[:],
	}
	if data.Named {
		m.Label = data.Grids[0].Label
	}
	m.From, m.To = spanOfEvents(g)
	for _, p := range data.Palettes {
		m.Palettes = append(m.Palettes, p.Name)
	}
	if len(data.Grids) > 1 {
		for _, g := range data.Grids {
			m.Choices = append(m.Choices, g.Label)
		}
	}
	m.Counts, m.Hours = countTable(g), hourTable(g)
	m.Observed = observedText(m.Hours[len(m.Hours)-1].Sum)
	return m, m.draw(g)
}

// spanOfEvents says from when to when the events of a grid are, to the minute; to
// is empty when that is one moment, and both are without events.
func spanOfEvents(g *heatmap.Grid) (from, to string) {
	if g.First.IsZero() {
		return "", ""
	}
	const layout = "2006-01-02 15:04"
	from, to = g.First.Format(layout), g.Last.Format(layout)
	if from == to {
		to = ""
	}
	return from, to
}
