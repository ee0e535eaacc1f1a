package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// The time that a device wrote itself goes before the one in front, which its collector
// wrote, if it says more and the two agree.
func TestOwnClock(t *testing.T) {
	for _, c := range []struct {
		name, front, inside string // Go layouts of the times in a line
		behind              time.Duration
		east                int    // of the time in front, in seconds
		want                string // the first time found, of 2024-03-05 08:10:07.25 inside
		zone                string
	}{
		{"a fraction", "Jan _2 15:04:05", "Jan _2 15:04:05.000", time.Second, 0, "2024-03-05 08:10:07.25", "assumed"},
		{"a year", "Jan _2 15:04:05", "[02/Jan/2006:15:04:05.000]", 30 * time.Second, 0, "2024-03-05 08:10:07.25", "assumed"},
		{"a year in another zone", "Jan _2 15:04:05", "(2006-01-02T15:04:05)", time.Second, 5*3600 + 1800, "2024-03-05 08:10:07", "assumed"},
		{"a zone", "2006-01-02 15:04:05", "2006-01-02T15:04:05.000Z", 0, 3600, "2024-03-05 08:10:07.25", "stamp"},
		{"an epoch", "2006-01-02 15:04:05", "time=epoch", 0, -7 * 3600, "2024-03-05 08:10:07.25", "stamp"},
		{"nothing more", "2006-01-02 15:04:05", "2006-01-02 15:04:05", time.Second, 0, "2024-03-05 08:10:08", "assumed"},
		{"less", "2006-01-02T15:04:05.000Z07:00", "Jan _2 15:04:05", time.Second, 0, "2024-03-05 08:10:08.25", "stamp"},
		{"another day", "Jan _2 15:04:05", "2006-01-02 15:04:05", 50 * time.Hour, 0, "2024-03-07 10:10:07", "assumed"},
		{"not of this event", "2006-01-02 15:04:05", "2006-01-02T15:04:05Z", 7 * time.Minute, 0, "2024-03-05 08:17:07", "assumed"},
	} {
		var text strings.Builder
		for i := range 8 {
			at := time.Date(2024, 3, 5, 8, 10+i, 7, 250e6, time.UTC)
			inside := at.Format(c.inside)
			if c.inside == "time=epoch" {
				inside = fmt.Sprintf("time=%d", at.UnixNano())
			}
			front := at.Add(c.behind).In(time.FixedZone("", c.east))
			fmt.Fprintf(&text, "%s gate app[7]: %s up %d\n", front.Format(c.front), inside, i)
		}
		tally, err := Count(context.Background(), Options{Year: 2024}, file(t, "log", text.String()))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		first, src := tally.First.Format("2006-01-02 15:04:05.999"), tally.Sources[0]
		if first != c.want || src.ZoneFrom != c.zone || src.Events != 8 {
			t.Errorf("%s: %s, %s, %d events; want %s, %s\n%s", c.name, first, src.ZoneFrom, src.Events, c.want, c.zone, &text)
		}
	}
}

// Lines without a time of their own have that of their collector, and the new year passes
// between the two.
func TestOwnClockMissing(t *testing.T) {
	var text strings.Builder
	for i := range 20 {
		at := time.Date(2023, 12, 31, 23, 59, 50+i, 500e6, time.UTC)
		own := at.Add(-2*time.Second).Format("Jan _2 15:04:05.000") + ": "
		if i == 7 {
			own = ""
		}
		fmt.Fprintf(&text, "%s gate 7: %s%%SEC-6-UP: %d\n", at.Format("Jan _2 15:04:05"), own, i)
	}
	path := file(t, "log", text.String())
	tally, err := Count(context.Background(), Options{Year: 2023}, path)
	if err != nil {
		t.Fatal(err)
	}
	table, err := Read(context.Background(), Options{Year: 2023}, path)
	if err != nil {
		t.Fatal(err)
	}
	got := timesOf(t, table, 20)
	for i, want := range map[int]string{0: "2023-12-31T23:59:48.5Z", 7: "2023-12-31T23:59:57Z", 11: "2023-12-31T23:59:59.5Z", 12: "2024-01-01T00:00:00.5Z"} {
		if got[i] != want {
			t.Errorf("line %d: %s, want %s", i+1, got[i], want)
		}
	}
	if tally.Sources[0].Events != 20 || !strings.Contains(strings.Join(tally.Warnings, " "), "from inside the lines") {
		t.Errorf("%+v %q", tally.Sources[0], tally.Warnings)
	}
}

// The task's name may be of several words; the server of Windows' DHCP explains its codes
// in front of its table.
func TestShiftedTimes(t *testing.T) {
	for name, text := range map[string]string{
		"words": `<134>WLC1: *apfTask: Sep 06 21:53:55.930: %APF-6-A: one
<134>WLC1: *haTask0: Sep 06 21:54:55.930: %APF-6-A: two
<134>WLC1: *SISF BT Process: Sep 06 21:55:55.157: %SISF-6-B: three
<132>WLC1: -Traceback: 0x11759554
<133>WLC1: *emWeb: Sep 06 21:56:40.438: %AAA-5-C: four
`,
		"codes": "\t\tMicrosoft DHCP Service Activity Log\n\nEvent ID  Meaning\n00\tThe log was started.\n01\tThe log was stopped.\n10\tA new IP address was leased.\n\n" +
			"QResult: 0: NoQuarantine, 1:Quarantine\n\nID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID, QResult,Probationtime, CorrelationID,Dhcid\n" +
			"00,04/19/20,12:43:06,Started,,,\n30,09/20/21,09:16:15,DNS Update Request,10.0.0.9,a.example,,,0,6,,,,,\n10,11/20/20,00:00:05,Assign,10.0.0.8,b.example,000000000000,\n24,11/20/20,00:00:06,Cleanup,,,,,0,6,,,,,,,,,0\n",
		"introduced": "This is the journal of the gate.\nIt is written by hand.\nRead it with care.\nNobody knows the rest.\nA line.\nAnother line.\nOne more of them.\nThe last.\nOr not.\nNow.\n\n" +
			"gate: opened 2021-03-04 05:06:07 by ada\ngate: opened 2021-03-02 05:06:07 by bo\ngate: shut 2021-03-05 05:06:07 by cy\ngate: opened 2021-03-01 05:06:07 by di\n",
	} {
		tally, err := Count(context.Background(), Options{Year: 2020}, file(t, "log", text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if tally.Sources[0].Events != 4 {
			t.Errorf("%s: %+v", name, tally.Sources[0])
		}
	}
}
