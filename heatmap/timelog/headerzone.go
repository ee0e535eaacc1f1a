package timelog

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// zoneInName finds a zone in the name of a column: "Date (UTC)", "Time (UTC+3)",
// "When [GMT-05:00]", "Created UTC", "timestamp_utc".
var zoneInName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^a-z])(utc|gmt)(?: ?([+\x{2212}-]) ?(\d{1,2})(?::?(\d\d))?)?(?:$|[^a-z0-9])`)
})

// zoneOfName is the zone that the name of a column states, nil if it states none.
func zoneOfName(name string) *time.Location {
	m := zoneInName().FindStringSubmatch(utcApart(name))
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

// utcApart sets the "Utc" or "UTC" of names such as UtcTime, StartUTC or
// timeUtcMs apart from the words around it.
func utcApart(name string) string {
	for _, word := range [...]string{"UTC", "Utc"} {
		if i := strings.Index(name, word); i >= 0 {
			before, after := name[:i], name[i+len(word):]
			if after != "" && after[0] >= 'A' && after[0] <= 'Z' {
				after = "_" + after
			}
			if before != "" && before[len(before)-1] >= 'a' && before[len(before)-1] <= 'z' {
				before += "_"
			}
			return before + word + after
		}
	}
	return name
}

// auditedInUTC reports whether the records are those of Microsoft 365's unified
// audit log, whose CreationTime is in UTC without saying so:
// https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
func auditedInUTC(sv *survey, column string) bool {
	prefix, ok := strings.CutSuffix(column, "CreationTime")
	return ok && sv.column(prefix+"RecordType") >= 0 && sv.column(prefix+"Workload") >= 0 && sv.column(prefix+"OrganizationId") >= 0
}
