package main

import (
	"bytes"
	"fmt"
	"slices"
	"time"
)

// packetLine is a line of the log: an instant and what tcpdump prints behind the time.
type packetLine struct {
	at   time.Time
	text string
	kind string // for the truth: question, mail, answer, other
	host string // the host of the house
	port int    // … and the port that it uses
	plan string // of the list server: queue or newsletter
	mark string // truncated, edns, reversed
}

// pfLog makes the log of a packet filter: a mail server and a resolver that ask from any port, a list server that asks from one.
func pfLog() (product, error) {
	zone, err := time.LoadLocation(pfZone)
	if err != nil {
		return product{}, err
	}
	var rows []packetLine
	for day := range pfDays {
		midnight := pfFirst.AddDate(0, 0, day)
		clock := func(second int) time.Time {
			return time.Date(pfYear, midnight.Month(), midnight.Day(), 0, 0, second, 0, zone)
		}
		working := day%7 < 5
		rows = append(rows, mailServer(newDice(fmt.Sprintf("pf/mail/%d", day)), clock, working)...)
		rows = append(rows, houseResolver(newDice(fmt.Sprintf("pf/resolver/%d", day)), clock, working)...)
		rows = append(rows, listServer(newDice(fmt.Sprintf("pf/list/%d", day)), clock, day%7)...)
		rows = append(rows, strangers(newDice(fmt.Sprintf("pf/strangers/%d", day)), clock)...)
	}
	slices.SortStableFunc(rows, func(a, b packetLine) int { return a.at.Compare(b.at) })
	var b bytes.Buffer
	for _, r := range rows {
		fmt.Fprintf(&b, "%s %s\n", r.at.Format("Jan 02 15:04:05.000000"), r.text)
	}
	facts := countPackets(rows, b.Len())
	return product{
		files: []file{{"pf/mail_server.log", b.Bytes()}}, rows: len(rows), zone: pfZone + ", not stated in the stamps", facts: facts,
		summary: fmt.Sprintf("%d packets, %d questions of the list server from port %d", len(rows), facts.Queue+facts.Newsletter, pfListPort),
	}, nil
}

// dayClock gives the instant of a second of the day.
type dayClock func(second int) time.Time

// moment is an instant within a second, in microseconds.
func (c dayClock) moment(d *dice, second int) time.Time {
	return c(second).Add(time.Duration(d.below(1e6)) * time.Microsecond)
}

// officeHour is an hour of the day in which people work, or now and then any.
func officeHour(d *dice) int {
	if d.percent(12) {
		return d.below(24)
	}
	return 8 + d.weighted([]int{5, 9, 10, 9, 5, 7, 9, 9, 7, 3})
}

// mailServer delivers what the house writes: a question for the other side's MX from any port, then the connection.
func mailServer(d *dice, clock dayClock, working bool) []packetLine {
	n := d.between(6, 14)
	if working {
		n = d.between(45, 70)
	}
	var rows []packetLine
	for range n {
		second := officeHour(d)*3600 + d.below(3600)
		port := d.between(1024, 65535)
		rows = append(rows, question(d, clock.moment(d, second), pfMail, port, "MX"))
		at := clock.moment(d, second+1)
		text := fmt.Sprintf("rule 61/0(match): pass out on xl0: %s.%d > %s.25: %s win 65535 <mss 1460,nop,nop,sackOK> (DF)",
			pfMail, d.between(1024, 65535), d.pick(pfServers), opening(d))
		rows = append(rows, packetLine{at: at, text: text, kind: "mail", host: pfMail})
	}
	return rows
}

// houseResolver asks for whatever the workstations of the house want.
func houseResolver(d *dice, clock dayClock, working bool) []packetLine {
	n := d.between(15, 25)
	if working {
		n = d.between(60, 85)
	}
	kinds := []string{"A", "A", "A", "PTR", "AAAA", "TXT", "NS"}
	var rows []packetLine
	for range n {
		second := officeHour(d)*3600 + d.below(3600)
		rows = append(rows, question(d, clock.moment(d, second), pfResolver, d.between(1024, 65535), d.pick(kinds)))
	}
	return rows
}

// listServer works through its queue at five past every hour, day and night, and sends a newsletter on Tuesdays and Thursdays at two.
func listServer(d *dice, clock dayClock, weekday int) []packetLine {
	var rows []packetLine
	ask := func(second int, plan string) {
		q := question(d, clock.moment(d, second), pfList, pfListPort, "MX")
		q.plan = plan
		rows = append(rows, q)
	}
	for hour := range 24 {
		for range d.between(2, 4) {
			ask(hour*3600+5*60+d.below(20), "queue")
		}
	}
	if weekday == 1 || weekday == 3 {
		for range d.between(70, 90) {
			ask(14*3600+d.below(12*60), "newsletter")
		}
	}
	return rows
}

// question is a packet to a name server out in the world, as tcpdump prints it with the port glued to the address.
func question(d *dice, at time.Time, host string, port int, kind string) packetLine {
	name := d.pick(pfDomains)
	if kind == "PTR" {
		name = fmt.Sprintf("%d.100.51.198.in-addr.arpa", d.between(1, 254))
	}
	row := packetLine{at: at, kind: "question", host: host, port: port}
	what := fmt.Sprintf(" %d+ %s? %s. (%d) (DF)", d.below(65536), kind, name, 18+len(name))
	switch {
	case d.percent(18):
		what = fmt.Sprintf(" %d [1au] %s? %s. (%d) (DF)", d.below(65536), kind, name, 29+len(name))
		row.mark = "edns"
	case d.percent(7):
		what = fmt.Sprintf(" %d+[|domain] (DF)", d.below(65536))
		row.mark = "truncated"
	}
	row.text = fmt.Sprintf("rule 57/0(match): pass in on xl1: %s.%d > %s.53: %s", host, port, d.pick(pfServers), what)
	return row
}

// strangers knock at ports, fetch pages of the web server, of which the answer is logged in its own direction, and send answers that nobody asked for.
func strangers(d *dice, clock dayClock) []packetLine {
	var rows []packetLine
	for range d.between(10, 18) {
		text := fmt.Sprintf("rule 1/0(match): block in on xl0: %s.%d > %s.%d: %s win 16384 (DF)",
			d.pick(pfServers), d.between(1024, 65535), d.pick([]string{pfMail, pfWeb, pfList}), []int{135, 445, 1433, 3306, 22}[d.below(5)], opening(d))
		rows = append(rows, packetLine{at: clock.moment(d, d.below(86400)), text: text, kind: "other"})
	}
	for range d.between(8, 14) {
		text := fmt.Sprintf("rule 40/0(match): pass out on xl0: %s.80 > %s.%d: %s ack %d win 17520 (DF)",
			pfWeb, d.pick(pfServers), d.between(1024, 65535), opening(d), d.below(1<<31))
		rows = append(rows, packetLine{at: clock.moment(d, officeHour(d)*3600+d.below(3600)), text: text, kind: "other", mark: "reversed"})
	}
	if d.percent(30) {
		text := fmt.Sprintf("rule 1/0(match): block in on xl0: 203.0.113.66.53 > %s.%d:  %d* 1/0/0 A 203.0.113.66 (48)", pfList, pfListPort, d.below(65536))
		rows = append(rows, packetLine{at: clock.moment(d, d.below(86400)), text: text, kind: "answer"})
	}
	return rows
}

// opening is the flag and the sequence number of a packet that opens a connection.
func opening(d *dice) string {
	seq := d.below(1 << 31)
	return fmt.Sprintf("S %d:%d(0)", seq, seq)
}

// countPackets states the truth of the log.
func countPackets(rows []packetLine, size int) pfFacts {
	f := pfFacts{Rows: len(rows), Bytes: size, ListPort: pfListPort}
	f.First, f.Last = rows[0].at.Format("2006-01-02 15:04:05.000000"), rows[len(rows)-1].at.Format("2006-01-02 15:04:05.000000")
	for _, h := range []pfHost{{Address: pfMail, Does: "the mail server"}, {Address: pfResolver, Does: "the resolver of the workstations"}, {Address: pfList, Does: "the list server"}} {
		ports := map[int]bool{}
		for _, r := range rows {
			if r.kind == "question" && r.host == h.Address {
				h.Questions++
				ports[r.port] = true
			}
		}
		h.Ports = len(ports)
		f.Hosts = append(f.Hosts, h)
	}
	for _, r := range rows {
		f.Queue += count(r.plan == "queue")
		f.Newsletter += count(r.plan == "newsletter")
		f.Answers += count(r.kind == "answer")
		f.Mail += count(r.kind == "mail")
		f.Truncated += count(r.mark == "truncated")
		f.EDNS += count(r.mark == "edns")
		f.Reversed += count(r.mark == "reversed")
	}
	return f
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
