package heatmap

import (
	"fmt"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// A Grid holds how many events fell in each hour of the week, in one zone.
//
// Rows are weekdays, Monday first; columns are the hours 0 to 23 of the zone's
// wall clock, daylight saving included. The zero Grid is an empty week in UTC
// in which nothing was observed.
type Grid struct {
	// Zone is the IANA name of the zone in which the cells are counted; empty means UTC.
	Zone string
	// ZoneFrom says how the zone of the timestamps is known: "stamp" (each
	// carried its offset), "stated" (the format defines it), "header" (a column
	// name says it), "flag" (the analyst said it), or "assumed" (nobody said it
	// and they were read as UTC). Empty means that nothing is known of it.
	ZoneFrom string
	// Label names what was counted, such as a handle or a file; it may be empty.
	Label string
	// Counts is the number of events in each cell.
	Counts [Days][Hours]int64
	// Hours is the number of real hours of each cell inside the observed span;
	// 0 means that the cell was never observed, which is not the same as quiet.
	// It is a whole number except where a zone shifts its clock by half an hour.
	Hours [Days][Hours]float64
	// Events is the sum of Counts.
	Events int64
	// First and Last are the earliest and the latest event, in Zone; zero when
	// there is none.
	First, Last time.Time
	// Notes are facts to print under the picture, such as the number of
	// duplicates left out.
	Notes []string

	source *timelog.Histogram
	from   time.Time // the observed span, [from, to)
	to     time.Time
}

// Span is the time over which events could have been seen, from the first
// instant to the last, both included. The zero Span means "from the first event
// to the last": a log proves its coverage only by its events.
type Span struct {
	First, Last time.Time
}

// Empty returns the empty week of a zone: every cell counts zero and none was
// observed. It is where the classic recipe starts, with a table of 168 zeros.
// An unknown zone is an error.
func Empty(zone string) (*Grid, error) {
	return Fold(&timelog.Histogram{}, zone, Span{})
}

// Fold counts a histogram of instants by weekday and hour in the named IANA
// zone. The hours of Span (see there for its zero value) are those observed:
// whole hours of the zone's clock, from the one that holds Span.First to the
// one that holds Span.Last. When spring skips an hour, that hour is observed
// once less; when autumn repeats one, once more. An unknown zone is an error, and so
// is an event outside the years 1 to 9999.
func Fold(events *timelog.Histogram, zone string, span Span) (*Grid, error) {
	loc, err := timelog.LoadZone(zone)
	if err != nil {
		return nil, fmt.Errorf("heatmap: %w", err)
	}
	g := &Grid{Zone: loc.String(), source: events}
	clock := newWallClock(loc)
	first, last := int64(0), int64(0)
	strange, any := int64(0), false
	events.Each(func(unix, n int64) {
		if unix < firstSecond || unix > lastSecond {
			strange, any = unix, true
			return
		}
		day, hour := clock.cell(unix)
		g.Counts[day][hour] += n
		if g.Events == 0 {
			first = unix
		}
		g.Events += n
		last = unix
	})
	if any {
		return nil, fmt.Errorf("heatmap: an event at Unix second %d lies outside the years 1 to 9999: was its number in seconds?", strange)
	}
	if g.Events > 0 {
		g.First, g.Last = time.Unix(first, 0).In(loc), time.Unix(last, 0).In(loc)
	}
	g.observe(span)
	return g, nil
}

// The calendar that time.Time writes as text: the years 1 to 9999.
const (
	firstSecond = -62135596800
	lastSecond  = 253402300799
)

// observe sets the observed span and counts its hours. A span that is too short
// for the events is widened to hold them.
func (g *Grid) observe(span Span) {
	g.from, g.to = span.First, span.Last
	if g.Events > 0 && (g.from.IsZero() || g.First.Before(g.from)) {
		g.from = g.First
	}
	if g.Events > 0 && (g.to.IsZero() || g.Last.After(g.to)) {
		g.to = g.Last
	}
	if g.from.IsZero() || g.to.Before(g.from) {
		return
	}
	loc := g.location()
	g.Hours = hoursObserved(g.from.In(loc), g.to.In(loc))
}

// spanExactly sets the first and the last event, which the histogram knows only
// to the quarter hour.
func (g *Grid) spanExactly(first, last time.Time) {
	if g.Events > 0 && !first.IsZero() {
		loc := g.location()
		g.First, g.Last = first.In(loc), last.In(loc)
	}
}

// location is the zone's rules; the zone was checked when the grid was made.
func (g *Grid) location() *time.Location {
	loc, err := timelog.LoadZone(g.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// In counts the same events again in another zone. Nothing is rounded: the
// events are kept by UTC quarter hour, and every zone's offset is a multiple of
// that. A Grid that was filled by hand, without events, cannot be moved: that
// is an error, as is an unknown zone.
func (g *Grid) In(zone string) (*Grid, error) {
	if g.source == nil {
		return nil, fmt.Errorf("heatmap: this grid was filled by hand: it has no events to count again in %s", zone)
	}
	moved, err := Fold(g.source, zone, Span{First: g.from, Last: g.to})
	if err != nil {
		return nil, err
	}
	moved.spanExactly(g.First, g.Last)
	moved.ZoneFrom, moved.Label, moved.Notes = g.ZoneFrom, g.Label, append([]string(nil), g.Notes...)
	return moved, nil
}

// Histogram returns the events behind the grid by UTC quarter hour, or nil for a
// grid filled by hand. It is the grid's own: do not add to it.
func (g *Grid) Histogram() *timelog.Histogram { return g.source }

// Observed returns the span over which events could have been seen; both ends
// are zero when there is none.
func (g *Grid) Observed() Span { return Span{First: g.from, Last: g.to} }
