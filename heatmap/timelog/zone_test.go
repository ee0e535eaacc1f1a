package timelog

import (
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
		{"+25:00", "IANA name"}, {"+03:60", "IANA name"}, {"+", "IANA name"}, {"UTC+", "unknown time zone"},
		{"../../etc/passwd", "unknown time zone"}, {"+3:0", "unknown time zone"},
	} {
		_, err := LoadZone(c.name)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: error %v, want one with %q", c.name, err, c.says)
		}
	}
}
