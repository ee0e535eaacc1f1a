package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// basis says how instants were read: the part of a write-up on which everything
// else stands.
func (s *story) basis() error {
	b := s.c.Basis.filledFrom(s.c.Warnings)
	columns := unique(s.c.Sources, sourceColumn)
	zones := unique(s.c.Sources, zoneOf)
	add := func(name, text string) {
		if text != "" {
			s.Basis = append(s.Basis, [2]string{name, text})
		}
	}
	add("Time column", s.say(s0(strings.Join(columns, "; "), "not recorded")))
	add("Other time columns", s.say(s0(strings.Join(b.OtherColumns, "; "), "none found")))
	add("Zone of the stamps, and how it is known", s.say(s0(strings.Join(zones, "; "), s0(knownBy(s.c.Grid.ZoneFrom), "not recorded"))))
	add("Counted in", zoneOfGrid(s.zones[0]))
	changes, err := s.clockChanges()
	if err != nil {
		return err
	}
	add("Daylight saving", "Each instant is counted on the wall clock of the zone as its rules were on that day. "+
		"An hour that spring skips is not observed, one that autumn repeats is observed twice. "+changes)
	add("Zone rules (tzdata)", s.say(b.ZoneData))
	add("Day and month", s.say(s0(b.Orders, "no date whose day and month could be taken for each other")))
	add("Precision of the stamps", s.say(s0(b.Precision, "not recorded"))+"; counted by the hour, kept by the quarter hour")
	return nil
}

// filledFrom takes what the author did not say from the warnings of the reading.
func (b Basis) filledFrom(warnings []string) Basis {
	found := basisOf(warnings)
	if b.OtherColumns == nil {
		b.OtherColumns = found.OtherColumns
	}
	b.Orders, b.ZoneData = s0(b.Orders, found.Orders), s0(b.ZoneData, found.ZoneData)
	return b
}

// sourceColumn is the time column of a source.
func sourceColumn(src timelog.Source) string { return src.TimeColumn }

// knownBy says in words how a zone is known.
func knownBy(from string) string {
	if from == "" {
		return ""
	}
	return zoneOf(timelog.Source{Zone: "UTC", ZoneFrom: from})
}

// unique are the texts of the sources that have events, each once, in order.
func unique(sources []timelog.Source, of func(timelog.Source) string) []string {
	var out []string
	for _, src := range sources {
		if text := of(src); src.Events > 0 && text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// clockChanges lists the changes of the candidate zones' clocks while events
// could be seen.
func (s *story) clockChanges() (string, error) {
	span := s.zones[0].Observed()
	if span.First.IsZero() {
		return "", nil
	}
	var said []string
	for _, g := range s.zones {
		rules, err := rulesOf(zoneOfGrid(g), span.First, span.Last)
		if err != nil {
			return "", err
		}
		if len(rules.Change) == 0 {
			said = append(said, fmt.Sprintf("%s: UTC%s throughout", rules.Name, offsetText(rules.Offset[0])))
			continue
		}
		for i, at := range rules.Change[:min(len(rules.Change), 4)] {
			said = append(said, fmt.Sprintf("%s: UTC%s to UTC%s at %s", rules.Name, offsetText(rules.Offset[i]), offsetText(rules.Offset[i+1]),
				time.Unix(at, 0).UTC().Format("2006-01-02 15:04 UTC")))
		}
		if more := len(rules.Change) - 4; more > 0 {
			said = append(said, fmt.Sprintf("%s: %d more changes", rules.Name, more))
		}
	}
	return "In this span, " + strings.Join(said, "; ") + ".", nil
}
