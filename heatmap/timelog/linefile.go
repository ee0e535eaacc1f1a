package timelog

import "fmt"

// prepareLines settles what a format of text lines needs to know before its
// first row is read: the years of stamps that have none.
func (r *run) prepareLines(res *fileResult, d *dialect, first block) error {
	if d.lines == nil {
		return nil
	}
	d.lines.order = r.rules.order
	if d.lines.note != "" && r.rules.order == orderOpen {
		res.notes = append(res.notes, d.lines.note)
	}
	first.b = first.b[d.skip:]
	note, err := r.years(res.in, d, first)
	if err != nil {
		return fmt.Errorf("time column %q: %w", d.lines.names[0], err)
	}
	if note != "" {
		res.notes = append(res.notes, note)
	}
	return nil
}
