package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// logsZone is where the people of the small logs work.
const logsZone = "Europe/Berlin"

// logsEvents is how many events each of the small logs holds: the same in all.
const logsEvents = 60

// happening is one event of the small week.
type happening struct {
	at   time.Time // on the clock of logsZone, whole seconds
	who  string
	text string
}

// smallLog is one of the small logs.
type smallLog struct {
	name, family, what string
	clock              string // whose clock the stamps show: "" for those that say it themselves
	write              func(week []happening) string
}

// logsFacts is what readme/logs.md.tmpl prints.
type logsFacts struct {
	Events      int
	First, Last string
	Files       []logsFile
}

type logsFile struct{ Name, Family, What, Clock string }

// smallLogs writes the same week in each format.
func smallLogs() (product, error) {
	zone, err := time.LoadLocation(logsZone)
	if err != nil {
		return product{}, err
	}
	week := smallWeek(newDice("logs/week"), zone)
	facts := logsFacts{Events: len(week), First: week[0].at.UTC().Format(time.RFC3339), Last: week[len(week)-1].at.UTC().Format(time.RFC3339)}
	var files []file
	for _, l := range smallLogTable() {
		files = append(files, file{"logs/" + l.name, []byte(l.write(week))})
		facts.Files = append(facts.Files, logsFile{l.name, l.family, l.what, l.clock})
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return product{
		files: files, rows: len(files) * len(week), zone: logsZone + " or UTC, see below", facts: facts,
		summary: fmt.Sprintf("%d events in each of %d formats", len(week), len(files)),
	}, nil
}

// smallWeek is Monday 2024-03-11 to Friday: office hours, four people.
func smallWeek(d *dice, zone *time.Location) []happening {
	people := []string{"ada", "bo", "cyd", "dov"}
	texts := []string{"signed in", "opened the plan", "saved the plan", "printed a page", "signed out"}
	var week []happening
	for i := range logsEvents {
		second := (8+d.weighted([]int{2, 6, 7, 5, 2, 6, 7, 5, 3}))*3600 + d.below(3600)
		at := time.Date(2024, 3, 11+i%5, 0, 0, second, 0, zone)
		week = append(week, happening{at, d.pick(people), d.pick(texts)})
	}
	slices.SortStableFunc(week, func(a, b happening) int { return a.at.Compare(b.at) })
	return week
}

// each writes a line an event.
func each(line func(h happening) string) func([]happening) string {
	return after("", line)
}

// after is each below a heading.
func after(heading string, line func(h happening) string) func([]happening) string {
	return func(week []happening) string {
		var b strings.Builder
		b.WriteString(heading)
		for _, h := range week {
			b.WriteString(line(h) + "\n")
		}
		return b.String()
	}
}

// address is the one that a person works from.
func (h happening) address() string { return fmt.Sprintf("192.0.2.%d", 10+int(h.who[0]-'a')) }

// local and universal write the time on the house's clock and on UTC's.
func (h happening) local(layout string) string     { return h.at.Format(layout) }
func (h happening) universal(layout string) string { return h.at.UTC().Format(layout) }
