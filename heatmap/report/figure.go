package report

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// paletteSteps is how many colours of a palette the page carries; neighbours are
// closer than the eye can tell.
const paletteSteps = 128

// paletteRows lists the palettes of the page, the default first. The diverging
// one is for differences and has no place here.
func paletteRows() ([]paletteRow, error) {
	var rows []paletteRow
	for _, name := range heatmap.Palettes() {
		if name == "diverging" {
			continue
		}
		colors, err := heatmap.PaletteColors(name, paletteSteps)
		if err != nil {
			return nil, err
		}
		row := strings.ReplaceAll(strings.Join(colors, ""), "#", "")
		rows = append(rows, paletteRow{Name: name, Colors: row})
	}
	return rows, nil
}

// draw makes the pictures for readers without scripts: hours across, and hours
// down for narrow screens; each on a light and on a dark page.
func (m *mapView) draw(g *heatmap.Grid) error {
	var images [4]template.URL
	wide := heatmap.PlotOptions{}
	tall := heatmap.PlotOptions{ // small, so that its lettering is not when it fills a narrow screen
		HoursDown: true, Width: 3.9, Height: 6.4, Title: "Events by weekday and hour", Subtitle: m.Zone,
	}
	if m.Assumed {
		tall.Subtitle += ", source zone assumed"
	}
	for i, opt := range []heatmap.PlotOptions{wide, wide, tall, tall} {
		opt.Dark = i%2 == 1
		figure, err := heatmap.Draw(g, opt)
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
		images[i] = asImage(figure.SVG())
	}
	m.Wide, m.WideDark = images[0], template.Srcset(images[1])
	m.Tall, m.TallDark = template.Srcset(images[2]), template.Srcset(images[3])
	return nil
}
