package main

import (
	"slices"
	"time"
)

// replay gives the re-deliveries: at some log-ins the server sends again the last messages that a person got since the
// log-in before, all within a few seconds, with the time of sending them again and everything else unchanged.
func replay(a *attendance, log []message) []message {
	var all []message
	for who, p := range people {
		inbox := received(log, address(p.handle))
		d := newDice("jabber/replay/" + p.handle)
		var before time.Time
		for _, login := range a.login[who] {
			if login.IsZero() {
				continue
			}
			since, now := before, login
			before = login
			keep := d.between(4, 12)
			if !d.percent(replayChance) || since.IsZero() {
				continue
			}
			at := now.Add(time.Duration(d.between(900_000, 2_500_000)) * time.Microsecond)
			for _, m := range lastBetween(inbox, since, now, keep) {
				at = at.Add(time.Duration(d.between(8_000, 190_000)) * time.Microsecond)
				m.at, m.again = at, true
				all = append(all, m)
			}
		}
	}
	return all
}

// replayChance is the percentage of log-ins at which the server sends again.
const replayChance = 29

// received lists the messages to an address, in order of time.
func received(log []message, to string) []message {
	var inbox []message
	for _, m := range log {
		if m.to == to {
			inbox = append(inbox, m)
		}
	}
	return inbox
}

// lastBetween gives the last n messages in [from, until).
func lastBetween(log []message, from, until time.Time, n int) []message {
	earlier := func(m message, t time.Time) int { return m.at.Compare(t) }
	i, _ := slices.BinarySearchFunc(log, from, earlier)
	j, _ := slices.BinarySearchFunc(log, until, earlier)
	return log[max(i, j-n):j]
}
