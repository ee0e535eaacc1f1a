package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// query is one line of Zeek's dns.log.
type query struct {
	at           time.Time
	from         string
	fromPort     int
	to           string
	name         string
	kind, kindNo string
	code, codeNo string
	answers      string
	ttl          string
	rtt          int // microseconds
	number       int // the order of making
}

// dnsStart is a Tuesday; the log holds three days.
var dnsStart = time.Date(2024, 5, 14, 0, 0, 0, 0, time.UTC)

const (
	dnsDays          = 3
	dnsClients       = 60
	tunnelHost       = "10.30.0.41"
	tunnelServer     = "198.51.100.53"
	tunnelDomain     = "t.example.net"
	dnsBeaconHost    = "10.30.0.17"
	dnsBeaconName    = "cdn-sync.example.org"
	dnsBeaconSeconds = 300
)

// dnsLog makes Zeek's log of name queries: people, a tunnel and a beacon.
func dnsLog() (product, error) {
	log := append(dnsPeople(newDice("dns")), append(dnsTunnel(newDice("dns tunnel")), dnsBeacon(newDice("dns beacon"))...)...)
	for i := range log {
		log[i].number = i
	}
	slices.SortFunc(log, func(a, b query) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.number, b.number)) })
	facts := countQueries(log)
	return product{
		files: []file{{"dns/dns.log", dnsFile(log)}}, rows: len(log), zone: "UTC (epoch seconds)", facts: facts,
		summary: fmt.Sprintf("%d queries, %d of the tunnel, %d of the beacon", facts.Rows, facts.Tunnel, facts.Beacon),
	}, nil
}

// dnsFile writes the log as Zeek does (https://docs.zeek.org/en/master/logs/dns.html).
func dnsFile(log []query) []byte {
	var b bytes.Buffer
	b.WriteString("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n#open\t2024-05-17-00-00-00\n")
	b.WriteString("#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass\tqclass_name\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected\n")
	b.WriteString("#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\tstring\tcount\tstring\tcount\tstring\tbool\tbool\tbool\tbool\tcount\tvector[string]\tvector[interval]\tbool\n")
	ids := newDice("dns ids")
	for _, q := range log {
		fmt.Fprintf(&b, "%d.%06d\tC%s\t%s\t%d\t%s\t53\tudp\t%d\t%d.%06d\t%s\t1\tC_INTERNET\t%s\t%s\t%s\t%s\tF\tF\tT\tT\t0\t%s\t%s\tF\n", q.at.Unix(), q.at.Nanosecond()/1000, ids.letters(17),
			q.from, q.fromPort, q.to, ids.below(65536), q.rtt/1e6, q.rtt%1e6, q.name, q.kindNo, q.kind, q.codeNo, q.code, q.answers, q.ttl)
	}
	b.WriteString("#close\t2024-05-17-00-00-01\n")
	return b.Bytes()
}

// letters makes a word of letters and digits.
func (d *dice) letters(n int) string {
	const set = "abcdefghijklmnopqrstuvwxyz0123456789"
	word := make([]byte, n)
	for i := range word {
		word[i] = set[d.below(len(set))]
	}
	return string(word)
}

// dnsPeople asks for the names of everyday, in working hours, of the two resolvers.
func dnsPeople(d *dice) []query {
	names := []string{"www", "mail", "login", "static", "api", "img", "news", "docs", "files", "update", "time", "maps", "video", "shop", "wiki", "git"}
	domains := []string{"example.com", "example.org", "example.net", "one.example", "two.example", "three.example", "four.example", "five.example"}
	var log []query
	for client := range dnsClients {
		for range d.between(80, 150) {
			hour := d.weighted([]int{1, 0, 0, 0, 0, 1, 6, 20, 40, 50, 52, 50, 40, 48, 50, 48, 38, 22, 10, 6, 5, 4, 3, 2})
			at := dnsStart.Add(time.Duration(d.below(dnsDays)*24+hour)*time.Hour + time.Duration(d.below(3600*1e6))*time.Microsecond)
			q := query{at: at, from: fmt.Sprintf("10.30.0.%d", client+10), fromPort: d.between(32768, 60999), to: []string{"10.30.0.2", "10.30.0.3"}[d.weighted([]int{3, 1})],
				name: d.pick(names) + "." + d.pick(domains), kind: "A", kindNo: "1", code: "NOERROR", codeNo: "0", ttl: "300.000000", rtt: d.between(200, 60000)}
			switch d.weighted([]int{70, 20, 6, 4}) {
			case 0:
				q.answers = fmt.Sprintf("192.0.2.%d", d.between(1, 250))
			case 1:
				q.kind, q.kindNo, q.answers = "AAAA", "28", fmt.Sprintf("2001:db8::%x", d.between(1, 65000))
			case 2:
				q.kind, q.kindNo, q.answers = "HTTPS", "65", "-"
				q.ttl = "-"
			case 3:
				q.code, q.codeNo, q.answers, q.ttl = "NXDOMAIN", "3", "-", "-"
			}
			log = append(log, q)
		}
	}
	return log
}

// dnsTunnel carries files out in long names, straight to a server outside, in two nights.
func dnsTunnel(d *dice) []query {
	var log []query
	for _, night := range []int{1, 2} {
		at := dnsStart.Add(time.Duration(night*24)*time.Hour + 40*time.Minute)
		for range 900 {
			at = at.Add(time.Duration(d.between(2000, 14000)) * time.Millisecond)
			name := strings.Join([]string{d.letters(d.between(48, 60)), d.letters(d.between(40, 60)), tunnelDomain}, ".")
			log = append(log, query{at: at, from: tunnelHost, fromPort: d.between(1024, 65535), to: tunnelServer, name: name, kind: "TXT", kindNo: "16",
				code: "NOERROR", codeNo: "0", answers: "TXT 24 " + d.letters(24), ttl: "0.000000", rtt: d.between(30000, 90000)})
		}
	}
	return log
}

// dnsBeacon asks for one name every five minutes, give or take ten seconds, from the
// second morning on.
func dnsBeacon(d *dice) []query {
	var log []query
	for at := dnsStart.Add(33 * time.Hour); at.Before(dnsStart.AddDate(0, 0, dnsDays)); at = at.Add(dnsBeaconSeconds * time.Second) {
		log = append(log, query{at: at.Add(time.Duration(d.below(20*1e6)) * time.Microsecond), from: dnsBeaconHost, fromPort: d.between(32768, 60999), to: "10.30.0.2", name: dnsBeaconName,
			kind: "A", kindNo: "1", code: "NOERROR", codeNo: "0", answers: "203.0.113.80", ttl: "60.000000", rtt: d.between(20000, 50000)})
	}
	return log
}

// dnsFacts are the numbers of the README.
type dnsFacts struct {
	Rows, Clients, Tunnel, Beacon, People int
	First, Last                           string
}

func countQueries(log []query) dnsFacts {
	f := dnsFacts{Rows: len(log), First: log[0].at.Format("2006-01-02T15:04:05.000000"), Last: log[len(log)-1].at.Format("2006-01-02T15:04:05.000000")}
	clients := map[string]bool{}
	for _, q := range log {
		clients[q.from] = true
		switch {
		case strings.HasSuffix(q.name, "."+tunnelDomain):
			f.Tunnel++
		case q.name == dnsBeaconName:
			f.Beacon++
		default:
			f.People++
		}
	}
	f.Clients = len(clients)
	return f
}
