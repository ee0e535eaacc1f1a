package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// The zone of a syslog daemon's stamps is told by the same times with their zone inside
// the lines, of which others have none, and by nothing less.
func TestZoneBesideStamps(t *testing.T) {
	for _, c := range []struct {
		name, inside string // the time inside line i of 8, whose own is 08:1i:07
		want, zone   string
	}{
		{"the same times", "2024-03-05T08:1%d:07.250+02:00", "06:10:07", "header"},
		{"in UTC", "2024-03-05T08:1%d:06Z", "08:10:06", "stamp"},
		{"another clock", "2024-03-05T07:1%d:07Z", "08:10:07", "assumed"},
		{"without a zone", "2024-03-05 08:1%d:07", "08:10:07", "assumed"},
		{"none", "item %d", "08:10:07", "assumed"},
	} {
		var text strings.Builder
		for i := range 8 {
			inside := c.inside
			if i > 0 && i%3 == 0 {
				inside = "item %d"
			}
			fmt.Fprintf(&text, "Mar  5 08:1%d:07 gate app[7]: "+inside+" up\n", i, i)
		}
		for _, opt := range []Options{{Year: 2024}, {Year: 2024, SourceZone: "Europe/Paris"}} {
			tally, err := Count(context.Background(), opt, file(t, "log", text.String()))
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			want, zone := c.want, c.zone
			if opt.SourceZone != "" {
				want, zone = "07:10:07", "flag"
			}
			if c.zone == "stamp" && opt.SourceZone != "" { // lines without one are in another zone then
				want, zone = "07:13:07", "stamp"
			}
			first, src := tally.First.UTC().Format("15:04:05"), tally.Sources[0]
			if first != want || src.ZoneFrom != zone {
				t.Errorf("%s: %s, %s; want %s, %s", c.name, first, src.ZoneFrom, want, zone)
			}
			if said := strings.Contains(strings.Join(tally.Warnings, " "), "inside the first lines"); c.zone != "stamp" && said != (zone == "header") {
				t.Errorf("%s: said %v: %q", c.name, said, tally.Warnings)
			}
		}
	}
}
