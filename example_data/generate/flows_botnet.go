package main

import (
	"slices"
	"time"
)

// The botnet: who has it, who leads it, and when it does what.
const (
	leaderAddress = "203.0.113.66"
	leaderPort    = 8443
	bots          = 12
	spammers      = 3
	checkIn       = time.Hour
	scanned       = 1500
)

// botHosts are the hosts that have the bot, one in each of twelve networks.
func botHosts() []int {
	var hosts []int
	for i := range bots {
		hosts = append(hosts, 250*(i+3)+17+(i*37)%200)
	}
	return hosts
}

var (
	botStart  = flowStart.Add(3*24*time.Hour + 11*time.Hour)                 // Thursday, 7 March 2024, 11:00 in Prague
	scanStart = flowStart.Add(8*24*time.Hour + 3*time.Hour + 10*time.Minute) // Tuesday, 12 March, 03:10
)

// spamNights are the nights on which three bots send mail, from one to four o'clock.
var spamNights = []int{5, 6, 9, 12} // days after the first Monday: 9, 10, 13 and 16 March

// botnet makes its flows.
func botnet(d *dice) []flow {
	hosts := botHosts()
	var log []flow
	for i, host := range hosts {
		log = append(log, d.checkIns(host, botStart.Add(time.Duration(i*17)*time.Minute))...)
	}
	for i := range spammers {
		log = append(log, d.spam(hosts[i*4])...)
	}
	return append(log, d.scan(hosts[7])...)
}

// checkIns asks the leader for orders once an hour, give or take a minute and a half,
// day and night, until the log ends.
func (d *dice) checkIns(host int, from time.Time) []flow {
	var log []flow
	for at := from; at.Before(flowStart.AddDate(0, 0, flowDays)); at = at.Add(checkIn) {
		sent := d.between(610, 640)
		log = append(log, flow{at: at.Add(time.Duration(d.below(180*1e6)) * time.Microsecond), lasted: d.between(400000, 900000), proto: "tcp", from: campusHost(host),
			fromPort: d.between(49152, 65000), to: leaderAddress, toPort: leaderPort, state: "FSPA_FSPA", packets: 10, sent: sent, bytes: sent + d.between(420, 460), label: "flow=From-Botnet-CC"})
	}
	return log
}

// spam sends mail to servers everywhere outside.
func (d *dice) spam(host int) []flow {
	var log []flow
	for _, night := range spamNights {
		start := flowStart.Add(time.Duration(night*24+1) * time.Hour)
		for range 80 {
			packets := d.between(12, 22)
			log = append(log, flow{at: start.Add(time.Duration(d.below(3*3600*1e6)) * time.Microsecond), lasted: d.between(900000, 6000000), proto: "tcp", from: campusHost(host),
				fromPort: d.between(49152, 65000), to: outsideHost(d), toPort: 25, state: "FSPA_FSPA", packets: packets, sent: packets * 260, bytes: packets * 330, label: "flow=From-Botnet-Spam"})
		}
	}
	return log
}

// scan knocks at the file service of one host after the other, four every five seconds.
func (d *dice) scan(host int) []flow {
	targets := make([]int, 0, scanned)
	for i := range scanned {
		targets = append(targets, 100+i*3)
	}
	targets = slices.DeleteFunc(targets, func(i int) bool { return i == host })
	var log []flow
	for i, target := range targets {
		at := scanStart.Add(time.Duration(i)*1250*time.Millisecond + time.Duration(d.below(200000))*time.Microsecond)
		log = append(log, flow{at: at, proto: "tcp", from: campusHost(host), fromPort: 50000 + i%8000, to: campusHost(target), toPort: 445,
			state: "S_", packets: 1, sent: 60, bytes: 60, label: "flow=From-Botnet-Scan"})
	}
	return log
}

// flowFacts are the numbers of the README.
type flowFacts struct {
	Rows, Hosts, Outside, Normal, CheckIns, Spam, Scan, Placed int
	First, Last, BotStart                                      string
	Leader                                                     string
	LeaderPlace                                                string
	Bots, Spammers                                             []string
	Scanner                                                    string
}

// countFlows counts what was made.
func countFlows(log []flow) flowFacts {
	hosts := botHosts()
	f := flowFacts{Rows: len(log), Leader: leaderAddress, LeaderPlace: placeName(leaderAddress), Scanner: campusHost(hosts[7]), BotStart: botStart.UTC().Format("2006-01-02T15:04:05Z")}
	inside, outside := map[string]bool{}, map[string]bool{}
	for _, l := range log {
		inside[l.from] = true
		if isOutside(l.to) {
			outside[l.to] = true
			f.Placed++
		} else {
			inside[l.to] = true
		}
		switch l.label {
		case "flow=Normal":
			f.Normal++
		case "flow=From-Botnet-CC":
			f.CheckIns++
		case "flow=From-Botnet-Spam":
			f.Spam++
		case "flow=From-Botnet-Scan":
			f.Scan++
		}
	}
	f.Hosts, f.Outside = len(inside), len(outside)
	f.First, f.Last = log[0].at.UTC().Format("2006-01-02T15:04:05.000000"), log[len(log)-1].at.UTC().Format("2006-01-02T15:04:05.000000")
	for i, host := range hosts {
		f.Bots = append(f.Bots, campusHost(host))
		if i%4 == 0 && i/4 < spammers {
			f.Spammers = append(f.Spammers, campusHost(host))
		}
	}
	return f
}
