package report

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// A Page is what a report says. The zero Page is valid: it has a heading and
// nothing else.
type Page struct {
	// Title is the heading; empty means "Hours of activity".
	Title string
	// Subtitle stands under it, one line; it may be empty.
	Subtitle string
	// Lead is the opening, plain text or Markdown. HTML in it is shown as text.
	Lead string
	// Grid is the main heat map; nil leaves the map out.
	Grid *heatmap.Grid
	// Groups are further grids of the same story, such as one a handle: small
	// multiples and a choice in the page, in the order given. Each is named by
	// its Label and is counted in the zone of Grid (or, without a Grid, of the
	// first group).
	Groups []*heatmap.Grid
	// Zones are the IANA names that the zone switch offers after the Grid's own;
	// nil means DefaultZones. An unknown name is an error. A grid filled by hand
	// has no events to move: then zones given here are an error and the default is none.
	Zones []string
	// Sections follow the map.
	Sections []Section
	// Sample is a table of rows from the logs; nil leaves it out.
	Sample *Sample
	// Sources is the accounting of the files; empty leaves it out.
	Sources []timelog.Source
	// Warnings are doubts about the result, one sentence each, shown above the map.
	Warnings []string
	// Made is the date of making, printed as given. Empty prints none, so that
	// the bytes depend on the input alone.
	Made string
}

// A Section is a heading, text and a picture; each may be empty.
type Section struct {
	// Heading is plain text.
	Heading string
	// Text is plain text or Markdown. HTML in it is shown as text.
	Text string
	// Figure is a complete SVG document, such as heatmap.Figure.SVG returns.
	Figure string
	// Caption describes Figure in a sentence, also for those who cannot see it.
	Caption string
}

// A Sample shows rows as they were in the logs. All of it is treated as hostile.
type Sample struct {
	// Columns are the headings.
	Columns []string
	// Rows hold one text a column; shorter rows are padded, longer ones cut.
	Rows [][]string
	// Most is the number of rows shown; 0 means 20. The page says how many were left out.
	Most int
	// Note stands under the table, plain text, such as how the rows were chosen.
	Note string
}

// DefaultZones are the zones offered when Page.Zones is nil: one for most of
// the hours of the world's working day.
func DefaultZones() []string {
	return []string{"UTC", "America/Los_Angeles", "America/New_York", "America/Sao_Paulo",
		"Europe/London", "Europe/Berlin", "Europe/Kyiv", "Europe/Moscow", "Asia/Tehran", "Asia/Dubai",
		"Asia/Karachi", "Asia/Kolkata", "Asia/Shanghai", "Asia/Seoul", "Australia/Sydney"}
}

// Write renders the page into the file, which appears whole or not at all: the
// bytes go to a temporary file beside it, which then takes its name.
func Write(path string, p Page) error {
	var page bytes.Buffer
	if err := Render(&page, p); err != nil {
		return fmt.Errorf("report: %s: %w", path, err)
	}
	return writeFile(path, page.Bytes())
}

// writeFile writes a file that appears whole or not at all.
func writeFile(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.tmp")
	if err != nil {
		return fmt.Errorf("report: %s: %w", path, err)
	}
	defer os.Remove(tmp.Name()) // nothing to remove once it is renamed
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(0o644) // a temporary file is for its owner alone; a report is to be shared
	}
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("report: %s: %w", path, err)
	}
	return nil
}

// Render writes the page as HTML, whole or not at all. The same page gives the
// same bytes. An unknown zone, a grid that cannot be counted in the zone of the
// first, and a failing writer are errors.
func Render(w io.Writer, p Page) error {
	v, err := newView(p)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := fixedParts().page.ExecuteTemplate(&page, "page.html", v); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if _, err := page.WriteTo(w); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}
