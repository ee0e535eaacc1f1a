package timelog

import (
	"fmt"
	"strings"
)

// only keeps the sheet of a name, the case of its letters aside, as Excel does;
// "" keeps all.
func (w *workbook) only(name string) error {
	if name == "" {
		return nil
	}
	var names []string
	for _, s := range w.sheets {
		if strings.EqualFold(s.name, name) {
			w.sheets = []*sheet{s}
			return nil
		}
		names = append(names, s.name)
	}
	return fmt.Errorf("no sheet %q: the workbook has %q", name, names)
}
