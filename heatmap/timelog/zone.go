package timelog

import (
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine, Windows and bare containers included
)

// LoadZone finds a time zone by name. It takes
//   - "" and "UTC" (also "Z", "GMT"),
//   - IANA names such as "Europe/Moscow" (upper and lower case as IANA writes them),
//   - fixed offsets "+03:00", "-0530", "+3", "UTC+3", "GMT-05:30", up to ±24 h;
//     the location is then named "+03:00". As in everyday use "UTC+3" is east of
//     Greenwich; the POSIX names "Etc/GMT-3" keep their inverted sign.
//
// Anything else is an error that suggests the nearest name. "Local" is refused:
// a result must not depend on the machine it was made on. So are
// abbreviations such as "EST" or "CET" that IANA keeps for old files only; the
// error then lists what the word may mean.
func LoadZone(name string) (*time.Location, error) {
	switch name {
	case "", "UTC", "utc", "Z", "GMT":
		return time.UTC, nil
	}
	if secs, ok := fixedOffset(name); ok {
		if secs == 0 {
			return time.UTC, nil
		}
		return time.FixedZone(offsetName(secs), secs), nil
	}
	// Names of four letters and fewer are abbreviations; "Local" is the machine's.
	if len(name) > 4 && name != "Local" {
		if loc, err := time.LoadLocation(name); err == nil {
			return loc, nil
		}
	}
	if err := abbreviated(name); err != nil {
		return nil, err
	}
	if hint := nearestZone(name); hint != "" {
		return nil, fmt.Errorf("unknown time zone %q: did you mean %q?", name, hint)
	}
	return nil, fmt.Errorf("unknown time zone %q: give an IANA name such as Europe/Moscow, UTC, or an offset such as +03:00", name)
}

// fixedOffset reads "+03:00", "+0300", "+3", "UTC+3" and the like into seconds.
func fixedOffset(name string) (secs int, ok bool) {
	s := strings.TrimPrefix(strings.TrimPrefix(strings.ToUpper(name), "UTC"), "GMT")
	if len(s) < 2 || (s[0] != '+' && s[0] != '-') {
		return 0, false
	}
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	h, m, colon := strings.Cut(s[1:], ":")
	if !colon && len(h) == 4 {
		h, m = h[:2], h[2:]
	} else if !colon {
		m = "00"
	}
	hours, ok1 := smallNumber(h)
	mins, ok2 := smallNumber(m)
	if !ok1 || !ok2 || len(m) != 2 || mins > 59 || hours*60+mins > 24*60 {
		return 0, false
	}
	return sign * (hours*3600 + mins*60), true
}

// smallNumber reads one or two digits.
func smallNumber(s string) (n int, ok bool) {
	if len(s) == 0 || len(s) > 2 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// offsetName writes seconds east of Greenwich as "+03:00".
func offsetName(secs int) string {
	sign := '+'
	if secs < 0 {
		sign, secs = '-', -secs
	}
	name := fmt.Sprintf("%c%02d:%02d", sign, secs/3600, secs/60%60)
	if secs%60 != 0 {
		name += fmt.Sprintf(":%02d", secs%60)
	}
	return name
}

// nearestZone is the zone whose name, or the city in it, is at most two slips
// of the pen away from what was asked for; "" if none is.
func nearestZone(name string) string {
	asked := strings.ToLower(strings.ReplaceAll(name, " ", "_"))
	best, least := "", 3
	for _, zone := range zoneNames() {
		full := strings.ToLower(zone)
		city := full[strings.LastIndexByte(full, '/')+1:]
		for _, n := range []string{full, city} {
			if d := slips(asked, n); d < least {
				best, least = zone, d
			}
		}
	}
	if least > len(asked)/3 { // two slips in "EST" would fit half the map
		return ""
	}
	return best
}

// slips is the edit distance of Levenshtein between a and b.
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = slices.Min([]int{cost, row[j] + 1, row[j+1] + 1})
		}
	}
	return row[len(b)]
}
