package timelog

import (
	"fmt"
	"regexp"
	"time"
)

// zoneInName finds a zone in the name of a column: "Date (UTC)", "Time (UTC+3)",
// "When [GMT-05:00]", "Created UTC", "timestamp_utc".
var zoneInName = regexp.MustCompile(`(?i)(?:^|[^a-z])(utc|gmt)(?: ?([+\x{2212}-]) ?(\d{1,2})(?::?(\d\d))?)?(?:$|[^a-z0-9])`)

// zoneOfName is the zone that the name of a column states, nil if it states none.
func zoneOfName(name string) *time.Location {
	m := zoneInName.FindStringSubmatch(name)
	if m == nil {
		return nil
	}
	if m[2] == "" {
		return time.UTC
	}
	sign := m[2]
	if sign != "+" {
		sign = "-"
	}
	minutes := m[4]
	if minutes == "" {
		minutes = "00"
	}
	loc, err := LoadZone(fmt.Sprintf("%s%02s:%s", sign, m[3], minutes))
	if err != nil {
		return nil
	}
	return loc
}

// headerZone takes the zone from the name of the time column, unless the user
// has named another.
func (r *run) headerZone(res *fileResult, p *plan) {
	loc := zoneOfName(res.src.TimeColumn)
	if loc == nil {
		return
	}
	if r.zone != nil {
		if r.zone.String() != loc.String() {
			res.notes = append(res.notes, fmt.Sprintf("the column %q states the zone %s; %s was asked for and taken", res.src.TimeColumn, loc, r.zone))
		}
		return
	}
	res.header = loc
	p.zone.loc = loc
}
