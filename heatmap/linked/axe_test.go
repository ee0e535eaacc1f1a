package linked

import (
	"strings"
	"testing"
)

// axe-core finds nothing serious, in light and dark, with and without a selection.
func TestAccessible(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			b := newTab(t, 1280, 2400)
			b.Prefer(theme)
			b.open(page(t, flows(t, 400, 4), Options{Title: "Flows"}), "?canvas")
			b.LoadAxe()
			for _, selection := range []string{`{}`, `{week: {cells: [1, 2, 3]}, "col:proto": {values: ["tcp"]}, place: {boxes: [[-60, -170, 60, 170]], unplaced: true}}`} {
				b.Exec(`window.hourprint.select(` + selection + `), undefined`)
				if found := b.Serious(); len(found) > 0 {
					t.Errorf("axe-core finds %s", strings.Join(found, "\n"))
				}
			}
		})
	}
}
