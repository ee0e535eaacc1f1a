package timelog

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// lineCase is a log in the shape of a real system's, invented, with the time of
// each line that has one.
type lineCase struct {
	name    string
	format  string
	zone    string // Source.ZoneFrom
	text    string
	want    []string // RFC 3339, in file order
	skipped int64
	written string // when the file was last written, for stamps without a year
}

func (c *lineCase) path(t *testing.T) string {
	t.Helper()
	path := file(t, "log", c.text)
	if c.written != "" {
		at, err := time.Parse("2006-01-02", c.written)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// check reads the log both ways and compares the times.
func (c *lineCase) check(t *testing.T) {
	t.Helper()
	path := c.path(t)
	tally, err := Count(context.Background(), Options{}, path)
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	balanced(t, tally.Sources)
	s := tally.Sources[0]
	if s.Format != c.format || s.ZoneFrom != c.zone || s.Events != int64(len(c.want)) || s.Rows-s.Events != c.skipped {
		t.Errorf("%+v\nwant %s, %s, %d events, %d skipped; %q", s, c.format, c.zone, len(c.want), c.skipped, tally.Warnings)
	}
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	got := times(t, table, tally.Sources[0].Zone)
	if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
		t.Errorf("times\n%s\nwant\n%s\n%q", strings.Join(got, "\n"), strings.Join(c.want, "\n"), tally.Warnings)
	}
}

// times are those of a table's rows.
func times(t *testing.T, table *Table, zone string) []string {
	t.Helper()
	var values []string
	for _, c := range table.Columns {
		if c.Name == table.Sources[0].TimeColumn {
			for i, v := range c.Values {
				if c.Missing == nil || !c.Missing[i] {
					values = append(values, v)
				}
			}
		}
	}
	var p StampParser
	if loc, err := LoadZone(zone); err == nil {
		p.SourceZone = loc // "mixed" is none, and then every stamp has its own
	}
	if err := p.Learn(values); err != nil {
		t.Errorf("%v", err)
		return nil
	}
	var got []string
	for _, v := range values {
		at, _, err := p.Parse(v)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		got = append(got, at.Format(time.RFC3339Nano))
	}
	return got
}

// repeated makes a log of n lines from a pattern in which %d is the minute.
func repeated(n int, pattern string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern+"\n", i)
	}
	return b.String()
}
