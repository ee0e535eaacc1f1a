package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A zone behind a time of a line is read as it is behind a time alone: hours behind a
// word, zones in brackets. What is no zone is none.
func TestZonesBehindTimesOfLines(t *testing.T) {
	for behind, want := range map[string]string{
		" UTC+3 up": "05:14:07", " GMT-05 up": "13:14:07", " UTC+0530 up": "02:44:07", " UTC+03:00 up": "05:14:07", " GMT-3] up": "11:14:07",
		" (GMT+03:00) up": "05:14:07", " (UTC+3) up": "05:14:07", " (CET) up": "07:14:07", " (UTC) up": "08:14:07", " +03] up": "05:14:07",
		"[Europe/Moscow] up": "05:14:07", "+03:00[Europe/Moscow] up": "05:14:07",
		".462-4 up": "12:14:07", ".000-4 up": "12:14:07", ".462+2 up": "06:14:07", "-4 up": "08:14:07", ".462-4up": "08:14:07", ".462-40 up": "08:14:07", ".462 -4 up": "08:14:07",
		" UTC+3h up": "08:14:07", " UTC+30 up": "08:14:07", " (main) up": "08:14:07", "[Europe] up": "08:14:07", " (GMT+03:00 up": "08:14:07", " +03 up": "08:14:07",
	} {
		var text strings.Builder
		for range 3 { // the second and third are read by short ways
			text.WriteString("[7] 2024-03-05T08:14:07" + behind + "\n")
		}
		tally, err := Count(context.Background(), Options{}, file(t, "log", text.String()))
		if err != nil {
			t.Errorf("%q: %v", behind, err)
			continue
		}
		first, last := tally.First.UTC().Format("15:04:05"), tally.Last.UTC().Format("15:04:05")
		if first != want || last != want || tally.All.Total() != 3 {
			t.Errorf("%q: %s to %s, want %s", behind, first, last, want)
		}
	}
}

// The numbers of a table are what its heading says: if they are read as times because they
// rise, the account says so.
func TestNumbersUnderAHeading(t *testing.T) {
	for heading, says := range map[string]string{"order,customer,amount": "nothing else tells", "ts,customer,amount": ""} {
		var text strings.Builder
		text.WriteString(heading + "\n")
		for i := range 40 {
			fmt.Fprintf(&text, "11413%02d652,5,7.5\n", i)
		}
		tally, err := Count(context.Background(), Options{}, file(t, "log", text.String()))
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.Join(tally.Warnings, "; "); tally.Sources[0].Format != "csv" || !strings.Contains(said, says) || says == "" && said != "" {
			t.Errorf("%s: %+v, %q", heading, tally.Sources, said)
		}
	}
	const mixed = "order,customer,amount\n1141302652,5,7.5\n1139302660,6,7.5\n1141302747,5,8\n1131305300,1,2\n"
	if tally, err := Count(context.Background(), Options{}, file(t, "log", mixed)); err == nil || !strings.Contains(err.Error(), "order, customer, amount") {
		t.Errorf("%v, %+v", err, tally.Sources)
	}
}
