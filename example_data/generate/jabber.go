package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// jabberLogs makes the chat log: people talk, the script reports, the server sends some of it again, two files get damaged.
func jabberLogs() (product, error) {
	a, err := newAttendance()
	if err != nil {
		return product{}, err
	}
	log := slices.DeleteFunc(talk(a), func(m message) bool { return a.silent(m.at) || dayOf(m.at).since(firstDay) < 0 })
	log = inOrder(append(log, script()...))
	log = inOrder(append(log, replay(a, log)...))
	files := dailyFiles(log)
	facts := countJabber(log, files)
	return product{
		files: files, rows: facts.Rows, zone: "UTC, not stated in the stamps", facts: facts,
		summary: fmt.Sprintf("%d rows in %d files, %d of them sent again, %d recovered, %d without a time", facts.Rows, facts.Files, facts.Again, facts.Recovered, facts.Skipped),
	}, nil
}

// inOrder sorts by time; messages of the same microsecond by their content, so that there is one order only.
func inOrder(log []message) []message {
	slices.SortFunc(log, func(m, o message) int {
		if c := m.at.Compare(o.at); c != 0 {
			return c
		}
		return strings.Compare(m.from+" "+m.to+" "+m.body, o.from+" "+o.to+" "+o.body)
	})
	return log
}

// dailyFiles cuts the log, which is in order, into one file a UTC date. A date without messages has none.
func dailyFiles(log []message) []file {
	var files []file
	for len(log) > 0 {
		date, n := dayOf(log[0].at), 1
		for n < len(log) && dayOf(log[n].at) == date {
			n++
		}
		compact := strings.ReplaceAll(date.String(), "-", "")
		files = append(files, file{"jabber_logs/198.51.100.17-" + compact + ".json", dayText(date, log[:n])})
		log = log[n:]
	}
	return files
}

// dayText writes one file: its messages and, in between by their clock, its wounds.
func dayText(date day, log []message) []byte {
	var b bytes.Buffer
	var wounds []wound
	if d := woundsOf(date); d != nil {
		wounds = d.wounds
	}
	for _, m := range log {
		for len(wounds) > 0 && wounds[0].clock < m.at.Format(clockLayout) {
			b.WriteString(wounds[0].text(date))
			wounds = wounds[1:]
		}
		b.WriteString(objectText(m.at.Format(stampLayout), m.from, m.to, escape(m.body)))
	}
	for _, w := range wounds {
		b.WriteString(w.text(date))
	}
	return b.Bytes()
}

// stampLayout is how the server writes its UTC clock: no zone, always six digits.
const (
	clockLayout = "15:04:05.000000"
	stampLayout = time.DateOnly + "T" + clockLayout
)

// objectText is one pretty-printed object and the line break after it; the body comes escaped, or not if it is to be damaged.
func objectText(stamp, from, to, body string) string {
	return "{\n  \"ts\": \"" + stamp + "\",\n  \"from\": \"" + from + "\",\n  \"to\": \"" + to + "\",\n  \"body\": \"" + body + "\"\n}\n"
}

var escape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace
