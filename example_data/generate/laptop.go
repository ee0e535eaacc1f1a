package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"
)

// connection is one line of what a machine's connections were, by process.
type connection struct {
	at             time.Time
	process        string
	pid            int
	localPort      int
	remote         string
	remotePort     int
	proto          string
	sent, received int
	number         int
}

// laptopStart is a Wednesday on the laptop's own clock, two hours ahead of UTC.
var laptopStart = time.Date(2024, 9, 18, 0, 0, 0, 0, time.FixedZone("", 2*3600))

// program is what a process of the laptop does in a day.
type program struct {
	name     string
	pid      int
	from, to int // hours
	times    int // connections
	remotes  int
	network  string
	first    int // last byte of its first address
	port     int
	most     int // bytes received, at most
}

var programs = []program{
	{"browser", 4211, 8, 23, 620, 46, "192.0.2.", 10, 443, 900000},
	{"mail", 4388, 8, 19, 110, 2, "198.51.100.", 20, 993, 60000},
	{"chat", 4502, 8, 22, 160, 3, "198.51.100.", 40, 443, 12000},
	{"editor", 5120, 9, 18, 24, 2, "198.51.100.", 60, 443, 90000},
	{"git", 6033, 9, 18, 22, 1, "198.51.100.", 70, 22, 400000},
	{"music", 4890, 10, 17, 90, 5, "192.0.2.", 120, 443, 3000000},
	{"updated", 812, 0, 24, 12, 2, "192.0.2.", 200, 443, 5000000},
	{"timesyncd", 640, 0, 24, 48, 1, "192.0.2.", 250, 123, 96},
}

const (
	helperName   = "printhelper"
	helperRemote = "203.0.113.99"
)

// laptopLog makes a day of a laptop: eight programs that belong there and one that does not.
func laptopLog() (product, error) {
	log := laptopPrograms(newDice("laptop"))
	helper := laptopHelper(newDice("laptop helper"))
	log = append(log, helper...)
	for i := range log {
		log[i].number = i
	}
	slices.SortFunc(log, func(a, b connection) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.number, b.number)) })
	var b bytes.Buffer
	b.WriteString("time,process,pid,local_port,remote,remote_port,proto,bytes_sent,bytes_received\n")
	remotes := map[string]bool{}
	for _, c := range log {
		remotes[c.remote] = true
		fmt.Fprintf(&b, "%s,%s,%d,%d,%s,%d,%s,%d,%d\n", c.at.Format("2006-01-02T15:04:05.000-07:00"), c.process, c.pid, c.localPort, c.remote, c.remotePort, c.proto, c.sent, c.received)
	}
	facts := laptopFacts{Rows: len(log), Processes: len(programs) + 1, Remotes: len(remotes), Helper: len(helper)}
	return product{
		files: []file{{"laptop/connections.csv", b.Bytes()}}, rows: len(log), zone: "stated in the stamps", facts: facts,
		summary: fmt.Sprintf("%d connections of %d processes", facts.Rows, facts.Processes),
	}, nil
}

func laptopPrograms(d *dice) []connection {
	var log []connection
	for _, p := range programs {
		for range p.times {
			seconds := d.between(p.from*3600, p.to*3600-1)
			remote := d.below(p.remotes) * d.below(p.remotes) / max(1, p.remotes) // the first ones most often
			c := connection{at: laptopStart.Add(time.Duration(seconds)*time.Second + time.Duration(d.below(1000))*time.Millisecond), process: p.name, pid: p.pid,
				localPort: d.between(32768, 60999), remote: fmt.Sprintf("%s%d", p.network, p.first+remote), remotePort: p.port, proto: "tcp",
				sent: d.between(300, 9000), received: p.most/20 + d.below(p.most)}
			if p.port == 123 {
				c.proto, c.sent, c.received = "udp", 48, 48
			}
			log = append(log, c)
		}
	}
	return log
}

// laptopHelper sends a little every seven minutes, also while the lid is closed to
// its user, and more than it receives.
func laptopHelper(d *dice) []connection {
	var log []connection
	for at := laptopStart.Add(4 * time.Minute); at.Before(laptopStart.AddDate(0, 0, 1)); at = at.Add(7 * time.Minute) {
		log = append(log, connection{at: at.Add(time.Duration(d.below(9000)) * time.Millisecond), process: helperName, pid: 9177, localPort: d.between(32768, 60999),
			remote: helperRemote, remotePort: 8080, proto: "tcp", sent: d.between(20000, 26000), received: d.between(400, 700)})
	}
	return log
}

// laptopFacts are the numbers of the README.
type laptopFacts struct{ Rows, Processes, Remotes, Helper int }
