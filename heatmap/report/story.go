package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// story is a Case ready to be written: every text safe to read and without the
// handles that are to be hidden, every number worked out.
type story struct {
	Title, Mark, Version string
	Facts                [][2]string // case, author, time of making
	BottomLine           []string
	Accounts             *accounts
	Aside                string // what became of events read that are not in the figures
	Basis                [][2]string
	Figures              []storyFigure
	Pairs                []figurePair
	Shares               []shareRow
	Even                 shareRow
	Week                 string
	Findings             []Finding
	Commands, Methods    []string
	Limits               []string
	Events               *sampleView
	Indicators           []Indicator
	Warnings             []string

	c      Case
	zones  []*heatmap.Grid // the candidates, the Grid's own first
	groups []*heatmap.Grid
	change *heatmap.Difference // nil: nothing is compared

	encodings []string // of the sources
}

// newStory works out what the write-up says.
func newStory(c Case) (*story, error) {
	if c.Grid == nil || c.Grid.Histogram() == nil {
		return nil, fmt.Errorf("report: a write-up needs a Grid with events behind it, not one filled by hand")
	}
	if n := len(c.BottomLine); n != 0 && n != 3 {
		return nil, fmt.Errorf("report: the bottom line has %d sentences: write three, or none to have them worded", n)
	}
	mark, err := handlingMark(c.TLP)
	if err != nil {
		return nil, err
	}
	s := &story{c: c, Mark: mark}
	s.Version = s.say(s0(c.Version, "Hourprint"))
	s.Title = s.say(s0(c.Title, "Hours of activity"))
	for _, f := range [][2]string{{"Case", c.ID}, {"Author", c.Author}, {"Made", c.Made}} {
		if f[1] != "" {
			s.Facts = append(s.Facts, [2]string{f[0], s.say(f[1])})
		}
	}
	if err := s.candidates(); err != nil {
		return nil, err
	}
	if err := s.compare(); err != nil {
		return nil, err
	}
	s.account()
	s.share()
	if err := s.basis(); err != nil {
		return nil, err
	}
	s.conclude()
	s.methods()
	s.appendix()
	return s, s.draw()
}

// s0 is the text, or what stands for an empty one.
func s0(text, otherwise string) string {
	if strings.TrimSpace(text) == "" {
		return otherwise
	}
	return text
}

// longText is how many characters of a text of the author's are kept: a write-up
// is read by people, and a cell of a megabyte is not.
const longText = 2000

// say makes a text safe to read: handles replaced, hidden characters shown, cut to
// a length that a reader can take.
func (s *story) say(text string) string {
	return visible(shorten(s.c.Pseudonyms.Text(text), longText))
}

func (s *story) sayAll(texts []string) []string {
	var out []string
	for _, t := range texts {
		out = append(out, s.say(t))
	}
	return out
}

// handlingMark is the mark as TLP 2.0 writes it, "" for none.
func handlingMark(tlp string) (string, error) {
	name := strings.ToUpper(strings.TrimSpace(tlp))
	name = strings.TrimSpace(strings.TrimPrefix(name, "TLP:"))
	switch name {
	case "":
		return "", nil
	case "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED":
		return "TLP:" + name, nil
	}
	return "", fmt.Errorf("report: unknown handling mark %q: TLP 2.0 has CLEAR, GREEN, AMBER, AMBER+STRICT and RED", visible(tlp))
}

// candidates counts the events in every zone that is compared, and renames the groups.
func (s *story) candidates() error {
	names := s.c.Zones
	if len(names) == 0 {
		names = s.bestZones()
	}
	own := *s.c.Grid
	own.Label = s.say(own.Label)
	own.Notes = s.sayAll(own.Notes)
	s.zones = []*heatmap.Grid{&own}
	for _, name := range names {
		moved, err := own.In(name)
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
		if !slices.ContainsFunc(s.zones, func(g *heatmap.Grid) bool { return zoneOfGrid(g) == zoneOfGrid(moved) }) {
			s.zones = append(s.zones, moved)
		}
	}
	for i, g := range s.c.Groups {
		if g == nil {
			return fmt.Errorf("report: group %d is nil", i+1)
		}
		named := *g
		named.Label, named.Notes = s.say(g.Label), nil
		s.groups = append(s.groups, &named)
	}
	return nil
}

// zoneOfGrid is the zone's name; the empty one is UTC.
func zoneOfGrid(g *heatmap.Grid) string { return s0(g.Zone, "UTC") }

// bestZones are UTC and the one of DefaultZones in whose clock most events fall
// into the working week; the first of equals.
func (s *story) bestZones() []string {
	best, share := "", -1.0
	for _, name := range DefaultZones() {
		g, err := s.c.Grid.In(name)
		if err != nil || name == zoneOfGrid(s.c.Grid) || name == "UTC" {
			continue
		}
		if in := g.IntervalIn(s.c.Week).Share; in > share {
			best, share = name, in
		}
	}
	if best == "" { // no events at all
		return []string{"UTC"}
	}
	return []string{"UTC", best}
}

// account prepares the provenance of the inputs.
func (s *story) account() {
	s.Warnings = append(s.sayAll(s.c.Warnings), s.namedPaths()...)
	s.Accounts = newAccounts(s.c.Sources)
	if s.Accounts == nil {
		return
	}
	for i, src := range s.c.Sources {
		s.encodings = append(s.encodings, encodingOf(src))
		s.Accounts.Files[i].Encoding = s.encodings[i]
	}
	if read, shown := s.Accounts.Total.Events, s.zones[0].Events; read != shown {
		s.Aside = fmt.Sprintf("%s were read and %s are in the figures; what the author set aside, or added, is told under methods.", plural(read, "event"), thousands(shown))
	}
	for i := range s.Accounts.Skips {
		s.Accounts.Skips[i].Example = s.say(s.Accounts.Skips[i].Example)
	}
}

// namedPaths warns of handles in the paths of inputs: paths stay as they are, or
// nobody could find the inputs again.
func (s *story) namedPaths() []string {
	n := int64(0)
	for _, src := range s.c.Sources {
		if s.c.Pseudonyms.Text(src.Path) != src.Path {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []string{"names that are replaced everywhere else stand in " + plural(n, "path") + " of inputs: rename these files before the write-up is passed on"}
}

// appendix prepares the key events and the indicators.
func (s *story) appendix() {
	if s.c.Events != nil {
		sample := *s.c.Events
		sample.Columns, sample.Rows = s.sayAll(sample.Columns), nil
		for _, row := range s.c.Events.Rows {
			cells := make([]string, len(row))
			for i, text := range row {
				cells[i] = Defang(s.c.Pseudonyms.Text(shorten(text, sampleText)))
			}
			sample.Rows = append(sample.Rows, cells)
		}
		sample.Note = s.say(sample.Note)
		s.Events = newSample(&sample)
	}
	for _, in := range s.c.Indicators {
		s.Indicators = append(s.Indicators, Indicator{s.say(in.Kind), s.say(Defang(shorten(in.Value, longText))), s.say(Defang(shorten(in.Note, longText)))})
	}
}
