package timelog

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestLoadZone(t *testing.T) {
	at := time.Date(2021, 7, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, zone string
		offset     int // minutes east
	}{
		{"", "UTC", 0}, {"UTC", "UTC", 0}, {"Z", "UTC", 0}, {"+00:00", "UTC", 0},
		{"Europe/Moscow", "Europe/Moscow", 180},
		{"Asia/Kathmandu", "Asia/Kathmandu", 345},
		{"Etc/GMT-3", "Etc/GMT-3", 180}, // POSIX: the sign is inverted
		{"UTC+3", "+03:00", 180}, {"GMT-05:30", "-05:30", -330}, {"+03:00", "+03:00", 180},
		{"-0330", "-03:30", -210}, {"+14", "+14:00", 840}, {"utc+3", "+03:00", 180},
	} {
		loc, err := LoadZone(c.name)
		if err != nil {
			t.Errorf("%q: %v", c.name, err)
			continue
		}
		if _, off := at.In(loc).Zone(); off != c.offset*60 || loc.String() != c.zone {
			t.Errorf("%q is %v with %d s, want %s with %d min", c.name, loc, off, c.zone, c.offset)
		}
	}
}

func TestLoadZoneErrors(t *testing.T) {
	for _, c := range []struct{ name, says string }{
		{"Europe/Moskow", `did you mean "Europe/Moscow"?`},
		{"europe/moscow", `did you mean "Europe/Moscow"?`},
		{"New York", `did you mean "America/New_York"?`},
		{"Moscow", `did you mean "Europe/Moscow"?`},
		{"EST", "IANA name"}, {"CET", "IANA name"}, {"Local", "IANA name"},
		{"CST", "America/Chicago (-06:00), Asia/Shanghai (+08:00) or America/Havana (-05:00)"},
		{"IST", "Asia/Kolkata (+05:30), Europe/Dublin (+01:00) or Asia/Jerusalem (+02:00)"},
		{"est", "America/New_York (-05:00)"}, {"MSK", "the offset +03:00"},
		{"+25:00", "IANA name"}, {"+03:60", "IANA name"}, {"+", "IANA name"}, {"UTC+", "unknown time zone"},
		{"../../etc/passwd", "unknown time zone"}, {"+3:0", "unknown time zone"},
	} {
		_, err := LoadZone(c.name)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: error %v, want one with %q", c.name, err, c.says)
		}
	}
}

// Every doubtful word has candidates that exist, with the offset that they have at
// some time of the year, or had.
func TestZoneCandidates(t *testing.T) {
	named := regexp.MustCompile(`[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+)+`)
	for word := range doubtfulZones {
		zones := named.FindAllString(zonesOfWord(word), -1)
		if len(zones) < 2 {
			t.Errorf("%s: %q", word, zonesOfWord(word))
		}
		for _, zone := range zones {
			if _, err := LoadZone(zone); err != nil {
				t.Errorf("%s: %v", word, err)
			}
		}
	}
}

// A log whose stamps end with a doubtful word is refused with the candidates, read
// once the user says which, and read as it stands where it writes an offset too.
func TestDoubtfulZoneInLog(t *testing.T) {
	lines := ""
	for i := range 6 {
		lines += fmt.Sprintf("2024-03-01 10:0%d:00 CST [77-%d] LOG:  checkpoint complete\n", i, i)
	}
	path := file(t, "pg.log", lines)
	if _, err := Count(context.Background(), Options{}, path); err == nil || !strings.Contains(err.Error(), "Asia/Shanghai (+08:00)") ||
		!strings.Contains(err.Error(), "--source-zone") {
		t.Errorf("%v", err)
	}
	for zone, want := range map[string]string{"America/Chicago": "2024-03-01T16:00:00Z", "Asia/Shanghai": "2024-03-01T02:00:00Z"} {
		tally, err := Count(context.Background(), Options{SourceZone: zone}, path)
		if err != nil || tally.All.Total() != 6 || tally.First.Format(time.RFC3339) != want {
			t.Errorf("%s: %v, %v", zone, tally, err)
		}
	}
	for _, stamp := range []string{"2024-03-01 10:00:00 -0600 CST", "2024-03-01 10:00:00 -06:00 (CST)", "Fri, 01 Mar 2024 10:00:00 -0600 (CST)"} {
		path := file(t, "go.log", strings.Repeat(stamp+" started\n", 6))
		tally, err := Count(context.Background(), Options{}, path)
		if err != nil || tally.First.Format(time.RFC3339) != "2024-03-01T16:00:00Z" {
			t.Errorf("%s: %v, %v", stamp, tally, err)
		}
	}
}

// Times later than the file they stand in are warned of: they may be of something
// that is still to come.
func TestLaterThanFile(t *testing.T) {
	path := file(t, "certs.txt", "web1 expires 2039-03-12 10:00:00 GMT\nweb2 expires 2038-12-31 23:59:59 GMT\nweb3 expires 2039-01-01 00:00:00 GMT\n")
	written := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, written, written); err != nil {
		t.Fatal(err)
	}
	tally, err := Count(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(tally.Warnings, "\n"); !strings.Contains(all, "the last time is of 2039-03-12, later than the file itself, written 2024-05-01") {
		t.Errorf("%q", all)
	}
}
