package linked

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/hourprint/hourprint/heatmap"
)

// table is the rows of a page in order of time.
type table struct {
	rows  int
	timed int     // rows with a readable time; they come first
	micro []int64 // microseconds since 1970 of the timed rows, ascending
	order []int   // row of the frame by row of the page
	zone  string
	from  string // how the zone is known
	cols  []*heatmap.Column
}

// farthest is the most microseconds from 1970 that a page keeps: JavaScript's
// numbers hold whole ones up to 2^53.
const farthest = int64(1) << 53

// newTable reads the frame and sorts its rows.
func newTable(df heatmap.DataFrame, opt *Options) (*table, error) {
	in, err := heatmap.ReadInstants(df)
	if err != nil {
		return nil, fmt.Errorf("linked: %w", err)
	}
	t := &table{rows: len(in.At), zone: in.Zone, from: in.ZoneFrom}
	t.sort(in.At)
	names, err := columnNames(df, opt.Columns)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		c, err := heatmap.ReadColumn(df, name)
		if err != nil {
			return nil, fmt.Errorf("linked: %w", err)
		}
		if opt.Columns == nil && isStampOf(c, in.At) {
			continue // the time column says the same
		}
		t.cols = append(t.cols, t.reorder(c))
	}
	return t, nil
}

// sort orders the rows by time; those without one come last.
func (t *table) sort(at []time.Time) {
	micro := make([]int64, len(at))
	t.order = make([]int, 0, len(at))
	var none []int
	for row, a := range at {
		if a.IsZero() || a.Year() < 1685 || a.Year() > 2254 {
			none = append(none, row)
			continue
		}
		micro[row] = a.UnixMicro()
		t.order = append(t.order, row)
	}
	sort.SliceStable(t.order, func(i, j int) bool { return micro[t.order[i]] < micro[t.order[j]] })
	t.timed = len(t.order)
	t.micro = make([]int64, t.timed)
	for i, row := range t.order {
		t.micro[i] = micro[row]
	}
	t.order = append(t.order, none...)
}

// reorder brings a column into the order of the page.
func (t *table) reorder(c *heatmap.Column) *heatmap.Column {
	out := &heatmap.Column{Name: c.Name}
	if c.Texts != nil {
		out.Texts = make([]string, t.rows)
	} else {
		out.Numbers = make([]float64, t.rows)
	}
	if c.Missing != nil {
		out.Missing = make([]bool, t.rows)
	}
	for i, row := range t.order {
		if c.Texts != nil {
			out.Texts[i] = c.Texts[row]
		} else {
			out.Numbers[i] = c.Numbers[row]
		}
		if c.Missing != nil {
			out.Missing[i] = c.Missing[row]
		}
	}
	return out
}

// column finds a column by name, nil if the page does not have it.
func (t *table) column(name string) *heatmap.Column {
	for _, c := range t.cols {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// index is a column's place, -1 if the page does not have it.
func (t *table) index(name string) int {
	return slices.IndexFunc(t.cols, func(c *heatmap.Column) bool { return c.Name == name })
}

// columnNames are the columns asked for, or all but those that WithTime added.
func columnNames(df heatmap.DataFrame, wanted []string) ([]string, error) {
	if wanted != nil {
		for i, name := range wanted {
			if slices.Contains(wanted[:i], name) {
				return nil, fmt.Errorf("linked: column %q is named twice", name)
			}
		}
		return wanted, nil
	}
	made := []string{heatmap.TimeColumn, heatmap.WeekdayColumn, heatmap.HourColumn, heatmap.DateColumn, heatmap.ZoneFromColumn}
	var names []string
	for _, name := range df.Names() {
		if !slices.Contains(made, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// isStampOf tells whether a column is the text that the times were read from: its
// first values all begin with a date or an epoch that the row's time has.
func isStampOf(c *heatmap.Column, at []time.Time) bool {
	seen := 0
	for row := 0; row < len(at) && seen < 50; row++ {
		if at[row].IsZero() || c.IsMissing(row) {
			continue
		}
		if !saysTime(c, row, at[row]) {
			return false
		}
		seen++
	}
	return seen > 0
}

// saysTime tells whether one value is its row's time, give or take a zone.
func saysTime(c *heatmap.Column, row int, at time.Time) bool {
	if c.Numbers != nil {
		for _, unit := range []float64{1, 1e3, 1e6, 1e9} {
			if v := c.Numbers[row] / unit; v > 1e8 && v-float64(at.Unix()) < 86400 && float64(at.Unix())-v < 86400 {
				return true
			}
		}
		return false
	}
	text := c.Texts[row]
	minute := at.Format("04:05")
	for i := 0; i+len(minute) <= len(text); i++ {
		if text[i:i+len(minute)] == minute {
			return len(text) >= 8
		}
	}
	return len(text) >= 10 && text[:min(10, len(text))] == fmt.Sprint(at.Unix())[:min(10, len(fmt.Sprint(at.Unix())))]
}
