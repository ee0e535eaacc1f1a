package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A number in the middle of lines is a time only if something tells: its order at the
// least, and never against a time of day in front.
func TestNumbersInLines(t *testing.T) {
	made := func(format string, numbers ...int) string { // of lines with their number, a time, and one a minute later
		var text strings.Builder
		for i, n := range numbers {
			fmt.Fprintf(&text, format+"%[3]s\n", i, n, "", n+60)
		}
		return text.String()
	}
	up := []int{1141302652, 1141302660, 1141302747, 1141305300, 1141306684, 1141306999}
	mixed := []int{1599665193, 1439865042, 1658131186, 1477913708, 1431280876, 1599665374}
	for _, c := range []struct {
		name, text string
		events     int64
		says       string
	}{
		{"messages behind a clock", made("06:29:0%[1]d GMT box 0-PPE-1 : default API CMD %[2]d 0 : sent", up...), 0, ""},
		{"numbers in no order", made("job%[1]d done in queue %[2]d as usual", mixed...), 0, ""},
		{"numbers that rise", made("job%[1]d done in queue %[2]d as usual", up...), 6, aloneNote},
		{"the same number in all lines", made("job%[1]d done in queue %[2]d as usual", 1141302652, 1141302652, 1141302652, 1141302652), 0, ""},
		{"a beginning and an end", made("eni-%[1]d 10.0.0.7 443 %[2]d %[4]d ACCEPT OK", mixed...), 6, ""},
		{"behind a word that promises it", made("proto=udp n=%[1]d clientTimestamp=%[2]d host=a", mixed...), 6, ""},
		{"in front", made("%[2]d job%[1]d done", mixed...), 6, bareNote},
		{"in front with decimals", made("%[2]d.125 job%[1]d done", mixed...), 6, ""},
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "log", c.text))
		if c.events == 0 {
			if err == nil {
				t.Errorf("%s: %d events, first %v", c.name, tally.All.Total(), tally.First)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if said := strings.Join(tally.Warnings, "; "); tally.All.Total() != c.events || !strings.Contains(said, c.says) || c.says == "" && said != "" {
			t.Errorf("%s: %d events, want %d; %s", c.name, tally.All.Total(), c.events, said)
		}
	}
}
