package timelog

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A system is a log in the shape of a real system's, in testdata/systems. Its
// first line says what is to be found out of it:
//
//	# format=text zone=assumed written=2005-07-30
//
// Before each further line and a bar stands the time that a human reads in it,
// as RFC 3339 has it, or "-" for a line without one of its own (a continuation),
// or "=" for a header, which is no row. The lines are invented.
type system struct {
	lineCase
	lines []string // the time of each line, "-" or "="
}

func readSystem(t *testing.T, path string) *system {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := &system{}
	s.name = strings.TrimSuffix(filepath.Base(path), ".txt")
	sc := bufio.NewScanner(f)
	sc.Scan()
	for _, setting := range strings.Fields(strings.TrimPrefix(sc.Text(), "#")) {
		key, value, _ := strings.Cut(setting, "=")
		switch key {
		case "format":
			s.format = value
		case "zone":
			s.zone = value
		case "written":
			s.written = value
		default:
			t.Fatalf("%s: %q", path, setting)
		}
	}
	var text strings.Builder
	for sc.Scan() {
		at, line, ok := strings.Cut(sc.Text(), "|")
		if !ok {
			t.Fatalf("%s: %q", path, sc.Text())
		}
		s.lines = append(s.lines, at)
		text.WriteString(line + "\n")
	}
	s.text = text.String()
	return s
}

// found is the time that each line of the log was given, as system.lines.
func (s *system) found(t *testing.T) (Source, []string, []string) {
	t.Helper()
	path := s.path(t)
	tally, err := Count(context.Background(), Options{}, path)
	if err != nil {
		t.Errorf("%v", err)
		return Source{}, nil, nil
	}
	balanced(t, tally.Sources)
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	src, got := tally.Sources[0], timesOf(t, table, len(s.lines))
	if timed := int64(strings.Count(strings.Join(got, "\n"), "Z")); timed != src.Events {
		t.Errorf("%d events counted, %d read", src.Events, timed)
	}
	return src, got, tally.Warnings
}

// timesOf is the time that each line of the only file of a table was given.
func timesOf(t *testing.T, table *Table, lines int) []string {
	t.Helper()
	src := table.Sources[0]
	got := make([]string, lines)
	for i := range got {
		got[i] = "-"
	}
	p := StampParser{Year: 2000, Column: src.TimeColumn}
	if loc, err := LoadZone(src.Zone); err == nil {
		p.SourceZone = loc
	}
	if read := regexp.MustCompile(`read as (dmy|mdy)`).FindStringSubmatch(strings.Join(table.Warnings, "; ")); read != nil {
		p.DateOrder = read[1]
	}
	for _, c := range table.Columns {
		if c.Name != src.TimeColumn {
			continue
		}
		if err := p.Learn(c.Values); err != nil {
			t.Fatal(err)
		}
		for i, v := range c.Values {
			if at, _, err := p.Parse(v); err == nil {
				got[table.Line[i]-1] = at.Format(time.RFC3339Nano)
			}
		}
	}
	return got
}

// Every line whose time a human can read is timed right with no option given,
// and no other.
func TestSystems(t *testing.T) {
	paths, err := filepath.Glob("testdata/systems/*.txt")
	if err != nil || len(paths) < 307 {
		t.Fatalf("%d systems, %v", len(paths), err)
	}
	for _, path := range paths {
		s := readSystem(t, path)
		t.Run(s.name, func(t *testing.T) {
			src, got, warnings := s.found(t)
			if got == nil {
				return
			}
			if src.Format != s.format || src.ZoneFrom != s.zone {
				t.Errorf("%s, zone %s; want %s, %s", src.Format, src.ZoneFrom, s.format, s.zone)
			}
			wrong := 0
			for i, want := range s.lines {
				if want == "=" {
					want = "-"
				}
				if got[i] != want {
					if wrong++; wrong < 4 {
						t.Errorf("line %d: %s, want %s: %s", i+1, got[i], want, strings.Split(s.text, "\n")[i])
					}
				}
			}
			rows := int64(len(s.lines) - strings.Count(strings.Join(s.lines, ""), "=") - blankLines(s.text))
			if src.Rows != rows {
				t.Errorf("%d rows, want %d", src.Rows, rows)
			}
			if t.Failed() {
				t.Logf("%d of %d lines wrong; %+v; %s", wrong, len(s.lines), src, strconv.Quote(strings.Join(warnings, "; ")))
			}
		})
	}
}

func blankLines(text string) int {
	n := 0
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.TrimSpace(line) == "" {
			n++
		}
	}
	return n
}
