package main

import "time"

// incidentFacts is what the README says about the workbook. Rows are those of the sheet Timeline.
type incidentFacts struct {
	Rows, Human, Second, Beacon int
	Again, NoTime, LowerCase    int
	Stray                       int
	Hosts, Indicators, Bytes    int
	Before, After               int // of the first person, before and after the containment
	Analysts                    []analystFacts
	Tactics                     []tacticFacts
	First, Last, Containment    string
	DaysOff, Handovers          []day
}

// analystFacts is what one analyst wrote.
type analystFacts struct {
	Name, Order              string
	Rows, TextDates, Telling int // Telling: text dates whose day is above 12
}

// tacticFacts is how often a tactic is in the timeline.
type tacticFacts struct {
	Name string
	Rows int
}

// countIncident counts what went into the workbook. Rows written down twice are counted as Again, not as Human or Second.
func countIncident(rows []action, bytes int) incidentFacts {
	f := incidentFacts{
		Rows: len(rows), Hosts: len(incidentHosts), Indicators: len(incidentIndicators), Bytes: bytes,
		Containment: containment.Format(time.DateTime), DaysOff: intruderDaysOff, Handovers: handovers,
	}
	for _, a := range incidentAnalysts {
		f.Analysts = append(f.Analysts, analystFacts{Name: a.name, Order: a.order})
	}
	for _, p := range append(phases, phase{tactic: "Command and Control"}) {
		f.Tactics = append(f.Tactics, tacticFacts{Name: p.tactic})
	}
	for _, r := range rows {
		f.add(r)
	}
	return f
}

func (f *incidentFacts) add(r action) {
	a := &f.Analysts[r.analyst]
	a.Rows++
	if r.textDate && !r.noTime {
		a.TextDates++
		if r.at.Day() > 12 {
			a.Telling++
		}
	}
	for i := range f.Tactics {
		if f.Tactics[i].Name == r.tactic {
			f.Tactics[i].Rows++
		}
	}
	if r.host != "" && r.host[0] == 'n' {
		f.LowerCase++
	}
	if r.host == strayHost || r.host == "ngp-test09" {
		f.Stray++
	}
	stamp := r.at.Format(time.DateTime)
	if f.First == "" {
		f.First = stamp
	}
	f.Last = stamp
	f.addKind(r)
}

// addKind counts who did it.
func (f *incidentFacts) addKind(r action) {
	switch {
	case r.again:
		f.Again++
	case r.noTime:
		f.NoTime++
	case r.kind == "second":
		f.Second++
	case r.kind == "beacon":
		f.Beacon++
	default:
		f.Human++
		if r.at.Before(containment) {
			f.Before++
		} else {
			f.After++
		}
	}
}
