package main

import (
	"fmt"
	"strings"
	"time"
)

// message is one row of the log.
type message struct {
	at             time.Time // the server's clock, UTC, microseconds
	from, to, body string
	again          bool // a re-delivery: at is not when it was written
}

// talker throws what one person says.
type talker struct {
	*dice
	*attendance
	who int
}

// talk throws the conversations of everybody: who begins one when, with whom, and what is said.
func talk(a *attendance) []message {
	var all []message
	for who, p := range people {
		t := talker{newDice("jabber/talk/" + p.handle), a, who}
		for n, login := range a.login[who] {
			if login.IsZero() {
				continue
			}
			tempo := p.tempo
			if workChance(p, a.origin.plus(n)) < 50 {
				tempo /= 2
			}
			for range t.below(2*tempo+100) / 100 { // tempo/100 on average
				all = append(all, t.converse(t.start(n))...)
			}
			if who == 0 && t.percent(6) {
				all = append(all, t.announce(t.start(n))...)
			}
		}
	}
	return all
}

// start throws the instant, on the person's working day n, at which a conversation begins.
func (t talker) start(n int) time.Time {
	var weights [96]int
	for q := range weights {
		weights[q] = people[t.who].weight(q)
	}
	quarter := t.weighted(weights[:])
	seconds := dayStart*3600 + quarter*900 + t.below(900)
	at := t.origin.plus(n).at(seconds, t.zones[t.who]).UTC()
	if login := t.login[t.who][n]; at.Before(login) {
		at = login.Add(time.Duration(t.between(60, 2400)) * time.Second)
	}
	return t.micro(at)
}

func (t talker) micro(at time.Time) time.Time {
	return at.Add(time.Duration(t.below(1_000_000)) * time.Microsecond)
}

// lengths of conversations; one drawn at random.
var lengths = []int{1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 13}

// converse throws one conversation. With a colleague who is not there it is a message or two left for later.
func (t talker) converse(at time.Time) []message {
	other, there := t.partner(at)
	length := lengths[t.below(len(lengths))]
	if !there {
		length = 1 + t.below(2)
	}
	english := max(people[t.who].english, people[other].english)
	chat := newChat(t.dice, t.percent(english))
	speaker, listener := t.who, other
	var said []message
	for i := range length {
		changed := i > 0 && there && t.percent(72)
		if changed {
			speaker, listener = listener, speaker
		}
		if i > 0 {
			at = t.micro(at.Add(t.gap(changed)))
		}
		body := chat.line(i, changed, i == length-1)
		if i > 1 && changed && t.percent(9) {
			body = t.quote(said[i-1], speaker) + body
		}
		said = append(said, message{at: at, from: address(people[speaker].handle), to: address(people[listener].handle), body: body})
	}
	return said
}

// gap throws the time to the next message: an answer takes longer than going on oneself.
func (t talker) gap(changed bool) time.Duration {
	n := t.below(100)
	seconds := t.between(480, 1500) // eight to 25 minutes
	switch {
	case !changed && n < 85:
		seconds = t.between(3, 25)
	case n < 22:
		seconds = t.between(6, 30)
	case n < 62:
		seconds = t.between(30, 180)
	case n < 92:
		seconds = t.between(180, 480)
	}
	return time.Duration(seconds) * time.Second
}

// partner throws whom to write to: mostly one's own team, mostly somebody who is there. There is always somebody.
func (t talker) partner(at time.Time) (who int, there bool) {
	present, anybody := make([]int, len(people)), make([]int, len(people))
	for i, p := range people {
		if i == t.who || !p.member(dayOf(at)) {
			continue
		}
		anybody[i] = 20 + p.tempo
		if p.team == people[t.who].team {
			anybody[i] *= 4
		}
		present[i] = anybody[i] * t.online(i, at)
	}
	if t.percent(93) {
		if who := t.weighted(present); who >= 0 {
			return who, true
		}
	}
	return t.weighted(anybody), false
}

// member says whether the person has an account on that date.
func (p person) member(today day) bool {
	return (p.joined.zero() || today.since(p.joined) >= 0) && (p.left.zero() || p.left.since(today) >= 0)
}

// announce is one text sent to everybody who is there, within seconds.
func (t talker) announce(at time.Time) []message {
	body := newChat(t.dice, false).announcement()
	var sent []message
	for i, p := range people {
		if i == t.who || t.online(i, at) < 10 {
			continue
		}
		at = at.Add(time.Duration(t.between(90_000, 700_000)) * time.Microsecond)
		sent = append(sent, message{at: at, from: address(people[t.who].handle), to: address(p.handle), body: body})
	}
	return sent
}

// quote repeats a message with the time that the speaker's own client showed for it: a second clock, in the speaker's zone.
func (t talker) quote(m message, speaker int) string {
	if strings.ContainsRune(m.body, '\n') {
		return ""
	}
	clock := m.at.In(t.zones[speaker]).Format("15:04:05")
	name, _, _ := strings.Cut(m.from, "@")
	return fmt.Sprintf("[%s] <%s> %s\n", clock, name, m.body)
}

// address of an account. No such host can exist: .onion names of services have 56 characters.
func address(handle string) string { return handle + "@chat.example.onion" }
