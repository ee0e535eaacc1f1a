package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// action is a row of the sheet Timeline.
type action struct {
	at                  time.Time // UTC, whole seconds
	analyst             int
	tool, host, account string
	tactic, id, text    string
	kind                string // for the truth: human, second, beacon
	again               bool   // another analyst's copy of an earlier row
	textDate            bool   // the date is text, not a serial
	noTime              bool   // the time of day is not known
}

// incidentBook makes the workbook: a person works, a second one takes over on two nights, a beacon calls, three analysts write it down.
func incidentBook() (product, error) {
	home, err := time.LoadLocation(intruderZone)
	if err != nil {
		return product{}, err
	}
	rows := append(intruder(home), beacon()...)
	rows = noted(append(rows, handedOver(home)...))
	data, err := incidentSheets(rows)
	if err != nil {
		return product{}, err
	}
	files := []file{{"incident/timeline.xlsx", data}}
	facts := countIncident(rows, len(data))
	return product{
		files: files, rows: facts.Rows, zone: "UTC, stated in the heading of the column", facts: facts,
		summary: fmt.Sprintf("%d rows: %d human, %d of the second person, %d of the beacon, %d written down twice", facts.Rows, facts.Human, facts.Second, facts.Beacon, facts.Again),
	}, nil
}

// intruder is the work of the first person: an office day on the clock at home, three hours later after the containment.
func intruder(home *time.Location) []action {
	d := newDice("incident/intruder")
	var rows []action
	for date := incidentFirst; incidentLast.since(date) >= 0; date = date.plus(1) {
		n := 0
		switch w := date.weekday(); {
		case date.in(intruderDaysOff) || w == time.Sunday:
		case w == time.Saturday:
			n = d.weighted([]int{8, 1, 1}) // hardly anything
		default:
			n = d.between(19, 31)
		}
		for range n {
			at := date.at(officeSecond(d), home)
			if at.After(containment) {
				at = at.Add(3 * time.Hour)
			}
			rows = append(rows, deedOn(d, at, date.since(incidentFirst)))
		}
	}
	return rows
}

// officeSecond is a second of an office day from 10:00 to 18:00 with a lull at lunch, in seconds after midnight.
func officeSecond(d *dice) int {
	hour := 9 + d.weighted([]int{1, 7, 10, 10, 4, 8, 10, 9, 7, 1})
	return hour*3600 + d.below(3600)
}

// deedOn chooses what is done at an instant of a day: one of the phases that the day belongs to.
func deedOn(d *dice, at time.Time, since int) action {
	weights := make([]int, len(phases))
	for i, p := range phases {
		if p.from <= since && since <= p.until {
			weights[i] = p.weight
		}
	}
	p := phases[d.weighted(weights)]
	do := p.deeds[d.below(len(p.deeds))]
	host := incidentHosts[d.below(len(incidentHosts))].name
	if d.below(150) == 0 {
		host = strayHost
	}
	if p.tactic == "Initial Access" {
		host = "NGP-VPN01"
	}
	return action{at: at.UTC(), tool: do.tool, host: host, account: d.pick(incidentAccounts), tactic: p.tactic, id: do.id, text: do.text, kind: "human"}
}

// handedOver are the two nights: a second person works from 21:00 to 04:00 at the first one's home.
func handedOver(home *time.Location) []action {
	d := newDice("incident/handover")
	var rows []action
	for _, night := range handovers {
		for range 34 {
			row := deedOn(d, night.at(21*3600+d.below(7*3600), home), night.since(incidentFirst))
			row.account, row.kind = secondAccount, "second"
			rows = append(rows, row)
		}
	}
	return rows
}

// beacon is the implant's call for orders, by the clock and a little off it, until the host is cut off.
func beacon() []action {
	d := newDice("incident/beacon")
	var rows []action
	for at := time.Date(2023, 3, 8, 9, 40, 0, 0, time.UTC); at.Before(containment); at = at.Add(beaconInterval * time.Second) {
		jitter := time.Duration(d.between(-beaconSpread, beaconSpread)) * time.Second
		rows = append(rows, action{at: at.Add(jitter), tool: "Proxy log", host: beaconHost, account: beaconAccount,
			tactic: "Command and Control", id: "T1071.001", text: "GET http://cdn.example.net/u/check?id=114", kind: "beacon"})
	}
	return rows
}

// noted gives each row its analyst, and the marks of hands at work: text dates, names in lower case, rows written down twice, four without a time.
func noted(rows []action) []action {
	d := newDice("incident/notes")
	rows = inTimeOrder(rows)
	var copies []action
	for i := range rows {
		r := &rows[i]
		r.analyst = d.weighted([]int{4, 4, 3})
		if r.kind == "beacon" {
			r.analyst = 2 // who exported the proxy's log
			continue
		}
		layout := incidentAnalysts[r.analyst].layout
		r.textDate = layout != "" && d.percent(12)
		if r.analyst == 1 && d.percent(25) {
			r.host = strings.ToLower(r.host)
		}
		r.noTime = d.below(180) == 0
		if !r.noTime && d.below(70) == 0 {
			again := *r
			again.analyst, again.again, again.textDate = (r.analyst+1)%3, true, false
			copies = append(copies, again)
		}
	}
	return inTimeOrder(append(rows, copies...))
}

// inTimeOrder sorts by time, and rows of the same second by their content, the original before its copy.
func inTimeOrder(rows []action) []action {
	key := func(a action) string {
		return strings.ToLower(a.host + " " + a.text + " " + a.account + " " + fmt.Sprint(a.again))
	}
	slices.SortStableFunc(rows, func(a, b action) int { return cmp.Or(a.at.Compare(b.at), strings.Compare(key(a), key(b))) })
	return rows
}
