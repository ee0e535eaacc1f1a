package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"
)

// flow is one line of the campus's flow log.
type flow struct {
	at         time.Time
	lasted     int // microseconds
	proto      string
	from       string
	fromPort   int
	to         string
	toPort     int
	state      string
	packets    int
	bytes      int // both ways
	sent       int // of these, by the source
	label      string
	outOfOrder int // the order of making, between flows of one microsecond
}

// The campus: 5,000 hosts, two weeks from a Monday, on Prague's winter clock.
const (
	campusHosts = 5000
	flowDays    = 14
	cetSeconds  = 3600 // UTC+1: there is no change of clocks in these weeks
)

var flowStart = time.Date(2024, 3, 4, 0, 0, 0, 0, time.FixedZone("", cetSeconds))

// campusHost is the address of host i.
func campusHost(i int) string { return fmt.Sprintf("10.20.%d.%d", i/250, i%250+1) }

// The servers of the campus are among its first hosts.
const (
	campusResolver, campusMail, campusFiles, campusBackup, campusClock = 0, 1, 2, 3, 4
	campusServers                                                      = 30
)

// flowLog makes the flow log: people at work, machines at their rounds, and a botnet.
func flowLog() (product, error) {
	d := newDice("flows")
	var log []flow
	log = append(log, campusPeople(d)...)
	log = append(log, campusMachines(newDice("flows machines"))...)
	log = append(log, botnet(newDice("flows botnet"))...)
	for i := range log {
		log[i].outOfOrder = i
	}
	slices.SortFunc(log, func(a, b flow) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.outOfOrder, b.outOfOrder)) })
	facts := countFlows(log)
	return product{
		files: []file{{"flows/campus.binetflow", flowFile(log)}}, rows: len(log), zone: "UTC, not stated in the stamps", facts: facts,
		summary: fmt.Sprintf("%d flows of %d hosts, %d of the botnet", facts.Rows, facts.Hosts, facts.CheckIns+facts.Spam+facts.Scan),
	}, nil
}

// flowFile writes the log as Argus's ra does for the CTU captures, and three columns
// with the place of the destination where it lies outside.
func flowFile(log []flow) []byte {
	var b bytes.Buffer
	b.WriteString("StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,Label,place,lat,lon\n")
	for _, f := range log {
		fmt.Fprintf(&b, "%s,%d.%06d,%s,%s,%d,   ->,%s,%d,%s,0,0,%d,%d,%d,%s,%s\n", f.at.UTC().Format("2006/01/02 15:04:05.000000"), f.lasted/1e6, f.lasted%1e6,
			f.proto, f.from, f.fromPort, f.to, f.toPort, f.state, f.packets, f.bytes, f.sent, f.label, placeFields(f.to))
	}
	return b.Bytes()
}

// workHours are the weights of the hours of a working day, and of a day at the weekend.
var (
	workHours = []int{1, 1, 0, 0, 0, 1, 4, 14, 40, 60, 66, 62, 48, 56, 64, 58, 46, 30, 18, 12, 10, 8, 5, 3}
	freeHours = []int{1, 1, 0, 0, 0, 0, 0, 1, 2, 4, 5, 5, 4, 4, 5, 5, 4, 4, 4, 4, 4, 3, 2, 1}
)

// campusMoment is when somebody does something: mostly in working hours.
func campusMoment(d *dice) time.Time {
	weights := make([]int, flowDays*24)
	for h := range weights {
		hours := workHours
		if day := h / 24 % 7; day >= 5 {
			hours = freeHours
		}
		weights[h] = hours[h%24]
	}
	return flowStart.Add(time.Duration(d.weighted(weights))*time.Hour + time.Duration(d.below(3600*1e6))*time.Microsecond)
}

// campusPeople makes what people cause: names looked up, pages read, files and mail fetched.
func campusPeople(d *dice) []flow {
	var log []flow
	for i := campusServers; i < campusHosts; i++ {
		for range d.between(2, 4) {
			log = append(log, d.visit(i, campusMoment(d)))
		}
	}
	return log
}

// visit is one thing that somebody at host i does.
func (d *dice) visit(i int, at time.Time) flow {
	f := flow{at: at, from: campusHost(i), fromPort: d.between(32768, 60999), label: "flow=Normal", proto: "tcp", state: "FSPA_FSPA"}
	switch d.weighted([]int{30, 52, 10, 8}) {
	case 0:
		f.proto, f.to, f.toPort, f.state = "udp", campusHost(campusResolver), 53, "CON"
		f.packets, f.sent, f.lasted = 2, d.between(60, 90), d.between(300, 90000)
		f.bytes = f.sent + d.between(80, 420)
		return f
	case 1:
		f.to, f.toPort = outsideHost(d), 443
		if d.percent(8) {
			f.toPort = 80
		}
	case 2:
		f.to, f.toPort = campusHost(campusFiles), 445
	case 3:
		f.to, f.toPort = campusHost(campusMail), 993
	}
	f.packets = d.between(8, 40) + d.below(40)*d.below(40)/4
	f.sent = f.packets * d.between(60, 220)
	f.bytes = f.sent + f.packets*d.between(300, 1300)
	f.lasted = d.between(40000, 9000000) + d.below(300)*d.below(300)*1000
	return f
}

// campusMachines makes the rounds of servers: clocks set every four hours, backups at
// two at night. They are regular and harmless.
func campusMachines(d *dice) []flow {
	var log []flow
	for i := 5; i < campusServers; i++ {
		for h := i % 4; h < flowDays*24; h += 4 {
			at := flowStart.Add(time.Duration(h)*time.Hour + time.Duration(i*61+d.below(4))*time.Second + time.Duration(d.below(1e6))*time.Microsecond)
			log = append(log, flow{at: at, lasted: d.between(200, 3000), proto: "udp", from: campusHost(i), fromPort: 123, to: campusHost(campusClock), toPort: 123,
				state: "CON", packets: 2, bytes: 180, sent: 90, label: "flow=Normal"})
		}
		for day := range flowDays {
			at := flowStart.Add(time.Duration(day*24+2)*time.Hour + time.Duration(i*53+d.below(90))*time.Second + time.Duration(d.below(1e6))*time.Microsecond)
			packets := d.between(20000, 90000)
			log = append(log, flow{at: at, lasted: d.between(60, 1500) * 1e6, proto: "tcp", from: campusHost(i), fromPort: d.between(32768, 60999), to: campusHost(campusBackup), toPort: 873,
				state: "FSPA_FSPA", packets: packets, bytes: packets * 1100, sent: packets * 1040, label: "flow=Normal"})
		}
	}
	return log
}
