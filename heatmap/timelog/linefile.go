package timelog

import (
	"fmt"
	"strings"
)

// prepareLines settles what a format of text lines needs to know before its
// first row is read: the years of stamps that have none.
func (r *run) prepareLines(res *fileResult, d *dialect, first block) error {
	if d.lines == nil {
		return nil
	}
	d.lines.order = r.rules.order
	if note := d.lines.note; note != "" && (r.rules.order == orderOpen || !strings.Contains(note, "--date-order")) {
		res.notes = append(res.notes, d.lines.note)
	}
	first.b = first.b[d.skip:]
	note, err := r.years(res.in, d, first)
	if err != nil {
		return fmt.Errorf("time column %q: %w", d.lines.names[0], err)
	}
	if res.yearNote = note; note != "" {
		res.notes = append(res.notes, note)
	}
	return nil
}

// lineZone is the zone that the format or the file's header states for stamps
// that carry none. What the user says goes before it.
func (r *run) lineZone(res *fileResult, d *dialect, p *plan) {
	if d.lines == nil || d.lines.zone == nil || r.zone != nil {
		return
	}
	p.zone.loc = d.lines.zone
	if d.lines.zoneFrom == "stated" {
		res.stated = true
	} else {
		res.header = d.lines.zone
	}
}
