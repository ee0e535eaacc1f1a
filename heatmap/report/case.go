package report

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// A Case is a write-up for a case file: what was found about somebody's hours,
// from what, by which steps, and how sure. Only Grid has to be set; what the
// author leaves out is worked out of the numbers, in words that claim no more than
// these do.
type Case struct {
	// Title heads the write-up; empty means "Hours of activity". ID, Author and
	// Made (the time of making, printed as given) are left out when empty.
	Title, ID, Author, Made string
	// TLP is the handling mark of the Traffic Light Protocol 2.0: "CLEAR",
	// "GREEN", "AMBER", "AMBER+STRICT" or "RED", with or without "TLP:". Empty
	// prints none.
	TLP string
	// Grid is the week of all events in the zone argued for; it must have events
	// behind it, not be filled by hand.
	Grid *heatmap.Grid
	// Zones are the candidate zones that are compared, two or three; nil means the
	// Grid's own, UTC and, of DefaultZones, the one with the largest share of events
	// in the working week.
	Zones []string
	// Week is the working week; its zero value is Monday to Friday, 9 to 18.
	Week heatmap.Week
	// BottomLine are the first three sentences; nil words them from the numbers.
	// Any other number than three is an error.
	BottomLine []string
	// Basis is what is known of the time stamps beyond the accounting of the sources.
	Basis Basis
	// Figures follow the figures of the candidate zones.
	Figures []CaseFigure
	// Groups are further grids, such as one a tactic, drawn side by side and
	// written into matrix.csv; By names the column that they are the values of.
	Groups []*heatmap.Grid
	By     string
	// Change compares two periods, such as before and after a containment: it is
	// drawn as a difference map, every cell with its test is written into
	// difference.csv, and where the findings are worded from the numbers there is
	// one on it. Nil compares nothing.
	Change *heatmap.Difference
	// Findings are the claims; nil words one or two from the numbers.
	Findings []Finding
	// Commands are the exact command lines or cells that make the write-up again.
	// Methods tells how the result was made in other words.
	Commands, Methods []string
	// Limits is what would change the view, after the limits that hold for all.
	Limits []string
	// Events are the key events, Indicators addresses, hashes and the like. Both
	// are defanged.
	Events     *Sample
	Indicators []Indicator
	// Sources is the accounting of the inputs, Warnings the doubts about them.
	Sources  []timelog.Source
	Warnings []string
	// Version names the program that made the write-up; empty means "Hourprint".
	Version string
	// Pseudonyms replaces handles everywhere in the write-up; nil replaces nothing.
	Pseudonyms *Pseudonyms
}

// A Finding is a claim with what speaks for it and what against it.
type Finding struct {
	Claim string
	// Confidence is "low", "moderate" or "high"; empty means "low".
	Confidence string
	For        []string
	Against    []string
}

// An Indicator is an address, a file name or a hash to look for.
type Indicator struct{ Kind, Value, Note string }

// Basis is the time basis: how instants were read. What is empty is taken from the
// warnings of the reading where they tell.
type Basis struct {
	// OtherColumns hold times too and were not used.
	OtherColumns []string
	// Orders says how day and month were told apart, and by what evidence.
	Orders string
	// Precision is the finest unit that the stamps show, such as "seconds".
	Precision string
	// ZoneData is the version of the zone rules; empty means timelog.ZoneData, those
	// in use on this machine.
	ZoneData string
}

// A CaseFigure is a picture of the write-up. Its text is taken as it was drawn:
// draw it from grids that have their pseudonyms already.
type CaseFigure struct {
	// Name is that of its files, without an ending: letters, digits, dashes.
	Name string
	// Caption says in a sentence what is to be seen.
	Caption string
	// Figure is the picture on the local clock, UTC the same picture in UTC, which
	// stands beside it; nil where there is none.
	Figure, UTC *heatmap.Figure
}

// The files of a write-up, besides the folder figures.
const (
	casePage       = "report.html"
	caseText       = "report.md"
	caseMatrix     = "matrix.csv"
	caseChange     = "difference.csv"
	caseProvenance = "provenance.json"
)

// WriteCase writes the write-up into a folder, made if need be: report.html, which
// is complete by itself, report.md, figures/ as SVG and PNG, matrix.csv,
// difference.csv if there is a Change, and provenance.json. Files of these names are replaced, each whole; figures of an
// earlier write-up, which provenance.json lists, are removed. The same Case gives
// the same bytes.
func WriteCase(dir string, c Case) error {
	files, err := c.Files()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, "figures"), 0o755); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if err := removeStale(dir, files); err != nil {
		return err
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// A File is one file of a write-up; Name is a slash path inside its folder.
type File struct {
	Name string
	Data []byte
}

// Files returns the files of the write-up in memory, provenance.json last. What
// is wrong with the Case is an error.
func (c Case) Files() ([]File, error) {
	s, err := newStory(c)
	if err != nil {
		return nil, err
	}
	page, err := s.html()
	if err != nil {
		return nil, err
	}
	files := []File{{casePage, page}, {caseText, s.markdown()}, {caseMatrix, s.matrix()}}
	if s.change != nil {
		files = append(files, File{caseChange, s.difference()})
	}
	for _, f := range s.Figures {
		files = append(files, File{"figures/" + f.Name + ".svg", []byte(f.svg)}, File{"figures/" + f.Name + ".png", f.png})
	}
	provenance, err := s.provenance(files)
	if err != nil {
		return nil, err
	}
	return append(files, File{caseProvenance, provenance}), nil
}

// removeStale removes the figures that an earlier write-up in the folder lists
// and that this one does not have. What it does not list is not touched.
func removeStale(dir string, files []File) error {
	old, err := readProvenance(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, f := range old.Files {
		mine := slices.ContainsFunc(files, func(g File) bool { return g.Name == f.Name })
		if mine || !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("report: %w", err)
		}
	}
	return nil
}
