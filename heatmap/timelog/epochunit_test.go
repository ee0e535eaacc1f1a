package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// The same instants in every unit, in tables and in JSON, with names that tell
// and names that do not.
func TestUnits(t *testing.T) {
	start := time.Date(2023, 3, 14, 15, 9, 26, 0, time.UTC)
	for _, c := range []struct {
		column, asked string
		figure        func(at int64) string // of a Unix second
		want          string                // "" for an error
		zone          string
	}{
		{"when", "", func(at int64) string { return fmt.Sprint(at) }, "s", "stated"},
		{"t", "", func(at int64) string { return fmt.Sprint(at * 1e3) }, "ms", "stated"},
		{"ts", "", func(at int64) string { return fmt.Sprintf("%d.5", at) }, "s", "stated"},
		{"last_visit", "", func(at int64) string { return fmt.Sprint(at * 1e6) }, "us", "stated"},
		{"x", "", func(at int64) string { return fmt.Sprint(at * 1e9) }, "ns", "stated"},
		{"x", "", func(at int64) string { return fmt.Sprint((at + 11644473600) * 1e7) }, "filetime", "stated"},
		{"LastWrite", "", func(at int64) string { return fmt.Sprint((at + 11644473600) * 1e6) }, "webkit", "stated"},
		{"CreatedTicks", "", func(at int64) string { return fmt.Sprint((at + 62135596800) * 1e7) }, "ticks", "stated"},
		{"timestamp", "", func(at int64) string { return fmt.Sprint((at + 62135596800) * 1e7) }, "", ""}, // or Cocoa's nanoseconds of 2021
		{"timestamp", "ticks", func(at int64) string { return fmt.Sprint((at + 62135596800) * 1e7) }, "ticks", "stated"},
		{"ZTIMESTAMP", "", func(at int64) string { return fmt.Sprint(at - 978307200) }, "cocoa", "stated"},
		{"cocoa_time", "", func(at int64) string { return fmt.Sprint((at - 978307200) * 1e9) }, "cocoa-ns", "stated"},
		{"date", "", func(at int64) string { return fmt.Sprint(at - 978307200) }, "", ""}, // or Unix seconds of 1992
		{"date", "cocoa", func(at int64) string { return fmt.Sprint(at - 978307200) }, "cocoa", "stated"},
		{"date", "s", func(at int64) string { return fmt.Sprint(at) }, "s", "stated"},
		{"Date", "", func(at int64) string { return fmt.Sprintf("%.10f", float64(at)/86400+25569) }, "excel", "assumed"},
		{"Date", "excel1904", func(at int64) string { return fmt.Sprintf("%.10f", float64(at)/86400+24107) }, "excel1904", "assumed"},
		{"size", "", func(at int64) string { return fmt.Sprint(at % 7919) }, "", ""},
		{"id", "", func(at int64) string { return fmt.Sprint(at - 978307200) }, "", ""}, // numbers that rise, no name that promises times
	} {
		var table, lines strings.Builder
		fmt.Fprintf(&table, "user,%s\n", c.column)
		for i := range 40 {
			figure := c.figure(start.Unix() + int64(i)*3600)
			fmt.Fprintf(&table, "ada,%s\n", figure)
			fmt.Fprintf(&lines, "{\"user\":\"ada\",%q:%s}\n", c.column, figure)
		}
		for name, text := range map[string]string{"csv": table.String(), "jsonl": lines.String()} {
			tally, err := Count(context.Background(), Options{TimeUnit: c.asked}, file(t, "log."+name, text))
			if c.want == "" {
				if err == nil {
					t.Errorf("%s %s: read from %v, want a question", name, c.column, tally.First)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s %s: %v", name, c.column, err)
				continue
			}
			if first := tally.First.Truncate(time.Second); !first.Equal(start) || tally.All.Total() != 40 || tally.Sources[0].ZoneFrom != c.zone {
				t.Errorf("%s %s: %d from %v, %s", name, c.column, tally.All.Total(), tally.First, tally.Sources[0].ZoneFrom)
			}
		}
	}
}

// The question shows three rows and the flag that answers it.
func TestOpenUnit(t *testing.T) {
	path := file(t, "log.csv", "date,user\n700492166,ada\n700495766,bo\n700499366,cy\n700502966,dov\n")
	_, err := Count(context.Background(), Options{}, path)
	if err == nil {
		t.Fatal("no question")
	}
	for _, want := range []string{"700492166 is 1992-03-13 13:09:26 or 2023-03-14 13:09:26", "700499366", "--time-unit s or --time-unit cocoa"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %q", err, want)
		}
	}
	if _, err := Count(context.Background(), Options{TimeUnit: "weeks"}, path); err == nil || !strings.Contains(err.Error(), "weeks") {
		t.Error(err)
	}
}

// A serial date holds milliseconds: 44286.7459 is 17:54:05.760.
// A table whose numbers allow two units keeps its header: the column can be named.
func TestOpenUnitInATable(t *testing.T) {
	var table strings.Builder
	table.WriteString("time,x\n")
	for i := range int64(300) {
		fmt.Fprintf(&table, "%d,a\n", 133_000_000_000_000_000+i*10_000_000_000)
	}
	path := file(t, "log.csv", table.String())
	if tally, err := Count(context.Background(), Options{}, path); err == nil || !strings.Contains(err.Error(), "--time-unit filetime or --time-unit cocoa-ns") {
		t.Errorf("%v, %+v", err, tally)
	}
	tally, err := Count(context.Background(), Options{Time: "time", TimeUnit: "filetime"}, path)
	if err != nil || tally.All.Total() != 300 {
		t.Errorf("%v, %+v", err, tally)
	}
}

// The two systems of Excel always both fit; where nothing tells, it is said.
func TestSystemsOfExcel(t *testing.T) {
	for column, told := range map[string]bool{"Date": false, "Excel date": true, "date 1904": true} {
		text := column + ",x\n44684.25,a\n44684.5,b\n44685.25,c\n"
		tally, err := Count(context.Background(), Options{}, file(t, "log.csv", text))
		if err != nil || strings.Contains(strings.Join(tally.Warnings, "\n"), "--time-unit excel1904") == told {
			t.Errorf("%s: %v, %v", column, err, tally)
		}
	}
}

func TestSerialDates(t *testing.T) {
	for _, c := range []struct {
		figure string
		unit   epochUnit
		want   string
	}{
		{"44286.7459", unitExcel, "2021-03-31 17:54:05.760"},
		{"44286", unitExcel, "2021-03-31 00:00:00"},
		{"42824.7459", unitExcel1904, "2021-03-31 17:54:05.760"}, // 1462 days less
		{"44286.999999999", unitExcel, "2021-04-01 00:00:00"},    // rounded to the millisecond
	} {
		st, err := readEpoch([]byte(c.figure), c.unit)
		if err != nil || !st.Time().Equal(at(c.want)) || st.HasZone {
			t.Errorf("%s: %v, %v; want %s", c.figure, st.Time(), err, c.want)
		}
	}
}
