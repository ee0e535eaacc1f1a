package example_data_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// chatRow is an object of the chat log; at is zero if its time cannot be read.
type chatRow struct {
	file           string
	at             time.Time
	from, to, body string
	damaged        bool
}

// readChat reads the log the slow way: a line "{" begins an object; what json.Unmarshal refuses is read line by line.
func readChat(t *testing.T) (rows []chatRow, files map[string]int) {
	t.Helper()
	paths, err := filepath.Glob("jabber_logs/*.json")
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]int{}
	for _, path := range paths {
		text := "\n" + readText(t, path)
		for _, object := range strings.Split(text, "\n{\n")[1:] {
			if end := strings.LastIndex(object, "\n}"); end >= 0 {
				object = object[:end+2]
			}
			rows = append(rows, readObject(filepath.Base(path), "{\n"+object))
		}
		files[filepath.Base(path)] = len(readText(t, path))
	}
	return rows, files
}

var field = regexp.MustCompile(`(?m)^  "(ts|from|to|body)": "(.*?)"?,?$`)

func readObject(file, text string) chatRow {
	row := chatRow{file: file}
	var object map[string]string
	if json.Unmarshal([]byte(text), &object) != nil {
		row.damaged = true
		object = map[string]string{}
		for _, m := range field.FindAllStringSubmatch(text, -1) {
			object[m[1]] = m[2]
		}
	}
	row.from, row.to, row.body = object["from"], object["to"], object["body"]
	if at, err := time.Parse("2006-01-02T15:04:05.000000", object["ts"]); err == nil {
		row.at = at
	}
	return row
}

// The table of counts in the README.
func TestJabberCounts(t *testing.T) {
	rows, files := readChat(t)
	got := map[string]int{"files": len(files), "rows (objects, whole or damaged)": len(rows)}
	seen := map[[3]string]bool{}
	dates := map[string]bool{}
	for _, size := range files {
		got["bytes"] += size
	}
	for _, r := range rows {
		if r.at.IsZero() {
			got["rows skipped, their time cannot be read"]++
			continue
		}
		got["events (rows whose time can be read)"]++
		if r.damaged {
			got["events recovered from damaged objects"]++
		}
		key := [3]string{r.from, r.to, r.body}
		if seen[key] {
			got["duplicates (from, to and body as in an earlier row)"]++
		}
		seen[key] = true
		dates[r.at.Format(time.DateOnly)] = true
		if name := "198.51.100.17-" + r.at.Format("20060102") + ".json"; name != r.file {
			t.Errorf("%v lies in %s, want %s", r.at, r.file, name)
		}
	}
	for day := time.Date(2021, 1, 29, 0, 0, 0, 0, time.UTC); !day.After(time.Date(2022, 2, 27, 0, 0, 0, 0, time.UTC)); day = day.AddDate(0, 0, 1) {
		got["dates from the first to the last"]++
		if !dates[day.Format(time.DateOnly)] {
			got["dates without a file"]++
			if day.Weekday() == time.Sunday {
				got["Sundays among these"]++
			}
		}
	}
	table := readmeTable(t, 2)
	for what, n := range got {
		if cell := table[what]; len(cell) != 1 || cell[0] != strconv.Itoa(n) {
			t.Errorf("%s: %d, README says %v", what, n, cell)
		}
	}
	again, alike := atoi(t, table["of these, sent again by the server"][0]), atoi(t, table["of these, people who said the same thing twice"][0])
	if again+alike != got["duplicates (from, to and body as in an earlier row)"] {
		t.Errorf("sent again %d + alike %d are not the duplicates", again, alike)
	}
	head := readmeTable(t, 6)["jabber_logs"]
	if atoi(t, head[1]) != len(files) || atoi(t, head[2]) != len(rows) || atoi(t, head[3]) != got["bytes"] {
		t.Errorf("the table at the head says %v", head)
	}
}

// The table of damaged files: all that is damaged or without a time is in them, and as often as they say.
func TestJabberDamaged(t *testing.T) {
	rows, _ := readChat(t)
	type tally struct{ rows, recovered, skipped int }
	got := map[string]tally{}
	for _, r := range rows {
		n := got[r.file]
		n.rows++
		switch {
		case r.at.IsZero():
			n.skipped++
		case r.damaged:
			n.recovered++
		}
		got[r.file] = n
	}
	table := readmeTable(t, 5)
	for file, n := range got {
		var want tally
		if line, ok := table[file]; ok {
			want = tally{atoi(t, line[0]), atoi(t, line[1]), atoi(t, line[2])}
		} else {
			want.rows = n.rows
		}
		if n != want {
			t.Errorf("%s: %+v, README says %+v", file, n, want)
		}
	}
	if n := len(table) - 1; n != 2 { // less the head of the table
		t.Errorf("README lists %d damaged files, want 2", n)
	}
}

// The truth table: the rows of each handle, and hours that are as it says.
func TestJabberPeople(t *testing.T) {
	rows, _ := readChat(t)
	table := readmeTable(t, 8)
	handles := 0
	for handle, line := range table {
		if handle == "handle" {
			continue
		}
		handles++
		own, n := firstOf(rows, handle)
		if atoi(t, line[4]) != n || atoi(t, line[6]) != len(own) {
			t.Errorf("%s: %d rows, %d distinct, README says %v", handle, n, len(own), line[4:])
		}
		if again := atoi(t, line[5]); again > n-len(own) {
			t.Errorf("%s: %d sent again, but only %d repetitions", handle, again, n-len(own))
		}
		if share := inHours(t, own, line[1], line[2]); share < 75 {
			t.Errorf("%s: %d %% within %s in %s, want 75", handle, share, line[2], line[1])
		}
	}
	if handles != 28 { // 25 in the office, pebble, quill, watchdog
		t.Errorf("README lists %d handles, want 28", handles)
	}
}

// firstOf lists the rows that a handle sent for the first time, and counts all that bear a time.
func firstOf(rows []chatRow, handle string) (own []chatRow, n int) {
	seen := map[[2]string]bool{}
	for _, r := range rows {
		if r.at.IsZero() || r.from != handle+"@chat.example.onion" {
			continue
		}
		n++
		if key := [2]string{r.to, r.body}; !seen[key] {
			seen[key] = true
			own = append(own, r)
		}
	}
	return own, n
}

var hoursInWords = regexp.MustCompile(`(\d\d):(\d\d)–(\d\d):(\d\d)(?:, (\d+) minutes (earlier|later))?`)

// inHours gives the percentage of rows within the README's hours; a conversation may run over by an hour.
func inHours(t *testing.T, rows []chatRow, zoneName, words string) int {
	t.Helper()
	m := hoursInWords.FindStringSubmatch(words)
	if m == nil {
		return onTheQuarter(rows)
	}
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		t.Fatal(err)
	}
	from, until := atoi(t, m[1])*60+atoi(t, m[2]), atoi(t, m[3])*60+atoi(t, m[4])+60
	if m[5] != "" {
		shift := atoi(t, m[5])
		if m[6] == "earlier" {
			shift = -shift
		}
		from, until = from+shift, until+shift
	}
	in := 0
	for _, r := range rows {
		local := r.at.In(zone)
		minute := local.Hour()*60 + local.Minute()
		if past := (minute - from + 1440) % 1440; past < (until-from+1440)%1440 {
			in++
		}
	}
	return in * 100 / len(rows)
}

// onTheQuarter gives the percentage of rows within ten seconds after a quarter of an hour.
func onTheQuarter(rows []chatRow) int {
	in := 0
	for _, r := range rows {
		if r.at.Unix()%900 < 10 {
			in++
		}
	}
	return in * 100 / len(rows)
}
