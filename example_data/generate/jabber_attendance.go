package main

import "time"

// firstDay and lastDay bound the log, on the server's UTC clock, both included.
var firstDay, lastDay = day{2021, 1, 29}, day{2022, 2, 27}

// attendance says who was at work when. Day 0 is the day before firstDay, whose night reaches into it.
type attendance struct {
	zones  []*time.Location
	login  [][]time.Time // [person][day]: when the client was started, UTC; zero = not at work
	quiet  []bool        // [day]: Sundays on which nobody wrote
	origin day
	days   int
}

func newAttendance() (*attendance, error) {
	zones, err := loadZones()
	if err != nil {
		return nil, err
	}
	a := &attendance{zones: zones, origin: firstDay.plus(-1)}
	a.days = lastDay.since(a.origin) + 1
	a.quiet = make([]bool, a.days)
	d := newDice("jabber/sundays")
	for n := range a.quiet {
		today := a.origin.plus(n)
		a.quiet[n] = today.weekday() == time.Sunday && d.percent(55) && today != lastDay
	}
	for who := range people {
		a.login = append(a.login, a.logins(who))
	}
	return a, nil
}

// logins throws one person's attendance for every day.
func (a *attendance) logins(who int) []time.Time {
	p := people[who]
	d := newDice("jabber/attendance/" + p.handle)
	summer := day{2021, 6, 1}.plus(d.below(75)) // two weeks of holiday begin then
	autumn := day{2021, 10, 1}.plus(d.below(110))
	logins := make([]time.Time, a.days)
	for n := range logins {
		today := a.origin.plus(n)
		chance := workChance(p, today)
		if s := today.since(summer); s >= 0 && s < 14 {
			chance = 0
		}
		if s := today.since(autumn); s >= 0 && s < 5 {
			chance = 0
		}
		late := d.between(-10, 25) // minutes
		if chance < 50 {
			late += d.below(240) // on a day off nobody hurries
		}
		if d.percent(chance) && !a.quiet[n] {
			logins[n] = today.at((p.habit.login+15*p.shift+late)*60+d.below(60), a.zones[who]).UTC()
		}
	}
	return logins
}

// workChance is the percentage with which a person works on a date, holidays of one's own apart.
func workChance(p person, today day) int {
	switch {
	case !p.joined.zero() && today.since(p.joined) < 0, !p.left.zero() && p.left.since(today) < 0:
		return 0
	case today == lastDay:
		return 25
	case today.in(p.habit.daysOff):
		return 6
	case today.weekday() == time.Saturday:
		return p.saturday
	case today.weekday() == time.Sunday:
		return 5
	}
	return 96 // the rest is illness
}

// weight is how likely a person is to write in a quarter hour after dayStart, in percent of the busiest.
func (p person) weight(quarter int) int {
	q := quarter - p.shift
	if q < 0 || q >= 96 {
		return 0
	}
	w := p.habit.hours[q/4]
	if lunch := p.habit.lunch + p.lunch; p.habit.lunch > 0 && quarter >= lunch && quarter < lunch+4 {
		w = w * 28 / 100
	}
	return w
}

// online says by how likely (0 … 100) a person would answer at an instant.
func (a *attendance) online(who int, t time.Time) int {
	local := t.In(a.zones[who])
	n := dayOf(local.Add(-dayStart * time.Hour)).since(a.origin)
	if n < 0 || n >= a.days || a.login[who][n].IsZero() || t.Before(a.login[who][n]) {
		return 0
	}
	quarter := (local.Hour()+24-dayStart)%24*4 + local.Minute()/15
	return people[who].weight(quarter)
}

// silent says whether nobody writes on the server's date of t.
func (a *attendance) silent(t time.Time) bool {
	n := dayOf(t).since(a.origin)
	return n < 0 || n >= a.days || a.quiet[n]
}
