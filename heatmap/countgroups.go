package heatmap

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// group makes the Grids of the largest groups.
func (t *Tally) group(ctx context.Context, all *timelog.Groups, span Span) error {
	if all == nil {
		return nil
	}
	var most largestGrids
	err := all.Each(func(label string, events *timelog.Histogram) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(most) == MostGroups && !less(most[0], label, events.Total()) {
			return nil
		}
		g, err := Fold(events, t.Grid.Zone, span)
		if err != nil {
			return err
		}
		g.Label, g.ZoneFrom, g.Notes = label, t.Grid.ZoneFrom, t.Grid.Notes
		if heap.Push(&most, g); len(most) > MostGroups {
			heap.Pop(&most)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("heatmap: %w", err)
	}
	t.Groups = most
	sortGrids(t.Groups)
	if n := all.Len(); n > len(t.Groups) {
		t.all = all
		t.Warnings = append(t.Warnings, fmt.Sprintf("there are %s; pictures and tables are of the %d with most events, and all of them are in the JSON", plural(int64(n), "value"), len(t.Groups)))
	}
	return nil
}

// less reports whether a Grid comes behind a group of so many events.
func less(g *Grid, label string, events int64) bool {
	return cmp.Or(cmp.Compare(g.Events, events), strings.Compare(label, g.Label)) < 0
}

// largestGrids is a heap with the least of them first.
type largestGrids []*Grid

func (l largestGrids) Len() int           { return len(l) }
func (l largestGrids) Less(i, j int) bool { return less(l[i], l[j].Label, l[j].Events) }
func (l largestGrids) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *largestGrids) Push(g any)        { *l = append(*l, g.(*Grid)) }

func (l *largestGrids) Pop() any {
	last := len(*l) - 1
	g := (*l)[last]
	*l = (*l)[:last]
	return g
}

// groups writes the member with the groups, in the order of their labels.
func (j *jsonWriter) groups(t *Tally) {
	if len(t.Groups) == 0 {
		return
	}
	j.text(`,"groups":{`)
	n := 0
	write := func(label string, group groupJSON) {
		j.comma(n)
		j.value(label, "")
		j.text(":")
		j.w.Write(group.append(j.w.AvailableBuffer()))
		n++
	}
	if t.all == nil {
		for _, g := range groupsByLabel(t.Groups) {
			write(g.Label, groupJSON{Counts: g.Counts, Events: g.Events})
		}
	} else if err := j.everyGroup(t, write); err != nil && j.err == nil {
		j.err = err
	}
	j.text("}")
}

// everyGroup counts the groups again, those too of which there are no Grids.
func (j *jsonWriter) everyGroup(t *Tally, write func(string, groupJSON)) error {
	clock := newWallClock(t.Grid.location())
	return t.all.Each(func(label string, events *timelog.Histogram) error {
		group := groupJSON{Events: events.Total()}
		events.Each(func(unix, n int64) {
			day, hour := clock.cell(unix)
			group.Counts[day][hour] += n
		})
		write(label, group)
		if _, err := j.w.Write(nil); err != nil { // of the writer below, if it has failed
			return err
		}
		return j.err
	})
}

// append writes a group as encoding/json does, in a tenth of the time.
func (g *groupJSON) append(b []byte) []byte {
	b = append(b, `{"counts":[`...)
	for day := range g.Counts {
		if day > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for hour, n := range g.Counts[day] {
			if hour > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(b, n, 10)
		}
		b = append(b, ']')
	}
	b = append(b, `],"events":`...)
	return append(strconv.AppendInt(b, g.Events, 10), '}')
}

// groupsByLabel are the groups in the order of their labels.
func groupsByLabel(groups []*Grid) []*Grid {
	sorted := slices.Clone(groups)
	slices.SortStableFunc(sorted, func(a, b *Grid) int { return strings.Compare(a.Label, b.Label) })
	return sorted
}
