package main

import (
	"fmt"
	"time"
)

// The script reports every quarter of an hour in these weeks, to the one of the server team whose week it is.
var (
	scriptFrom, scriptUntil = day{2021, 9, 6}, day{2021, 10, 11}
	scriptReaders           = []string{"cobble", "marmot", "trellis"}
)

// outage is a stretch in which the script did not run.
type outage struct{ from, until time.Time }

// outages are half-open, UTC.
var outages = []outage{
	{day{2021, 9, 9}.at(7*3600, time.UTC), day{2021, 9, 9}.at(12*3600, time.UTC)},
	{day{2021, 9, 14}.at(22*3600, time.UTC), day{2021, 9, 15}.at(6*3600, time.UTC)},
	{day{2021, 9, 25}.at(1*3600, time.UTC), day{2021, 9, 25}.at(15*3600, time.UTC)},
	{day{2021, 10, 1}.at(16*3600, time.UTC), day{2021, 10, 1}.at(19*3600, time.UTC)},
	{day{2021, 10, 6}.at(3*3600, time.UTC), day{2021, 10, 6}.at(13*3600, time.UTC)},
}

// script gives the messages of the script: on the quarter hour, 0.2 to 6 seconds late.
func script() []message {
	d := newDice("jabber/script")
	var all []message
	msk := time.FixedZone("MSK", 3*3600)
	for n := 0; n < scriptUntil.since(scriptFrom)*96; n++ {
		due := scriptFrom.at(n*900, time.UTC)
		late, load, queue := d.between(200_000, 6_000_000), d.between(5, 240), d.below(40)
		if down(due) {
			continue
		}
		body := fmt.Sprintf("status %04d at %s MSK: 7 of 7 services up, load %d.%02d, queue %d", n+1, due.In(msk).Format("15:04"), load/100, load%100, queue)
		reader := scriptReaders[n/(7*96)%len(scriptReaders)]
		all = append(all, message{at: due.Add(time.Duration(late) * time.Microsecond), from: address(scriptHandle), to: address(reader), body: body})
	}
	return all
}

func down(t time.Time) bool {
	for _, o := range outages {
		if !t.Before(o.from) && t.Before(o.until) {
			return true
		}
	}
	return false
}
