package linked

import (
	"fmt"
	"slices"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// zoneData is what the page needs of a zone: its offsets over the time of the
// rows. Offset[i] holds before Change[i], and the last one after all of them.
type zoneData struct {
	Name   string  `json:"name"`
	Change []int64 `json:"change"` // Unix seconds, ascending
	Offset []int64 `json:"offset"` // seconds east of UTC, one more than changes
}

// defaultZones is one zone for most of the hours of the world's working day.
func defaultZones() []string {
	return []string{"UTC", "America/Los_Angeles", "America/New_York", "America/Sao_Paulo",
		"Europe/London", "Europe/Berlin", "Europe/Kyiv", "Europe/Moscow", "Asia/Tehran", "Asia/Dubai",
		"Asia/Karachi", "Asia/Kolkata", "Asia/Shanghai", "Asia/Seoul", "Australia/Sydney"}
}

// zoneList is the rules of all zones of a page, the first one chosen.
func zoneList(t *table, opt *Options) ([]zoneData, error) {
	first := opt.Zone
	if first == "" {
		first = t.zone
	}
	wanted := opt.Zones
	if wanted == nil {
		wanted = defaultZones()
	}
	from, to := time.Unix(0, 0), time.Unix(0, 0)
	if t.timed > 0 {
		from, to = time.UnixMicro(t.micro[0]), time.UnixMicro(t.micro[t.timed-1])
	}
	var list []zoneData
	var names []string
	for _, name := range append([]string{first}, wanted...) {
		loc, err := timelog.LoadZone(name)
		if err != nil {
			return nil, fmt.Errorf("linked: %w", err)
		}
		if !slices.Contains(names, loc.String()) {
			names = append(names, loc.String())
			list = append(list, rulesOf(loc, from, to))
		}
	}
	return list, nil
}

// rulesOf finds a zone's changes of offset between two instants and a day around them.
func rulesOf(loc *time.Location, from, to time.Time) zoneData {
	at := from.AddDate(0, 0, -1).In(loc)
	to = to.AddDate(0, 0, 1)
	_, offset := at.Zone()
	rules := zoneData{Name: loc.String(), Change: []int64{}, Offset: []int64{int64(offset)}}
	for {
		_, end := at.ZoneBounds()
		if end.IsZero() || !end.After(at) || end.After(to) {
			return rules
		}
		at = end
		if _, next := at.Zone(); next != offset { // some changes are of the name alone
			rules.Change = append(rules.Change, end.Unix())
			rules.Offset = append(rules.Offset, int64(next))
			offset = next
		}
	}
}
