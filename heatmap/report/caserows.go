package report

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// look reads the rows themselves: the precision of the stamps and the key events.
func (c *Case) look(opt heatmap.CountOptions, patterns []string) error {
	columns := unique(c.Sources, sourceColumn)
	if len(columns) != 1 {
		c.Basis.Precision = "not looked at: the inputs have different time columns"
		return nil
	}
	read := opt.Read
	read.Progress = nil
	reading, err := heatmap.ReadLog(read, patterns...)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	c.takeExamples(reading.Sources)
	df, err := heatmap.WithTimeOptions(reading.Frame, heatmap.TimeOptions{
		Column: columns[0], Zone: opt.Zone, SourceZone: read.SourceZone, DateOrder: read.DateOrder, OrderBy: read.OrderBy, Year: read.Year,
	})
	if err != nil {
		c.Basis.Precision = "not looked at: the stamps need more than one way of reading"
		return nil
	}
	records := df.Records()
	if len(records) < 2 {
		return nil
	}
	rows := newRowTable(records, columns[0])
	c.Basis.Precision = precisionOf(rows)
	c.Events = rows.keyEvents(zoneOfGrid(c.Grid))
	return nil
}

// takeExamples takes the examples of skipped rows from a reading of whole rows:
// those of the count hold the columns that it needed, and often not what is wrong.
func (c *Case) takeExamples(sources []timelog.Source) {
	for i := range c.Sources {
		if i >= len(sources) || sources[i].Path != c.Sources[i].Path {
			return
		}
		for j, mine := range c.Sources[i].Skipped {
			for _, whole := range sources[i].Skipped {
				if whole.Reason == mine.Reason && whole.FirstLine == mine.FirstLine {
					c.Sources[i].Skipped[j].Example = whole.Example
				}
			}
		}
	}
}

// rowTable is the rows of a frame with their instants.
type rowTable struct {
	heads []string
	rows  [][]string // those with a time, in order of time
	at    []time.Time
	stamp int   // the column of the stamps as written
	show  []int // the columns to show
}

// added are the columns that heatmap.WithTime makes, which repeat the stamp.
func added(name string) bool {
	return slices.Contains([]string{heatmap.TimeColumn, heatmap.WeekdayColumn, heatmap.HourColumn, heatmap.DateColumn, heatmap.ZoneFromColumn}, name)
}

// mostColumns is how many columns of the input a key event shows.
const mostColumns = 6

func newRowTable(records [][]string, stamp string) *rowTable {
	t := &rowTable{heads: records[0], stamp: slices.Index(records[0], stamp)}
	when := slices.Index(t.heads, heatmap.TimeColumn)
	type timed struct {
		row []string
		at  time.Time
	}
	var all []timed
	for _, row := range records[1:] {
		text, _, _ := strings.Cut(row[when], "[")
		if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
			all = append(all, timed{row, at})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].at.Before(all[j].at) })
	for _, r := range all {
		t.rows, t.at = append(t.rows, r.row), append(t.at, r.at)
	}
	for i, name := range t.heads {
		if !added(name) && i != t.stamp && len(t.show) < mostColumns {
			t.show = append(t.show, i)
		}
	}
	return t
}

// silences is how many of the longest silences the key events stand around.
const silences = 3

// keyEvents picks the first event, the last, and those around the longest
// silences: where somebody begins, stops, and comes back.
func (t *rowTable) keyEvents(zone string) *Sample {
	n := len(t.rows)
	if n == 0 {
		return nil
	}
	why := map[int]string{}
	say := func(i int, text string) {
		if why[i] != "" {
			text = why[i] + "; " + text
		}
		why[i] = text
	}
	say(0, "first event")
	gaps := make([]int, 0, n)
	for i := 1; i < n; i++ {
		gaps = append(gaps, i)
	}
	sort.SliceStable(gaps, func(a, b int) bool {
		return t.at[gaps[a]].Sub(t.at[gaps[a]-1]) > t.at[gaps[b]].Sub(t.at[gaps[b]-1])
	})
	for _, i := range gaps[:min(len(gaps), silences)] {
		length := fmt.Sprintf("%.0f h", t.at[i].Sub(t.at[i-1]).Hours())
		say(i-1, "last before a silence of "+length)
		say(i, "first after a silence of "+length)
	}
	say(n-1, "last event")
	sample := &Sample{Columns: []string{"Why", "Time in " + zone, "Time in UTC"}, Most: 2*silences + 2,
		Note: "Chosen by rule: the first event, the last, and those around the longest silences."}
	for _, c := range t.show {
		sample.Columns = append(sample.Columns, t.heads[c])
	}
	for i := range n {
		if why[i] == "" {
			continue
		}
		row := []string{why[i], t.at[i].Format("Mon 2006-01-02 15:04:05"), t.at[i].UTC().Format("2006-01-02 15:04:05")}
		for _, c := range t.show {
			row = append(row, t.rows[i][c])
		}
		sample.Rows = append(sample.Rows, row)
	}
	return sample
}

// clockText finds the parts of a time of day.
var clockText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\d\d?:\d\d(?:(:\d\d)(?:[.,](\d+))?)?`)
})

// precisionOf is the finest unit that the stamps show. Zeros in all of them show nothing.
func precisionOf(t *rowTable) string {
	digits, seconds, minutes := 0, false, false
	for _, row := range t.rows {
		parts := clockText().FindStringSubmatch(row[t.stamp])
		if parts == nil {
			if number := row[t.stamp]; number != "" && strings.Trim(number, "0123456789.") == "" {
				whole, _, _ := strings.Cut(number, ".")
				seconds = true
				digits = max(digits, len(strings.TrimRight(whole, "0"))-10)
			}
			continue
		}
		minutes = minutes || !strings.HasPrefix(parts[0][strings.IndexByte(parts[0], ':'):], ":00")
		seconds = seconds || parts[1] != "" && parts[1] != ":00"
		digits = max(digits, len(strings.TrimRight(parts[2], "0")))
	}
	switch {
	case digits > 6:
		return "nanoseconds"
	case digits > 3:
		return "microseconds"
	case digits > 0:
		return "milliseconds"
	case seconds:
		return "seconds"
	case minutes:
		return "minutes: the seconds of all stamps are 0"
	}
	return "hours or days: minutes and seconds of all stamps are 0"
}
