package example_data_test

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"
)

// thousandsText writes 22828 as 22,828.
func thousandsText(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// says checks a line of a table of the README.
func says(t *testing.T, what string, n int) {
	t.Helper()
	if row := fmt.Sprintf("| %s | %s |", what, thousandsText(n)); !strings.Contains(readText(t, "README.md"), row) {
		t.Errorf("README.md lacks %q", row)
	}
}

// The flows are as the README says: who has the bot, when it asks, sends and scans.
func TestFlowsTruth(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(readText(t, "flows/campus.binetflow"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	hosts, outside, labels, asked, night := map[string]bool{}, map[string]bool{}, map[string]int{}, map[string]int{}, 0
	spam, scan := map[string]map[string]bool{}, map[string]bool{}
	placed := 0
	for _, r := range rows[1:] {
		at, err := time.Parse("2006/01/02 15:04:05.000000", r[0])
		if err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Hour) // Prague's clock in March
		for _, address := range []string{r[3], r[6]} {
			if strings.HasPrefix(address, "10.20.") {
				hosts[address] = true
			} else {
				outside[address] = true
				placed++
			}
		}
		labels[r[14]]++
		switch r[14] {
		case "flow=From-Botnet-CC":
			asked[r[3]]++
			if r[6] != "203.0.113.66" || r[7] != "8443" || r[15] != "Reykjavik" {
				t.Fatalf("a check-in goes elsewhere: %v", r)
			}
			if at.Hour() < 7 || at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
				night++
			}
		case "flow=From-Botnet-Spam":
			if spam[r[3]] == nil {
				spam[r[3]] = map[string]bool{}
			}
			spam[r[3]][at.Format("2 Jan")] = true
			if at.Hour() < 1 || at.Hour() > 3 || r[7] != "25" {
				t.Errorf("spam at the wrong time: %v", r)
			}
		case "flow=From-Botnet-Scan":
			scan[r[6]] = true
			if r[3] != "10.20.10.77" || r[7] != "445" || at.Format("2 Jan 15") != "12 Mar 03" {
				t.Errorf("not of the scan: %v", r)
			}
		default:
			if r[6] == "203.0.113.66" {
				t.Errorf("a harmless flow to the leader: %v", r)
			}
		}
	}
	says(t, "flows", len(rows)-1)
	says(t, "hosts inside", len(hosts))
	says(t, "addresses outside", len(outside))
	says(t, "flows to the outside", placed)
	for label, n := range labels {
		says(t, "flows labelled "+strings.TrimPrefix(label, "flow="), n)
	}
	if len(hosts) != 5000 || len(asked) != 12 || len(spam) != 3 || len(scan) != 1500 || night*2 < labels["flow=From-Botnet-CC"]-300 {
		t.Errorf("%d hosts, %d bots, %d spammers, %d scanned, %d check-ins at odd hours", len(hosts), len(asked), len(spam), len(scan), night)
	}
	for host, nights := range spam {
		if fmt.Sprint(nights) != "map[10 Mar:true 13 Mar:true 16 Mar:true 9 Mar:true]" {
			t.Errorf("%s sends in the nights %v", host, nights)
		}
	}
}

// The queries are as the README says.
func TestDNSTruth(t *testing.T) {
	tunnel, beacon, rows, clients := 0, 0, 0, map[string]bool{}
	var before float64
	for line := range strings.SplitSeq(readText(t, "dns/dns.log"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 24 {
			t.Fatalf("%d fields: %q", len(f), line)
		}
		rows++
		clients[f[2]] = true
		var at float64
		fmt.Sscan(f[0], &at)
		switch {
		case strings.HasSuffix(f[9], ".t.example.net"):
			tunnel++
			if f[2] != "10.30.0.41" || f[4] != "198.51.100.53" || f[13] != "TXT" || len(f[9]) < 90 {
				t.Errorf("not of the tunnel: %q", line)
			}
		case f[9] == "cdn-sync.example.org":
			beacon++
			if gap := at - before; before > 0 && (gap < 279 || gap > 321) || f[2] != "10.30.0.17" {
				t.Errorf("the beacon pauses for %v s: %q", gap, line)
			}
			before = at
		default:
			if f[4] != "10.30.0.2" && f[4] != "10.30.0.3" {
				t.Errorf("everyday goes elsewhere: %q", line)
			}
		}
	}
	says(t, "queries", rows)
	says(t, "clients", len(clients))
	says(t, "queries of the tunnel", tunnel)
	says(t, "queries of the beacon", beacon)
	says(t, "queries of everyday", rows-tunnel-beacon)
}

// The connections are as the README says.
func TestLaptopTruth(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(readText(t, "laptop/connections.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	processes, remotes, helper := map[string]bool{}, map[string]bool{}, 0
	for _, r := range rows[1:] {
		processes[r[1]], remotes[r[4]] = true, true
		if (r[1] == "printhelper") != (r[4] == "203.0.113.99") {
			t.Errorf("printhelper and its address do not go together: %v", r)
		}
		if r[1] == "printhelper" {
			helper++
		}
	}
	says(t, "connections", len(rows)-1)
	says(t, "processes", len(processes))
	says(t, "remote addresses", len(remotes))
	says(t, "connections of printhelper", helper)
}
