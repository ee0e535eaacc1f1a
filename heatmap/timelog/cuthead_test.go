package timelog

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A window cut out of a log, which begins in the middle of a line, is timed as the
// lines behind that one are; the first line has its own time, to the second, or none.
func TestCutWindows(t *testing.T) {
	for _, name := range []string{"hadoop", "bgl", "thunderbird", "zookeeper", "hdfs", "spark", "linux_syslog", "apache_error",
		"android", "openstack", "alb", "rails", "o365_ual", "gitlab_json", "vault_audit", "paloalto_csv", "symantec_av", "docker_json"} {
		s := readSystem(t, "testdata/systems/"+name+".txt")
		lines := strings.SplitAfter(strings.TrimSuffix(s.text, "\n"), "\n")
		for _, window := range []int{2, 3, len(lines)} {
			want := windowTimes(t, s, strings.Join(lines[1:window], ""), window-1)
			for _, cut := range []int{5, 13, 33, 60} {
				if cut >= len(lines[0]) {
					continue
				}
				got := windowTimes(t, s, strings.Join(lines[:window], "")[cut:], window)
				if strings.Join(got[1:], " ") != strings.Join(want, " ") || got[0] != "-" && got[0][:19] != s.lines[0][:19] {
					t.Errorf("%s, %d lines, cut at %d: %s, want %s behind the first", name, window, cut, got, want)
				}
			}
		}
	}
}

// windowTimes is the time of each line of a text, "-" for none.
func windowTimes(t *testing.T, s *system, text string, lines int) []string {
	path := filepath.Join(t.TempDir(), "log")
	if err := os.WriteFile(path, []byte(text+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if s.written != "" {
		at, err := time.Parse("2006-01-02", s.written)
		if err == nil {
			err = os.Chtimes(path, at, at)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Errorf("%s: %v", s.name, err)
		return make([]string, lines)
	}
	return timesOf(t, table, lines)
}
