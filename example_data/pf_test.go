package example_data_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

// pfQuestion is a question for a name, read without any help: host, port, and whether the stamp is at five past.
var pfQuestion = regexp.MustCompile(`^(Oct \d\d) (\d\d):(\d\d):\d\d\.\d{6} rule 57/0\(match\): pass in on xl1: (192\.0\.2\.\d+)\.(\d+) > [0-9.]+\.53: `)

// The packet filter's log holds what README.md says of it: who asks how often, and from how many ports.
func TestPacketFilter(t *testing.T) {
	table := readmeTable(t, 4)
	questions, ports := map[string]int{}, map[string]map[string]bool{}
	queue, truncated, additional, rows := 0, 0, 0, 0
	for line := range strings.Lines(readText(t, "pf/mail_server.log")) {
		rows++
		truncated += strings.Count(line, "[|domain]")
		additional += strings.Count(line, "[1au]")
		m := pfQuestion.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		host, port := m[4], m[5]
		questions[host]++
		if ports[host] == nil {
			ports[host] = map[string]bool{}
		}
		ports[host][port] = true
		if host == "192.0.2.45" && m[3] == "05" && (m[2] != "14") {
			queue++
		}
	}
	for host, n := range questions {
		row := table[host]
		if len(row) != 3 || atoi(t, row[1]) != n || atoi(t, row[2]) != len(ports[host]) {
			t.Errorf("%s: %d questions from %d ports, README.md says %v", host, n, len(ports[host]), row)
		}
	}
	if len(questions) != 3 || len(ports["192.0.2.45"]) != 1 || !ports["192.0.2.45"]["1030"] {
		t.Errorf("%d hosts ask; 192.0.2.45 from %v", len(questions), ports["192.0.2.45"])
	}
	if queue < 14*23*2 {
		t.Errorf("%d questions of the queue at five past, want two an hour and more", queue)
	}
	counts := readmeTable(t, 2)
	for name, n := range map[string]int{"packets in all": rows, "questions with [1au]": additional} {
		if row := counts[name]; len(row) != 1 || atoi(t, row[0]) != n {
			t.Errorf("%s: %d, README.md says %v", name, n, row)
		}
	}
	if truncated == 0 {
		t.Error("no packet is cut off")
	}
}

// Every small log has its row in README.md and tells of the same events.
func TestSmallLogs(t *testing.T) {
	table := readmeTable(t, 4)
	for name, clues := range map[string]string{
		"access.log": "] \"GET", "application.log": " INFO ", "auth.log": "Accepted", "audit.log": "audit(", "iis.log": "GET /plan", "timeline.csv": "User:",
		"event_viewer.csv": "4624", "inbox.mbox": "\nDate: ", "commits.txt": "\nDate: ", "bash_history": "#17", "whatsapp.txt": " - ",
	} {
		if n := strings.Count("\n"+readText(t, "logs/"+name), clues); n != 60 {
			t.Errorf("%s: %d events, want 60", name, n)
		}
		if len(table[name]) == 0 {
			if len(table["logs/"+name]) == 0 && !strings.Contains(readText(t, "README.md"), fmt.Sprintf("| `%s` |", name)) {
				t.Errorf("README.md has no row for %s", name)
			}
		}
	}
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	first := strings.SplitN(readText(t, "logs/application.log"), ",", 2)[0]
	at, err := time.ParseInLocation(time.DateTime, first, zone)
	if err != nil || !strings.Contains(readText(t, "README.md"), at.UTC().Format(time.RFC3339)) {
		t.Errorf("the first event is at %v, %v, which README.md does not say", at.UTC(), err)
	}
}
