package rhythm

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// Events is what there is to judge by.
type Events struct {
	// Histogram holds every event by quarter hour.
	Histogram *timelog.Histogram
	// Marks are the events one by one, in the order of time, as far as they were
	// kept: for automation, recorded offsets and second clocks. Nil: these
	// channels are silent.
	Marks []timelog.Mark
	// Warnings about how the events were read are passed on.
	Warnings []string
}

// Options of a judgement. The zero value is ready.
type Options struct {
	// Level is how often the offset interval shall hold the truth, between 0.5 and
	// 0.99. Zero: 0.8.
	Level float64
	// Notes are evidence from elsewhere, in words, such as "error messages in
	// Portuguese". They are shown and not weighed.
	Notes []string
}

// Finding is what the hours say about who keeps them. It shows itself in a
// notebook as a picture, and prints as half a page for people who do not know the method.
type Finding struct {
	// Events is the number of events; Days that of dates with one, on the best
	// zone's calendar.
	Events int64
	Days   int
	// Hours is the number of hours in which the actor was present: what is weighed.
	Hours int
	// Verdict says person or machine.
	Verdict Verdict
	// Zones is the posterior, best first; it sums to 1. Zones that showed the same
	// time throughout are one entry.
	Zones []*Zone
	// Offset is the answer in hours, with its interval.
	Offset Offset
	// Work is the working day on the best zone's clock, Rivals on those of the next
	// best with another offset.
	Work   Work
	Rivals []Work
	// Automation, Operators are the other two questions.
	Automation *Automation
	Operators  Operators
	// Evidence is every channel with what it says, the weightiest first.
	Evidence []Evidence
	// Against is what speaks against the answer, in words.
	Against []string
	// Needed says what would settle it, if the verdict is "not enough".
	Needed string
	// Warnings are doubts and conflicts.
	Warnings []string

	grid  *heatmap.Grid
	marks []mark
	model *model
	crowd bool    // more than one person can be
	dated bool    // the stamps have no time of the day
	fixed float64 // how far the hours are those of a fixed block, 0 to 1
}

// Grid is the week of all events on the best zone's clock; nil without events.
func (f *Finding) Grid() *heatmap.Grid { return f.grid }

// Judge weighs events. It fails only for options that make no sense.
func Judge(events Events, opt Options) (*Finding, error) {
	if opt.Level == 0 {
		opt.Level = 0.8
	}
	if opt.Level < 0.5 || opt.Level > 0.99 || math.IsNaN(opt.Level) {
		return nil, fmt.Errorf("rhythm: interval level %v: give one between 0.5 and 0.99", opt.Level)
	}
	if events.Histogram == nil {
		return nil, errors.New("rhythm: no histogram of events: count them with timelog.Count")
	}
	events = events.sensible()
	f := &Finding{Events: events.Histogram.Total(), Warnings: append([]string(nil), events.Warnings...)}
	f.judge(events, opt, standard())
	return f, nil
}

// sensible sets aside events of years in which no clock is known, with a warning.
func (e Events) sensible() Events {
	var kept timelog.Histogram
	e.Histogram.Each(func(unix, n int64) {
		if bounded(unix) == unix {
			kept.Add(unix, n)
		}
	})
	aside := e.Histogram.Total() - kept.Total()
	if aside == 0 {
		return e
	}
	e.Histogram = &kept
	e.Marks = slices.DeleteFunc(slices.Clone(e.Marks), func(m timelog.Mark) bool { return bounded(m.Unix) != m.Unix })
	e.Warnings = append(slices.Clone(e.Warnings), fmt.Sprintf("%d events before 1900 or after 2100 are set aside: damaged stamps", aside))
	return e
}

// judge goes through the steps of the package's overview.
func (f *Finding) judge(events Events, opt Options, m *model) {
	f.model = m
	f.automation(events)
	remaining := f.remaining(events)
	f.marks, f.crowd = presence(remaining)
	f.Hours = hoursOf(f.marks)
	if len(f.marks) == 0 {
		f.Verdict, f.Offset = NotEnough, Offset{Low: leastOffset, High: mostOffset, Level: opt.Level}
		f.Needed = needed(0, 0)
		return
	}
	f.Zones = zonesOver(f.marks[0].at, f.marks[len(f.marks)-1].at)
	f.weighHours(m)
	part := f.trust()
	weighRecorded(f.Zones, events.Marks)
	weighDual(f.Zones, events.Marks)
	weighHolidays(f.Zones, f.marks, part)
	settle(f.Zones)
	f.fixed = m.fixed * m.fixedness(f.Zones[0], f.marks)
	f.Offset = offsetOf(f.Zones, opt.Level, f.fixed)
	f.describe(events, opt)
}

// weighHours asks the channels of the hours themselves: activity, weekend and lunch,
// then clock changes.
func (f *Finding) weighHours(m *model) {
	spans := spansOf(f.marks, f.Zones)
	part := f.trust()
	for _, z := range f.Zones {
		z.ahead = z.clock.offsets(spans)
		z.Offset, z.Usual = meanOffset(spans, z.ahead)
		z.weigh(m, spans, part/(1+temper*total(f.marks)/enough), part)
	}
	for i, activity := range anytime(f.Zones, strayPart) {
		f.Zones[i].activity = activity
	}
	weighSeasons(f.Zones, f.marks, spans, m.season*part)
}

// describe is everything that is said once the zone is known.
func (f *Finding) describe(events Events, opt Options) {
	best := f.Zones[0]
	f.Days = daysOf(f.marks, best.clock)
	switch {
	case f.Events < leastHours || f.Verdict != Automated && (f.Hours < leastHours || f.Days < leastDays):
		f.Verdict, f.Needed = NotEnough, needed(f.Hours, f.Days)
	case f.dated:
		f.Verdict, f.Needed = NotEnough, "times of the day are needed: every event lies at the same one, as dates without a time do"
	}
	f.Work = workOf(best, f.marks)
	f.Rivals = rivals(f.Zones, f.marks)
	f.Operators = f.operators(best.clock)
	f.Evidence = evidenceOf(f, events, opt)
	f.Against = against(f)
	f.Warnings = append(f.Warnings, f.doubts(events)...)
	grid, err := heatmap.Fold(events.Histogram, best.Name, heatmap.Span{})
	if err == nil {
		f.grid = grid
	}
}

// automation judges the events one by one, or their quarter hours if these are all
// there is.
func (f *Finding) automation(events Events) {
	instants := make([]int64, 0, len(events.Marks))
	for _, m := range events.Marks {
		instants = append(instants, m.Unix)
	}
	if len(instants) == 0 {
		events.Histogram.Each(func(unix, _ int64) { instants = append(instants, unix) })
	}
	f.Automation = automationOf(instants)
	f.Verdict, f.dated = f.Automation.Verdict, dated(instants)
}

// dated tells stamps at no more than two times of the day, as dates without a time
// have: one midnight in winter and one in summer.
func dated(instants []int64) bool {
	var times []int64
	for _, t := range instants {
		if at := floorMod(t, daySeconds); !slices.Contains(times, at) {
			if times = append(times, at); len(times) > 2 {
				return false
			}
		}
	}
	return true
}

// remaining is the histogram without the automated part.
func (f *Finding) remaining(events Events) *timelog.Histogram {
	if f.Verdict != Mixed || len(f.Automation.Lattices) == 0 || int64(len(events.Marks)) < f.Events {
		return events.Histogram
	}
	var h timelog.Histogram
	for _, t := range f.Automation.rest {
		h.Add(t, 1)
	}
	return &h
}

// trust is the part of presence that may speak for a zone: none of a machine's or of
// dates, little of a series that knows no quiet hours.
func (f *Finding) trust() float64 {
	if f.Verdict == Automated || f.dated {
		return 0
	}
	part := f.rested()
	if f.crowd {
		part *= crowdPart
	}
	return part
}

// rested is 1 for somebody with a quiet part of the day, 0 for a flat series.
func (f *Finding) rested() float64 {
	var by [24]float64
	for _, m := range f.marks {
		by[floorMod(floorDiv(m.at, hourSeconds), 24)] += m.weight
	}
	return min(1, max(0, (0.24-quietest(by))/0.09))
}

// hoursOf is the number of hours with presence.
func hoursOf(marks []mark) int {
	n := 0
	eachRun(marks, hourSeconds, func([]mark) { n++ })
	return n
}

// daysOf is the number of dates with presence on a clock.
func daysOf(marks []mark, c clock) int {
	n, last := 0, int64(math.MinInt64)
	for _, m := range marks {
		if day := floorDiv(m.at+c.at(m.at), daySeconds); day != last {
			n, last = n+1, day
		}
	}
	return n
}

// needed says what would be enough.
func needed(hours, days int) string {
	return fmt.Sprintf("at least %d hours with events on %d days are needed to say anything, some 200 for an answer within an hour; here are %s on %s",
		leastHours, leastDays, many(int64(hours), "hour"), many(int64(days), "day"))
}
