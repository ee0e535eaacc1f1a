package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/hourprint/start"
)

// The command may be run anywhere: code that reads time.Local by mistake shows
// when the machine is far from UTC.
func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	time.Local = time.FixedZone("far", 13*3600)
	debug.SetGCPercent(start.GCPercent)
	os.Exit(m.Run())
}

// asCommand is the variable in the environment that makes this test program the command,
// for tests that need it in a process of its own.
const asCommand = "HOURPRINT_TEST_AS_COMMAND"

const jabberLogs = "../../example_data/jabber_logs"

// called is what one call of the command left.
type called struct {
	status   int
	out, err string
}

// call runs the command in this process.
func call(t *testing.T, args ...string) called {
	t.Helper()
	var out, err bytes.Buffer
	status := hourprint(context.Background(), args, terminal{in: strings.NewReader(""), out: &out, err: &err})
	return called{status, out.String(), err.String()}
}

func TestExitStatus(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
		says   string // on standard error
	}{
		{"--help", exitOK, ""},
		{"count --help", exitOK, ""},
		{"count --zone Europe/Moskow " + jabberLogs, exitUsage, "Europe/Moscow"},
		{"count --source-zone EST5 " + jabberLogs, exitUsage, "--source-zone"},
		{"count --since yesterday " + jabberLogs, exitUsage, "--since"},
		{"count --since 2022-01-01 --until 2021-01-01 " + jabberLogs, exitUsage, "not before"},
		{"count --json --csv " + jabberLogs, exitUsage, "--csv"},
		{"count", exitUsage, "FILE"},
		{"count --burst=-2s " + jabberLogs, exitUsage, "--burst"},
		{"counts", exitUsage, "counts"},
		{"count --from mysql://u:hunter2@h/d --table t --time at", exitUsage, "clickhouse://"},
		{"count --from sqlite:no.such.db --table t", exitUsage, "--time"},
		{"count --from sqlite:no.such.db --table t --time at", exitUsage, "no.such.db"},
		{"count --from sqlite:x --time at " + jabberLogs, exitUsage, "--from"},
		{"count --from sqlite:x --time at --hash", exitUsage, "--hash"},
		{"count --where a=1 " + jabberLogs, exitUsage, "--from"},
		{"count --verbose --csv ../../example_data/logs/leases.csv", exitOK, "day and month: mdy, the other order would make impossible dates"},
		{"count --verbose --csv ../../example_data/logs/filetimes.csv", exitOK, "numbers are Windows FILETIME"},
		{"count --time-unit weeks " + jabberLogs, exitUsage, "weeks"},
		{"draw --palette rainbow " + jabberLogs, exitUsage, "rainbow"},
		{"draw -o week.gif " + jabberLogs, exitUsage, "week.gif"},
		{"draw --band nine-five " + jabberLogs, exitUsage, "--band"},
		{"draw --beside Mars/Base " + jabberLogs, exitUsage, "Mars/Base"},
		{"count no/such/file.json", exitFailure, "no/such/file.json"},
		{"run no/such/notebook.ipynb", exitFailure, "notebook.ipynb"},
	} {
		got := call(t, strings.Fields(c.args)...)
		if got.status != c.status || !strings.Contains(got.err, c.says) {
			t.Errorf("hourprint %s: status %d, want %d; standard error %q, want it to say %q", c.args, got.status, c.status, got.err, c.says)
		}
	}
}

func TestCountJSON(t *testing.T) {
	got := call(t, "count", "--json", "--zone", "Asia/Kathmandu", jabberLogs)
	if got.status != exitOK || got.err != "" {
		t.Fatalf("status %d, standard error %q", got.status, got.err)
	}
	var object struct {
		Zone    string
		Counts  [7][24]int64
		Hours   [7][24]float64 `json:"hours_observed"`
		Events  int64
		Sources []struct{ Rows, Events int64 }
	}
	if err := json.Unmarshal([]byte(got.out), &object); err != nil {
		t.Fatal(err)
	}
	var sum int64
	for _, row := range object.Counts {
		for _, n := range row {
			sum += n
		}
	}
	if object.Zone != "Asia/Kathmandu" || sum != object.Events || sum == 0 || object.Hours[0][0] < 50 {
		t.Errorf("zone %s, %d in the cells, %d events, %v Mondays at 0 h", object.Zone, sum, object.Events, object.Hours[0][0])
	}
}

func TestCountCSV(t *testing.T) {
	got := call(t, "count", "--csv", jabberLogs)
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if got.status != exitOK || len(lines) != 8 || !strings.HasPrefix(lines[1], "Mon,") || strings.Count(lines[1], ",") != 24 {
		t.Errorf("status %d, CSV:\n%s", got.status, got.out)
	}
	if !strings.Contains(got.err, "assumed") {
		t.Errorf("standard error does not say that the zone is assumed: %s", got.err)
	}
}

// TestOneBadFileAmongMany: what the others hold is printed, and the failure named.
func TestOneBadFileAmongMany(t *testing.T) {
	got := call(t, "count", "--json", jabberLogs+"/198.51.100.17-20210129.json", "gone.json")
	if got.status != exitFailure || !strings.Contains(got.err, "gone.json") || !strings.Contains(got.out, `"counts"`) {
		t.Errorf("status %d, standard error %q, output of %d bytes", got.status, got.err, len(got.out))
	}
}

// TestNothingToShow: where no file can be read there is neither table nor picture.
func TestNothingToShow(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "photo.log")
	if err := os.WriteFile(path, []byte("\x89PNG\r\n\x1a\n\x00\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"count", path}, {"count", "--json", path}, {"draw", path}, {"draw", "-o", filepath.Join(folder, "week.svg"), path}} {
		if got := call(t, args...); got.status != exitFailure || got.out != "" || !strings.Contains(got.err, path) {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "week.svg")); err == nil {
		t.Error("a picture of nothing")
	}
}

func TestDrawWritesEachKind(t *testing.T) {
	folder := t.TempDir()
	for name, start := range map[string]string{
		"week.png": "\x89PNG", "week.svg": "<svg", "week.pdf": "%PDF", "week.html": "<!doctype html>",
	} {
		path := filepath.Join(folder, name)
		got := call(t, "draw", "--zone", "Europe/Moscow", "-o", path, jabberLogs)
		if got.status != exitOK {
			t.Errorf("%s: status %d: %s", name, got.status, got.err)
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		} else if !strings.HasPrefix(strings.ToLower(string(content)), strings.ToLower(start)) {
			t.Errorf("%s begins with %.20q", name, content)
		}
	}
}

func TestDrawSeveral(t *testing.T) {
	folder := t.TempDir()
	for name, flags := range map[string]string{
		"zones.svg":  "--beside Europe/Moscow,Asia/Shanghai --band 10-19",
		"people.svg": "--by from --top 4",
	} {
		path := filepath.Join(folder, name)
		args := append([]string{"draw", "-o", path}, append(strings.Fields(flags), jabberLogs)...)
		if got := call(t, args...); got.status != exitOK {
			t.Errorf("%s: status %d: %s", name, got.status, got.err)
		} else if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestDrawInTerminal(t *testing.T) {
	plain := call(t, "draw", jabberLogs)
	colour := call(t, "draw", "--color", "always", jabberLogs)
	if strings.Contains(plain.out, "\x1b[") || !strings.Contains(plain.out, "Mon") {
		t.Errorf("not a terminal, and yet:\n%s", plain.out)
	}
	if !strings.Contains(colour.out, "\x1b[") {
		t.Errorf("no colour:\n%s", colour.out)
	}
}

// TestInterrupted: a cancelled count says so and writes nothing.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := filepath.Join(t.TempDir(), "week.png")
	var out, err bytes.Buffer
	status := hourprint(ctx, []string{"draw", "-o", path, jabberLogs}, terminal{out: &out, err: &err})
	if status != exitFailure || !strings.Contains(err.String(), "interrupted") {
		t.Errorf("status %d, standard error %q", status, err.String())
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}
